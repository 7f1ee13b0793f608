"""The values of numbers and dates in digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from archive.text.numbers.dates import MONTH, date_reading, full_years
from archive.text.numbers.values import Number, Reading, Value, percentages

BLANK = " \u00a0\u202f\u2009"


_MOST_DIGITS = 40
"""Longer rows of digits are no numbers that anybody compares."""


def digits_number(text: str, match: re.Match[str], language: str | None) -> Number:
    """Return the number that digits stand for."""
    start, end = match.span()
    if end - start > _MOST_DIGITS:
        return Number(start, end, (), "vague")
    readings: list[Reading] = []
    also: list[Value] = []
    is_date = False
    match match.lastgroup:
        case "iso":
            readings.append(date_reading(match["y"], match["m"], match["d"]))
            is_date = True
        case "date":
            for year in full_years(match["year"]):
                readings.append(date_reading(year, match["b"], match["a"]))
                readings.append(date_reading(year, match["a"], match["b"]))
            is_date = len(match["year"]) == 4
            if not is_date:
                readings.append(tuple(map(Fraction, (match["a"], match["b"], match["year"]))))
        case "years":
            first, last = match["first"], match["last"]
            full = Fraction(first[:2] + last)
            readings += [(Fraction(first), full), (Fraction(first), Fraction(last))]
            if 1 <= int(last) <= 12:
                readings.append((Fraction(first), MONTH.format(int(last))))
            is_date = True
        case "month_year":
            month, year = match["my_m"], match["my_y"]
            readings.append((MONTH.format(int(month)), Fraction(year)))
            readings.append((Fraction(int(month), int(year)),))
            readings.append((Fraction(month), Fraction(year)))
        case "time":
            hour, minute = Fraction(match["h"]), Fraction(match["min"])
            hours = (hour, (hour + 12) % 24)
            readings += [(one, *((minute,) if minute else ())) for one in hours]
            also = [minute, *hours]
        case "fraction":
            whole, n, of = (Fraction(int(match[name] or 0)) for name in ("whole", "n", "of"))
            readings += [(whole + n / of,)] if of else []
            readings.append((whole, n, of) if whole else (n, of))
            also = percentages(n / of) if of else []
        case "vulgar":
            part = unicodedata.numeric(match["sign_of_part"])
            value = Fraction(part).limit_denominator(10)
            readings.append((int(match["before"] or 0) + value,))
            also = percentages(value)
        case _:
            readings += _plain_digits(match[0], language)
            if text[start - 1 : start] in ("'", "’") and end - start == 2:
                readings += [(Fraction(year),) for year in full_years(match[0])]
    glued = re.search(r"[^\W\d_][-‐‑/.]?$", text[max(0, start - 2) : start])
    return Number(
        start,
        end,
        tuple(dict.fromkeys(readings)),
        "vague" if glued or readings == [(Fraction(0),)] else "sure",
        tuple(also),
        is_date,
    )


def _plain_digits(words: str, language: str | None) -> Iterator[Reading]:
    """The ways to read digits with separators: those of groups, of decimals, or between numbers."""
    readings = [*_readings(words, language)]
    yield from readings
    if not readings or any(sign in BLANK for sign in words):
        yield tuple(Fraction(int(one)) for one in re.findall(r"\d+", words))


_GROUPING: Mapping[str, str] = {"en": ",", "de": ".", "es": ".", "fr": "."}
"""The sign between groups of three digits that cannot be that of decimals."""


def _readings(words: str, language: str | None) -> Iterator[Reading]:
    signs = re.findall(r"\D", words)
    if not signs:
        yield (Fraction(int(words)),)
        return
    numbers = re.split(r"\D", words)
    last, others = signs[-1], set(signs[:-1])
    is_grouped = all(len(one) == 3 for one in numbers[1:]) and 1 <= len(numbers[0]) <= 3
    is_indian = last == "," and len(numbers) > 2 and len(numbers[-1]) == 3
    if len(set(signs)) == 1 and (is_grouped or (is_indian and {2} == {*map(len, numbers[1:-1])})):
        grouped = (Fraction(int("".join(numbers))),)
        decimal = (_decimal(numbers[:-1], numbers[-1]),)
        is_decimal = last in ".,·٫" and len(signs) == 1
        if not (is_decimal and numbers[0].lstrip("0") == ""):
            yield grouped
        if is_decimal and last != _GROUPING.get(language or ""):
            yield decimal
    elif last in ".,·٫" and last not in others and (not others or len(others) == 1):
        inner = numbers[1:-1]
        if all(len(one) == 3 for one in inner):
            yield (_decimal(numbers[:-1], numbers[-1]),)


def _decimal(groups: Sequence[str], decimals: str) -> Fraction:
    return Fraction(int("".join((*groups, decimals))), 10 ** len(decimals))
