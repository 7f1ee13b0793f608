"""Reads styles: the roles, lists and formatting that they give to paragraphs and words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import Role, role_of
from archive.derivations.word_names import value, w

_TAKEN_BY_PANDOC = frozenset(("definition", "definition term", "abstract title", "bibliography"))
_MOST_BASES = 20
OFF = ("0", "false", "off")
"""The values that turn a property off (17.17.4)."""


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
        """Return the role of a paragraph, from its style or an ancestor of the style."""
        return self.role_of_style(value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")))

    def role_of_style(self, id: str) -> Role:
        """Return the role that a style, or the nearest of its ancestors with a role, gives."""
        if id not in self._roles:
            self._roles[id] = role_of(self._names(id))
        return self._roles[id]

    def name(self, id: str) -> str:
        """Return the name of the style with an id; empty if there is none."""
        style = self._styles.get(id)
        return "" if style is None else value(style.find(w("name")))

    def chain(self, id: str) -> list[str]:
        """Return the ids of a style and of the styles that it is based on, the nearest first."""
        ids: list[str] = []
        while len(ids) < _MOST_BASES and (style := self._styles.get(id)) is not None:
            ids.append(id)
            id = value(style.find(w("basedOn")))
        return ids

    def toggles(self, id: str, names: Collection[str]) -> Mapping[str, Element]:
        """Return the formatting that a style gives to words: for each name the nearest definition.

        Like pandoc, skip the style `Hyperlink`, which underlines links.
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
        """Return list id, level and style id that a paragraph has by its style; empty if none."""
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
        """Rename the styles with a role, except headings, so that pandoc does not know them.

        If pandoc knows these styles, it removes titles, authors and dates from the text, and moves
        captions. Return the changed styles.
        """
        for style in self._styles.values():
            name = style.find(w("name"))
            if name is None or style.get(w("type")) != "paragraph":
                continue
            old = value(name)
            if old.lower() in _TAKEN_BY_PANDOC or role_of(iter((old,))):
                name.set(w("val"), f"style {old}")
        return self._root
