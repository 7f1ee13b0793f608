"""Locates words in a text; if no place is certain, none is chosen.

Places where the words occur exactly, or in another form, are judged by their context and by their
distance from the old place. If the words do not occur, the stretch most similar to the words and
their context is searched, and aligned with them to find its boundaries.
"""

from __future__ import annotations

from typing import Protocol

from archive.text.locate.results import Ambiguous, Found, Missing
from archive.text.locate.search import Search

__all__ = ["Ambiguous", "Found", "Missing", "Quoted", "locate"]


class Quoted(Protocol):
    """Words with their context, such as a `Quote` of the record."""

    @property
    def exact(self) -> str:
        """The words."""
        ...

    @property
    def prefix(self) -> str:
        """The text just before the words."""
        ...

    @property
    def suffix(self) -> str:
        """The text just after the words."""
        ...


def locate(
    text: str,
    quote: str | Quoted,
    *,
    near: int | None = None,
    prefix: str = "",
    suffix: str = "",
) -> Found | Ambiguous | Missing:
    """Return where some words are in a text. Offsets count code points.

    A match never splits what a reader sees as one character (UAX #29). If the words could be in
    more than eight places, the eight likeliest are returned. If words and context are longer than
    10,000 code points, only the same words, perhaps in another form, are found.

    Args:
        text: The text.
        quote: The words; or a `Quote`, or another value that has `exact`, `prefix` and `suffix`.
        near: Where the words began before the text changed. Words that are farther away than usual
            changes shift them are only found with their whole context, which must be nowhere else;
            no copy of the words may be nearer, and nothing similar may remain at the old place.
        prefix: The text just before the words. Twenty code points are usually enough; at most two
            hundred, those next to the words, are compared.
        suffix: The text just after the words.
    """
    if not isinstance(quote, str):
        prefix, suffix, quote = prefix or quote.prefix, suffix or quote.suffix, quote.exact
    return Search(text, quote, near, prefix, suffix).result()
