"""Proper names: their distinctive words, and a search for many names in a text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

from archive.text.occurrences import NeedleSearch

_SMALL_WORDS = re.compile(
    r"an?|and|at|by|de|der|des|die|du|el|et|for|from|in|la|les?|of|on|or|the|to|und|von|with"
)


def bare_words(text: str) -> list[str]:
    """Return the words of a text in lower case, without the possessive 's."""
    return re.findall(r"\w+", re.sub(r"['’]s\b", "", text.casefold()))


def large_words(text: str) -> list[str]:
    """Return the words of a text in lower case, without articles, prepositions and the like.

    >>> large_words("the Council of Europe")
    ['council', 'europe']
    """
    return [word for word in bare_words(text) if not _SMALL_WORDS.fullmatch(word)]


def share_a_word(one: str, other: str) -> bool:
    """Whether two texts share a word, articles and the like apart; "Pakistani" equals "Pakistan".

    >>> share_a_word("According to the Council", "Council on Foreign Relations")
    True
    """
    first, second = large_words(one), large_words(other)
    return any(
        a == b or (min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)))
        for a in first
        for b in second
    )


_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts without word spaces: a name may begin or end at each of them."""
_HAS_UNPARTED = re.compile(f"[{_UNPARTED}]")
_WORD_OR_GAP = re.compile(r"\w+|\W+")
_CHUNK = re.compile(rf"[{_UNPARTED}]|(?:(?![{_UNPARTED}])\w)+|(?:(?![{_UNPARTED}])\W)+")


def bare_name(name: str) -> str:
    """Return a name without punctuation before its first word and after its last word.

    >>> bare_name("‘Council of Europe’,")
    'Council of Europe'
    """
    first = _WORD_CHARACTER.search(name)
    if first is None:
        return ""
    last = _WORD_CHARACTER.search(name[::-1])
    return name[first.start() : len(name) - (last.start() if last else 0)]


_WORD_CHARACTER = re.compile(r"\w")


class NameSearch:
    """Searches many names at once, word by word, in one pass over a text."""

    def __init__(self, names: Iterable[str]) -> None:
        bare_names = dict.fromkeys(filter(None, map(bare_name, names)))
        self._names = list(bare_names)
        chunks = [_chunks(name) for name in self._names]
        # A chunk is one character in what is searched, so that a match has whole chunks.
        self._characters = _Characters(chunk for name in chunks for chunk in name)
        self._firsts = {name[0] for name in chunks}
        # Backwards: of several names that begin at the same place, the longest is found.
        self._backwards = NeedleSearch([self._characters.of(name[::-1]) for name in chunks])

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the places of bare names; of two that begin together, the longer one."""
        chunks = _chunks(text)
        if self._firsts.isdisjoint(chunks):
            return
        edges = [0, *accumulate(map(len, chunks))]
        spans = [
            (edges[len(chunks) - end], edges[len(chunks) - start])
            for start, end in self._backwards.longest_ends(self._characters.of(chunks[::-1]))
        ]
        yield from reversed(spans)

    def standing(self, texts: Iterable[str]) -> set[str]:
        """Return the bare form of each name that occurs in one of some texts."""
        chunks = [chunk for text in texts for chunk in (*_chunks(text), _BETWEEN)]
        places = self._backwards.places(self._characters.of(chunks[::-1]), most=1)
        return {name for name, at in zip(self._names, places, strict=True) if at}


_BETWEEN = ""
"""Separates two texts; this is unambiguous because no chunk is empty."""


class _Characters:
    """A character for each chunk of some names, and one for all other chunks."""

    def __init__(self, chunks: Iterable[str]) -> None:
        # Of 1.1 million characters; surrogates are none, and 0 stands for all other chunks.
        codes = chain(range(1, 0xD800), range(0xE000, sys.maxunicode + 1))
        self._characters = dict(zip(dict.fromkeys(chunks), map(chr, codes), strict=False))

    def of(self, chunks: Iterable[str]) -> str:
        known = self._characters
        return "".join([known.get(chunk, "\0") for chunk in chunks])


def _chunks(text: str) -> list[str]:
    return _CHUNK.findall(text) if _HAS_UNPARTED.search(text) else _WORD_OR_GAP.findall(text)
