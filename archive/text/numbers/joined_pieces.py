"""Joins the pieces of a number: words, or digits followed by words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from archive.text.numbers.cardinals import Cardinal
from archive.text.numbers.number_words import NumberWord, Use
from archive.text.numbers.pieces import Piece
from archive.text.numbers.values import Certainty, Number, Quantity, percentages, readings_of


def number_at(
    text: str, pieces: Sequence[Piece], at: int, language: str
) -> tuple[Number | None, int]:
    """Return the number that begins with a piece, and the position of the piece after it."""
    piece = pieces[at]
    if piece.number is not None:
        return _scaled(text, pieces, at, piece.number)
    assert piece.word is not None
    match piece.word.use:
        case "and":
            return None, at + 1
        case "ordinal" | "part" | "times":
            return _single_word(piece, piece.word), at + 1
        case "half":
            return _half(pieces, at)
        case _:
            return _cardinal(pieces, at, language)


def _word_at(pieces: Sequence[Piece], at: int) -> NumberWord | None:
    """Return the word of a piece, if it is joined to the previous piece."""
    return pieces[at].word if at < len(pieces) and pieces[at].is_joined else None


def _use_at(pieces: Sequence[Piece], at: int) -> Use | None:
    word = _word_at(pieces, at)
    return word.use if word else None


def _names_part(word: NumberWord | None) -> bool:
    return word is not None and (word.use == "part" or word.is_part)


def _single_word(piece: Piece, word: NumberWord) -> Number:
    """Return the number of an ordinal, a part, or a word such as "twice"."""
    value, share = word.value, Fraction(1, word.value)
    if word.use == "part":
        also = tuple(percentages([share]))
        return Number(piece.start, piece.end, readings_of((share, value)), "vague", also)
    values = (value, share) if word.is_part else (value,)
    return Number(piece.start, piece.end, readings_of(values), "sure" if value > 2 else "vague")


_MOST_SCALES = 3
"""The most scales that can follow one another: "hundred thousand million"."""


def _scales_at(pieces: Sequence[Piece], at: int) -> tuple[Quantity, int]:
    """Return the product of the scales that begin with a piece, and the position after them."""
    product: Quantity = 1
    for position in range(at, at + _MOST_SCALES):
        word = _word_at(pieces, position)
        if word is None or word.use not in ("scale", "hundred"):
            return product, position
        product *= word.value
    return product, at + _MOST_SCALES


def _half(pieces: Sequence[Piece], at: int) -> tuple[Number, int]:
    """Return half, or half of a round number: "half a million", "half a dozen"."""
    after = at + 2 if _use_at(pieces, at + 1) == "one" else at + 1
    scale, behind = _scales_at(pieces, after)
    is_scaled = behind > after
    if not is_scaled:
        behind = at + 1
    span = pieces[at].start, pieces[behind - 1].end
    certainty: Certainty = "sure" if is_scaled else "vague"
    return Number(*span, ((Fraction(scale, 2),),), certainty, also=(50,)), behind


_SCALE_LETTERS = re.compile(r"\s?(mn|mln|mio|bn|mrd|mds?|tn|[kmb])(?![^\W_])", re.I)
_ZEROS_OF_LETTERS = {
    "k": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "bn": 9, "b": 9, "mrd": 9, "md": 9, "mds": 9,
    "tn": 12,
}  # fmt: skip


def _scaled(text: str, pieces: Sequence[Piece], at: int, number: Number) -> tuple[Number, int]:
    """Return a number in digits with the words after it: "3.5bn", "5 million", "2 and a half"."""
    at += 1
    if number.is_date:
        return number, at
    if letters := _SCALE_LETTERS.match(text, number.end):
        number = _with_letters(number, letters)
    scale, behind = _scales_at(pieces, at)
    word = _word_at(pieces, at)
    if behind > at:
        readings = readings_of(value * scale for value in number.single_values)
        number = number._replace(end=pieces[behind - 1].end, readings=readings or number.readings)
    elif word is not None and _names_part(word):
        shares = [Fraction(value, word.value) for value in number.single_values]
        return number._replace(
            end=pieces[at].end,
            readings=(*readings_of(shares), *number.readings),
            also=(*number.also, *percentages(shares)),
        ), at + 1
    return _with_half(number, pieces, behind)


def _with_letters(number: Number, letters: re.Match[str]) -> Number:
    """Return a number with its scale in letters; a single letter may mean something else: "5 m"."""
    scale = 10 ** _ZEROS_OF_LETTERS[letters[1].lower()]
    readings = readings_of(value * scale for value in number.single_values)
    if len(letters[1]) == 1:
        readings += number.readings
    return number._replace(end=letters.end(), readings=readings)


def _with_half(number: Number, pieces: Sequence[Piece], at: int) -> tuple[Number, int]:
    """Add "and a half": half of one, or of the thousand or million before or after it."""
    after = at
    for use in ("and", "one"):
        if _use_at(pieces, after) == use:
            after += 1
    if after == at or _use_at(pieces, after) != "half":
        return number, at
    last = pieces[at - 1].word
    unit = last.value if last and last.use in ("scale", "hundred") else 1
    scale, behind = _scales_at(pieces, after + 1)
    readings = readings_of((value + Fraction(unit, 2)) * scale for value in number.single_values)
    end = pieces[behind - 1].end
    return number._replace(end=end, readings=readings or number.readings), behind


def _cardinal(pieces: Sequence[Piece], at: int, language: str) -> tuple[Number, int]:
    """Return a cardinal number in words, with a part, an ordinal or a half after it."""
    start, cardinal = pieces[at].start, Cardinal(language)
    word = pieces[at].word
    while word is not None and cardinal.add(word, _word_at(pieces, at + 1)):
        at += 1
        word = _word_at(pieces, at)
    number = Number(start, pieces[at - 1].end, cardinal.readings, cardinal.certainty)
    if word is not None and (word.use == "ordinal" or _names_part(word)):
        return _with_ordinal(number._replace(end=pieces[at].end), word, cardinal.value), at + 1
    number, behind = _with_half(number, pieces, at)
    return (number._replace(certainty="sure") if behind > at else number), behind


def _with_ordinal(number: Number, word: NumberWord, count: Quantity) -> Number:
    """Return a cardinal with an ordinal or part after it: "two thirds", "twenty-third"."""
    values: list[Quantity] = []
    if word.use == "ordinal" and count >= 10 and count % 10 == 0:
        values.append(count + word.value)
    if _names_part(word):
        values.append(Fraction(count, word.value))
        number = number._replace(also=tuple(percentages(values[-1:])))
    return number._replace(readings=readings_of(values or [count]), certainty="sure")
