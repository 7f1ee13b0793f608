"""The records of the pages hold what a careful person reads in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.articles.html.expected import PAGES, differences, read
from tests.articles.html.live_blog import live_blog
from tests.articles.html.received import not_once, received, report_of
from tests.conftest import MANY
from tests.tools.cases import each_case

pytest.importorskip("selectolax")
pytest.importorskip("trafilatura")

FOLDERS = sorted(path.parent for path in PAGES.glob("*/expected.md"))

KNOWN = {
    "only-divs": (
        *("'Nobody sold me mine.'", "'It came because", "is cell, not p"),
        *("metadata: updated", "metadata: site"),
    ),
}
"""Where a record differs, by a part of the words that say so. Quotations and
tables that are so by their looks alone; a site that only the `title` names, before the title of the
article; a line at the foot that says when a page was changed."""


@pytest.mark.slow
@each_case("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_page_is_received_as_a_person_reads_it(folder: Path) -> None:
    expected = read((folder / "expected.md").read_text("utf-8"))
    result = received((folder / "page.html").read_bytes())
    found = [str(one) for one in differences(expected, result.document)]
    known = KNOWN.get(folder.name, ())
    assert [one for one in found if not any(words in one for words in known)] == []
    assert all(any(words in one for one in found) for words in known), "mended: take it out"


@pytest.mark.slow
@each_case("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_word_of_a_page_stands_in_the_record_once(folder: Path) -> None:
    result = received((folder / "page.html").read_bytes())
    assert not_once(result) == []
    assert report_of(result) == []


@pytest.mark.slow
def test_a_live_blog_of_five_megabytes_is_received() -> None:
    page, lines = live_blog() if MANY else live_blog(500)
    assert len(page) > (5_000_000 if MANY else 400_000)
    result = received(page)
    found = [str(one) for one in differences(read(lines), result.document)]
    assert found == []
    assert not_once(result) == []
