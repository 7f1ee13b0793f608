"""The pieces of numbers in a text: digits, months, Roman numerals and words."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from archive.text.folding import folded_word
from archive.text.month_names import months_by_name
from archive.text.numbers.dates import MONTH
from archive.text.numbers.digits import BLANK, digits_number
from archive.text.numbers.number_words import NumberWord, pieces_of
from archive.text.numbers.values import Number


class Piece(NamedTuple):
    """A piece of a number: digits, a month, or a word."""

    start: int
    end: int
    is_joined: bool
    """Whether nothing but a blank or a hyphen stands between it and the piece before."""
    word: NumberWord | None = None
    digits: Number | None = None


_TOKEN = re.compile(
    rf"""(?P<iso>(?<!\d)(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d))
    |(?P<date>(?<!\d)(?P<a>\d\d?)(?P<sign>[./-])[{BLANK}]?(?P<b>\d\d?)(?P=sign)[{BLANK}]?
        (?P<year>\d{{4}}|\d\d)(?![\d.,]\d|\d))
    |(?P<years>(?<![\d.,])(?P<first>1\d{{3}}|20\d\d)[-–—/](?P<last>\d\d)(?!\d|[.,]\d))
    |(?P<month_year>(?<!\d)(?P<my_m>0?[1-9]|1[0-2])[/.](?P<my_y>1\d{{3}}|20\d\d)(?!\d))
    |(?P<time>(?<!\d)(?P<h>\d\d?)[:h](?P<min>[0-5]\d)(?!\d))
    |(?P<fraction>(?:(?P<whole>\d+)[{BLANK}])?(?<![\d.,/])(?P<n>\d{{1,3}})[/⁄](?P<of>\d{{1,4}})(?![\d/]))
    |(?P<vulgar>(?P<before>\d+)?[{BLANK}]?(?P<sign_of_part>[¼-¾⅐-⅞]))
    |(?P<grouped>(?<![\d.,])\d{{1,3}}(?:[{BLANK}]\d{{3}}(?!\d))+(?:[.,]\d+(?![\d.,]\d))?)
    |(?P<digits>\d+(?:[.,'’·٫٬]\d+)*)
    |(?P<word>[^\W\d_]+)""",
    re.VERBOSE,
)
_JOINING = re.compile(r"[\s\u00a0\u202f\u2009]?[-‐‑]?[\s\u00a0]?")
_ROMAN = re.compile(
    r"(?P<roman>M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?:er?|ème|es)?"
)
_ROMAN_SIGNS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_MODAL_MONTHS = frozenset({"may", "march", "mars", "mart", "mei", "maj", "set", "out"})


def pieces_in(text: str, language: str, separators: str | None) -> list[Piece]:
    """Return the pieces of numbers in a text, in its order."""
    pieces: list[Piece] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        reached = pieces[-1].end if pieces else -9
        gap = start - reached
        is_joined = 0 <= gap <= 3 and _JOINING.fullmatch(text, reached, start) is not None
        if match.lastgroup != "word":
            pieces.append(
                Piece(start, end, is_joined, digits=digits_number(text, match, separators))
            )
            continue
        word = match["word"]
        for piece in pieces_of(folded_word(word), language):
            pieces.append(Piece(start, end, is_joined, word=piece))
            is_joined = True
        if pieces and pieces[-1].start == start:
            continue
        if other := _month_or_roman(text, match, pieces):
            pieces.append(Piece(start, end, False, digits=other))
    return pieces


def _month_or_roman(text: str, match: re.Match[str], pieces: list[Piece]) -> Number | None:
    """A month, or a Roman numeral."""
    word, (start, end) = match["word"], match.span()
    month = months_by_name().get(word.lower(), 0)
    if month:
        beside = _DAY_OR_YEAR_BEFORE.search(text, max(0, start - 14), start)
        beside = beside or _DAY_OR_YEAR_BEHIND.match(text, end)
        if beside is None and (len(word) < 4 or word in _MODAL_MONTHS):
            return None
        return Number(
            start, end, ((MONTH.format(month),),), "sure" if beside else "vague", is_date=True
        )
    roman = _ROMAN.fullmatch(word)
    numeral = roman["roman"] if roman else ""
    if len(numeral) > 1 or numeral in ("V", "X"):
        signs = [_ROMAN_SIGNS[sign] for sign in numeral]
        pairs = zip(signs, [*signs[1:], 0], strict=True)
        value = sum(-one if one < following else one for one, following in pairs)
        is_sure = value > 2 and len(numeral) > 1 and set(numeral) <= set("IVX")
        return Number(start, end, ((Fraction(value),),), "sure" if is_sure else "vague")
    return None


_DAY_OR_YEAR_BEFORE = re.compile(r"\d(?:st|nd|rd|th|er|º|\.)?[\s\u00a0](?:de\s|of\s)?$")
_DAY_OR_YEAR_BEHIND = re.compile(r"\.?,?[\s\u00a0](?:of\s|del?\s)?\d")
