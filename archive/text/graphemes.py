"""Extended grapheme clusters of Unicode (UAX #29): what a reader sees as one character.

Newer versions of Unicode define more characters, so clusters may depend on the installed version.
Validity must not depend on them: callers may only warn or choose by them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern

_ALONE = (
    r"\0-\x0c\x0e-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05f2\u0620-\u064a\u0671-\u06d3"
    r"\u1e00-\u1fff\u2010-\u2027\u3000-\u3029\u3040-\u3098\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
)
"""Characters that never join a neighbour: most characters of most texts."""
_PARTED = re.compile(f"[{_ALONE}]{{2}}")
_RUN = re.compile(f"(?:[{_ALONE}]?[^{_ALONE}]++)++[{_ALONE}]?")
"""Matches characters that may join each other, and one more character on each side."""
_UP_TO_ALONE = re.compile(f"(?s:.*)[{_ALONE}]")
_NEAR = 64
"""Code points before an offset that are searched for a character that never joins a neighbour."""


def splits_grapheme(text: str, offset: int) -> bool:
    r"""Whether an offset lies inside what a reader sees as one character.

    >>> splits_grapheme("e\u0301t", 1), splits_grapheme("e\u0301t", 2)
    (True, False)
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if before < "\u0300" and after < "\u0300":
        return before == "\r" and after == "\n"
    if _PARTED.match(text, offset - 1):
        return False
    first = max(0, offset - _NEAR)
    alone = _UP_TO_ALONE.match(text, first, offset)
    if alone or not first:  # it never joins the character before it
        spans = _spans(text, alone.end() - 1 if alone else 0, offset + 1)
        return any(start < offset < end for start, end in spans)
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
    """Return where characters of several code points begin, and where they end (excluded)."""
    spans = [span for run in _RUN.finditer(text) for span in _spans(text, *run.span())]
    return tuple(start for start, _ in spans), tuple(end for _, end in spans)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _several().finditer(text, start, end))


@cache
def _several() -> Pattern[str]:
    """Return a pattern: a character of several code points (UAX #29, 1c), Hangul, or emoji."""
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
