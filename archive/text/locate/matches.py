"""Finds the places of words in a text: the same code points, or the same normalized text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice

from archive.text.alignment.tokens import weight
from archive.text.graphemes import splits_grapheme
from archive.text.normalized import NormalizedText, normalized
from archive.text.words import splits_word

Span = tuple[int, int]

MOST = 400
"""The most places of the same words that are judged: those nearest to the old place."""


class WordMatches:
    """Finds the places of words; a match does not split characters, or words that were whole."""

    def __init__(self, text: str, exact: str, near: int | None, prefix: str, suffix: str) -> None:
        self._text, self._exact = text, exact
        self._prefix, self._suffix = prefix, suffix
        self._near = min(max(near or 0, 0), len(text))

    def exact_matches(self) -> list[Span]:
        """Return the places where the words occur with the same code points."""
        length = len(self._exact)
        starts = [
            *islice(filter(self._is_whole, self._from(self._near)), MOST),
            *islice(filter(self._is_whole, self._before(self._near)), MOST),
        ]
        return [(start, start + length) for start in self._nearest_starts(starts)]

    def normalized_matches(self) -> list[Span]:
        """Return the places with the same normalized text; words without letters have none.

        Normalization does not change case. Exact matches are left out.
        """
        words = normalized(self._exact)
        if not weight(words) or words not in _cached_normalized(self._text):
            return []
        whole = _cached_normalized_text(self._text)
        ends: dict[int, int] = {}
        start = -1
        for _ in range(_most_tried(whole.text, words)):
            if (start := whole.text.find(words, start + 1)) < 0:
                break
            span = whole.stretch(start, start + len(words))
            if span and self._text[slice(*span)] != self._exact and self._holds_words(*span):
                ends[span[0]] = span[1]
        return [(start, ends[start]) for start in self._nearest_starts(list(ends))]

    def _nearest_starts(self, starts: list[int]) -> list[int]:
        if len(starts) > MOST:
            starts = sorted(starts, key=lambda start: abs(start - self._near))[:MOST]
        return sorted(starts)

    def _from(self, near: int) -> Iterator[int]:
        """Yield where the words begin from an offset on, the nearest first."""
        start = near - 1
        for _ in range(_most_tried(self._text, self._exact)):
            if (start := self._text.find(self._exact, start + 1)) < 0:
                return
            yield start

    def _before(self, near: int) -> Iterator[int]:
        """Yield where the words begin before an offset, the nearest first."""
        start, length = near, len(self._exact)
        for _ in range(_most_tried(self._text, self._exact)):
            start = self._text.rfind(self._exact, 0, max(start - 1 + length, 0))
            if start < 0:
                return
            yield start

    def _is_whole(self, start: int) -> bool:
        """Whether a match that begins here splits no character, and no word that was whole."""
        text, end = self._text, start + len(self._exact)
        if splits_grapheme(text, start) or splits_grapheme(text, end):
            return False
        starts_whole, ends_whole = self._was_whole
        return not (
            (starts_whole and splits_word(text, start)) or (ends_whole and splits_word(text, end))
        )

    def _holds_words(self, start: int, end: int) -> bool:
        """Whether a place splits no character, and words only where the old place split one."""
        text = self._text
        if splits_grapheme(text, start) or splits_grapheme(text, end):
            return False
        starts_whole, ends_whole = self._was_whole
        return not (
            (splits_word(text, start) and (starts_whole or not self._prefix))
            or (splits_word(text, end) and (ends_whole or not self._suffix))
        )

    @cached_property
    def _was_whole(self) -> tuple[bool, bool]:
        """Return whether the words began and ended with whole words; false without context.

        The context is needed: an accent alone, for example, does not show its letter.
        """
        start, end = len(self._prefix), len(self._prefix) + len(self._exact)
        then = self._prefix + self._exact + self._suffix
        return (
            bool(self._prefix) and not splits_word(then, start),
            bool(self._suffix) and not splits_word(then, end),
        )


def _most_tried(text: str, words: str) -> int:
    """Return how many places are tried: all, unless the words overlap themselves many times."""
    return 2 * MOST + 4 * len(text) // len(words) if words else 0


@lru_cache(maxsize=1)
def _cached_normalized(text: str) -> str:
    """Return the normalized text; cached, because many words are searched in one text."""
    return normalized(text)


@lru_cache(maxsize=1)
def _cached_normalized_text(text: str) -> NormalizedText:
    """Return the normalized text with a way back to offsets; slower, needed only for a match."""
    return NormalizedText(text)
