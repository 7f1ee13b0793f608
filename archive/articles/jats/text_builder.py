"""Builds the text of one block of JATS, with its marks, line breaks and annotations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.xml_line_builder import OpenSpan, XmlLineBuilder
from archive.model.blocks import LineBreak, Mark

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element
    from archive.model.captures import Origin

MarkFactory = Callable[[int, int], "Mark | content.Call"]
"""A function that makes a mark from its start and end."""


class TextBuilder(XmlLineBuilder):
    """Builds the text of one block; the value of each open mark is a `MarkFactory`."""

    def __init__(self) -> None:
        super().__init__()
        self._breaks = False
        """Whether the next word begins a new line."""
        self.open_break: Element | None = None
        """The element that caused this line break, until a word follows."""
        self.first_point: Element | None = None
        """The element of the first mark of no width."""

    # --- words ---

    def line_break(self, element: Element | None = None) -> bool:
        """Put the next text on a new line; return whether there is text before the break.

        Args:
            element: The element, if it is only a line break.
        """
        parts = self.length > 0 and self.open_break is None
        if element is not None and parts:
            self.open_break = element
        self._is_blank = self._breaks = True
        return parts

    def _put(self, text: str) -> None:
        if self.length and self._breaks:
            at = self.length + 1
            self._point_at(at, lambda start, end: LineBreak(start=at, end=at))
        self._breaks = False
        self.open_break = None
        super()._put(text)

    # --- stretches ---

    def point(self, factory: MarkFactory, element: Element | None = None) -> None:
        """Add a mark of no width directly after the previous word; it comes from `element`."""
        if self.first_point is None:
            self.first_point = element
        self._point_at(self.length, factory)

    def _point_at(self, at: int, factory: MarkFactory) -> None:
        """Add a mark of no width before the marks that begin with the next word."""
        place = len(self._marks)
        while place and self._marks[place - 1].start < 0:
            place -= 1
        self._marks.insert(place, OpenSpan(factory, at, at))

    def end(self, span: OpenSpan | None) -> bool:
        """End a mark or annotation before the next word; return whether it has any words."""
        is_kept = super().end(span)
        if span is not None and not is_kept:
            self._waiting.remove(span)
        return is_kept

    def add_annotation(self, start: int, end: int, annotation: content.Raw) -> None:
        """Add an annotation on a range of words that have been read."""
        span = OpenSpan(annotation)
        span.start, span.end = start, end
        self._annotations.append(span)

    # --- the end ---

    @property
    def is_empty(self) -> bool:
        """Whether there is neither text nor a mark of no width."""
        return not self.length and not any(span.start >= 0 for span in self._marks)

    def words(
        self, origin: Origin | None, language: str | None = None, id: str = ""
    ) -> content.Words:
        """Return the words built so far."""
        marks = tuple(
            span.value(span.start, span.end) for span in self._marks if 0 <= span.start <= span.end
        )
        annotations = tuple(
            content.MarkupAnnotation(s.start, s.end, s.value)
            for s in self._annotations
            if 0 <= s.start < s.end
        )
        return content.Words("".join(self._pieces), origin, marks, language, annotations, id)
