"""The pieces of numbers in a text: digits, months, Roman numerals and words."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.text.folding import folded_word
from archive.text.numbers.dates import DATES, named_month
from archive.text.numbers.digits import DIGITS, number_in_digits
from archive.text.numbers.number_words import NumberWord, pieces_of
from archive.text.numbers.roman_numerals import roman_numeral
from archive.text.numbers.values import Number


class Piece(NamedTuple):
    """A piece of a number: a word, or a number that is not one of the `number_words`."""

    start: int
    end: int
    is_joined: bool
    """Whether only a blank or a hyphen is between this piece and the previous piece."""
    word: NumberWord | None = None
    number: Number | None = None
    """The number, if the piece is digits, a Roman numeral or a month."""


_TOKEN = re.compile(rf"{DATES}|{DIGITS}|(?P<word>[^\W\d_]+)", re.VERBOSE)
_JOINING = re.compile(r"\s?[-‐‑]?\s?")


def pieces_in(text: str, language: str, separators: str | None) -> list[Piece]:
    """Return the pieces of numbers in a text, in text order."""
    pieces: list[Piece] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        is_joined = bool(pieces) and bool(_JOINING.fullmatch(text, pieces[-1].end, start))
        if match.lastgroup != "word":
            number = number_in_digits(text, match, separators)
            pieces.append(Piece(start, end, is_joined, number=number))
        elif words := pieces_of(folded_word(match[0]), language):
            pieces += [Piece(start, end, is_joined or n > 0, word) for n, word in enumerate(words)]
        elif other := named_month(text, start, end) or roman_numeral(match[0], start, end):
            pieces.append(Piece(start, end, False, number=other))
    return pieces
