"""Builds the text of one block: words with marks, white space collapsed, and annotations.

White space becomes one blank, which belongs to no mark: it is added with the next word. So a block
begins and ends with a word, and so do each mark and each mention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.articles import content
from archive.derivations.tei_vocabulary import HYPHENS
from archive.derivations.xml_walk import BLANKS
from archive.model.blocks import Foreign, Formatting, InlineImage, LineBreak, Link

if TYPE_CHECKING:
    from archive.model.captures import ElementOrigin

_DEEPEST_MARK = 60


def normalize_space(text: str | None) -> str:
    r"""A text as one line: trimmed, each run of white space one blank; a no-break space is none.

    >>> normalize_space("a \n  b "), normalize_space("a\u00a0\u00a0b")
    ('a b', 'a\xa0\xa0b')
    """
    text = text.strip(BLANKS) if text else ""
    if "\n" in text:  # most white space indents a line, and goes with it
        text = " ".join([line for part in text.split("\n") if (line := part.strip(BLANKS))])
    if "\t" in text or "\r" in text:
        text = text.replace("\t", " ").replace("\r", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


class OpenSpan:
    """A mark or annotation that is still open."""

    __slots__ = ("end", "piece", "start", "what")

    def __init__(self, what: Any, start: int = -1, end: int = -1) -> None:
        self.what, self.start, self.end = what, start, end
        self.piece = 0
        """The piece of text with which it begins."""


class TextBuilder:
    """Builds the text of one block, word by word."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self._last = ""
        self._is_blank = False
        """Whether white space precedes the next word."""
        self._is_glued = False
        """Whether the next white space is ignored."""
        self._waiting: list[OpenSpan] = []
        """Stretches that begin with the next word."""
        self._spans: list[OpenSpan] = []
        self._annotations: list[OpenSpan] = []
        self._depth = 0
        self.too_deep = 0
        """How many marks were left out, since marks nest no deeper."""
        self._is_broken = False
        self.id = ""

    # --- text ---

    def text(self, text: str, *, preserve: bool = False) -> None:
        """Add text as it stands in the file."""
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
        self._is_blank = self._is_glued = self._is_broken = False
        if self._waiting:
            for span in self._waiting:
                span.start, span.piece = self.length, len(self._pieces)
                if span.end != -1:
                    span.end = self.length
            self._waiting.clear()
        self._pieces.append(text)
        self.length += len(text)
        self._last = text

    def blank(self) -> None:
        """Separate the next text from the last by a blank."""
        self._is_blank = not self._is_glued

    def glue(self) -> None:
        """Join the next text to the last word, whatever white space is between."""
        self._is_blank, self._is_glued = False, True

    def line_break(self) -> OpenSpan | None:
        """Begin a new line, and a new word unless a hyphen ends the last line.

        Returns:
            The break; `None` where no line ends: before the first word, and twice at one place.
        """
        if not self._last.endswith(HYPHENS):
            self.blank()
        if not self.length or self._is_broken:
            return None
        self._is_broken = True
        return self._wait(LineBreak)

    # --- marks ---

    def open(self, what: Any) -> OpenSpan | None:
        """Begin a mark; `None` if it is nested too deep."""
        self._depth += 1
        if self._depth > _DEEPEST_MARK:
            self.too_deep += 1
            return None
        span = OpenSpan(what)
        self._spans.append(span)
        self._waiting.append(span)
        return span

    def start_annotation(self, annotations: list[dict[str, Any]]) -> OpenSpan:
        """Begin the stretch of annotations, which may be added to until it ends."""
        span = OpenSpan(annotations)
        self._annotations.append(span)
        self._waiting.append(span)
        return span

    def close(self, span: OpenSpan | None) -> None:
        """End a mark."""
        self._depth -= 1
        self.end(span)

    def end(self, span: OpenSpan | None) -> None:
        """End a stretch."""
        if span is not None:
            span.end = self.length if span.start >= 0 else -1

    def holds(self, span: OpenSpan) -> bool:
        """Whether a stretch holds a word so far."""
        return 0 <= span.start < self.length

    def words_of(self, span: OpenSpan) -> str:
        """The words of a stretch that ends here."""
        return "".join(self._pieces[span.piece :]) if self.holds(span) else ""

    @property
    def holds_marks(self) -> bool:
        """Whether there is a mark on it, of any width."""
        return bool(self._spans)

    def _wait(self, what: Any) -> OpenSpan:
        span = OpenSpan(what, end=0)
        self._spans.append(span)
        self._waiting.append(span)
        return span

    def point(self, what: Any) -> None:
        """Add something of no width: an image, the call of a note that prints nothing."""
        if self._waiting:
            self._wait(what)
        else:
            self._spans.append(OpenSpan(what, self.length, self.length))

    # --- the end ---

    def words(self, origin: ElementOrigin, language: str | None) -> content.Words:
        """Return the words built so far."""
        for span in self._waiting:
            if span.end == 0 and span.what is not LineBreak:
                span.start = span.end = self.length
        marks = [*filter(None, map(_mark, self._spans))]
        annotations = [
            content.MarkupAnnotation(span.start, span.end, annotation)
            for span in self._annotations
            if -1 < span.start < span.end
            for annotation in span.what
        ]
        text = "".join(self._pieces)
        return content.Words(text, origin, tuple(marks), language, tuple(annotations), self.id)


def _mark(span: OpenSpan) -> Any:
    """A mark of the record; `None` where it holds nothing."""
    what, start, end = span.what, span.start, span.end
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
