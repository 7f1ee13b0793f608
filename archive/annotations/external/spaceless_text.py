"""A text without spaces, invisible characters and typography, with a map to the original text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import NamedTuple

from archive.text.characters import BLOCK_END
from archive.text.folding import fold

_KEPT = re.compile("[^\\s\0\u00ad\u200b\u2060\ufeff]+")
"""Matches characters other than white space, block ends, soft hyphens and zero-width characters."""
_BLANK = re.compile(r"\s")
_NO_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Scripts that do not separate words by spaces; a line end in them may or may not be a space."""
_FREE, _PARTED, _TOGETHER = 0, 1, 2
"""What is before a code point: an optional space, a space, or no space."""


class Needle(NamedTuple):
    """Words without spaces, and the places where the spaces were."""

    text: str
    """The words without spaces."""
    blanks: bytes
    """For each code point: whether a space is before it."""


def without_spaces(words: str) -> str:
    r"""Return words without spaces, in the form in which they are compared.

    >>> without_spaces("the mayor’s\n   Wall")
    "themayor'swall"
    """
    return fold("".join(_KEPT.findall(words)))


def needle_of(words: str) -> Needle:
    """Return the needle for a search of these words."""
    found = SpacelessText(words)
    return Needle(found.text, found.blanks)


class SpacelessText:
    r"""A text without spaces, with the place of each of its code points in the original.

    >>> text = SpacelessText("Oh my \n wall")
    >>> text.text, text.places[4], text.index(6)
    ('ohmywall', 8, 4)
    """

    def __init__(self, text: str) -> None:
        self.whole = text
        """The original text."""
        places = array("Q")
        pieces: list[str] = []
        blanks = bytearray()
        last, reached = "", 0
        for kept in _KEPT.finditer(text):
            piece = kept[0]
            gap = text[reached : kept.start()]
            blanks.append(_blank_before(last, gap, piece[0]))
            blanks += bytes(map(_blank_within, piece, piece[1:]))
            pieces.append(piece)
            places.extend(range(*kept.span()))
            last, reached = piece[-1], kept.end()
        self.text = fold("".join(pieces))
        """The text without spaces, in the form in which it is compared."""
        self.places = places
        """The offset of each code point of the spaceless text in the original."""
        self.blanks = bytes(blanks)
        """For each code point: whether a space is before it."""

    def index(self, place: int) -> int:
        """Return how many code points of the spaceless text precede an offset of the original."""
        return bisect_left(self.places, place)

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end in the original for a part of the spaceless text (not empty)."""
        return self.places[start], self.places[end - 1] + 1

    def has_blanks_of(self, start: int, needle: Needle) -> bool:
        """Whether the text at a place has spaces where the needle has them.

        A space at the end of a line or block is optional, because other programs may leave it out.
        """
        here, wanted = self.blanks[start + 1 : start + len(needle.text)], needle.blanks[1:]
        return here == wanted or not any(
            one and other and one != other for one, other in zip(here, wanted, strict=False)
        )


def _blank_before(last: str, gap: str, first: str) -> int:
    if not last.isalnum() or BLOCK_END in gap or ("\n" in gap and not gap.strip("\n")):
        return _FREE
    kind = _blank_within(last, first)
    return _PARTED if kind and _BLANK.search(gap) else kind


def _blank_within(one: str, other: str) -> int:
    """Return whether a space between two adjacent code points is optional."""
    if one.isalnum() and other.isalnum():
        if one < "\u0e00" and other < "\u0e00":
            return _TOGETHER
        if not (_NO_BLANKS.match(one) or _NO_BLANKS.match(other)):
            return _TOGETHER
    return _FREE
