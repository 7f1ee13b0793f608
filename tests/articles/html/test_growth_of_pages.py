"""A page is read in a time that grows with it, trafilatura and all, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

import archive
from archive.articles.html.trafilatura_adapter import Trafilatura
from tests.articles.html.received import received
from tests.articles.html.test_html import LONG, page
from tests.growth import MOST, Work, grows

pytest.importorskip("trafilatura")

SHAPES: dict[str, tuple[str, str, str]] = {
    "links in a paragraph": ("<p>", "word <a href=/x>one</a> ", "</p>"),
    "marks in a paragraph": ("<p>", "<i>word</i> and ", "</p>"),
    "spans with a class in a paragraph": ("<p>", "<span class=share-x>word</span> and ", "</p>"),
    "marks within one another": ("<p>", "<em><b><a href=/x>word</a></b></em> ", "</p>"),
    "images in a paragraph": ("<p>", "word <img src=a.jpg> ", "</p>"),
    "lines in a paragraph": ("<p>", "word one<br>", "</p>"),
    "paragraphs of two line breaks": ("<p>", "word one<br><br>", "</p>"),
    "words and blocks by turns": ("<div>", "word <b>x</b><p>para</p>", "</div>"),
    "words between menus": ("<div>", "<nav>a</nav>word ", "</div>"),
    "paragraphs": ("", f"<p>{LONG}</p>", ""),
    "short paragraphs": ("", "<p>word one.</p>", ""),
    "rules": ("", "<p>a<hr>", ""),
    "headings": ("", "<h2><a class=toc-backref href=/x>word one</a></h2>", ""),
    "containers alike": ("", f"<div class=post><p>{LONG}</p></div>", ""),
    "comments": ("", f"<div class=comment><p>{LONG}</p></div>", ""),
    "lists": ("", "<ul><li>a<li>b</ul>", ""),
    "items": ("<ul>", "<li><a href=/x>word one</a>", "</ul>"),
    "cells in a row": ("<table><tr>", "<td>a", "</table>"),
    "cells that span thousands": ("<table><tr>", "<td colspan=1000 rowspan=65534>a", "</table>"),
    "rows": ("<table>", "<tr><td>a<td>b", "</table>"),
    "forms": ("", "<form><p>word</p><input><button>a</button></form>", ""),
    "notes": ("", "<p>a<sup><a href=#n id=r>1</a></sup></p><p id=n>b <a href=#r>^</a>", ""),
    "block quotations": ("", "<blockquote>word one</blockquote>", ""),
    "block quotations in one another": ("", "<blockquote>word ", ""),
    "divisions in one another": ("", "<div class=share>word ", ""),
    "tables in one another": ("", "<table><tr><td>word ", ""),
    "fonts that are never closed": ("", "<font>a<br><br>", ""),
    "options": ("<select>", "<option>a", "</select>"),
    "comments of the markup": ("<p>", "a <!--x-->", "</p>"),
    "names of a class": ("<div class='", "abc share ", f"'><p>{LONG}</div>"),
    "a style sheet": ("<style>", ".a{display:none}\n", "</style>"),
    "empty elements": ("<p>a", "<span></span>", "</p>"),
    "a long text": ("<p>", "A word is. ", "</p>"),
    "a long text of wide letters": ("<p>", "船は戻った。", "</p>"),
    "blanks that stay": ("<p>", "&nbsp;<span class=share>&nbsp;</span>", "</p>"),
    "templates": ("", f"<template><p>{LONG}</template>", ""),
}


def reading(name: str) -> Callable[[int], Work]:
    before, part, after = SHAPES[name]

    def make(n: int) -> Work:
        data = page(before + part * n + after).encode()

        def work() -> None:
            with suppress(archive.ArchiveError):
                received(data)

        return work

    return make


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_time_grows_with_the_page(name: str) -> None:
    n = 60 if len(SHAPES[name][1]) > 100 else 500
    assert grows(reading(name), n) < MOST


@pytest.mark.slow
@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<p>" + "word <a href=/x>one</a> " * 1_001, "elements in one paragraph"),
        ("<div>" + "word<p>one</p>" * 1_002, "elements in one paragraph"),
        ("<table><tr>" + "<td>a" * 501, "cells in a table"),
        ("<table><tr>" + "<td colspan=1000 rowspan=65534>a" * 300, "cells in a table"),
        ("<table><tr>" + "<td>a" * 200 + "<tr><td>a" * 200, "cells in a table"),
        ("<form><p>a</p></form>" * 201, "forms"),
        ("<p>a</p>" * 20_001, "elements in one element"),
    ],
)
def test_a_page_that_is_too_much_for_trafilatura_is_read_without_it(
    markup: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(self: Trafilatura) -> str:
        raise AssertionError

    monkeypatch.setattr(Trafilatura, "_article", asked)
    result = received(page(markup))
    [note] = [one for one in result.findings if one.code == "trafilatura-not-asked"]
    assert (
        f"the page has more {what} than trafilatura can process, so it was not used" in note.message
    )
    assert LONG in [block.text for block in result.document.text_blocks()]


@pytest.mark.slow
@pytest.mark.parametrize(
    "markup",
    [
        ("<p>" + "word <a href=/x>one</a> " * 900 + "</p>") * 2,
        "<pre>" + "<span>a</span> " * 3_000 + "</pre>",
        "<p>" + "word<br>" * 3_000,
        "<table>" + ("<tr><td colspan=3>a" + "<tr><td>a<td>b<td>c" * 20) * 20 + "</table>",
    ],
)
def test_what_people_write_is_not_too_much(markup: str) -> None:
    codes = [finding.code for finding in received(page(markup)).findings]
    assert "trafilatura-not-asked" not in codes
