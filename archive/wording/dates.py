"""Puts simple EDTF dates in words."""

from __future__ import annotations

import re

from archive.text.printed_dates.names import ENGLISH_MONTHS, ENGLISH_SEASONS

_SEASONS = {str(code): name for name, code in ENGLISH_SEASONS.items() if name != "fall"}
_SURE = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
"""The words for each qualification of a whole date (EDTF, level 1)."""
_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2]|2[1-4])(?:-(?P<day>\d\d))?)?(?P<sure>[~?%]?)"
)


def date_in_words(edtf: str) -> str:
    """Return a date or an interval in words; return any other EDTF expression unchanged.

    >>> (
    ...     date_in_words("2016-04~"),
    ...     date_in_words("1961-07-11"),
    ...     date_in_words("2015-23/2016"),
    ...     date_in_words("../1985"),
    ... )
    ('about April 2016', '11 July 1961', 'from autumn 2015 to 2016', '../1985')
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _single_date(edtf) or edtf
    ends = _single_date(first), _single_date(last)
    return f"from {ends[0]} to {ends[1]}" if all(ends) else edtf


def _single_date(edtf: str) -> str:
    form = _DATE.fullmatch(edtf)
    if form is None:
        return ""
    month = form["month"] or ""
    name = _SEASONS.get(month) or (ENGLISH_MONTHS[int(month) - 1] if month else "")
    day = str(int(form["day"])) if form["day"] else ""
    return _SURE[form["sure"]] + " ".join(
        filter(None, (day, name, form["year"].lstrip("0") or "0"))
    )
