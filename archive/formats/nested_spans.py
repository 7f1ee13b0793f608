"""Cuts spans of a text so that they nest like XML elements; merges nested spans and walks them.

Received marks nest already, and are never cut. Statements about the text may overlap, so a writer
that shows them as elements in the text must cut them.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


class Span(NamedTuple, Generic[T]):
    """A stretch of one text, in code points, with a value."""

    start: int
    end: int
    tag: T


class HasOffsets(Protocol):
    """Anything with two offsets: a span, a mark, an anchor."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""
        ...

    @property
    def end(self) -> int:
        """Offset just past the last code point."""
        ...


class SpanEvents(Protocol[T_contra]):
    """A handler for the events of a text with spans, in the order of the text."""

    def characters(self, text: str) -> None:
        """Handle a piece of the text; it is never empty."""

    def start(self, tag: T_contra) -> None:
        """Handle the start of a span."""

    def end(self, tag: T_contra) -> None:
        """Handle the end of the innermost open span."""


def walk_spans(text: str, spans: Iterable[Span[T]], events: SpanEvents[T]) -> None:
    """Walk a text and its spans, and report each event to the handler.

    Args:
        text: The text.
        spans: Nested spans in the order of their starts; of two spans with the same start, the
            outer one is first. An empty span is reported inside spans before it in this order that
            start at its offset, and after spans that end there.
        events: The handler.
    """
    open_spans: list[Span[T]] = []
    reached = 0
    for span in spans:
        while open_spans and open_spans[-1].end <= span.start:
            reached = _end(open_spans, text, reached, events)
        if reached < span.start:
            events.characters(text[reached : span.start])
            reached = span.start
        events.start(span.tag)
        open_spans.append(span)
    while open_spans:
        reached = _end(open_spans, text, reached, events)
    if reached < len(text):
        events.characters(text[reached:])


def _end(open_spans: list[Span[T]], text: str, reached: int, events: SpanEvents[T]) -> int:
    """Report the rest of the innermost span and its end; return the offset of the end."""
    innermost = open_spans.pop()
    if reached < innermost.end:
        events.characters(text[reached : innermost.end])
        reached = innermost.end
    events.end(innermost.tag)
    return reached


# --- merging ---


def overlaid(marks: Sequence[Span[T]], overlay: Sequence[Span[T]]) -> list[Span[T]]:
    """Merge marks and the spans of an overlay into one list for `walk_spans`.

    The marks keep their order. A span of the overlay is inserted after the last mark that begins
    before it or contains it.

    Args:
        marks: The marks.
        overlay: Spans that are nested and cross no mark: a result of `fit_spans`.
    """
    result: list[Span[T]] = []
    taken = 0
    for span in overlay:
        position = taken
        for n in range(taken, len(marks)):
            mark = marks[n]
            if mark.start > span.start:
                break
            if mark.start < span.start or mark.end > span.end:
                position = n + 1
        result += [*marks[taken:position], span]
        taken = position
    return [*result, *marks[taken:]]


def fit_spans(
    spans: Iterable[Span[T]], marks: Sequence[HasOffsets], rank: Callable[[T], int]
) -> list[Span[T]]:
    """Cut spans so that they nest and cross no mark, for `walk_spans`.

    Args:
        spans: Spans, not empty, that may overlap.
        marks: The marks, nested and in order.
        rank: Returns the rank of a span. If two spans have the same start and end, the span with
            the lower rank is the outer one.
    """
    return _nested(_cut_at_marks(spans, marks), rank)


def _cut_at_marks(spans: Iterable[Span[T]], marks: Sequence[HasOffsets]) -> Iterable[Span[T]]:
    """Yield the spans, cut where they would cross a mark. Marks are never cut."""
    if not marks:
        return spans
    cuts = _Cuts(marks)
    pieces: list[Span[T]] = []
    for span in spans:
        edges = [span.start, *cuts.of(span.start, span.end), span.end]
        pieces += [Span(a, b, span.tag) for a, b in pairwise(edges)]
    return pieces


class _Cuts:
    """Finds the offsets at which a stretch must be cut so that it crosses no mark.

    A stretch crosses the marks that are open at its start and close within it, and the marks that
    open within it and are still open at its end. It is cut at the edges of these marks.
    """

    def __init__(self, marks: Sequence[HasOffsets]) -> None:
        self._starts = [mark.start for mark in marks]
        self._ends = [mark.end for mark in marks]
        self._around = _parents(marks)

    def of(self, start: int, end: int) -> list[int]:
        """Return the offsets at which a stretch must be cut, in order."""
        ends = {
            self._ends[n]
            for n in self._open_at(start)
            if self._starts[n] < start < self._ends[n] < end
        }
        starts = {
            self._starts[n]
            for n in self._open_at(end)
            if start < self._starts[n] < end < self._ends[n]
        }
        return sorted(ends | starts)

    def _open_at(self, offset: int) -> Iterator[int]:
        """Yield the index of each mark that begins before an offset and ends after it."""
        n = bisect_left(self._starts, offset) - 1
        while n >= 0:
            if self._ends[n] > offset:
                yield n
            n = self._around[n]


def _parents(marks: Sequence[HasOffsets]) -> list[int]:
    """Return for each mark the index of the mark around it, or -1."""
    parents: list[int] = []
    around: list[int] = []
    for n, mark in enumerate(marks):
        while around and marks[around[-1]].end <= mark.start:
            around.pop()
        parents.append(around[-1] if around else -1)
        around.append(n)
    return parents


def _nested(spans: Iterable[Span[T]], rank: Callable[[T], int]) -> list[Span[T]]:
    """Return the spans in order, each cut at the end of the span around its start."""

    def outer_first(span: Span[T]) -> tuple[int, int, int]:
        return span.start, -span.end, rank(span.tag)

    def outer_last(span: Span[T]) -> tuple[int, int, int]:
        return -span.start, span.end, -rank(span.tag)

    waiting = sorted(spans, key=outer_first, reverse=True)
    nested: list[Span[T]] = []
    open_ends: list[int] = []
    while waiting:
        span = waiting.pop()
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        if open_ends and span.end > open_ends[-1]:
            end = open_ends[-1]
            rest = span._replace(start=end)
            span = span._replace(end=end)
            insort(waiting, rest, key=outer_last)
        nested.append(span)
        open_ends.append(span.end)
    return nested
