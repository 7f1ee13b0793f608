"""Finds the running prose of a page: the paragraphs between the edges of its blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from archive.text.running_prose import is_running_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.articles.html.line_scores import LineScores
    from archive.derivations.html_text_1 import Page


class PageProse:
    """The paragraphs of running prose of a page, in order."""

    def __init__(self, page: Page, scores: LineScores) -> None:
        self._page, self._scores = page, scores
        edges = {0, len(page.text)}
        for one in page.elements:
            if one.is_block and one.end > one.start:
                edges.add(one.start)
                edges.add(one.end)
        self._edges = sorted(edges)
        """Where blocks begin and end."""
        self.paragraphs = [*self.within(0, len(page.text))]
        """The stretches of all of them."""
        self._starts = [start for start, _ in self.paragraphs]
        self._ends = [end for _, end in self.paragraphs]

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a stretch that are prose, and in which no block begins or ends."""
        n = bisect_right(self._edges, start)
        at = start
        while at < end:
            stop = min(self._edges[n], end) if n < len(self._edges) else end
            text = self._page.text[at:stop].strip()
            if is_running_prose(text, self._scores.share_linked(at, stop)):
                yield at, stop
            at, n = stop, n + 1

    def count(self, start: int, end: int) -> int:
        """Return how many paragraphs of prose lie in a stretch."""
        return max(0, bisect_right(self._ends, end) - bisect_left(self._starts, start))

    def begins_next(self, at: int) -> bool:
        """Whether the next block of words after a place is prose."""
        n = bisect_left(self._starts, at)
        if n == len(self._starts):
            return False
        return not self._page.text[at : self._starts[n]].strip()
