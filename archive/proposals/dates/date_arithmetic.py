"""Functions on days, weeks and months before or after a day, with their EDTF."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from archive.model.dates import edtf_bounds


class WritingTime(NamedTuple):
    """When an article was written, as far as that is known."""

    day: date
    """The last day that it can have been."""
    precision: str
    """"day", "month" or "year": how much of the day is known."""

    @property
    def edtf(self) -> str:
        """It as EDTF, as far as it is known."""
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


def writing_time(edtf: str) -> WritingTime | None:
    """Return the time of writing from a date in EDTF; None if it says less than a year.

    >>> writing_time("2016-04~")
    WritingTime(day=datetime.date(2016, 4, 30), precision='month')
    """
    first, last = edtf_bounds(edtf)
    if first is None or last is None or not 1 <= first[0] <= 9999 or first[0] != last[0]:
        return None
    precision = "year" if first[1] != last[1] else "month" if first[2] != last[2] else "day"
    return WritingTime(date(*last), precision)


def month_edtf(year: int, month: int) -> str:
    """A month, whose number may lie outside of 1 to 12.

    >>> month_edtf(2016, 0)
    '2015-12'
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}"


def year_edtf(year: int) -> str:
    """A year, negative ones astronomical: 1 BC is the year 0.

    >>> year_edtf(-43)
    '-0043'
    """
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def week_of(day: date) -> str:
    """The week of a day, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    return f"{monday}/{monday + timedelta(days=6)}"


def weekday_before(day: date, weekday: int, *, same: bool) -> date:
    """The last such day of the week before a day, or that day itself where it may be the same."""
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back if back or same else 7)


def weekday_after(day: date, weekday: int) -> date:
    """The next such day of the week after a day."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
