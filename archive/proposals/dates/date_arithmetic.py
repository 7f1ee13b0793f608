"""Computes days, weeks and months before or after a day, and writes them in EDTF."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from archive.model.dates import edtf_bounds


class WritingTime(NamedTuple):
    """The time at which an article was written, as far as it is known."""

    day: date
    """The last possible day."""
    precision: str
    """How precisely the day is known: "day", "month" or "year"."""

    @property
    def edtf(self) -> str:
        """The date in EDTF, as precise as it is known."""
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


def writing_time(edtf: str) -> WritingTime | None:
    """Return the time of writing from an EDTF date; `None` if the year is not known.

    >>> writing_time("2016-04~")
    WritingTime(day=datetime.date(2016, 4, 30), precision='month')
    """
    first, last = edtf_bounds(edtf)
    if first is None or last is None or not 1 <= first[0] <= 9999 or first[0] != last[0]:
        return None
    precision = "year" if first[1] != last[1] else "month" if first[2] != last[2] else "day"
    return WritingTime(date(*last), precision)


def month_edtf(year: int, month: int) -> str:
    """Return a month in EDTF; 0 and 13 are months of the neighbouring years.

    >>> month_edtf(2016, 0)
    '2015-12'
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}"


def year_edtf(year: int) -> str:
    """Return a year in EDTF. Years are counted astronomically: 1 BC is the year 0.

    >>> year_edtf(-43)
    '-0043'
    """
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def is_day(year: int, month: int, day: int) -> bool:
    """Return whether the day exists."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def week_of(day: date) -> str:
    """Return the week of a day, from Monday to Sunday, in EDTF."""
    monday = day - timedelta(days=day.weekday())
    return f"{monday}/{monday + timedelta(days=6)}"


def weekday_before(day: date, weekday: int, *, same: bool) -> date:
    """Return the last such weekday before a day, or this day if `same` and it is one."""
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back if back or same else 7)


def weekday_after(day: date, weekday: int) -> date:
    """Return the first such weekday after a day."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
