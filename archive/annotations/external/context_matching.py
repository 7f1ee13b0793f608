"""Where the same words stand, and how well what is beside them agrees with what a file says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from archive.annotations.external.spaceless_text import Needle

_SIDE = 8
"""So much of a context beside the words is looked up; the rest is compared where that stands."""


class WantedQuote(NamedTuple):
    """Words that are to be found."""

    exact: str
    """The words, as somebody is told."""
    needle: Needle
    """What is compared of them."""
    prefix: str
    suffix: str
    """What is compared of what stands beside them."""
    start: int | None
    """Where they begin in a text that nobody has."""
    splits: bool
    """Whether they begin or end within a word there."""

    @property
    def whole(self) -> str:
        """What is compared of the words and of what stands beside them."""
        return self.prefix + self.needle.text + self.suffix


class OccurrenceIndex:
    """Where words stand in what is compared of the text, looked up by what is beside them."""

    def __init__(self, text: str, needle: Needle, starts: Sequence[int], *, is_all: bool) -> None:
        self.starts = starts
        """The places, in order."""
        self.is_all = is_all
        """Whether it is every place."""
        self._text, self._length = text, len(needle.text)
        self._by_side: dict[int, dict[str, list[int]]] = {}

    def prefiltered(self, wanted: WantedQuote, starts: Sequence[int]) -> Sequence[int]:
        """Return those places of some that have the nearest of one side of a context beside them.

        All of them, where there are few.
        """
        if len(starts) <= 2 * _SIDE:
            return starts
        return self.touching(wanted, starts)

    def touching(self, wanted: WantedQuote, starts: Sequence[int]) -> Sequence[int]:
        """Return those places of some that have the nearest of one side of a context beside them.

        All of them, where there is no context.
        """
        if not (wanted.prefix or wanted.suffix):
            return starts
        found: set[int] = set()
        for side, words in ((0, wanted.prefix[-_SIDE:]), (1, wanted.suffix[:_SIDE])):
            if words:
                found.update(self._sides(side, len(words)).get(words, ()))
        return sorted(found.intersection(starts)) if len(found) < len(starts) else starts

    def _sides(self, side: int, length: int) -> dict[str, list[int]]:
        key = 2 * length + side
        if key not in self._by_side:
            found: dict[str, list[int]] = defaultdict(list)
            for at in self.starts:
                end = at + self._length
                beside = (
                    self._text[max(0, at - length) : at]
                    if side == 0
                    else (self._text[end : end + length])
                )
                found[beside].append(at)
            self._by_side[key] = found
        return self._by_side[key]

    def agreement(self, at: int, wanted: WantedQuote) -> tuple[float, float]:
        """Return the shares of both sides of a context that stand beside a place.

        A side that is not known counts as the other one.
        """
        end, prefix, suffix = at + self._length, wanted.prefix, wanted.suffix
        before = _common_prefix_length(
            prefix[::-1], self._text[max(0, at - len(prefix)) : at][::-1]
        )
        after = _common_prefix_length(suffix, self._text[end : end + len(suffix)])
        left = before / len(prefix) if prefix else None
        right = after / len(suffix) if suffix else None
        return (
            left if left is not None else right or 0.0,
            right if right is not None else left or 0.0,
        )


def _common_prefix_length(one: str, other: str) -> int:
    """How many code points two texts have in common at their beginning."""
    n = 0
    for n, (a, b) in enumerate(zip(one, other, strict=False), 1):
        if a != b:
            return n - 1
    return n
