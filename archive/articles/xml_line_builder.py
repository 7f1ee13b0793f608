"""Builds the text of a block of XML, with the start and end of its marks and annotations.

White space becomes one blank, which is added only when the next word comes. Therefore each block,
mark and annotation begins and ends with a word.
"""

from __future__ import annotations

from typing import Any

from archive.derivations.xml_walk import BLANKS, normalize_space

_DEEPEST_MARK = 60
"""The maximum depth of nested marks in a text; a record allows 64."""


class OpenSpan:
    """The start and end of a mark or annotation in the text; -1 until known."""

    __slots__ = ("end", "piece", "start", "value")

    def __init__(self, value: Any, start: int = -1, end: int = -1) -> None:
        self.value, self.start, self.end = value, start, end
        self.piece = 0
        """The number of the piece of text with which the span begins."""


class XmlLineBuilder:
    """Builds the text of one block; subclasses add what their format has, such as line breaks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self._is_blank = False
        """Whether white space precedes the next word."""
        self._is_glued = False
        """Whether the next white space is ignored."""
        self._waiting: list[OpenSpan] = []
        """Spans that begin with the next word."""
        self._marks: list[OpenSpan] = []
        self._annotations: list[OpenSpan] = []
        self._depth = 0
        self.too_deep = 0
        """How many marks were left out because they were nested too deep."""

    def text(self, text: str, *, preserve: bool = False) -> None:
        """Add text from the file; white space is normalized unless `preserve` is true."""
        if preserve:
            if text:
                self._put(text)
            return
        words = normalize_space(text)
        if not words:
            self._is_blank = self._is_blank or not self._is_glued
            return
        if text[0] in BLANKS and not self._is_glued:
            self._is_blank = True
        self._put(words)
        self._is_blank = text[-1] in BLANKS

    def _put(self, text: str) -> None:
        if self._is_blank and self.length:
            self._pieces.append(" ")
            self.length += 1
        self._is_blank = self._is_glued = False
        if self._waiting:
            for span in self._waiting:
                span.start, span.piece = self.length, len(self._pieces)
                if span.end != -1:
                    span.end = self.length
            self._waiting.clear()
        self._pieces.append(text)
        self.length += len(text)

    def blank(self) -> None:
        """Put a blank before the next text."""
        self._is_blank = not self._is_glued

    def open(self, value: Any) -> OpenSpan | None:
        """Begin a mark at the next word; return `None` if it is nested too deep."""
        self._depth += 1
        if self._depth > _DEEPEST_MARK:
            self.too_deep += 1
            return None
        span = OpenSpan(value)
        self._marks.append(span)
        self._waiting.append(span)
        return span

    def start_annotation(self, value: Any) -> OpenSpan:
        """Begin an annotation, or several that are given as one value, at the next word."""
        span = OpenSpan(value)
        self._annotations.append(span)
        self._waiting.append(span)
        return span

    def close(self, span: OpenSpan | None) -> bool:
        """End a mark; return whether it is kept. A mark without words is not."""
        self._depth -= 1
        return self.end(span)

    def end(self, span: OpenSpan | None) -> bool:
        """End a span; return whether it contains a word."""
        if span is None or span.start < 0:
            return False
        span.end = self.length
        return True
