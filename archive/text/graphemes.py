"""What a reader sees as one character: the extended grapheme clusters of Unicode (UAX #29).

Newer versions of Unicode know more characters, so what is one may depend on the version that is
installed. No document may be valid or not by it: what asks here can only warn or choose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern

_ALONE = r"\0-\x0c\x0e-\u02ff\u2010-\u2027\u3000-\u3029\u3040-\u3098\u4e00-\u9fff"
"""Characters that join no other of these: most of those of most texts."""
_PARTED = re.compile(f"[{_ALONE}]{{2}}")
_RUN = re.compile(f"(?:[{_ALONE}]?[^{_ALONE}]++)++[{_ALONE}]?")
"""Where characters may join each other, with one more on either side."""


def splits_grapheme(text: str, offset: int) -> bool:
    r"""Whether an offset lies inside what a reader sees as one character.

    >>> splits_grapheme("e\u0301t", 1), splits_grapheme("e\u0301t", 2)
    (True, False)
    """
    if not 0 < offset < len(text) or _PARTED.match(text, offset - 1):
        return False
    starts, ends = _clusters(text)
    number = bisect_right(starts, offset) - 1
    return number >= 0 and starts[number] < offset < ends[number]


def graphemes(text: str) -> Iterator[str]:
    r"""Yield the characters of a text, as a reader sees them.

    >>> [len(character) for character in graphemes("e\u0301t")]
    [2, 1]
    """
    at = 0
    for start, end in zip(*_clusters(text), strict=True):
        yield from text[at:start]
        yield text[start:end]
        at = end
    yield from text[at:]


@lru_cache(maxsize=16)
def _clusters(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where characters of several code points begin, and just past where they end."""
    spans = [
        found.span()
        for run in _RUN.finditer(text)
        for found in _several().finditer(text, *run.span())
    ]
    return tuple(start for start, _ in spans), tuple(end for _, end in spans)


@cache
def _several() -> Pattern[str]:
    """A character of several code points, by UAX #29, table 1c; alone a Hangul or emoji, too."""
    import regex

    prepend, joins = r"\p{GCB=Prepend}", r"[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}]"
    vowels = r"(?:\p{GCB=V}++|\p{GCB=LV}\p{GCB=V}*+|\p{GCB=LVT})"
    hangul = rf"\p{{GCB=L}}*+{vowels}\p{{GCB=T}}*+|\p{{GCB=L}}++|\p{{GCB=T}}++"
    flag = r"\p{GCB=Regional_Indicator}{2}"
    picture = r"\p{Extended_Pictographic}"
    pictures = rf"{picture}(?:\p{{GCB=Extend}}*+\p{{GCB=ZWJ}}{picture})*+"
    within = r"[\p{InCB=Extend}\p{InCB=Linker}]"
    linked = rf"(?=\p{{InCB=Extend}}*+\p{{InCB=Linker}}){within}++\p{{InCB=Consonant}}"
    conjunct = rf"\p{{InCB=Consonant}}(?:{linked})++"
    joined = f"{hangul}|{flag}|{pictures}|{conjunct}"
    core = rf"(?>{joined}|[^{prepend}\p{{GCB=Control}}\r\n])"
    return regex.compile(
        rf"\r\n|{prepend}*+{core}{joins}++|{prepend}++(?:{core}|{joins}++)?|{joined}"
    )
