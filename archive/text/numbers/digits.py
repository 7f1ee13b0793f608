"""Numbers in digits: their forms and their values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from archive.text.numbers.dates import BLANK, date_readings, full_years, is_surely_date
from archive.text.numbers.values import Number, Quantity, Reading, Value, percentages, readings_of

VULGAR = "¼-¾⅐-⅞"
"""The signs for parts, as a range of a regular expression."""

DIGITS = rf"""
    (?P<time>(?<!\d)(?P<h>\d\d?)[:h](?P<min>[0-5]\d)(?!\d))
    |(?P<fraction>(?:(?P<whole>\d+)[{BLANK}])?(?<![\d.,/])(?P<n>\d{{1,3}})[/⁄](?P<of>\d{{1,4}})(?![\d/]))
    |(?P<vulgar>(?P<before>\d+)?[{BLANK}]?(?P<sign_of_part>[{VULGAR}]))
    |(?P<grouped>(?<![\d.,])\d{{1,3}}(?:[{BLANK}]\d{{3}}(?!\d))+(?:[.,]\d+(?![\d.,]\d))?)
    |(?P<digits>\d+(?:[.,'’·٫٬]\d+)*)"""
"""The forms of numbers in digits: 22:30; 1/3, 2 1/3; 2½; 5 000; 5,000.75."""

_MOST_CHARACTERS = 40
"""The most characters of a number; longer ones are skipped, because nobody compares them."""
_GLUED = re.compile(r"[^\W\d_][-‐‑/.]?$")
"""Matches a letter before the number in a name: "A-380", "G7"."""


def number_in_digits(text: str, match: re.Match[str], separators: str | None) -> Number:
    """Return the number or date of a match of `DATES` or `DIGITS`."""
    start, end = match.span()
    if end - start > _MOST_CHARACTERS:
        return Number(start, end, (), "vague")
    readings, also = _readings(match, separators)
    if match["digits"] and end - start == 2 and text[start - 1 : start] in ("'", "’"):
        readings += readings_of(map(int, full_years(match[0])))
    is_vague = _GLUED.search(text, max(0, start - 2), start) or readings == [(0,)]
    return Number(
        start,
        end,
        tuple(dict.fromkeys(readings)),
        "vague" if is_vague else "sure",
        tuple(also),
        is_surely_date(match),
    )


def _readings(
    match: re.Match[str], separators: str | None
) -> tuple[list[Reading], Iterable[Value]]:
    """Return the ways to read a match, and further values that follow from it."""
    match match.lastgroup:
        case "time":
            hour, minute = int(match["h"]), int(match["min"])
            hours = (hour, (hour + 12) % 24)
            return [(one, minute) if minute else (one,) for one in hours], (minute, *hours)
        case "fraction":
            whole, n, of = (int(match[name] or 0) for name in ("whole", "n", "of"))
            apart = (whole, n, of) if whole else (n, of)
            if not of:
                return [apart], ()
            share = Fraction(n, of)
            return [(whole + share,), apart], percentages([share])
        case "vulgar":
            share = Fraction(unicodedata.numeric(match["sign_of_part"])).limit_denominator(10)
            return [(int(match["before"] or 0) + share,)], percentages([share])
        case "grouped" | "digits":
            return [*_readings_of_groups(match[0], separators)], ()
        case _:
            return [*date_readings(match)], ()


def _readings_of_groups(digits: str, separators: str | None) -> Iterator[Reading]:
    """Yield the ways to read digits with separators: as one number, or as several."""
    values = [*_values_of_groups(digits, separators)]
    yield from readings_of(values)
    if not values or any(blank in digits for blank in BLANK):
        yield tuple(map(int, re.findall(r"\d+", digits)))


_DECIMAL_SIGNS = ".,·٫"
_GROUPING: Mapping[str, str] = {"en": ",", "de": ".", "es": ".", "fr": "."}
"""The thousands separator of a language, which is not its decimal sign."""


def _values_of_groups(digits: str, separators: str | None) -> Iterator[Quantity]:
    """Yield the values of digits with separators as one number: 5000 and 5 for "5.000"."""
    if digits.isdigit():
        yield int(digits)
        return
    signs, groups = re.findall(r"\D", digits), re.split(r"\D", digits)
    whole = int("".join(groups))
    decimal = Fraction(whole, 10 ** len(groups[-1]))
    *others, last = signs
    is_decimal_sign = last in _DECIMAL_SIGNS
    if len(set(signs)) == 1 and _are_groups(groups, last):
        may_be_decimal = is_decimal_sign and not others
        if not may_be_decimal or groups[0].strip("0"):
            yield whole
        if may_be_decimal and last != _GROUPING.get(separators or ""):
            yield decimal
    elif (
        is_decimal_sign
        and last not in others
        and len(set(others)) <= 1
        and all(len(group) == 3 for group in groups[1:-1])
    ):
        yield decimal


def _are_groups(groups: Sequence[str], sign: str) -> bool:
    """Whether digits are in groups of three, or in Indian groups: "1,23,456"."""
    first, *inner, last = map(len, groups)
    if len(groups) > 2 and sign == "," and last == 3 and set(inner) == {2}:
        return True
    return first <= 3 and {*inner, last} == {3}
