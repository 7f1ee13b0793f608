"""Tokens (the units of text comparison), sentences, clauses, and the weight of words.

A token is a word without punctuation, a character of a script without word spaces, or a punctuation
mark. Words that differ by an apostrophe therefore share most of their tokens. Case, typographic
form and Unicode normalisation are ignored: a change of any of these is a change within a token.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter
from unicodedata import is_normalized, normalize

from archive.text.alignment.tuning import LIGHTEST_TIE, NGRAM, REACH
from archive.text.characters import ALONE, BLOCK_END
from archive.text.folding import fold
from archive.text.sentences import CLOSING, PAUSES, STOPS, sentence_starts

_CLAUSE = re.compile(rf"[^\s\0{STOPS}{PAUSES}][^\0{STOPS}{PAUSES}]*[{STOPS}{PAUSES}{CLOSING}]*")
"""Matches a clause with the punctuation that ends it."""
_SIGNS = (
    "!-/:-@\\[-`{-~\u00a1-\u00ac\u00ae-\u00bf\u2010-\u205e\u3000-\u303f\uff01-\uff0f\uff1a-\uff20"
    "،؛؟।॥۔"
)
"""Signs that are separate tokens. A soft hyphen is not included: it is part of its word."""
_TOKEN = re.compile(rf"([{ALONE}]|[^\s\0{_SIGNS}{ALONE}]+|[\0{_SIGNS}])")
_LONG_BLANK = re.compile(r"[^\S ]|  ")
_LINE_END = re.compile(rf"(?<=[{ALONE}])[^\S ]+(?=[{ALONE}])")
_LETTER = re.compile(r"[^\W_]")
_LONE = re.compile(f"[{ALONE}]")
_APART = re.compile(f"[{ALONE}{BLOCK_END}]")
_NO_LETTERS = bytes(n for n in range(128) if not chr(n).isalnum())
BEHIND = f" \n{STOPS}{PAUSES}{CLOSING}"
"""Characters that end words or follow them."""
_BLANK = f" \t\n\r\u00a0\u3000{BLOCK_END}"


Spans = list[tuple[int, int]]
"""Stretches of a text; the end of each is excluded."""


class FoldedText:
    """A text, and a form of it with case and typography folded, which has the same offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self._edges: dict[int, Sequence[int]] = {}
        self._tokens: dict[int, _TokenTable] = {}

    def opens_sentence(self, at: int) -> bool:
        """Whether a sentence begins at an offset, or at signs and whitespace just before it."""
        edges, text = self._sentences(at), self.text
        n = bisect_right(edges, at)
        following = edges[n] if n < len(edges) else len(text)
        return not (_LETTER.search(text, edges[n - 1], at) and _LETTER.search(text, at, following))

    def sentence_before(self, at: int, low: int) -> int:
        """Return where the sentence that contains the last letter before an offset begins."""
        low = max(low, at - REACH)
        while at > low:
            edges = self._sentences(at - 1)
            start = edges[bisect_left(edges, at) - 1]
            if _LETTER.search(self.text, start, at):
                return max(low, start)
            at = start
        return low

    def sentence_end(self, at: int, high: int) -> int:
        """Return where the sentence that begins at an offset ends (excluded)."""
        edges, high = self._sentences(at), min(high, at + REACH)
        n = bisect_right(edges, at)
        return min(edges[n], high) if n < len(edges) else high

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the sentences that overlap a stretch, without the whitespace at their edges."""
        found: list[tuple[int, int]] = []
        at = start
        while at < end:
            edges = self._sentences(at)
            within = slice(bisect_right(edges, at) - 1, bisect_left(edges, end) + 1)
            for first, last in pairwise(edges[within]):
                first, last = self.trimmed(first, last)
                if first < min(last, end) and start < last:
                    found.append((first, last))
            at = edges[-1]
        return found

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch without the whitespace at its edges."""
        words = self.text[start:end]
        return end - len(words.lstrip(_BLANK)), start + len(words.rstrip(_BLANK))

    def sentence_ending(self, at: int) -> tuple[int, int] | None:
        """Return the last sentence with text before an offset; `None` if there is none."""
        while at > 0 and self.text[at - 1] in _BLANK:
            at -= 1
        return self.sentences(at - 1, at)[0] if at else None

    def sentence_beginning(self, at: int) -> tuple[int, int] | None:
        """Return the first sentence with text after an offset; `None` if there is none."""
        while at < len(self.text) and self.text[at] in _BLANK:
            at += 1
        return self.sentences(at, at + 1)[0] if at < len(self.text) else None

    def _sentences(self, at: int) -> Sequence[int]:
        """Return where the sentences of the block at an offset begin, and where the block ends.

        They are computed on demand, because most blocks of two texts are the same.
        """
        number = bisect_right(self._starts, at) - 1
        if number not in self._edges:
            start, following = self._block(number)
            inner = sentence_starts(self.text[start:following])
            self._edges[number] = [*(start + n for n in inner), following]
        return self._edges[number]

    def tokens(self, start: int, end: int) -> _TokenTable:
        """Return the tokens of a stretch; a token at its edge that goes on outside is cut.

        The tokens of a block are kept, because a stretch is part of several larger ones.
        """
        keys: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        if start >= end:
            return keys, starts, ends
        for number in range(bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)):
            if number not in self._tokens:
                self._tokens[number] = _tokens_of(self.folded, *self._block(number))
            own_keys, own_starts, own_ends = self._tokens[number]
            within = slice(bisect_right(own_ends, start), bisect_left(own_starts, end))
            keys += own_keys[within]
            starts += own_starts[within]
            ends += own_ends[within]
        if starts and starts[0] < start:
            starts[0] = start
            keys[0] = _key(self.folded[start : ends[0]])
        if ends and ends[-1] > end:
            ends[-1] = end
            keys[-1] = _key(self.folded[starts[-1] : end])
        return keys, starts, ends

    def _block(self, number: int) -> tuple[int, int]:
        """Return where a block begins, and where the next one does."""
        starts = self._starts
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self.text)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """The offset where each block begins."""
        lengths = (len(block) + len(BLOCK_END) for block in self.text.split(BLOCK_END)[:-1])
        return list(accumulate(lengths, initial=0))

    @cached_property
    def blocks(self) -> dict[str, Spans]:
        """The places of each block with words, by its text without whitespace at the edges."""
        found: dict[str, Spans] = defaultdict(list)
        start = 0
        for block in self.text.split(BLOCK_END):
            words = block.strip()
            if words:
                first = start + block.index(words)
                found[words].append((first, first + len(words)))
            start += len(block) + 1
        return found

    @cached_property
    def clauses(self) -> dict[str, Spans]:
        """The places of each clause that is heavy enough, by its normalized words."""
        found: dict[str, Spans] = defaultdict(list)
        for start, end, key in self._clauses(0, len(self.text)):
            found[key].append((start, end))
        return found

    def stands_once(self, start: int, end: int) -> bool:
        """Whether a stretch has a clause that occurs nowhere else."""
        clauses = self.clauses
        return any(len(clauses.get(key, ())) == 1 for _, _, key in self._clauses(start, end))

    def _clauses(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield the clauses of a stretch that are heavy enough: start, end, normalized words."""
        folded = self.folded
        is_plain = self._is_normal and self._is_spaced
        for match in _CLAUSE.finditer(folded, start, end):
            first, last = match.span()
            key = match[0] if is_plain else self._normal_form(match[0])
            if (
                last - first >= LIGHTEST_TIE
                or ends_block(folded, last)
                or (not key.isascii() and weight(key) >= LIGHTEST_TIE)
            ):
                yield first, last, key

    def _normal_form(self, clause: str) -> str:
        if not self._is_normal:
            clause = normalize("NFC", clause)
        if not self._is_spaced and _LONG_BLANK.search(clause):
            clause = " ".join(_LINE_END.sub("", clause).split())
        return clause

    @cached_property
    def _is_normal(self) -> bool:
        return is_normalized("NFC", self.folded)

    @cached_property
    def _is_spaced(self) -> bool:
        """Whether only single spaces separate the words."""
        return _LONG_BLANK.search(self.folded) is None


def clauses_in(folded: str) -> list[str]:
    """Return the clauses of some words, without punctuation and whitespace at their ends."""
    return [match[0].rstrip(BEHIND) for match in _CLAUSE.finditer(folded)]


def weight(words: str) -> int:
    """Return the weight of words: their letters; those of scripts without spaces count thrice."""
    if words.isascii():
        return len(words.encode().translate(None, _NO_LETTERS))
    return sum(map(str.isalnum, words)) + 2 * len(_LONE.findall(words))


_TokenTable = tuple[list[str], list[int], list[int]]
"""The keys of some tokens, where each begins, and where it ends."""


def _tokens_of(folded: str, start: int, end: int) -> _TokenTable:
    parts = _TOKEN.split(folded[start:end])
    edges = list(accumulate(map(len, parts), initial=start))
    keys = parts[1::2]
    if not folded.isascii():
        keys = list(map(_key, keys))
    return keys, edges[1:-1:2], edges[2::2]


def _key(token: str) -> str:
    return token if token.isascii() else normalize("NFKD", token)


def ngrams(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the n-grams of `NGRAM` tokens, in order."""
    return zip(*(keys[n:] for n in range(NGRAM)), strict=False)


class Tokens:
    """The tokens of a stretch of text: their places, and keys equal for all forms of a token."""

    def __init__(
        self, text: FoldedText, start: int, end: int, out: Sequence[tuple[int, int]] = ()
    ) -> None:
        self.text = text.text
        self._whole = text
        keys, starts, ends = text.tokens(start, end)
        if out and keys:
            kept = [n for n, at in enumerate(starts) if not lies_in(at, out)]
            keys = [keys[n] for n in kept]
            starts, ends = [starts[n] for n in kept], [ends[n] for n in kept]
        self.keys, self.starts, self.ends = keys, starts, ends

    def opens_sentence(self, number: int) -> bool:
        """Whether a sentence begins with a token; after the last token, whether one could begin."""
        starts, ends = self.starts, self.ends
        at = starts[number] if number < len(starts) else ends[-1] if ends else 0
        return self._whole.opens_sentence(at)

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Return where the tokens from number `first` to before `last` begin and end."""
        return self.starts[first], self.ends[last - 1]

    def sentence(self, number: int) -> tuple[int, int]:
        """Return where the sentence of a token begins and ends, as far as it is in this stretch."""
        first, last = number, number + 1
        while first > 0 and not self.opens_sentence(first):
            first -= 1
        while last < len(self.keys) and not self.opens_sentence(last):
            last += 1
        return self.stretch(first, last)

    def words(self) -> list[tuple[int, int]]:
        """Return the places of words: adjacent tokens are one word, without outer punctuation."""
        found: list[tuple[int, int]] = []
        reached = -1
        for start, end in zip(self.starts, self.ends, strict=True):
            is_sign = not weight(self.text[start:end])
            if found and reached == start and not self._parts(start):
                found[-1] = (found[-1][0], found[-1][1] if is_sign else end)
                reached = end
            elif not is_sign:
                found.append((start, end))
                reached = end
        return found

    def _parts(self, at: int) -> bool:
        """Whether one of the two characters beside an offset cannot be part of a longer word."""
        return _APART.search(self.text, at - 1, at + 1) is not None

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the n-grams of `NGRAM` tokens, in order."""
        return ngrams(self.keys)

    @cached_property
    def _rows(self) -> frozenset[tuple[str, ...]]:
        return frozenset(self.rows())

    def shares(self, other: Tokens, start: int, end: int) -> bool:
        """Whether an n-gram of a stretch of another text occurs in this stretch too."""
        return any(
            row in self._rows and start <= first < end
            for row, first in zip(other.rows(), other.starts, strict=False)
        )

    def letters(self, first: int, last: int) -> int:
        """Return the weight of the tokens from number `first` to before `last`."""
        if first >= last:
            return 0
        return weight(self.text[self.starts[first] : self.ends[last - 1]])


def is_block(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is a whole block, apart from whitespace at its edges."""
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while text[end : end + 1].isspace():
        end += 1
    return ends_block(text, end) and (start == 0 or text[start - 1] == BLOCK_END)


def ends_block(text: str, at: int) -> bool:
    """Return whether a block ends at an offset."""
    return text.startswith(BLOCK_END, at)


def lies_in(at: int, spans: Sequence[tuple[int, ...]]) -> bool:
    """Whether an offset is in one of some sorted spans."""
    n = bisect_right(spans, at, key=itemgetter(0)) - 1
    return n >= 0 and at < spans[n][1]


def covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Return how many code points of a stretch are in some spans."""
    n = max(bisect_left(spans, (start,)) - 1, 0)
    covered = 0
    while n < len(spans) and spans[n][0] < end:
        covered += max(0, min(spans[n][1], end) - max(spans[n][0], start))
        n += 1
    return covered
