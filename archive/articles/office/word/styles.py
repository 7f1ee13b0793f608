"""Reads paragraph styles: the role and the list that each gives to a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import Role, role_of
from archive.derivations.word_names import value, w

_TAKEN_BY_PANDOC = frozenset(("definition", "definition term", "abstract title", "bibliography"))
_MOST_BASES = 20


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

    def role(self, paragraph: Element) -> Role:
        """Return the role of a paragraph by its style, or one that the style is based on."""
        id = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        if id not in self._roles:
            self._roles[id] = role_of(self._names(id))
        return self._roles[id]

    def _names(self, id: str) -> Iterator[str]:
        for _ in range(_MOST_BASES):
            style = self._styles.get(id)
            if style is None:
                return
            yield value(style.find(w("name")))
            id = value(style.find(w("basedOn")))

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
        """Return the styles under names that pandoc does not know, but for headings.

        With their own names it would take titles, authors and dates out of the text, and move
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
