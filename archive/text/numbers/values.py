"""Numbers and dates in a text, and their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

Quantity = int | Fraction
"""A number. Whole numbers are `int`, which is many times faster; `a / b` would be inexact then, so
write `Fraction(a, b)`."""
Value = Quantity | str
"""A number; or a month, decade or century as text: "month 5", "decade 1980", "century 20"."""
Reading = tuple[Value, ...]
"""One way to read a number: the values that it has in this reading."""

Certainty = Literal["sure", "small", "vague"]
"""How certain it is that words state a number. "sure". "small": "two", which may only count things.
"vague": "one", "hundreds", "a quarter of 2015", the number in a name such as "A-380"."""


class Number(NamedTuple):
    """A number or date in a text."""

    start: int
    """Offset of the first code point."""
    end: int
    """Offset just past the last code point."""
    readings: tuple[Reading, ...]
    """The ways to read the number."""
    certainty: Certainty = "sure"
    also: Reading = ()
    """Further values that follow: the hour 10 from "22:30", 33 per cent from "a third"."""
    is_date: bool = False
    """Whether the number is a date or part of a date."""

    @property
    def values(self) -> Iterator[Value]:
        """Every value that the number may have."""
        for reading in self.readings:
            yield from reading
        yield from self.also

    @property
    def single_values(self) -> list[Quantity]:
        """The numbers of the readings that consist of one number only."""
        return [r[0] for r in self.readings if len(r) == 1 and not isinstance(r[0], str)]


def readings_of(values: Iterable[Value]) -> tuple[Reading, ...]:
    """Return one reading for each value."""
    return tuple((value,) for value in values)


def percentages(shares: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield shares in per cent: 33⅓ for a third, and also 33, 33.3, 33.33, 34, 33.4 and 33.34."""
    for share in shares:
        percent = share * 100
        yield percent
        if percent.denominator > 1:
            for more in (0, 1):
                for unit in (1, 10, 100):
                    rounded_down = percent.numerator * unit // percent.denominator
                    yield Fraction(rounded_down + more, unit)
