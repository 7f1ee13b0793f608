"""The joined text of several blocks: finds the places of words in it, and similar words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from archive.text.characters import BLOCK_END
from archive.text.common_affixes import common_prefix_length
from archive.text.folding import fold
from archive.text.occurrences import occurrences

MOST_PLACES = 100
"""The most places of the same words that are searched."""
_COMPARED = 60
"""How many code points of words that do not occur are compared with the text."""
_LIKE = 70
"""The least likeness, of 100, of words that may be the intended ones."""
_NEARBY = 8
"""Code points around a similar place that are searched for its beginning."""
_BLANKS = dict.fromkeys(map(ord, "\t\n\r\u00a0\u2002\u2003\u2009\u202f"), " ")
"""Whitespace that looks like a space, or divides words that are on two lines."""


class Near(NamedTuple):
    """A stretch of a block that is similar to searched words."""

    block: str
    """The id of the block."""
    start: int
    """Where the stretch begins, in code points."""
    at: int
    """How many code points the stretch and the words have in common from their beginning."""


class JoinedBlocks:
    """The texts of blocks joined into one, each ended by a character that no text contains.

    All blocks are searched at once, and a change that crosses blocks is found.

    >>> text = JoinedBlocks({"p-1": "It is late. It’s autumn.", "p-2": "It is late."})
    >>> text.places("late")
    [('p-1', 6), ('p-2', 6)]
    >>> text.nearest_words("It's autumn.")
    Near(block='p-1', start=12, at=2)
    >>> text.place_at(text.start_of["p-2"] + 6)
    ('p-2', 6)
    """

    def __init__(self, blocks: Mapping[str, str] | Iterable[tuple[str, str]]) -> None:
        self.blocks = dict(blocks)
        """The text of each block, in reading order; the keys are block ids."""
        self.ids = list(self.blocks)
        """The ids of the blocks. The number of a block is its index in this list."""
        self.text = "".join(part for text in self.blocks.values() for part in (text, BLOCK_END))
        """The joined text."""
        lengths = (len(text) + len(BLOCK_END) for text in self.blocks.values())
        *self.starts, self._end = accumulate(lengths, initial=0)
        self.start_of = dict(zip(self.ids, self.starts, strict=True))
        """Where each block begins, by its id."""

    def number_at(self, offset: int) -> int:
        """Return the number of the block that contains an offset; its end belongs to it."""
        return bisect_right(self.starts, offset) - 1

    def place_at(self, offset: int) -> tuple[str, int]:
        """Return the block that contains an offset, and the offset in it."""
        number = self.number_at(offset)
        return self.ids[number], offset - self.starts[number]

    def text_of(self, number: int) -> str:
        """Return the text of a block by its number."""
        return self.blocks[self.ids[number]]

    def end_of(self, number: int) -> int:
        """Return the offset after a block, including the character that ends it."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else self._end

    def places(self, words: str) -> Sequence[tuple[str, int]]:
        """Return the places of words: block id and start in code points; a hundred at most."""
        return self.places_of({words}, None)[words]

    def places_of(
        self, needles: Set[str], block: str | None = None, most: int = MOST_PLACES
    ) -> Mapping[str, Sequence[tuple[str, int]]]:
        """Return the places of each of these words, in one block or in all of them."""
        text = self.text if block is None else self.blocks.get(block, "")
        sought = [words for words in needles if BLOCK_END not in words]
        places: dict[str, list[tuple[str, int]]] = {words: [] for words in needles}
        for words, starts in occurrences(sought, text, most).items():
            places[words] = [
                self.place_at(start) if block is None else (block, start) for start in starts
            ]
        return places

    def after(self, block: str) -> str | None:
        """Return the id of the next block; `None` if this is the last one."""
        number = self.ids.index(block) + 1
        return self.ids[number] if number < len(self.ids) else None

    def nearest_words(self, words: str, block: str | None = None) -> Near | None:
        """Return the stretch that is most similar to words that do not occur, or `None`.

        Other stretches may be equally similar: a person must check the result.

        Args:
            words: The words; their beginning is compared.
            block: The block to search. Without it, or if there is no such block, all blocks are
                searched.
        """
        first, folded = 0, self._folded
        if block is not None and block in self.blocks:
            first = self.starts[self.ids.index(block)]
            folded = folded[first : first + len(self.blocks[block])]
        beginning = _folded_text(words[:_COMPARED])
        if not beginning.strip():
            return None
        middle = folded.find(beginning)
        if middle < 0:
            from rapidfuzz.fuzz import partial_ratio_alignment

            window = partial_ratio_alignment(beginning, folded, score_cutoff=_LIKE)
            if window is None:
                return None
            middle = (window.dest_start + window.dest_end) // 2
            estimate = window.dest_start
        else:
            estimate = middle
        block, offset = self.place_at(first + middle)
        return self._begun(words, block, max(0, offset - (middle - estimate)))

    def _begun(self, words: str, block: str, estimate: int) -> Near:
        """Return the stretch near an estimate whose beginning has most in common with the words."""
        text = self.blocks[block]
        first, last = max(0, estimate - _NEARBY), min(len(text), estimate + _NEARBY)
        beginning = _folded_text(words[:_COMPARED])
        folded = _folded_text(text[first : last + _COMPARED])
        start = max(
            range(first, last + 1),
            key=lambda at: (
                common_prefix_length(beginning, folded[at - first :]),
                -abs(at - estimate),
            ),
        )
        return Near(block, start, common_prefix_length(words, text[start : start + len(words)]))

    @cached_property
    def _folded(self) -> str:
        return _folded_text(self.text.removesuffix(BLOCK_END))


def _folded_text(text: str) -> str:
    """Return a text with case, typography and whitespace folded; offsets do not change."""
    return fold(text.translate(_BLANKS))
