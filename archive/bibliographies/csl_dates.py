"""Converts EDTF dates to dates of CSL items and back (CSL 1.0.2, "date variables").

A CSL date has integers for year, month and day (two such groups for a range), and `circa` if the
date is not certain. Any other date is stored under `literal` as unchanged EDTF.
"""

from __future__ import annotations

import re
from typing import Any

from archive.model.dates import is_edtf

_PLAIN = re.compile(
    r"(?a)(?P<year>(?!-0000)-?\d{4}|Y-?[1-9]\d{4,17})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?P<mark>[?~%]?)"
)
_DATE_TIME = re.compile(r"(?a)(\d{4}-\d\d-\d\d)T.*")
_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}
"""The numbers of spring, summer, autumn and winter in EDTF (level 1), and those in CSL."""
_MOST_DATES = 2


def date_of_edtf(text: str) -> dict[str, Any]:
    """Convert an EDTF date to a CSL date.

    The time of day is left out. A date that is uncertain, approximate or both gets `circa`. CSL has
    no year 0: 1 BC is the year -1.

    >>> date_of_edtf("2016-03-20"), date_of_edtf("2015~/2016-03")
    ({'date-parts': [[2016, 3, 20]]}, {'date-parts': [[2015], [2016, 3]], 'circa': True})
    >>> date_of_edtf("2016-21"), date_of_edtf("201X")
    ({'date-parts': [[2016]], 'season': 1}, {'literal': '201X'})
    """
    if with_time := _DATE_TIME.fullmatch(text):
        text = with_time[1]
    forms = [_PLAIN.fullmatch(end) for end in text.split("/")]
    found = [form for form in forms if form]
    if len(found) < len(forms):
        return {"literal": text}
    date: dict[str, Any] = {}
    parts = [_parts(form) for form in found]
    months = [part[1] for part in parts if len(part) > 1]
    if any(month > 12 for month in months):
        if len(parts) > 1 or months[0] not in _SEASONS:
            return {"literal": text}
        date = {"date-parts": [parts[0][:1]], "season": _SEASONS[months[0]]}
    else:
        date = {"date-parts": parts}
    if any(form["mark"] for form in found):
        date["circa"] = True
    return date


def _parts(form: re.Match[str]) -> list[int]:
    year = int(form["year"].lstrip("Y"))
    rest = [int(form[name]) for name in ("month", "day") if form[name]]
    return [year if year > 0 else year - 1, *rest]


def edtf_of_date(date: Any) -> str | None:
    """Convert a CSL date to EDTF; return `None` if it is not a date.

    The date may also be an EDTF string, or have numbers written as strings, a season as the month
    (13 to 16, 21 to 24), or a text that is EDTF or nearly EDTF, such as 2016/3/20 or 2016-3.

    >>> edtf_of_date({"date-parts": [["2016", "3"], [2017]]}), edtf_of_date({"raw": "2016/3/20"})
    ('2016-03/2017', '2016-03-20')
    """
    if isinstance(date, str | int):
        return edtf_of_text(str(date))
    if not isinstance(date, dict):
        return None
    parts = date.get("date-parts")
    if parts:
        return _from_parts(parts, date)
    for name in ("literal", "raw"):
        if isinstance(date.get(name), str):
            return edtf_of_text(date[name])
    return None


def edtf_of_text(text: str) -> str | None:
    """Convert a date in figures to EDTF; return `None` if the text is no such date."""
    text = text.strip()
    if is_edtf(text):
        return text
    form = re.fullmatch(r"(?a)(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?:T.*)?", text)
    if form is None:
        return None
    numbers = (form[1], *(f"{int(number):02}" for number in (form[3], form[4]) if number))
    made = "-".join(numbers)
    return made if is_edtf(made) else None


def _from_parts(parts: Any, date: dict[str, Any]) -> str | None:
    ends = parts if isinstance(parts, list) and len(parts) <= _MOST_DATES else []
    mark = "~" if date.get("circa") not in (None, False, 0, "", "0", "false") else ""
    season = _number(date.get("season")) if len(ends) == 1 else None
    written = [_as_edtf(end, season) for end in ends]
    if not written or None in written:
        return None
    text = "/".join(f"{end}{mark}" for end in written)
    return text if is_edtf(text) else None


def _as_edtf(end: Any, season: int | None) -> str | None:
    """Convert the numbers of a year, month and day to EDTF; `None` if they are not valid."""
    numbers = [_number(part) for part in end] if isinstance(end, list) else []
    numbers = numbers[: numbers.index(0)] if 0 in numbers[1:] else numbers
    if not numbers or None in numbers or not numbers[0] or len(numbers) > 3:
        return None
    year, *rest = (number for number in numbers if number is not None)
    year = year if year > 0 else year + 1
    if season and not rest:
        rest = [season]
        rest[0] += 20 if season < 21 else 0
    elif rest and 12 < rest[0] < 17:
        rest[0] += 8
    sign, digits = "-" if year < 0 else "", f"{abs(year):04}"
    return "-".join(
        (f"Y{sign}{digits}" if len(digits) > 4 else sign + digits, *(f"{n:02}" for n in rest))
    )


def _number(value: Any) -> int | None:
    """Return an integer, which may be written as a string; `None` if it is not an integer."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        value = value.strip()
        return int(value) if re.fullmatch(r"(?a)-?\d{1,18}", value) else None
    return value if isinstance(value, int) and abs(value) < 10**18 else None
