"""Finds the running prose of a page: the paragraphs between the edges of its blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from archive.text.running_prose import (
    FEWEST_CODE_POINTS,
    FEWEST_WORDS,
    MOST_LINKED,
    count_words,
    is_running_prose,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
        self.paragraphs = Stretches(self.within(0, len(page.text)))
        """All of them."""

    def within(
        self, start: int, end: int, *, with_linked: bool = False
    ) -> Iterator[tuple[int, int]]:
        """Yield the parts of a stretch that are prose and that no block edge divides.

        Args:
            start: Where the stretch begins.
            end: Where it ends.
            with_linked: Whether a paragraph counts that is one link, such as a teaser, or an
                article after a link that was not closed.
        """
        n = bisect_right(self._edges, start)
        at = start
        while at < end:
            stop = min(self._edges[n], end) if n < len(self._edges) else end
            if stop - at >= FEWEST_CODE_POINTS:
                text = self._page.text[at:stop].strip()
                linked = self._scores.share_linked(at, stop)
                if with_linked and linked > MOST_LINKED:  # only these words are counted
                    links = self._scores.links(at, stop)
                    linked = 0.0 if count_words(text) >= FEWEST_WORDS * links else linked
                if is_running_prose(text, linked):
                    yield at, stop
            at, n = stop, n + 1

    def begins_next(self, at: int) -> bool:
        """Whether the next block with words after a place is prose."""
        start = self.paragraphs.next_start(at)
        return start is not None and not self._page.text[at:start].strip()


class Stretches:
    """Stretches of a text that follow one another."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._stretches = [*stretches]
        self._starts = [start for start, _ in self._stretches]
        self._ends = [end for _, end in self._stretches]
        self._lengths = [0, *accumulate(end - start for start, end in self._stretches)]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._stretches)

    def in_stretch(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Return those within a stretch."""
        first, last = self._places(start, end)
        return self._stretches[first:last]

    def count(self, start: int, end: int) -> int:
        """Return how many of them are within a stretch."""
        first, last = self._places(start, end)
        return last - first

    def length(self, start: int, end: int) -> int:
        """Return the length of those within a stretch, in code points."""
        first, last = self._places(start, end)
        return self._lengths[last] - self._lengths[first]

    def next_start(self, at: int) -> int | None:
        """Return the start of the first that begins at or after a place."""
        n = bisect_left(self._starts, at)
        return self._starts[n] if n < len(self._starts) else None

    def _places(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_left(self._starts, start)
        return first, max(first, bisect_right(self._ends, end))
