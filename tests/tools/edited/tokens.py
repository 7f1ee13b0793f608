"""A text as a row of tokens: words, blanks and marks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from archive.text.graphemes import splits_grapheme

Kind = Literal["word", "blank", "mark"]

Span = tuple[int, int]
"""Start and end in code points of a text, end excluded."""


class Token(NamedTuple):
    """A word, a run of blanks, or a mark; a Han character is a word of its own."""

    start: int
    end: int
    kind: Kind


@cache
def _letter(character: str) -> str:
    """The sort of a character, as a letter for `_TOKEN`."""
    if character.isspace():
        return "s"
    if character in "\u200c\u200d":
        return "z"
    category = unicodedata.category(character)
    extends = "\u0e33\u0eb3\uff9e\uff9f"  # letters that never stand alone
    if category[0] == "M" or character in extends or "\U0001f3fb" <= character <= "\U0001f3ff":
        return "m"
    if is_han(character):
        return "h"
    if character.isdigit():
        return "d"
    if character.isalnum():
        return "w"
    if character in "-'’‐":
        return "j"
    return "p" if character in ".,:/" else "o"


def is_han(character: str) -> bool:
    """Whether a character is one that is written without spaces between words."""
    return "\u3400" <= character <= "\u9fff" or character in "々〇"


def script_of(text: str) -> str:
    """Return which of the scripts that the texts have most of a text is written in.

    >>> [script_of(text) for text in ("Text", "نص", "पाठ", "文本")]
    ['Latin', 'Arabic', 'Devanagari', 'Han']
    """
    scripts = {"Arabic": "\u0600\u06ff", "Devanagari": "\u0900\u097f", "Han": "\u3400\u9fff"}
    for script, (low, high) in scripts.items():
        if 2 * sum(low <= c <= high for c in text) > sum(map(str.isalpha, text)):
            return script
    return "Latin"


_TOKEN = re.compile(
    r"(?P<word>hm*|[wd](?:[wdmz]|j(?=[wd])|(?<=d)p(?=d))*)|(?P<blank>s+)|(?P<mark>.(?:m|z.?)*)"
)


@lru_cache(maxsize=64)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text; together they are the text, and none ends inside a grapheme.

    >>> ["It’s 1,200 m–or so."[t.start : t.end] for t in tokens("It’s 1,200 m–or so.")]
    ['It’s', ' ', '1,200', ' ', 'm', '–', 'or', ' ', 'so', '.']
    """
    letters = "".join(map(_letter, text))
    return tuple(
        Token(found.start(), found.end(), found.lastgroup)  # type: ignore[arg-type]
        for found in _TOKEN.finditer(letters)
    )


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return [text[t.start : t.end] for t in tokens(text) if t.kind == "word"]


@cache
def graphemes(word: str) -> tuple[str, ...]:
    """What a reader sees as the characters of a word."""
    cuts = [0, *(n for n in range(1, len(word)) if not splits_grapheme(word, n)), len(word)]
    return tuple(word[a:b] for a, b in pairwise(cuts))
