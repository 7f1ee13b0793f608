"""Tests whether a stretch of a text begins and ends at word boundaries."""

from __future__ import annotations

from unicodedata import combining


def is_at_word_boundaries(text: str, start: int, end: int) -> bool:
    """Return whether a stretch begins and ends at word boundaries.

    A letter or digit beside the stretch belongs to the same word: "art" is not a word of "party",
    and "70" is not a number of "170". In scripts without capitals every offset counts as a
    boundary. An accent is part of its letter.

    >>> (
    ...     is_at_word_boundaries("a party", 3, 6),
    ...     is_at_word_boundaries("a party", 2, 7),
    ...     is_at_word_boundaries("上海市", 0, 2),
    ... )
    (False, True, True)
    """
    return not (_is_within_word(text, start) or _is_within_word(text, end))


def _is_within_word(text: str, at: int) -> bool:
    """Whether a word or number continues across an offset."""
    if not 0 < at < len(text):
        return False
    one, other = text[at - 1], text[at]
    if combining(other):
        return True
    return (_is_cased(one) or one.isdigit()) and (_is_cased(other) or other.isdigit())


def _is_cased(sign: str) -> bool:
    return sign.lower() != sign.upper()
