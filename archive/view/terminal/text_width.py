"""Measures a text in terminal columns, and wraps it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, combining, east_asian_width

from archive.text.graphemes import graphemes

_ESCAPE = re.compile("(\x1b\\[[0-9;]*m)")
_WORD = re.compile(r"[^ ]+ *| +")
_JOINER = "\u200d"


def width_of(text: str) -> int:
    """Return the width of a text in columns, not counting the escape sequences of styles.

    >>> width_of("naïve"), width_of("台灣"), width_of("e\u0301")
    (5, 4, 1)
    """
    if text.isascii() and "\x1b" not in text:
        return len(text)
    return sum(width for _, width in _clusters(text))


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the unbreakable pieces of a text, each with its width in columns."""
    piece, width = "", 0
    for n, part in enumerate(_ESCAPE.split(text)):
        if n % 2:
            piece += part
            continue
        for cluster in graphemes(part):
            columns = _columns_of(cluster)
            if columns and piece and width:
                yield piece, width
                piece, width = "", 0
            piece += cluster
            width = max(width, columns)
    if piece:
        yield piece, width


def _columns_of(cluster: str) -> int:
    """Return the width of a grapheme in columns; joined characters are as wide as one."""
    parts = re.split(f"(?<={_JOINER})", cluster) if _JOINER in cluster else [cluster]
    return max(sum(map(_columns, part)) for part in parts)


@lru_cache(maxsize=4096)  # a page has few different characters
def _columns(character: str) -> int:
    if combining(character) or category(character) in ("Mn", "Me", "Cf"):
        return 0
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return 0  # a skin tone of the emoji before it
    return 2 if east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of a text, each at most `width` columns wide.

    A line breaks after a space. Inside a word it breaks only beside a wide character, or if the
    word is wider than a line.

    >>> wrap("It may  recover.", 10)
    ['It may', 'recover.']
    """
    lines, line, filled = [], "", 0
    for word in _words(text):
        bare = width_of(word.rstrip(" "))
        if filled and filled + bare > width:
            lines.append(line.rstrip(" "))
            line, filled = "", 0
        for piece, columns in _clusters(word) if bare > width else [(word, width_of(word))]:
            if filled and filled + width_of(piece.rstrip(" ")) > width:
                lines.append(line)
                line, filled = "", 0
            line, filled = line + piece, filled + columns
    return [*lines, line.rstrip(" ")]


def _words(text: str) -> Iterator[str]:
    """Yield the pieces of a text between which a line may break."""
    for word in _WORD.findall(text):
        if word.isascii():
            yield word
            continue
        piece = ""
        for cluster, columns in _clusters(word):
            if piece and (columns > 1) and cluster.strip():
                yield piece
                piece = ""
            piece += cluster
        yield piece
