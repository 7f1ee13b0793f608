"""Finds the words of blocks in a derived text, each place once, in the order of the blocks."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.derivations.derivation import Derived
    from archive.model.captures import Origin

_BLANKS = " \n"
_MOST_TRIED = 1000
"""How many places of the same words are tried: a file may repeat one letter a million times."""


class StretchFinder:
    """Finds stretches of a text; no two of the stretches overlap."""

    def __init__(self, derived: Derived) -> None:
        self._derived = derived
        self._at = 0
        """Where the last stretch ends."""
        self._taken: list[tuple[int, int]] = []
        """The stretches up to now, in text order."""

    def take(self, start: int, end: int) -> None:
        """Record a stretch as taken by a block."""
        self._at = end
        if start < end:
            insort(self._taken, (start, end))

    def find(self, words: str, marker: str = "", hint: Origin | None = None) -> int | None:
        """Return the offset of words and record them as taken; `None` if they are not found.

        Args:
            words: The words; if empty, the result is where the hint begins.
            marker: A marker that may be just before the words, and is not part of them.
            hint: An origin that probably contains the words.
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
            at = min(max(at, first), last)  # the empty text is within the place of the hint
            if not marker:
                return at
        while at < len(text) and text[at] in _BLANKS:
            at += 1
        if not words:
            return at + len(marker) if text.startswith(marker, at) else at
        if marker and text.startswith(marker + words, at):
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
        """Return the first stretch of these words that is not taken; whole words are preferred."""
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
        if not self._taken or start >= self._taken[-1][1]:
            return False  # most blocks come in the order of the text
        n = bisect_right(self._taken, (start, len(self._derived.text) + 1))
        return (n > 0 and self._taken[n - 1][1] > start) or (
            n < len(self._taken) and self._taken[n][0] < end
        )


def _is_within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
