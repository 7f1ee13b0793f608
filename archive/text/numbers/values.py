"""A number or date of a text, and the values that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Value = Fraction | str
"""A number; or a month, decade or century: "month 5", "decade 1980", "century 20"."""
Reading = tuple[Value, ...]
"""One way to read a number: the values that it names together."""

Certainty = Literal["sure", "small", "vague"]
"""Whether words surely state a number; are one or two, which may only count what is named; or
perhaps mean none: "hundreds", "a quarter of 2015", the number in a name such as "A-380"."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number or date that stands in a text."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset just past its last one."""
    readings: tuple[Reading, ...]
    """The ways to read it."""
    certainty: Certainty = "sure"
    also: Reading = ()
    """What follows from it as well: of "1939-45" the year 1945, of "a third" 33 per cent."""
    is_date: bool = False
    """Whether it is a date, or a part of one."""

    @property
    def values(self) -> Iterator[Value]:
        """Every value that it may name."""
        for reading in self.readings:
            yield from reading
        yield from self.also


def percentages(value: Fraction) -> list[Value]:
    """A part of one as per cent, also rounded."""
    percent = value * 100
    if percent.denominator == 1:
        return [percent]
    downs = [Fraction(int(percent * digits), digits) for digits in (1, 10, 100)]
    ups = [down + Fraction(1, digits) for down, digits in zip(downs, (1, 10, 100), strict=True)]
    return [percent, *downs, *ups]


def single_values(readings: Sequence[Reading]) -> list[Fraction]:
    """Return the numbers of those readings that name one value only."""
    return [r[0] for r in readings if len(r) == 1 and isinstance(r[0], Fraction)]
