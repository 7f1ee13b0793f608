"""Reads blocks of running text: a handler for each element."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.back_matter import BACK_MATTER_HANDLERS
from archive.articles.jats.float_handlers import FLOAT_HANDLERS
from archive.articles.jats.lists import list_of
from archive.articles.jats.text_builder import TextBuilder
from archive.derivations.jats_tree import BLANKS, children, first, name_of
from archive.derivations.jats_vocabulary import METADATA, SECTIONS, TRANSPARENT

if TYPE_CHECKING:
    from archive.articles.jats.block_walk import BlockHandler, BlockWalk
    from archive.derivations.untrusted_xml import Element


def _paragraph(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.paragraph(element, level)


def _words(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.add_paragraph(walk.inline.words(element), level)


def _inline(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    builder = TextBuilder()
    walk.inline.element(element, builder)
    walk.add_paragraph(walk.inline.finish_line(builder, element, element.get("id")), level)


def _title(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.add_inner_heading(walk.inline.words(element), level)


def _transparent(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.blocks(element, level)


def _section(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.begin_section(element, level, name)
    walk.blocks(element, level + 1, frozenset(("label", "title")))


def _box(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """A box, whose headings open no sections: the section round it goes on after it."""
    walk.losses.element(name, element, words=True)
    _flat(walk, element, name, level)


def _flat(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """An element with titles and blocks that makes no section."""
    caption = first(element, "caption")
    titles = [*children(element, "label", "title"), *children(caption, "label", "title")]
    walk.add_inner_heading(walk.title_of(element, titles, element.get("id")), level)
    walk.read_asides(level)
    _untitled(walk, element, name, level, caption)


def _untitled(
    walk: BlockWalk, element: Element, name: str, level: int, caption: Element | None = None
) -> None:
    if element.text and element.text.strip(BLANKS):
        walk.loose_words(element.text, element, level)
    for child in element:
        if child is caption:
            _untitled(walk, child, name, level)
        elif name_of(child) in ("sec", "caption"):
            _flat(walk, child, name, level)
        elif name_of(child) not in ("label", "title"):
            walk.block(child, level)
        if child.tail and child.tail.strip(BLANKS):
            walk.loose_words(child.tail, element, level)


def _metadata(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.losses.element(name, element)


def _quotation(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    apart = {*children(element, "attrib", "permissions")}
    paragraphs = walk.paragraphs_in(element, apart)
    for rights in children(element, "permissions"):
        walk.losses.element("permissions", rights)
    credits = [*children(element, "attrib")]
    builder = TextBuilder()
    for credit in credits:
        builder.line_break()
        walk.inline.content(credit, builder)
    words = walk.inline.finish_line(builder, credits[0], credits[0].get("id")) if credits else None
    if paragraphs:
        block = content.Quotation(tuple(paragraphs), words, element.get("id") or "")
        walk.sequence.add(block, level)
    else:
        walk.add_paragraph(words, level)


def _code(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    before, walk.inline.preserve = walk.inline.preserve, True
    words = walk.inline.words(element)
    walk.inline.preserve = before
    if words is not None and words.text.strip(BLANKS):
        walk.sequence.add(content.Code(words), level)


def _verse(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    lines: list[content.Words] = []

    def end() -> None:
        if lines:
            id = "" if element.get("id") in ended else element.get("id") or ""
            ended.add(element.get("id"))
            walk.sequence.add(content.Verse(tuple(lines), id), level)
            lines.clear()

    ended: set[str | None] = set()
    for child in element:
        if name_of(child) == "verse-line":
            words = walk.inline.words(child)
            if words is not None:
                lines.append(words)
        else:
            end()
            walk.block(child, level)
    end()


def _list(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    for part in children(element, "label", "title", "term-head", "def-head"):
        walk.add_inner_heading(walk.inline.words(part), level)
    block = list_of(walk.inline, element, walk.losses)
    if block is not None:
        walk.sequence.add(block, level)


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
"""The handler of each block, by the element's name; any other is unsupported, and reported."""
