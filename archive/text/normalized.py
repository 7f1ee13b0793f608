"""Normalized text: one form for all ways to write the same words, with a mapping to the text.

Spreadsheets, language models and editors change how words are written: quotation marks and dashes
become plain, lines are rewrapped, blanks become one space, accented letters are composed or
decomposed, Latin characters become full-width. Two blanks are not word spaces: a blank beside a
character of a script without word spaces, and a line end after a hyphen.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import decomposition, normalize

from archive.text.characters import ALONE
from archive.text.folding import plain_signs

_BLANKS = r"\t\n\r\f\v\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_TOGETHER = rf"{ALONE}\u3001-\u303f\uff01-\uffef"
_ALWAYS_NORMAL = r"\u0430-\u0438\u043a-\u044f\u0627-\u06bf\u0905-\u0928\u0935-\u0957\u4e00-\u9fff"
"""Most of the letters that have only one form; skipping them makes their scripts faster."""
_DASHES = r"\-‐‑‒–—―−"
_TO_NORMALIZE = re.compile(
    rf"[^!-,./-\x7f\x00-\x08\x0e-\x1f{_ALWAYS_NORMAL}](?:"
    rf"(?P<nothing>(?<=[{_TOGETHER}][ {_BLANKS}])[ {_BLANKS}]*"
    rf"|(?<=[ {_BLANKS}])[ {_BLANKS}]*(?=[{_TOGETHER}])"
    rf"|(?<=\w-[{_BLANKS}])[{_BLANKS}]*(?=\w))"
    rf"|(?<=[{_BLANKS}])[ {_BLANKS}]*|(?<= )[ {_BLANKS}]+|(?<=[{_DASHES}])[{_DASHES}]+"
    r"|(?<=[^\x00-\x7f]))"
)
"""The first class holds every character with which a match can begin: `re` finds these fast, but
tries alternatives at every character. What the first character is, they look up behind them."""
_WIDTHS = ("<wide>", "<narrow>")
"""Decomposition tags of characters that differ from others only in width (UAX #11)."""
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069]"
)
"""Soft hyphen, zero width space, word joiner, zero width no-break space, and the marks of direction
that programs put around right-to-left words (UAX #9, 2). Joiners count as letters, so not here."""


def normalized(text: str) -> str:
    """Return the normalized form of a text; letters keep their case.

    >>> normalized("“So  late” – he said…")
    '"So late" - he said...'
    """
    if _is_plain(text):
        return text
    return _TO_NORMALIZE.sub(_replacement, _INVISIBLE.sub("", text))


def _is_plain(text: str) -> bool:
    """Whether a text is certainly normalized: ASCII, with single spaces and dashes only."""
    return text.isascii() and text.isprintable() and "  " not in text and "--" not in text


def _replacement(match: re.Match[str]) -> str:
    """Return the normal form of a run of blanks or dashes, or of a non-ASCII character."""
    return "" if match.lastgroup else _normalized_sign(match[0])


@lru_cache(maxsize=4096)
def _normalized_sign(sign: str) -> str:
    if sign.isspace():
        return " "
    if len(sign) > 1:
        return "-"
    if sign == "…":
        return "..."
    if decomposition(sign).startswith(_WIDTHS):
        sign = normalize("NFKD", sign)
    return plain_signs(normalize("NFD", sign))


def has_same_words(one: str, other: str) -> bool:
    """Return whether two normalized texts are equal, apart from blanks at their edges."""
    return normalized(one).strip() == normalized(other).strip()


class NormalizedText:
    """A normalized text, with a mapping back to the original text.

    >>> text = NormalizedText("It was “very\u00a0 late”.")
    >>> start = text.text.index('"very late"')
    >>> text.stretch(start, start + len('"very late"'))
    (7, 19)
    """

    def __init__(self, text: str) -> None:
        seen: Sequence[int] | None = None
        if _INVISIBLE.search(text):
            seen = [n for n in range(len(text)) if not _INVISIBLE.match(text, n)]
            text = _INVISIBLE.sub("", text)
        pieces: list[str] = []
        starts, ends = array("q"), array("q")
        reached = 0
        for match in _TO_NORMALIZE.finditer(text):
            start, end = match.span()
            pieces.append(text[reached:start])
            starts.extend(range(reached, start))
            ends.extend(range(reached + 1, start + 1))
            replacement = _replacement(match)
            pieces.append(replacement)
            starts.extend([start] * len(replacement))
            ends.extend([end] * len(replacement))
            reached = end
        pieces.append(text[reached:])
        starts.extend(range(reached, len(text)))
        ends.extend(range(reached + 1, len(text) + 1))
        self.text = "".join(pieces)
        """The normalized text."""
        if seen is not None:
            starts = array("q", (seen[n] for n in starts))
            ends = array("q", (seen[n - 1] + 1 for n in ends))
        self._starts, self._ends = starts, ends

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the place of a stretch of the normalized text in the original text.

        Return `None` if the stretch begins or ends within one character of the original text.
        """
        starts = self._starts
        if start > 0 and starts[start - 1] == starts[start]:
            return None
        if end < len(starts) and starts[end - 1] == starts[end]:
            return None
        return starts[start], self._ends[end - 1]
