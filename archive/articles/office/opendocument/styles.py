"""Reads styles: their names, and the roles that they give to paragraphs (ODF 1.3 part 3, 16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import Role, role_of
from archive.derivations.opendocument_names import office, style, text

_MOST_BASES = 20


class Styles:
    """The styles of paragraphs and of words, by their names."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles = {
            one.get(style("name")) or "": one
            for root in roots
            if root is not None
            for one in root.iter(style("style"))
            if one.get(style("family")) == "paragraph"
        }
        self._of_words = {
            one.get(style("name")) or "": one
            for root in roots
            if root is not None
            for one in root.iter(style("style"))
            if one.get(style("family")) == "text"
        }
        self._roles: dict[str, Role] = {}
        self._numbered = frozenset(
            one.get(text("level")) or ""
            for root in roots
            if root is not None
            for one in root.iter(text("outline-level-style"))
            if one.get(style("num-format"))
        )

    def role(self, paragraph: Element) -> Role:
        """Return the role of a paragraph, from its style or an ancestor of the style."""
        name = paragraph.get(text("style-name")) or ""
        if name not in self._roles:
            self._roles[name] = role_of(self._names(name))
        return self._roles[name]

    def numbers(self, heading: Element) -> bool:
        """Whether a word processor shows a number before a heading (16.34)."""
        is_told = heading.get(text("is-list-header")) != "true"
        return is_told and (heading.get(text("outline-level")) or "1") in self._numbered

    def common_name(self, name: str, *, is_of_words: bool = False) -> str:
        """Return the displayed name of a style or, for direct formatting, of its named ancestor."""
        known = self._of_words if is_of_words else self._styles
        for _ in range(_MOST_BASES):
            found = known.get(name)
            parent = "" if found is None else found.get(style("parent-style-name")) or ""
            if found is None or found.getparent() is None or not _is_automatic(found):
                return self.display_name(name)
            if not parent:
                return "only formatting"
            name = parent
        return name

    def display_name(self, name: str) -> str:
        """Return the displayed name of a style."""
        found = self._styles.get(name)
        shown = "" if found is None else found.get(style("display-name")) or ""
        return shown or _display_name(name)

    def _names(self, name: str) -> Iterator[str]:
        for _ in range(_MOST_BASES):
            found = self._styles.get(name)
            yield _display_name(name)
            if found is None:
                return
            yield found.get(style("display-name")) or ""
            name = found.get(style("parent-style-name")) or ""


def _is_automatic(found: Element) -> bool:
    """Whether a style was generated for direct formatting (16.3)."""
    parent = found.getparent()
    return parent is not None and parent.tag == office("automatic-styles")


def _display_name(name: str) -> str:
    """Decode a style name for display: `Text_20_body` is "Text body" (19.498)."""
    return re.sub(r"_([0-9a-f]{1,4})_", lambda found: chr(int(found[1], 16)), name)
