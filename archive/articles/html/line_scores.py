"""The lines of a page's text, and which of them the oracle takes for the article.

It returns no elements, so its words are looked for in the page: a line is of the article as far as
three words in a row of it are. So nothing has to be aligned, and a page takes as long as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import mul, sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.derivations.html_text_1 import Element, Page

_WORD = re.compile(r"\w+")
_IN_ROW = 3
"""So many words in a row tell that a line is among others."""
_SHORTEST = 80
"""Code points of a line that may be of the article though nobody says so."""
_MOST_OF_IT = 0.5
"""A line is the article's if so much of it is."""


class LineScores:
    """The lines of a page's text with what each is worth as a part of the article."""

    def __init__(self, page: Page, words: str) -> None:
        self.text = page.text
        self.starts: list[int] = []
        self.shares: list[float] = []
        """How much of each line is the article's, from 0 to 1."""
        folded = words.casefold()
        known = _WORD.findall(folded)
        rows = set(zip(*(known[n:] for n in range(_IN_ROW)), strict=False))
        taken = {line.strip() for line in folded.split("\n")}
        whole = {tuple(_WORD.findall(line)) for line in taken}
        self._links = _StretchSums((e.start, e.end) for e in page.elements if e.name == "a")
        at = 0
        for line in page.text.split("\n"):
            self.starts.append(at)
            said = line.casefold().strip()
            is_taken = said in taken and not said.isspace()
            self.shares.append(1.0 if is_taken else _share(_WORD.findall(said), rows, whole))
            at += len(line) + 1
        self.ends = [*(start - 1 for start in self.starts[1:]), len(page.text)]
        self._sum()

    def _sum(self) -> None:
        lengths = map(sub, self.ends, self.starts)
        self._worth: list[float] = [0.0, *accumulate(map(mul, self.shares, lengths))]
        self.total = self._worth[-1]
        """What the whole page is worth."""
        taken = [n for n, share in enumerate(self.shares) if share >= _MOST_OF_IT]
        self.first = self.starts[taken[0]] if taken else 0
        """Where the first line begins that is the article's."""
        self.last = self.ends[taken[-1]] if taken else 0
        """Where the last such line ends."""

    def score_by_links(self) -> None:
        """Take each line as far as it is no link for the article, where nobody knows better."""
        ranges = zip(self.starts, self.ends, strict=True)
        self.shares = [
            max(0.0, 1 - 2 * self.linked(s, e)) if e - s > _SHORTEST else 0.0 for s, e in ranges
        ]
        self._sum()

    def score_zero(self, start: int, end: int) -> None:
        """Take no line of a stretch for the article, whoever says that it is."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end)
        self.shares[first:last] = [0.0] * (last - first)
        self._sum()

    def worth(self, element: Element) -> float:
        """Return what the lines of an element are worth."""
        if element.end <= element.start:
            return 0.0
        first = bisect_right(self.starts, element.start) - 1
        last = bisect_left(self.starts, element.end)
        whole = self._worth[last] - self._worth[first]
        if last - first == 1:  # a part of a line
            length = max(1, self.ends[first] - self.starts[first])
            whole *= (element.end - element.start) / length
        return whole

    def between(self, start: int, end: int) -> float:
        """Return what the lines are worth that begin in a stretch."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return self._worth[max(first, last)] - self._worth[first]

    def share(self, start: int, end: int) -> float:
        """Return how much of a stretch is the article's, from 0 to 1."""
        first = bisect_right(self.starts, start) - 1
        last = max(first + 1, bisect_left(self.starts, end))
        length = sum(self.ends[n] - self.starts[n] for n in range(first, min(last, first + 200)))
        last = min(last, first + 200)
        return (self._worth[last] - self._worth[first]) / max(1, length)

    def linked(self, start: int, end: int) -> float:
        """Return how much of a stretch is in links, from 0 to 1."""
        return self._links.within(start, end) / max(1, end - start)

    def links(self, start: int, end: int) -> int:
        """Return how many links begin in a stretch."""
        return self._links.count(start, end)


class _StretchSums:
    """Stretches that follow one another, and how much of a text lies in them."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        found = [(start, end) for start, end in stretches if end > start]
        self._starts = [start for start, _ in found]
        self._sums = [0, *accumulate(end - start for start, end in found)]

    def within(self, start: int, end: int) -> int:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return min(self._sums[last] - self._sums[first], end - start)

    def count(self, start: int, end: int) -> int:
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)


def _share(words: Sequence[str], rows: set[tuple[str, ...]], whole: set[tuple[str, ...]]) -> float:
    """How much of the words of a line stands in rows that are known."""
    if not words:
        return 0.0
    if tuple(words) in whole:
        return 1.0
    covered, reached = 0, 0
    for n in range(len(words) - _IN_ROW + 1):
        if (words[n], words[n + 1], words[n + 2]) in rows:
            covered += n + _IN_ROW - max(reached, n)
            reached = n + _IN_ROW
    return covered / len(words)
