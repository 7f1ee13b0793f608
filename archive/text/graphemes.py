"""What a reader sees as one character."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

_JOINER = "\u200d"
_EXTENDING = frozenset(("Mn", "Me", "Mc"))
_EXTENDING_LETTERS = "\u0e33\u0eb3\uff9e\uff9f"
"""Letters by their category that never stand alone: Thai and Lao sara am, half-width kana marks."""
_PARTING = frozenset(("Cc", "Zl", "Zp"))


def splits_grapheme(text: str, offset: int) -> bool:
    r"""Whether an offset lies inside what a reader sees as one character.

    The extended grapheme clusters of Unicode (UAX 29), without prepended marks and without the
    conjuncts of Indic scripts.

    >>> splits_grapheme("e\u0301t", 1), splits_grapheme("e\u0301t", 2)
    (True, False)
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if after < "\u0300":
        return before == "\r" and after == "\n"
    if _extends(after):
        return unicodedata.category(before) not in _PARTING
    if before == _JOINER:
        return unicodedata.category(after) == "So"
    if _is_regional(before) and _is_regional(after):
        return _regional_before(text, offset) % 2 == 1
    return _hangul_joins(before, after)


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in _EXTENDING
        or character in (_JOINER, "\u200c", *_EXTENDING_LETTERS)
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _regional_before(text: str, offset: int) -> int:
    """How many regional indicators stand in a row just before an offset."""
    rows = _regional_rows(text)
    return offset - rows[bisect_right(rows, offset - 1) - 1]


@lru_cache(maxsize=16)
def _regional_rows(text: str) -> tuple[int, ...]:
    """Where each row of regional indicators begins."""
    return tuple(found.start() for found in _REGIONAL.finditer(text))


_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]+")


def _hangul_joins(before: str, after: str) -> bool:
    left, right = _hangul(before), _hangul(after)
    return right in {"L": ("L", "V", "LV", "LVT"), "V": ("V", "T"), "T": ("T",)}.get(
        {"LV": "V", "LVT": "T"}.get(left, left), ()
    )


def _hangul(character: str) -> str:
    """The Hangul syllable type of a character: L, V, T, LV or LVT; "" if it has none."""
    if "\u1100" <= character <= "\u11ff":
        return "L" if character < "\u1160" else "V" if character < "\u11a8" else "T"
    if "\uac00" <= character <= "\ud7a3":
        return "LVT" if (ord(character) - 0xAC00) % 28 else "LV"
    return ""
