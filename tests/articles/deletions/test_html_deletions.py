"""What is deleted of a page is missed: of real pages, and of pages of all that HTML has."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.articles.deletions.html_pages import drawn_page, page_of_everything
from tests.articles.deletions.measure import measured
from tests.conftest import MANY, in_shared

pytest.importorskip("selectolax")
pytest.importorskip("trafilatura")

PAGES = Path(__file__).parent.parent / "html" / "pages"


def silent(path: Path, each: int, most: int | None, seed: int = 0) -> list[str]:
    return [str(one) for one in measured(path, each, seed, most).silent]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["wordpress", "drupal", "right-to-left"])
def test_what_is_deleted_of_a_page_is_missed(name: str) -> None:
    assert silent(PAGES / name / "page.html", each=1, most=15) == []


@pytest.mark.slow
def test_what_is_deleted_of_a_page_of_everything_is_missed(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of_everything())
    assert silent(path, each=1, most=40, seed=1) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40 if MANY else 1))
def test_what_is_deleted_of_any_page_is_missed(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(drawn_page(Random(seed)))
    assert silent(path, each=1, most=None if MANY else 80, seed=seed) == []


@pytest.mark.slow
def test_what_is_deleted_of_the_pages_that_others_sent_is_missed() -> None:
    pages = sorted(in_shared("ingest/html").glob("*.html"))
    most = None if MANY else 12
    assert [(path.name, one) for path in pages for one in silent(path, 1, most)] == []
