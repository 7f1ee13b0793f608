"""The forms of printed dates, on a separate line and in running text.

Add a new form to `DATE` if it is on a separate line, such as "Published 3 March 2016" (read by
`dates_in`), and to `IN_RUNNING_TEXT` if it is in sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from archive.text.printed_dates.names import (
    MONTHS,
    SHORT_ENGLISH_MONTHS,
    SHORT_MONTHS,
    month_number,
)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of some words, the longest first."""
    return "|".join(sorted({re.escape(word) for word in words}, key=len, reverse=True))


_MONTHS = MONTHS.replace("/", " ").split()
OF = r"(?:of\s+|de\s+|del\s+|d[’'])?"

# --- on a line of their own ---

_LONGEST_WITH_DATES = 1000
"""How many code points of a line are searched for dates."""
_MONTH_ON_LINE = rf"(?:{any_of((*_MONTHS, *SHORT_MONTHS.split()))})\b\.?"
_DAY_ON_LINE = r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?(?!\d)"
YEAR = r"(?:1\d|20)\d\d(?!\d)"
_MONTH_THEN_NUMBER = rf"(?<!\w)(?=[^\W\d_]+\.?\s+{OF}\d){_MONTH_ON_LINE}"
"""A month before a day or year. Of a word without a number after it, no month is tried."""
DATE = re.compile(
    rf"{_MONTH_THEN_NUMBER}\s+{_DAY_ON_LINE}(?:\s*,?\s*{YEAR})?(?!\w)"
    rf"|{_DAY_ON_LINE}\s+{OF}{_MONTH_ON_LINE}(?:\s*,?\s*{OF}{YEAR})?(?!\w)"
    rf"|{_MONTH_THEN_NUMBER}\s+{OF}{YEAR}(?!\w)"
    r"|(?<![\w.])\d{4}([-/.])\d{1,2}\1\d{1,2}(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?(?!\w)"
    r"|(?<![\w.])\d{1,2}([-/.])\s?\d{1,2}\2\s?(?:\d{4}|\d\d)(?!\w)"
    r"|(?<!\d)\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    r"|(?<![\w.])\d{4}\.\s\d{1,2}\.\s\d{1,2}\.(?!\w)",
    re.IGNORECASE,
)


def dates_in(line: str) -> Iterator[str]:
    """Yield the dates in a line as EDTF: days, and months with a year.

    Dates without a year are left out, and so are dates that can be read in two ways, such as
    03/04/2016. With full stops, 03.04.2016, the day comes first.

    >>> list(dates_in("Posted on March 3, 2016; 03/04/2016; am 5. April 2016; mars 2017"))
    ['2016-03-03', '2016-04-05', '2017-03']
    """
    for found in DATE.finditer(line[:_LONGEST_WITH_DATES]):
        year, month, day = _numbers_of(found[0])
        if year and 1 <= month <= 12 and day <= 31:
            yield f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _numbers_of(date: str) -> tuple[int, int, int]:
    """Return the year, month and day of a date; an unknown year is 0."""
    numbers = [int(number) for number in re.findall(r"\d+", date.partition("T")[0])]
    month = next((n for w in re.findall(r"[^\W\d_]+", date) if (n := month_number(w.lower()))), 0)
    if month:
        year = next((number for number in numbers if number > 31), 0)
        return year, month, next((number for number in numbers if number <= 31), 0)
    if len(numbers) != 3:
        return 0, 0, 0
    if numbers[0] > 31:
        return numbers[0], numbers[1], numbers[2]
    first, second, year = numbers
    if year < 100 or ("." not in date and first != second and max(first, second) <= 12):
        return 0, 0, 0
    if second > 12:
        first, second = second, first
    return year, second, first


# --- in running text ---

FREE = r"(?<![\w./:#@%&=?-])(?<!\d,)"
"""Requires that the number after it is not part of another number or of an address."""
MONTH = (
    rf"(?i:(?P<month>{any_of(_MONTHS)})\b"
    rf"|(?P<short>{any_of(SHORT_ENGLISH_MONTHS)})\b\.?)"
)
"""Matches a month: its full name is the group `month`, its short form the group `short`."""
TEXT_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
LAST_DAY = r"(?:\s?[-–]\s?(?P<last>\d\d?)(?!\d))?"
TEXT_YEAR = r"(?P<year>1\d\d\d|20\d\d)(?![\d,]\d|[\dA-Za-z]|[./]\d|%)"
TH = r"(?:st|nd|rd|th)?"

Kind = Literal["in order", "in figures", "day", "month"]
"""Forms of a date. "in order": year, month, day in figures. "in figures": the year last, day and
month in either order. "day": a day or days of a named month. "month": a named month with a year."""
IN_RUNNING_TEXT: tuple[tuple[str, Kind], ...] = (
    (rf"{FREE}(?P<year>\d{{4}})-(?P<m>\d\d)-(?P<day>\d\d)(?![\w-])", "in order"),
    (
        rf"{FREE}(?P<year>\d{{4}})\s?[年년]\s?(?P<m>\d\d?)\s?[月월]\s?(?P<day>\d\d?)\s?[日일]",
        "in order",
    ),
    (
        (
            rf"{FREE}(?P<a>\d\d?)(?P<sign>[./])\s?(?P<b>\d\d?)(?P=sign)\s?(?P<year>\d{{4}})"
            r"(?![\w/]|\.\d)"
        ),
        "in figures",
    ),
    (rf"{FREE}{TEXT_DAY}{LAST_DAY}(?:{TH}|er|º|\.)\s+{OF}{MONTH},?\s+{OF}{TEXT_YEAR}", "day"),
    (rf"(?<!\w){MONTH}\s+{TEXT_DAY}{LAST_DAY}{TH},?\s+{TEXT_YEAR}", "day"),
    (rf"(?<!\w){MONTH},?\s+{OF}{TEXT_YEAR}", "month"),
)
