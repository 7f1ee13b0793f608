"""The text of a tree of elements: every element is a stretch of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property
from typing import Generic, Self, TypeVar

from archive.derivations.derivation import CellsAndNotes, Derivation, Derived, Gap
from archive.derivations.markers import is_marker
from archive.model.captures import ElementOrigin, Origin

MOST_STEPS = 256
"""The most steps of a path; deeper elements are addressed as stretches of an element."""

CELLS = frozenset(("td", "th", "cell", "tc", "table-cell"))
"""Elements that are table cells, in HTML and JATS, TEI, Word, OpenDocument."""
_TABLES = frozenset(("table", "tbl"))
_HOLDERS = _TABLES | frozenset(("table-wrap", "figure", "fig"))
"""Elements that contain a caption together with the figure or table that it describes."""
_NOTES = frozenset(("note", "fn", "footnote", "endnote"))
_CELLS_AND_NOTES = CELLS | _NOTES
_REFERENCES = frozenset(("bibl", "biblStruct", "element-citation", "mixed-citation", "ref"))
"""Elements of references, in which a note is an ordinary part."""
_LABELS = frozenset(("label", "a", "sup"))
"""Elements that contain the number of a note, or the link back to its reference mark."""
_APART = frozenset(("button", "nav"))
"""Elements in a line whose text is not part of the words of the line."""
_IN_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]\s*")
_WORDS_OF_NOTES = frozenset(("note", "n", "注", "註", "back", "jump", "up", "zurück", "retour"))
"""Words in the markers of notes: "note" in several languages, or the text of a link back."""
_MOST_LOOKED_AT = 300
"""How many elements before a stretch are examined to find the element that contains it."""


class TextElement:
    """An element of a file, and the stretch of the file's text that it contains."""

    __slots__ = (
        *("_path", "_steps", "children", "depth", "end"),
        *("number", "parent", "rank", "reachable", "start", "tag"),
    )

    def __init__(self, tag: str, parent: Self | None, number: int, rank: int = 0) -> None:
        self.tag, self.parent, self.number = tag, parent, number
        """Name in a path; parent element; number among the siblings with that name, from 1."""
        self.rank = rank
        """The position among all elements of the file, in the order in which they begin."""
        self.depth: int = 1 if parent is None else parent.depth + 1
        """The number of steps in the path to this element."""
        is_deep = self.depth > MOST_STEPS
        self.reachable: Self = parent.reachable if parent is not None and is_deep else self
        """This element, or the nearest element around it that has a path."""
        self.children: list[Self] = []
        """The child elements, in order."""
        self.start = self.end = 0
        """Start and end of the element's text, in code points."""
        self._steps: dict[str, Self] | None = None
        self._path: str | None = None

    @property
    def step(self) -> str:
        """The step of a path that leads from the parent to this element."""
        return f"{self.tag}[{self.number}]"

    @property
    def path(self) -> str:
        """The path of this element; if it has too many steps, of the nearest one around it."""
        steps: list[TextElement] = []
        at: TextElement | None = self.reachable
        while at is not None and at._path is None:
            steps.append(at)
            at = at.parent
        path = "" if at is None or at._path is None else at._path
        for element in reversed(steps):
            path = element._path = f"{path}/{element.step}"
        return path

    def child(self, step: str) -> Self | None:
        """Return the child that a step of a path names, if there is one."""
        if self._steps is None:
            self._steps = {child.step: child for child in self.children}
        return self._steps.get(step)

    def within(self) -> Iterator[Self]:
        """Yield this element and all elements in it, in order."""
        yield self
        left = [iter(self.children)]
        while left:
            element = next(left[-1], None)
            if element is None:
                left.pop()
            else:
                yield element
                if element.children:
                    left.append(iter(element.children))


E = TypeVar("E", bound=TextElement)


class ElementText(Derived, Generic[E]):
    """The text of a file; each origin is an element or a stretch of an element."""

    def __init__(self, derivation: Derivation, text: str, roots: Sequence[E]) -> None:
        """Store the text and the outermost elements, which are several if the file has parts."""
        super().__init__(derivation, text)
        self._roots = {root.step: root for root in roots}
        self.root = roots[0]
        """The outermost element; if there are several, the first."""
        self._by_path: dict[str, E | None] = {}
        self._origins: dict[E, ElementOrigin] = {}
        """The origins that `origin_at` has returned."""

    def element(self, path: str) -> E | None:
        """Return the element that a path leads to, if there is one."""
        if path not in self._by_path:
            self._by_path[path] = self._element(path)
        return self._by_path[path]

    def _element(self, path: str) -> E | None:
        first, *steps = path.removeprefix("/").split("/")
        element = self._roots.get(first)
        for step in steps:
            if element is None:
                return None
            element = element.child(step)
        return element

    def has(self, origin: Origin) -> bool:
        """Whether the path leads to an element whose text is long enough for the origin."""
        element = self.element(of_element(origin).path)
        end = of_element(origin).end or 0
        return element is not None and end <= element.end - element.start

    def gap(self, one: Origin | None, other: Origin | None, marker: int = 0) -> Gap:
        """Return the text from the end of one origin to the marker of the other."""
        start = 0 if one is None else self.stretch(one)[1]
        end = len(self.text) if other is None else self.stretch(other)[0] - marker
        text = self.text[start : max(start, end)]
        return Gap(text.strip("\n "), str(start))

    def origin(self, origin: Origin, separator: str) -> ElementOrigin:
        """Return the origin unchanged: the tree shows what follows an element."""
        return of_element(origin)

    def place(self, origin: Origin) -> tuple[int, ...]:
        """Return where the words of an origin begin and end; without words, its element's place."""
        start, end = self.stretch(origin)
        element = self.element(of_element(origin).path)
        return start, end, 0 if element is None else element.rank

    def stretch(self, origin: Origin) -> tuple[int, int]:
        """Return where the words of an origin begin and end in the text."""
        element_origin = of_element(origin)
        element = self.element(element_origin.path)
        if element is None:
            return 0, 0
        if element_origin.start is None or element_origin.end is None:
            return element.start, element.end
        start = min(element.start + element_origin.start, element.end)
        return start, max(start, min(element.start + element_origin.end, element.end))

    def cell_of(self, origin: Origin) -> TextElement | None:
        """Return the cell that an origin is, or that contains its words.

        Content that was moved after the cell, such as a note, is not in the cell.
        """
        start, end = self.stretch(origin)
        for element in (self.element(of_element(origin).path), self._holding(origin)):
            cell = innermost_of(element, CELLS)
            if cell is not None and (start == end or (cell.start <= start and end <= cell.end)):
                return cell
        return None

    def row_of(self, origin: Origin) -> Sequence[TextElement]:
        """Return the cells of the row that an origin is in, including its own cell."""
        cell = self.cell_of(origin)
        if cell is None or cell.parent is None:
            return ()
        return [child for child in cell.parent.children if child.tag in CELLS]

    def is_between_cells(self, origin: Origin, cell: Origin) -> bool:
        """Whether an origin has words that are directly in the row of a cell."""
        element, (start, end) = self.cell_of(cell), self.stretch(origin)
        return start < end and element is not None and self._holding(origin) is element.parent

    def table_of(self, cell: Origin) -> TextElement | None:
        """Return the element of the table that a cell is in."""
        return innermost_of(self.cell_of(cell) or self._holding(cell), _TABLES)

    def is_with_table(self, caption: Origin) -> bool:
        """Whether words are in the element of a figure or table, but not in one of its cells."""
        return self._holder_of(caption) is not None

    def may_be_caption_of(self, caption: Origin, cell: Origin) -> bool:
        """Whether words are in no figure or table, or in the one that contains a cell."""
        holder, at = self._holder_of(caption), self.cell_of(cell) or self._holding(cell)
        while at is not None and at is not holder:
            at = at.parent
        return holder is None or at is holder

    def _holder_of(self, caption: Origin) -> TextElement | None:
        element = innermost_of(self._holding(caption), _HOLDERS | CELLS)
        return None if element is None or element.tag in CELLS else element

    def note_of(self, origin: Origin) -> TextElement | None:
        """Return the element of the note that contains the words of an origin."""
        return innermost_of(self._holding(origin), _NOTES)

    def cells_and_notes_in(self, origin: Origin) -> CellsAndNotes:
        """Return the elements of cells and notes that contain some of the words, but not all."""
        start, end = self.stretch(origin)
        if start == end:
            return CellsAndNotes()
        within = [
            one
            for one in (*self.beginning(start + 1, end), *self.around(start))
            if one.tag in _CELLS_AND_NOTES
            and not one.start <= start < end <= one.end
            and start < one.end  # content moved to a later place is after the element around it
            and not (one.tag == "note" and one.parent and one.parent.tag in _REFERENCES)
        ]
        cells = sum(one.tag in CELLS for one in within)
        cut = frozenset(one for one in within if one.start < start or end < one.end)
        return CellsAndNotes(cells, len(within) - cells, cut)

    def is_marker(self, origin: Origin, marker: str, *, of_note: bool) -> bool:
        """Whether a marker ends like a marker, or is the whole of an element that marks notes."""
        if super().is_marker(origin, marker, of_note=of_note):
            return True
        words, _ = self.stretch(origin)
        start = words - len(marker.lstrip())
        end = start + len(marker.strip())
        labels = [one for one in self.beginning(start, end) if one.tag in _LABELS]
        has_label = any(one.end <= end for one in labels)
        is_counter = is_marker(marker, _WORDS_OF_NOTES if of_note else ())
        return has_label and of_note and is_counter and self.begins_line(start)

    def is_whole(self, origin: Origin) -> bool:
        """Whether an element contains only the words of an origin, and is separate in its line.

        A button is separate, and so is an element with brackets around all of it, as in "[edit]".
        """
        element, stretch = self._holding(origin), self.stretch(origin)
        is_in_brackets = _IN_BRACKETS.fullmatch(self.text, *stretch) is not None
        while element is not None and (element.start, element.end) == stretch:
            if element.tag in _APART or is_in_brackets:
                return True
            element = element.parent
        return False

    def origin_of(self, capture: str, start: int, end: int, hint: Origin | None) -> ElementOrigin:
        """Return the origin of a stretch: in the element of the hint, or in an element around that.

        Without a hint, the innermost element that contains the stretch is used.
        """
        element = None if hint is None else self.element(of_element(hint).path)
        element = element or self.innermost(start, end)
        while not (element.start <= start and end <= element.end) and element.parent is not None:
            element = element.parent
        return self.origin_in(capture, element, start, end)

    def origin_in(self, capture: str, element: E, start: int, end: int) -> ElementOrigin:
        """Return the origin of a stretch in an element: the whole element, or offsets within it."""
        element = element.reachable
        at = element.start
        if (at, element.end) == (start, end):
            return self.origin_at(capture, element)
        path = self._path_of(element)
        return ElementOrigin(capture=capture, path=path, start=start - at, end=end - at)

    def origin_at(self, capture: str, element: E) -> ElementOrigin:
        """Return the origin that is an element, or the nearest one around it that has a path."""
        origin = self._origins.get(element)
        if origin is None or origin.capture != capture:
            path = self._path_of(element)
            origin = self._origins[element] = ElementOrigin(capture=capture, path=path)
        return origin

    def _path_of(self, element: E) -> str:
        """Return the path of an element; `element` need not follow its steps then."""
        path = element.path
        self._by_path[path] = element.reachable
        return path

    def cell_has_words(self, cell: Hashable) -> bool:
        """Whether the element of a cell has words; line ends of empty paragraphs do not count."""
        return isinstance(cell, TextElement) and self.text[cell.start : cell.end].strip() != ""

    def around(self, at: int, outer: E | None = None) -> list[E]:
        """Return the elements around a character, innermost first, up to `outer` (excluded)."""
        element: E | None = self.innermost(at, at + 1)
        around = []
        while element is not None and element is not outer:
            around.append(element)
            element = element.parent
        return around

    def _holding(self, origin: Origin) -> E | None:
        """Return the innermost element with the words of an origin; without words, its element."""
        start, end = self.stretch(origin)
        return self.innermost(start, end) if start < end else self.element(of_element(origin).path)

    def beginning(self, start: int, end: int) -> list[E]:
        """Return the elements with words that begin within a stretch."""
        starts, elements = self._in_order
        return elements[bisect_left(starts, start) : bisect_left(starts, end)]

    def innermost(self, start: int, end: int) -> E:
        """Return the innermost element that contains a stretch.

        Content that was moved to a later place is in none of the elements around it in the file.
        """
        starts, elements = self._in_order
        n = bisect_right(starts, start)
        before = elements[max(0, n - _MOST_LOOKED_AT) : n][::-1]
        for candidate in before:
            if end <= candidate.end:
                return candidate
        around = before[0] if before else self.root
        while around.parent is not None and not (around.start <= start and end <= around.end):
            around = around.parent
        return around

    @cached_property
    def _in_order(self) -> tuple[list[int], list[E]]:
        """The starts of the elements with words, and these elements, in text order."""
        every = [
            element
            for root in self._roots.values()
            for element in root.within()
            if element.start < element.end
        ]
        every.sort(key=lambda one: (one.start, one.depth))
        return [one.start for one in every], every


def innermost_of(element: TextElement | None, tags: frozenset[str]) -> TextElement | None:
    """Return the innermost element with one of these tags: the element or one around it."""
    while element is not None and element.tag not in tags:
        element = element.parent
    return element


class DerivationOfElements(Derivation):
    """A derivation whose origins are elements, or stretches of elements."""

    origins = (ElementOrigin,)

    def resized(
        self, origin: Origin, length: int, following: Origin | None
    ) -> ElementOrigin | None:
        """Return the stretch of this length that begins where the origin begins."""
        element_origin = of_element(origin)
        start = element_origin.start or 0
        other = following if isinstance(following, ElementOrigin) else None
        if (
            other is not None
            and other.path == element_origin.path
            and start + length > (other.start or 0)
        ):
            return None
        return element_origin.model_copy(update={"start": start, "end": start + length})


def of_element(origin: Origin) -> ElementOrigin:
    """Return an origin as an `ElementOrigin`.

    Raises:
        TypeError: The origin is of another kind.
    """
    if not isinstance(origin, ElementOrigin):
        raise TypeError(f"{origin!r} is not an element of a file")
    return origin
