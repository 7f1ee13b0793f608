"""Helpers for English in messages: numbers with their nouns, lists, articles, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_LISTED = 3
"""The most things that `listed` names one by one."""

_PLURAL = re.compile(r"(?:ies|(?<=x)es|(?<=[cs]h)es|(?<=ss)es|s)(?=$| of | that | \()")
"""The ending of a plural noun; words such as "of text" may follow the noun."""

_VOWELS = frozenset("aeiou")


def counted(count: int, things: str, *, grouped: bool = True) -> str:
    """Return a number and its noun, in the singular or the plural.

    >>> counted(1, "claims"), counted(0, "entities"), counted(1, "entities")
    ('1 claim', '0 entities', '1 entity')
    >>> counted(1, "stretches of text"), counted(1, "addresses"), counted(1, "objects (.ser)")
    ('1 stretch of text', '1 address', '1 object (.ser)')
    >>> counted(2000, "claims"), counted(2000, "claims", grouped=False)
    ('2,000 claims', '2000 claims')

    Args:
        count: The number.
        things: The noun, in the plural.
        grouped: Whether commas separate the thousands.
    """
    if count == 1:
        things = _PLURAL.sub(lambda end: "y" if end[0] == "ies" else "", things, count=1)
    return f"{count:{',' if grouped else ''}} {things}"


def spaced(name: str) -> str:
    """Split a name in camel case into words.

    >>> spaced("citesAsEvidence"), spaced("repeats")
    ('cites as evidence', 'repeats')
    """
    return re.sub("[A-Z]", lambda match: f" {match[0].lower()}", name)


def listed(things: Sequence[object]) -> str:
    """Return the first things as a list, and the number of the others.

    >>> listed(["a", "b"]), listed("abcde")
    ('a, b', 'a, b, c and 2 more')
    """
    shown = ", ".join(map(str, things[:_LISTED]))
    more = len(things) - _LISTED
    return f"{shown} and {more} more" if more > 0 else shown


def quoted(words: str) -> str:
    """Return words in quotation marks."""
    return f"“{words}”"


def with_article(word: str) -> str:
    """Return a word with "a" or "an" before it."""
    return f"{'an' if word[0].lower() in _VOWELS else 'a'} {word}"


def one_of(kinds: Iterable[str]) -> str:
    """Return nouns as alternatives, each with "a" or "an".

    >>> one_of(["person", "group", "organisation"])
    'a group, an organisation or a person'
    """
    *others, last = map(with_article, sorted(kinds))
    return f"{', '.join(others)} or {last}" if others else last
