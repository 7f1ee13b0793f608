"""Dates: their forms in digits, the names of months, and the values of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from archive.text.numbers.values import Number, Quantity, Reading, Value
from archive.text.printed_dates.names import months_by_name

BLANK = " \u00a0\u202f\u2009"
"""The whitespace that is allowed within a number or date in digits."""

DATES = rf"""
    (?P<iso>(?<!\d)(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d))
    |(?P<date>(?<!\d)(?P<a>\d\d?)(?P<sign>[./-])[{BLANK}]?(?P<b>\d\d?)(?P=sign)[{BLANK}]?
        (?P<year>\d{{4}}|\d\d)(?![\d.,]\d|\d))
    |(?P<years>(?<![\d.,])(?P<first>1\d{{3}}|20\d\d)[-–—/](?P<last>\d\d)(?!\d|[.,]\d))
    |(?P<month_year>(?<!\d)(?P<my_m>0?[1-9]|1[0-2])[/.](?P<my_y>1\d{{3}}|20\d\d)(?!\d))"""
"""The forms of dates in digits: 2015-05-03; 3.5.2015, 5/3/15; 1939-45; 5/2015."""


def date_readings(match: re.Match[str]) -> Iterator[Reading]:
    """Yield the ways to read a match of `DATES`; nothing if the match is of another form."""
    match match.lastgroup:
        case "iso":
            yield _day(match["y"], match["m"], match["d"])
        case "date":
            a, b, year = match["a"], match["b"], match["year"]
            for full_year in full_years(year):
                yield _day(full_year, b, a)
                yield _day(full_year, a, b)
            if len(year) == 2:
                yield int(a), int(b), int(year)
        case "years":
            first, last = match["first"], match["last"]
            yield int(first), int(first[:2] + last)
            yield int(first), int(last)
            if 1 <= int(last) <= 12:
                yield int(first), _month(last)
        case "month_year":
            month, year = match["my_m"], match["my_y"]
            yield _month(month), int(year)
            yield (Fraction(int(month), int(year)),)
            yield int(month), int(year)
        case _:
            return


def is_surely_date(match: re.Match[str]) -> bool:
    """Whether a match is surely a date: "5/2015" may be a fraction, "3.5.15" a version."""
    return match.lastgroup in ("iso", "years") or (
        match.lastgroup == "date" and len(match["year"]) == 4
    )


def full_years(year: str) -> Sequence[str]:
    """Return the years that two or four digits can mean."""
    return (year,) if len(year) == 4 else (f"19{year}", f"20{year}")


def _day(year: str, month: str, day: str) -> Reading:
    return int(year), _month(month), int(day)


def _month(number: str | int) -> str:
    return f"month {int(number)}"


# --- names of months ---

_DAY_OR_YEAR_BEFORE = re.compile(r"\d(?:st|nd|rd|th|er|º|\.)?\s(?:de\s|of\s)?$")
_DAY_OR_YEAR_BEHIND = re.compile(r"\.?,?\s(?:of\s|del?\s)?\d")
_ORDINARY_WORDS = frozenset({"may", "march", "mars", "mart", "mei", "maj", "set", "out"})
"""Month names that are also ordinary words if they are in lower case."""


def named_month(text: str, start: int, end: int) -> Number | None:
    """Return the month that a word names; `None` if it names none.

    Short forms, and month names that are ordinary words, count only beside a day or a year.
    """
    word = text[start:end]
    month = months_by_name().get(word.lower())
    if month is None:
        return None
    before = search_before(_DAY_OR_YEAR_BEFORE, text, start)
    is_beside = before or _DAY_OR_YEAR_BEHIND.match(text, end)
    if not is_beside and (len(word) < 4 or word in _ORDINARY_WORDS):
        return None
    return Number(start, end, ((_month(month),),), "sure" if is_beside else "vague", is_date=True)


_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?\s$")
_WORD_BEHIND = re.compile(r"(?:st|nd|rd|th|er|º|\.)?\s(?:of\s|de\s)?([^\W\d_]+)")


def is_beside_month(text: str, number: Number) -> bool:
    """Whether a number is just before or after the name of a month."""
    before = search_before(_WORD_BEFORE, text, number.start)
    behind = _WORD_BEHIND.match(text, number.end)
    return any(word and word[1].lower() in months_by_name() for word in (before, behind))


_REACH = len("października. ")
"""How many code points `search_before` searches: enough for the longest name of a month."""


def search_before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """Search a pattern in the few code points before an offset; "$" matches at the offset."""
    return pattern.search(text, max(0, end - _REACH), end)


# --- years, decades, centuries ---


def is_year(value: Value) -> bool:
    """Whether a value can be a year."""
    return not isinstance(value, str) and value.denominator == 1 and 1000 <= value <= 2100


def decade(year: Quantity) -> str:
    """Return the value of the decade of a year."""
    return f"decade {year // 10 * 10}"


def century(number: Quantity) -> str:
    """Return the value of a century with this number."""
    return f"century {number}"


def periods_of(year: Quantity) -> Reading:
    """Return the decade and the century of a year; empty for any other number."""
    return (decade(year), century((year - 1) // 100 + 1)) if is_year(year) else ()
