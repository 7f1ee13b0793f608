"""What a page does that it should not is noticed; else the tests of the page would prove nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.browser import axe, nu
from tests.browser.conftest import started
from tests.browser.pictures import Album, is_same
from tests.browser.window import window

pytestmark = pytest.mark.judged

PAGE = """<!doctype html><html lang=en><head><meta charset=utf-8><title>A page</title>{head}</head>
<body><main><h1>A page</h1><p>Some words.</p>{body}</main></body></html>"""
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'


@pytest.fixture
def page(tmp_path: Path) -> Any:
    def make(body: str = "", head: str = "", name: str = "page.html") -> Path:
        path = tmp_path / name
        path.write_text(PAGE.format(body=body, head=head))
        return path

    return make


def test_a_page_that_does_nothing_has_no_faults(chromium: Any, page: Any) -> None:
    with window(chromium, page(head=POLICY)) as found:
        found.open("#p")
        assert found.page.title() == "A page"
        assert found.faults == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<img src=https://example.invalid/a.png alt=a>", "request image https://example.invalid"),
        ("<img src=other.png alt=a>", "request image file:"),
        ("<link rel=stylesheet href=//example.invalid/a.css>", "request stylesheet file:"),
        ("<script>alert(1)</script>", "dialog 1"),
        ("<script>setTimeout(() => confirm(2))</script>", "dialog 2"),
        ("<script>console.error('no')</script>", "error: no"),
        ("<script>throw Error('no')</script>", "error: no"),
    ],
)
def test_what_a_page_does_is_noticed(chromium: Any, page: Any, body: str, said: str) -> None:
    with window(chromium, page(body)) as found:
        for _ in range(250):  # five seconds at most: a busy machine takes its time
            if any(fault.startswith(said) for fault in found.faults):
                break
            found.page.wait_for_timeout(20)
        assert any(fault.startswith(said) for fault in found.faults), found.faults


def test_what_a_policy_forbids_is_noticed(chromium: Any, page: Any) -> None:
    with window(chromium, page("<script>alert(1)</script>", POLICY)) as found:
        assert not found.dialogs
        assert any("Content Security Policy" in fault for fault in found.faults), found.faults


def test_axe_and_the_nu_checker_say_what_is_wrong(chromium: Any, page: Any) -> None:
    wrong = page("<img src='data:,'><ul><p>No item.</p></ul>")
    with window(chromium, wrong) as found:
        assert any(fault.startswith("image-alt") for fault in axe.faults(found.page))
    right = page(name="right.html")
    with window(chromium, right) as found:
        assert axe.faults(found.page) == []
    errors = nu.errors([wrong, right])
    assert any("page.html" in error and "child of element" in error for error in errors)
    assert [error for error in errors if error.startswith("right.html")] == []


# --- pictures ---

TEXT = "<p>%s</p>" % ("Many words that fill a line and are not all the same. " * 60)
STYLE = (
    "<style>main {{ font: 18px/1.6 serif; width: 600px; padding: {top}px; color: {ink} }}</style>"
)


def picture(browser: Any, path: Path) -> bytes:
    with window(browser, path, (900, 700)) as found:
        shot: bytes = found.page.screenshot()
        return shot


def test_letters_that_are_drawn_otherwise_are_the_same_picture(
    chromium: Any, letters: Mapping[str, str], painter: Any, page: Any, tmp_path: Path
) -> None:
    path, album = page(TEXT, STYLE.format(top=20, ink="#222")), Album(painter, tmp_path)
    once = picture(painter, path)
    album.keep("page", once)
    kept = album.kept("page")
    assert kept is not None
    assert len(kept) < len(once)
    assert album.compare(kept, picture(painter, path)).share < 0.001
    for hinting in ("full", "slight"):  # what another version of a browser changes is no more
        browser = started(chromium, letters, f"--font-render-hinting={hinting}")
        assert is_same(album.compare(kept, picture(browser, path)))
        browser.close()
    inked = picture(painter, page(TEXT, STYLE.format(top=20, ink="#333")))
    assert is_same(album.compare(kept, inked))


@pytest.fixture(scope="module")
def album(painter: Any, tmp_path_factory: pytest.TempPathFactory) -> Album:
    return Album(painter, tmp_path_factory.mktemp("album"))


@pytest.fixture(scope="module")
def pictured(painter: Any, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A picture of the page as it should be."""
    path = tmp_path_factory.mktemp("pictured") / "page.html"
    path.write_text(PAGE.format(body=TEXT, head=STYLE.format(top=20, ink="#222")))
    return picture(painter, path)


@pytest.mark.parametrize(
    "style",
    [
        STYLE.format(top=26, ink="#222"),
        STYLE.format(top=20, ink="#222").replace("600px", "560px"),
        STYLE.format(top=20, ink="#222").replace("18px", "19px"),
        STYLE.format(top=20, ink="#999"),
        "",
    ],
)
def test_another_layout_is_another_picture(
    painter: Any, album: Album, pictured: bytes, page: Any, style: str
) -> None:
    assert not is_same(album.compare(pictured, picture(painter, page(TEXT, style))))
