"""Where the words of a quotation stand now, as far as other programs know, and what an answer is
worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from tests.revision.accuracy import Answer
from tests.revision.histories.aligned import GONE, UNKNOWN, aligned, in_a_row
from tests.revision.histories.pairs import Pair, Span

Fate = Literal["stands", "parted", "gone", "unknown"]
"""Most of the words stand together; most stand, but in several blocks or between words of others;
hardly any stands; nobody knows, or about half of them stand."""

Verdict = Literal["right", "refused", "edge", "elsewhere", "nobody knows"]


def is_silently_wrong(verdict: Verdict, answer: Answer | None) -> bool:
    """Whether somebody who trusts the answer is misled."""
    if verdict == "edge":
        return answer is not None and not answer.says_altered
    return verdict == "elsewhere"


_STANDS = 0.5
"""The share of the letters that must stand, and be known to."""
_GONE = 0.25
"""The share of the letters, below which words are gone."""
WHOLE = 20
"""The least weight of words in a row that are believed against the diffs."""
_NEAR = 2
"""Code points by which an end may differ: signs at the edge of a word."""


class Range(NamedTuple):
    """Offsets of the new text, both included."""

    low: int
    high: int

    def has(self, offset: int) -> bool:
        return self.low - _NEAR <= offset <= self.high + _NEAR


@dataclass(frozen=True)
class Truth:
    """What became of a quotation."""

    fate: Fate
    kept: float
    """The share of its letters that are known to stand in the new text."""
    changed: bool
    """Whether other words stand there now, or in another order."""
    starts: Range | None = None
    ends: Range | None = None
    """Where a right answer begins and ends. What is gone has both if something stands between the
    words round it: it may have been rewritten."""
    outer: Range | None = None
    """How far rewritten words at its edges can reach."""
    parts: tuple[Span, ...] = ()
    """Of what is parted: each part, in code points of the new text."""

    @property
    def place(self) -> Span | None:
        """From the first to the last word that stands."""
        return (self.starts.high, self.ends.low) if self.starts and self.ends else None


class Truths:
    """What became of the words of one pair of texts."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair

    @cached_property
    def images(self) -> list[int]:
        """For each old word the position of the new one that it is, or that it is gone."""
        return aligned(self.pair.old.words, self.pair.new.words)

    @cached_property
    def sources(self) -> dict[int, int]:
        """For each new word that is an old one, which."""
        return {m: k for k, m in enumerate(self.images) if m >= 0}

    def changed_sentences(self) -> list[Span]:
        """The sentences of the old text of which something stands, in other words."""
        found = []
        for span in self.pair.old.sentences():
            images = [self.images[k] for k in self.pair.old.held(*span)]
            if any(m >= 0 for m in images) and not in_a_row(images):
                found.append(span)
        return found

    def of(self, span: Span) -> Truth:
        """Return what became of a quotation."""
        old = self.pair.old.words
        held = self.pair.old.held(*span)
        images = [self.images[k] for k in held]
        total = sum(old[k].weight for k in held) or 1
        known = sum(old[k].weight for k in held if self.images[k] >= 0) / total
        doubtful = sum(old[k].weight for k in held if self.images[k] == UNKNOWN) / total
        if in_a_row(images):
            return self._standing(held, images, known, changed=False)
        whole = self._whole(held)
        if whole is not None:
            if sum(m in whole for m in images) > len(images) / 2:
                return self._standing(held, list(whole), 1, changed=False)
            if known > _GONE or not whole:
                return Truth("unknown", known, changed=True)
        if known < _STANDS or doubtful > 1 - _STANDS:
            gone = known + doubtful < _GONE and not doubtful
            room = self._between(held) if gone else None
            return Truth("gone" if gone else "unknown", known, True, room, room)
        return self._standing(held, sorted(m for m in images if m >= 0), known, changed=True)

    def _whole(self, held: range) -> range | None:
        """Where all words of a quotation stand in a row, though the diffs have parted them.

        An empty range: nobody can tell which of several. `None`: nowhere, or the words are few.
        """
        old = self.pair.old.words
        if sum(old[k].weight for k in held) < WHOLE:
            return None
        row = "".join(f"{old[k].key} " for k in held)
        places = [m.start() for m in re.finditer(re.escape(f" {row}"), self._new_row)]
        if not places:
            return None
        first = self._new_row.count(" ", 0, places[0])
        is_one = len(places) == 1 and self._old_row.count(f" {row}") == 1
        return range(first, first + len(held)) if is_one else range(0)

    @cached_property
    def _old_row(self) -> str:
        return " " + "".join(f"{word.key} " for word in self.pair.old.words)

    @cached_property
    def _new_row(self) -> str:
        return " " + "".join(f"{word.key} " for word in self.pair.new.words)

    def _standing(self, held: range, own: list[int], known: float, *, changed: bool) -> Truth:
        """What became of words that stand: in a row, at places with gaps, or in parts."""
        torn = self._torn(held) if changed else self._parted_by_blocks(own)
        outer = self._outer(held, own)
        if changed:
            starts, ends = self._edges(held, own, outer)
        else:
            words = self.pair.new.words
            first, last = words[own[0]].start, words[own[-1]].end
            starts, ends = Range(first, first), Range(last, last)
        return Truth("parted" if torn else "stands", known, changed, starts, ends, outer, torn)

    def _parted_by_blocks(self, own: list[int]) -> tuple[Span, ...]:
        """The parts of words in a row between which a block ends."""
        new = self.pair.new
        blocks = [list(group) for _, group in groupby(own, key=lambda m: new.block_of[m])]
        parts = tuple((new.words[one[0]].start, new.words[one[-1]].end) for one in blocks)
        return parts if len(parts) > 1 else ()

    def _edges(self, held: range, own: list[int], outer: Range) -> tuple[Range, Range]:
        """Where the place of words begins and ends; anywhere in its room if an edge is lost."""
        words = self.pair.new.words
        first, last = words[own[0]].start, words[own[-1]].end
        low = outer.low if self.images[held[0]] != own[0] else first
        high = outer.high if self.images[held[-1]] != own[-1] else last
        return Range(low, first), Range(last, high)

    def _outer(self, held: range, own: list[int]) -> Range:
        """The room of words that stand: to the words that stood round them, if these still do.

        Where they do not, to the next words that are others' or those of another block.
        """
        new, (low, high) = self.pair.new, (own[0], own[-1])
        before = self.images[held[0] - 1] if held[0] else GONE
        behind = self.images[held[-1] + 1] if held[-1] + 1 < len(self.images) else GONE

        def is_free(m: int, block: int) -> bool:
            return m not in self.sources and new.block_of[m] == block

        if 0 <= before < low:
            low = before + 1
        else:
            while low > 0 and is_free(low - 1, new.block_of[own[0]]):
                low -= 1
        if behind > high:
            high = behind - 1
        else:
            while high + 1 < len(new.words) and is_free(high + 1, new.block_of[own[-1]]):
                high += 1
        first = new.words[low - 1].end if low else 0
        last = new.words[high + 1].start if high + 1 < len(new.words) else len(new.text)
        return Range(first, last)

    def _between(self, held: range) -> Range | None:
        """Where something stands in place of what is gone: between the words round it."""
        before = self.images[held[0] - 1] if held[0] else GONE
        behind = self.images[held[-1] + 1] if held[-1] + 1 < len(self.images) else GONE
        words = self.pair.new.words
        is_room = 0 <= before < behind - 1
        return Range(words[before].end, words[behind].start) if is_room else None

    def _torn(self, held: range) -> tuple[Span, ...]:
        """The parts, if words of others stand between them, another order, or a block's end."""
        new = self.pair.new
        in_order = [m for k in held if (m := self.images[k]) >= 0]
        parts, start = [], in_order[0]
        for m, n in pairwise(in_order):
            between = range(m + 1, n)
            if (
                n <= m
                or new.block_of[m] != new.block_of[n]
                or any((k := self.sources.get(w)) is not None and k not in held for w in between)
            ):
                parts.append((new.words[start].start, new.words[m].end))
                start = n
        if not parts:
            return ()
        return (*parts, (new.words[start].start, new.words[in_order[-1]].end))

    def verdict(self, span: Span, answer: Answer | None) -> Verdict:
        """Return what an answer is worth."""
        truth = self.of(span)
        if truth.fate == "unknown":
            return "nobody knows"
        if answer is None:
            return "refused" if truth.fate == "stands" else "right"
        if truth.starts and truth.ends:
            before, behind = self._signs(span)
            at_start = truth.starts.has(answer.start) or truth.starts.has(answer.start + before)
            at_end = truth.ends.has(answer.end) or truth.ends.has(answer.end - behind)
            in_place = at_start and at_end
            if in_place and (truth.fate == "stands" or answer.says_altered):
                return "right"
        held = self.pair.old.held(*span)
        own, others = self._held_by(answer, held, truth.outer)
        if others or not own:
            if not others and truth.fate == "gone":
                return "nobody knows"
            return "nobody knows" if self._is_as_near(span, truth, answer) else "elsewhere"
        if truth.fate == "gone":
            return "right" if answer.says_altered else "edge"
        if truth.fate == "parted" and answer.says_altered and self._is_larger(held, own):
            return "right"
        return "edge"

    def _signs(self, span: Span) -> Span:
        """How many signs a quotation has before its first word and behind its last."""
        held, words = self.pair.old.held(*span), self.pair.old.words
        return words[held[0]].start - span[0], span[1] - words[held[-1]].end

    def _held_by(self, answer: Answer, held: range, outer: Range | None) -> tuple[list[int], bool]:
        """Which words of a quotation an answer holds; and whether words of others, out of room."""
        own, others = [], False
        for m in self.pair.new.held(answer.start, answer.end):
            k, word = self.sources.get(m), self.pair.new.words[m]
            if k is not None and k in held:
                own.append(k)
            elif k is not None:
                others |= outer is None or not outer.low <= word.start < outer.high
        return own, others

    def _is_as_near(self, span: Span, truth: Truth, answer: Answer) -> bool:
        """Whether an answer that says that the words are others is as near to them as the truth.

        Nobody knows then which of the two was meant. Of an answer that says they are the same
        this is not asked: the truth, edited, is not the copy.
        """
        if not answer.says_altered or truth.place is None:
            return False
        from rapidfuzz.distance import Indel

        old, new = self.pair.old, self.pair.new
        was = [old.words[k].key for k in old.held(*span)]
        near, far = (
            Indel.normalized_similarity(was, [new.words[m].key for m in new.held(*place)])
            for place in ((answer.start, answer.end), truth.place)
        )
        return near >= far

    def _is_larger(self, held: range, own: list[int]) -> bool:
        """Whether these are more than half of the words of a quotation that stand."""
        words = self.pair.old.words
        stands = sum(words[k].weight for k in held if self.images[k] != GONE)
        return 2 * sum(words[k].weight for k in own) > stands
