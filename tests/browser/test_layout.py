"""What stands where on a page: no text over another, and the article near the top."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import archive
from tests.browser import pages
from tests.browser.boxes import overlaps
from tests.browser.reader import Reader, reading
from tests.browser.window import WIDE
from tests.conftest import MANY

pytestmark = pytest.mark.judged

WIDTHS = (390, 768, 900, 1440)
RECORDS = ["frenemies", "claims-and-sources", "right-to-left", "surrounded"]
AT = [("frenemies", width) for width in WIDTHS] + list(product(RECORDS[1:], (390, 1440)))
if not MANY:  # each record, and each width of two
    AT = [("frenemies", 390), *zip(RECORDS, (1440, 390, 1440, 390), strict=True)]
STANDS = [pytest.param((name, width), id=f"{name}-{width}") for name, width in AT]

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
    past(reader, [*range(0, height, 800), 0])


def past(reader: Reader, tops: list[int]) -> None:
    """Scroll to each of these places in turn, and wait at each until the page has noticed."""
    reader.page.evaluate(_PAST, tops)
    reader.settle()


_PAST = """
async (tops) => {
  // All that watch what comes into view are told in one task, so after ours the page has been.
  const noticed = () => new Promise((done) => {
    const watcher = new IntersectionObserver(() => { watcher.disconnect(); setTimeout(done); });
    watcher.observe(document.documentElement);
  });
  for (const top of tops) {
    scrollTo({ top, behavior: "instant" });
    await noticed();
  }
}
"""


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
    reader.page.evaluate(_OPEN, "article .around")
    through(reader)
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
    links = reader.page.locator(".notes li[data-n] > a").element_handles()
    for link in links if not opened else ():
        link.evaluate("(e) => e.scrollIntoView({ block: 'center' })")
        link.click()
        reader.settle()
        assert reader.card.is_visible()
        assert overlaps(reader.page, "header, nav") == []
        reader.press("Escape")
        opened += 1
    assert opened


@pytest.mark.parametrize(("name", "width"), AT)
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
    with reading(painter, pages.page(name), (1440, 300), address="#:table") as reader:
        past(reader, [*range(reader.page.evaluate("() => scrollY"), 0, -300), 0])
        assert overlaps(reader.page) == []


def test_texts_over_each_other_are_noticed(painter: Any) -> None:
    with reading(painter, pages.page("frenemies"), (390, 900), bypass_csp=True) as reader:
        through(reader)
        reader.page.evaluate(_OPEN, "details.notes")
        reader.page.add_style_tag(content=".placed>.notes li{position:absolute}")
        assert len(overlaps(reader.page)) > 10


# --- the article near the top ---

FURTHEST_PIXELS = 700
"""Where the first sentence of an article stands at most."""

FIRST_WORDS = {
    "aozora-shift-jis": "「注記一覧」に記載した記入例をまとめた",
    "cc-participe-gsoc-pt": "O Google Summer of Code (GSoC) é uma iniciativa",
    "cc-quantifying-berkeley": "In the previous years, from 2014 to 2017",
    "clinicaltrials": "The safety and scientific validity of this study",
    "distill-misread-tsne": "A popular method for exploring high-dimensional data",
    "libwww-cache-1995": "Caching is a required part of any efficient",
    "libwww-collaborators-unlabelled": "Writing directly to the CVS repository",
    "libwww-guide-1994": "This release is the first release of source code",
    "libwww-overview-latin1": "Libwww is a highly modular",
    "rust-book-ja-foreword": "すぐにはわかりにくいかもしれませんが",
    "w3c-language-zh-hans": "此网页为初接触网站国际化",
    "w3c-text-size-ar": "عند ترجمة نص من لغة إلى أخرى",
    "whitehouse-blog": "In this week’s address, the President and the First Lady",
    "whitehouse-speech": "In this week’s address, the Vice President",
    "wikipedia-regression-testing": "Regression testing is a type of software testing",
}
"""How the first sentence of each saved page begins, as a reader of that page would say."""


@pytest.mark.parametrize("name", FIRST_WORDS)
def test_the_first_sentence_of_a_saved_page_is_seen_at_once(
    painter: Any, shared: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    document = archive.receive(shared(f"ingest/html/{name}.html")).document
    path = tmp_path / "page.html"
    path.write_bytes(archive.write(document, "html").data)
    with reading(painter, path, WIDE) as reader:
        top = reader.page.get_by_text(FIRST_WORDS[name]).first.bounding_box()["y"]
    assert 0 < top <= FURTHEST_PIXELS
