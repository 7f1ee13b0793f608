"""Words of a text, as Unicode has them (UAX #29) but for signs at their edges; and names.

Newer versions of Unicode know more characters, so what is a word may depend on the version that is
installed. No document may be valid or not by it: what asks here can only warn or choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from archive.text.occurrences import Automaton

if TYPE_CHECKING:
    from regex import Pattern


def splits_word(text: str, offset: int) -> bool:
    """Whether an offset lies inside a word, or inside what a reader sees as one character.

    The words are those of UAX #29, but for signs that readers take for no part of them:

    - An apostrophe or a full stop parts two letters: "Europe’s", "l’été" and "U.S." hold the words
      "Europe", "été" and "U". In Hebrew it does not, since there it spells.
    - A low line or a narrow no-break space parts letters: "_so_" holds the word "so".
    - What nobody sees, such as a mark of direction, is no part of the word before it.
    - Each blank of several stands by itself.

    Without a dictionary nobody can tell the words of Chinese, Japanese, Thai, Lao, Khmer and
    Burmese: between two of their characters (of Katakana aside) no word is split.

    >>> splits_word("since 2015", 8), splits_word("Europe’s", 6), splits_word("1,500", 2)
    (True, False, True)
    """
    if not 0 < offset < len(text):
        return False
    if _LETTERS.match(text, offset - 1):
        return True
    return _edge().match(text, offset) is None


_LETTERS = re.compile("[0-9A-Za-zÀ-ÖØ-öø-ɏ]{2}")
"""Most of what is asked about: so that it is answered at once."""


@cache
def _edge() -> Pattern[str]:
    """Where a word begins or ends, or anything else that is none."""
    import regex

    letter, digit, joiner = r"\p{WB=ALetter}", r"\p{WB=Numeric}", r"\p{WB=ExtendNumLet}"
    sign = r"[\p{WB=MidNumLet}\p{WB=Single_Quote}]"
    unseen = r"[\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}]"
    return regex.compile(
        r"(?w)\b"
        rf"|(?<={letter}{unseen}*)(?={sign}{unseen}*+{letter})"
        rf"|(?<={letter}{unseen}*{sign}{unseen}*)(?={letter})"
        rf"|(?={joiner})(?<!{digit}{unseen}*)|(?={joiner}{unseen}*+(?!{digit}))"
        rf"|(?<={joiner}{unseen}*)(?!{unseen})((?<!{digit}{unseen}*{joiner}{unseen}*)|(?!{digit}))"
        r"|(?=\p{WB=Format}++\b)"
        r"|(?<=\p{WB=WSegSpace})(?=\p{WB=WSegSpace})"
    )


_SMALL_WORDS = re.compile(
    r"an?|and|at|by|de|der|des|die|du|el|et|for|from|in|la|les?|of|on|or|the|to|und|von|with"
)


def words_of(text: str) -> list[str]:
    """Return the words of a text without capitals, and without the 's of a possessive."""
    return re.findall(r"\w+", re.sub(r"['’]s\b", "", text.casefold()))


def large_words_of(text: str) -> list[str]:
    """Return the words of a text that are no articles, prepositions or the like.

    >>> large_words_of("the Council of Europe")
    ['council', 'europe']
    """
    return [word for word in words_of(text) if not _SMALL_WORDS.fullmatch(word)]


def share_a_word(one: str, other: str) -> bool:
    """Whether two texts share a word that is not a small one; "Pakistani" counts as "Pakistan".

    >>> share_a_word("According to the Council", "Council on Foreign Relations")
    True
    """
    first, second = large_words_of(one), large_words_of(other)
    return any(
        a == b or (min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)))
        for a in first
        for b in second
    )


_CHUNK = re.compile(r"\w+|\W+")


def core(name: str) -> str:
    """Return a name without the signs before its first word and after its last.

    >>> core("‘Council of Europe’,")
    'Council of Europe'
    """
    first = _WORD_CHARACTER.search(name)
    if first is None:
        return ""
    last = _WORD_CHARACTER.search(name[::-1])
    return name[first.start() : len(name) - (last.start() if last else 0)]


_WORD_CHARACTER = re.compile(r"\w")


class Names:
    """Names that are looked for together, word by word, in one pass over a text."""

    def __init__(self, names: Iterable[str]) -> None:
        cores = dict.fromkeys(filter(None, map(core, names)))
        self._names = list(cores)
        self._firsts = {_chunks(name)[0] for name in self._names}
        # Backwards, so that of names that begin together the longest is met.
        self._backwards = Automaton([_chunks(name)[::-1] for name in self._names])

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the core of a name stands; of two that begin together the longer one."""
        chunks = _chunks(text)
        if self._firsts.isdisjoint(chunks):
            return
        edges = [0, *accumulate(map(len, chunks))]
        found = [
            (edges[len(chunks) - end], edges[len(chunks) - start])
            for start, end in self._backwards.longest_ends(chunks[::-1])
        ]
        yield from reversed(found)

    def standing(self, texts: Iterable[str]) -> set[str]:
        """Return the core of each name that stands in one of these texts."""
        chunks = [chunk for text in texts for chunk in (*_chunks(text), _BETWEEN)]
        places = self._backwards.places(chunks[::-1], most=1)
        return {name for name, at in zip(self._names, places, strict=True) if at}


_BETWEEN = ""
"""Stands between two texts: no chunk is empty."""


def _chunks(text: str) -> list[str]:
    return _CHUNK.findall(text)
