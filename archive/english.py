"""How messages put things into words: numbers of things, and what a thing is."""

from __future__ import annotations

from collections.abc import Iterable

_VOWELS = frozenset("aeiou")


def counted(count: int, things: str) -> str:
    """Return a number of things.

    >>> counted(1, "claims"), counted(0, "entities"), counted(1, "entities")
    ('1 claim', '0 entities', '1 entity')
    """
    if count == 1:
        things = f"{things[:-3]}y" if things.endswith("ies") else things.removesuffix("s")
    return f"{count:,} {things}"


def with_article(word: str) -> str:
    """Return a word with "a" or "an" before it."""
    return f"{'an' if word[0].lower() in _VOWELS else 'a'} {word}"


def one_of(kinds: Iterable[str]) -> str:
    """Return several kinds of thing of which one is meant.

    >>> one_of(["person", "group", "organisation"])
    'a group, an organisation or a person'
    """
    *others, last = map(with_article, sorted(kinds))
    return f"{', '.join(others)} or {last}" if others else last
