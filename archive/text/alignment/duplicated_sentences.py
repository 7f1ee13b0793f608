"""Finds sentences of the old text that the new text has twice: in their place, and as a copy.

A publisher edits a sentence, and quotes its old words beside it or elsewhere. The quotation has the
old words, but the edited sentence is the one in the old place: the quotation is the copy.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from archive.text.alignment.common_passages import Frame, sides
from archive.text.alignment.tokens import FoldedText, Tokens, covered, ngrams, weight
from archive.text.alignment.tuning import (
    BESIDE_SENTENCE,
    COPY_ALIKE,
    COPY_HEAD,
    EXTRA_LENGTH,
    LIGHTEST_SENTENCE,
    OFTEN,
)

_LONGER, _NOTICE = 1.5, 4
"""Limits of the words of the other sentence: a factor, and extra words for an introduction."""

_LETTER = re.compile(r"[^\W_]")

Span = tuple[int, int]
Row = tuple[str, ...]


class SentenceCopy(NamedTuple):
    """A sentence of the old text that occurs twice in the new text."""

    start: int
    end: int
    """The sentence in the old text."""
    new_start: int
    new_end: int
    """The copy in the new text: of the two sentences, the one that is not in the old place."""
    sure: bool
    """Whether it is certain which of the two sentences is the copy."""


def copies_in(
    here: FoldedText, there: FoldedText, main: Sequence[Frame], chains: Sequence[Sequence[Frame]]
) -> list[SentenceCopy]:
    """Return copies of sentences that occur once in the old text and twice near their new place.

    Args:
        here: The old text.
        there: The new text.
        main: The ties of the two texts that are in the same order.
        chains: The ties that are out of order.
    """
    ties = _Ties([*main, *chain.from_iterable(chains)])
    old, new = _Sentences(here), _Sentences(there)
    copies: dict[Span, SentenceCopy] = {}
    for gap in _wider_gaps(here, there, main, chains):
        for copy in _copies_in_gap(old, new, gap, ties):
            copies.setdefault(copy[2:4], copy)
    return sorted(copies.values())


def _wider_gaps(
    here: FoldedText, there: FoldedText, main: Sequence[Frame], chains: Sequence[Sequence[Frame]]
) -> Iterator[Frame]:
    """Yield the gaps between ties where the new text is longer, or has lost a moved passage."""
    out = sorted((chain[0].start, chain[-1].end) for chain in chains)
    at = new_at = 0
    ends = Frame(len(here.text), len(here.text), len(there.text), len(there.text))
    for start, end, new_start, new_end in (*main, ends):
        more = new_start - new_at - (start - at)
        if more >= EXTRA_LENGTH or (new_start > new_at and covered(out, at, start)):
            yield Frame(at, start, new_at, new_start)
        at, new_at = end, new_end


class _Twice(NamedTuple):
    """A sentence of the old text, and two places in the new text that may be its place."""

    span: Span
    first: Span
    second: Span


class _Ties:
    """The ties between two texts, sorted by their places in each text."""

    def __init__(self, ties: Iterable[Frame]) -> None:
        self._ties = sorted(ties)
        self._starts = [tie.start for tie in self._ties]
        self._by_new = sorted(self._ties, key=attrgetter("new_start"))
        self._new_starts = [tie.new_start for tie in self._by_new]

    def within(self, span: Span) -> Iterator[int]:
        """Yield where the ties in a stretch of the old text begin in the new text."""
        first = max(bisect_right(self._starts, span[0]) - 1, 0)
        for tie in self._ties[first : bisect_left(self._starts, span[1])]:
            if tie.end > span[0]:
                yield min(tie.new_start + max(0, span[0] - tie.start), tie.new_end - 1)

    def are_others(self, span: Span, place: Span) -> bool:
        """Whether most of a place in the new text is tied to old words outside a stretch."""
        first = max(bisect_right(self._new_starts, place[0]) - 1, 0)
        last = bisect_left(self._new_starts, place[1])
        others = 0
        for tie in self._by_new[first:last]:
            start, end = max(tie.new_start, place[0]), min(tie.new_end, place[1])
            at = tie.start + start - tie.new_start
            if not (at < span[1] and span[0] < at + end - start):
                others += max(0, end - start)
        return 2 * others > place[1] - place[0]


class _Sentences:
    """The sentences of a text, with the tokens of each."""

    def __init__(self, text: FoldedText) -> None:
        self.text = text
        self._keys: dict[Span, Sequence[str]] = {}

    def keys(self, span: Span) -> Sequence[str]:
        """Return the tokens of a sentence."""
        if span not in self._keys:
            self._keys[span] = Tokens(self.text, *span).keys
        return self._keys[span]

    def core(self, span: Span) -> Span:
        """Return a sentence without the marks of a heading or list item at its beginning."""
        match = _LETTER.search(self.text.text, *span)
        return (match.start(), span[1]) if match else span

    def rows(self, span: Span) -> Set[Row]:
        """Return the n-grams of a sentence; a sentence with too few tokens is one n-gram."""
        keys = self.keys(span)
        return set(ngrams(keys)) or {tuple(keys)}


class _Gap:
    """The sentences of the new text in a gap, indexed by their n-grams."""

    def __init__(self, new: _Sentences, gap: Frame) -> None:
        self._text, self._gap = new.text, gap
        self.spans = new.text.sentences(gap.new_start, gap.new_end)
        self._by_row: dict[Row, list[Span]] = defaultdict(list)
        if len(self.spans) > OFTEN:
            for span in self.spans:
                for row in new.rows(span):
                    self._by_row[row].append(span)

    def clipped(self, place: Span) -> Span | None:
        """Return the part of a sentence that is in the gap; `None` if there is none."""
        start, end = max(place[0], self._gap.new_start), min(place[1], self._gap.new_end)
        return self._text.trimmed(start, end) if self._text.text[start:end].strip() else None

    def likely(self, old: _Sentences, span: Span) -> set[Span]:
        """Return the sentences that share n-grams with an old sentence; if they are few, all."""
        if len(self.spans) <= OFTEN:
            return set(self.spans)
        by_row = self._by_row
        return {place for row in old.rows(span) for place in by_row.get(row, ())[:OFTEN]}


def _copies_in_gap(
    old: _Sentences, new: _Sentences, gap: Frame, ties: _Ties
) -> Iterator[SentenceCopy]:
    """Yield the copies, in the new text, of old sentences that are in a gap or next to it."""
    places: dict[Span, dict[Span, float]] = {}
    held_by: dict[tuple[Span, Span], Span] = {}
    inside = _Gap(new, gap)

    def look_for(span: Span) -> bool:
        """Store the places of a sentence in the new text; return whether it has two or more."""
        likely = inside.likely(old, span)
        if not likely or weight(old.text.text[slice(*span)]) < LIGHTEST_SENTENCE:
            return False
        for at in ties.within(span):
            likely.update(new.text.sentences(at, at + 1))
        own = (inside.clipped(place) if ties.are_others(span, place) else place for place in likely)
        free = {place for place in own if place and not ties.are_others(span, place)}
        for place, part, likeness in _places(old, span, new, free):
            places.setdefault(span, {})[part] = likeness
            held_by[span, part] = place
        return len(places.get(span, ())) > 1

    inner = old.text.sentences(gap.start, gap.end)
    for span in inner:
        look_for(span)
    low, high = (inner[0][0], inner[-1][1]) if inner else (gap.start, gap.end)
    while (before := old.text.sentence_ending(low)) and look_for(before):
        low = before[0]
    while (after := old.text.sentence_beginning(high)) and look_for(after):
        high = after[1]
    best: dict[Span, float] = defaultdict(float)
    for found in places.values():
        for place, likeness in found.items():
            best[place] = max(best[place], likeness)
    own = {
        span: [
            place
            for place, likeness in found.items()
            if likeness == best[place]
            and (held_by[span, place] == place or held_by[span, place] not in best)
        ]
        for span, found in places.items()
    }
    shared = Counter(place for found in own.values() for place in found)
    twice = [
        _Twice(span, *sorted(found))
        for span, found in sorted(own.items())
        if len(found) == 2
        and all(shared[place] == 1 for place in found)
        and max(places[span][place] for place in found) == 1
    ]
    for row in _rows_of(old, new, twice):
        yield from _copies(old, new, row)


def _rows_of(old: _Sentences, new: _Sentences, twice: Sequence[_Twice]) -> Iterator[list[_Twice]]:
    """Yield groups of sentences that are consecutive in the old text and, twice, in the new."""
    row: list[_Twice] = []
    for one in twice:
        if row:
            last = row[-1]
            before = (
                (old, last.span, one.span),
                (new, last.first, one.first),
                (new, last.second, one.second),
            )
            if any(side.text.sentence_beginning(a[1]) != b for side, a, b in before):
                yield row
                row = []
        row.append(one)
    if row:
        yield row


def _places(
    old: _Sentences, span: Span, new: _Sentences, likely: Iterable[Span]
) -> Iterator[tuple[Span, Span, float]]:
    """Yield sentences similar to an old one, and parts of longer sentences that contain its words.

    Each item is the sentence, the part of it (or the whole sentence again), and the likeness.
    """
    for place in likely:
        parts = {
            part: likeness
            for part in _parts(old, span, new, place)
            if (likeness := _likeness(old, span, new, part))
        }
        whole = _likeness(old, span, new, place)
        if len(parts) > 1 or not whole:
            yield from ((place, part, likeness) for part, likeness in parts.items())
        else:
            yield place, place, whole


def _parts(old: _Sentences, span: Span, new: _Sentences, place: Span) -> list[Span]:
    """Split a sentence that contains the words of another: before, the words, and after them."""
    words, text = old.text.folded[slice(*old.core(span))], new.text
    at = text.folded.find(words, *place) if place[1] - place[0] > len(words) else -1
    if at < 0:
        return []
    end = at + len(words)
    edges = ((place[0], at), (at, end), (end, place[1]))
    return [text.trimmed(*edge) for edge in edges]


def _likeness(old: _Sentences, span: Span, new: _Sentences, place: Span) -> float:
    """Return the share of a sentence's words that another sentence has; 0 if they are too few.

    It is also 0 if the other sentence has many more words: such a sentence is not its new form.
    """
    from rapidfuzz.distance import LCSseq

    keys, others = old.keys(old.core(span)), new.keys(place)
    if not keys or len(others) > _LONGER * len(keys) + _NOTICE:
        return 0.0
    likeness = LCSseq.similarity(keys, others) / len(keys)
    return likeness if likeness >= COPY_ALIKE else 0.0


def _copies(old: _Sentences, new: _Sentences, row: Sequence[_Twice]) -> Iterator[SentenceCopy]:
    """Yield the copies in a group: of its two places, those at the place that fits less well."""
    spans = [one.span for one in row]
    firsts, seconds = [one.first for one in row], [one.second for one in row]
    stands, other_stands = (_standing(old, spans, new, places) for places in (firsts, seconds))
    if stands == other_stands:
        same = sum((old.keys(a) == new.keys(b)) for a, b in zip(spans, firsts, strict=True))
        came = firsts if 2 * same >= len(row) else seconds
    else:
        came = seconds if stands > other_stands else firsts
    for span, place in zip(spans, came, strict=True):
        yield SentenceCopy(*span, *place, stands != other_stands)


def _standing(
    old: _Sentences, spans: Sequence[Span], new: _Sentences, places: Sequence[Span]
) -> int:
    """Return how well a place fits sentences: the same text beside it, and no new introduction."""
    before, after = sides(old.text.folded, spans[0][0], spans[-1][1], BESIDE_SENTENCE)
    new_before, new_after = sides(new.text.folded, places[0][0], places[-1][1], BESIDE_SENTENCE)
    lead = old.keys((spans[0][0], old.core(spans[0])[0]))
    is_brought = _is_brought(old.keys(old.core(spans[0])), lead, new.keys(places[0]))
    return (before == new_before) + (after == new_after) - is_brought


def _is_brought(keys: Sequence[str], lead: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the words before a sentence, or the signs there, are not those of the old text.

    Examples are a new introduction or quotation mark, or a lost sign of a heading or list item.
    """
    head = keys[:COPY_HEAD]
    places = (n for n in range(len(others)) if others[n : n + len(head)] == head)
    at = next(places, None)
    return at is not None and list(others[:at]) != list(lead)


def without_copies(there: FoldedText, copies: Sequence[SentenceCopy]) -> FoldedText:
    """Return the new text with spaces in place of the copies inserted in it."""
    text = list(there.text)
    for copy in copies:
        text[copy.new_start : copy.new_end] = " " * (copy.new_end - copy.new_start)
    return FoldedText("".join(text))
