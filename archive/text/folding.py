"""Folds case, quotation marks and dashes; offsets do not change."""

from __future__ import annotations

import unicodedata

_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


def plain_signs(text: str) -> str:
    """Return a text with plain quotation marks and dashes; offsets do not change.

    >>> plain_signs("“So late” – he said")
    '"So late" - he said'
    """
    if text.isascii():
        return text.replace("`", "'")
    for sign, plain in _TYPOGRAPHY.items():
        text = text.replace(sign, plain)
    return text


def fold(text: str) -> str:
    """Return a text with case, quotation marks and dashes folded; offsets do not change."""
    text = plain_signs(text)
    if text.isascii():
        return text.lower()
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_lower, text))


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def folded_word(word: str) -> str:
    """Return a word in lower case and without accents.

    >>> folded_word("Fünf"), folded_word("dreißig")
    ('funf', 'dreissig')
    """
    word = word.casefold()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
