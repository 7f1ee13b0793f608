"""Dates in EDTF, and instants; both are kept exactly as written and checked against the calendar.

EDTF is the Extended Date/Time Format of the Library of Congress (2019), which is ISO 8601-2:2019;
all three levels are read. The calendar is the proleptic Gregorian one, whose year 0000 is 1 BC.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import product
from typing import Annotated, NamedTuple, NoReturn

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from archive.text.printed_dates.names import ENGLISH_MONTHS

Day = tuple[int, int, int]
"""Year, month, day. Years are astronomical: 0 is 1 BC, and there is no latest year."""


class Bounds(NamedTuple):
    """The outermost days that a date can mean."""

    earliest: Day | None
    """The earliest day; `None` if the start is open or unknown."""
    latest: Day | None
    """The latest day; `None` if the end is open or unknown."""


_MARK = "[?~%]?"
_DATE = (
    rf"(?a){_MARK}(?P<year>(?!-0000)-?[\dX]{{4}}){_MARK}"
    rf"(?:-{_MARK}(?P<month>[\dX]{{2}}){_MARK}"
    rf"(?:-{_MARK}(?P<day>[\dX]{{2}}){_MARK})?)?"
)
_LONE_YEAR = (
    r"(?a)(?P<year>(?!-0000)-?\d{4}(?=S)|Y-?[1-9]\d*)"
    r"(?:E(?P<exponent>[1-9]\d?))?(?:S(?P<significant>[1-9]\d?))?[?~%]?"
)
_DATE_TIME = (
    r"(?a)(?P<date>\d{4}-\d\d-\d\d)T(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
    r"(?P<fraction>\.\d+)?(?P<zone>Z|[+-]\d\d(?::\d\d)?)?"
)
_PLAIN_INSTANT = r"(?a)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)"
_W3C = (
    r"(?a)(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])"
    r"(?:-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?)?)?"
)

_YEAR_DIGITS = 18
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_PARTS_OF_YEAR: dict[int, tuple[int, int]] = {
    **dict(zip((21, 22, 23, 24), ((3, 5), (6, 8), (9, 11), (12, 14)), strict=True)),
    **dict(zip((25, 26, 27, 28), ((3, 5), (6, 8), (9, 11), (12, 14)), strict=True)),
    **dict(zip((29, 30, 31, 32), ((9, 11), (12, 14), (3, 5), (6, 8)), strict=True)),
    **dict(zip((33, 34, 35, 36), ((1, 3), (4, 6), (7, 9), (10, 12)), strict=True)),
    **dict(zip((37, 38, 39), ((1, 4), (5, 8), (9, 12)), strict=True)),
    **dict(zip((40, 41), ((1, 6), (7, 12)), strict=True)),
}
"""First and last month for each code; 13 and 14 are January and February of the next year."""

_OLD_FORMS = (
    *(("unknown", ""), ("open", ".."), ("?~", "%"), ("~?", "%"), (" ", ""), ("–", "/")),
    *(("u", "X"), ("x", "X"), ("y", "Y"), ("e", "E"), ("p", "S")),
)
"""Outdated and informal forms, each with the present form in EDTF."""

_FORMS = (
    "write a year (2016), a month (2016-03), a day (2016-03-20) or a season (2016-21); X for a "
    "digit nobody knows (201X); ? for uncertain, ~ for about, % for both (2016~); an interval "
    "(2015/2016-03, 2016/.., /2016) or a set ([2015,2016], {2015..2016})"
)


@lru_cache(maxsize=4096)
def edtf_bounds(text: str) -> Bounds:
    """Return the outermost days that an EDTF expression can mean.

    The marks ? ~ % do not widen the bounds. A set has the bounds of all its members together, an
    interval runs from the earliest start to the latest end, a date-time has the bounds of its day.
    Seasons are whole months: spring March to May, summer June to August, autumn September to
    November, winter December to the February after; codes 21 to 24 are read as northern.

    >>> edtf_bounds("2016-02~")
    Bounds(earliest=(2016, 2, 1), latest=(2016, 2, 29))
    >>> edtf_bounds("156X-12-25/..")
    Bounds(earliest=(1560, 12, 25), latest=None)

    Raises:
        PydanticCustomError: The text is not EDTF (`date-not-edtf`), names a day that does not exist
            (`date-not-real`), or is an interval that ends before its start (`interval-reversed`).
    """
    try:
        return _bounds(text)
    except PydanticCustomError as error:
        if error.type == "date-not-edtf" and (modern := _modernised(text)):
            raise _not_edtf(text, f"write {modern}") from None
        raise


def is_edtf(text: str) -> bool:
    """Whether a text is an EDTF date."""
    try:
        edtf_bounds(text)
    except PydanticCustomError:
        return False
    return True


def _check_edtf(text: str) -> str:
    edtf_bounds(text)
    return text


Edtf = Annotated[
    str,
    AfterValidator(_check_edtf),
    Field(
        description=(
            "A date in EDTF (ISO 8601-2:2019, levels 0 to 2): 2016, 2016-03, 2016-03-20, X for "
            "an unspecified digit, ? for uncertain, ~ for approximate, % for both, intervals "
            "with / and sets in [] (one of) or {} (all of)."
        ),
        examples=["2016-03-20", "2016-03", "2016~", "201X", "2016-21", "2015/2016-03"],
    ),
]
"""A date in EDTF, levels 0 to 2, kept exactly as written."""


def w3c_date(text: str) -> str | None:
    """Return the date unchanged if it is a date of W3C XML Schema; otherwise `None`.

    Such dates are the years 0001 to 9999, their months and days, and date-times without a time
    zone, or with a time zone in hours and minutes.

    >>> w3c_date("2016-03")
    '2016-03'
    >>> w3c_date("2016-03~") is None
    True

    Raises:
        PydanticCustomError: The text is not an `Edtf`.
    """
    edtf_bounds(text)
    return text if re.fullmatch(_W3C, text) else None


def _check_instant(text: str) -> str:
    if re.fullmatch(_PLAIN_INSTANT, text):  # most are; the slow path finds the reason
        try:
            datetime.fromisoformat(text[:19])
        except ValueError:
            pass
        else:
            return text
    form = re.fullmatch(_DATE_TIME, text)
    if form is None or len(form["zone"] or "") not in (1, 6):
        _refuse_instant(
            text, "write date, time and time zone, such as 2016-03-20T09:30:00Z or …+01:00"
        )
    if form["date"].startswith("0000"):
        _refuse_instant(text, "the years of an instant are 0001 to 9999")
    if problem := _clock_problem(form):
        _refuse_instant(text, problem)
    try:
        _date(form["date"])
    except PydanticCustomError as error:
        _refuse_instant(text, error.message())
    return text


Instant = Annotated[
    str,
    AfterValidator(_check_instant),
    Field(
        json_schema_extra={"format": "date-time"},
        description="A date and time with its time zone (xsd:dateTime), to the second.",
        examples=["2016-03-20T09:30:00Z", "2016-03-20T10:30:00+01:00"],
    ),
]
"""An `xsd:dateTime` with its time zone, kept exactly as written."""


def instant_order(text: str) -> datetime:
    """Return a sort key for instants of all time zones, exact to the microsecond.

    >>> instant_order("2016-03-20T09:30:00Z") < instant_order("2016-03-20T09:30:00-05:00")
    True
    """
    return datetime.fromisoformat(text)


def now() -> str:
    """Return the present time, to the second, as an instant."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _bounds(text: str) -> Bounds:
    if text[10:11] == "T":
        return _date_time(text)
    if text[:1] + text[-1:] in ("[]", "{}"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    return _date(text)


def _interval(text: str) -> Bounds:
    first, _, second = text.partition("/")
    if first in ("", "..") and second in ("", ".."):
        raise _not_edtf(text, "an interval needs a date at one end at least")
    return _between(text, *(_OPEN if end in ("", "..") else _date(end) for end in (first, second)))


def _set(text: str) -> Bounds:
    members = text[1:-1].split(",")
    bounds = [
        _member(member, may_open=position == 0, may_close=position == len(members) - 1)
        for position, member in enumerate(members)
    ]
    earliest = [bound.earliest for bound in bounds if bound.earliest]
    latest = [bound.latest for bound in bounds if bound.latest]
    return Bounds(
        min(earliest) if len(earliest) == len(bounds) else None,
        max(latest) if len(latest) == len(bounds) else None,
    )


def _member(text: str, *, may_open: bool, may_close: bool) -> Bounds:
    first, dots, last = text.partition("..")
    if not dots:
        return _date(text)
    if not (first or last) or not (first or may_open) or not (last or may_close):
        raise _not_edtf(
            text, "only the first member of a set may have no start, and only the last one no end"
        )
    return _between(text, _date(first) if first else _OPEN, _date(last) if last else _OPEN)


_OPEN = Bounds(None, None)


def _between(text: str, first: Bounds, last: Bounds) -> Bounds:
    if first.earliest and last.latest and first.earliest > last.latest:
        raise PydanticCustomError(
            "interval-reversed",
            '"{value}" ends before it starts: the start is {start} or later, the end is {end} or '
            "earlier; swap the two dates",
            {"value": text, "start": _spelled(first.earliest), "end": _spelled(last.latest)},
        )
    return Bounds(first.earliest, last.latest)


def _date(text: str) -> Bounds:
    if form := re.fullmatch(_DATE, text):
        return _calendar_date(text, form["year"], form["month"], form["day"])
    if form := re.fullmatch(_LONE_YEAR, text):
        return _lone_year(text, form)
    raise _not_edtf(text, _FORMS)


def _calendar_date(text: str, year: str, month: str | None, day: str | None) -> Bounds:
    if month is None:
        return Bounds((next(_years(year)), 1, 1), (next(_years(year, latest=True)), 12, 31))
    if month.isdigit() and int(month) in _PARTS_OF_YEAR:
        if day is not None:
            raise _not_edtf(
                text, f"{month} is a season or similar part of the year, which has no days"
            )
        return _part_of_year(year, int(month))
    months = _numbers(month, 12)
    if not months:
        raise _not_real(
            text, f"{month} is neither a month (01 to 12) nor a part of the year (21 to 41)"
        )
    days = range(1, 32) if day is None else _numbers(day, 31)
    earliest = next(_days(_years(year), months, days), None)
    latest = next(_days(_years(year, latest=True), months[::-1], days[::-1]), None)
    if earliest and latest:
        return Bounds(earliest, latest)
    raise _not_real(text, _month_bound(year, month, day or ""))


def _part_of_year(year: str, code: int) -> Bounds:
    start, end = _PARTS_OF_YEAR[code]
    years_on, month = divmod(end - 1, 12)
    last_year = next(_years(year, latest=True)) + years_on
    return Bounds(
        (next(_years(year)), start, 1), (last_year, month + 1, _month_length(last_year, month + 1))
    )


def _lone_year(text: str, form: re.Match[str]) -> Bounds:
    exponent = int(form["exponent"] or 0)
    digits = form["year"].lstrip("Y-")
    if form["year"].startswith("Y") and len(digits) + exponent <= 4:
        raise _not_edtf(text, "Y is for years of more than four digits")
    if len(digits) + exponent > _YEAR_DIGITS:
        raise _not_edtf(text, f"a year has {_YEAR_DIGITS} digits at most")
    number = int(digits) * 10**exponent
    significant = int(form["significant"] or len(str(number)))
    if significant > len(str(number)):
        raise _not_edtf(text, f"{number} has {len(str(number))} significant digits at most")
    step = 10 ** (len(str(number)) - significant)
    nearest, farthest = number - number % step, number - number % step + step - 1
    if "-" in form["year"]:
        nearest, farthest = -farthest, -nearest
    return Bounds((nearest, 1, 1), (farthest, 12, 31))


def _date_time(text: str) -> Bounds:
    form = re.fullmatch(_DATE_TIME, text)
    if form is None:
        raise _not_edtf(
            text, "write a time of day after a whole date, to the second: 2016-03-20T09:30:00Z"
        )
    if form["fraction"]:
        raise _not_edtf(text, "EDTF has no fractions of a second")
    if problem := _clock_problem(form):
        raise _not_real(text, problem)
    return _date(form["date"])


def _clock_problem(form: re.Match[str]) -> str | None:
    if int(form["hour"]) > 23 or int(form["minute"]) > 59 or int(form["second"]) > 59:
        return "a day runs from 00:00:00 to 23:59:59"
    hours, _, minutes = (form["zone"] or "Z").lstrip("+-Z").partition(":")
    if int(minutes or 0) > 59 or int(hours or 0) * 60 + int(minutes or 0) > 14 * 60:
        return "a time zone is at most 14:00 away from UTC"
    return None


def _month_bound(year: str, month: str, day: str) -> str:
    """Return the reason why this day does not exist in this month."""
    if day == "00":
        return "a month starts on day 01"
    if "X" in month or ("X" in year and month == "02"):
        return f"no month {year}-{month} has a day {day}"
    if month == "02":
        return f"February {year} has {_month_length(int(year), 2)} days"
    return f"{ENGLISH_MONTHS[int(month) - 1]} has {_MONTH_DAYS[int(month) - 1]} days"


def _days(years: Iterator[int], months: Sequence[int], days: Sequence[int]) -> Iterator[Day]:
    """Yield the combinations of year, month and day that exist, in the given order."""
    return (
        (year, month, day)
        for year in years
        for month in months
        for day in days
        if day <= _month_length(year, month)
    )


def _month_length(year: int, month: int) -> int:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_DAYS[month - 1] + (month == 2 and is_leap)


def _years(pattern: str, *, latest: bool = False) -> Iterator[int]:
    """Yield the years that a pattern such as `-15XX` means, earliest or latest first."""
    digits = pattern.lstrip("-")
    sign = -1 if pattern != digits else 1
    unknown = "0123456789" if (sign == 1) != latest else "9876543210"
    choices = (unknown if digit == "X" else digit for digit in digits)
    years = (sign * int("".join(year)) for year in product(*choices))
    return (year for year in years if year or sign == 1)


def _numbers(pattern: str, last: int) -> Sequence[int]:
    """Return the numbers from 1 to `last` that a pattern such as `1X` means."""
    if pattern.isdigit():
        return [int(pattern)] if 1 <= int(pattern) <= last else []
    shape = re.compile(pattern.replace("X", "."))
    return [number for number in range(1, last + 1) if shape.fullmatch(f"{number:02}")]


def _modernised(text: str) -> str | None:
    """Return valid EDTF for an outdated or informal form; `None` for any other text."""
    modern = text
    for old, new in _OLD_FORMS:
        modern = modern.replace(old, new)
    modern = re.sub(r"(?<=-)(\d)(?!\d)", r"0\1", modern)
    if modern == text:
        return None
    try:
        _bounds(modern)
    except PydanticCustomError:
        return None
    return modern


def _spelled(day: Day) -> str:
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}"


def _not_edtf(text: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError(
        "date-not-edtf", '"{value}" is not an EDTF date: {hint}', {"value": text, "hint": hint}
    )


def _not_real(text: str, reason: str) -> PydanticCustomError:
    return PydanticCustomError(
        "date-not-real", '"{value}" is not a real date: {reason}', {"value": text, "reason": reason}
    )


def _refuse_instant(text: str, reason: str) -> NoReturn:
    raise PydanticCustomError(
        "instant-not-valid",
        '"{value}" is not an instant: {reason}',
        {"value": text, "reason": reason},
    )
