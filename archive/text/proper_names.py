"""Proper names: their distinctive words, and a search for many names in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from archive.text.occurrences import Automaton, NeedleSearch

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


_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts without word spaces: a name may begin or end at each of them."""
_CHUNK = re.compile(rf"[{_UNPARTED}]|(?:(?![{_UNPARTED}])\w)+|(?:(?![{_UNPARTED}])\W)+")
_WITHIN_CHUNK = re.compile(rf"(?<![{_UNPARTED}])(?![{_UNPARTED}])(?:(?<=\w)\w|(?<=\W)\W)")
"""Matches at an offset where no chunk begins or ends."""


class NameSearch:
    """Searches many names at once, as whole words, in one pass over a text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(dict.fromkeys(filter(None, map(bare_name, names))))
        self._search = NeedleSearch(self._names)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the places of bare names; of two that begin together, the longer one."""
        if not self._search.lists_matches:
            yield from self._by_chunks.find(text)
            return
        longest = {start: end for start, end, _ in sorted(self._matches(text))}
        yield from longest.items()

    def standing(self, texts: Iterable[str]) -> set[str]:
        """Return the bare form of each name that occurs in one of some texts."""
        if not self._search.lists_matches:
            return self._by_chunks.standing(texts)
        return {self._names[number] for text in texts for _, _, number in self._matches(text)}

    def _matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield the start and end of each name that is whole words, and its number."""
        for number, start, end in self._search.matches(text):
            if not (_WITHIN_CHUNK.match(text, start) or _WITHIN_CHUNK.match(text, end)):
                yield start, end, number

    @cached_property
    def _by_chunks(self) -> _ChunkSearch:
        return _ChunkSearch(self._names)


class _ChunkSearch:
    """Searches any names in linear time, also those that are the end of one another many times."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        # Backwards: of several names that begin at the same place, the longest is found.
        self._backwards = Automaton([_CHUNK.findall(name)[::-1] for name in names])

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        chunks = _CHUNK.findall(text)
        edges = [0, *accumulate(map(len, chunks))]
        spans = [
            (edges[len(chunks) - end], edges[len(chunks) - start])
            for start, end in self._backwards.longest_ends(chunks[::-1])
        ]
        yield from reversed(spans)

    def standing(self, texts: Iterable[str]) -> set[str]:
        # No chunk is empty, so that an empty one separates two texts.
        chunks = [chunk for text in texts for chunk in (*_CHUNK.findall(text), "")]
        places = self._backwards.places(chunks[::-1], most=1)
        return {name for name, at in zip(self._names, places, strict=True) if at}
