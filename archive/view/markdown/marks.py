"""`representable_marks` selects the marks of a block that Markdown can show correctly.

A parser reads signs of emphasis only if they touch words (CommonMark 0.31, 6.2), and joins signs
that touch each other. A mark that a parser would misread is left out, and counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Literal, assert_never

from archive.model.blocks import (
    Foreign,
    Formatting,
    FormattingType,
    InlineImage,
    LineBreak,
    Link,
    Mark,
    NoteCall,
    TextBlock,
)
from archive.view.html.markup import href

Within = Literal["lines", "line", "cell"]
"""Whether a text may have several lines, must stay on one line, or is in a table."""

SIGNS: Mapping[FormattingType, str] = {
    "italic": "*",
    "emphasis": "*",
    "bold": "**",
    "code": "`",
    "monospace": "`",
}
"""The signs on both sides of formatted words; other kinds of formatting have none."""


def representable_marks(block: TextBlock, within: Within, notes: Collection[str]) -> list[int]:
    """Return the positions of the marks of a block that can be shown.

    Args:
        block: The block.
        within: The place of its text.
        notes: The ids of the notes to which calls can refer.
    """
    choice = _MarkChoice(block, within, notes)
    return [n for n, mark in enumerate(block.marks) if choice.takes(mark)]


class _MarkChoice:
    """Chooses the marks of one block that can be shown; it gets them in their order."""

    def __init__(self, block: TextBlock, within: Within, notes: Collection[str]) -> None:
        self._text = block.text
        self._within = within
        self._notes = notes
        self._open: list[Mark] = []
        """The shown marks around the current offset, the innermost last."""
        self._signs: set[int] = set()
        """The offsets of signs of emphasis or code."""
        others = [mark for mark in block.marks if not isinstance(mark, Formatting)]
        self._starts = {mark.start for mark in others}
        self._ends = {mark.end for mark in others}

    def takes(self, mark: Mark) -> bool:
        """Return whether a mark can be shown; remember it for the marks inside it."""
        while self._open and self._open[-1].end <= mark.start:
            self._open.pop()
        in_code = any(isinstance(one, Formatting) and SIGNS[one.type] == "`" for one in self._open)
        if in_code and not isinstance(mark, NoteCall):  # a call comes after all of it
            return False
        is_shown = self._is_shown(mark)
        if is_shown and mark.start < mark.end and not isinstance(mark, NoteCall):
            self._open.append(mark)
        return is_shown

    def _is_shown(self, mark: Mark) -> bool:
        match mark:
            case Formatting():
                return self._is_signed(mark)
            case Link():
                is_inner = any(isinstance(one, Link) for one in self._open)
                return mark.target is not None and href(mark.target) is not None and not is_inner
            case NoteCall():
                return mark.note in self._notes
            case InlineImage():
                return href(mark.target) is not None
            case LineBreak():
                return self._breaks(mark.start)
            case Foreign():
                return False
        assert_never(mark)

    def _breaks(self, at: int) -> bool:
        """Return whether a line can be broken here: inside the text, and not at a line end."""
        text = self._text
        inside = self._within == "lines" and 0 < at < len(text)
        return inside and "\n" not in text[at - 1 : at + 1]

    def _is_signed(self, mark: Formatting) -> bool:
        """Return whether a parser understands the signs on both sides of these words."""
        sign = SIGNS.get(mark.type)
        if sign is None or mark.start == mark.end:
            return False
        if sign == "`":
            fits = self._is_code(self._text[mark.start : mark.end])
            fits = fits and self._signs.isdisjoint((mark.start, mark.end))
        else:
            fits = self._is_emphasis(mark, sign)
        if fits:
            self._signs |= {mark.start, mark.end}
        return fits

    def _is_code(self, words: str) -> bool:
        """Return whether these words can be code: on one line, without spaces at the ends."""
        is_trimmed = words == words.strip() and not re.search("[\r\n\u2028\u2029]", words)
        return is_trimmed and not (self._within == "cell" and "|" in words)

    def _is_emphasis(self, mark: Formatting, sign: str) -> bool:
        around = [one for one in self._open if isinstance(one, Formatting)]
        if any(SIGNS[one.type] == sign for one in around):
            return False
        if not self._signs.isdisjoint((mark.start, mark.end)):
            # Two signs may touch only if both surround the same words.
            last = self._open[-1] if self._open else None
            return (
                isinstance(last, Formatting)
                and len(around) == 1
                and (last.start, last.end) == (mark.start, mark.end)
            )
        text = self._text
        before = text[mark.start - 1] if mark.start else " "
        after = text[mark.end] if mark.end < len(text) else " "
        return _flanks(before, text[mark.start], touched=mark.start in self._starts) and _flanks(
            after, text[mark.end - 1], touched=mark.end in self._ends
        )


def _flanks(outside: str, inside: str, *, touched: bool) -> bool:
    """Return whether a sign of emphasis between two characters belongs to the inner one.

    Args:
        outside: The character outside the words.
        inside: The outermost character of the words.
        touched: Whether a sign of another kind is between them.
    """
    if inside.isspace():
        return False
    if inside.isalnum() and not touched:
        return True
    # White space and punctuation as defined by CommonMark 0.31 (2.1), not by Python.
    category = unicodedata.category(outside)
    return outside in "\t\n\r" or category == "Zs" or category.startswith("P")
