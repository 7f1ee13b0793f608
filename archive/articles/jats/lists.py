"""Reads lists of items, and of terms with their definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.references import label_of
from archive.articles.jats.text_builder import TextBuilder
from archive.derivations.jats_tree import BLANKS, children, first, name_of

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import InlineWalk
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element
    from archive.model.blocks import ListStyle

_DEEPEST_LIST = 10
"""How deep lists nest; a record has 32 levels for sections and lists together."""
_TITLES = ("label", "title", "term-head", "def-head")


def list_of(
    inline: InlineWalk, element: Element, losses: ElementLosses, depth: int = 1
) -> content.List | None:
    """Return a list without its title; `None` if it has no items."""
    items: list[content.Item] = [*_loose_words(inline, element, element.text, losses)]
    for child in element:
        name = name_of(child)
        if name == "def-item":
            items += _definition(inline, child)
        elif name == "list-item":
            items += _item(inline, child, losses, depth)
        elif name not in _TITLES:
            losses.element(name, child, words=True)
            words = inline.words(child)
            items += [] if words is None else [content.Item(words)]
        items += _loose_words(inline, element, child.tail, losses)
    if not items:
        losses.element(name_of(element), element)
        return None
    return content.List(tuple(items), _style(element, items), element.get("id") or "")


def _loose_words(
    inline: InlineWalk, element: Element, text: str | None, losses: ElementLosses
) -> Iterator[content.Item]:
    """Words between items, where the schema allows none."""
    if text and text.strip(BLANKS):
        losses.other(f"<{name_of(element)}> as the place of loose words; these are kept", element)
        builder = TextBuilder()
        builder.text(text)
        words = inline.finish_line(builder, element)
        if words is not None:
            yield content.Item(words)


def _style(element: Element, items: list[content.Item]) -> ListStyle:
    """The style of a list: by the printed labels, or else by its `@list-type`."""
    markers = [item.marker for item in items]
    if all(re.search(r"[^\W_]", marker) for marker in markers):
        return "numbered"
    if any(markers):
        return "bulleted" if len({*markers}) == 1 else "plain"
    kind = element.get("list-type") or element.get("list-content") or ""
    if kind == "order" or kind.startswith(("alpha", "roman", "arabic", "number")):
        return "numbered"
    return "plain" if kind == "simple" or name_of(element) == "def-list" else "bulleted"


def _definition(inline: InlineWalk, element: Element) -> list[content.Item]:
    """A term, and below it its definition."""
    builder = TextBuilder()
    builder.text(element.text or "")
    for child in element:
        builder.line_break()
        inline.element(child, builder)
        builder.text(child.tail or "")
    words = inline.finish_line(builder, element, element.get("id"))
    return [] if words is None else [content.Item(words)]


def _item(
    inline: InlineWalk, element: Element, losses: ElementLosses, depth: int
) -> list[content.Item]:
    """An item: its words, and after them the lists within it."""
    item = _ItemBuilder(inline, losses, depth, first(element, "label"))
    item.read(element)
    label = label_of(element)
    words = inline.finish_line(item.builder, element, element.get("id"))
    if words is None and not item.lists and not label:
        losses.element("list-item", element)
        return []
    if words is None:
        words = content.Words("", inline.paths.origin(element), id=element.get("id") or "")
    return [content.Item(words, f"{label} " if label else "", tuple(item.lists))]


class _ItemBuilder:
    """An item as it is read."""

    def __init__(
        self, inline: InlineWalk, losses: ElementLosses, depth: int, label: Element | None
    ) -> None:
        self._inline, self._losses, self._depth = inline, losses, depth
        self._label = label
        self.builder = TextBuilder()
        self.lists: list[content.List] = []

    def read(self, element: Element) -> None:
        """Read an item, or a paragraph in it."""
        self._text(element.text, element)
        for child in element:
            name = name_of(child)
            if name == "p":
                self.builder.line_break()
                self.read(child)
                self.builder.line_break()
            elif name == "list" and self._depth < _DEEPEST_LIST:
                self._list(child)
            elif child is not self._label:
                length = self.builder.length
                self._inline.element(child, self.builder)
                self._count_moved_words(length, child)
            self._text(child.tail, element)

    def _text(self, text: str | None, element: Element) -> None:
        if text:
            length = self.builder.length
            self.builder.text(text)
            self._count_moved_words(length, element)

    def _count_moved_words(self, length: int, element: Element) -> None:
        if self.lists and self.builder.length > length:
            self._losses.other("words after a list within an item; they stand before it", element)

    def _list(self, element: Element) -> None:
        for title in children(element, *_TITLES):
            self.builder.line_break()
            self._inline.content(title, self.builder)
            self.builder.line_break()
        inner = list_of(self._inline, element, self._losses, self._depth + 1)
        if inner is not None:
            self.lists.append(inner)
