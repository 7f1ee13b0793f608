"""Inserts notes, and paragraphs that pandoc skips, between the blocks, in the order of the file."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from archive.articles import content
from archive.articles.office.marked_copy import MarkedCopy
from archive.derivations.element_text import TextElement
from archive.derivations.paragraph_text import ParagraphText
from archive.model.captures import ElementOrigin

_Stretch: TypeAlias = tuple[int, int]
_HIDDEN = "it is in a table cell that is not shown, because a merged cell covers that cell"
_BETWEEN = "it is where pandoc reads no text: in a list or beside the cells of a table"


class InOrder(NamedTuple):
    """All content of a file, in the order of its text."""

    blocks: Sequence[content.Block]
    omitted: Sequence[content.Omitted]
    """Paragraphs that cannot be placed between the blocks."""


def in_reading_order(
    blocks: Sequence[content.Block],
    notes: Sequence[content.Note],
    text: ParagraphText,
    capture: str,
    marked: MarkedCopy,
) -> InOrder:
    """Return the blocks, with notes and skipped paragraphs inserted in the order of the text.

    A footnote comes after the last block that begins before it. Endnotes come at the end, in a
    section of their own. A paragraph of the text that is in no block becomes a block in its place.
    If this place is inside another block, or in a cell that is not shown, the paragraph is omitted.
    """
    around = [_around(block, text, with_captions=False) for block in blocks]
    missing = [*_missing((*blocks, *notes), text)]
    floating: list[tuple[int, content.Block]] = [(_start(note, text), note) for note in notes]
    omitted: list[content.Omitted] = []
    wholes = [_around(block, text, with_captions=True) for block in (*blocks, *notes)]
    hidden = frozenset(marked.hidden)
    with_words = sorted(stretch for stretch in wholes if stretch is not None)
    for element in missing:
        n = bisect_right(with_words, (element.start, len(text.text) + 1))
        origin = ElementOrigin(capture=capture, path=element.path)
        words = text.words(origin)
        if _is_hidden(element, hidden):
            what = "paragraphs in cells covered by merged cells, which are not shown; left out"
            marked.losses.add(what, example=words)
            omitted.append(content.Omitted(origin, _HIDDEN))
        elif n and with_words[n - 1][1] > element.start:
            marked.losses.add("paragraphs that pandoc skips, within a table or list", example=words)
            omitted.append(content.Omitted(origin, _BETWEEN))
        else:
            what = "paragraphs that pandoc skips; kept without formatting"
            marked.losses.add(what, example=words)
            floating.append((element.start, content.Paragraph(content.Words(words, origin))))
    return InOrder([*_merged(blocks, around, floating)], omitted)


def _is_hidden(element: TextElement, hidden: frozenset[TextElement]) -> bool:
    """Whether an element is a cell that is not shown, or is in such a cell."""
    at: TextElement | None = element
    while at is not None and at not in hidden:
        at = at.parent
    return at is not None


def _merged(
    blocks: Sequence[content.Block],
    around: Sequence[_Stretch | None],
    floating: Sequence[tuple[int, content.Block]],
) -> Iterator[content.Block]:
    """Yield the blocks; each `floating` block follows the last block that begins before it."""
    left = sorted(floating, key=lambda one: one[0], reverse=True)
    starts = [stretch[0] for stretch in around if stretch is not None]
    has_end_notes = False

    def before(end: int) -> Iterator[content.Block]:
        nonlocal has_end_notes
        while left and left[-1][0] < end:
            _, other = left.pop()
            if isinstance(other, content.Note) and other.place == "end" and not has_end_notes:
                has_end_notes = True
                yield content.Heading(None, 1, "notes")
            yield other

    ends = iter((*starts, sys.maxsize))
    yield from before(next(ends))
    for block, stretch in zip(blocks, around, strict=True):
        yield block
        if stretch is not None:
            yield from before(next(ends))


def _start(note: content.Note, text: ParagraphText) -> int:
    stretch = _around(note, text, with_captions=False)
    return len(text.text) if stretch is None else stretch[0]


def _around(block: content.Block, text: ParagraphText, *, with_captions: bool) -> _Stretch | None:
    """Return where the text of a block begins and ends; `None` if it has no known place."""
    stretches = [*_stretches(block, text, with_captions=with_captions)]
    if not stretches:
        return None
    return min(start for start, _ in stretches), max(end for _, end in stretches)


def _stretches(
    block: content.Block, text: ParagraphText, *, with_captions: bool
) -> Iterator[_Stretch]:
    """Yield where each text of a block begins and ends."""
    for words in _words(block, with_captions):
        if isinstance(words.origin, ElementOrigin):
            yield text.stretch(words.origin)


def _words(block: content.Block, with_captions: bool) -> Iterator[content.Words]:
    match block:
        case content.Heading():
            yield from () if block.words is None else (block.words,)
        case content.Title() | content.Paragraph() | content.Code() | content.Furniture():
            yield block.words
        case content.Quotation() | content.Note():
            yield from block.paragraphs
        case content.List():
            for item in block.items:
                yield item.words
                for within in item.lists:
                    yield from _words(within, with_captions)
        case content.Table():
            yield from (cell.words for row in block.rows for cell in row.cells)
            if with_captions and block.caption is not None:
                yield block.caption
        case content.Figure():
            yield from block.captions
        case content.Verse():
            yield from block.lines


def _missing(blocks: Sequence[content.Block], text: ParagraphText) -> Iterator[TextElement]:
    """Yield the paragraphs that have words and are in no block."""
    covered = sorted(
        stretch for block in blocks for stretch in _stretches(block, text, with_captions=True)
    )
    for element in text.lines:
        if text.text[element.start : element.end].strip():
            n = bisect_right(covered, (element.start, len(text.text) + 1))
            if not n or covered[n - 1][1] < element.end:
                yield element
