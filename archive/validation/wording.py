"""Characters, words, names and sentences of a text, as far as rules need to tell them apart."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, compress, count

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
    start = offset
    while start > 0 and _is_regional(text[start - 1]):
        start -= 1
    return offset - start


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


_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]")
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
    return re.sub(r"^\W+|\W+$", "", name)


class _Node(dict[str, "_Node"]):
    """Where a name may go on: what follows, by the next word or what parts it from the next."""

    is_name = False


class Names:
    """Names that are looked for together, word by word, in one pass over a text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root = _Node()
        for name in names:
            node = self._root
            for chunk in _CHUNK.findall(core(name)):
                node = node.setdefault(chunk, _Node())
            node.is_name = True

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the core of a name stands; of two that begin together the longer first."""
        chunks = [*_CHUNK.findall(text), ""]  # no name goes on with the last
        starts = list(accumulate(map(len, chunks), initial=0))
        for number in compress(count(), map(self._root.__contains__, chunks)):
            node, past, ends = self._root.get(chunks[number]), number + 1, []
            while node is not None:
                if node.is_name:
                    ends.append(starts[past])
                node, past = node.get(chunks[past]), past + 1
            for end in reversed(ends):
                yield starts[number], end


def short(text: str) -> str:
    """A text as shown in a message: in quotation marks, shortened in its middle."""
    return f'"{text}"' if len(text) <= 60 else f'"{text[:28]} … {text[-28:]}"'
