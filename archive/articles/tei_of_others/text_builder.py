"""Builds the text of one block of TEI, with its line breaks, marks and annotations."""

from __future__ import annotations

from typing import Any

from archive.articles import content
from archive.articles.xml_line_builder import OpenSpan, XmlLineBuilder
from archive.derivations.tei_vocabulary import HYPHENS
from archive.model.blocks import Foreign, Formatting, InlineImage, LineBreak, Link
from archive.model.captures import ElementOrigin


class TextBuilder(XmlLineBuilder):
    """Builds the text of one block; the value of each open mark is its kind and a value."""

    def __init__(self) -> None:
        super().__init__()
        self._last = ""
        self._is_broken = False
        self.id = ""

    # --- text ---

    def _put(self, text: str) -> None:
        super()._put(text)
        self._is_broken, self._last = False, text

    def glue(self) -> None:
        """Join the next text to the previous word, without white space between them."""
        self._is_blank, self._is_glued = False, True

    def line_break(self) -> OpenSpan | None:
        """Begin a new line; if the previous line does not end with a hyphen, begin a new word.

        Returns:
            The line break; `None` before the first word, or if there is a break already.
        """
        if not self._last.endswith(HYPHENS):
            self.blank()
        if not self.length or self._is_broken:
            return None
        self._is_broken = True
        return self._wait(LineBreak)

    # --- stretches ---

    def holds(self, span: OpenSpan) -> bool:
        """Whether a mark or annotation has words so far."""
        return 0 <= span.start < self.length

    def words_of(self, span: OpenSpan) -> str:
        """Return the words since the start of a mark or annotation."""
        return "".join(self._pieces[span.piece :]) if self.holds(span) else ""

    @property
    def holds_marks(self) -> bool:
        """Whether there is any mark, also a mark of no width."""
        return bool(self._marks)

    def _wait(self, what: Any) -> OpenSpan:
        span = OpenSpan(what, end=0)
        self._marks.append(span)
        self._waiting.append(span)
        return span

    def point(self, what: Any) -> None:
        """Add a mark of no width: an image, or a note reference without words of its own."""
        if self._waiting:
            self._wait(what)
        else:
            self._marks.append(OpenSpan(what, self.length, self.length))

    # --- the end ---

    def words(self, origin: ElementOrigin, language: str | None) -> content.Words:
        """Return the words built so far."""
        for span in self._waiting:
            if span.end == 0 and span.value is not LineBreak:
                span.start = span.end = self.length
        marks = [*filter(None, map(_mark, self._marks))]
        annotations = [
            content.MarkupAnnotation(span.start, span.end, annotation)
            for span in self._annotations
            if -1 < span.start < span.end
            for annotation in span.value
        ]
        text = "".join(self._pieces)
        return content.Words(text, origin, tuple(marks), language, tuple(annotations), self.id)


def _mark(span: OpenSpan) -> Any:
    """Return the mark for the record; `None` if it has no words but needs some."""
    what, start, end = span.value, span.start, span.end
    if start < 0:
        return None
    if what is LineBreak:
        return LineBreak(start=start, end=start)
    kind, value = what
    if kind == "call":
        return content.Call(start, end, value)
    if kind == "image":
        return InlineImage(start=start, end=start, target=value)
    if start >= end:
        return None
    if kind == "foreign":
        return Foreign(start=start, end=end, language=value)
    if kind == "link":
        return Link(start=start, end=end, target=value)
    return Formatting(start=start, end=end, type=value)
