"""Words come through Markdown as they are, whatever they look like; marks where they can be read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.model.blocks import (
    CodeBlock,
    Formatting,
    Heading,
    Link,
    Mark,
    NoteCall,
    Paragraph,
    Section,
)
from archive.model.document import Document
from archive.view.markdown.escaping import escaped
from archive.view.markdown.marks import SIGNS as SIGNS_OF
from archive.view.markdown.marks import representable_marks
from tests import strategies
from tests.markdown import texts, tokens

pytestmark = pytest.mark.judged

SIGNS = st.text("\\`*_{}[]()#+-.!<>&;:|~$^=\"'@/ \t\n1a\u00e9", max_size=30)


@given(SIGNS | strategies.texts())
def test_a_text_of_signs_is_read_back_as_it_is(text: str) -> None:
    for form in ({}, {"line": True}):
        page = "".join(escaped(text, **form))
        read = list(texts(page))
        assert [one.strip() for one in read] == ([text.strip()] if text.strip() else read)


@given(SIGNS | strategies.texts())
def test_a_cell_of_signs_is_read_back_as_it_is(text: str) -> None:
    cell = "".join(escaped(text, cell=True))
    _, read, _ = texts(f"|  | {cell} |  |\n| --- | --- | --- |")
    assert read.strip() == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<!-- a -->",
        "<https://example.org/>",
        "[a](javascript:alert(1))",
        "[a]: javascript:alert(1)",
        "![a](https://example.org/a.png)",
        "[^1]: a note",
        "# no heading",
        "    no code",
        "```\nno fence\n```",
        "no heading\n===",
        "- no item\n- another",
        "1. no item",
        "| a | b |\n| - | - |",
        "two\n\nblocks",
        "two blanks  \nand a line",
        "&amp; &#60; &copy",
        "***",
        "\\*",
        "{{ template }} {% block %} ${x}",
    ],
)
def test_what_looks_like_markdown_is_words(text: str) -> None:
    page = _written(Paragraph(id="p-1", text=text))
    assert [token.type for token in tokens(page)] == ["paragraph_open", "inline", "paragraph_close"]
    assert list(texts(page)) == [text]


def test_white_space_at_the_ends_is_kept_by_references() -> None:
    assert _written(Paragraph(id="p-1", text=" a\u00a0")) == "&#32;a&#160;\n"


def test_signs_of_direction_stay_where_they_are() -> None:
    text = "\u200fنص\u200f and \u2067שלום\u2069"
    assert list(texts(_written(Paragraph(id="p-1", text=text)))) == [text]


def test_a_fence_is_longer_than_any_in_the_program() -> None:
    text = "```\n````\n"
    (read,) = texts(_written(CodeBlock(id="code-1", text=text)))
    assert read == text


@pytest.mark.parametrize(
    ("text", "marks", "written", "lost"),
    [
        ("so it is", [("italic", 3, 5)], "so *it* is", 0),
        ("so it is", [("bold", 0, 8)], "**so it is**", 0),
        ("so it is", [("bold", 3, 5), ("italic", 3, 5)], "so ***it*** is", 0),
        ("unbelievable", [("emphasis", 2, 9)], "un*believa*ble", 0),
        ("so “it” is", [("italic", 3, 7)], "so *“it”* is", 0),
        ("so`it", [("code", 2, 5)], "so`` `it ``", 0),
        ("so it is", [("monospace", 3, 5)], "so `it` is", 0),
        # What would be read otherwise is left out.
        ("so it is", [("italic", 3, 6)], "so it is", 1),
        ("a(b)c", [("italic", 1, 4)], "a(b)c", 1),
        ("a\u2028(b) c", [("italic", 2, 5)], "a&#8232;(b) c", 1),
        ("ab", [("italic", 0, 1), ("bold", 1, 2)], "*a*b", 1),
        ("so it is", [("small-caps", 3, 5)], "so it is", 1),
        ("so it is", [("italic", 0, 8), ("emphasis", 3, 5)], "*so it is*", 1),
    ],
)
def test_marks_are_shown_where_they_are_read_as_they_are_meant(
    text: str, marks: list[tuple[Any, int, int]], written: str, lost: int
) -> None:
    spans = tuple(Formatting(type=type, start=start, end=end) for type, start, end in marks)
    block = Paragraph(id="p-1", text=text, marks=spans)
    assert _written(block) == f"{written}\n"
    assert list(texts(_written(block))) == [text]
    assert sum("some formatting" in found.message for found in _findings(block)) == lost


@given(strategies.documents())
def test_every_mark_that_is_shown_is_read_back(document: Document) -> None:
    """As many stretches of emphasis and of program text as the writer has written."""
    for block in document.text_blocks():
        if block.marks and not isinstance(block, CodeBlock):
            paragraph = Paragraph(id="p-1", text=block.text, marks=_without_calls(block.marks))
            kept = [paragraph.marks[n] for n in representable_marks(paragraph, "lines", ())]
            signs = [SIGNS_OF[mark.type] for mark in kept if isinstance(mark, Formatting)]
            children = [c for token in tokens(_written(paragraph)) for c in token.children or ()]
            read = [CODES[c.type] for c in children if c.type in CODES]
            assert sorted(read) == sorted(signs)


CODES = {"em_open": "*", "strong_open": "**", "code_inline": "`"}


def _without_calls(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if not isinstance(mark, NoteCall))


@pytest.mark.parametrize(
    ("target", "is_shown"),
    [
        ("https://example.org/a (1).pdf?b=1&copy=2", False),
        ("https://example.org/a(1).pdf?b=1&copy=2", True),
        ("mailto:a@example.org", True),
        ("figures/a.svg", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("vbscript:a", False),
    ],
)
def test_a_link_leads_to_the_web_and_to_nothing_else(target: str, is_shown: bool) -> None:
    link = Link(start=0, end=2, target=target)
    block = Paragraph(id="p-1", text="so it is", marks=(link,))
    page = _written(block)
    found = [
        child.attrs["href"]
        for token in tokens(page)
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert found == ([target] if is_shown else [])
    assert ("javascript" in page.lower()) is False
    assert any("the target of some links" in f.message for f in _findings(block)) is not is_shown


def _document(*blocks: Paragraph | CodeBlock | Heading) -> Document:
    return Document(id="a", sections=(Section(id="s-1", blocks=blocks),))


def _written(*blocks: Paragraph | CodeBlock) -> str:
    return archive.write(_document(*blocks), "markdown", head=False).data.decode()


def _findings(*blocks: Paragraph) -> tuple[archive.Finding, ...]:
    return archive.write(_document(*blocks), "markdown", head=False).findings
