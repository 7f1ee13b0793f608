"""Markup made to harm: the work of our own parts stays near linear in the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest

import archive
from archive.articles.html import reader
from tests.growth import MOST, Work, grows

pytest.importorskip("selectolax")
pytest.importorskip("trafilatura")

LONG = "Words of the quay and of the harbour go on here for a while, as they must. " * 4


class Answer:
    """What trafilatura would say, if it took no time: all words are the article."""

    title = author = sitename = date = None

    def __init__(self, markup: str, address: str | None, *, asks: bool) -> None:
        self.text = re.sub(r"<[^>]*>", "\n", markup)


@pytest.fixture(autouse=True)
def _without_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "Trafilatura", Answer)


def received(body: str, head: str = "") -> Work:
    data = f"<html><head>{head}</head><h1>Quays</h1><p>{LONG}</p>{body}<p>{LONG}".encode()

    def work() -> None:
        with suppress(archive.ArchiveError):
            archive.receive(data, "html")

    return work


def each(n: int, text: str) -> str:
    return "".join(text.replace("N", str(number)) for number in range(n))


NOTES = "<sup><a href=#fN>N</a></sup> w "
SHAPES: dict[str, Callable[[int], Work]] = {
    "links": lambda n: received("<p>" + each(n, "<a href=/N title=x>word N</a> ")),
    "links of blanks": lambda n: received("<p>a" + "<a title=x>\xa0</a>" * n),
    "images in a line": lambda n: received("<p>w " + "<img src=x.png alt=x>" * n),
    "images in a picture": lambda n: received("<picture>" + "<img src=data:x>" * n),
    "sources": lambda n: received(f"<picture>{'<source>' * n}{'<img src=data:x>' * n}"),
    "formulas": lambda n: received("<p>" + "<math><mi>a</mi></math><img src=a.svg>" * n),
    "marks in marks": lambda n: received("<p>" + "<b>w <i lang=fr>x " * n),
    "lists in lists": lambda n: received("<ul><li>a" * n),
    "tables in tables": lambda n: received("<table><tr><td>a" * n),
    "quotations": lambda n: received("<blockquote>a " * n),
    "captions in captions": lambda n: received("<figcaption>a " * n),
    "elements in elements": lambda n: received("<div lang=fr>w " * n),
    "spans": lambda n: received("<table>" + "<td colspan=1000 rowspan=65534>a" * n),
    "groups of terms": lambda n: received("<dl>" + "<div>" * n + "<dt>t<dd>d"),
    "notes": lambda n: received("<p>" + each(n, NOTES) + "</p>" + each(n, "<p id=fN>note")),
    "notes in notes": lambda n: received(
        "<p>" + each(n, NOTES) + "</p><p class=fn>" + each(n, "<span id=fN>note ")
    ),
    "ids": lambda n: received(each(n, "<p id=N>w <a href=#N>l</a><a aria-labelledby=N>m</a>")),
    "paragraphs by breaks": lambda n: received("<div><b>" + "w <i>x</i><br><br>" * n),
    "kinds of elements": lambda n: received(each(n, "<x-N a=N bN=1>w</x-N>")),
    "drawings": lambda n: received("<svg>" * n + "<text>w"),
    "meta": lambda n: received("", each(n, "<meta name=kN content=N><meta name=author content=N>")),
    "microdata": lambda n: received(
        "<div itemscope itemtype=https://schema.org/Article>"
        + "<b itemprop=author itemscope><i itemprop=name>Jo Ek</i></b>" * n
    ),
}


MENDED = ("images in a picture", "captions in captions", "notes in notes")
LARGE = ("images in a line", "formulas", "elements in elements", "links of blanks")


@pytest.mark.slow
@pytest.mark.parametrize("shape", MENDED)
def test_a_page_takes_time_near_linear_in_its_markup(shape: str) -> None:
    assert grows(SHAPES[shape], 300) < MOST


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_a_large_page_takes_time_near_linear_in_its_markup(shape: str) -> None:
    assert grows(SHAPES[shape], 2000 if shape in LARGE else 400) < MOST


def test_captions_in_captions_are_one_caption() -> None:
    data = f"<h1>Quays</h1><p>{LONG}</p><figure><img src=a.png>{'<figcaption>c ' * 2000}"
    document = archive.receive(data.encode(), "html").document
    assert any(block.text.startswith("c\nc") for block in document.text_blocks())
