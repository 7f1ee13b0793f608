"""Texts with the formatting that came with them: the inside of every block that holds one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.formats.tei.context import Raw, Reading, Span, Writing, is_preserved, present
from archive.formats.tei.elements import BLANKS, XML_LANG, Element, take
from archive.formats.tei.markup import Markup, address, reference
from archive.model.blocks import (
    Foreign,
    Formatting,
    InlineImage,
    LineBreak,
    Link,
    Mark,
    NoteCall,
    TextBlock,
)

_ELEMENTS = {"emphasis": "emph", "quotation": "quote", "deletion": "del", "addition": "add"}
"""Formatting that has a TEI element of its own; the rest is `hi[@rend]`."""
_FORMATTINGS = {element: type for type, element in _ELEMENTS.items()}


def write_text_block(to: Writing, name: str, block: TextBlock, **attributes: str | None) -> None:
    """An element that holds the block's text and nothing else but marks."""
    spans: Sequence[Span] = ()
    if block.marks:
        spans = [mark_span(mark) for mark in block.marks]
    if overlay := to.overlays.get(block.id):
        spans = _laid_over(spans, overlay)
    to.inline(
        name,
        {
            **attributes,
            "xml:id": block.id,
            "xml:lang": block.language,
            "source": to.origin(block.origin),
            "xml:space": "preserve",
        },
    )
    if spans or not block.text.strip(BLANKS):
        _write_spans(to, block.text, spans)
    else:
        to.text(block.text)
    to.close(name)


def read_text_block(element: Element, reading: Reading) -> Raw:
    """Undo `write_text_block`."""
    id = reading.id(element)
    is_preserved(element)
    found: Raw = {
        "id": id,
        "language": take(element, XML_LANG),
        "origin": reading.origin(take(element, "source"), id),
    }
    if len(element):
        found["text"], found["marks"] = _read_marks(element, reading)
    else:
        found["text"] = element.text or ""
    reading.end_of_text(element)
    return present(found)


def _write_spans(to: Markup, text: str, spans: Sequence[Span]) -> None:
    """Write a text with its spans. Spans nest, and stand in pre-order."""
    block = _Open("", len(text))
    around = [block]
    reached = 0
    for span in spans:
        while len(around) > 1 and around[-1].end <= span.start:
            reached = _close(to, around, text, reached)
        around[-1].write(to, text[reached : span.start])
        reached = span.start
        around[-1].has_elements = True
        to.inline(span.name, span.attributes)
        around.append(_Open(span.name, span.end))
    while around:
        reached = _close(to, around, text, reached)


def _close(to: Markup, around: list[_Open], text: str, reached: int) -> int:
    """Close the innermost element with the text that is left of it; return how far that goes."""
    innermost = around.pop()
    innermost.write(to, text[reached : innermost.end])
    innermost.close(to)
    return max(reached, innermost.end)


class _Open:
    """An element that is being written: the block itself, or one within its text."""

    def __init__(self, name: str, end: int) -> None:
        self.name, self.end = name, end
        self.has_elements = False
        self._has_words = False
        self._blanks: list[int] = []
        """Where text that is blank was written."""

    def write(self, to: Markup, text: str) -> None:
        if text:
            if text.strip(BLANKS):
                self._has_words = True
            else:
                self._blanks.append(len(to.parts))
            to.text(text)

    def close(self, to: Markup) -> None:
        """End the element.

        Blanks that stand alone beside other elements get elements too: a program that indents the
        file would change them. So do blanks that are all there is: somebody may add elements.
        """
        if self.has_elements or not self._has_words:
            for n in self._blanks:
                to.parts[n] = f'<seg type="space" xml:space="preserve">{to.parts[n]}</seg>'
        if self.name:
            to.raw(f"</{self.name}>")


def _laid_over(marks: Sequence[Span], overlay: Sequence[Span]) -> list[Span]:
    """Marks and overlay, each in pre-order, as one list in pre-order; the marks keep their order.

    A span of the overlay goes in after the last mark that begins before it or holds it.
    """
    found: list[Span] = []
    taken = 0
    for span in overlay:
        position = taken
        for n in range(taken, len(marks)):
            mark = marks[n]
            if mark.start > span.start:
                break
            if mark.start < span.start or mark.end > span.end:
                position = n + 1
        found += [*marks[taken:position], span]
        taken = position
    return [*found, *marks[taken:]]


def mark_span(mark: Mark) -> Span:
    """The element of a mark."""
    name, attributes = _mark_element(mark)
    return Span(mark.start, mark.end, name, attributes)


def _mark_element(mark: Mark) -> tuple[str, dict[str, str | None]]:
    match mark:
        case Formatting(type=type):
            own = _ELEMENTS.get(type)
            return (own, {}) if own else ("hi", {"rend": type})
        case Foreign():
            return "foreign", {"xml:lang": mark.language}
        case Link(target=None):
            return "ref", {"type": "lost"}
        case Link():
            return "ref", {"type": "link", **address("target", mark.target)}
        case NoteCall():
            return "ref", {"type": "note-call", "target": reference(mark.note)}
        case LineBreak():
            return "lb", {}
        case InlineImage():
            return "graphic", address("url", mark.target)


def _read_marks(element: Element, reading: Reading) -> tuple[str, list[Raw]]:
    """The text of an element, code point for code point, and the marks in it.

    Elements that are no marks of ours are noted, and looked through: their words are kept.
    """
    pieces: list[str] = []
    marks: list[Raw] = []
    _collect_marks(element, 0, pieces, marks, reading)
    return "".join(pieces), marks


def _collect_marks(
    element: Element, offset: int, pieces: list[str], marks: list[Raw], reading: Reading
) -> int:
    """Add the text and the marks in an element; return the offset at its end."""
    has_elements = len(element) > 0
    text = element.text
    if text and not (has_elements and _INDENT.fullmatch(text)):
        pieces.append(text)
        offset += len(text)
    for inner in element:
        mark = _read_mark(inner, reading)
        if mark:
            mark["start"] = offset
            marks.append(mark)
        offset = _collect_marks(inner, offset, pieces, marks, reading)
        if mark:
            mark["end"] = offset
        if mark is not None:
            reading.end_of_text(inner)
        tail = inner.tail
        if tail and not _INDENT.fullmatch(tail):
            pieces.append(tail)
            offset += len(tail)
    return offset


_INDENT = re.compile("[ \\t\\r\\n]*\\n[ \\t]+")
"""What programs put between elements: a new line, and blanks at its beginning."""


def _read_mark(element: Element, reading: Reading) -> Raw | None:
    """The mark that an element stands for: empty for one around blanks, `None` if it is none."""
    match element.tag, element.attrib.get("type"):
        case "hi", None:
            return {"type": take(element, "rend") or reading.missing(element, "rend")}
        case ("emph" | "quote" | "del" | "add") as name, None:
            return {"type": _FORMATTINGS[name]}
        case "foreign", None:
            language = take(element, XML_LANG) or reading.missing(element, XML_LANG)
            return {"type": "foreign", "language": language}
        case "ref", "link":
            take(element, "type")
            return {"type": "link", "target": reading.address(element, "target")}
        case "ref", "lost":
            take(element, "type")
            return {"type": "link"}
        case "ref", "note-call":
            take(element, "type")
            return {"type": "note-call", "note": reading.reference(element)}
        case "lb", None:
            return {"type": "line-break"}
        case "graphic", None:
            return {"type": "image", "target": reading.address(element, "url")}
        case "seg", "space":
            take(element, "type")
            is_preserved(element)
            return {}
    reading.lost(element, "it is no formatting that a text block keeps; its words stay")
    return None
