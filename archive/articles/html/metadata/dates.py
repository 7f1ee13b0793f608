"""Converts dates as written in web pages to EDTF."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from archive.articles.html.metadata.tuning import BESIDE_DATE
from archive.model.dates import is_edtf
from archive.text.printed_dates.forms import dates_in

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_ISO = re.compile(
    r"(?a)(?P<year>\d{4})(?:(?P<sep>[-/.]?)(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2})"
    r"(?:[T ]\s?(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?"
    r"\s?(?P<zone>Z|z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?)?)?"
)
_WRITTEN_TIME = re.compile(r"(?a)\d\d:\d\d:\d\d")
_NO_DATES = frozenset(("1970-01-01", "0001-01-01"))
"""Dates that programs write if they have no date: the first day of their calendar."""
_NO_YEAR = "0000"
"""A year that programs write if they have no date."""
_LONGEST = 100


def edtf(text: str) -> str | None:
    """Return a date as EDTF, with the time of day and its zone if both are complete.

    Returns `None` if the text is not a date, is ambiguous, is not in the calendar, or is a
    placeholder. Fractions of a second, and times without seconds, are omitted: EDTF has neither.

    >>> edtf("2016-12-23T16:42:59.000-0500"), edtf("2016-12-23 16:42")
    ('2016-12-23T16:42:59-05:00', '2016-12-23')
    >>> edtf("2016/3/20"), edtf("20160320"), edtf("Fri, 23 Dec 2016 16:42:59 GMT")
    ('2016-03-20', '2016-03-20', '2016-12-23')
    >>> edtf("03/04/2016"), edtf("2016-02-30"), edtf("1970-01-01T00:00:00Z")
    (None, None, None)
    """
    text = text.strip()[:_LONGEST]
    if found := _ISO.fullmatch(text):
        made = _edtf_of_iso(found)
    else:
        dates = [*dates_in(text)]
        made = dates[0] if len(dates) == 1 else None
    if made is None or made[:10] in _NO_DATES or made.startswith(_NO_YEAR):
        return None
    return made if is_edtf(made) else None


def _edtf_of_iso(found: re.Match[str]) -> str | None:
    year, month, day, time = found["year"], found["month"], found["day"], found["time"]
    if month is None:
        return year
    if not found["sep"] and (len(month) < 2 or len(day or "") < 2):
        return None  # 201612 could be many things
    date = "-".join((year, f"{int(month):02}", *((f"{int(day):02}",) if day else ())))
    if time is None or not _WRITTEN_TIME.fullmatch(time):
        return date
    zone = (found["zone"] or "").upper()
    if zone in ("UTC", "GMT"):
        zone = "Z"
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    with_time = f"{date}T{time}{zone}"
    return with_time if is_edtf(with_time) else date


def day(date: str) -> str:
    """Return a date without its time of day."""
    return date.partition("T")[0]


def agree(one: str, other: str) -> bool:
    """Whether two dates agree; one of them may be more exact than the other.

    A date with a time agrees with the day before and after, because of time zones.

    >>> agree("2016", "2016-12-23"), agree("2016-12-23", "2016-12-24")
    (True, False)
    >>> agree("2016-12-24T02:00:00Z", "2016-12-23"), agree("2016-12-24T02:00:00Z", "2016-12-22")
    (True, False)
    """
    first, second = sorted((day(one), day(other)), key=len)
    if second.startswith(first) and second[len(first) : len(first) + 1] in ("", "-"):
        return True
    if "T" not in one + other or len(first) != 10:
        return False
    from datetime import date

    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) == 1


def is_more_exact(one: str, other: str) -> bool:
    """Whether a date is more exact than another; times of day are not compared."""
    return len(day(one)) > len(day(other))


def is_published_on(date: str, tree: LexborHTMLParser, address: str) -> bool:
    """Whether a page confirms that its article was published on this day.

    The day must be in the address of the page; or be printed in its text, and not as an access date
    ("Retrieved ..."); or be in the source after a word such as "published".
    """
    if len(day(date)) != 10:
        return False
    year, month, number = day(date).split("-")
    if f"/{year}/{month}/{number}" in address or day(date) in address:
        return True
    text = tree.body.text(separator=" ") if tree.body is not None else ""
    for found in islice(re.finditer(rf"(?<!\d){year}(?!\d)", text), _MOST_PLACES):
        near = text[max(found.start() - BESIDE_DATE, 0) : found.end() + BESIDE_DATE]
        if (
            found[0]
            and day(date) in _printed_dates(near, day(date))
            and not _OF_ACCESS.search(near)
        ):
            return True
    source = tree.html or ""
    for found in islice(
        re.finditer(f"{year}(?P<mark>[-/.]){month}(?P=mark){number}", source), _MOST_PLACES
    ):
        before = source[max(found.start() - BESIDE_DATE, 0) : found.start()]
        if _OF_PUBLISHING.search(before) and not _OF_ACCESS.search(before):
            return True
    return False


def _printed_dates(text: str, date: str) -> list[str]:
    """Return the dates written in words; and this date, if it is in figures with the day first."""
    year, month, number = date.split("-")
    figures = rf"(?<!\d)0?{int(number)}(?P<mark>[./-])0?{int(month)}(?P=mark){year}(?!\d)"
    in_words = _YEAR_FIRST.sub(" ", text.replace("\n", " "))
    return [*dates_in(in_words), *([date] if re.search(figures, text) else [])]


_YEAR_FIRST = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?")
_MOST_PLACES = 50
_OF_PUBLISHING = re.compile(r"publi|post(?:ed|ing)|pub_?date|date_?pub|issued|released", re.I)
_OF_ACCESS = re.compile(r"retriev|access|abgerufen|consult", re.IGNORECASE)


def prints_date(text: str, date: str) -> bool:
    """Whether a printed text has this day, in words or in figures of any order.

    >>> (
    ...     prints_date("December 23, 2016", "2016-12-23T16:42:59-05:00"),
    ...     prints_date("04/03/2016", "2016-04-03"),
    ... )
    (True, True)
    """
    if day(date) in dates_in(text):
        return True
    figures = [int(number) for number in re.findall(r"\d+", text)]
    parts = [int(part) for part in day(date).split("-") if part.isdigit()]
    return len(parts) == 3 and sorted(figures) == sorted(parts)
