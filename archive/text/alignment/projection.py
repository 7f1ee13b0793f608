"""Finds where stretches of the old text are in the new text, from the alignment of the two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from archive.text.alignment.token_matching import Run
from archive.text.alignment.tokens import BEHIND, FoldedText, Tokens, is_block, weight
from archive.text.alignment.tuning import (
    KEPT,
    LONGEST_INSIDE,
    MOST_PAIRS,
    MOSTLY,
    NEAR,
    STRETCH_ALIKE,
    WORD_LIKE,
)
from archive.text.characters import BLOCK_END
from archive.text.graphemes import splits_grapheme

Fate = Literal["same", "altered", "doubtful", "parted", "gone"]
"""What became of a stretch: it has the same words; it has other words in a certain place; its words
could be another copy; its words are no longer together; it cannot be identified."""


class Placement(NamedTuple):
    """The new place of a stretch, in code points, and what became of the stretch."""

    start: int
    end: int
    fate: Fate
    is_part: bool = False
    """Whether the old stretch was split, and this is the place of its largest part."""


class _Gap(NamedTuple):
    """The text between two runs, in both texts."""

    start: int
    end: int
    new_start: int
    new_end: int
    closed: bool
    """Whether the runs on both sides of the gap are neighbours in both texts."""
    firm: bool = False
    """Whether the run that the gap belongs to is also certainly not another copy of its words."""


class _Pair(NamedTuple):
    """A word of the old text, and the word of the new text in its place."""

    start: int
    end: int
    new_start: int
    new_end: int
    likeness: float


class Projection:
    """Finds where stretches of the old text are in the new text.

    Args:
        old: The old text.
        new: The new text.
        runs: The alignment of the two texts.
    """

    def __init__(self, old: FoldedText, new: FoldedText, runs: Sequence[Run]) -> None:
        self._here, self._there = old, new
        self.old, self.new, self.runs = old.text, new.text, runs
        self._starts = [run.start for run in runs]
        self._ends = [run.end for run in runs]
        new_starts = [run.new_start for run in runs]
        self._in_new_order = sorted(range(len(runs)), key=new_starts.__getitem__)
        self._new_starts = sorted(new_starts)
        self._rank = {n: rank for rank, n in enumerate(self._in_new_order)}
        self._joined: dict[int, bool] = {}

    def place(self, start: int, end: int) -> Placement:
        """Return where the code points from `start` to `end` of the old text are in the new text.

        Text inserted between them is included; text inserted at their edges is not.
        """
        first, last = self._without_blanks(start, end)
        k, m = bisect_right(self._ends, first), bisect_left(self._starts, last)
        if k == m:
            placement = self._within_gap(first, last, k)
        elif m == k + 1 and self._holds(self.runs[k], first, last):
            shift = self.runs[k].new_start - self.runs[k].start
            placement = Placement(first + shift, last + shift, "altered")
        else:
            placement = self._over_runs(first, last, k, m)
        if placement.fate in ("parted", "gone"):
            return placement
        if placement.start >= placement.end:
            return Placement(0, 0, "gone")
        new_start, new_end = self._with_blanks(start, end, first, last, placement)
        new_start, new_end = self._whole_graphemes(start, end, new_start, new_end)
        same = self.old[start:end] == self.new[new_start:new_end]
        if placement.fate == "doubtful":
            return Placement(new_start, new_end, "doubtful")
        if BLOCK_END in self.new[new_start:new_end]:
            return self._larger_part(first, last, k, m)
        return Placement(new_start, new_end, "same" if same else "altered", placement.is_part)

    def place_between(self, offset: int) -> int | None:
        """Return the new offset of a point between two code points; `None` if it is unknown."""
        k = bisect_left(self._ends, offset)
        if k < len(self.runs) and self.runs[k].start <= offset:
            return self._inside(self.runs[k], offset)
        return None

    def stands_once(self, start: int, end: int) -> bool:
        """Return whether a stretch of the old text has a clause that occurs nowhere else in it."""
        return self._here.stands_once(start, end)

    def is_free(self, new_start: int, new_end: int) -> bool:
        """Return whether no sure run overlaps a stretch of the new text."""
        low = bisect_left(self._new_starts, new_end) - 1
        for rank in range(low, -1, -1):
            run = self.runs[self._in_new_order[rank]]
            if run.new_end <= new_start:
                break
            if run.sure:
                return False
        return True

    def _without_blanks(self, start: int, end: int) -> tuple[int, int]:
        words = self.old[start:end]
        if words.isspace():
            return start, end
        return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())

    def _with_blanks(
        self, start: int, end: int, first: int, last: int, placement: Placement
    ) -> tuple[int, int]:
        """Extend a new place by whitespace at its edges, if the old stretch had some there."""
        head, tail = self.old[start:first], self.old[last:end]
        new_start, new_end = placement.start, placement.end
        if head and self.new.endswith(head, 0, new_start):
            new_start -= len(head)
        if tail and self.new.startswith(tail, new_end):
            new_end += len(tail)
        return new_start, new_end

    def _whole_graphemes(
        self, start: int, end: int, new_start: int, new_end: int
    ) -> tuple[int, int]:
        """Widen a new place to whole characters, if the old stretch had whole characters."""
        if self.new.isascii():
            return new_start, new_end
        if not splits_grapheme(self.old, start):
            while splits_grapheme(self.new, new_start):
                new_start -= 1
        if not splits_grapheme(self.old, end):
            while splits_grapheme(self.new, new_end):
                new_end += 1
        return new_start, new_end

    def _holds(self, run: Run, first: int, last: int) -> bool:
        """Whether a stretch is within one sure run whose words are unchanged."""
        whole = run.start <= first and last <= run.end and run.same and run.sure
        return whole and self._tells(first, last, run)

    def _over_runs(self, first: int, last: int, k: int, m: int) -> Placement:
        """Return the place of a stretch with words in the runs from number `k` to before `m`."""
        new_start, sure_start, before = self._start_edge(first, last, k)
        new_end, sure_end, after = self._end_edge(first, last, m - 1)
        if not self._in_a_row(new_start, new_end, k, m):
            return self._larger_part(first, last, k, m)
        kept = self._weight_in_runs(first, last, range(k, m))
        in_place = sum(weight(self.old[p.start : p.end]) for p in (*before, *after) if p.likeness)
        enough = kept + in_place >= KEPT * weight(self.old[first:last])
        if not enough and not self._is_like(first, last, new_start, new_end):
            return Placement(new_start, new_end, "gone")
        if sure_start and sure_end:
            return Placement(new_start, new_end, "altered")
        certain = [n for n in range(k, m) if self.runs[n].sure]
        if self._weight_in_runs(first, last, certain) < max(MOSTLY * kept, 1):
            return Placement(new_start, new_end, "doubtful")
        if not sure_start and self._is_beside(first, last, k, range(max(0, first - NEAR), first)):
            new_start = self._first_sure(first, k, certain[0])
        if not sure_end and self._is_beside(first, last, m - 1, range(last, last + NEAR)):
            new_end = self._last_sure(last, m - 1, certain[-1])
        return Placement(new_start, new_end, "altered")

    def _is_beside(self, first: int, last: int, number: int, beside: range) -> bool:
        """Whether the words that a stretch has in one run also occur beside the stretch."""
        run, folded = self.runs[number], self._here.folded
        words = folded[max(first, run.start) : min(last, run.end)].strip()
        return words in folded[beside.start : beside.stop]

    def _weight_in_runs(self, first: int, last: int, numbers: Iterable[int]) -> int:
        """Return the weight of the words that a stretch has in some runs."""
        runs = (self.runs[n] for n in numbers)
        return sum(weight(self.old[max(first, run.start) : min(last, run.end)]) for run in runs)

    def _first_sure(self, first: int, k: int, number: int) -> int:
        """Return the start of a stretch: runs that touch its first sure run are included."""
        while number > k and self._touches(number - 1):
            number -= 1
        run = self.runs[number]
        return self._inside(run, max(first, run.start))

    def _last_sure(self, last: int, m: int, number: int) -> int:
        """Return the end of a stretch: runs that touch its last sure run are included."""
        while number < m and self._touches(number):
            number += 1
        run = self.runs[number]
        return self._inside(run, min(last, run.end))

    def _touches(self, number: int) -> bool:
        """Whether the text between a run and the next run is the same in both texts."""
        run, following = self.runs[number], self.runs[number + 1]
        between = self.new[run.new_end : following.new_start]
        return self.old[run.end : following.start] == between

    def _together(self, number: int) -> bool:
        """Whether a run and the next run are still together; the answer is cached."""
        if number not in self._joined:
            self._joined[number] = self._stand_together(number)
        return self._joined[number]

    def _stand_together(self, number: int) -> bool:
        """Whether a run and the next run are still together: in order, in one block.

        Edited words, or words inserted between two runs, do not separate them.
        """
        run, following = self.runs[number], self.runs[number + 1]
        if self._rank[number + 1] != self._rank[number] + 1:
            return False
        if following.new_start - run.new_end > LONGEST_INSIDE:
            return False
        between = self._there.folded[run.new_end : following.new_start]
        return BLOCK_END not in between

    def _is_like(self, first: int, last: int, new_start: int, new_end: int) -> bool:
        from rapidfuzz import fuzz

        words, new_words = self._here.folded[first:last], self._there.folded[new_start:new_end]
        return fuzz.ratio(words, new_words) >= STRETCH_ALIKE

    def _in_a_row(self, new_start: int, new_end: int, k: int, m: int) -> bool:
        """Whether the runs are still together, and no other run extends into their stretch."""
        if not all(map(self._together, range(k, m - 1))):
            return False
        low, high = self._rank[k] - 1, self._rank[m - 1] + 1
        if low >= 0 and self.runs[self._in_new_order[low]].new_end > new_start:
            return False
        return high >= len(self._new_starts) or self._new_starts[high] >= new_end

    def _start_edge(self, first: int, last: int, k: int) -> tuple[int, bool, list[_Pair]]:
        """Return where a stretch begins in the new text, if surely, and its words before `k`."""
        run = self.runs[k]
        sure = self._is_sure(first, last, range(k, len(self.runs)))
        if run.start <= first:
            return self._inside(run, first), sure, []
        gap = self._gap_before(k)
        pairs = [pair for pair in self._pairs(gap, from_end=True) if pair.end > first]
        if pairs:
            return self._within_word(pairs[0], first), sure, pairs
        return run.new_start, sure, []

    def _end_edge(self, first: int, last: int, m: int) -> tuple[int, bool, list[_Pair]]:
        """Return where a stretch ends in the new text, if surely, and its words after `m`."""
        run = self.runs[m]
        sure = self._is_sure(first, last, range(m, -1, -1))
        if run.end >= last:
            return self._inside(run, last), sure, []
        gap = self._gap_after(m)
        pairs = [pair for pair in self._pairs(gap) if pair.start < last]
        if pairs:
            return self._within_word(pairs[-1], last), sure, pairs
        return run.new_end, sure, []

    def _is_sure(self, first: int, last: int, outermost: Sequence[int]) -> bool:
        """Whether the first and last letters that a stretch has in runs are in sure runs."""
        for number in outermost:
            run = self.runs[number]
            if run.start >= last or run.end <= first:
                break
            if not run.sure and weight(self.old[max(first, run.start) : min(last, run.end)]):
                return False
            if run.sure:
                return self._tells(first, last, run)
        return False

    def _tells(self, first: int, last: int, run: Run) -> bool:
        """Whether a stretch can be identified: it has letters, or is punctuation within the run."""
        if weight(self.old[first:last]):
            return True
        before = run.start < first or self.old[max(0, first - 1) : first] in ("", BLOCK_END)
        return before and (last < run.end or self.old.startswith(BLOCK_END, last))

    def _inside(self, run: Run, at: int) -> int:
        if run.same:
            return run.new_start + at - run.start
        return self._within_word(_Pair(*run[:4], 1.0), at)

    def _within_word(self, pair: _Pair, at: int) -> int:
        """Return the offset in a new word that corresponds to an offset in the word it replaced."""
        if at <= pair.start:
            return pair.new_start
        if at >= pair.end:
            return pair.new_end
        from rapidfuzz.distance import Levenshtein

        word, new_word = (
            self.old[pair.start : pair.end],
            self.new[pair.new_start : pair.new_end],
        )
        inner = at - pair.start
        for step in Levenshtein.opcodes(word, new_word):
            if inner <= step.src_end:
                return pair.new_start + max(step.dest_start, step.dest_end - (step.src_end - inner))
        return pair.new_end

    def _gap_before(self, k: int) -> _Gap:
        """Return the gap before a run: from the run before it, or from the start of its block."""
        run = self.runs[k]
        rank = self._rank[k]
        start = self.runs[k - 1].end if k else 0
        before = self._in_new_order[rank - 1] if rank else -1
        new_start = self.runs[before].new_end if before >= 0 else 0
        if before == k - 1:
            return _Gap(start, run.start, new_start, run.new_start, True, run.sure)
        start = max(start, self.old.rfind(BLOCK_END, start, run.start) + 1)
        new_start = max(new_start, self.new.rfind(BLOCK_END, new_start, run.new_start) + 1)
        return _Gap(start, run.start, new_start, run.new_start, False)

    def _gap_after(self, m: int) -> _Gap:
        """Return the gap after a run: up to the run after it, or to the end of its block."""
        run = self.runs[m]
        rank = self._rank[m]
        last = len(self.runs) - 1
        end = self.runs[m + 1].start if m < last else len(self.old)
        after = self._in_new_order[rank + 1] if rank < last else last + 1
        new_end = self.runs[after].new_start if rank < last else len(self.new)
        if after == m + 1:
            return _Gap(run.end, end, run.new_end, new_end, True, run.sure)
        stop = self.old.find(BLOCK_END, run.end, end)
        new_stop = self.new.find(BLOCK_END, run.new_end, new_end)
        end, new_end = stop if stop >= 0 else end, new_stop if new_stop >= 0 else new_end
        return _Gap(run.end, end, run.new_end, new_end, False)

    def _within_gap(self, first: int, last: int, k: int) -> Placement:
        """Return the place of a stretch between runs `k - 1` and `k`, without words in runs."""
        gaps = []
        if k < len(self.runs):
            gaps.append(self._gap_before(k))
        if k and not (gaps and gaps[0].closed):
            gaps.append(self._gap_after(k - 1))
        for gap in gaps:
            if not gap.closed and not self._fills_block(gap):
                continue
            pairs = [
                pair
                for pair in self._pairs(gap)
                if pair.end > first and pair.start < last and pair.likeness < 1  # no mere accident
            ]
            kept = sum(weight(self.old[p.start : p.end]) for p in pairs if p.likeness)
            if kept and kept >= KEPT * weight(self.old[first:last]):
                return Placement(
                    self._within_word(pairs[0], first),
                    self._within_word(pairs[-1], last),
                    "altered",
                )
        return Placement(0, 0, "gone")

    def _fills_block(self, gap: _Gap) -> bool:
        """Whether a gap is a whole block in both texts."""
        return is_block(self.old, gap.start, gap.end) and is_block(
            self.new, gap.new_start, gap.new_end
        )

    def _pairs(self, gap: _Gap, *, from_end: bool = False) -> list[_Pair]:
        """Return the words of a gap in the old text, each with the new word in its place.

        Similar words are paired. If the gap is firm, the words between them are also paired, in
        order, starting at the run that the gap belongs to: from the beginning or the end of the
        gap.
        """
        here = Tokens(self._here, gap.start, gap.end)
        there = Tokens(self._there, gap.new_start, gap.new_end)
        if not here.keys or not there.keys or len(here.keys) * len(there.keys) > MOST_PAIRS:
            return []
        alike = [
            _Pair(*here.stretch(n, n + 1), *there.stretch(m, m + 1), likeness)
            for n, m, likeness in _best_pairs(here.keys, there.keys)
        ]
        if not gap.firm:
            return alike
        pairs: list[_Pair] = []
        words, new_words = here.words(), there.words()
        at, new_at = gap.start, gap.new_start
        end = _Pair(gap.end, gap.end, gap.new_end, gap.new_end, 1.0)
        for pair in (*alike, end):
            own = [word for word in words if at <= word[0] and word[1] <= pair.start]
            new = [word for word in new_words if new_at <= word[0] and word[1] <= pair.new_start]
            count = min(len(own), len(new))
            if from_end:
                own, new = own[len(own) - count :], new[len(new) - count :]
            pairs += (_Pair(*one, *other, 0.0) for one, other in zip(own, new, strict=False))
            pairs.append(pair)
            at, new_at = pair.end, pair.new_end
        return pairs[:-1]

    def _rows(self, k: int, m: int) -> Iterator[range]:
        """Yield the runs from `k` to before `m` in groups of runs that are still together."""
        first = k
        for number in range(k, m):
            if number + 1 == m or not self._together(number):
                yield range(first, number + 1)
                first = number + 1

    def _trimmed(self, a: int, b: int, first: int, last: int) -> tuple[int, int]:
        """Return part of a split stretch without whitespace and punctuation where it was split."""
        if a > first:
            a = b - len(self.old[a:b].lstrip(BEHIND))
        if b < last:
            b = a + len(self.old[a:b].rstrip())
        return a, b

    def _larger_part(self, first: int, last: int, k: int, m: int) -> Placement:
        """Return the part with more than half of a split stretch; if none has it, `parted`."""
        whole = weight(self.old[first:last])
        for numbers in self._rows(k, m):
            start, end = self.runs[numbers[0]], self.runs[numbers[-1]]
            a, b = self._trimmed(max(first, start.start), min(last, end.end), first, last)
            if 2 * weight(self.old[a:b]) > whole and 2 * (b - a) > last - first:
                certain = self._weight_in_runs(a, b, (n for n in numbers if self.runs[n].sure))
                sure = certain >= max(MOSTLY * self._weight_in_runs(a, b, numbers), 1)
                fate: Fate = "altered" if sure else "doubtful"
                return Placement(self._inside(start, a), self._inside(end, b), fate, True)
        return Placement(0, 0, "parted")


def _best_pairs(keys: Sequence[str], new_keys: Sequence[str]) -> list[tuple[int, int, float]]:
    """Return the pairs of words, in the same order, with the greatest total likeness."""
    from rapidfuzz.distance import OSA

    likeness = {
        (n, m): like
        for n, key in enumerate(keys)
        for m, new_key in enumerate(new_keys)
        # repeated words are ambiguous
        if keys.count(key) == 1 and new_keys.count(new_key) == 1
        if (like := OSA.normalized_similarity(key, new_key)) >= WORD_LIKE
    }
    if not likeness:
        return []
    best = [[0.0] * (len(new_keys) + 1) for _ in range(len(keys) + 1)]
    for n in range(len(keys) - 1, -1, -1):
        for m in range(len(new_keys) - 1, -1, -1):
            pair = likeness.get((n, m))
            taken = pair + best[n + 1][m + 1] if pair else 0.0
            best[n][m] = max(best[n + 1][m], best[n][m + 1], taken)
    pairs, n, m = [], 0, 0
    while n < len(keys) and m < len(new_keys):
        pair = likeness.get((n, m))
        if pair and best[n][m] == pair + best[n + 1][m + 1]:
            pairs.append((n, m, pair))
            n, m = n + 1, m + 1
        elif best[n][m] == best[n + 1][m]:
            n += 1
        else:
            m += 1
    return pairs
