"""Numbers and dates in a text, in any notation, with their values.

Text that cannot be read as a number is skipped. If a number can be read in several ways, all are
returned: "5.000" is five thousand or five, "1/3" is a third or two numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.text.numbers.context import with_context, with_share
from archive.text.numbers.dates import periods_of
from archive.text.numbers.joined_pieces import number_at
from archive.text.numbers.number_words import LANGUAGES
from archive.text.numbers.pieces import Piece, Vocabulary, pieces_in
from archive.text.numbers.values import Number, Quantity, Value

__all__ = ["LANGUAGES", "Number", "NumberSearch", "Quantity", "Value", "periods_of"]


class NumberSearch:
    """Searches many texts for numbers in several languages; each word is looked up once.

    >>> [numbers] = NumberSearch(["en"]).find("3.5 million in twenty-five towns")
    >>> [str(*number.readings[0]) for number in numbers]
    ['3500000', '25']
    """

    def __init__(self, languages: Sequence[str]) -> None:
        """Take the languages of the words for numbers, which are in `LANGUAGES`."""
        self._vocabulary = Vocabulary(languages)

    def find(self, text: str, separators: str | None = None) -> list[Iterator[Number]]:
        """Return the numbers and dates of a text, in text order, for one language after another.

        Languages after the first are left out if the text has none of their words for numbers.

        Args:
            text: The text.
            separators: The language that decides how to read "5.000"; without it, both ways.
        """
        languages = self._vocabulary.languages
        found = pieces_in(text, self._vocabulary, separators)
        return [
            _numbers(text, pieces, language)
            for n, (pieces, language) in enumerate(zip(found, languages, strict=True))
            if pieces or n == 0
        ]


def _numbers(text: str, pieces: Sequence[Piece], language: str) -> Iterator[Number]:
    at, before = 0, None
    while at < len(pieces):
        number, at = number_at(text, pieces, at, language)
        if number is None:
            continue
        number = with_context(text, number)
        while at < len(pieces) and pieces[at].start < number.end:
            at += 1
        if before is not None:
            number = with_share(text, number, before)
        yield number
        before = number
