"""What stands around an article: closed lines, which open where something within is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import axe, pages
from tests.browser.reader import CHOSEN, Reader, reading
from tests.browser.window import NARROW, WIDE

pytestmark = pytest.mark.judged

LINES = [
    "Page before the article: 3 blocks, 17 words, 1 claim",
    "Not part of the article: 1 block, 6 words, 1 claim",
    "Page after the article: 3 blocks, 15 words, 1 claim",
]


@pytest.fixture(params=[WIDE, NARROW], ids=lambda size: str(size[0]))
def reader(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Reader]:
    with reading(chromium, pages.page("surrounded"), request.param) as found:
        yield found


def opened(reader: Reader) -> list[bool]:
    """Which of the lines are open, in order."""
    found: list[bool] = reader.page.evaluate(
        "() => [...document.querySelectorAll('article .around')].map((e) => e.open)"
    )
    return found


def test_each_run_is_one_closed_line(reader: Reader) -> None:
    lines = reader.page.locator("article .around")
    assert [line.inner_text() for line in lines.all()] == LINES
    most = 30 if reader.page.viewport_size["width"] == WIDE[0] else 45  # two lines of a phone
    assert all(line.bounding_box()["height"] < most for line in lines.all())
    assert opened(reader) == [False, False, False]
    for block in ("menu", "cookies", "advertisement", "share", "comment", "footer"):
        assert not reader.page.locator(f"#{block}").is_visible(), block


def test_a_line_that_is_opened_shows_what_the_page_had_there(reader: Reader) -> None:
    reader.click("article .around summary")
    assert opened(reader) == [True, False, False]
    assert reader.page.locator("#menu").is_visible()
    assert reader.page.locator("#banner-title").is_visible()
    assert reader.page.get_by_role("heading", name="Cookies").count() == 0
    reader.click("article .around summary")
    assert opened(reader) == [False, False, False]


def test_the_title_of_the_article_is_no_part_of_it(reader: Reader) -> None:
    """It stands once, though furniture comes before it."""
    title = pages.record("surrounded").metadata.title
    assert reader.page.get_by_role("heading", name=title).count() == 1
    assert reader.page.locator("h1").inner_text() == title


@pytest.mark.parametrize(
    ("address", "line", "seen"),
    [("#comment", 2, "#comment"), ("#around-after", 2, "#share"), ("#menu", 0, "#menu"),
     ("#c-price", 1, "#advertisement"), ("#c-ice", 2, "#comment")],
)  # fmt: skip
def test_an_address_opens_the_line_that_holds_it(
    reader: Reader, address: str, line: int, seen: str
) -> None:
    reader.open(address)
    assert opened(reader) == [n == line for n in range(3)]
    assert reader.page.locator(seen).is_visible()


def test_keys_and_the_table_reach_the_claims_within(reader: Reader) -> None:
    reader.press("j")
    assert reader.hash == "c-cookies"
    assert opened(reader) == [True, False, False]
    assert reader.washed(CHOSEN) == ["keeps cookies for ninety days"]
    bead = reader.page.locator("ol.beads a[href='#c-cookies']")
    box, words = bead.bounding_box(), reader.page.locator("#cookies").bounding_box()
    if reader.page.viewport_size["width"] == WIDE[0]:
        assert words["y"] - 12 <= box["y"] <= words["y"] + words["height"]
    reader.press("Escape", "d", "d")
    assert reader.hash == "c-ice"
    assert opened(reader) == [True, True, True]


def test_axe_finds_nothing_open_or_closed(reader: Reader) -> None:
    assert axe.faults(reader.page) == []
    for line in reader.page.locator(".around > summary").all():
        line.click()
    reader.settle()
    assert axe.faults(reader.page) == []


def test_search_opens_the_line_in_which_it_goes_to_a_hit(reader: Reader) -> None:
    reader.press("/")
    reader.page.keyboard.type("blankets")
    reader.press("Enter")
    assert "1 in the text" in reader.status
    assert opened(reader) == [False, True, False]


@pytest.mark.parametrize("script", [True, False])
def test_on_paper_a_line_stays_as_it_was(chromium: Any, script: bool) -> None:
    with reading(chromium, pages.page("surrounded"), java_script_enabled=script) as reader:
        reader.page.evaluate("() => { document.querySelector('.around').open = true; }")
        reader.page.emulate_media(media="print")
        reader.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        reader.settle()
        assert opened(reader) == [True, False, False]
        assert reader.page.locator("#menu").is_visible()
        assert not reader.page.locator("#comment").is_visible()
        assert reader.page.locator(".around > summary").last.is_visible()


def test_without_a_script_a_line_is_closed_and_opens(chromium: Any) -> None:
    path = pages.page("surrounded")
    with reading(chromium, path, java_script_enabled=False) as reader:
        assert opened(reader) == [False, False, False]
        reader.click("article .around summary")
        assert reader.page.locator("#menu").is_visible()
        reader.open("#comment")  # a browser opens what holds the target (HTML, 7.4.6.4)
        assert opened(reader) == [False, False, True]


def test_words_that_may_not_be_shown_fold_into_no_line(chromium: Any) -> None:
    with reading(chromium, pages.page("frenemies", public=True)) as reader:
        assert opened(reader) == []
