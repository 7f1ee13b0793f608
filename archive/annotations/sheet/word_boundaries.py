"""Whether words begin and end where words of a text do."""

from __future__ import annotations

from unicodedata import combining


def is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch begins and ends where words do.

    What goes on with a letter or digit does not: "art" is no word of "party", "70" no number of
    "170". Of scripts without capitals nobody knows where words end; an accent is part of its
    letter.

    >>> is_whole("a party", 3, 6), is_whole("a party", 2, 7), is_whole("上海市", 0, 2)
    (False, True, True)
    """
    return not (_goes_on(text, start) or _goes_on(text, end))


def _goes_on(text: str, at: int) -> bool:
    """Whether a word or number goes on over an offset."""
    if not 0 < at < len(text):
        return False
    one, other = text[at - 1], text[at]
    if combining(other):
        return True
    return (_is_cased(one) or one.isdigit()) and (_is_cased(other) or other.isdigit())


def _is_cased(sign: str) -> bool:
    return sign.lower() != sign.upper()
