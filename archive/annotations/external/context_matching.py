"""Compares the prefix and suffix of a quote with the text beside each occurrence of its words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from archive.annotations.external.spaceless_text import Needle
from archive.text.common_affixes import common_prefix_length

_LOOKED_UP = 8
"""How many code points of a context are searched with an index; the rest is compared only at the
places where these match."""
_MOST_COMPARED = 200
"""The most places at which the rest is compared. If the nearest part of the context matches at more
places, as in a text that repeats one word, the context cannot decide, and the comparison is
slow."""


class WantedQuote(NamedTuple):
    """Words to search for, with their context."""

    exact: str
    """The words, for messages."""
    needle: Needle
    """The words in the form in which they are searched."""
    prefix: str
    suffix: str
    """The text after the words, in the form in which it is compared."""
    start: int | None
    """The start of the words in the external text, which itself is not known."""
    splits: bool
    """Whether the words begin or end within a word of the external text."""

    @property
    def whole(self) -> str:
        """Return the words with their context, in the form in which they are compared."""
        return self.prefix + self.needle.text + self.suffix


class OccurrenceIndex:
    """The occurrences of words in the spaceless text, with a search by their context."""

    def __init__(self, text: str, needle: Needle, starts: Sequence[int], *, is_all: bool) -> None:
        self.starts = starts
        """The places, in order."""
        self.is_all = is_all
        """Whether the text has no other occurrences."""
        self._text, self._length = text, len(needle.text)
        self._by_side: dict[int, dict[str, list[int]]] = {}

    def prefiltered(self, wanted: WantedQuote, starts: Sequence[int]) -> Sequence[int]:
        """Return the places where the nearest part of the prefix or suffix matches.

        If there are few places, return all. If too many match, return none.
        """
        if not (wanted.prefix or wanted.suffix):
            return starts[:1]  # no context tells the places apart
        found = starts if len(starts) <= 2 * _LOOKED_UP else self.touching(wanted, starts)
        return found if len(found) <= _MOST_COMPARED else ()

    def touching(self, wanted: WantedQuote, starts: Sequence[int]) -> Sequence[int]:
        """Return the places where the nearest part of the prefix or suffix matches.

        If there is no context, or too many places match, return all.
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
        """Return which shares of the prefix and of the suffix match at a place.

        If only one of the two is known, both shares are the same.
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
    """Whether a place is among sorted places."""
    n = bisect_left(places, place)
    return n < len(places) and places[n] == place
