"""Chooses between several occurrences of words by the offsets of the other annotations of a file.

The external text that the offsets refer to is not known. But the offsets have the same order as the
words in the record's text, and the distance between two near places is almost the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_DRIFT, _DRIFT_SHARE = 20, 20
"""How much the distance between two places may differ in the other text: by the first number of
code points, plus one code point for each `_DRIFT_SHARE` of the distance."""
_NEARER = 4
"""A place is chosen only if each other place is farther away by more than this factor."""
_SLACK = 100
"""By how many code points the chosen chain must begin nearer to its offsets than any other."""
_SEEDS, _MOST_SEEDS = 3, 20
"""How many annotations chains are started from, and how many places of each."""
_LEAST, _LEAST_SHARE = 3, 0.8
"""The least number of annotations in a chain, and their least share of all annotations."""


class OffsetPair(NamedTuple):
    """A place, as an offset in each of two texts."""

    start: int
    """The offset in the external text."""
    at: int
    """The offset in the spaceless text of the record."""


class OffsetChain:
    """Chooses places by known pairs of offsets, or by the distances between the places."""

    def __init__(self, places: Sequence[int], known: Sequence[tuple[int, int]]) -> None:
        """Keep the original offset of each spaceless code point, and the known pairs of offsets."""
        self._places = places
        self._known = sorted(OffsetPair(*one) for one in known)

    def choose(
        self, starts: Sequence[int], likely: Sequence[Sequence[int]]
    ) -> Sequence[int | None]:
        """Return the chosen place of each annotation; `None` if it cannot be decided.

        Args:
            starts: The offset of each annotation in the external text.
            likely: The possible places of each annotation in the record's spaceless text, sorted.
        """
        if self._known:
            return [self._between_known(*one) for one in zip(starts, likely, strict=True)]
        return self._along_best_chain(starts, likely)

    def _between_known(self, start: int, likely: Sequence[int]) -> int | None:
        """Choose a place between the nearest known places before and after the offset."""
        n = bisect_right(self._known, OffsetPair(start, len(self._places)))
        before = self._known[n - 1] if n else None
        after = self._known[n] if n < len(self._known) else None
        low = before.at if before else 0
        high = after.at if after else len(self._places)
        first, last = bisect_left(likely, low), bisect_right(likely, high)
        near = min((one for one in (before, after) if one), key=lambda one: abs(one.start - start))
        return self._nearest(near, start, likely, first, last)

    def _nearest(
        self, point: OffsetPair, start: int, likely: Sequence[int], first: int, last: int
    ) -> int | None:
        """Return the only place at the same distance from a known one as in the external text.

        Only the likely places between the indexes `first` and `last` are considered.
        """
        wanted = self._places[point.at] + start - point.start
        n = bisect_left(likely, wanted, first, last, key=lambda at: self._places[at])
        distances = sorted(
            (abs(self._places[at] - wanted), at)
            for at in likely[max(first, n - 1) : min(last, n + 2)]
        )
        drift = _DRIFT + abs(start - point.start) // _DRIFT_SHARE
        if not distances or distances[0][0] > drift:
            return None
        nearest = max(_NEARER * distances[0][0] + _DRIFT, drift)
        if len(distances) > 1 and distances[1][0] <= nearest:
            return None
        return distances[0][1]

    def _along_best_chain(
        self, starts: Sequence[int], likely: Sequence[Sequence[int]]
    ) -> Sequence[int | None]:
        """Return the places on the chain that has the most annotations.

        If several chains have equally many, as in a text that is repeated in full, the chain that
        begins nearest to its offsets is chosen, if it is clearly nearer than the others.
        """
        order = sorted(range(len(starts)), key=starts.__getitem__)
        found: list[tuple[int, int, dict[int, int]]] = []
        for n in sorted(order, key=lambda n: len(likely[n]))[:_SEEDS]:
            for at in likely[n][:_MOST_SEEDS]:
                chain = self._chain_from(OffsetPair(starts[n], at), order, starts, likely)
                count = len({starts[one] for one in chain})
                found.append((count, abs(self._places[at] - starts[n]), chain))
        undecided: list[int | None] = [None] * len(starts)
        if not found:
            return undecided
        most = max(count for count, _, _ in found)
        best = sorted((one for one in found if one[0] == most), key=lambda one: one[1])
        _, distance, chain = best[0]
        others = [one for one in best if one[2] != chain]
        if most < max(_LEAST, _LEAST_SHARE * len(set(starts))):
            return undecided
        if others and _NEARER * distance + _SLACK >= others[0][1]:
            return undecided
        return [chain.get(n) for n in range(len(starts))]

    def _chain_from(
        self,
        point: OffsetPair,
        order: Sequence[int],
        starts: Sequence[int],
        likely: Sequence[Sequence[int]],
    ) -> dict[int, int]:
        """Return the chain through one place: the place of each annotation on it, by its number."""
        found: dict[int, int] = {}
        middle = bisect_left(order, point.start, key=starts.__getitem__)
        for numbers in (order[middle:], order[:middle][::-1]):
            last = point
            for n in numbers:
                at = self._nearest(last, starts[n], likely[n], 0, len(likely[n]))
                if at is not None:
                    found[n] = at
                    last = OffsetPair(starts[n], at)
        return found
