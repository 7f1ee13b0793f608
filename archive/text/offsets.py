"""Converts offsets of a text between code points and other units.

JavaScript, Java and C# count UTF-16 code units, files and many tools count UTF-8 bytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import index
from typing import Literal

from archive.errors import NoSuchOffset, ReadError, UnknownUnit
from archive.findings import Finding
from archive.reprs import OneLineRepr

Unit = Literal["code-points", "utf-16", "utf-8"]
"""What an offset counts: code points, UTF-16 code units, or UTF-8 bytes."""

_CODECS = {"utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1)}
"""The Python codec of each unit, and the number of bytes in one unit."""

_STEP = 64
"""How many code points are between two entries of a table; a conversion encodes no more."""


def offsets(text: str) -> Offsets:
    """Return the offsets of any text, for example of a block or of a plain text file.

    The text is read once for all conversions, so keep the result as long as you need it.

    >>> smile = offsets("Oh 😀!")
    >>> smile.convert(4, to="utf-16"), smile.convert(4, to="utf-8")
    (5, 7)
    >>> smile.convert(7, of="utf-8", to="utf-16")
    5

    Raises:
        ReadError: The text contains half of a surrogate pair (`lone-surrogate`).
    """
    return Offsets(text)


@dataclass(frozen=True, repr=False)
class Offsets(OneLineRepr):
    """The offsets of one text, for exact conversion between units.

    Units are `"code-points"` (used in records), `"utf-16"` (code units) and `"utf-8"` (bytes). An
    offset is a place between two code points. It may be inside what a reader sees as one character,
    such as a flag or a letter with accents.
    """

    text: str
    """The text."""
    _tables: dict[Unit, Sequence[int] | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        try:
            self.text.encode()
        except UnicodeEncodeError as problem:
            message = f"code point {problem.start} is half of a surrogate pair, not a character"
            raise ReadError([Finding("lone-surrogate", message)], "the text") from None

    def length(self, unit: Unit = "code-points") -> int:
        """Return the length of the text in a unit.

        Raises:
            UnknownUnit: There is no such unit.
        """
        table = self._table(unit)
        return len(self.text) if table is None else table[-1]

    def convert(self, offset: int, *, of: Unit = "code-points", to: Unit = "code-points") -> int:
        """Convert an offset of the text to another unit.

        Raises:
            NoSuchOffset: The offset is outside the text, within a surrogate pair, or within the
                bytes of one code point. Offsets are never rounded.
            UnknownUnit: There is no such unit.
        """
        code_points = self._code_points(offset, of)
        table = self._table(to)
        if table is None:
            return code_points
        codec, size = _CODECS[to]
        n = code_points // _STEP
        return table[n] + len(self.text[n * _STEP : code_points].encode(codec)) // size

    def convert_span(
        self, start: int, end: int, *, of: Unit = "code-points", to: Unit = "code-points"
    ) -> tuple[int, int]:
        """Convert a span of the text to another unit; its end is excluded.

        Raises:
            NoSuchOffset: The start or the end is not an offset of the text.
            UnknownUnit: There is no such unit.
        """
        return self.convert(start, of=of, to=to), self.convert(end, of=of, to=to)

    def _code_points(self, offset: int, unit: Unit) -> int:
        """Return how many code points are before an offset."""
        offset = within(offset, self.length(unit), unit, "the text")
        table = self._table(unit)
        if table is None:
            return offset
        codec, size = _CODECS[unit]
        n = bisect_right(table, offset, hi=len(table) - 1) - 1
        piece = self.text[n * _STEP : (n + 1) * _STEP].encode(codec)
        try:
            return n * _STEP + len(piece[: (offset - table[n]) * size].decode(codec))
        except UnicodeDecodeError as problem:
            cut = self.text[n * _STEP + len(piece[: problem.start].decode(codec))]
            before = table[n] + problem.start // size
            after = before + len(cut.encode(codec)) // size
            why = f"inside of one code point, U+{ord(cut):04X}, which goes from {before} to {after}"
            raise NoSuchOffset(offset, unit, why, before, after) from None

    def _table(self, unit: Unit) -> Sequence[int] | None:
        """Return the offset of every `_STEP`-th code point and of the end; `None` if units agree.

        Within the short distance between two entries, Python's own codecs convert fastest and most
        reliably.
        """
        if unit not in self._tables:
            self._tables[unit] = self._measured(unit)
        return self._tables[unit]

    def _measured(self, unit: Unit) -> Sequence[int] | None:
        if unit != "code-points" and unit not in _CODECS:
            raise UnknownUnit(unit, ("code-points", *_CODECS))
        if unit == "code-points" or self.text.isascii():
            return None
        codec, size = _CODECS[unit]
        widths = (
            len(self.text[at : at + _STEP].encode(codec)) // size
            for at in range(0, len(self.text), _STEP)
        )
        table = array("Q", accumulate(widths, initial=0))
        return table if table[-1] > len(self.text) else None


def within(offset: int, length: int, unit: Unit, what: str) -> int:
    """Return an offset as a plain `int` if it is between 0 and a length.

    Raises:
        NoSuchOffset: The offset is not in this range; `what` names the text in the message.
    """
    offset = index(offset)
    if not 0 <= offset <= length:
        why = f"outside of {what}, which goes from 0 to {length}"
        before, after = (None, 0) if offset < 0 else (length, None)
        raise NoSuchOffset(offset, unit, why, before, after)
    return offset


def merged_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order; overlapping spans are merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
