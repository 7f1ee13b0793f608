"""The text of a file whose blocks are on lines; an origin is some lines, or a stretch of them.

Blocks have two orders, and notes are last in both. In the order of reading they are the text of the
file, with one LF between two blocks; a note is last wherever its lines are. In the order of their
lines they are the text of some lines, to which the offsets of an origin refer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from archive.derivations.derivation import CellsAndNotes, Derivation, Derived, Gap
from archive.model.captures import LinesOrigin, Origin


class LinesBlock(NamedTuple):
    """A block, and the lines of the file that it is on."""

    first: int
    """The number of the block's first line, from 1."""
    last: int
    text: str
    marker: str = ""
    """The marker just before the block's text, which is not part of the text."""
    is_cell: bool = False
    """Whether the block is a cell of a table."""
    note: int = 0
    """The number of the block's note, from 1; 0 if the block is not in a note."""

    @property
    def is_note(self) -> bool:
        """Whether the block belongs to a note."""
        return self.note > 0


class _Positions(NamedTuple):
    """Positions of blocks in the order of lines: a range for the article, and one for notes."""

    low: int
    high: int
    low_note: int
    high_note: int


class LinesText(Derived):
    """The text of a file; each origin is the text on some lines, or a stretch of that text."""

    def __init__(self, derivation: Derivation, blocks: Sequence[LinesBlock]) -> None:
        """Store the blocks, which are in the order of reading."""
        super().__init__(derivation, "\n".join(block.marker + block.text for block in blocks))
        self.blocks = blocks
        """All blocks, in the order of reading."""
        self.starts = _starts(blocks)
        """The offset of each block's text in the text of the file, after the block's marker."""
        by_lines = sorted(range(len(blocks)), key=lambda n: (*_line_key(blocks[n]), n))
        self._by_lines = by_lines
        """The numbers of the blocks in the order of their lines; blocks of notes are last."""
        self._positions = [0] * len(blocks)
        """The position of each block in the order of lines."""
        for position, n in enumerate(by_lines):
            self._positions[n] = position
        in_order = [blocks[n] for n in by_lines]
        self._keys = [_line_key(block)[:2] for block in in_order]
        lasts = accumulate(((block.is_note, block.last) for block in in_order), max)
        self._lasts = [*lasts]
        self._offsets = _starts(in_order)
        self._cells = [n for n, block in enumerate(in_order) if block.is_cell]
        breaks = (int(n > 0 and by_lines[n - 1] + 1 != by_lines[n]) for n in range(len(by_lines)))
        self._known: dict[tuple[int | None, ...], tuple[int, int] | None] = {}
        self._runs = [*accumulate(breaks)]
        """The run of each position in the order of lines; within a run, both orders agree."""

    def has(self, origin: Origin) -> bool:
        """Whether the lines have adjacent blocks with enough text for the origin."""
        return self._found(of_lines(origin)) is not None

    def stretch(self, origin: Origin) -> tuple[int, int]:
        """Return where the words of an origin are in the text; without words, its beginning."""
        return self._found(of_lines(origin)) or (0, 0)

    def origin_of(self, capture: str, start: int, end: int, hint: Origin | None) -> LinesOrigin:
        """Return the origin of a stretch, which is the lines of its blocks; `hint` is ignored."""
        one, other = self._block_at(start), self._block_at(end)
        blocks = self.blocks[one : other + 1]
        first, last = min(b.first for b in blocks), max(b.last for b in blocks)
        where = self._on_lines(first, last)
        cell = None
        if one == other and blocks[0].is_cell:
            position = self._positions[one]
            numbers = bisect_left(self._cells, where.low), bisect_left(self._cells, position)
            cell = numbers[1] - numbers[0] + 1
            where = _Positions(position, position + 1, 0, 0)
        begins = self._within(where, self._offset(one, start))
        ends = self._within(where, self._offset(other, end))
        origin = LinesOrigin(capture=capture, first=first, last=last, cell=cell)
        if (begins, ends) == (0, self._length(where)):
            return origin
        return origin.model_copy(update={"start": begins, "end": ends})

    def gap(self, one: Origin | None, other: Origin | None, marker: int = 0) -> Gap:
        """Return the text from the end of one origin to the marker of the other."""
        start = 0 if one is None else self.stretch(one)[1]
        end = len(self.text) if other is None else self.stretch(other)[0] - marker
        text = self.text[start : max(start, end)]
        return Gap(text.strip("\n "), self._line_at(start + len(text) - len(text.lstrip("\n "))))

    def origin(self, origin: Origin, separator: str) -> LinesOrigin:
        """Return the origin unchanged: the file shows what follows on the lines."""
        return of_lines(origin)

    def cell_of(self, origin: Origin) -> int | None:
        """Return the number of the cell that an origin is in, counted among all blocks."""
        block = self._block_of(origin)
        return block if block is not None and self.blocks[block].is_cell else None

    def row_of(self, origin: Origin) -> Sequence[int]:
        """Return the numbers of all cells on the line of the origin's own cell."""
        cell = self.cell_of(origin)
        if cell is None:
            return ()
        line = self.blocks[cell].first
        first = last = cell
        while first > 0 and self._is_cell_on(first - 1, line):
            first -= 1
        while last + 1 < len(self.blocks) and self._is_cell_on(last + 1, line):
            last += 1
        return range(first, last + 1)

    def cell_has_words(self, cell: Hashable) -> bool:
        """Whether the block of a cell has words."""
        return isinstance(cell, int) and self.blocks[cell].text != ""

    def table_of(self, cell: Origin) -> int | None:
        """Return the number of the table that a cell is in."""
        number = self.cell_of(cell)
        return None if number is None else self._tables[number]

    def note_of(self, origin: Origin) -> int | None:
        """Return the number of the note that an origin is in."""
        block = self._block_of(origin)
        return None if block is None else self.blocks[block].note or None

    def cells_and_notes_in(self, origin: Origin) -> CellsAndNotes:
        """Return the cells and notes that have some of the words, if these are several blocks."""
        start, end = self.stretch(origin)
        first, last = self._block_at(start), self._block_at(end)
        if first == last or start == end:
            return CellsAndNotes()
        within = self.blocks[first : last + 1]
        ends = {first} if start > self.starts[first] else set()
        if end < self.starts[last] + len(within[-1].text):
            ends.add(last)
        cut: set[Hashable] = {one for one in ends if self.blocks[one].is_cell}
        notes = {one.note for one in within} - {0}
        return CellsAndNotes(sum(one.is_cell for one in within), len(notes), frozenset(cut))

    def is_marker(self, origin: Origin, marker: str, *, of_note: bool) -> bool:
        """Whether a marker is the marker of the block, or a number or sign that ends like one."""
        start, _ = self.stretch(origin)
        block = self._block_of(origin)
        is_its_own = (
            block is not None
            and self.starts[block] == start
            and self.blocks[block].marker == marker
        )
        return is_its_own or super().is_marker(origin, marker, of_note=of_note)

    def is_one_paragraph(self, one: Origin, other: Origin) -> bool:
        """Whether the words of two origins are in one block."""
        return self._block_at(self.stretch(one)[1]) == self._block_at(self.stretch(other)[0])

    # --- places ---

    def _block_of(self, origin: Origin) -> int | None:
        """Return the number of an origin's block; `None` if it has no words and names no cell."""
        lines = of_lines(origin)
        found = self._found(lines)
        if found is None:
            return None
        if lines.cell is not None:
            where = self._on_lines(lines.first, lines.last)
            return self._by_lines[self._cells[bisect_left(self._cells, where.low) + lines.cell - 1]]
        return self._block_at(found[0]) if found[0] < found[1] else None

    def _is_cell_on(self, block: int, line: int) -> bool:
        return self.blocks[block].is_cell and self.blocks[block].first == line

    @cached_property
    def _tables(self) -> Sequence[int]:
        """The number of the table of each block; tables are separated by other blocks or lines.

        A table is its first row, the delimiter line, and a row on each line after that.
        """
        numbers, number, lines = [], 0, 0
        before: LinesBlock | None = None
        for block in self.blocks:
            is_further = before is not None and before.is_cell and block.is_cell
            if before is None or not is_further or block.first - before.first > (lines == 0) + 1:
                number, lines = number + 1, 0
            elif block.first > before.first:
                lines += 1
            numbers.append(number)
            before = block
        return numbers

    def _on_lines(self, first: int, last: int) -> _Positions:
        """Return the positions of the blocks on some lines."""
        positions: list[int] = []
        for is_note in (False, True):
            low = bisect_left(self._keys, (is_note, first))
            positions += low, max(low, bisect_right(self._lasts, (is_note, last)))
        return _Positions(*positions)

    def _found(self, origin: LinesOrigin) -> tuple[int, int] | None:
        """Return where the words of an origin are in the text; `None` if they do not exist."""
        key = origin.first, origin.last, origin.cell, origin.start, origin.end
        if key not in self._known:
            self._known[key] = self._stretch_of(origin)
        return self._known[key]

    def _stretch_of(self, origin: LinesOrigin) -> tuple[int, int] | None:
        where = self._on_lines(origin.first, origin.last)
        if origin.cell is not None:
            number = bisect_left(self._cells, where.low) + origin.cell - 1
            if number >= len(self._cells) or self._cells[number] >= where.high:
                return None
            where = _Positions(self._cells[number], self._cells[number] + 1, 0, 0)
        length = self._length(where)
        start, end = origin.start or 0, length if origin.end is None else origin.end
        if not start <= end <= length:
            return None
        length = end - start
        start, end = self._whole(where, start), self._whole(where, end)
        one, other = bisect_right(self._offsets, start) - 1, bisect_right(self._offsets, end) - 1
        if end - start != length or self._runs[one] != self._runs[other]:
            return None
        return self._in_reading(one, start), self._in_reading(other, end)

    def _length(self, where: _Positions) -> int:
        """Return the length of the text of some blocks; -1 if there are no blocks."""
        low, high, low_note, high_note = where
        text = self._end(high) - self._offsets[low] if low < high else -1
        notes = self._end(high_note) - self._offsets[low_note] if low_note < high_note else -1
        return text if notes < 0 else text + 1 + notes

    def _whole(self, where: _Positions, at: int) -> int:
        """Convert an offset in the text of some blocks to an offset in the text of all lines."""
        text = self._length(where._replace(high_note=where.low_note))
        if at <= text:
            return self._offsets[where.low] + at
        return self._offsets[where.low_note] + at - text - 1

    def _within(self, where: _Positions, at: int) -> int:
        """Convert an offset in the text of all lines to one in the text of some blocks."""
        text = self._length(where._replace(high_note=where.low_note))
        if where.low < where.high and at <= self._end(where.high):
            return at - self._offsets[where.low]
        return at - self._offsets[where.low_note] + text + 1

    def _in_reading(self, position: int, offset: int) -> int:
        return self.starts[self._by_lines[position]] + offset - self._offsets[position]

    def _offset(self, block: int, at: int) -> int:
        """Return the offset of a place in or after a block, in the order of lines."""
        return self._offsets[self._positions[block]] + at - self.starts[block]

    def _end(self, high: int) -> int:
        """Return where the text of the blocks before a position ends, in the order of lines."""
        return self._offsets[high - 1] + len(self.blocks[self._by_lines[high - 1]].text)

    def _block_at(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)

    def _line_at(self, at: int) -> str:
        """Return the line of an offset, as messages say it."""
        if not self.blocks:
            return "line 1"
        n = self._block_at(at)
        if n + 1 < len(self.blocks) and at > self.starts[n] + len(self.blocks[n].text):
            n += 1  # the offset is in the marker of the next block
        return f"line {self.blocks[n].first}"


class DerivationOfLines(Derivation):
    """A derivation whose origins are the text on some lines, or a stretch of that text."""

    origins = (LinesOrigin,)

    def resized(self, origin: Origin, length: int, following: Origin | None) -> LinesOrigin | None:
        """Return the stretch of this length that begins where the origin begins."""
        lines = of_lines(origin)
        start = lines.start or 0
        if (
            isinstance(following, LinesOrigin)
            and (following.first, following.last, following.cell)
            == (lines.first, lines.last, lines.cell)
            and start + length > (following.start or 0)
        ):
            return None
        return lines.model_copy(update={"start": start, "end": start + length})


def of_lines(origin: Origin) -> LinesOrigin:
    """Return an origin as a `LinesOrigin`.

    Raises:
        TypeError: The origin is of another kind.
    """
    if not isinstance(origin, LinesOrigin):
        raise TypeError(f"{origin!r} is not lines of a file")
    return origin


def _line_key(block: LinesBlock) -> tuple[bool, int, int]:
    return block.is_note, block.first, block.last


def _starts(blocks: Sequence[LinesBlock]) -> list[int]:
    """Return where the text of each block begins, if one LF is between two blocks."""
    starts, at = [], 0
    for block in blocks:
        at += len(block.marker)
        starts.append(at)
        at += len(block.text) + 1
    return starts
