"""Numbers and dates in a text, however they are written, by their values.

What cannot be read is passed over. Where a number can be read in several ways, all are returned:
"5.000" is five thousand or five, "1/3" a third or two numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from archive.text.folding import folded_word
from archive.text.month_names import months_by_name
from archive.text.numbers.number_words import LANGUAGES, NumberWord, pieces_of

__all__ = ["LANGUAGES", "Number", "Value", "numbers_in"]

Value = Fraction | str
"""A number; or a month, decade or century: "month 5", "decade 1980", "century 20"."""
Reading = tuple[Value, ...]
"""One way to read a number: the values that it names together."""

Certainty = Literal["sure", "small", "vague"]
"""Whether words surely state a number; are one or two, which may only count what is named; or
perhaps mean none: "hundreds", "a quarter of 2015", the number in a name such as "A-380"."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number or date that stands in a text."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset just past its last one."""
    readings: tuple[Reading, ...]
    """The ways to read it."""
    certainty: Certainty = "sure"
    also: Reading = ()
    """What follows from it as well: of "1939-45" the year 1945, of "a third" 33 per cent."""
    is_date: bool = False
    """Whether it is a date, or a part of one."""

    @property
    def values(self) -> Iterator[Value]:
        """Every value that it may name."""
        for reading in self.readings:
            yield from reading
        yield from self.also


def numbers_in(text: str, language: str, separators: str | None = None) -> Iterator[Number]:
    """Yield the numbers and dates of a text, in its order.

    >>> [
    ...     str(*number.readings[0])
    ...     for number in numbers_in("3.5 million in twenty-five towns", "en")
    ... ]
    ['3500000', '25']

    Args:
        text: The text.
        language: The language of the words for numbers, one of `LANGUAGES`.
        separators: The language by which "5.000" is read; left out, it is read in both ways.
    """
    pieces = _pieces(text, language, separators)
    at, before = 0, None
    while at < len(pieces):
        number, at = _number(text, pieces, at, language)
        if number is None:
            continue
        number = _with_context(text, number)
        while at < len(pieces) and pieces[at].start < number.end:
            at += 1
        if before is not None and _OUT_OF.fullmatch(text, before.end, number.start):
            number = _with_share(number, before)
        yield number
        before = number


_OUT_OF = re.compile(r"\s(?:in|out\sof(?:\severy)?|of\severy|von|sur|de\scada)\s")


def _with_share(number: Number, before: Number) -> Number:
    """A number with its share: of "one in three" a third."""
    of = [value for value in _single(number.readings) if value]
    shares = [value / one for value in _single(before.readings) for one in of]
    rounded = [percent for share in shares for percent in _rounded(share)]
    return replace(number, also=(*number.also, *shares, *rounded))


class _Piece(NamedTuple):
    """A piece of a number: digits, a month, or a word."""

    start: int
    end: int
    is_joined: bool
    """Whether nothing but a blank or a hyphen stands between it and the piece before."""
    word: NumberWord | None = None
    digits: Number | None = None


_MONTH = "month {}"
_BLANK = " \u00a0\u202f\u2009"
_TOKEN = re.compile(
    rf"""(?P<iso>(?<!\d)(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d))
    |(?P<date>(?<!\d)(?P<a>\d\d?)(?P<sign>[./-])[{_BLANK}]?(?P<b>\d\d?)(?P=sign)[{_BLANK}]?
        (?P<year>\d{{4}}|\d\d)(?![\d.,]\d|\d))
    |(?P<years>(?<![\d.,])(?P<first>1\d{{3}}|20\d\d)[-–—/](?P<last>\d\d)(?!\d|[.,]\d))
    |(?P<month_year>(?<!\d)(?P<my_m>0?[1-9]|1[0-2])[/.](?P<my_y>1\d{{3}}|20\d\d)(?!\d))
    |(?P<time>(?<!\d)(?P<h>\d\d?)[:h](?P<min>[0-5]\d)(?!\d))
    |(?P<fraction>(?:(?P<whole>\d+)[{_BLANK}])?(?<![\d.,/])(?P<n>\d{{1,3}})[/⁄](?P<of>\d{{1,4}})(?![\d/]))
    |(?P<vulgar>(?P<before>\d+)?[{_BLANK}]?(?P<sign_of_part>[¼-¾⅐-⅞]))
    |(?P<grouped>(?<![\d.,])\d{{1,3}}(?:[{_BLANK}]\d{{3}}(?!\d))+(?:[.,]\d+(?![\d.,]\d))?)
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


def _pieces(text: str, language: str, separators: str | None) -> list[_Piece]:
    pieces: list[_Piece] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        reached = pieces[-1].end if pieces else -9
        gap = start - reached
        is_joined = 0 <= gap <= 3 and _JOINING.fullmatch(text, reached, start) is not None
        if match.lastgroup != "word":
            pieces.append(_Piece(start, end, is_joined, digits=_of_digits(text, match, separators)))
            continue
        word = match["word"]
        for piece in pieces_of(folded_word(word), language):
            pieces.append(_Piece(start, end, is_joined, word=piece))
            is_joined = True
        if pieces and pieces[-1].start == start:
            continue
        if other := _month_or_roman(text, match, pieces):
            pieces.append(_Piece(start, end, False, digits=other))
    return pieces


def _month_or_roman(text: str, match: re.Match[str], pieces: list[_Piece]) -> Number | None:
    """A month, or a Roman numeral."""
    word, (start, end) = match["word"], match.span()
    month = months_by_name().get(word.lower(), 0)
    if month:
        beside = _DAY_OR_YEAR_BEFORE.search(text, max(0, start - 14), start)
        beside = beside or _DAY_OR_YEAR_BEHIND.match(text, end)
        if beside is None and (len(word) < 4 or word in _MODAL_MONTHS):
            return None
        return Number(
            start, end, ((_MONTH.format(month),),), "sure" if beside else "vague", is_date=True
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


# --- digits ---


_MOST_DIGITS = 40
"""Longer rows of digits are no numbers that anybody compares."""


def _of_digits(text: str, match: re.Match[str], language: str | None) -> Number:
    start, end = match.span()
    if end - start > _MOST_DIGITS:
        return Number(start, end, (), "vague")
    readings: list[Reading] = []
    also: list[Value] = []
    is_date = False
    match match.lastgroup:
        case "iso":
            readings.append(_date(match["y"], match["m"], match["d"]))
            is_date = True
        case "date":
            for year in _full_years(match["year"]):
                readings.append(_date(year, match["b"], match["a"]))
                readings.append(_date(year, match["a"], match["b"]))
            is_date = len(match["year"]) == 4
            if not is_date:
                readings.append(tuple(map(Fraction, (match["a"], match["b"], match["year"]))))
        case "years":
            first, last = match["first"], match["last"]
            full = Fraction(first[:2] + last)
            readings += [(Fraction(first), full), (Fraction(first), Fraction(last))]
            if 1 <= int(last) <= 12:
                readings.append((Fraction(first), _MONTH.format(int(last))))
            is_date = True
        case "month_year":
            month, year = match["my_m"], match["my_y"]
            readings.append((_MONTH.format(int(month)), Fraction(year)))
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
            also = _rounded(n / of) if of else []
        case "vulgar":
            part = unicodedata.numeric(match["sign_of_part"])
            value = Fraction(part).limit_denominator(10)
            readings.append((int(match["before"] or 0) + value,))
            also = _rounded(value)
        case _:
            readings += _plain_digits(match[0], language)
            if text[start - 1 : start] in ("'", "’") and end - start == 2:
                readings += [(Fraction(year),) for year in _full_years(match[0])]
    glued = re.search(r"[^\W\d_][-‐‑/.]?$", text[max(0, start - 2) : start])
    return Number(
        start,
        end,
        tuple(dict.fromkeys(readings)),
        "vague" if glued or readings == [(Fraction(0),)] else "sure",
        tuple(also),
        is_date,
    )


def _date(year: str, month: str, day: str) -> Reading:
    return Fraction(year), _MONTH.format(int(month)), Fraction(day)


def _full_years(year: str) -> Sequence[str]:
    return (year,) if len(year) == 4 else (f"19{year}", f"20{year}")


def _plain_digits(words: str, language: str | None) -> Iterator[Reading]:
    """The ways to read digits with separators: those of groups, of decimals, or between numbers."""
    readings = [*_readings(words, language)]
    yield from readings
    if not readings or any(sign in _BLANK for sign in words):
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


def _rounded(value: Fraction) -> list[Value]:
    """A part of one as per cent, also rounded."""
    percent = value * 100
    if percent.denominator == 1:
        return [percent]
    downs = [Fraction(int(percent * digits), digits) for digits in (1, 10, 100)]
    ups = [down + Fraction(1, digits) for down, digits in zip(downs, (1, 10, 100), strict=True)]
    return [percent, *downs, *ups]


# --- words ---


def _number(
    text: str, pieces: Sequence[_Piece], at: int, language: str
) -> tuple[Number | None, int]:
    """The number that begins with a piece, and the piece behind it."""
    piece = pieces[at]
    if piece.digits is not None:
        return _scaled_digits(text, pieces, at)
    assert piece.word is not None
    use, value, is_part = piece.word
    span = piece.start, piece.end
    match use:
        case "and":
            return None, at + 1
        case "ordinal":
            readings = ((value,), (1 / value,)) if is_part else ((value,),)
            return Number(*span, readings, "sure" if value > 2 else "vague"), at + 1
        case "part":
            return Number(
                *span, ((1 / value,), (value,)), "vague", tuple(_rounded(1 / value))
            ), at + 1
        case "times":
            return Number(*span, ((value,),), "sure" if value > 2 else "vague"), at + 1
        case "half":
            return _half(pieces, at)
        case _:
            return _cardinal(pieces, at, language)


def _word_at(pieces: Sequence[_Piece], at: int) -> NumberWord | None:
    """The word of a piece that is joined to the one before it."""
    return pieces[at].word if at < len(pieces) and pieces[at].is_joined else None


_MOST_SCALES = 3
"""So many scales may stand in a row: "hundred thousand million"."""


def _scale_at(pieces: Sequence[_Piece], at: int) -> tuple[Fraction, int]:
    """The product of the scales that stand at a piece, and the piece behind them."""
    value, first = Fraction(1), at
    while (
        at < first + _MOST_SCALES
        and (word := _word_at(pieces, at))
        and word.use in ("scale", "hundred")
    ):
        value, at = value * word.value, at + 1
    return value, at


def _half(pieces: Sequence[_Piece], at: int) -> tuple[Number, int]:
    """Half, or half of a round number: "half a million", "half a dozen"."""
    first, value, certainty = pieces[at], Fraction(1, 2), "vague"
    at += 1
    after = at + 1 if (word := _word_at(pieces, at)) and word.use == "one" else at
    scale, behind = _scale_at(pieces, after)
    if behind > after:
        value, certainty, at = value * scale, "sure", behind
    number = Number(first.start, pieces[at - 1].end, ((value,),), also=(Fraction(50),))
    return (number if certainty == "sure" else replace(number, certainty="vague")), at


def _scaled_digits(text: str, pieces: Sequence[_Piece], at: int) -> tuple[Number, int]:
    """Digits, with the words for thousands or millions behind them."""
    number = pieces[at].digits
    assert number is not None
    at += 1
    end, readings = number.end, number.readings
    if number.is_date:
        return number, at
    if letters := _SCALE_LETTERS.match(text, end):
        scale = Fraction(10) ** _SCALE_OF_LETTERS[letters[1].lower()]
        scaled = tuple((v * scale,) for v in _single(readings))
        end = letters.end()
        readings = scaled if len(letters[1]) > 1 else (*scaled, *readings)
    value, behind = _scale_at(pieces, at)
    if behind > at:
        end, at = pieces[behind - 1].end, behind
        readings = tuple((v * value,) for v in _single(readings)) or readings
    elif (word := _word_at(pieces, at)) and (word.use == "part" or word.is_part):
        parts = tuple((v / word.value,) for v in _single(readings))
        readings, end, at = (*parts, *readings), pieces[at].end, at + 1
        return _of_parts(replace(number, end=end, readings=readings), parts), at
    readings, end, at = _with_half(pieces, at, readings, end)
    return replace(number, end=end, readings=readings), at


def _single(readings: Sequence[Reading]) -> list[Fraction]:
    return [r[0] for r in readings if len(r) == 1 and isinstance(r[0], Fraction)]


def _of_parts(number: Number, parts: Sequence[Reading]) -> Number:
    rounded = [percent for (v,) in parts if isinstance(v, Fraction) for percent in _rounded(v)]
    return replace(number, also=(*number.also, *rounded))


_SCALE_OF_LETTERS = {
    "k": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "bn": 9, "b": 9, "mrd": 9, "md": 9, "mds": 9,
    "tn": 12,
}  # fmt: skip
_SCALE_LETTERS = re.compile(r"[\s\u00a0\u202f]?(mn|mln|mio|bn|mrd|mds?|tn|[kmb])(?![^\W_])", re.I)


def _with_half(
    pieces: Sequence[_Piece], at: int, readings: tuple[Reading, ...], end: int
) -> tuple[tuple[Reading, ...], int, int]:
    """Add "and a half": of one, or of the thousand or million before it or behind it."""
    after = at
    for use in ("and", "one"):
        if (word := _word_at(pieces, after)) and word.use == use:
            after += 1
    if after == at or not ((word := _word_at(pieces, after)) and word.use == "half"):
        return readings, end, at
    last = pieces[at - 1].word
    added = last.value / 2 if last and last.use in ("scale", "hundred") else Fraction(1, 2)
    scale, after = _scale_at(pieces, after + 1)
    values = [(v + added) * scale for v in _single(readings)]
    return tuple((v,) for v in values) or readings, pieces[after - 1].end, after


class _Count:
    """A cardinal as it is read, word by word."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.total = Fraction(0)
        self.current: Fraction | None = None
        self.last: str = ""

    @property
    def value(self) -> Fraction:
        return self.total + (self.current or 0)

    def takes(self, word: NumberWord) -> bool:
        """Whether a word goes on with the number; then it is counted."""
        use, value, _ = word
        before = self.current
        if use == "one" and self.last == "and" and self.language != "en":
            taken = self._cardinal(value)
        elif use == "one":
            taken = before is None and not self.last
            self.current = value if taken else before
        elif use == "hundred":
            taken = before is None or before < 100
            self.current = (before or 1) * value if taken else before
        elif use == "scale":
            taken = self._scale(value)
        elif use == "cardinal":
            taken = self._cardinal(value)
        else:
            taken = False
        if taken:
            self.last = use
        return taken

    def _scale(self, value: Fraction) -> bool:
        if self.current is None and self.last == "scale" and self.total < 10**12:
            self.total *= value  # "mil millones"
        elif self.current is None and self.last:
            return False
        else:
            self.total += (self.current or 1) * value
        self.current = None
        return True

    def _cardinal(self, value: Fraction) -> bool:
        before = self.current
        if before is None:
            if self.last == "scale" and self.total < value:
                return False
            self.current = value
            return True
        rest = before % 100
        if self.language == "fr" and rest == 4 and value == 20:
            self.current = before + 76  # quatre-vingts
        elif (
            (rest == 0 and before and value < 100)
            or (rest >= 20 and rest % 10 == 0 and value < 10)
            or (self.language == "fr" and rest in (60, 80) and 10 <= value < 20)
            or (self.language == "fr" and rest in (10, 70, 90) and 7 <= value < 10)
            or (self.language == "de" and self.last == "and" and rest < 10 and value >= 20)
        ):
            self.current = before + value
        elif 11 <= before <= 20 and 10 <= value < 100 and self.language == "en":
            self.current = before * 100 + value  # "nineteen eighty-four"
        else:
            return False
        return True

    def may_join(self, following: NumberWord | None) -> bool:
        """Whether "and" may stand before the next word."""
        uses = ("cardinal",) if self.language == "en" else ("cardinal", "one")
        if following is None or following.use not in uses:
            return False
        rest = 0 if self.current is None else self.current % 100
        match self.language:
            case "es":
                return rest > 20 and rest % 10 == 0 and following.value < 10
            case "fr":
                return rest >= 20 and rest % 10 == 0 and following.value in (1, 11)
            case "de":
                return (0 < rest < 10 and following.value >= 20) or rest == 0
            case _:
                return rest == 0 and following.value < 100 and self.last in ("hundred", "scale")


def _cardinal(pieces: Sequence[_Piece], at: int, language: str) -> tuple[Number, int]:
    first, count = at, _Count(language)
    joined_at, joined_value = -1, Fraction(0)
    while at < len(pieces):
        if at > first and not pieces[at].is_joined:
            break
        word = pieces[at].word
        if word is None:
            break
        if word.use == "and":
            after = _word_at(pieces, at + 1)
            if not count.may_join(after):
                break
            joined_at, joined_value = at + 1, count.value
            count.last = "and"
        elif not count.takes(word):
            break
        at += 1
    start, end = pieces[first].start, pieces[at - 1].end
    readings: tuple[Reading, ...] = ((count.value,),)
    if language == "en" and joined_at == at - 1:  # perhaps "a hundred, and five"
        readings = (*readings, (joined_value, count.value - joined_value))
    number = Number(start, end, readings, _certainty(pieces, first, at, count.value, language))
    word = _word_at(pieces, at)
    if word and (word.use == "part" or word.is_part or word.use == "ordinal"):
        number = _with_ordinal(replace(number, end=pieces[at].end), word, count.value)
        return number, at + 1
    half_readings, half_end, after_half = _with_half(pieces, at, readings, end)
    if after_half > at:
        return replace(number, end=half_end, readings=half_readings, certainty="sure"), after_half
    return number, at


def _with_ordinal(number: Number, word: NumberWord, count: Fraction) -> Number:
    """A cardinal with an ordinal or part behind it: "two thirds", "twenty-third"."""
    readings: tuple[Reading, ...] = ()
    if word.use == "part" or word.is_part:
        parts: tuple[Reading, ...] = ((count / word.value,),)
        readings = parts
        number = _of_parts(number, parts)
    if word.use != "part" and count >= 10 and count % 10 == 0:
        readings = ((count + word.value,), *readings)
    return replace(number, readings=readings or ((count,),), certainty="sure")


def _certainty(
    pieces: Sequence[_Piece], first: int, at: int, value: Fraction, language: str
) -> Certainty:
    uses = [piece.word.use for piece in pieces[first:at] if piece.word]
    if value in (0, 1, 2):
        return "small" if value == 2 else "vague"
    is_bare = uses[0] in ("scale", "hundred")
    is_open = language == "en" or (len(uses) == 1 and value > 1000)
    return "vague" if is_bare and is_open else "sure"


# --- what stands beside a number ---

_PERCENT = re.compile(
    r"[\s\u00a0\u202f-]?(?:%|per\s?cent|prozent|v\.\s?H\.|pour\s?cent|por\s?cien(?:to)?)", re.I
)
_CENTURY_BEHIND = re.compile(
    r"(?:st|nd|rd|th|\.|e|er|ème|º)?[\s\u00a0-](?:centur|jahrhundert|jh\.|siècle|siecle)", re.I
)
_CENTURY_BEFORE = re.compile(r"(?:siglo|siècle)[\s\u00a0]$", re.I)
_DECADE = re.compile(r"(?:['’]?s|er)\b")


def _with_context(text: str, number: Number) -> Number:
    """A number with what the words beside it make of it."""
    values = _single(number.readings)
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
    is_year = any(_is_year(v) for v in values) and text[number.start : number.end].isdigit()
    if is_year or _is_day(text, number):
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


def _is_year(value: Value) -> bool:
    return isinstance(value, Fraction) and value.denominator == 1 and 1000 <= value <= 2100


@cache
def periods_of(year: Fraction) -> Reading:
    """Return the decade and the century of a year; nothing of another number."""
    if not _is_year(year):
        return ()
    return f"decade {year // 10 * 10}", f"century {(year - 1) // 100 + 1}"
