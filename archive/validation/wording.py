"""Characters, words, names and sentences of a text, as far as rules need to tell them apart."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from archive.text.occurrences import Automaton

_JOINER = "\u200d"
_EXTENDING = frozenset(("Mn", "Me", "Mc"))
_EXTENDING_LETTERS = "\u0e33\u0eb3\uff9e\uff9f"
"""Letters by their category that never stand alone: Thai and Lao sara am, half-width kana marks."""
_PARTING = frozenset(("Cc", "Zl", "Zp"))


def splits_grapheme(text: str, offset: int) -> bool:
    r"""Whether an offset lies inside what a reader sees as one character.

    The extended grapheme clusters of Unicode (UAX 29), without prepended marks and without the
    conjuncts of Indic scripts.

    >>> splits_grapheme("e\u0301t", 1), splits_grapheme("e\u0301t", 2)
    (True, False)
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if after < "\u0300":
        return before == "\r" and after == "\n"
    if _extends(after):
        return unicodedata.category(before) not in _PARTING
    if before == _JOINER:
        return unicodedata.category(after) == "So"
    if _is_regional(before) and _is_regional(after):
        return _regional_before(text, offset) % 2 == 1
    return _hangul_joins(before, after)


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in _EXTENDING
        or character in (_JOINER, "\u200c", *_EXTENDING_LETTERS)
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _regional_before(text: str, offset: int) -> int:
    """How many regional indicators stand in a row just before an offset."""
    rows = _regional_rows(text)
    return offset - rows[bisect_right(rows, offset - 1) - 1]


@lru_cache(maxsize=16)
def _regional_rows(text: str) -> tuple[int, ...]:
    """Where each row of regional indicators begins."""
    return tuple(found.start() for found in _REGIONAL.finditer(text))


_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]+")


def _hangul_joins(before: str, after: str) -> bool:
    left, right = _hangul(before), _hangul(after)
    return right in {"L": ("L", "V", "LV", "LVT"), "V": ("V", "T"), "T": ("T",)}.get(
        {"LV": "V", "LVT": "T"}.get(left, left), ()
    )


def _hangul(character: str) -> str:
    """The Hangul syllable type of a character: L, V, T, LV or LVT; "" if it has none."""
    if "\u1100" <= character <= "\u11ff":
        return "L" if character < "\u1160" else "V" if character < "\u11a8" else "T"
    if "\uac00" <= character <= "\ud7a3":
        return "LVT" if (ord(character) - 0xAC00) % 28 else "LV"
    return ""


def splits_word(text: str, offset: int) -> bool:
    """Whether an offset lies between two letters of a script that parts words by spaces."""
    return 0 < offset < len(text) and _is_cased(text[offset - 1]) and _is_cased(text[offset])


def _is_cased(character: str) -> bool:
    return character.lower() != character.upper()


_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s+|[。！？]")
"""Not looked for within a row of full stops, which would be read again from each of them."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Gov|Col|Lt|Jr|Sr|No|vs|cf"
    r"|e\.g|i\.e|etc|al|p|pp|vol|ed|eds)\.\s+$"
)


@lru_cache(maxsize=256)
def _sentence_starts(text: str) -> tuple[int, ...]:
    return (
        0,
        *(
            found.end()
            for found in _SENTENCE_END.finditer(text)
            if not text[found.end() : found.end() + 1].islower()
            and not _ABBREVIATION.search(text, max(0, found.start() - 6), found.end())
        ),
    )


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentences that a stretch touches begin and end."""
    starts = _sentence_starts(text)
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1))
    return starts[first], starts[last] if last < len(starts) else len(text)


_SMALL_WORDS = re.compile(
    r"an?|and|at|by|de|der|des|die|du|el|et|for|from|in|la|les?|of|on|or|the|to|und|von|with"
)


def words_of(text: str) -> list[str]:
    """Return the words of a text without capitals, and without the 's of a possessive."""
    return re.findall(r"\w+", re.sub(r"['’]s\b", "", text.casefold()))


def share_a_word(one: str, other: str) -> bool:
    """Whether two texts share a word that is not a small one; "Pakistani" counts as "Pakistan".

    >>> share_a_word("According to the Council", "Council on Foreign Relations")
    True
    """
    first, second = (
        [word for word in words_of(text) if not _SMALL_WORDS.fullmatch(word)]
        for text in (one, other)
    )
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


def short(text: str) -> str:
    """A text as shown in a message: in quotation marks, shortened in its middle."""
    return f'"{text}"' if len(text) <= 60 else f'"{text[:28]} … {text[-28:]}"'
