"""Words of a text, and the agreement of two sequences of words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

import regex
from rapidfuzz.distance import LCSseq

_SPACELESS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(
    rf"[[\p{{L}}\p{{N}}]&&[{_SPACELESS}]]\p{{M}}*|[[\p{{L}}\p{{M}}\p{{N}}]--[{_SPACELESS}]]+",
    regex.V1,
)


def words(text: str) -> tuple[str, ...]:
    """Runs of letters and digits, capital or small; where nobody parts words, each letter.

    >>> words("The “old” no-break space: 1,5 °C")
    ('the', 'old', 'no', 'break', 'space', '1', '5', 'c')
    >>> words("東京は晴れ")
    ('東', '京', 'は', '晴', 'れ')
    """
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


@dataclass(frozen=True)
class Agreement:
    """How far the words that were found are the true ones."""

    true: int
    """How many words are true."""
    found: int
    """How many were found."""
    both: int
    """How many of the found are true, each as often as it stands in both."""
    in_order: int
    """How many stand in both in the same order."""

    @property
    def right(self) -> float:
        """The share of the true words that was found (recall)."""
        return self.both / self.true if self.true else 1.0

    @property
    def wrong(self) -> float:
        """The share of the found words that is not true (1 - precision).

        Of nothing found where something is true, all is wrong: a reader that gives up does not
        gain by it.
        """
        if not self.found:
            return float(bool(self.true))
        return 1 - self.both / self.found

    @property
    def f1(self) -> float:
        """Both in one figure, in any order."""
        return 2 * self.both / (self.true + self.found) if self.true + self.found else 1.0

    @property
    def ordered_f1(self) -> float:
        """Both in one figure, in the order of the article."""
        return 2 * self.in_order / (self.true + self.found) if self.true + self.found else 1.0


def agreement(true: tuple[str, ...], found: tuple[str, ...]) -> Agreement:
    """How far two sequences of words agree."""
    both = sum((Counter(true) & Counter(found)).values())
    return Agreement(len(true), len(found), both, int(LCSseq.similarity(true, found)))


def without_title(text: tuple[str, ...], title: tuple[str, ...]) -> tuple[str, ...]:
    """A text whose first words are its title, without these: some readers give it, some do not."""
    return text[len(title) :] if title and text[: len(title)] == title else text
