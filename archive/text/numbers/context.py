"""What the words beside a number make of it: per cent, a century, a decade, a day, a share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from archive.text.month_names import months_by_name
from archive.text.numbers.dates import is_year
from archive.text.numbers.values import Number, Reading, percentages, single_values

OUT_OF = re.compile(r"\s(?:in|out\sof(?:\severy)?|of\severy|von|sur|de\scada)\s")


def with_share(number: Number, before: Number) -> Number:
    """A number with its share: of "one in three" a third."""
    of = [value for value in single_values(number.readings) if value]
    shares = [value / one for value in single_values(before.readings) for one in of]
    rounded = [percent for share in shares for percent in percentages(share)]
    return replace(number, also=(*number.also, *shares, *rounded))


_PERCENT = re.compile(
    r"[\s\u00a0\u202f-]?(?:%|per\s?cent|prozent|v\.\s?H\.|pour\s?cent|por\s?cien(?:to)?)", re.I
)
_CENTURY_BEHIND = re.compile(
    r"(?:st|nd|rd|th|\.|e|er|ème|º)?[\s\u00a0-](?:centur|jahrhundert|jh\.|siècle|siecle)", re.I
)
_CENTURY_BEFORE = re.compile(r"(?:siglo|siècle)[\s\u00a0]$", re.I)
_DECADE = re.compile(r"(?:['’]?s|er)\b")


def with_context(text: str, number: Number) -> Number:
    """A number with what the words beside it make of it."""
    values = single_values(number.readings)
    if percent := _PERCENT.match(text, number.end):
        parts = tuple((value / 100,) for value in values)
        return replace(number, end=percent.end(), readings=(*number.readings, *parts))
    centuries = tuple((f"century {value}",) for value in values if value.denominator == 1)
    is_century = _CENTURY_BEHIND.match(text, number.end) or _CENTURY_BEFORE.search(
        text, max(0, number.start - 8), number.start
    )
    if is_century:
        also = tuple((value - 1) * 100 for value in values)
        is_roman = text[number.start : number.end].isupper() and values != [1]
        return replace(
            number,
            readings=(*number.readings, *centuries),
            also=(*number.also, *also),
            certainty="sure" if is_roman else number.certainty,
        )
    if _DECADE.match(text, number.end) and all(v % 10 == 0 for v in values):
        return _as_decade(number, values)
    stands_for_year = any(is_year(v) for v in values) and text[number.start : number.end].isdigit()
    if stands_for_year or _is_day(text, number):
        return replace(number, is_date=True)
    return number


_WORD_BEHIND = re.compile(r"(?:st|nd|rd|th|er|º|\.)?[\s\u00a0](?:of\s|de\s)?([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?[\s\u00a0]$")


def _is_day(text: str, number: Number) -> bool:
    """Whether a number stands beside the name of a month."""
    behind = _WORD_BEHIND.match(text, number.end)
    before = _WORD_BEFORE.search(text, max(0, number.start - 14), number.start)
    return any(word and word[1].lower() in months_by_name() for word in (behind, before))


def _as_decade(number: Number, values: Sequence[Fraction]) -> Number:
    decades: list[Reading] = [(f"decade {value}",) for value in values]
    decades += [(f"century {value // 100 + 1}",) for value in values if value % 100 == 0]
    short = tuple(value % 100 for value in values)
    return replace(
        number, readings=(*number.readings, *decades), also=(*number.also, *short), is_date=True
    )
