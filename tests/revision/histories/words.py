"""A text as a row of normalized words, which other programs align."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

import regex

_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}][\p{M}ー]*"
    r"|[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d--\p{Han}\p{Hiragana}\p{Katakana}]*",
    regex.VERSION1,
)
_UNSEEN = regex.compile(r"[\p{Cf}]")


class Word(NamedTuple):
    """A word; in a script without spaces, a character."""

    start: int
    end: int
    key: str
    """The word without what is form: case, width, normal form, and signs that nobody sees."""
    weight: int
    """Its letters; a Han character counts as two."""


def words(text: str) -> list[Word]:
    """Return the words of a text; blanks and punctuation are form, and are not among them."""
    found = []
    for match in _WORD.finditer(text):
        key = unicodedata.normalize("NFKC", _UNSEEN.sub("", match[0])).casefold()
        heavy = "\u3400" <= match[0][0] <= "\u9fff"
        found.append(Word(match.start(), match.end(), key, 2 if heavy else len(match[0])))
    return found
