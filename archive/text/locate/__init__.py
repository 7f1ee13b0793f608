"""Locates words in a text, and refuses rather than guesses.

Words that occur exactly, or in another form, are judged by their context and by their distance from
their old place. If they do not occur, the stretch most similar to them and their context together
is searched, and its boundaries are found by aligning the two.
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
        """The text just before them."""
        ...

    @property
    def suffix(self) -> str:
        """The text just after them."""
        ...


def locate(
    text: str,
    quote: str | Quoted,
    *,
    near: int | None = None,
    prefix: str = "",
    suffix: str = "",
) -> Found | Ambiguous | Missing:
    """Return where words stand in a text. Offsets count code points.

    What a reader sees as one character is not split (UAX #29). Of more than eight places where
    words could stand, the likeliest are named. More than 10,000 code points of words and context
    are found only where the same words stand, in another form perhaps.

    Args:
        text: The text.
        quote: The words; or a `Quote`, or another value that has `exact`, `prefix` and `suffix`.
        near: Where they began before the text changed. Further away than changes shift words they
            are found only where all their context stands with them and nowhere else nearly, if no
            copy of the words is nearer, and nothing like them is left there.
        prefix: What stood just before them; twenty code points tell a lot, and of more than two
            hundred those next to the words are looked at.
        suffix: What stood just after them.
    """
    if not isinstance(quote, str):
        prefix, suffix, quote = prefix or quote.prefix, suffix or quote.suffix, quote.exact
    return Search(text, quote, near, prefix, suffix).result()
