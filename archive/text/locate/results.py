"""The results of locating words: one place, several, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.reprs import OneLineRepr

How = Literal["exact", "context", "restyled", "approximate"]
"""How words were found: they stand there once; they stand there several times, and the context
tells which is meant; the same words stand there in another form; other words stand there, and their
likeness and context tell."""


@dataclass(frozen=True, slots=True, repr=False)
class Found(OneLineRepr):
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


@dataclass(frozen=True, slots=True, repr=False)
class Ambiguous(OneLineRepr):
    """Words that could stand in several places; none is chosen."""

    exact: str
    """The words that were looked for."""
    candidates: tuple[Found, ...]
    """Where they could stand, two places or more, the likeliest first."""


@dataclass(frozen=True, slots=True, repr=False)
class Missing(OneLineRepr):
    """Words that are gone, as far as anybody can tell; what stands there may be a copy of them."""

    exact: str
    """The words that were looked for."""
    nearest: Found | None = None
    """What is most like them, and not enough; or the same words, among others or far away."""
