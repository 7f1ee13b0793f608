"""The text of a word processor's file: its paragraphs, one line each, in reading order.

`docx-text-1` and `odt-text-1` share this module.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING

from archive.derivations.element_text import (
    CELLS,
    DerivationOfElements,
    ElementText,
    TextElement,
    of_element,
)
from archive.derivations.markers import is_marker
from archive.derivations.xml_walk import elements_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archive.derivations.derivation import Gap
    from archive.derivations.untrusted_xml import Element as Node
    from archive.model.captures import Origin


_WORDS = re.compile(r"[^\W\d_]+")
_OF_NOTES = frozenset(("note", "footnote", "endnote"))


class Line:
    """A paragraph while it is built: its words, and the elements in it."""

    def __init__(self, holders: Sequence[TextElement]) -> None:
        self.holders = tuple(holders)
        """The elements around the paragraph."""
        self.element: TextElement | None = None
        """The element of the paragraph."""
        self._pieces: list[str] = []
        self._length = 0
        self._is_blank = False
        self._within: list[TextElement] = []
        self._not_begun: list[TextElement] = []

    @property
    def words(self) -> str:
        """The words up to now."""
        return "".join(self._pieces)

    def begin(self, element: TextElement) -> None:
        """Begin an element; the next character is the first of the element."""
        self._not_begun.append(element)

    def end(self, element: TextElement) -> None:
        """End an element."""
        if self._not_begun and self._not_begun[-1] is element:
            self._not_begun.pop()
            element.start = self._length
        element.end = self._length
        self._within.append(element)

    def without_words(self, element: TextElement) -> None:
        """Record an element that has no words here."""
        element.start = element.end = self._length
        self._within.append(element)

    def blank(self) -> None:
        """Put a SPACE between the previous word and the next one, if both exist."""
        self._is_blank = self._length > 0

    def put(self, text: str) -> None:
        """Add characters."""
        if not text:
            return
        if self._is_blank:
            self._pieces.append(" ")
            self._length += 1
        self._is_blank = False
        for element in self._not_begun:
            element.start = self._length
        self._not_begun.clear()
        self._pieces.append(text)
        self._length += len(text)

    def leave_out(self) -> None:
        """Remove the line from the text of the file."""
        for element in self._within:
            element.start = element.end = 0

    def move(self, at: int) -> int:
        """Move the line to an offset in the text of the file; return where it ends."""
        for element in self._within:
            element.start += at
            element.end += at
        if self.element is not None:
            self.element.start, self.element.end = at, at + self._length
        return at + self._length


class ParagraphText(ElementText[TextElement]):
    """The text of a file in paragraphs; each origin is an element or a stretch of an element."""

    def __init__(
        self,
        derivation: DerivationOfElements,
        text: str,
        roots: Sequence[TextElement],
        lines: Sequence[TextElement],
        pages: Sequence[TextElement],
        rows: Mapping[TextElement, Sequence[TextElement]],
        counted: frozenset[TextElement],
        numbering: frozenset[str],
    ) -> None:
        super().__init__(derivation, text, roots)
        self._rows, self._counted, self._numbering = rows, counted, numbering
        self.lines = lines
        """The elements of the article's paragraphs, in text order."""
        self.pages = pages
        """The elements of the paragraphs in page headers and footers."""
        self._of_pages = frozenset(pages)

    has_markers = False

    def before(self, origin: Origin, length: int) -> str | None:
        """Return `None`: programs count items, notes and headings, so the text has no markers."""
        return None

    def is_marker(self, origin: Origin, marker: str, *, of_note: bool) -> bool:
        """Whether the paragraph of an origin is counted, so that a marker can be its number.

        The marker may also contain words that the file defines for numbering.
        """
        elements = self.element(of_element(origin).path), self._holding(origin)
        return any(map(self._is_counted, elements)) and is_marker(marker, self._numbering)

    def _is_counted(self, element: TextElement | None) -> bool:
        at = element
        while at is not None and at not in self._counted and at.tag not in _OF_NOTES:
            at = at.parent
        return at is not None

    def is_furniture(self, origin: Origin) -> bool | None:
        """Whether an origin is a page header or footer, or is in one."""
        element: TextElement | None = self._holding(origin)
        while element is not None and element not in self._of_pages:
            element = element.parent
        return element is not None

    def is_one_paragraph(self, one: Origin, other: Origin) -> bool:
        """Whether the words of two origins are in one paragraph of the file."""
        first, last = self.stretch(one)[1], self.stretch(other)[0]
        return bisect_right(self._starts, first) == bisect_right(self._starts, last)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """The offsets where the paragraphs begin, in order."""
        return sorted(line.start for line in (*self.lines, *self.pages))

    def cell_of(self, origin: Origin) -> TextElement | None:
        """Return the outermost cell around an origin; a table within a cell is part of its text."""
        cell = outer = super().cell_of(origin)
        while outer is not None:
            cell = outer if outer.tag in CELLS else cell
            outer = outer.parent
        return cell

    def row_of(self, origin: Origin) -> Sequence[TextElement]:
        """Return the cells in the row of an origin, without those that continue the cell above."""
        cell = self.cell_of(origin)
        return () if cell is None else self._rows.get(cell, ())

    def gap(self, one: Origin | None, other: Origin | None, marker: int = 0) -> Gap:
        """Return the text between two origins; markers are not in the text."""
        return super().gap(one, other)


class ParagraphWalk(ABC):
    """Builds the text of a file in one pass through its parts, in text order."""

    def __init__(self) -> None:
        self.of: dict[Node, TextElement] = {}
        """The element of the text for each element of the trees."""
        self._roots: list[TextElement] = []
        self._lines: list[Line] = []
        self._pages: list[TextElement] = []
        self._holders: list[TextElement] = []
        """The elements around the element being read."""
        self._of_lines: set[TextElement] = set()
        """Elements that are lines; content moved out of a line is not part of its text."""
        self._outer: list[Node] = []
        """The tables and lists around the element being read."""
        self._with_lines: set[TextElement] = set()
        self._is_in_list = False
        """Whether the last paragraph outside tables was an item, or was blank and followed one."""
        self._is_page = False
        """Whether the part being read is a page header or footer."""
        self.numbering: set[str] = set()
        """The words that the numbering of lists contains."""
        self.counted: set[TextElement] = set()
        """The paragraphs that are counted, and the lists with counted items."""
        self.rows: dict[TextElement, list[TextElement]] = {}
        """The cells of the row of each cell that is shown."""
        self._seen: set[str] = set()
        """The texts of headers and footers that were already added."""
        self._put_off: list[Node] = []
        """Text boxes in the current paragraph."""
        self._called: list[Node] = []
        """Notes to which the current paragraph refers."""
        self._known_notes: set[Node] = set()
        self._foot_notes: deque[Node] = deque()
        self._end_notes: deque[Node] = deque()

    # --- differs by kind of file ---

    @abstractmethod
    def blocks(self, nodes: Sequence[Node]) -> None:
        """Add the paragraphs, tables and lists in some elements, at any depth."""

    @abstractmethod
    def is_end_note(self, note: Node) -> bool:
        """Whether a note is placed at the end of the text."""

    # --- parts ---

    def number(self, texts: Iterable[str]) -> None:
        """Record the words that the numbering of lists contains."""
        for text in texts:
            self.numbering.update(_WORDS.findall(text))

    def add_part(self, root: Node) -> None:
        """Number the elements of a part."""
        nodes = [*root.iter("*")]
        elements = elements_of(nodes)
        top = elements[root]
        top.number = 1 + sum(other.tag == top.tag for other in self._roots)
        self._roots.append(top)
        self.of.update(elements)

    def body(self, nodes: Sequence[Node]) -> None:
        """Add the text and its footnotes, and then its endnotes."""
        self.blocks(nodes)
        self._put_foot_notes()
        self._holders = []
        while self._end_notes:
            self._note(self._end_notes.popleft())
            self._put_foot_notes()

    def page(self, nodes: Sequence[Node]) -> None:
        """Add page headers or footers."""
        self._is_page = True
        for node in nodes:
            self.blocks([node])
        self._is_page = False

    def text(self, derivation: DerivationOfElements) -> ParagraphText:
        """Return the text of the whole file."""
        at = 0
        for n, line in enumerate(self._lines):
            at += n > 0
            end = line.move(at)
            for holder in line.holders:
                if holder not in self._with_lines:
                    self._with_lines.add(holder)
                    holder.start = at
                holder.end = end
            at = end
        pages = set(self._pages)
        lines = [one.element for one in self._lines if one.element is not None]
        words = "\n".join(line.words for line in self._lines)
        return ParagraphText(
            derivation,
            words,
            self._roots,
            [one for one in lines if one not in pages],
            self._pages,
            self.rows,
            frozenset(self.counted),
            frozenset(self.numbering),
        )

    # --- blocks ---

    def line(self, node: Node) -> Line:
        """Return a new line for an element; it is within the elements that are open."""
        self._of_lines.add(self.of[node])
        return Line([*self._holders, *self._between(node)])

    def _between(self, node: Node) -> list[TextElement]:
        """Return the elements around a node, up to those being read or to a paragraph."""
        between: list[TextElement] = []
        at = self.of[node].parent
        while at is not None and at not in self._holders[-1:] and at not in self._of_lines:
            between.append(at)
            at = at.parent
        return between[::-1]

    def container(self, node: Node, children: Sequence[Node], *, is_apart: bool) -> None:
        """Add the content of a table, a row, a cell, a list or an item.

        Args:
            node: The element.
            children: Its content.
            is_apart: Whether notes to which the element refers are added after the whole element.
        """
        if is_apart and not self._outer:
            self._put_foot_notes()
            self._is_in_list = False
        holders, self._holders = (
            self._holders,
            [*self._holders, *self._between(node), self.of[node]],
        )
        if is_apart:
            self._outer.append(node)
        self.blocks(children)
        if is_apart:
            self._outer.pop()
        self._holders = holders

    def cell(self, node: Node, children: Sequence[Node]) -> None:
        """Add the content of a table cell; a cell without paragraphs is a line without words."""
        before = len(self._lines)
        self.container(node, children, is_apart=False)
        if len(self._lines) == before:
            self.paragraph(node, self.line(node))

    def paragraph(self, node: Node, line: Line, *, is_item: bool = False) -> None:
        """Add a complete line, then the text boxes in it, and the notes to which it refers."""
        line.element = self.of[node]
        self._of_lines.add(line.element)
        if is_item:
            self.counted.add(line.element)
        words = line.words
        boxes, self._put_off = self._put_off, []
        called, self._called = self._called, []
        is_blank = not words.strip()
        if not self._outer:
            goes_on = self._is_in_list and (is_item or is_blank)
            if not goes_on:
                self._put_foot_notes()
            self._is_in_list = is_item or goes_on
        if not self._is_page:
            self._lines.append(line)
            for note in called:
                (self._end_notes if self.is_end_note(note) else self._foot_notes).append(note)
        elif not is_blank and words not in self._seen:
            self._seen.add(words)
            self._lines.append(line)
            self._pages.append(line.element)
        else:
            line.leave_out()
        holders, self._holders = self._holders, [*line.holders]
        for box in boxes:
            self.blocks([box])
        self._holders = holders

    def put_off(self, node: Node) -> None:
        """Move an element of a paragraph to the lines after the paragraph."""
        self._put_off.append(node)

    def call(self, note: Node) -> None:
        """Move a note to the place of notes; a note with two references is there once."""
        if not self._is_page and note not in self._known_notes:
            self._known_notes.add(note)
            self._called.append(note)

    def release(self) -> None:
        """Free the trees, beginning with the last element.

        When an element is freed, lxml searches its removed tree, from the first element on, for
        elements that are in use. The first element must be freed last, or the time grows with the
        square of the number of elements.
        """
        while self.of:
            self.of.popitem()

    def is_line(self, element: TextElement) -> bool:
        """Whether an element is a line of the text."""
        return element in self._of_lines

    def holds_lines(self, element: TextElement) -> bool:
        """Whether an element contains a line of the text or is one; call it after `text`."""
        return element in self._of_lines or element in self._with_lines

    def has_called(self, note: Node) -> bool:
        """Whether the text refers to a note."""
        return note in self._known_notes

    def _put_foot_notes(self) -> None:
        while self._foot_notes:
            self._note(self._foot_notes.popleft())

    def _note(self, note: Node) -> None:
        holders, outer, self._outer = self._holders, self._outer, [note]
        self._holders = [self.of[note]]
        self.blocks([*note])
        self._holders, self._outer = holders, outer
