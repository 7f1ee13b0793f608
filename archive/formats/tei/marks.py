"""The content of a block in TEI: its text and the received formatting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.formats.nested_spans import Span
from archive.formats.tei.context import Raw, ReadContext, Tag, WriteContext, is_preserved, present
from archive.formats.tei.parser import BLANKS, XML_LANG, Element, take
from archive.formats.tei.xml_output import address, reference
from archive.formats.visitor import Visitor
from archive.model.blocks import (
    Foreign,
    Formatting,
    InlineImage,
    LineBreak,
    Link,
    NoteCall,
    TextBlock,
)

_ELEMENTS = {"emphasis": "emph", "quotation": "quote", "deletion": "del", "addition": "add"}
"""Types of formatting that have a TEI element of their own; others are `hi[@rend]`."""
_FORMATTINGS = {element: type for type, element in _ELEMENTS.items()}


@dataclass(slots=True)
class _Open:
    """An open element, which is a block or inside one, and what is known about its content."""

    has_elements: bool = False
    has_words: bool = False
    blanks: list[int] = field(default_factory=list)
    """The positions in the output at which blank text was written."""


class MarkWriter(Visitor[Tag]):
    """Writes the texts of blocks, with their marks and the elements of the overlay."""

    def __init__(self, to: WriteContext) -> None:
        self.to = to
        self._around: list[_Open] = []
        """The element of the block that is being written, and the open elements in it."""

    def text_block(self, name: str, block: TextBlock, **attributes: str | None) -> None:
        """Write an element that contains only the text and marks of a block."""
        self.to.inline(
            name,
            {
                **attributes,
                "xml:id": block.id,
                "xml:lang": block.language,
                "source": self.to.origin(block.origin),
                "xml:space": "preserve",
            },
        )
        self._around.append(_Open())
        self.words(block)
        self._guard_blanks(self._around.pop())
        self.to.close(name)

    def overlay(self, block: TextBlock) -> Sequence[Span[Tag]]:
        """Return the elements to write in a block in addition to its marks."""
        return self.to.overlays.get(block.id, ())

    def characters(self, text: str) -> None:
        """Write text in the open element."""
        if text.strip(BLANKS):
            self._around[-1].has_words = True
        else:
            self._around[-1].blanks.append(len(self.to.parts))
        self.to.text(text)

    def start(self, tag: Tag) -> None:
        """Write the start tag of an element within the text."""
        self._around[-1].has_elements = True
        self.to.inline(tag.name, tag.attributes)
        self._around.append(_Open())

    def end(self, tag: Tag) -> None:
        """Write the end tag of the open element."""
        self._guard_blanks(self._around.pop())
        self.to.raw(f"</{tag.name}>")

    def _guard_blanks(self, closed: _Open) -> None:
        """Protect blanks from programs that indent the file, by an element of their own.

        Such programs change blanks that are alone between elements. They would also change blanks
        that are the whole content, after somebody adds elements.
        """
        if closed.has_elements or not closed.has_words:
            for n in closed.blanks:
                blanks = self.to.parts[n]
                self.to.parts[n] = f'<seg type="space" xml:space="preserve">{blanks}</seg>'

    def formatting(self, mark: Formatting) -> Tag:
        """Return `<emph>`, `<quote>`, `<del>`, `<add>`, or `<hi rend="bold">`."""
        own = _ELEMENTS.get(mark.type)
        return Tag(own, {}) if own else Tag("hi", {"rend": mark.type})

    def foreign(self, mark: Foreign) -> Tag:
        """Return `<foreign xml:lang="fr">`."""
        return Tag("foreign", {"xml:lang": mark.language})

    def link(self, mark: Link) -> Tag:
        """Return `<ref type="link" target="…">`, or `<ref type="lost">`."""
        if mark.target is None:
            return Tag("ref", {"type": "lost"})
        return Tag("ref", {"type": "link", **address("target", mark.target)})

    def note_call(self, mark: NoteCall) -> Tag:
        """Return `<ref type="note-call" target="#note-1">`."""
        return Tag("ref", {"type": "note-call", "target": reference(mark.note)})

    def line_break(self, mark: LineBreak) -> Tag:
        """Return `<lb>`."""
        return Tag("lb", {})

    def inline_image(self, mark: InlineImage) -> Tag:
        """Return `<graphic url="…">`."""
        return Tag("graphic", address("url", mark.target))


def read_text_block(element: Element, context: ReadContext) -> Raw:
    """Undo `MarkWriter.text_block`."""
    id = context.id(element)
    is_preserved(element)
    raw: Raw = {
        "id": id,
        "language": take(element, XML_LANG),
        "origin": context.origin(take(element, "source"), id),
    }
    if len(element):
        raw["text"], raw["marks"] = _read_marks(element, context)
    else:
        raw["text"] = element.text or ""
    context.end_of_text(element)
    return present(raw)


def _read_marks(element: Element, context: ReadContext) -> tuple[str, list[Raw]]:
    """Return the unchanged text of an element, and the marks in it.

    An element that is not a known mark is reported; its words are kept.
    """
    pieces: list[str] = []
    marks: list[Raw] = []
    _collect_marks(element, 0, pieces, marks, context)
    return "".join(pieces), marks


def _collect_marks(
    element: Element, offset: int, pieces: list[str], marks: list[Raw], context: ReadContext
) -> int:
    """Add the text and the marks in an element; return the offset at its end."""
    has_elements = len(element) > 0
    text = element.text
    if text and not (has_elements and _INDENT.fullmatch(text)):
        pieces.append(text)
        offset += len(text)
    for inner in element:
        mark = _read_mark(inner, context)
        if mark:
            mark["start"] = offset
            marks.append(mark)
        offset = _collect_marks(inner, offset, pieces, marks, context)
        if mark:
            mark["end"] = offset
        if mark is not None:
            context.end_of_text(inner)
        tail = inner.tail
        if tail and not _INDENT.fullmatch(tail):
            pieces.append(tail)
            offset += len(tail)
    return offset


_INDENT = re.compile("[ \\t\\r\\n]*\\n[ \\t]+")
"""Indentation that programs add between elements: a line break, then blanks."""


def _read_mark(element: Element, context: ReadContext) -> Raw | None:
    """Return the mark that an element represents.

    It is empty for an element that protects blanks, `None` for an unknown element.
    """
    match element.tag, element.attrib.get("type"):
        case "hi", None:
            return {"type": take(element, "rend") or context.missing(element, "rend")}
        case ("emph" | "quote" | "del" | "add") as name, None:
            return {"type": _FORMATTINGS[name]}
        case "foreign", None:
            language = take(element, XML_LANG) or context.missing(element, XML_LANG)
            return {"type": "foreign", "language": language}
        case "ref", "link":
            take(element, "type")
            return {"type": "link", "target": context.address(element, "target")}
        case "ref", "lost":
            take(element, "type")
            return {"type": "link"}
        case "ref", "note-call":
            take(element, "type")
            return {"type": "note-call", "note": context.reference(element)}
        case "lb", None:
            return {"type": "line-break"}
        case "graphic", None:
            return {"type": "image", "target": context.address(element, "url")}
        case "seg", "space":
            take(element, "type")
            is_preserved(element)
            return {}
        case _:
            context.note_lost(
                element, "a text block cannot keep this formatting; its words are kept"
            )
            return None
