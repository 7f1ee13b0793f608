"""Builds the text of an XML tree: elements, whitespace, and elements moved to a later place."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_left
from typing import TYPE_CHECKING

from archive.derivations.element_text import ElementText, TextElement, innermost_of
from archive.derivations.markers import is_marker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive.derivations.derivation import Derivation
    from archive.derivations.untrusted_xml import Element as Node
    from archive.model.captures import Origin

BLANKS = " \t\r\n"
"""White space in XML (XML 1.0, 2.3)."""
_ITEMS_AND_NOTES = frozenset(("def-item", "fn", "list-item", "ref"))
_DIGIT = re.compile(r"\d")
_FORME_WORKS = frozenset(("fw",))


def normalize_space(text: str | None) -> str:
    r"""Return a text as one line: trimmed, with runs of whitespace as one blank; U+00A0 is kept.

    >>> normalize_space("a \n  b "), normalize_space("a\u00a0\u00a0b")
    ('a b', 'a\xa0\xa0b')
    """
    text = text.strip(BLANKS) if text else ""
    if "\n" in text:  # most white space is indentation, and is removed with its line end
        text = " ".join([line for part in text.split("\n") if (line := part.strip(BLANKS))])
    if "\t" in text or "\r" in text:
        text = text.replace("\t", " ").replace("\r", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


class XmlText(ElementText[TextElement]):
    """The text of an XML file; one SPACE separates words, lines and blocks."""

    def __init__(
        self,
        derivation: Derivation,
        text: str,
        roots: Sequence[TextElement],
        ends: Sequence[int],
    ) -> None:
        """Store the text, the outermost elements, and the offsets where blocks begin or end.

        The offsets are in text order; each is where the words before it end.
        """
        super().__init__(derivation, text, roots)
        self._ends = ends

    def is_marker(self, origin: Origin, marker: str, *, of_note: bool) -> bool:
        """Whether a marker ends like a marker, or is a `label` of an item or note, or a counter."""
        words, _ = self.stretch(origin)
        start = words - len(marker.lstrip())
        stretch = start, start + len(marker.strip())
        label = next(
            (
                one
                for one in self.beginning(start, start + 1)
                if one.tag == "label" and (one.start, one.end) == stretch
            ),
            None,
        )
        if label is not None and label.parent is not None and self.begins_line(start):
            is_counter = is_marker(marker) or _DIGIT.search(marker) is not None
            if is_counter or label.parent.tag in _ITEMS_AND_NOTES:
                return True
        return super().is_marker(origin, marker, of_note=of_note)

    def is_one_paragraph(self, one: Origin, other: Origin) -> bool:
        """Whether no block begins or ends between the words of two origins."""
        return not self.has_line_end(self.stretch(one)[1], self.stretch(other)[0])

    def is_edge(self, at: int) -> bool:
        """Whether a block begins or ends at an offset, even if there is no blank."""
        return self.has_line_end(at, at + 1)

    def begins_line(self, at: int) -> bool:
        """Whether a block begins at an offset, or ended just before it."""
        is_blank = self.text[at - 1 : at] == " "
        return at <= 0 or self.has_line_end(at - is_blank, at + 1)

    def has_line_end(self, start: int, end: int) -> bool:
        """Whether a block begins or ends within a stretch."""
        return bisect_left(self._ends, start) != bisect_left(self._ends, end)

    def is_furniture(self, origin: Origin) -> bool | None:
        """Whether an origin is forme work of TEI (`fw`), the only element outside the article."""
        return innermost_of(self._holding(origin), _FORME_WORKS) is not None


class XmlWalk(ABC):
    """Builds the text of a tree in one pass, in text order.

    A run of whitespace is one SPACE, which is before the next word and outside all elements that
    begin or end there. `put_off` moves an element to the next `put_off_now`.
    """

    def __init__(self, root: Node) -> None:
        self.nodes = [*root.iter()]
        """All elements, stored because lxml otherwise makes a new object at each access."""
        self.of = elements_of(self.nodes)
        """The element of the text for each element of the tree."""
        self.pieces: list[str] = []
        self.length = 0
        self.ends: list[int] = []
        """For each beginning and end of a block, where the words before it end, in order."""
        self._is_blank = self._is_glued = False
        self._parted = -1
        """Where the last block ends."""
        self._not_begun: list[TextElement] = []
        self._put_off: list[Node] = []

    @property
    def text(self) -> str:
        """The text up to now."""
        return "".join(self.pieces)

    # --- elements ---

    @abstractmethod
    def read(self, node: Node) -> None:
        """Add the text of an element; the text after the element is not included."""

    def element(self, node: Node, read: Callable[[Node], None] | None = None) -> None:
        """Add an element by `read`, or by another function, and record its stretch of the text."""
        element = self.of[node]
        self._not_begun.append(element)
        (read or self.read)(node)
        if self._not_begun and self._not_begun[-1] is element:
            self._not_begun.pop()
            element.start = self.length
        element.end = self.length

    def put_off(self, node: Node) -> None:
        """Move an element after the block around it."""
        self._put_off.append(node)

    def put_off_now(self) -> None:
        """Add the elements that were moved, each on a separate line."""
        while self._put_off:
            nodes, self._put_off = self._put_off, []
            for node in nodes:
                self.block(node)

    # --- characters ---

    def words(self, text: str | None, *, verbatim: bool = False) -> None:
        """Add text as it is in the file."""
        if not text:
            return
        if verbatim:
            self._put(text)
            return
        core = normalize_space(text)
        if not core:
            self.blank()
            return
        if text[0] in BLANKS:
            self.blank()
        self._put(core)
        if text[-1] in BLANKS:
            self.blank()

    def blank(self) -> None:
        """Separate the next word from the previous word."""
        self._is_blank = not self._is_glued

    def block(self, node: Node) -> None:
        """Add an element that is a block; blocks are separated like words."""
        self.ends.append(self.length)
        self.blank()
        self.element(node)
        self.ends.append(self.length)
        self.blank()

    def part(self) -> None:
        """Separate the next word from the previous one like two blocks, even if they are joined."""
        self.ends.append(self.length)
        self._is_blank, self._is_glued, self._parted = True, False, self.length

    def glue(self) -> None:
        """Join the next word to the last word of its block, even if whitespace is between them."""
        if self._parted != self.length:
            self._is_blank, self._is_glued = False, True

    def _put(self, text: str) -> None:
        if self._is_blank and self.length:
            self.pieces.append(" ")
            self.length += 1
        self._is_blank = self._is_glued = False
        for element in self._not_begun:
            element.start = self.length
        self._not_begun.clear()
        self.pieces.append(text)
        self.length += len(text)


def elements_of(nodes: list[Node]) -> dict[Node, TextElement]:
    """Return the element of the text for each node.

    A step of a path has the local name of the node, whatever its namespace.
    """
    elements: dict[Node, TextElement] = {}
    counts: dict[tuple[TextElement, str], int] = {}
    names: dict[object, str] = {}
    for rank, node in enumerate(nodes):
        tag = node.tag
        name = names.get(tag)
        if name is None:
            name = names[tag] = str(tag).rpartition("}")[2]
        parent = node.getparent()
        if parent is None:
            elements[node] = TextElement(name, None, 1, rank)
            continue
        around = elements[parent]
        number = counts[around, name] = counts.get((around, name), 0) + 1
        element = elements[node] = TextElement(name, around, number, rank)
        around.children.append(element)
    return elements
