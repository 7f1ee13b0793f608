"""Finds the running prose of a page: long paragraphs of sentences, with few links."""

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
    """The paragraphs of a page that are running prose, in order."""

    def __init__(self, page: Page, scores: LineScores) -> None:
        self._page, self._scores = page, scores
        edges = {0, len(page.text)}
        for one in page.elements:
            if one.is_block and one.end > one.start:
                edges.add(one.start)
                edges.add(one.end)
        self._edges = sorted(edges)
        """The offsets where blocks begin and end."""
        self.paragraphs = Stretches(self.within(0, len(page.text)))
        """All paragraphs of running prose."""

    def within(
        self, start: int, end: int, *, with_linked: bool = False
    ) -> Iterator[tuple[int, int]]:
        """Yield the paragraphs of prose between two offsets.

        Args:
            start: The first offset.
            end: The last offset, not included.
            with_linked: Whether to include a long paragraph that is one link, such as a teaser, or
                an article after a link that was not closed.
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
        """Whether the next words after an offset begin a paragraph of prose."""
        start = self.paragraphs.next_start(at)
        return start is not None and not self._page.text[at:start].strip()


class Stretches:
    """Parts of a text, as start and end, in order and without overlap."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._stretches = [*stretches]
        self._starts = [start for start, _ in self._stretches]
        self._ends = [end for _, end in self._stretches]
        self._lengths = [0, *accumulate(end - start for start, end in self._stretches)]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._stretches)

    def in_stretch(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Return the parts between two offsets."""
        first, last = self._places(start, end)
        return self._stretches[first:last]

    def count(self, start: int, end: int) -> int:
        """Return the number of parts between two offsets."""
        first, last = self._places(start, end)
        return last - first

    def length(self, start: int, end: int) -> int:
        """Return the length of all parts between two offsets, in code points."""
        first, last = self._places(start, end)
        return self._lengths[last] - self._lengths[first]

    def next_start(self, at: int) -> int | None:
        """Return the start of the first part that begins at or after an offset."""
        n = bisect_left(self._starts, at)
        return self._starts[n] if n < len(self._starts) else None

    def _places(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_left(self._starts, start)
        return first, max(first, bisect_right(self._ends, end))
