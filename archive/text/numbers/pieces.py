"""The pieces of numbers in a text: digits, months, Roman numerals and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from archive.text.folding import folded_word
from archive.text.numbers.dates import BLANK, DATES, named_month
from archive.text.numbers.digits import DIGITS, VULGAR, number_in_digits
from archive.text.numbers.number_words import NumberWord, pieces_of
from archive.text.numbers.roman_numerals import roman_numeral
from archive.text.numbers.values import Number
from archive.text.printed_dates.names import months_by_name


class Piece(NamedTuple):
    """A piece of a number: a word, or a number that is not one of the `number_words`."""

    start: int
    end: int
    is_joined: bool
    """Whether only a blank or a hyphen is between this piece and the previous piece."""
    word: NumberWord | None = None
    number: Number | None = None
    """The number, if the piece is digits, a Roman numeral or a month."""


class Vocabulary(dict[str, "Sequence[Sequence[NumberWord]] | None"]):
    """The number words in a word of a text, a sequence for each of some languages.

    `None`: no language has a number, a month or a Roman numeral in the word. Each word is analysed
    once, because most words of a text occur many times.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        super().__init__()
        self.languages = languages

    def __missing__(self, word: str) -> Sequence[Sequence[NumberWord]] | None:
        folded = folded_word(word)
        known = [pieces_of(folded, language) for language in self.languages]
        is_known = any(known) or word.lower() in months_by_name() or roman_numeral(word, 0, 0)
        self[word] = known if is_known else None
        return self[word]


# Words come first, and a lookahead spares blanks and other signs the many forms in digits.
_TOKEN = re.compile(
    rf"(?P<word>(?![{VULGAR}])[^\W\d_]+)"
    rf"|(?=[\d{VULGAR}]|[{BLANK}][{VULGAR}])(?:{DATES}|{DIGITS})",
    re.VERBOSE,
)
_JOINING = re.compile(r"\s?[-‐‑]?\s?")


def pieces_in(text: str, vocabulary: Vocabulary, separators: str | None) -> list[list[Piece]]:
    """Return the pieces of numbers in a text, in text order: a list for each language.

    Languages after the first have an empty list if the text has none of their words.
    """
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "word":
            tokens.append(_Token(match, None, number_in_digits(text, match, separators)))
        elif words := vocabulary[match[0]]:
            start, end = match.span()
            other = named_month(text, start, end) or roman_numeral(match[0], start, end)
            tokens.append(_Token(match, words, other))
    return [
        _pieces(text, tokens, n) if n == 0 or any(t.words and t.words[n] for t in tokens) else []
        for n, _ in enumerate(vocabulary.languages)
    ]


class _Token(NamedTuple):
    match: re.Match[str]
    words: Sequence[Sequence[NumberWord]] | None
    """The number words in a word, for each language; `None` for digits."""
    number: Number | None


def _pieces(text: str, tokens: Sequence[_Token], language: int) -> list[Piece]:
    pieces: list[Piece] = []
    for match, words, number in tokens:
        start, end = match.span()
        is_joined = bool(pieces) and bool(_JOINING.fullmatch(text, pieces[-1].end, start))
        if words is None:
            pieces.append(Piece(start, end, is_joined, number=number))
        elif own := words[language]:
            pieces += [Piece(start, end, is_joined or n > 0, word) for n, word in enumerate(own)]
        elif number is not None:
            pieces.append(Piece(start, end, False, number=number))
    return pieces
