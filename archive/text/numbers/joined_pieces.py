"""Numbers of several pieces: words, and digits with words behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from archive.text.numbers.cardinals import CardinalCount
from archive.text.numbers.number_words import NumberWord
from archive.text.numbers.pieces import Piece
from archive.text.numbers.values import Certainty, Number, Reading, percentages, single_values


def number_at(
    text: str, pieces: Sequence[Piece], at: int, language: str
) -> tuple[Number | None, int]:
    """Return the number that begins with a piece, and the piece behind it."""
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
                *span, ((1 / value,), (value,)), "vague", tuple(percentages(1 / value))
            ), at + 1
        case "times":
            return Number(*span, ((value,),), "sure" if value > 2 else "vague"), at + 1
        case "half":
            return _half(pieces, at)
        case _:
            return _cardinal(pieces, at, language)


def _word_at(pieces: Sequence[Piece], at: int) -> NumberWord | None:
    """The word of a piece that is joined to the one before it."""
    return pieces[at].word if at < len(pieces) and pieces[at].is_joined else None


_MOST_SCALES = 3
"""So many scales may stand in a row: "hundred thousand million"."""


def _scale_at(pieces: Sequence[Piece], at: int) -> tuple[Fraction, int]:
    """The product of the scales that stand at a piece, and the piece behind them."""
    value, first = Fraction(1), at
    while (
        at < first + _MOST_SCALES
        and (word := _word_at(pieces, at))
        and word.use in ("scale", "hundred")
    ):
        value, at = value * word.value, at + 1
    return value, at


def _half(pieces: Sequence[Piece], at: int) -> tuple[Number, int]:
    """Half, or half of a round number: "half a million", "half a dozen"."""
    first, value, certainty = pieces[at], Fraction(1, 2), "vague"
    at += 1
    after = at + 1 if (word := _word_at(pieces, at)) and word.use == "one" else at
    scale, behind = _scale_at(pieces, after)
    if behind > after:
        value, certainty, at = value * scale, "sure", behind
    number = Number(first.start, pieces[at - 1].end, ((value,),), also=(Fraction(50),))
    return (number if certainty == "sure" else replace(number, certainty="vague")), at


def _scaled_digits(text: str, pieces: Sequence[Piece], at: int) -> tuple[Number, int]:
    """Digits, with the words for thousands or millions behind them."""
    number = pieces[at].digits
    assert number is not None
    at += 1
    end, readings = number.end, number.readings
    if number.is_date:
        return number, at
    if letters := _SCALE_LETTERS.match(text, end):
        scale = Fraction(10) ** _SCALE_OF_LETTERS[letters[1].lower()]
        scaled = tuple((v * scale,) for v in single_values(readings))
        end = letters.end()
        readings = scaled if len(letters[1]) > 1 else (*scaled, *readings)
    value, behind = _scale_at(pieces, at)
    if behind > at:
        end, at = pieces[behind - 1].end, behind
        readings = tuple((v * value,) for v in single_values(readings)) or readings
    elif (word := _word_at(pieces, at)) and (word.use == "part" or word.is_part):
        parts = tuple((v / word.value,) for v in single_values(readings))
        readings, end, at = (*parts, *readings), pieces[at].end, at + 1
        return _of_parts(replace(number, end=end, readings=readings), parts), at
    readings, end, at = _with_half(pieces, at, readings, end)
    return replace(number, end=end, readings=readings), at


def _of_parts(number: Number, parts: Sequence[Reading]) -> Number:
    rounded = [percent for (v,) in parts if isinstance(v, Fraction) for percent in percentages(v)]
    return replace(number, also=(*number.also, *rounded))


_SCALE_OF_LETTERS = {
    "k": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "bn": 9, "b": 9, "mrd": 9, "md": 9, "mds": 9,
    "tn": 12,
}  # fmt: skip
_SCALE_LETTERS = re.compile(r"[\s\u00a0\u202f]?(mn|mln|mio|bn|mrd|mds?|tn|[kmb])(?![^\W_])", re.I)


def _with_half(
    pieces: Sequence[Piece], at: int, readings: tuple[Reading, ...], end: int
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
    values = [(v + added) * scale for v in single_values(readings)]
    return tuple((v,) for v in values) or readings, pieces[after - 1].end, after


def _cardinal(pieces: Sequence[Piece], at: int, language: str) -> tuple[Number, int]:
    first, count = at, CardinalCount(language)
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
    pieces: Sequence[Piece], first: int, at: int, value: Fraction, language: str
) -> Certainty:
    uses = [piece.word.use for piece in pieces[first:at] if piece.word]
    if value in (0, 1, 2):
        return "small" if value == 2 else "vague"
    is_bare = uses[0] in ("scale", "hundred")
    is_open = language == "en" or (len(uses) == 1 and value > 1000)
    return "vague" if is_bare and is_open else "sure"
