"""Reads blocks of running text: one handler for each element name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.back_matter import BACK_MATTER_HANDLERS
from archive.articles.jats.float_handlers import FLOAT_HANDLERS
from archive.articles.jats.lists import list_of, titles_of
from archive.articles.jats.text_builder import TextBuilder
from archive.derivations.jats_tree import name_of, pieces_of
from archive.derivations.jats_vocabulary import LEFT_OUT, NO_BLOCKS, SECTIONS, TRANSPARENT
from archive.derivations.xml_walk import BLANKS

if TYPE_CHECKING:
    from archive.articles.jats.block_walk import BlockHandler, BlockWalk
    from archive.derivations.untrusted_xml import Element


def _paragraph(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.paragraph(element, level)


def _words(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """Add a line as a paragraph; the record does not say what kind of line it was."""
    walk.losses.element(name, element, words=True)
    walk.add_paragraph(walk.inline.line_in(element), level)


def _inline(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    builder = TextBuilder()
    if name == "chem-struct-wrap":  # in a line it floats
        walk.inline.content(element, builder)
    else:
        walk.inline.element(element, builder)
    walk.add_paragraph(walk.inline.finish_line(builder, element, element.get("id")), level)


def _title(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """Add a title that does not begin a section."""
    around = element.getparent()
    if around is not None:
        walk.losses.element(f"{name}> in <{name_of(around)}", element, words=True)
    walk.add_inner_heading(walk.inline.words(element), level)


def _transparent(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.blocks(element, level)


def _group(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """Add the blocks of a group; the record does not keep the grouping."""
    walk.losses.element(name, element, words=True)
    walk.blocks(element, level)


def _section(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    titles = walk.begin_section(element, level, name)
    walk.blocks(element, level + 1, titles)


def _box(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """Add a box; its headings open no sections, so the section around the box continues."""
    walk.losses.element(name, element, words=True)
    _flat(walk, element, level)


def _flat(walk: BlockWalk, element: Element, level: int) -> None:
    """Add the titles and blocks of an element without opening a section."""
    titles = walk.titles_in(element, in_caption=True)
    walk.add_inner_heading(walk.title_of(element, titles, element.get("id")), level)
    for title in titles:
        walk.read_asides(title, level)
    _untitled(walk, element, level, frozenset(titles))


def _untitled(walk: BlockWalk, element: Element, level: int, titles: frozenset[Element]) -> None:
    for piece in pieces_of(element):
        if isinstance(piece, str):
            walk.loose_words(piece, element, level)
        elif name_of(piece) in ("sec", "caption"):
            what = f"{name_of(piece)}> in <{name_of(element)}"
            walk.losses.element(what, piece, words=True)
            of_piece = walk.titles_in(piece)
            if of_piece and of_piece[0] in titles:
                _untitled(walk, piece, level, titles)
            else:
                _flat(walk, piece, level)
        elif piece not in titles:
            walk.block(piece, level)


def _left_out(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    walk.losses.element(name, element)


def _quotation(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    credits = _credits(element)
    paragraphs = walk.paragraphs_in(element, credits)
    builder = TextBuilder()
    for credit in credits:
        builder.line_break()
        (walk.inline.line if len(credits) > 1 else walk.inline.content)(credit, builder)
    words = walk.inline.finish_line(builder, credits[0], credits[0].get("id")) if credits else None
    if paragraphs:
        id = walk.losses.take(element, "id")
        block = content.Quotation(tuple(paragraphs), words, id)
        walk.sequence.add(block, level)
    else:
        walk.add_paragraph(words, level)


def _credits(quotation: Element) -> list[Element]:
    """Return the lines at the end of a quotation that name its source."""
    credits: list[Element] = []
    for piece in reversed([*pieces_of(quotation)]):
        if isinstance(piece, str) or name_of(piece) not in ("attrib", *LEFT_OUT):
            break
        if name_of(piece) == "attrib":
            credits.append(piece)
    return credits[::-1]


def _code(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    words = walk.inline.words(element)
    if words is not None and words.text.strip(BLANKS):
        walk.sequence.add(content.Code(words), level)


def _verse(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    lines: list[content.Words] = []

    def end() -> None:
        if lines:
            id = "" if ended else walk.losses.take(element, "id")
            ended.append(id)
            walk.sequence.add(content.Verse(tuple(lines), id), level)
            lines.clear()

    ended: list[str] = []
    for piece in pieces_of(element):
        if not isinstance(piece, str) and name_of(piece) == "verse-line":
            words = walk.inline.words(piece)
            if words is not None:
                lines.append(words)
            continue
        end()
        if isinstance(piece, str):
            walk.loose_words(piece, element, level)
        else:
            walk.block(piece, level)
    end()


def _list(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    titles = titles_of(element)
    for title in titles:
        walk.add_inner_heading(walk.inline.words(title), level)
    for block in list_of(walk.inline, element, walk.losses, titles):
        walk.sequence.add(block, level)


BLOCK_HANDLERS: Mapping[str, BlockHandler] = {
    **dict.fromkeys(SECTIONS, _section),
    **dict.fromkeys(TRANSPARENT, _transparent),
    **dict.fromkeys(("table-wrap-foot", "table-wrap-group", "block-alternatives"), _group),
    **dict.fromkeys(NO_BLOCKS, _left_out),
    **dict.fromkeys(("list", "def-list"), _list),
    **dict.fromkeys(("preformat", "code"), _code),
    **dict.fromkeys(("boxed-text", "statement", "caption"), _box),
    **dict.fromkeys(("title", "subtitle"), _title),
    **dict.fromkeys(("attrib", "label", "date-line", "sig", "corresp"), _words),
    **dict.fromkeys(("disp-formula", "chem-struct-wrap", "product"), _inline),
    **FLOAT_HANDLERS,
    **BACK_MATTER_HANDLERS,
    "p": _paragraph,
    "disp-quote": _quotation,
    "verse-group": _verse,
}
"""The handler of each block, by element name; all other elements are reported as unsupported."""
