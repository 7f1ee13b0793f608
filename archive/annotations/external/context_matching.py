"""Compares the prefix and suffix of a quote with the text beside each occurrence of its words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from archive.annotations.external.spaceless_text import Needle
from archive.text.common_affixes import common_prefix_length

_LOOKED_UP = 8
"""How much of a context beside the words is looked up; the rest is compared where that is found."""
_MOST_COMPARED = 200
"""At how many places the rest is compared. Where more have the nearest of the context, as in a text
that says one word all the time, it decides nothing, and all would be compared with each quote."""


class WantedQuote(NamedTuple):
    """Words that are to be found."""

    exact: str
    """The words, as messages show them."""
    needle: Needle
    """The words, as they are searched."""
    prefix: str
    suffix: str
    """The context, as it is compared."""
    start: int | None
    """Where they begin in the external text, which is not known."""
    splits: bool
    """Whether they begin or end within a word there."""

    @property
    def whole(self) -> str:
        """The words and their context, as they are compared."""
        return self.prefix + self.needle.text + self.suffix


class OccurrenceIndex:
    """The occurrences of words in the spaceless text, which can be looked up by their context."""

    def __init__(self, text: str, needle: Needle, starts: Sequence[int], *, is_all: bool) -> None:
        self.starts = starts
        """The places, in order."""
        self.is_all = is_all
        """Whether it is every place."""
        self._text, self._length = text, len(needle.text)
        self._by_side: dict[int, dict[str, list[int]]] = {}

    def prefiltered(self, wanted: WantedQuote, starts: Sequence[int]) -> Sequence[int]:
        """Return those places of some that have the nearest of one side of a context beside them.

        All of them, where there are few; none, where too many have that.
        """
        if not (wanted.prefix or wanted.suffix):
            return starts[:1]  # all are alike
        found = starts if len(starts) <= 2 * _LOOKED_UP else self.touching(wanted, starts)
        return found if len(found) <= _MOST_COMPARED else ()

    def touching(self, wanted: WantedQuote, starts: Sequence[int]) -> Sequence[int]:
        """Return those places of some that have the nearest of one side of a context beside them.

        All of them, where there is no context, or too many have that.
        """
        if not (wanted.prefix or wanted.suffix):
            return starts
        found: set[int] = set()
        for side, words in ((0, wanted.prefix[-_LOOKED_UP:]), (1, wanted.suffix[:_LOOKED_UP])):
            if words:
                places = self._sides(side, len(words)).get(words, ())
                if len(places) > _MOST_COMPARED:
                    return starts
                found.update(places)
        if len(found) >= len(starts):
            return starts
        return [at for at in sorted(found) if _is_in(starts, at)]

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
        """Return which shares of the prefix and of the suffix stand beside a place.

        A side that is not known counts as the other one.
        """
        end, prefix, suffix = at + self._length, wanted.prefix, wanted.suffix
        before = common_prefix_length(prefix[::-1], self._text[max(0, at - len(prefix)) : at][::-1])
        after = common_prefix_length(suffix, self._text[end : end + len(suffix)])
        left = before / len(prefix) if prefix else None
        right = after / len(suffix) if suffix else None
        return (
            left if left is not None else right or 0.0,
            right if right is not None else left or 0.0,
        )


def _is_in(places: Sequence[int], place: int) -> bool:
    """Whether a place is one of some, which are in order."""
    n = bisect_left(places, place)
    return n < len(places) and places[n] == place
