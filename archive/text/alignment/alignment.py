"""Aligns two texts: finds where the words of the old one are in the new one.

The texts are cut into clauses. A clause that occurs once in each text is a tie: it shows which
places correspond. The text between two ties is matched word by word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from archive.text.alignment.common_passages import (
    Frame,
    chains_of,
    moved_passages,
    moved_sentences,
    repeated_in,
    sides,
    ties_of,
    uneven_gaps,
)
from archive.text.alignment.duplicated_sentences import SentenceCopy, copies_in, without_copies
from archive.text.alignment.moved_sentences import with_moved_sentences
from archive.text.alignment.token_matching import Run, match_tokens
from archive.text.alignment.tokens import FoldedText, Spans, Tokens, covered
from archive.text.alignment.tuning import SINGLE

Ties = tuple[Sequence[Frame], Sequence[list[Frame]]]
"""Ties between two texts: those in the same order in both, and chains of those out of order."""


class Edit(NamedTuple):
    """A place where two texts differ, extended to whole words. Offsets count code points."""

    start: int
    """Where the edit begins in the old text."""
    end: int
    """Where it ends in the old text (excluded); equal to `start` if words were only inserted."""
    new_start: int
    """Where the edit begins in the new text."""
    new_end: int
    """Where it ends in the new text (excluded); equal to `new_start` if words were only deleted."""


def edits(old: str, new: str) -> list[Edit]:
    """Return the differences of two texts, in order; edits do not touch each other.

    Each edit covers whole words, or only the whitespace between two words. A moved passage is one
    edit that deletes it and another one that inserts it. If a sentence was edited and its old words
    were also inserted elsewhere as a copy, only the copy is an insertion.
    """
    if old == new:
        return []
    here = FoldedText(old)
    there, ties, _ = _without_duplicates(here, FoldedText(new))
    result: list[Edit] = []
    at = new_at = 0
    for run in align(here, there, moves=False, ties=ties):
        result += _edit_in_gap(old, new, Frame(at, run.start, new_at, run.new_start))
        if not run.same:
            result.append(Edit(*run[:4]))
        at, new_at = run.end, run.new_end
    result += _edit_in_gap(old, new, Frame(at, len(old), new_at, len(new)))
    return result


def _edit_in_gap(old: str, new: str, gap: Frame) -> Iterator[Edit]:
    """Yield the edit in a gap between two runs, if any, without whitespace that both texts have."""
    start, end, new_start, new_end = gap
    if old[start:end] == new[new_start:new_end]:
        return
    while (
        start < end
        and new_start < new_end
        and old[start] == new[new_start]
        and old[start].isspace()
    ):
        start, new_start = start + 1, new_start + 1
    while (
        start < end
        and new_start < new_end
        and old[end - 1] == new[new_end - 1]
        and old[end - 1].isspace()
    ):
        end, new_end = end - 1, new_end - 1
    yield Edit(start, end, new_start, new_end)


class Alignment(NamedTuple):
    """Two states of a text, and what they have in common."""

    there: FoldedText
    """The new text, in which spaces replace the copies that were inserted."""
    runs: list[Run]
    """The words that both texts have in common, in the order of the old text."""
    copies: list[SentenceCopy]
    """The copies of old sentences that were inserted in the new text."""


def align_states(
    here: FoldedText, there: FoldedText, *, at: Iterable[int] | None = None
) -> Alignment:
    """Return the alignment of two states of one text, including moved passages.

    If a sentence was edited in place and a copy of its old words was inserted beside it, the copy
    is not taken for the sentence.

    Args:
        here: The old text.
        there: The new text.
        at: As in `align`.
    """
    at = None if at is None else list(at)
    there, ties, copies = _without_duplicates(here, there)
    runs = with_moved_sentences(here, there, align(here, there, at=at, ties=ties), at)
    doubted = [(copy.start, copy.end) for copy in copies if not copy.sure]
    for n, run in enumerate(runs) if doubted else ():
        if covered(doubted, run.start, run.end):
            runs[n] = run._replace(sure=False)
    return Alignment(there, runs, copies)


def _without_duplicates(
    here: FoldedText, there: FoldedText
) -> tuple[FoldedText, Ties | None, list[SentenceCopy]]:
    """Return the new text without the copies inserted in it, the ties of the texts, and the copies.

    If copies were inserted, the ties are `None`.
    """
    ties = chains_of(ties_of(here, there))
    copies = copies_in(here, there, *ties)
    return (without_copies(there, copies), None, copies) if copies else (there, ties, copies)


def align(
    here: FoldedText,
    there: FoldedText,
    *,
    moves: bool = True,
    at: Iterable[int] | None = None,
    ties: Ties | None = None,
) -> list[Run]:
    """Return the words that two texts have in common, in the order of the old text.

    Runs do not overlap in either text.

    Args:
        here: The old text.
        there: The new text.
        moves: Whether runs may be out of order in the new text.
        at: Offsets of the old text that matter to the caller. If the text between two ties contains
            none of them, it is not matched word by word, and no run contains its words.
        ties: The ties between the two texts, if they are known.
    """
    old, new = here.text, there.text
    if old == new:
        return [Run(0, len(old), 0, len(new), True, True)] if old else []
    main, chains = chains_of(ties_of(here, there)) if ties is None else ties
    moved = moved_passages(here, there, main, chains) if moves else []
    if moves:
        lost, came = uneven_gaps(here, there, main, [whole for whole, _ in moved])
        moved += moved_sentences(lost, came, [whole for whole, _ in moved])
    repeated = repeated_in(here, there)
    wanted = None
    if at is not None:
        wanted = sorted({*at, *(start for spans, _ in repeated for start, _ in spans)})
    runs: list[Run] = []
    for whole, chain in moved:
        runs += _runs_along_ties(here, there, whole, chain, wanted)
    everything = Frame(0, len(old), 0, len(new))
    wholes = [whole for whole, _ in moved]
    runs += _runs_along_ties(here, there, everything, main, wanted, wholes)
    runs.sort()
    return _without_trust(here, there, runs, repeated)


def _runs_along_ties(
    here: FoldedText,
    there: FoldedText,
    whole: Frame,
    ties: Sequence[Frame],
    wanted: Sequence[int] | None,
    without: Sequence[Frame] = (),
) -> Iterator[Run]:
    """Yield the runs of a frame, without passages that were moved out of it or into it."""
    old, new = here.text, there.text
    out = sorted(frame[:2] for frame in without)
    into = sorted(frame[2:] for frame in without)
    at, new_at = whole.start, whole.new_start
    end = Frame(whole.end, whole.end, whole.new_end, whole.new_end)
    for tie in (*ties, end):
        start, stop, new_start, new_stop = tie
        if start == at or new_start == new_at:
            pass
        elif old[at:start] == new[new_at:new_start] and not without:
            yield Run(at, start, new_at, new_start, True, True)
        elif _holds_one(wanted, at, start):
            words = Tokens(here, at, start, out)
            yield from match_tokens(words, Tokens(there, new_at, new_start, into))
        if old[start:stop] != new[new_start:new_stop]:
            words = Tokens(here, start, stop)
            yield from match_tokens(words, Tokens(there, new_start, new_stop))
        elif stop > start:
            yield Run(start, stop, new_start, new_stop, True, True)
        at, new_at = stop, new_stop


def _holds_one(wanted: Sequence[int] | None, start: int, end: int) -> bool:
    """Whether a stretch, with its edges, contains one of some offsets; `None` means all offsets."""
    if wanted is None:
        return True
    n = bisect_left(wanted, start)
    return n < len(wanted) and wanted[n] <= end


def _without_trust(
    here: FoldedText, there: FoldedText, runs: list[Run], repeated: Sequence[tuple[Spans, Spans]]
) -> list[Run]:
    """Return the runs, marked as not sure where they may be another copy of the same passage.

    This concerns passages of which a copy was deleted or inserted. A copy stays sure in three
    cases: the words on both sides of it are unchanged; the words on one side are, and no other copy
    has the same words there; or it is the only copy in both texts between words that occur once.
    """
    if not repeated:
        return runs
    by_new = sorted(run[2:4] for run in runs)
    by_old = [run[:2] for run in runs]
    starts = [run.start for run in runs]
    doubtful: list[tuple[Spans, Spans, list[range]]] = []
    for spans, new_spans in repeated:
        if not all(_is_covered(by_old, *span) for span in spans) or not all(
            _is_covered(by_new, *span) for span in new_spans
        ):
            numbers = [
                range(max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end))
                for start, end in spans
            ]
            doubtful.append((spans, new_spans, numbers))
    between = _Between(runs, {n for _, _, rows in doubtful for row in rows for n in row})
    for spans, new_spans, numbers in doubtful:
        beside = [sides(here.text, start, end) for start, end in spans]
        before, after = (Counter(side) for side in zip(*beside, strict=True))
        for (start, end), own, row in zip(spans, beside, numbers, strict=True):
            for n in row:
                run = runs[n]
                shift = run.new_start - run.start
                new = sides(there.text, start + shift, end + shift)
                agreeing = (own[0] == new[0]) + (own[1] == new[1])
                is_known = (
                    agreeing == 2
                    or agreeing == before[new[0]] + after[new[1]] == 1
                    or between.is_alone(n, spans, new_spans)
                )
                if run.end > start and not is_known:
                    runs[n] = run._replace(sure=False)
    return runs


class _Between:
    """Counts the copies of a passage between the words around it that occur once."""

    def __init__(self, runs: Sequence[Run], repeated: Collection[int]) -> None:
        self._runs = runs
        single = [
            n
            for n, run in enumerate(runs)
            if run.sure and n not in repeated and run.end - run.start >= SINGLE
        ]
        self._single = single
        order = sorted(range(len(runs)), key=lambda n: runs[n].new_start)
        self._rank = {n: rank for rank, n in enumerate(order)}

    def is_alone(self, number: int, spans: Spans, new_spans: Spans) -> bool:
        """Whether there is only one copy between the nearest words around it that occur once."""
        at = bisect_left(self._single, number)
        if not 0 < at < len(self._single):
            return False
        low, high = self._single[at - 1], self._single[at]
        if self._rank[high] - self._rank[low] != high - low:
            return False
        before, after = self._runs[low], self._runs[high]
        return (
            _count(spans, before.end, after.start) == 1
            and _count(new_spans, before.new_end, after.new_start) <= 1
        )


def _count(spans: Spans, start: int, end: int) -> int:
    """Return how many of some sorted spans begin in a stretch."""
    return bisect_left(spans, (end,)) - bisect_left(spans, (start,))


def _is_covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether some spans cover at least half of a stretch."""
    return 2 * covered(spans, start, end) >= end - start
