"""Passages that are the same: which of them a script has moved or deleted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.tools.edited.pages import Leaf, Sentence
from tests.tools.edited.trace import Source


class Twins:
    """Passages of the old text that are the same, of which a script has moved or deleted some.

    If it moves one of two past the other, or deletes one and puts the other into its place, nobody
    can know: the text is that of a simpler script. Which of them is which is settled so that as
    many words as possible follow the words that they followed.
    """

    def __init__(
        self, before: Sequence[Sequence[Sentence]], leaves: Sequence[Leaf], *, blocks_stay: bool
    ) -> None:
        self.before, self.leaves, self.blocks_stay = before, leaves, blocks_stay
        self.starts: list[int] = []
        """Of each old word the number of its first code point."""
        self.first: dict[tuple[int, int], int] = {}
        """Of each old sentence, by block and place in it, the number of its first word."""
        self.edges: list[int] = []
        """Of each old block the number of its first word."""
        for block, sentences in enumerate(before):
            self.edges.append(len(self.starts))
            for place, sentence in enumerate(sentences):
                self.first[block, place] = len(self.starts)
                self.starts += (word.trace[0] for word in sentence)  # type: ignore[misc]

    def settle(self) -> None:
        """Exchange passages as long as that makes the script simpler."""
        pairs = list(self._pairs())
        if not pairs:
            return
        now = [self._numbers(leaf) for leaf in self.leaves]
        best, settled, changed = self._score(now), True, False
        while settled:
            settled = False
            for one, other, length in pairs:
                renumbered = _exchanged(one, other, length)
                then = [[renumbered.get(n, n) for n in numbers] for numbers in now]
                if (score := self._score(then)) > best:
                    now, best, settled, changed = then, score, True, True
        if changed:
            for leaf, numbers in zip(self.leaves, now, strict=True):
                self._renumber(leaf, numbers)

    def _pairs(self) -> Iterator[tuple[int, int, int]]:
        """The first words of two equal passages, and how many words they have: long ones first."""
        by_text: dict[str, list[tuple[int, int]]] = {}
        for block, sentences in enumerate(self.before):
            for place, sentence in enumerate(sentences):
                by_text.setdefault(shown(sentence).strip(), []).append((block, place))
        found: set[tuple[int, int, int]] = set()
        for places in by_text.values():
            for n, one in enumerate(places):
                for other in places[n + 1 :]:
                    for length in {self._length(one, other), 1}:
                        words = sum(len(self._at(one, k)) for k in range(length))
                        found.add((self.first[one], self.first[other], words))
        yield from sorted(found, key=lambda pair: -pair[2])

    def _at(self, place: tuple[int, int], step: int) -> Sentence:
        return self.before[place[0]][place[1] + step]

    def _length(self, one: tuple[int, int], other: tuple[int, int]) -> int:
        """How many sentences from two places on are the same."""
        most = min(len(self.before[block]) - place for block, place in (one, other))
        if one[0] == other[0]:
            most = min(most, other[1] - one[1])
        length = 1
        while length < most and shown(self._at(one, length)) == shown(self._at(other, length)):
            length += 1
        return length

    def _numbers(self, leaf: Leaf) -> list[int]:
        """Which old word each word of a block comes from; -1 for one that was put in."""
        found = []
        for word in leaf.words():
            source = next((one for one in word.trace if one is not None), None)
            start = source[0] if isinstance(source, tuple) else source
            found.append(-1 if start is None else bisect_right(self.starts, start) - 1)
        return found

    def _score(self, numbers: Sequence[Sequence[int]]) -> int:
        """How many words that are still there follow the one that they followed."""
        here = [n for block in numbers for n in block if n >= 0]
        order = {n: rank for rank, n in enumerate(sorted(set(here)))}
        if not self.blocks_stay:
            ranks = [order[n] for n in here]
            return sum(other == one + 1 for one, other in pairwise(ranks))
        total = 0
        for block, own in enumerate(numbers):
            ends = [*self.edges[block : block + 2], len(self.starts)]
            still = [n for n in own if n >= 0]
            total += sum(ends[0] <= n < ends[1] for n in still)
            total += sum(order[b] == order[a] + 1 for a, b in pairwise(still))
        return total

    def _renumber(self, leaf: Leaf, numbers: Sequence[int]) -> None:
        """Let the words of a block come from these old words, which look the same."""
        new = iter(zip(self._numbers(leaf), numbers, strict=True))
        for sentence in leaf.sentences:
            for n, word in enumerate(sentence):
                was, now = next(new)
                if was != now:
                    by = self.starts[now] - self.starts[was]
                    sentence[n] = word._replace(trace=[_shifted(one, by) for one in word.trace])


def _exchanged(one: int, other: int, length: int) -> dict[int, int]:
    """The numbers of the words of two passages, each with that of its twin."""
    pairs = [(one + n, other + n) for n in range(length)]
    return dict(pairs) | {b: a for a, b in pairs}


def _shifted(source: Source, by: int) -> Source:
    if isinstance(source, tuple):
        return source[0] + by, source[1] + by
    return source if source is None else source + by


def shown(sentence: Sentence) -> str:
    return "".join(word.before + word.text for word in sentence)
