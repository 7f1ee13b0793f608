"""Adds what the words beside a number say: per cent, a century, a decade, a day, a share."""

from __future__ import annotations

import re
from fractions import Fraction

from archive.text.numbers.dates import century, decade, is_beside_month, is_year, search_before
from archive.text.numbers.values import Number, percentages, readings_of

_PERCENT = re.compile(
    r"[\s-]?(?:%|per\s?cent|prozent|v\.\s?H\.|pour\s?cent|por\s?cien(?:to)?)", re.I
)
_CENTURY_BEHIND = re.compile(
    r"(?:st|nd|rd|th|\.|e|er|ème|º)?[\s-](?:centur|jahrhundert|jh\.|siècle|siecle)", re.I
)
_CENTURY_BEFORE = re.compile(r"(?:siglo|siècle)\s$", re.I)
_DECADE = re.compile(r"(?:['’]?s|er)\b")


def with_context(text: str, number: Number) -> Number:
    """Return a number with the readings that the words beside it add."""
    values = number.single_values
    digits = text[number.start : number.end]
    if percent := _PERCENT.match(text, number.end):
        shares = readings_of(Fraction(value, 100) for value in values)
        return number._replace(end=percent.end(), readings=number.readings + shares)
    if _CENTURY_BEHIND.match(text, number.end) or search_before(
        _CENTURY_BEFORE, text, number.start
    ):
        return _as_century(number, is_roman=digits.isupper())
    if _DECADE.match(text, number.end) and all(value % 10 == 0 for value in values):
        return _as_decade(number)
    if (digits.isdigit() and any(map(is_year, values))) or is_beside_month(text, number):
        return number._replace(is_date=True)
    return number


def _as_century(number: Number, *, is_roman: bool) -> Number:
    values = number.single_values
    centuries = readings_of(century(value) for value in values if value.denominator == 1)
    return number._replace(
        readings=number.readings + centuries,
        also=(*number.also, *((value - 1) * 100 for value in values)),
        certainty="sure" if is_roman and values != [1] else number.certainty,
    )


def _as_decade(number: Number) -> Number:
    """Return a number as a decade or a century: "the 1900s"."""
    values = number.single_values
    decades = readings_of(map(decade, values))
    centuries = readings_of(century(value // 100 + 1) for value in values if value % 100 == 0)
    return number._replace(
        readings=number.readings + decades + centuries,
        also=(*number.also, *(value % 100 for value in values)),
        is_date=True,
    )


_OUT_OF = re.compile(r"\s(?:in|out\sof(?:\severy)?|of\severy|von|sur|de\scada)\s")


def with_share(text: str, number: Number, before: Number) -> Number:
    """Return a number with the share that it and the previous number express: "one in three"."""
    if not _OUT_OF.fullmatch(text, before.end, number.start):
        return number
    wholes = [value for value in number.single_values if value]
    shares = [Fraction(part, whole) for part in before.single_values for whole in wholes]
    return number._replace(also=(*number.also, *shares, *percentages(shares)))
