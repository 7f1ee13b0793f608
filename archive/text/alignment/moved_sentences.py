"""Finds sentences that were moved and also edited, so that nothing of them is in their old place.

A sentence that was moved unchanged is a tie between the texts. A sentence that was also edited is
recognised if it has most of the old words and no other sentence has as many of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.text.alignment.common_passages import Frame
from archive.text.alignment.token_matching import Run, match_tokens
from archive.text.alignment.tokens import FoldedText, Tokens, covered, weight
from archive.text.alignment.tuning import (
    LENGTH_DIFFERENCE,
    LIGHTEST_MOVED,
    MOVED_ALIKE,
    MOVED_BETTER,
    OFTEN,
    SHORTEST_GAP,
    UNMATCHED_SHARE,
)

Span = tuple[int, int]


class _Pair(NamedTuple):
    """A sentence of the old text and a similar sentence of the new text."""

    old: Tokens
    new: Tokens


def with_moved_sentences(
    here: FoldedText, there: FoldedText, runs: list[Run], at: Iterable[int] | None = None
) -> list[Run]:
    """Return the runs of two texts, including those of sentences that were moved and edited.

    Args:
        here: The old text.
        there: The new text.
        runs: The runs that the texts have in common.
        at: Offsets of the old text that matter to the caller. If the text between two runs contains
            none of them, it may not have been aligned.
    """
    gaps = _not_aligned(runs, sorted(at)) if at is not None else []
    old_sentences = _unmatched_sentences(
        here, sorted([*(run[:2] for run in runs), *(gap[:2] for gap in gaps)])
    )
    if not old_sentences:
        return runs
    new_sentences = _unmatched_sentences(
        there, sorted([*(run[2:4] for run in runs), *(gap[2:] for gap in gaps)])
    )
    pairs = [
        (old, new)
        for old, new in _pairs(old_sentences, new_sentences)
        if _is_single(here, old) and _is_single(there, new)
    ]
    if not pairs:
        return runs
    old_spans = [(old.starts[0], old.ends[-1]) for old, _ in pairs]
    new_spans = sorted((new.starts[0], new.ends[-1]) for _, new in pairs)
    kept = [
        run
        for run in runs
        if not _lies_in(run[:2], old_spans) and not _lies_in(run[2:4], new_spans)
    ]
    return sorted([*kept, *(run for old, new in pairs for run in match_tokens(old, new))])


def _not_aligned(runs: Sequence[Run], at: Sequence[int]) -> list[Frame]:
    """Return gaps between runs that contain no offset and have similar lengths in both texts."""
    order = sorted(range(len(runs)), key=lambda n: runs[n].new_start)
    following = dict(pairwise(order))
    gaps = []
    for n, (run, after) in enumerate(pairwise(runs)):
        gap = Frame(run.end, after.start, run.new_end, after.new_start)
        length, new_length = gap.end - gap.start, gap.new_end - gap.new_start
        if min(length, new_length) < SHORTEST_GAP or abs(length - new_length) > LENGTH_DIFFERENCE:
            continue
        k = bisect_left(at, gap.start)
        if following.get(n) == n + 1 and (k == len(at) or at[k] > gap.end):
            gaps.append(gap)
    return gaps


def _unmatched_sentences(text: FoldedText, taken: Sequence[Span]) -> list[Tokens]:
    """Return the sentences that are mostly unmatched, without their ends that neighbours match."""
    sentences: dict[Span, Tokens] = {}
    for (_, start), (end, _) in pairwise([(0, 0), *taken, (len(text.text), len(text.text))]):
        if (
            end - start < SHORTEST_GAP
            or weight(text.text[start:end]) < LIGHTEST_MOVED * UNMATCHED_SHARE
        ):
            continue
        for first, last in text.sentences(start, end):
            span = _within(taken, first, last)
            if span not in sentences and covered(taken, *span) <= UNMATCHED_SHARE * (
                span[1] - span[0]
            ):
                tokens = Tokens(text, *span)
                if tokens.letters(0, len(tokens.keys)) >= LIGHTEST_MOVED:
                    sentences[span] = tokens
    return list(sentences.values())


def _within(taken: Sequence[Span], start: int, end: int) -> Span:
    """Shorten a stretch at its ends by the runs that extend beyond it."""
    n = bisect_right(taken, (start, start)) - 1
    if n >= 0 and taken[n][0] < start < taken[n][1]:
        start = min(taken[n][1], end)
    n = bisect_left(taken, (end, end)) - 1
    if n >= 0 and taken[n][0] < end < taken[n][1]:
        end = max(taken[n][0], start)
    return start, end


def _pairs(old_sentences: Sequence[Tokens], new_sentences: Sequence[Tokens]) -> list[_Pair]:
    """Return pairs of sentences that are more like each other than either is like a third one."""
    by_row: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for m, new in enumerate(new_sentences):
        for row in set(new.rows()):
            by_row[row].append(m)
    likenesses: list[tuple[float, int, int]] = []
    for n, old in enumerate(old_sentences):
        shared = Counter(m for row in set(old.rows()) for m in by_row.get(row, ())[:OFTEN])
        for m, _ in shared.most_common(OFTEN):
            likenesses.append((_likeness(old, new_sentences[m]), n, m))
    of_old: dict[int, list[float]] = defaultdict(list)
    of_new: dict[int, list[float]] = defaultdict(list)
    for likeness, n, m in sorted(likenesses, reverse=True):
        of_old[n].append(likeness)
        of_new[m].append(likeness)
    return [
        _Pair(old_sentences[n], new_sentences[m])
        for likeness, n, m in likenesses
        if likeness >= MOVED_ALIKE
        and all(
            others[0] == likeness and (len(others) == 1 or others[1] <= likeness - MOVED_BETTER)
            for others in (of_old[n], of_new[m])
        )
    ]


def _likeness(old: Tokens, new: Tokens) -> float:
    """Return the share of their words that two sentences have in common."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(old.keys, new.keys)


def _is_single(text: FoldedText, sentence: Tokens) -> bool:
    """Whether a sentence, or one of its clauses, occurs only once in its text."""
    return text.stands_once(*sentence.stretch(0, len(sentence.keys)))


def _lies_in(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a stretch is within one of some sorted spans."""
    n = bisect_right(spans, (span[0], span[0])) - 1
    return any(start <= span[0] and span[1] <= end for start, end in spans[max(n, 0) : n + 2])
