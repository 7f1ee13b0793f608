"""Classifies the elements of a TEI file: text or not, block or part of a line, which variant.

The result depends only on elements, their attributes and their place. These are rules of
`tei-text-1`, so they do not change.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from archive.derivations.tei_vocabulary import (
    APART_IN_FIGURES,
    BLOCKS,
    BREAKS,
    ID,
    LEAVES,
    NO_TEXT,
    PARAGRAPHS,
    PUT_OFF,
    SPACE,
    TOKENS,
    WITHIN_LINES,
)
from archive.derivations.xml_walk import BLANKS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from archive.derivations.untrusted_xml import Element

NAMESPACE = "http://www.tei-c.org/ns/1.0"
PREFIX = f"{{{NAMESPACE}}}"
_EXAMPLE = "{http://www.tei-c.org/ns/Examples}egXML"
"""An XML example, which is in its own namespace (TEI P5, 23.1)."""
_DEEPEST_LIST = 8
"""How deep lists may nest in this text; in a record, sections and lists nest at most 32 deep."""
_CLOSED = (LEAVES - BLOCKS) | PUT_OFF | {"teiHeader"}
"""Elements that do not split the line around them, even if they contain blocks."""
_CREDITS = ("bibl", "ref", "biblStruct")


def holds_words(element: Element) -> bool:
    """Whether an element contains words at any depth."""
    return any(piece.strip(BLANKS) for piece in element.itertext())


def has_own_text(element: Element) -> bool:
    """Whether words are directly in an element, not only in its children."""
    text = element.text
    if text and text.strip(BLANKS):
        return True
    for child in element:
        tail = child.tail
        if tail and tail.strip(BLANKS):
            return True
    return False


class _ElementNames(dict[Any, str]):
    """Maps the tags of the tree to the names of elements."""

    def __init__(self, *, has_namespace: bool) -> None:
        super().__init__()
        self._has_namespace = has_namespace

    def __missing__(self, tag: object) -> str:
        if not isinstance(tag, str):
            name = "{entity}"
        elif tag.startswith(PREFIX):
            name = tag[len(PREFIX) :]
        elif tag == _EXAMPLE:
            name = "egXML"
        elif not tag.startswith("{") and self._has_namespace:
            name = f"{{}}{tag}"
        else:
            name = tag
        return self.setdefault(tag, name)


class TeiStructure:
    """The elements of a TEI file, and how each of them is read."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._nodes = [*root.iter()]
        """All elements, stored because lxml otherwise makes a new object at each access."""
        self.has_namespace = str(root.tag).startswith("{")
        """Whether the root has a namespace; TEI elements then have the namespace of TEI."""
        self.names = _ElementNames(has_namespace=self.has_namespace)
        programs = self.within(root, "application")
        self.is_of_grobid = any(program.get("ident") == "GROBID" for program in programs)
        """Whether GROBID made the file from a PDF."""
        self._touching: dict[Element, bool] = {}

    # --- names ---

    def name(self, element: Element) -> str:
        """Return the local name of a TEI element; of any other element, the name with namespace."""
        return self.names[element.tag]

    def within(self, element: Element, *names: str) -> Iterator[Element]:
        """Yield all elements with one of these names: the element itself, and those in it."""
        return element.iter(*self._tags(names))

    def _tags(self, names: Sequence[str]) -> Sequence[str]:
        """Return names as tags of the tree."""
        tags = [f"{PREFIX}{name}" for name in names] if self.has_namespace else [*names]
        return [*tags, _EXAMPLE] if "egXML" in names else tags

    # --- text or not ---

    def outermost_texts(self) -> Iterator[Element]:
        """Yield the texts of the file that are not within another text."""
        for text in self.within(self.root, "text"):
            around = {self.name(one) for one in text.iterancestors()}
            if around.isdisjoint(("teiHeader", "floatingText", "text")):
                yield text

    def is_left_out(self, element: Element, name: str) -> bool:
        """Whether an element in a text is not running text."""
        if name in NO_TEXT:
            return name != "figDesc" or not self.is_of_grobid
        if name == "label" and self.is_of_grobid:
            around = element.getparent()
            return around is not None and self.name(around) == "figure"
        return False

    @cached_property
    def preserved(self) -> set[Element]:
        """The elements in which whitespace is preserved (`xml:space`)."""
        preserved: set[Element] = set()
        if self.root.xpath("boolean(//@xml:space)"):
            for text in self.outermost_texts():
                for element in text.iter():
                    space = element.get(SPACE)
                    if space == "preserve" if space else element.getparent() in preserved:
                        preserved.add(element)
        return preserved

    def variants_of(
        self, element: Element, name: str
    ) -> tuple[Element | None, Collection[Element]]:
        """Return the child of a `choice` or `app` that is text, and the children that are not."""
        return self._choice(element) if name == "choice" else self._apparatus(element)

    def _choice(self, choice: Element) -> tuple[Element | None, Collection[Element]]:
        """Return the form of the source (`sic`, `orig`, `abbr`), else the first child."""
        by_name = {self.name(child): child for child in reversed(choice)}
        chosen = next((by_name[name] for name in _OF_SOURCE if name in by_name), None)
        if chosen is None and len(choice):
            chosen = choice[0]
        return chosen, {child for child in choice if child is not chosen}

    def _apparatus(self, app: Element) -> tuple[Element | None, Collection[Element]]:
        """Return the `lem`, else the first `rdg`, and the other variants."""
        names = {child: self.name(child) for child in app}
        lemma = next((child for child, name in names.items() if name == "lem"), None)
        if lemma is None:
            lemma = next((child for child, name in names.items() if name in _READINGS), None)
        others = {
            child for child, name in names.items() if name in _VARIANTS and child is not lemma
        }
        return lemma, others

    # --- blocks and lines ---

    @cached_property
    def _holding(self) -> set[Element]:
        """The elements of the file that contain a block."""
        holding: set[Element] = set()
        for block in self.within(self.root, *BLOCKS):
            around = block.getparent()
            while around is not None and around not in holding:
                if self.name(around) in _CLOSED:
                    break
                holding.add(around)
                around = around.getparent()
        return holding

    def runs_on(self, element: Element) -> bool:
        """Whether the content of an element is a line of text, apart from the blocks in it."""
        return self.names[element.tag] in PARAGRAPHS or has_own_text(element)

    def is_block(self, element: Element, name: str, *, runs_on: bool) -> bool:
        """Whether an element is a separate block and not part of a line.

        Args:
            element: The element.
            name: The name of the element.
            runs_on: Whether the content around it is a line.
        """
        if name in BLOCKS:
            return True
        if name in NO_TEXT or self.is_left_out(element, name):
            return False
        if runs_on:
            return element in self._holding
        around = element.getparent()
        name_around = "" if around is None else self.name(around)
        if name_around == "lg":
            return holds_words(element)
        if name in PUT_OFF or (name == "seg" and name_around == "u"):
            return True
        return name not in WITHIN_LINES or element in self._holding

    def ends_verse(self, element: Element) -> bool:
        """Whether an element between lines of verse ends the verse."""
        if holds_words(element) or not self.preserved:
            return holds_words(element)
        return any(one in self.preserved for one in element.iter())

    def splits_lines(self, element: Element, name: str) -> bool:
        """Whether an element in a note or quotation has separate lines."""
        if name in _IN_LINES or name in NO_TEXT or self.is_left_out(element, name):
            return False
        return name in BLOCKS or element in self._holding

    def is_note(self, note: Element) -> bool:
        """Whether a `note` between blocks is a note: it has a place, a number or a reference."""
        if note.get("place") or note.get("n"):
            return True
        id = note.get(ID)
        return id is not None and (bool(note.get("target")) or id in self._called)

    @cached_property
    def _called(self) -> set[str]:
        """The ids to which references in the file point."""
        return {
            pointer.removeprefix("#")
            for one in self.within(self.root, "ref", "ptr")
            for pointer in (one.get("target") or "").split()
        }

    # --- compound blocks ---

    def heads_of(self, element: Element) -> list[Element]:
        """Return the headings at the beginning of a list."""
        heads: list[Element] = []
        for child in element:
            if self.name(child) == "head":
                heads.append(child)
            elif holds_words(child):
                break
        return heads

    def is_list_within(self, element: Element, depth: int) -> bool:
        """Whether an element in a list at this depth is a nested list."""
        return depth < _DEEPEST_LIST and self.name(element) == "list"

    def lists_at_end(self, item: Element) -> list[Element]:
        """Return the lists at the end of an item, after its own words."""
        lists: list[Element] = []
        for child in reversed(item):
            if self.name(child) != "list" or (child.tail or "").strip(BLANKS):
                break
            if any(self.name(one) == "head" for one in child):
                break
            lists.append(child)
        return lists[::-1]

    def parts_of_citation(self, element: Element) -> tuple[bool, Element | None]:
        """Return whether a quotation's children are its parts, and the child with the source."""
        if self.name(element) != "cit" or has_own_text(element):
            return False, None
        last = element[-1] if len(element) > 1 else None
        return True, last if last is not None and self.name(last) in _CREDITS else None

    def in_order(self, element: Element) -> list[tuple[Element | None, str | None]]:
        """Return the children of an element, each with the text after it, in text order.

        Tables and figures in a figure come after its words.
        """
        if self.names[element.tag] != "figure":
            return [(child, child.tail) for child in element]
        apart = dict.fromkeys(self.apart_in(element))
        words = [(None if child in apart else child, child.tail) for child in element]
        return [*words, *((child, None) for child in apart)]

    def apart_in(self, figure: Element) -> list[Element]:
        """Return the blocks in a figure that come after its words."""
        return [child for child in figure if self.name(child) in APART_IN_FIGURES]

    def is_image(self, element: Element, name: str) -> bool:
        """Whether an element in a figure is an image."""
        return name == "graphic" and bool((element.get("url") or "").strip())

    def is_of_one_table(self, figure: Element) -> bool:
        """Whether a figure contains one table, which has no heading, and otherwise only words."""
        apart = self.apart_in(figure)
        if len(apart) != 1 or self.name(apart[0]) != "table":
            return False
        if any(self.name(child) == "head" for child in apart[0]):
            return False
        return not any(self.is_image(child, self.name(child)) for child in figure)

    def table_with_caption(self, figure: Element) -> Element | None:
        """Return the table whose caption is the words of a figure."""
        if not self.is_of_one_table(figure):
            return None
        (table,) = self.apart_in(figure)
        rows = (child for child in table if self.name(child) == "row")
        return table if not has_own_text(table) and any(map(self._has_cells, rows)) else None

    def _has_cells(self, row: Element) -> bool:
        return has_own_text(row) or any(self.name(child) in CELLS for child in row)

    # --- words ---

    def joins_words(self, element: Element, name: str) -> bool:
        """Whether a break is within a word: `@break="no"`, or `lb[@type="hyphenated"]`."""
        if name == "lb":
            return element.get("break") == "no" or element.get("type") == "hyphenated"
        return name in BREAKS and element.get("break") == "no"

    def joint(self, token: Element, name: str) -> Literal["glued", "parted", ""]:
        """Return how a token is joined to the previous token: by `@join`, else as in the file.

        If no two tokens have whitespace between them, a blank is added before each word.
        """
        before, around = token.getprevious(), token.getparent()
        if token.get("join") in ("left", "both"):
            return "glued"
        if before is not None and self.name(before) in TOKENS:
            if before.get("join") in ("right", "both"):
                return "glued"
            if name == "w" and not before.tail and around is not None and self._touch(around):
                return "parted"
        return ""

    def _touch(self, around: Element) -> bool:
        """Whether all tokens in an element are adjacent."""
        touch = self._touching.get(around)
        if touch is None:
            touch = not any(child.tail or self.name(child) == "c" for child in around[:-1])
            self._touching[around] = touch
        return touch


CELLS = ("cell", "table")
"""Elements in a row that are cells even if they have no words."""
_OF_SOURCE = ("sic", "orig", "abbr")
_READINGS = ("rdg", "rdgGrp")
_VARIANTS = (*_READINGS, "witDetail", "wit", "lem")
_IN_LINES = frozenset(("egXML", "eg", "choice", "app"))
"""Elements that are part of a line in a quotation or note, whatever their content."""
