"""A text without what programs change on the way: blanks, signs that nobody sees, typography."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from archive.text.folding import fold

_KEPT = re.compile("[^\\s\0\u00ad\u200b\u2060\ufeff]+")
"""What is not a blank, the end of a block, a soft hyphen or a sign without a width."""


def squeezed(words: str) -> str:
    r"""Return words as they are compared.

    >>> squeezed("the mayor’s\n   Wall")
    "themayor'swall"
    """
    return fold("".join(_KEPT.findall(words)))


class Squeezed:
    r"""A text, and what is compared of it, with where each code point of that stands.

    >>> text = Squeezed("Oh my \n wall")
    >>> text.text, text.places[4], text.index(6)
    ('ohmywall', 8, 4)
    """

    def __init__(self, text: str) -> None:
        self.whole = text
        """The text as it is."""
        places = array("Q")
        pieces = []
        for kept in _KEPT.finditer(text):
            pieces.append(kept[0])
            places.extend(range(*kept.span()))
        self.text = fold("".join(pieces))
        """What is compared."""
        self.places = places
        """Where each code point of that stands in the text."""

    def index(self, place: int) -> int:
        """Return how many code points that are compared stand before a place of the text."""
        return bisect_left(self.places, place)

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of what is compared, which is not empty, stands in the text."""
        return self.places[start], self.places[end - 1] + 1
