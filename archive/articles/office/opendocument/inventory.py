"""Counts the elements, attributes and styles of an OpenDocument text that the record does not hold.

The inventory is made from the parts as received, before they become the marked copy. `_TAKEN` has
the elements that our reader or pandoc reads, with the attributes that they read. Drawings and style
definitions count as appearance. All other elements are reported by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from lxml.etree import _Element as Element

from archive.articles.office.opendocument.definitions import Definitions
from archive.articles.office.opendocument.elements import DC, XLINK, words_of
from archive.articles.office.opendocument.images import SVG
from archive.articles.office.opendocument.styles import Styles
from archive.articles.office.people import is_instant
from archive.articles.office.unread import Unread
from archive.derivations.odt_text_1 import INDEXES
from archive.derivations.opendocument_names import PARAGRAPHS, draw, office, style, table, text

_Place = Literal["text", "blank", "aside", "gone"]
"""Where an element is: `text` among words of the text, `blank` in a paragraph without words,
`aside` in a part that gets no marks (a header, a comment), `gone` in deleted text."""

_TAKEN: Mapping[str, tuple[str, ...]] = {
    text("a"): (f"{XLINK}href",),
    text("note"): (text("note-class"),),
    text("note-body"): (),
    text("note-citation"): (),
    text("list"): (),
    text("list-item"): (),
    text("list-header"): (),
    text("section"): (),
    text("index-body"): (),
    text("index-title"): (),
    text("ruby"): (),
    text("ruby-base"): (),
    text("ruby-text"): (),
    text("numbered-paragraph"): (),
    table("table-rows"): (),
    table("table-row-group"): (),
    table("table-header-rows"): (),
    table("covered-table-cell"): (),
    table("table-cell"): tuple(
        table(f"number-{of}-{how}") for of in ("columns", "rows") for how in ("spanned", "repeated")
    ),
    table("table-row"): (table("number-rows-repeated"),),
    table("table"): (),
    text("bookmark-ref"): (text("ref-name"),),
    text("reference-ref"): (text("ref-name"),),
    text("sequence-ref"): (text("ref-name"),),
    text("note-ref"): (text("ref-name"),),
}
_SIGNS = {text("s"): (text("c"),), text("tab"): (), text("line-break"): ()}
_PLACES = tuple(map(text, ("bookmark", "bookmark-start", "reference-mark", "reference-mark-start")))
_REFERENCES = tuple(map(text, ("bookmark-ref", "reference-ref", "sequence-ref", "note-ref")))
_LOOKS = (
    *map(table, ("table-column", "table-columns", "table-header-columns", "table-column-group")),
    *(text(f"{name}-source") for name in ("section", "table-of-content", "alphabetical-index")),
)
_STYLED = tuple(name("style-name") for name in (text, table, draw))
_OF_PROGRAMS = (text("soft-page-break"),)


class _Step(NamedTuple):
    element: Element
    place: _Place


class Inventory:
    """Counts the content that the record does not hold, part by part of the file."""

    def __init__(self, styles: Styles) -> None:
        self.unread = Unread()
        self._styles = styles
        self._definitions = Definitions(self.unread)
        self._linked: set[str] = set()
        self._inserted: set[str] = set()

    def add(self, content: Element, styles: Element | None) -> None:
        """Count the content of the part with the text and of the part with the styles."""
        for one in content.iter(text("a"), *_REFERENCES):
            target = one.get(f"{XLINK}href") or ""
            self._linked.add(one.get(text("ref-name")) or target.removeprefix("#"))
        self._inserted = {
            region.get(text("id")) or ""
            for region in content.iter(text("changed-region"))
            if len(region) and region[0].tag == text("insertion")
        }
        roots = [content] if styles is None else [content, styles]
        self._definitions.note(roots)
        for programs in content.iter(office("scripts"), office("forms")):
            for one in programs.iterdescendants("*"):
                self.unread.add(one, _said(one))
        for body in content.iter(office("text")):
            self.unread.attributes(body, text("use-soft-page-breaks"))
            self._walk(body, "text")
        for page in () if styles is None else styles.iter(style("master-page")):
            self.unread.look(page)
            self._walk(page, "aside")
        self._definitions.count(roots)

    def add_properties(self, root: Element | None, reported: Mapping[str, str]) -> None:
        """Count the properties of the file, except those that are reported with their values."""
        for holder in () if root is None else root.iter(office("meta")):
            for one in holder:
                name = str(one.tag).rpartition("}")[2]
                if name in reported:
                    self.unread.attributes(one)
                elif name not in _OF_THE_FILE:
                    self.unread.add(one, one.text or _said(one))

    def _walk(self, root: Element, place: _Place) -> None:
        stack = [_Step(child, place) for child in reversed(root)]
        while stack:
            element, place = stack.pop()
            if not isinstance(element.tag, str):
                continue
            inner = self._within(element, place)
            if inner is not None:
                stack += [_Step(child, inner) for child in reversed(element)]

    def _within(self, element: Element, place: _Place) -> _Place | None:
        """Count an element; return the place of its children, `None` if these are counted too."""
        tag = str(element.tag)
        if tag in _OF_PROGRAMS:
            return None
        if tag in PARAGRAPHS:
            return self._paragraph(element, place)
        if tag == text("span"):
            self._span(element, place)
        elif tag in _SIGNS:
            if place == "text":
                self.unread.attributes(element, *_SIGNS[tag])
            else:
                self.unread.look(element)
        elif tag == text("tracked-changes"):
            self._changes(element)
            return None
        elif tag == office("annotation"):
            self._annotation(element)
            return "aside"
        elif tag in (f"{DC}creator", f"{DC}date"):
            return None  # of an annotation
        elif tag in (text("change-start"), text("change-end")):
            if element.get(text("change-id")) in self._inserted and place == "text":
                self.unread.attributes(element, text("change-id"))
            else:
                self.unread.add(element)
        elif tag in (*_PLACES, text("bookmark-end"), text("reference-mark-end")):
            self._place(element)
        elif tag == office("annotation-end"):
            self.unread.attributes(element, office("name"))
        elif tag.startswith(draw("")) or tag in (f"{SVG}title", f"{SVG}desc"):
            self._drawn(element, place)
        elif tag in INDEXES:
            self.unread.add(element, element.get(text("name")) or "")
        elif tag in _LOOKS or tag.endswith(("-source", "-template", "-style")):
            for one in element.iter("*"):
                self.unread.look(one)
            return None
        elif tag in _TAKEN:
            self._taken(element, place)
        else:
            self.unread.add(element, _said(element))
        return place

    def _taken(self, element: Element, place: _Place) -> None:
        tag = str(element.tag)
        if tag == text("list"):
            depth = sum(1 for _ in element.iterancestors(text("list")))
            self._definitions.use_list(element, depth + 1, place == "text")
        looks = [name for name in _STYLED if element.get(name) is not None]
        self.unread.looks["style-name"] += len(looks)
        self.unread.attributes(element, *_TAKEN[tag], *looks)

    def _paragraph(self, element: Element, place: _Place) -> _Place:
        name = element.get(text("style-name")) or ""
        has_words = _has_words(element)
        place = "text" if place == "blank" else place
        shown = self._styles.common_name(name)
        says = element.tag == text("h") or self._styles.role(element)
        if place == "text" and has_words and says:
            self.unread.looks["style-name"] += bool(name)
        elif name:
            self.unread.styles[shown] += 1
        taken = [text("style-name"), *([text("outline-level")] if place == "text" else ())]
        self.unread.attributes(element, *taken)
        if not has_words:
            self.unread.looks["p"] += 1
            return "blank" if place == "text" else place
        return place

    def _span(self, element: Element, place: _Place) -> None:
        name = element.get(text("style-name")) or ""
        has_words = place == "text" and bool("".join(map(str, element.itertext())).strip())
        self.unread.attributes(element, text("style-name"))
        if not (has_words and self._definitions.use_span(name)):
            self.unread.styles[self._styles.common_name(name, is_of_words=True)] += bool(name)
            self.unread.looks["span"] += 1

    def _place(self, element: Element) -> None:
        name = element.get(text("name")) or ""
        is_citation = re.match(r"(?:ZOTERO_ITEM |)CSL_CITATION", name) is not None
        if is_citation or (name in self._linked and element.tag in _PLACES):
            self.unread.attributes(element, text("name"))
        else:
            self.unread.add(element, name)

    def _annotation(self, element: Element) -> None:
        has_words = bool(words_of(element).strip())
        self.unread.attributes(element, *([office("name")] if has_words else ()))
        for one in element:
            is_kept = has_words and (one.tag != f"{DC}date" or is_instant(one.text or ""))
            if one.tag in (f"{DC}creator", f"{DC}date") and not is_kept:
                self.unread.add(one, one.text or "")

    def _changes(self, element: Element) -> None:
        """Count the authors and times of changes, and all deleted content."""
        self.unread.attributes(element)
        for one in element.iterdescendants("*"):
            if one.tag in PARAGRAPHS:
                self.unread.add(one, "".join(map(str, one.itertext())))
            else:
                self.unread.add(one, one.text or "")

    def _drawn(self, element: Element, place: _Place) -> None:
        tag, looks = str(element.tag), self.unread
        parent = element.getparent()
        if tag == draw("image") and place not in ("text", "blank"):
            looks.add(element, element.get(f"{XLINK}href") or "")
        elif tag == draw("image"):
            looks.attributes(element, f"{XLINK}href", is_look=True)
        elif tag in (f"{SVG}title", f"{SVG}desc"):
            is_of_image = parent is not None and parent.find(draw("image")) is not None
            if not (is_of_image and place in ("text", "blank") and element.text):
                looks.add(element, element.text or "")
        elif tag == draw("a"):
            looks.add(element, element.get(f"{XLINK}href") or "")
        else:
            looks.look(element)


_OF_THE_FILE = frozenset(
    ("generator", "editing-cycles", "editing-duration", "document-statistic", "auto-reload")
)
"""Properties in which a program records its own work on the file."""


def _has_words(paragraph: Element) -> bool:
    """Whether a paragraph has characters other than blanks, or a reference to a note."""
    stack = [paragraph]
    while stack:
        one = stack.pop()
        if (one.text or "").strip():
            return True
        for child in one:
            if child.tag == text("note"):
                return True
            if not _is_apart(child):
                stack.append(child)
            if (child.tail or "").strip():
                return True
    return False


def _is_apart(element: Element) -> bool:
    """Whether the content of an element in a paragraph is not part of the paragraph's text."""
    tag = element.tag
    if not isinstance(tag, str):
        return True
    return tag in (office("annotation"), text("ruby-text")) or tag.startswith(draw(""))


def _said(element: Element) -> str:
    values: Iterator[str] = map(str, element.attrib.values())
    return element.get(text("name")) or next(values, "")
