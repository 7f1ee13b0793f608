"""Scores each line of a page by how much of it trafilatura found as article.

The library returns words and no elements, so its words are searched for in the page. The score of
a line is the share of its words that are in sequences of three words in the text of trafilatura.
This needs no alignment, and takes time linear in the length of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, chain
from operator import mul, sub
from typing import TYPE_CHECKING

from archive.articles.html.tuning import MOST_OF_LINE, SHORTEST_OMITTED, WORDS_IN_ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive.derivations.html_text_1 import Element, Page

_WORD = re.compile(r"\w+")


class LineScores:
    """The lines of a page's text, each with the share that belongs to the article."""

    def __init__(self, page: Page, words: str) -> None:
        self.text = page.text
        self.starts: list[int] = []
        self.shares: list[float] = []
        """The share of each line that belongs to the article, from 0 to 1."""
        found = words.casefold().split("\n")
        taken = {line.strip() for line in found}
        lines = [_WORD.findall(line) for line in found]
        rows = {*_rows([*chain.from_iterable(lines)])}
        whole = {*map(tuple, lines)}
        self._links = _StretchSums((e.start, e.end) for e in page.elements if e.name == "a")
        at = 0
        for line in page.text.split("\n"):
            self.starts.append(at)
            folded = line.casefold().strip()
            is_taken = bool(folded) and folded in taken
            self.shares.append(1.0 if is_taken else _share(_WORD.findall(folded), rows, whole))
            at += len(line) + 1
        self.ends = [*(start - 1 for start in self.starts[1:]), len(page.text)]
        self._lengths: list[int] = [0, *accumulate(map(sub, self.ends, self.starts))]
        self._sum()

    def _sum(self) -> None:
        lengths = map(sub, self.ends, self.starts)
        self._cumulative: list[float] = [0.0, *accumulate(map(mul, self.shares, lengths))]
        self.total = self._cumulative[-1]
        """The score of the whole page."""
        taken = [n for n, share in enumerate(self.shares) if share >= MOST_OF_LINE]
        self.first = self.starts[taken[0]] if taken else 0
        """The start of the first line of the article."""
        self.last = self.ends[taken[-1]] if taken else 0
        """The end of the last line of the article."""

    def score_by_links(self) -> None:
        """Score each long line by its share outside links, because trafilatura found nothing."""
        ranges = zip(self.starts, self.ends, strict=True)
        self.shares = [
            max(0.0, 1 - 2 * self.share_linked(s, e)) if e - s > SHORTEST_OMITTED else 0.0
            for s, e in ranges
        ]
        self._sum()

    def set_shares(self, stretches: Iterable[tuple[int, int]], share: float) -> None:
        """Set the share that belongs to the article, for each line in these parts of the text."""
        for start, end in stretches:
            first = bisect_right(self.starts, start) - 1
            if start >= self.ends[first]:
                first += 1  # the part begins with the end of a line
            last = bisect_left(self.starts, end)
            self.shares[first:last] = [share] * (last - first)
        self._sum()

    def score(self, element: Element) -> float:
        """Return the score of an element: the sum of share times length of its lines."""
        if element.end <= element.start:
            return 0.0
        first = bisect_right(self.starts, element.start) - 1
        last = bisect_left(self.starts, element.end)
        whole = self._cumulative[last] - self._cumulative[first]
        if last - first == 1:  # a part of a line
            length = max(1, self.ends[first] - self.starts[first])
            whole *= (element.end - element.start) / length
        return whole

    def score_between(self, start: int, end: int) -> float:
        """Return the sum of share times length of the lines that begin between two offsets."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return self._cumulative[max(first, last)] - self._cumulative[first]

    def share(self, start: int, end: int) -> float:
        """Return the share of the text between two offsets that is article, from 0 to 1."""
        first = bisect_right(self.starts, start) - 1
        last = max(first + 1, bisect_left(self.starts, end))
        last = min(last, first + 200)
        length = self._lengths[last] - self._lengths[first]
        return (self._cumulative[last] - self._cumulative[first]) / max(1, length)

    def share_linked(self, start: int, end: int) -> float:
        """Return the share of the text between two offsets that is in links, from 0 to 1."""
        return self._links.within(start, end) / max(1, end - start)

    def links(self, start: int, end: int) -> int:
        """Return the number of links that begin between two offsets."""
        return self._links.count(start, end)


class _StretchSums:
    """Parts of a text, in order and without overlap, with sums of their lengths."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        found = [(start, end) for start, end in stretches if end > start]
        self._starts = [start for start, _ in found]
        self._sums = [0, *accumulate(end - start for start, end in found)]

    def within(self, start: int, end: int) -> int:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return min(self._sums[last] - self._sums[first], end - start)

    def count(self, start: int, end: int) -> int:
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)


def _rows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the sequences of `WORDS_IN_ROW` words."""
    return zip(*(words[n:] for n in range(WORDS_IN_ROW)), strict=False)


def _share(words: Sequence[str], rows: set[tuple[str, ...]], whole: set[tuple[str, ...]]) -> float:
    """Return the share of a line's words that are in `rows`; 1 if the line is in `whole`."""
    if not words:
        return 0.0
    if tuple(words) in whole:
        return 1.0
    covered, reached = 0, 0
    for n, row in enumerate(_rows(words)):
        if row in rows:
            covered += n + WORDS_IN_ROW - max(reached, n)
            reached = n + WORDS_IN_ROW
    return covered / len(words)
