"""Values of dates: years, months, decades and centuries."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from archive.text.numbers.values import Reading, Value

MONTH = "month {}"


def date_reading(year: str, month: str, day: str) -> Reading:
    """Return the year, month and day of a date."""
    return Fraction(year), MONTH.format(int(month)), Fraction(day)


def full_years(year: str) -> Sequence[str]:
    """Return the years that two or four digits can stand for."""
    return (year,) if len(year) == 4 else (f"19{year}", f"20{year}")


def is_year(value: Value) -> bool:
    """Whether a value can be that of a year."""
    return isinstance(value, Fraction) and value.denominator == 1 and 1000 <= value <= 2100


@cache
def periods_of(year: Fraction) -> Reading:
    """Return the decade and the century of a year; nothing of another number."""
    if not is_year(year):
        return ()
    return f"decade {year // 10 * 10}", f"century {(year - 1) // 100 + 1}"
