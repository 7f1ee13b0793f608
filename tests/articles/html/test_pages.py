"""The expected words of the pages are those that Chromium shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.articles.html.expected import PAGES, Expected, pattern, read
from tests.articles.html.found_in import BREAK, collapsed
from tests.articles.html.live_blog import live_blog

pytestmark = pytest.mark.judged

FOLDERS = sorted(path.parent for path in PAGES.glob("*/expected.md"))


def _named(folder: Path) -> str:
    return folder.name


@pytest.fixture(scope="module")
def window(chromium: Any) -> Iterator[Any]:
    """A window to which nothing comes but the page itself."""
    context = chromium.new_context()
    context.route(
        "**/*", lambda route: route.abort() if _is_other(route.request) else route.continue_()
    )
    yield context.new_page()
    context.close()


def _is_other(request: Any) -> bool:
    return request.resource_type != "document" or not request.url.startswith("file:")


def _seen(window: Any, address: str) -> str:
    window.goto(address, wait_until="domcontentloaded")
    window.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    return re.sub(r"[ \t\n\r\f]+", " ", window.evaluate("document.body.innerText"))


def _in_the_order_seen(expected: Expected, text: str) -> Iterator[str]:
    """What is not seen after what comes before it."""
    at = 0
    for unit in (*expected.units, *(u for _, paragraphs in expected.notes for u in paragraphs)):
        sought = pattern(collapsed(unit.words)).replace(BREAK, r"\s*")
        is_anywhere = unit.kind == "table"  # a caption may stand below its table
        found = re.compile(sought).search(text, 0 if is_anywhere else at)
        if found and is_anywhere:
            continue
        if found:
            at = found.end()
        else:
            yield f"{unit.kind}: {unit.words}"


@pytest.mark.parametrize("folder", FOLDERS, ids=_named)
def test_all_that_is_expected_is_seen_in_that_order(folder: Path, window: Any) -> None:
    expected = read((folder / "expected.md").read_text("utf-8"))
    text = _seen(window, (folder / "page.html").as_uri())
    assert list(_in_the_order_seen(expected, text)) == []
    for words in (*expected.may, *expected.pulled):
        assert collapsed(words) in text


@pytest.mark.parametrize("folder", FOLDERS, ids=_named)
def test_furniture_is_seen_and_what_is_hidden_is_not(folder: Path, window: Any) -> None:
    expected = read((folder / "expected.md").read_text("utf-8"))
    text = _seen(window, (folder / "page.html").as_uri())
    assert [words for words in expected.furniture if collapsed(words) not in text] == []
    assert [words for words in expected.hidden if collapsed(words) in text] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=_named)
def test_what_is_hidden_is_in_the_file(folder: Path) -> None:
    expected = read((folder / "expected.md").read_text("utf-8"))
    markup = (folder / "page.html").read_text("utf-8", "replace")
    for words in expected.hidden:
        assert words in markup


@pytest.mark.parametrize("folder", FOLDERS, ids=_named)
def test_an_image_that_is_expected_is_in_the_page_with_its_description(
    folder: Path, window: Any
) -> None:
    expected = read((folder / "expected.md").read_text("utf-8"))
    window.goto((folder / "page.html").as_uri(), wait_until="domcontentloaded")
    there = window.evaluate(
        "[...document.querySelectorAll('img, amp-img')].flatMap((image) =>"
        " ['src', 'data-src'].map((name) => [image.getAttribute(name), image.getAttribute('alt')]))"
    )
    for picture in expected.pictures:
        assert [picture.addresses[0], picture.alt] in [[a, alt or ""] for a, alt in there]


def test_what_is_expected_of_the_live_blog_is_seen(window: Any, tmp_path: Path) -> None:
    page, lines = live_blog(posts=200)
    (tmp_path / "page.html").write_bytes(page)
    expected = read(lines)
    text = _seen(window, (tmp_path / "page.html").as_uri())
    assert list(_in_the_order_seen(expected, text)) == []
    assert [words for words in expected.furniture if collapsed(words) not in text] == []
    assert [words for words in expected.hidden if collapsed(words) in text] == []


def test_the_encoding_that_nobody_declares_is_found_as_a_browser_finds_it(window: Any) -> None:
    window.goto((PAGES / "broken" / "page.html").as_uri())
    assert window.evaluate("[document.characterSet, document.compatMode]") == [
        "windows-1252",
        "BackCompat",
    ]
