"""Builds the text of one block: words, marks on them, and annotations.

White space becomes one blank, which belongs to no mark: it is added with the next word. So each
block and each mark begins and ends with a word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from archive.articles import content
from archive.derivations.jats_tree import BLANKS, collapse_space
from archive.model.blocks import LineBreak, Mark

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element
    from archive.model.captures import Origin

_DEEPEST_MARK = 60
"""How deep marks nest in a text; a record has 64."""

MarkFactory = Callable[[int, int], "Mark | content.Call"]
"""Makes a mark, given its start and end."""


class OpenSpan:
    """A stretch, for a mark or annotation, that is still open."""

    __slots__ = ("end", "start", "value")

    def __init__(self, value: Any) -> None:
        self.value, self.start, self.end = value, -1, -1


class TextBuilder:
    """Builds the text of one block, word by word."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self._is_blank = False
        """Whether white space precedes the next word."""
        self._breaks = False
        """Whether a line break precedes it."""
        self.open_break: Element | None = None
        """The element that says so, until a word follows."""
        self._waiting: list[OpenSpan] = []
        """Stretches that begin with the next word."""
        self._marks: list[OpenSpan] = []
        self._annotations: list[OpenSpan] = []
        self._depth = 0
        self.first_point: Element | None = None
        """The element of the first mark of no width, if that stands in the line."""
        self.too_deep = 0
        """How many marks were left out, since marks nest no deeper."""

    # --- words ---

    def text(self, text: str, *, preserve: bool = False) -> None:
        """Add text as it stands in the file."""
        if preserve:
            if text:
                self._put(text)
            return
        core = text.strip(BLANKS)
        if not core:
            self._is_blank = self._is_blank or bool(text)
            return
        if text[0] in BLANKS:
            self._is_blank = True
        self._put(collapse_space(core))
        self._is_blank = text[-1] in BLANKS

    def blank(self) -> None:
        """Separate the next text from the last by a blank."""
        self._is_blank = True

    def line_break(self, element: Element | None = None) -> bool:
        """Put the next text on a line of its own; return whether there is any before it.

        Args:
            element: An element that says so, and nothing else.
        """
        parts = self.length > 0 and self.open_break is None
        if element is not None and parts:
            self.open_break = element
        self._is_blank = self._breaks = True
        return parts

    def _put(self, text: str) -> None:
        if self.length and self._is_blank:
            self._pieces.append(" ")
            self.length += 1
        if self.length and self._breaks:
            at = self.length
            span = OpenSpan(lambda start, end: LineBreak(start=at, end=at))
            span.start = span.end = at
            self._marks.insert(len(self._marks) - self._pending_marks(), span)
        self._is_blank = self._breaks = False
        self.open_break = None
        if self._waiting:
            for span in self._waiting:
                span.start = self.length
            self._waiting.clear()
        self._pieces.append(text)
        self.length += len(text)

    def _pending_marks(self) -> int:
        """How many of the last marks begin only with the next word."""
        count = 0
        for span in reversed(self._marks):
            if span.start >= 0:
                break
            count += 1
        return count

    # --- marks ---

    def open(self, factory: MarkFactory) -> OpenSpan | None:
        """Begin a mark; `None` if it is nested too deep."""
        self._depth += 1
        if self._depth > _DEEPEST_MARK:
            self.too_deep += 1
            return None
        span = OpenSpan(factory)
        self._marks.append(span)
        self._waiting.append(span)
        return span

    def close(self, span: OpenSpan | None) -> bool:
        """End a mark; one without words is dropped. Return whether it is kept."""
        self._depth -= 1
        return span is not None and self.end(span)

    def point(self, factory: MarkFactory, element: Element | None = None) -> None:
        """Add a mark of no width, just after the last word; of an element, if it stands there."""
        if self.first_point is None:
            self.first_point = element
        span = OpenSpan(factory)
        span.start = span.end = self.length
        self._marks.insert(len(self._marks) - self._pending_marks(), span)

    # --- annotations ---

    def start_annotation(self, annotation: content.Raw) -> OpenSpan:
        """Begin the stretch of an annotation."""
        span = OpenSpan(annotation)
        self._annotations.append(span)
        self._waiting.append(span)
        return span

    def end(self, span: OpenSpan) -> bool:
        """End the stretch of an annotation; return whether it holds a word."""
        span.end = self.length
        if span.start < 0:
            self._waiting.remove(span)
        return span.start >= 0

    def add_annotation(self, start: int, end: int, annotation: content.Raw) -> None:
        """Add an annotation on a stretch that has been read."""
        span = OpenSpan(annotation)
        span.start, span.end = start, end
        self._annotations.append(span)

    # --- the end ---

    @property
    def is_empty(self) -> bool:
        """Whether it has neither text nor a mark of no width."""
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
