"""Compares titles and names as people spell them: which differences count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_LIGATURES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})


def normal_form(text: str) -> str:
    """Return a title or name without case, diacritics, punctuation and spaces.

    >>> normal_form("The Øresund: A Bridge"), normal_form("the oresund – a bridge")
    ('theoresundabridge', 'theoresundabridge')
    """
    return "".join(_words(text))


def are_same_title(one: str, other: str) -> bool:
    """Return whether two titles differ at most in spelling, or in a subtitle that one leaves out.

    Titles in different scripts are not compared: one may be a translation.

    >>> are_same_title("The Essayes", "The essayes, or Counsels")
    True
    >>> are_same_title("The Essayes", "The Poems")
    False
    """
    if script(one) != script(other):
        return True
    shorter, longer = sorted((normal_form(one), normal_form(other)), key=len)
    return longer.startswith(shorter)


def are_same_name(one: str, other: str) -> bool:
    """Return whether two names can be those of one entity.

    They may differ in spelling, in words that one leaves out, or one may have the initials of the
    other. Names in different scripts are not compared.

    >>> are_same_name("Obama", "Barack Obama"), are_same_name("U.N.", "the United Nations")
    (True, True)
    >>> are_same_name("Angela Merkel", "Barack Obama")
    False
    """
    if script(one) != script(other):
        return True
    first, second = _words(one), _words(other)
    fewer, more = sorted((first, second), key=len)
    return (
        set(fewer) <= set(more)
        or "".join(first) == "".join(second)
        or _is_abbreviated(one, second)
        or _is_abbreviated(other, first)
    )


def _is_abbreviated(short: str, words: list[str]) -> bool:
    """Return whether a name is the initials of the words of another, without small words."""
    form = normal_form(short)
    initials = {
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in _SMALL),
    }
    return len(form) > 1 and form in initials


_SMALL = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to", "de", "der", "des"))


def script(text: str) -> str:
    """Return the script of the first letter, such as LATIN; empty if there is no letter."""
    for character in text:
        if character.isalpha():
            return unicodedata.name(character, "").partition(" ")[0]
    return ""


def _words(text: str) -> list[str]:
    folded = text.casefold()
    if not folded.isascii():
        parts: Iterable[str] = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in parts if not unicodedata.combining(c)).translate(_LIGATURES)
    spaced = "".join(c if c.isalnum() else " " if c not in ".'’" else "" for c in folded)
    return spaced.split()
