"""Finds the words of blocks in a derived text, each once, in the order in which blocks come."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.derivations.derivation import Derived
    from archive.model.captures import Origin

_BLANKS = " \n"
_MOST_TRIED = 1000
"""How many places of the same words are tried: a file may repeat a letter a million times."""


class StretchFinder:
    """Finds stretches of a text; none of those that it returns or is given overlaps another."""

    def __init__(self, derived: Derived) -> None:
        self._derived = derived
        self._at = 0
        """Where the last stretch ended."""
        self._taken: list[tuple[int, int]] = []
        """The stretches so far, in the order of the text."""

    def take(self, start: int, end: int) -> None:
        """Note a stretch that has an owner."""
        self._at = end
        if start < end:
            insort(self._taken, (start, end))

    def find(self, words: str, marker: str = "", hint: Origin | None = None) -> int | None:
        """Return where words stand, and note that they are found; `None` where they do not.

        Args:
            words: The words; of none, it is where the hint begins.
            marker: What may stand just before them, and is no part of them.
            hint: An origin in which they probably are.
        """
        start = self._start(words, marker, hint)
        if start is not None:
            self.take(start, start + len(words))
        return start

    def _start(self, words: str, marker: str, hint: Origin | None) -> int | None:
        text = self._derived.text
        first, last = (0, len(text)) if hint is None else self._derived.stretch(hint)
        at = self._at
        if not words:
            at = min(max(at, first), last)  # its place is in what the hint names
            if not marker:
                return at
        while at < len(text) and text[at] in _BLANKS:
            at += 1
        if not words:
            return at + len(marker) if text.startswith(marker, at) else at
        if text.startswith(marker + words, at):
            at += len(marker)
        is_next = text.startswith(words, at) and not self._is_taken(at, at + len(words))
        if is_next and first <= at and at + len(words) <= last:
            return at
        found = self._search(words, first, last)
        if found is None and is_next:
            return at
        if found is None:
            found = self._search(words, self._at, len(text))
        return self._search(words, 0, len(text)) if found is None else found

    def _search(self, words: str, first: int, last: int) -> int | None:
        """The first stretch of these words that has no owner, of whole words if there is one."""
        text, start, partial = self._derived.text, first, None
        for _ in range(_MOST_TRIED):
            start = text.find(words, start, last)
            if start < 0:
                break
            end = start + len(words)
            if not self._is_taken(start, end):
                if not (_is_within_word(text, start) or _is_within_word(text, end)):
                    return start
                partial = start if partial is None else partial
            start += 1
        return partial

    def _is_taken(self, start: int, end: int) -> bool:
        n = bisect_right(self._taken, (start, len(self._derived.text) + 1))
        return (n > 0 and self._taken[n - 1][1] > start) or (
            n < len(self._taken) and self._taken[n][0] < end
        )


def _is_within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
