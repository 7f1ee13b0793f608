"""Ties the words of blocks to the derived text of their file: which stretch of it each is.

A reader of a marked-up file follows the markup, and need not count characters. Its blocks come in
the order of the text, so each is looked for where the one before it ended.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from pydantic import TypeAdapter

from archive.articles import content
from archive.model.captures import CaptureOrigin, Origin

if TYPE_CHECKING:
    from archive.derivations.derivation import Derived

_ORIGIN: TypeAdapter[Origin] = TypeAdapter(Origin)


def tied(blocks: Iterable[content.Block], derived: Derived, capture: str) -> list[content.Block]:
    """Return blocks whose origins are those of their words in the derived text.

    The origin that a text has from its reader says where to look first. One whose words do not
    stand there, or anywhere, keeps it: validation of the record reports that.
    """
    tie = _Tie(derived, capture)
    return [tie.block(block) for block in blocks]


class _Tie:
    """Finds the words of texts, each once."""

    def __init__(self, derived: Derived, capture: str) -> None:
        self._derived, self._capture = derived, capture
        self._at = 0
        """Where the last text ended."""
        self._taken: list[tuple[int, int]] = []
        """The stretches of the texts so far, in order."""

    def block(self, block: content.Block) -> content.Block:
        """Return a block with its texts tied, in the order in which a record has them."""
        match block:
            case content.Heading():
                words = None if block.words is None else self.words(block.words)
                return replace(block, words=words)
            case content.Title() | content.Paragraph() | content.Code() | content.Furniture():
                return replace(block, words=self.words(block.words))
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
        """Return a text with the origin of its words."""
        hint = words.origin
        if isinstance(hint, Mapping):
            hint = _ORIGIN.validate_python(hint)
        if isinstance(hint, CaptureOrigin):
            hint = None
        start = self._start(words.text, marker, hint)
        if start is None:
            return words
        end = start + len(words.text)
        self._at = end
        if start < end:
            insort(self._taken, (start, end))
        return replace(words, origin=self._derived.origin_of(self._capture, start, end, hint))

    def _start(self, text: str, marker: str, hint: Origin | None) -> int | None:
        """Where a text stands; `None` where it does not."""
        whole = self._derived.text
        first, last = (0, len(whole)) if hint is None else self._derived.stretch(hint)
        at = self._at
        if not text:
            at = min(max(at, first), last)  # without words, its place is in what it names
            if not marker:
                return at
        while at < len(whole) and whole[at] in " \n":
            at += 1
        if not text:
            return at + len(marker) if whole.startswith(marker, at) else at
        if whole.startswith(marker + text, at):
            at += len(marker)
        is_next = whole.startswith(text, at) and not self._is_taken(at, at + len(text))
        if is_next and first <= at and at + len(text) <= last:
            return at
        found = self._find(text, first, last)
        if found is None and is_next:
            return at
        if found is None:
            found = self._find(text, self._at, len(whole))
        return self._find(text, 0, len(whole)) if found is None else found

    def _find(self, text: str, first: int, last: int) -> int | None:
        """The first stretch of these words that no text has, of whole words if there is one."""
        whole, start, partial = self._derived.text, first, None
        for _ in range(_MOST_TRIED):
            start = whole.find(text, start, last)
            if start < 0:
                break
            end = start + len(text)
            if not self._is_taken(start, end):
                if not (_is_within_word(whole, start) or _is_within_word(whole, end)):
                    return start
                partial = start if partial is None else partial
            start += 1
        return partial

    def _is_taken(self, start: int, end: int) -> bool:
        n = bisect_right(self._taken, (start, len(self._derived.text) + 1))
        before = n > 0 and self._taken[n - 1][1] > start
        return before or (n < len(self._taken) and self._taken[n][0] < end)


_MOST_TRIED = 1000
"""How many places of the same words are tried: a file may repeat a letter a million times."""


def _is_within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
