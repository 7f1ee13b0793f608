"""Moves the start or end of a stretch of text by whole words."""

from __future__ import annotations

from archive.text.words import splits_word


def next_boundary(text: str, at: int, by: int) -> int:
    """Return the nearest word edge before or after an offset.

    An edge is the start of the text, the end of the text, or a boundary between a word and other
    text. In a script without spaces between words, there is an edge at each character.

    >>> text = "It fell, nobody knows."
    >>> (
    ...     next_boundary(text, 0, 1),
    ...     next_boundary(text, 2, 1),
    ...     next_boundary(text, 7, -1),
    ...     next_boundary(text, 22, 1),
    ... )
    (2, 3, 3, 22)

    Args:
        text: The text of a block.
        at: The offset.
        by: 1 for the next edge, -1 for the previous one.
    """
    at += by
    while 0 < at < len(text) and (splits_word(text, at) or _is_within_blank(text, at)):
        at += by
    return min(max(at, 0), len(text))


def start_moved(text: str, start: int, end: int, by: int) -> int:
    """Return the start of a stretch of text, moved one word earlier (-1) or later (1).

    The stretch always keeps some text, and never begins with a space.

    >>> text = "It fell, nobody knows."
    >>> start_moved(text, 3, 7, -1), start_moved(text, 3, 15, 1), start_moved(text, 3, 7, 1)
    (0, 9, 3)
    """
    moved = next_boundary(text, start, by)
    while 0 < moved < end and (text[moved].isspace() or _is_sign(text, moved)):
        moved = next_boundary(text, moved, by)
    if not moved < end or text[moved : moved + 1].isspace():
        return start
    return moved


def end_moved(text: str, start: int, end: int, by: int) -> int:
    """Return the end of a stretch of text, moved one word earlier (-1) or later (1).

    >>> text = "It fell, nobody knows."
    >>> end_moved(text, 0, 2, 1), end_moved(text, 0, 7, 1), end_moved(text, 0, 15, -1)
    (7, 15, 7)
    """
    moved = next_boundary(text, end, by)
    while start < moved < len(text) and (text[moved - 1].isspace() or _is_sign(text, moved - 1)):
        moved = next_boundary(text, moved, by)
    if not start < moved or not (text[moved - 1].isalnum() or by < 0):
        return end
    return moved


def sign_moved(text: str, start: int, end: int, by: int) -> int:
    """Return the end of a stretch of text, moved over one punctuation mark such as a full stop.

    >>> sign_moved("It fell.", 0, 7, 1), sign_moved("It fell.", 0, 8, 1)
    (8, 8)
    """
    moved = next_boundary(text, end, by)
    return moved if start < moved and not text[moved - 1].isspace() else end


def _is_sign(text: str, at: int) -> bool:
    """Return whether the character at an offset is neither a space nor part of a word."""
    return not (text[at].isalnum() or text[at].isspace())


def _is_within_blank(text: str, at: int) -> bool:
    return text[at - 1].isspace() and text[at].isspace()
