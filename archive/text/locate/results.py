"""The results of locating words: one place, several, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.reprs import OneLineRepr

How = Literal["exact", "context", "restyled", "approximate"]
"""How words were found. `exact`: they occur once. `context`: they occur several times, and the
context shows which place is meant. `restyled`: they occur in another form. `approximate`: similar
words occur, with a similar context."""


@dataclass(frozen=True, slots=True, repr=False)
class Found(OneLineRepr):
    """The place of the words."""

    start: int
    """Offset of the first code point."""
    end: int
    """Offset just past the last code point."""
    exact: str
    """The words at this place."""
    how: How
    """How the words were found."""
    confidence: float
    """How sure the result is, from 0 to 1: the mean likeness of words and context."""


@dataclass(frozen=True, slots=True, repr=False)
class Ambiguous(OneLineRepr):
    """The words could be in several places; none is chosen."""

    exact: str
    """The words that were searched."""
    candidates: tuple[Found, ...]
    """Where the words could be: two places or more, the likeliest first."""


@dataclass(frozen=True, slots=True, repr=False)
class Missing(OneLineRepr):
    """The words were not found; similar text in their place may be a copy."""

    exact: str
    """The words that were searched."""
    nearest: Found | None = None
    """The most similar text, if too unlike; or the same words, ambiguous or far away."""
