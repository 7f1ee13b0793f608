"""What stands where on a page: no text over another, and the article near the top."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from tests.browser import pages
from tests.browser.boxes import overlaps
from tests.browser.reader import Reader, reading

pytestmark = pytest.mark.judged

WIDTHS = (390, 768, 900, 1440)
RECORDS = ["frenemies", "claims-and-sources", "right-to-left", "surrounded"]
STANDS = [
    pytest.param((name, width), id=f"{name}-{width}") for name, width in product(RECORDS, WIDTHS)
]

_OPEN = "(selector) => document.querySelectorAll(selector).forEach((e) => { e.open = true; })"


@pytest.fixture
def reader(painter: Any, request: pytest.FixtureRequest) -> Iterator[Reader]:
    name, width = request.param
    with reading(painter, pages.page(name), (width, 900)) as found:
        through(found)
        yield found


def through(reader: Reader) -> None:
    """Read from the top to the bottom, and go back up: signs and notes are placed on the way."""
    height = reader.page.evaluate("() => document.documentElement.scrollHeight")
    for top in (*range(0, height, 800), 0):
        reader.page.evaluate("(top) => scrollTo({ top, behavior: 'instant' })", top)
        reader.settle()


@pytest.mark.parametrize("reader", STANDS, indirect=True)
def test_no_text_stands_over_another_when_all_notes_are_open(reader: Reader) -> None:
    assert overlaps(reader.page) == []
    reader.page.evaluate(_OPEN, "article details")
    through(reader)
    assert overlaps(reader.page) == []
    reader.page.evaluate(_OPEN, "details")
    through(reader)
    assert overlaps(reader.page) == []


@pytest.mark.parametrize("reader", STANDS, indirect=True)
def test_no_text_stands_over_another_when_one_note_is_open(reader: Reader) -> None:
    """A note is opened by its line; where there is none, its claim is, whose card covers the notes."""
    opened = 0
    for notes in reader.page.locator("details.notes").all():
        line = notes.locator("summary")
        if not line.is_visible():
            continue
        line.click()
        reader.settle()
        assert notes.locator("li").first.is_visible()
        assert overlaps(reader.page, "header") == []
        line.click()
        opened += 1
    for link in reader.page.locator(".notes li[data-n] > a").all() if not opened else ():
        reader.page.evaluate("(e) => e.scrollIntoView({ block: 'center' })", link.element_handle())
        link.click()
        reader.settle()
        assert reader.card.is_visible()
        assert overlaps(reader.page, "header, nav") == []
        reader.press("Escape")
        opened += 1
    assert opened


@pytest.mark.parametrize(("name", "width"), list(product(RECORDS, WIDTHS)))
def test_without_a_script_no_text_stands_over_another(painter: Any, name: str, width: int) -> None:
    with reading(painter, pages.page(name), (width, 900), java_script_enabled=False) as reader:
        assert overlaps(reader.page) == []
        reader.page.evaluate(_OPEN, "details")
        assert overlaps(reader.page) == []


@pytest.mark.parametrize("name", RECORDS)
def test_on_paper_no_text_stands_over_another(painter: Any, name: str) -> None:
    for width, script in product((700, 1440), (True, False)):
        with reading(painter, pages.page(name), (width, 900), java_script_enabled=script) as reader:
            if script:
                through(reader)
            reader.page.emulate_media(media="print")
            if script:
                reader.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
            reader.settle()
            assert overlaps(reader.page) == []


@pytest.mark.parametrize("name", ["frenemies", "claims-and-sources"])
def test_notes_of_a_row_that_is_read_later_stand_over_no_others(painter: Any, name: str) -> None:
    """Who comes to what stands behind the article by an address reads upwards."""
    with reading(painter, pages.page(name), (1440, 300)) as reader:
        reader.open("#:table")
        for top in (*range(reader.page.evaluate("() => scrollY"), 0, -300), 0):
            reader.page.evaluate("(top) => scrollTo({ top, behavior: 'instant' })", top)
            reader.settle()
        assert overlaps(reader.page) == []


def test_texts_over_each_other_are_noticed(painter: Any) -> None:
    with reading(painter, pages.page("frenemies"), (390, 900), bypass_csp=True) as reader:
        through(reader)
        reader.page.evaluate(_OPEN, "details.notes")
        reader.page.add_style_tag(content=".placed>.notes li{position:absolute}")
        assert len(overlaps(reader.page)) > 10
