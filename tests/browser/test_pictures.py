"""Pictures of the page that somebody has looked at: `make golden` takes them anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import pages
from tests.browser.pictures import Album, is_same
from tests.browser.reader import Reader, reading
from tests.browser.window import NARROW, WIDE
from tests.conftest import GOLDEN

pytestmark = pytest.mark.judged

PICTURES = {
    "frenemies": ("frenemies", {}, ""),
    "frenemies-open": ("frenemies", {}, "#claim-main-source-of-arms"),
    "frenemies-public": ("frenemies", {"public": True}, ""),
    "claims-and-sources": ("claims-and-sources", {}, ""),
    "claims-and-sources-public": ("claims-and-sources", {"public": True}, ""),
    "right-to-left": ("right-to-left", {}, "#c-4"),
    "undecided": ("undecided", {}, "#c-cost"),
    "undecided-filtered": ("undecided", {}, "#;verdict=doubt,contradicted"),
    "large": ("large", {}, ""),
}
"""By the name of the picture: the record, options of the writer, the address within the page."""


@pytest.fixture(scope="module")
def album(painter: Any) -> Album:
    return Album(painter, GOLDEN / "pages")


@pytest.fixture
def taken(painter: Any) -> Iterator[Callable[..., bytes]]:
    """Take a picture of a window as it stands."""

    def take(name: str, size: tuple[int, int], scheme: str = "light", style: str = "") -> bytes:
        record, options, address = PICTURES[name]
        path = pages.page(record, **options)
        with reading(
            painter, path, size, address=address, color_scheme=scheme, bypass_csp=True
        ) as opened:
            assert "Not on this page" not in opened.page.inner_text(".status")
            return picture(opened, style)

    return take


def picture(reader: Reader, style: str = "") -> bytes:
    if style:
        reader.page.add_style_tag(content=style)
    reader.page.evaluate("() => document.fonts.ready.then(() => true)")
    reader.settle()
    shot: bytes = reader.page.screenshot()
    return shot


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", PICTURES)
def test_a_page_looks_as_somebody_has_agreed(
    album: Album,
    taken: Callable[..., bytes],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    name: str,
    width: tuple[int, int],
) -> None:
    found = taken(name, width)
    kept = f"{name}-{width[0]}"
    if request.config.getoption("--update-golden"):
        album.keep(kept, found)
        return
    agreed = album.kept(kept)
    assert agreed is not None, f"nobody has agreed to {kept}; pytest --update-golden takes it"
    difference = album.compare(agreed, found)
    if not is_same(difference):
        (tmp_path / f"{kept}.png").write_bytes(found)
    assert is_same(difference), f"{kept} looks otherwise: {difference}; see {tmp_path}"


def test_the_page_in_the_dark_is_another_picture(album: Album, taken: Callable[..., bytes]) -> None:
    light, dark = (taken("undecided", WIDE, scheme) for scheme in ("light", "dark"))
    assert album.compare(light, dark).share > 0.9


@pytest.mark.parametrize(
    "broken",
    [
        ".notes { display: none !important }",
        ".beads { display: none !important }",
        ".row { display: block !important }",
        "article { font-size: 1.25rem !important }",
        ".shell { grid-template-columns: 12rem 1fr !important }",
        "[data-c] { background: #ffe9a3 }",
        ".top { padding-block: 1rem }",
    ],
)
def test_a_page_whose_style_is_broken_is_another_picture(
    album: Album, taken: Callable[..., bytes], broken: str
) -> None:
    name = "frenemies-open" if "beads" in broken else "frenemies"  # where many are in the window
    kept = album.kept(f"{name}-1440")
    assert kept is not None
    assert not is_same(album.compare(kept, taken(name, WIDE, style=broken)))


def test_the_pictures_take_little_room() -> None:
    kept = list((GOLDEN / "pages").glob("*.webp"))
    assert {path.stem.rpartition("-")[0] for path in kept} == set(PICTURES)
    assert sum(path.stat().st_size for path in kept) < 2_000_000
