"""Finds the words of blocks in the text that was derived from the file, and records the places.

A reader of a marked-up file follows the markup and does not count characters. Blocks come in the
order of the text, so the words of each block are searched for after those of the previous block.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from pydantic import TypeAdapter

from archive.articles import content
from archive.derivations.stretch_finder import StretchFinder
from archive.model.captures import CaptureOrigin, Origin

if TYPE_CHECKING:
    from archive.derivations.derivation import Derived

_ORIGIN: TypeAdapter[Origin] = TypeAdapter(Origin)


def tied(blocks: Iterable[content.Block], derived: Derived, capture: str) -> list[content.Block]:
    """Return the blocks; the origin of each text is the place of its words in the derived text.

    The search begins at the origin that the reader gave. If the words are not found, the text keeps
    that origin, and validation of the record reports it.
    """
    tie = _Tie(derived, capture)
    return [tie.block(block) for block in blocks]


class _Tie:
    """Finds the words of texts in the derived text; no place is used twice."""

    def __init__(self, derived: Derived, capture: str) -> None:
        self._derived, self._capture = derived, capture
        self._finder = StretchFinder(derived)

    def block(self, block: content.Block) -> content.Block:
        """Return the block with a new origin for each of its texts, in the order of the record."""
        match block:
            case content.Heading():
                words = None if block.words is None else self.words(block.words)
                return replace(block, words=words)
            case content.Title() | content.Paragraph() | content.Code() | content.Furniture():
                words = self.words(block.words)
                return block if words is block.words else replace(block, words=words)
            case content.Verse():
                return replace(block, lines=tuple(map(self.words, block.lines)))
            case content.Quotation():
                paragraphs = tuple(map(self.words, block.paragraphs))
                credit = None if block.credit is None else self.words(block.credit)
                return replace(block, paragraphs=paragraphs, credit=credit)
            case content.List():
                return self._list(block)
            case content.Table():
                caption = None if block.caption is None else self.words(block.caption)
                return replace(block, caption=caption, rows=tuple(map(self._row, block.rows)))
            case content.Figure():
                return replace(block, captions=tuple(map(self.words, block.captions)))
            case content.Note():
                first, *further = block.paragraphs
                texts = self.words(first, block.marker), *map(self.words, further)
                return replace(block, paragraphs=texts)
        assert_never(block)

    def _list(self, block: content.List) -> content.List:
        items = (
            replace(
                item,
                words=self.words(item.words, item.marker),
                lists=tuple(map(self._list, item.lists)),
            )
            for item in block.items
        )
        return replace(block, items=tuple(items))

    def _row(self, row: content.Row) -> content.Row:
        return replace(
            row, cells=tuple(replace(cell, words=self.words(cell.words)) for cell in row.cells)
        )

    def words(self, words: content.Words, marker: str = "") -> content.Words:
        """Return a text with its place in the derived text as origin; unchanged if not found."""
        hint = words.origin
        if isinstance(hint, Mapping):
            hint = _ORIGIN.validate_python(hint)
        if isinstance(hint, CaptureOrigin):
            hint = None
        start = self._finder.find(words.text, marker, hint)
        if start is None:
            return words
        end = start + len(words.text)
        origin = self._derived.origin_of(self._capture, start, end, hint)
        return words if origin is hint else replace(words, origin=origin)
