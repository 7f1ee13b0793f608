"""Reads paragraph styles: the role and the list that each gives to a paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import Role, role_of
from archive.derivations.word_names import value, w

_TAKEN_BY_PANDOC = frozenset(("definition", "definition term", "abstract title", "bibliography"))
_MOST_BASES = 20
OFF = ("0", "false", "off")
"""How a property is turned off (17.17.4)."""


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._styles: dict[str, Element] = {}
        self._default = ""
        for style in () if root is None else root.findall(w("style")):
            id = style.get(w("styleId")) or ""
            self._styles[id] = style
            is_default = style.get(w("default")) in ("1", "true", "on")
            if is_default and style.get(w("type")) == "paragraph":
                self._default = id
        self._roles: dict[str, Role] = {}
        self._toggles: dict[str, Mapping[str, Element]] = {}

    def role(self, paragraph: Element) -> Role:
        """Return the role of a paragraph by its style, or by an ancestor of the style."""
        return self.role_of_style(value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")))

    def role_of_style(self, id: str) -> Role:
        """Return the role of a style, or of an ancestor of it."""
        if id not in self._roles:
            self._roles[id] = role_of(self._names(id))
        return self._roles[id]

    def name(self, id: str) -> str:
        """Return the name of a style; empty if there is none."""
        style = self._styles.get(id)
        return "" if style is None else value(style.find(w("name")))

    def chain(self, id: str) -> list[str]:
        """Return the id of a style, and of the styles that it is based on, the nearest first."""
        ids: list[str] = []
        while len(ids) < _MOST_BASES and (style := self._styles.get(id)) is not None:
            ids.append(id)
            id = value(style.find(w("basedOn")))
        return ids

    def toggles(self, id: str, names: Collection[str]) -> Mapping[str, Element]:
        """Return the formatting that a style gives to words, the nearest of each name.

        pandoc takes none from the style of links, which underlines them.
        """
        if id not in self._toggles:
            found: dict[str, Element] = {}
            for one in self.chain(id):
                if self.name(one).lower() == "hyperlink":
                    continue
                for properties in self._styles[one].findall(w("rPr")):
                    for child in properties:
                        if child.tag in names:
                            found.setdefault(str(child.tag), child)
            self._toggles[id] = found
        return self._toggles[id]

    def _names(self, id: str) -> Iterator[str]:
        yield from map(self.name, self.chain(id))

    def numbering(self, paragraph: Element) -> tuple[str, str, str]:
        """Return the list of a paragraph by its style: id, level, and the style."""
        id = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) or self._default
        for _ in range(_MOST_BASES):
            style = self._styles.get(id)
            if style is None:
                break
            found = style.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None and (number := value(found.find(w("numId")))):
                return number, value(found.find(w("ilvl"))), id
            id = value(style.find(w("basedOn")))
        return "", "", ""

    def renamed(self) -> Element | None:
        """Return the styles under names that pandoc does not know, except headings.

        Under their own names it would take titles, authors and dates out of the text, and move
        captions.
        """
        for style in self._styles.values():
            name = style.find(w("name"))
            if name is None or style.get(w("type")) != "paragraph":
                continue
            old = value(name)
            if old.lower() in _TAKEN_BY_PANDOC or role_of(iter((old,))):
                name.set(w("val"), f"style {old}")
        return self._root
