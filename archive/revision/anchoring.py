"""Locate: where do these words stand in this text? It refuses rather than guesses.

Words that stand there exactly are judged by their context and by how near they are to their old
place. Where they do not, the stretch that is most like them and their context together is looked
for, and its boundaries are found by aligning the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.model.anchors import Quote
from archive.revision.alignment import Folded, align, fold, weight
from archive.revision.placing import Placing
from archive.validation.wording import splits_grapheme

How = Literal["exact", "context", "approximate"]
"""How words were found: they stand there once; they stand there several times, and the context
tells which is meant; other words stand there, and their likeness and context tell."""

_AGREES = 0.75
"""The least likeness of a context that agrees."""
_AGREES_WELL = 0.9
"""The least likeness of one context that stands for both."""
_BETTER = 0.25
"""How much better the context of one place must be than that of any other, of two in all."""
_TELLING = 30
"""The least weight of words that tell enough without any context."""
_NEAR = 400
"""Code points within which words can have been shifted in their paragraph."""
_LIKE = 0.55
"""The least likeness of words that are not the same."""
_LIKE_ALONE = 0.85
"""The same where no context is given."""
_WINDOW = 70
"""The least likeness of words with their context, of 100, to look closer."""
_MOST_PLACES = 400
"""Places of the same words that are judged; of more, those nearest to the old place."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand."""

    start: int
    """Offset of their first code point."""
    end: int
    """Offset just past their last code point."""
    exact: str
    """The words that stand there."""
    how: How
    """How they were found."""
    confidence: float
    """How sure that is, from 0 to 1: the mean likeness of words and context."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Words that could stand in several places; none is chosen."""

    exact: str
    """The words that were looked for."""
    candidates: tuple[Found, ...]
    """Where they could stand, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Words that stand nowhere, as far as anybody can tell."""

    exact: str
    """The words that were looked for."""
    nearest: Found | None = None
    """What is most like them, and not enough."""


def locate(
    text: str,
    quote: str | Quote,
    *,
    near: int | None = None,
    prefix: str = "",
    suffix: str = "",
) -> Found | Ambiguous | Missing:
    """Return where words stand in a text. Offsets count code points; no character is split.

    Args:
        text: The text.
        quote: The words, or a quote with its context.
        near: Where they began before the text changed.
        prefix: What stood just before them; twenty code points tell a lot.
        suffix: What stood just after them.
    """
    if isinstance(quote, Quote):
        prefix, suffix, quote = prefix or quote.prefix, suffix or quote.suffix, quote.exact
    return _Search(text, quote, near, prefix, suffix).result()


class _Search:
    """One search for words."""

    def __init__(self, text: str, exact: str, near: int | None, prefix: str, suffix: str) -> None:
        self.text, self.exact, self.near = text, exact, near
        self.prefix, self.suffix = prefix, suffix
        self.has_context = bool(prefix.strip() or suffix.strip())

    def result(self) -> Found | Ambiguous | Missing:
        places = sorted(
            (self._judged(start, start + len(self.exact), "exact") for start in self._places()),
            key=lambda place: (-self._context(place), self._distance(place)),
        )
        if places and self._is_certain(places):
            how: How = "exact" if len(places) == 1 else "context"
            best = places[0]
            return Found(best.start, best.end, best.exact, how, best.confidence)
        other = self._approximate()
        if other is not None and self._holds(other, places):
            return other
        if places:
            return Ambiguous(self.exact, tuple(places[:8]))
        return Missing(self.exact, other)

    # --- the same words ---

    def _places(self) -> list[int]:
        """Where the words stand code point for code point, without splitting a character."""
        found = []
        start = self.text.find(self.exact) if self.exact else -1
        while start >= 0:
            if not self._splits(start, start + len(self.exact)):
                found.append(start)
            start = self.text.find(self.exact, start + 1)
        if len(found) > _MOST_PLACES:
            near = self.near or 0
            found = sorted(found, key=lambda start: abs(start - near))[:_MOST_PLACES]
        return found

    def _splits(self, start: int, end: int) -> bool:
        return splits_grapheme(self.text, start) or splits_grapheme(self.text, end)

    def _is_certain(self, places: list[Found]) -> bool:
        """Whether the first of these places is the one, and no other can be it."""
        best = places[0]
        before, after = self._sides(best)
        second = self._context(places[1]) if len(places) > 1 else None
        if not self.has_context:
            return second is None and (
                self.near is None or self._is_telling() or self._is_near(best)
            )
        if second is not None and self._context(best) - second < _BETTER:
            return self._is_clearly_nearest(places) and min(before, after) >= _AGREES
        if min(before, after) >= _AGREES:
            return True
        if max(before, after) >= _AGREES_WELL:
            return self._is_telling() or self._is_near(best)
        return second is None and self._is_telling() and self._is_near(best)

    def _is_telling(self) -> bool:
        return weight(self.exact) >= _TELLING

    def _is_near(self, place: Found) -> bool:
        return self.near is not None and abs(place.start - self.near) <= _NEAR

    def _is_clearly_nearest(self, places: list[Found]) -> bool:
        """Whether of places with one context the first is far nearer to the old place."""
        if self.near is None:
            return False
        rivals = [p for p in places[1:] if self._context(places[0]) - self._context(p) < _BETTER]
        own = self._distance(places[0])
        return all(self._distance(rival) > 4 * own + _NEAR for rival in rivals)

    def _distance(self, place: Found) -> int:
        return abs(place.start - self.near) if self.near is not None else 0

    # --- context ---

    def _judged(self, start: int, end: int, how: How, likeness: float = 1.0) -> Found:
        before, after = self._contexts(start, end)
        confidence = (2 * likeness + before + after) / 4 if self.has_context else likeness
        return Found(start, end, self.text[start:end], how, round(confidence, 4))

    def _context(self, place: Found) -> float:
        return sum(self._sides(place))

    def _sides(self, place: Found) -> tuple[float, float]:
        return self._contexts(place.start, place.end)

    def _contexts(self, start: int, end: int) -> tuple[float, float]:
        """How much the text before and after a place is like the context, each from 0 to 1."""
        before = self.text[max(0, start - 2 * len(self.prefix)) : start]
        after = self.text[end : end + 2 * len(self.suffix)]
        sides = [_agreement(self.prefix, before, True), _agreement(self.suffix, after, False)]
        known = [side for side in sides if side is not None]
        other = known[0] if known else 0.0
        return tuple(other if side is None else side for side in sides)  # type: ignore[return-value]

    # --- other words ---

    def _approximate(self) -> Found | None:
        """The stretch that is most like the words and their context; `None` if nothing is."""
        from rapidfuzz import fuzz

        needle, text = fold(self.prefix + self.exact + self.suffix), fold(self.text)
        if not weight(needle):
            return None
        window = fuzz.partial_ratio_alignment(needle, text, score_cutoff=_WINDOW)
        if window is None or len(needle) > len(text):
            return None
        rival = self._rival(needle, text, window.dest_start, window.dest_end)
        if rival > window.score - 5:
            return None
        room = len(needle) // 3 + 40
        start, end = max(0, window.dest_start - room), window.dest_end + room
        return self._aligned(start, end)

    def _rival(self, needle: str, text: str, start: int, end: int) -> float:
        """The likeness of the next best stretch."""
        from rapidfuzz import fuzz

        middle = len(needle) // 2
        return max(
            fuzz.partial_ratio(needle, part, score_cutoff=_WINDOW) if len(part) >= middle else 0.0
            for part in (text[: start + middle], text[end - middle :])
        )

    def _aligned(self, start: int, end: int) -> Found | None:
        from rapidfuzz import fuzz

        needle, region = self.prefix + self.exact + self.suffix, self.text[start:end]
        first = len(self.prefix)
        here, there = Folded(needle), Folded(region)
        runs = align(here, there, moves=False)
        place = Placing(here, there, runs).place(first, first + len(self.exact))
        if place.fate not in ("same", "altered"):
            return None
        a, b = start + place.start, start + place.end
        likeness = fuzz.ratio(fold(self.exact), fold(self.text[a:b])) / 100
        return self._judged(a, b, "approximate", likeness)

    def _holds(self, other: Found, places: list[Found]) -> bool:
        """Whether an approximate place is good enough, and better than those of the same words."""
        from rapidfuzz import fuzz

        likeness = fuzz.ratio(fold(self.exact), fold(other.exact)) / 100
        before, after = self._sides(other)
        if not self.has_context:
            return not places and likeness >= _LIKE_ALONE and self._is_telling()
        if any(place.start == other.start and place.end == other.end for place in places):
            return min(before, after) >= _AGREES
        if places and self._context(other) - self._context(places[0]) < _BETTER:
            return False
        if min(before, after) >= _AGREES:
            return likeness >= _LIKE
        return (
            max(before, after) >= _AGREES_WELL
            and likeness >= _LIKE_ALONE
            and (self._is_near(other) or self._is_telling())
        )


def _agreement(context: str, text: str, before: bool) -> float | None:
    """How much a text is like a context that stands beside it; `None` if there is no context."""
    if not context.strip():
        return None
    from rapidfuzz import fuzz

    beside = text[-len(context) :] if before else text[: len(context)]
    if beside == context:
        return 1.0
    context, text = fold(context), fold(text)
    return max(fuzz.ratio(context, fold(beside)), fuzz.partial_ratio(context, text)) / 100
