"""Reads lists of items, and lists of terms with their definitions."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import takewhile
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.text_builder import TextBuilder
from archive.derivations.jats_tree import name_of, pieces_of

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import InlineWalk
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element
    from archive.model.blocks import ListStyle

_DEEPEST_LIST = 10
"""The deepest level of lists; a record has 32 levels for sections and lists together."""
_TITLES = ("label", "title", "term-head", "def-head")


def titles_of(element: Element) -> list[Element]:
    """Return the elements at the start of a list that are its titles."""
    pieces = takewhile(lambda one: not isinstance(one, str), pieces_of(element))
    elements = (one for one in pieces if not isinstance(one, str))
    return [*takewhile(lambda one: name_of(one) in _TITLES, elements)]


def list_of(
    inline: InlineWalk,
    element: Element,
    losses: ElementLosses,
    titles: Collection[Element],
    depth: int = 1,
) -> list[content.List]:
    """Return `[list]`, without the titles of the list; `[]` if the list has no items."""
    titles = frozenset(titles)
    items: list[content.Item] = []
    markers: list[str] = []
    for piece in pieces_of(element):
        if isinstance(piece, str):
            words = inline.loose_words(piece, element)
            items += [] if words is None else [content.Item(words)]
            markers.append("")
        elif name_of(piece) == "list-item":
            found = _item(inline, piece, losses, depth)
            items += found
            markers += (one.marker for one in found[:1])
        elif piece not in titles and piece not in inline.derived.put_off:
            if name_of(piece) != "def-item":
                losses.element(name_of(piece), piece, words=True)
                words = inline.words(piece)
            else:
                losses.part("def-list", piece)
                words = inline.line_in(piece)
            items += [] if words is None else [content.Item(words)]
            markers.append("")
    if not items:
        losses.element(name_of(element), element)
        return []
    if name_of(element) == "def-list":
        losses.element("def-list", element, words=True)
    id = losses.take(element, "id")
    return [content.List(tuple(items), _style(element, markers, losses), id)]


def _style(element: Element, markers: list[str], losses: ElementLosses) -> ListStyle:
    """Return the style of a list, from its printed labels or, if it has none, `@list-type`."""
    if all(re.search(r"[^\W_]", marker) for marker in markers):
        return "numbered"
    if any(markers):
        return "bulleted" if len({*markers}) == 1 else "plain"
    kind = element.get("list-type") or ""
    if kind == "order" or kind.startswith(("alpha", "roman", "arabic", "number")):
        if kind == "order":
            losses.take(element, "list-type")
        return "numbered"
    if kind in ("simple", "bullet"):
        losses.take(element, "list-type")
    elif name_of(element) == "list":
        losses.other("<list> of an unknown type; read as bulleted", element)
    return "plain" if kind == "simple" or name_of(element) == "def-list" else "bulleted"


def _item(
    inline: InlineWalk, element: Element, losses: ElementLosses, depth: int
) -> list[content.Item]:
    """Return an item: its words, then inner lists; words after these become another item."""
    builder = _ItemBuilder(inline, losses, depth, inline.leading_label(element))
    builder.read(element)
    items = builder.items(element)
    if not items:
        losses.element("list-item", element)
    return items


class _ItemBuilder:
    """Collects the words and inner lists of an item that is being read."""

    def __init__(
        self, inline: InlineWalk, losses: ElementLosses, depth: int, label: Element | None
    ) -> None:
        self._inline, self._losses, self._depth = inline, losses, depth
        self._label = label
        self._builder = TextBuilder()
        self._parts: list[tuple[TextBuilder, list[content.List]]] = []
        """The texts read so far, each with the lists that follow it."""

    def read(self, element: Element) -> None:
        """Read an item, or a paragraph in an item."""
        inline, in_item = self._inline, name_of(element) == "list-item"
        text = inline.loose_text if in_item else self._text
        text(element.text, element, self._builder)
        for child in element:
            name = name_of(child)
            if name == "p":
                self._builder.line_break()
                self.read(child)
                self._builder.line_break()
            elif name == "list" and self._depth < _DEEPEST_LIST:
                self._list(child)
            elif child is not self._label:
                (inline.loose_element if in_item else self._element)(child, element, self._builder)
            text(child.tail, element, self._builder)

    def _text(self, text: str | None, element: Element, builder: TextBuilder) -> None:
        self._inline.text(text, builder)

    def _element(self, child: Element, element: Element, builder: TextBuilder) -> None:
        self._inline.element(child, builder)

    def _list(self, element: Element) -> None:
        titles = titles_of(element)
        for title in titles:
            self._builder.line_break()
            self._inline.content(title, self._builder)
            self._builder.line_break()
        lists = list_of(self._inline, element, self._losses, titles, self._depth + 1)
        if not lists:
            return
        if not self._parts or not self._builder.is_empty:
            self._parts.append((self._builder, []))
            self._builder = TextBuilder()
        self._parts[-1][1].extend(lists)

    def items(self, element: Element) -> list[content.Item]:
        """Return the item, and another item for words after an inner list."""
        if not self._builder.is_empty:
            self._parts.append((self._builder, []))
        marker = "" if self._label is None else f"{self._inline.line_of(self._label)} "
        id = self._losses.take(element, "id")
        items: list[content.Item] = []
        for builder, lists in self._parts:
            words = self._inline.finish_line(builder, element, id)
            if words is None:
                words = content.Words("", self._inline.paths.origin(element), id=id)
            items.append(content.Item(words, marker, tuple(lists)))
            marker = id = ""
        if len(items) > 1:
            what = "words after a list within an item; read as an item of their own"
            self._losses.other(what, element)
        return items
