"""Sentences of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s+|[。！？]")
"""Not looked for within a row of full stops, which would be read again from each of them."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Gov|Col|Lt|Jr|Sr|No|vs|cf"
    r"|e\.g|i\.e|etc|al|p|pp|vol|ed|eds)\.\s+$"
)


@lru_cache(maxsize=256)
def _sentence_starts(text: str) -> tuple[int, ...]:
    return (
        0,
        *(
            found.end()
            for found in _SENTENCE_END.finditer(text)
            if not text[found.end() : found.end() + 1].islower()
            and not _ABBREVIATION.search(text, max(0, found.start() - 6), found.end())
        ),
    )


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentences that a stretch touches begin and end."""
    starts = _sentence_starts(text)
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1))
    return starts[first], starts[last] if last < len(starts) else len(text)
