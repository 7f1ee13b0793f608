"""A page in HTML: every part, every word, and nothing that the record would have it do."""

from __future__ import annotations

import re
from typing import Any, get_args

import lxml.html
import pytest
from hypothesis import given

import archive
from archive.model.document import Document
from archive.view.diff_page import diff_parts, file_parts
from archive.view.html.markup import Markup
from archive.view.html.rendering import parts, render
from archive.view.page_parts import (
    Apart,
    Edge,
    Edited,
    Excerpt,
    Fields,
    Furniture,
    Grid,
    Heading,
    Inset,
    Item,
    Items,
    Lines,
    Listing,
    Marked,
    Note,
    Notice,
    Paragraph,
    Part,
    Parts,
    Passage,
    Quote,
    Row,
    Run,
    Style,
    Table,
    Version,
)
from archive.view.rebase_page import rebase_parts
from archive.view.record_page import record_parts
from tests import samples
from tests.records import surrounded
from tests.strategies import documents
from tests.tools.cases import each_case
from tests.view.articles import around, carried, rich
from tests.view.html.hostile import EVIL, assert_harmless, elements, hostile, spoilt
from tests.view.test_page_parts import pages, words_in

MARKED = ("one ", Edge(("1",), False), "two", Edge(("1",), True), "\nthree")
EDGED = 'one <span class="edge">[1|</span>two<span class="edge">|1]</span>\nthree'

SHOWN: dict[Part, str] = {
    Heading("Words", 1): '<h3 dir="auto">Words</h3>',
    Paragraph(("so it ", Run("is", "good"))): '<p dir="auto">so it <span class="good">is</span></p>',
    Notice("By the way.", "quiet"): '<p class="notice quiet" dir="auto">By the way.</p>',
    Fields((("label", "value"), ("", "more")), 8): (
        '<dl><dt dir="auto">label</dt><dd dir="auto">value</dd><dd dir="auto">more</dd></dl>'
    ),
    Items(("one", Run("two", "strong"))): (
        '<ul><li dir="auto">one</li><li dir="auto"><strong>two</strong></li></ul>'
    ),
    Table(("claim",), (Row("1?", "c-1", ("It is.",)),), (1,)): (
        '<div class="scroll"><table><thead><tr><th scope="col"></th><th scope="col">id</th>'
        '<th scope="col">claim</th></tr></thead><tbody><tr><th scope="row">1?</th>'
        '<td><span class="name">c-1</span></td><td dir="auto">It is.</td></tr></tbody></table></div>'
    ),
    Passage(MARKED): f'<p class="words" dir="auto">{EDGED}</p>',
    Excerpt(MARKED, False, True): f'<p class="words" dir="auto">…{EDGED}</p>',
    Quote((MARKED,), ("Bacon",)): (
        f'<blockquote><p class="words" dir="auto">{EDGED}</p>'
        '<p class="words" dir="auto">— Bacon</p></blockquote>'
    ),
    Note("1 ", (MARKED,)): (
        '<div class="note"><p class="words" dir="auto"><span class="label">[note] 1</span> '
        f"{EDGED}</p></div>"
    ),
    Listing((Item("a)", ("one",), (Listing((Item("", ("two",)),)),)),)): (
        '<ul><li class="marked" dir="auto"><span class="label">a)</span> '
        '<span class="words">one</span><ul><li dir="auto"><span class="words">two</span></li></ul>'
        "</li></ul>"
    ),
    Grid(((MARKED, ("four",)),)): (
        f'<div class="scroll"><table><tr><td class="words" dir="auto">{EDGED}</td>'
        '<td class="words" dir="auto">four</td></tr></table></div>'
    ),
    Version("old", "words", "the ", "…"): (
        '<p class="words" dir="auto">the <del>words</del>…</p>'
    ),
    Edited((Marked("meant", "it"), " ", Marked("old", "is"), Marked("new", "was")), "p-1"): (
        '<p class="words" dir="auto"><span class="label">p-1:</span> <strong>it</strong> '
        "<del>is</del> <ins>was</ins></p>"
    ),
    Lines(("@@ -1 +1 @@", Run("-a", "bad"))): (
        '<pre dir="ltr">@@ -1 +1 @@\n<span class="bad">-a</span></pre>'
    ),
    Inset((Paragraph("within"),), 3): '<div class="inset"><p dir="auto">within</p></div>',
    Apart((Paragraph("together"),)): '<div class="apart"><p dir="auto">together</p></div>',
    Furniture("Page before: 1 block", (Paragraph("Menu"),)): (
        '<details><summary class="quiet">Page before: 1 block</summary>'
        '<p dir="auto">Menu</p></details>'
    ),
}  # fmt: skip
"""A part of each kind, and its HTML."""


def test_there_is_a_sample_of_every_kind_of_part() -> None:
    assert {type(part) for part in SHOWN} == set(get_args(Part))


@each_case(("part", "shown"), SHOWN.items(), ids=[type(p).__name__ for p in SHOWN])
def test_a_part_is_written(part: Part, shown: str) -> None:
    assert parts((part,)) == shown


@each_case("kind", ["paragraph", "heading", "code", "verse", "caption", "furniture"])
def test_every_kind_of_passage_has_its_words(kind: Any) -> None:
    (block,) = lxml.html.fragments_fromstring(parts((Passage(MARKED, kind, "aside", 9),)))
    assert "one [1|two|1]\nthree" in block.text_content()
    assert ("[aside]" in block.text_content()) == (kind in ("caption", "furniture"))


def test_each_style_is_a_class_or_an_element_of_its_own() -> None:
    shown = {parts((Paragraph(Run("a", style)),)) for style in get_args(Style)}
    assert len(shown) == len(get_args(Style))


def test_no_level_of_headings_is_left_out_on_the_way_down() -> None:
    one, two, three, four = (Heading("a", n) for n in (1, 2, 3, 4))  # type: ignore[arg-type]
    deep = Passage(("a",), "heading", level=9)

    def levels(*page: Part) -> list[str]:
        return re.findall(r"<(h\d)", parts(page))

    assert levels(one, two, four, two, three, four) == ["h3", "h4", "h5", "h4", "h5", "h6"]
    assert levels(three, three, Inset((four,)), three) == ["h3", "h3", "h4", "h3"]
    assert levels(one, two, deep, Apart((deep,)), two) == ["h3", "h4", "h5", "h5", "h4"]


def test_what_is_reported_under_one_label_has_it_once() -> None:
    page = parts((Fields((("a", "1"), ("a", "2"), ("", "3"), ("b", "4"), ("a", "5")), 8),))
    assert re.findall("<dt[^>]*>([^<]*)", page) == ["a", "b", "a"]
    assert re.findall("<dd[^>]*>([^<]*)", page) == ["1", "2", "3", "4", "5"]


def test_what_is_empty_makes_no_empty_list() -> None:
    assert parts((Items(()), Fields((), 8))) == ""


# --- whole pages ---


def all_pages() -> list[Parts]:
    return [
        *(page for document in (rich(), around(), samples.assessed()) for page in pages(document)),
        diff_parts(archive.diff(samples.small(), rich())),
        diff_parts(archive.diff(rich(), around()), everything=True),
        file_parts("a.json", b"{\n1", b"{\n2"),
        rebase_parts(carried(), everything=True),
    ]


def text_of(markup: str) -> str:
    """What is read in a fragment, block by block."""
    root = lxml.html.fragment_fromstring(markup)
    for style in root.iter("style"):
        style.text = None
    blocks = "p|h[1-6]|dt|dd|li|td|th|pre|summary"
    for element in root.iter():
        if isinstance(element.tag, str) and re.fullmatch(blocks, element.tag):
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    return str(root.text_content())


def tokens(words: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"<U\+[0-9A-F]+>", " ", words)))


def check_words(page: Parts) -> None:
    """Every word of a page is in the HTML, and no other but "note" and "id"."""
    shown = text_of(render(page))
    told, joined = "\n".join(words_in(page)), "".join(words_in(page))
    assert tokens(shown) <= tokens(told) | tokens(joined) | {"note", "id"}
    unmarked = re.sub(r"\[[0-9?!,]+\||\|[0-9?!,]+\]", "", shown)
    assert tokens(told) - {"table", "furniture"} <= tokens(shown) | tokens(unmarked)


def test_every_word_of_a_page_is_in_the_html() -> None:
    for page in (*all_pages(), record_parts(surrounded())):
        check_words(page)


@pytest.mark.slow
@given(document=documents())
def test_no_word_of_any_record_is_lost_or_added(document: Document) -> None:
    for page in pages(document):
        check_words(page)
        assert_harmless(render(page))


# --- hostile words ---


@each_case("part", SHOWN, ids=[type(part).__name__ for part in SHOWN])
def test_hostile_words_in_a_part_stay_words(part: Part) -> None:
    markup = parts((spoilt(part),))
    assert_harmless(markup)
    assert "<script>alert(1)</script>" in "".join(
        element.text_content() for element in elements(markup) if element.tag == "body"
    )
    shape = [element.tag for element in elements(parts((spoilt(part, "words"),)))]
    assert [element.tag for element in elements(markup)] == shape


def test_a_record_of_hostile_words_makes_no_element_and_no_link() -> None:
    for page in pages(hostile()):
        assert_harmless(render(page))
        assert EVIL.count("w") <= render(page).count("w")


def test_what_turns_the_order_of_reading_does_not_leave_its_block() -> None:
    turned = "a \u202ecba"
    assert parts((Paragraph((turned, " and so on")),)) == (
        '<p dir="auto">a &lt;U+202E&gt;cba and so on</p>'
    )
    kept = parts((Excerpt((turned,), True, False),))
    assert kept == '<p class="words" dir="auto">a \u202ecba\u202c…</p>'


def test_a_page_is_a_fragment_with_styles_for_itself_alone_and_without_a_script() -> None:
    page = render(record_parts(samples.small()))
    assert isinstance(page, Markup)
    (root,) = lxml.html.fragments_fromstring(page)
    assert [(child.tag, child.get("class")) for child in root] == [
        ("style", None),
        ("div", "archive-page"),
    ]
    (style,) = root.iter("style")
    rules = re.findall(r"([^{}]+)\{[^{}]*\}", style.text_content())
    assert rules
    assert all(
        all(one.startswith(".archive-page") for one in re.split(r",(?![^(]*\))", rule))
        for rule in rules
    )
    assert not list(root.iter("script", "link", "img", "iframe"))
    assert not re.search(r"url\(|@import|expression", style.text_content())


def test_show_makes_the_same_pages_as_html() -> None:
    document = rich()
    for options in ({}, {"claims": True}, {"claim": "first"}):
        page = archive.show(document, format="html", **options)  # type: ignore[call-overload]
        assert page.startswith("<div><style>.archive-page{")
        assert page._repr_html_() == page
    assert "<del>" in archive.show(archive.diff(samples.small(), document), format="html")
    assert "altered" in archive.show(carried(), format="html")
    with pytest.raises(archive.errors.UnknownFormat, match="there are text, html"):
        archive.show(document, format="pdf")  # type: ignore[call-overload]
