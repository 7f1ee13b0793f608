"""Blocks of running text, and which element is read as which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.back_matter import BACK_MATTER_HANDLERS
from archive.articles.jats.float_handlers import FLOAT_HANDLERS
from archive.articles.jats.lists import list_of
from archive.articles.jats.text_builder import TextBuilder
from archive.articles.jats.tree import BLANKS, children, first, name_of
from archive.articles.jats.vocabulary import METADATA, SECTIONS, TRANSPARENT

if TYPE_CHECKING:
    from archive.articles.jats.block_walk import BlockHandler, BlockWalk
    from archive.formats.untrusted_xml import Element


def _paragraph(body: BlockWalk, element: Element, name: str, level: int) -> None:
    body.paragraph(element, level)


def _words(body: BlockWalk, element: Element, name: str, level: int) -> None:
    body.add_paragraph(body.inline.words(element), level)


def _inline(body: BlockWalk, element: Element, name: str, level: int) -> None:
    line = TextBuilder()
    body.inline.element(element, line)
    body.add_paragraph(body.inline.finish_line(line, element, element.get("id")), level)


def _title(body: BlockWalk, element: Element, name: str, level: int) -> None:
    body.add_inner_heading(body.inline.words(element), level)


def _transparent(body: BlockWalk, element: Element, name: str, level: int) -> None:
    body.blocks(element, level)


def _section(body: BlockWalk, element: Element, name: str, level: int) -> None:
    body.begin_section(element, level, name)
    body.blocks(element, level + 1, frozenset(("label", "title")))


def _box(body: BlockWalk, element: Element, name: str, level: int) -> None:
    """A box, whose headings open no sections: the text round it goes on after it."""
    body.losses.element(name, element, words=True)
    _flat(body, element, name, level)


def _flat(body: BlockWalk, element: Element, name: str, level: int) -> None:
    """What holds titles and blocks, without a section for it."""
    caption = first(element, "caption")
    titles = [*children(element, "label", "title"), *children(caption, "label", "title")]
    body.add_inner_heading(body.title_of(element, titles, element.get("id")), level)
    body.read_asides(level)
    _untitled(body, element, name, level, caption)


def _untitled(
    body: BlockWalk, element: Element, name: str, level: int, caption: Element | None = None
) -> None:
    if element.text and element.text.strip(BLANKS):
        body.loose_words(element.text, element, level)
    for child in element:
        if child is caption:
            _untitled(body, child, name, level)
        elif name_of(child) in ("sec", "caption"):
            _flat(body, child, name, level)
        elif name_of(child) not in ("label", "title"):
            body.block(child, level)
        if child.tail and child.tail.strip(BLANKS):
            body.loose_words(child.tail, element, level)


def _metadata(body: BlockWalk, element: Element, name: str, level: int) -> None:
    body.losses.element(name, element)


def _quotation(body: BlockWalk, element: Element, name: str, level: int) -> None:
    apart = {*children(element, "attrib", "permissions")}
    paragraphs = body.paragraphs_in(element, apart)
    for rights in children(element, "permissions"):
        body.losses.element("permissions", rights)
    credits = [*children(element, "attrib")]
    line = TextBuilder()
    for credit in credits:
        line.line_break()
        body.inline.content(credit, line)
    words = body.inline.finish_line(line, credits[0], credits[0].get("id")) if credits else None
    if paragraphs:
        block = content.Quotation(tuple(paragraphs), words, element.get("id") or "")
        body.sequence.add(block, level)
    else:
        body.add_paragraph(words, level)


def _code(body: BlockWalk, element: Element, name: str, level: int) -> None:
    before, body.inline.preserve = body.inline.preserve, True
    words = body.inline.words(element)
    body.inline.preserve = before
    if words is not None and words.text.strip(BLANKS):
        body.sequence.add(content.Code(words), level)


def _verse(body: BlockWalk, element: Element, name: str, level: int) -> None:
    lines: list[content.Words] = []

    def end() -> None:
        if lines:
            id = "" if element.get("id") in ended else element.get("id") or ""
            ended.add(element.get("id"))
            body.sequence.add(content.Verse(tuple(lines), id), level)
            lines.clear()

    ended: set[str | None] = set()
    for child in element:
        if name_of(child) == "verse-line":
            words = body.inline.words(child)
            if words is not None:
                lines.append(words)
        else:
            end()
            body.block(child, level)
    end()


def _list(body: BlockWalk, element: Element, name: str, level: int) -> None:
    for part in children(element, "label", "title", "term-head", "def-head"):
        body.add_inner_heading(body.inline.words(part), level)
    block = list_of(body.inline, element, body.losses)
    if block is not None:
        body.sequence.add(block, level)


BLOCK_HANDLERS: Mapping[str, BlockHandler] = {
    **dict.fromkeys(SECTIONS, _section),
    **dict.fromkeys(TRANSPARENT, _transparent),
    **dict.fromkeys(METADATA, _metadata),
    **dict.fromkeys(("list", "def-list"), _list),
    **dict.fromkeys(("preformat", "code"), _code),
    **dict.fromkeys(("boxed-text", "statement"), _box),
    **dict.fromkeys(("title", "subtitle"), _title),
    **dict.fromkeys(("attrib", "label", "date-line", "sig", "corresp"), _words),
    **dict.fromkeys(("disp-formula", "chem-struct-wrap", "product"), _inline),
    **FLOAT_HANDLERS,
    **BACK_MATTER_HANDLERS,
    "p": _paragraph,
    "disp-quote": _quotation,
    "verse-group": _verse,
}
"""What reads a block, by its name; what is not here has no place, and is told."""
