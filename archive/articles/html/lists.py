"""Reads lists: items with nested lists, and terms with their definitions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.html.furniture_names import classes_and_id
from archive.articles.html.page_context import PageContext, Piece, Walk
from archive.model.blocks import LineBreak, ListStyle, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.derivations.html_text_1 import Element

_PLAIN = re.compile(r"(?<![\w-])(?:list-unstyled|unstyled|no-bullets?|plainlist)(?![\w-])", re.I)


def pieces(walk: Walk, element: Element, depth: int) -> Iterator[Piece]:
    """Yield a list. Content that is not allowed in an item (code, tables, images) splits the list.

    A term (`dt`) is an item of a plain list, and its definitions (`dd`) are a nested list.
    """
    builder = _ListBuilder(walk.context, element)
    losses = walk.context.losses
    if element.get("start").strip() not in ("", "1"):
        losses.add("numbers of lists that do not begin with 1", element)
        losses.take(element, "start")
    for child, start, end in _items(walk, element):
        if child is None:
            losses.add(_NO_ITEM, element)
            words = walk.context.words(element, start, end)
            builder.add(Piece(content.Paragraph(words), start, end))
            continue
        is_said = child.name == "dd"
        text: list[Piece] = []
        is_item = child.name in _ITEMS and child not in walk.context.notes.bodies
        if is_item:
            losses.take(child)
        elif child.end > child.start and child not in walk.context.notes.bodies:
            losses.add(_NO_ITEM, element)
        alone = walk.pieces(child, depth) if is_item else walk.within(child, depth)
        for piece in alone:
            if isinstance(piece.block, content.Paragraph) and not is_said:
                text.append(piece)
                continue
            if text:
                builder.add(_joined_paragraphs(walk.context, child, text))
                text = []
            yield from builder.add_block(piece, is_said=is_said)
        if text:
            builder.add(_joined_paragraphs(walk.context, child, text))
    yield from builder.finish()


_ITEMS = ("li", "dt", "dd")
_NO_ITEM = "words directly in a list, which are read as an item"


def _joined_paragraphs(context: PageContext, item: Element, text: Sequence[Piece]) -> Piece:
    """Join the paragraphs of an item into one, because an item has only one text."""
    if len(text) == 1:
        return text[0]
    start, end = text[0].start, text[-1].end
    marks: list[Mark | content.Call] = []
    for piece in text:
        assert isinstance(piece.block, content.Paragraph)
        if piece is not text[0]:
            at = piece.start - start - 1
            marks.append(LineBreak(start=at, end=at))
        marks += (shifted(mark, piece.start - start) for mark in piece.block.words.marks)
    words = content.Words(
        context.text(start, end),
        context.origin(item, start, end),
        tuple(marks),
        text[0].block.words.language if isinstance(text[0].block, content.Paragraph) else None,
    )
    return Piece(content.Paragraph(words), start, end)


def shifted(mark: Mark | content.Call, by: int) -> Mark | content.Call:
    """Return the mark, moved forward by this number of code points."""
    if isinstance(mark, content.Call):
        return replace(mark, start=mark.start + by, end=mark.end + by)
    return mark.model_copy(update={"start": mark.start + by, "end": mark.end + by})


def _items(walk: Walk, element: Element) -> Iterator[tuple[Element | None, int, int]]:
    """Yield the elements in a list, and words directly in it, for which the element is `None`."""
    reached = element.start
    for child in element.children:
        if child.is_left_out:
            continue
        start, end = walk.context.trimmed(reached, child.start)
        if end > start:
            yield None, start, end
        if child.name == "div" and element.name == "dl":
            yield from _items(walk, child)  # a group of terms and definitions
        else:
            yield child, child.start, child.end
        reached = max(reached, child.end)
    start, end = walk.context.trimmed(reached, element.end)
    if end > start:
        yield None, start, end


def _style(element: Element) -> ListStyle:
    if element.name == "ol":
        return "numbered"
    if element.name == "dl" or _PLAIN.search(classes_and_id(element)):
        return "plain"
    return "bulleted"


class _ItemBuilder:
    """Builds an item of a list."""

    __slots__ = ("definitions", "lists", "words")

    def __init__(self, words: content.Words) -> None:
        self.words = words
        self.lists: list[content.List] = []
        self.definitions: list[content.Item] = []
        """Definitions of this term that are not yet in a list."""

    def build(self) -> content.Item:
        self.settle()
        return content.Item(self.words, "", tuple(self.lists))

    def settle(self) -> None:
        if self.definitions:
            self.lists.append(content.List(tuple(self.definitions), "plain"))
            self.definitions = []


class _ListBuilder:
    """Builds a list from blocks, in order."""

    def __init__(self, context: PageContext, element: Element) -> None:
        self._losses, self._element = context.losses, element
        self._style: ListStyle = _style(element)
        self._items: list[_ItemBuilder] = []
        self._start = self._end = 0

    def add_block(self, piece: Piece, *, is_said: bool) -> Iterator[Piece]:
        """Add a block; if it is not allowed in an item, yield the list so far, then the block."""
        block = piece.block
        if isinstance(block, content.Paragraph):
            if is_said and self._items:
                self._items[-1].definitions.append(content.Item(block.words))
                self._end = piece.end
            else:
                self.add(piece)
        elif isinstance(block, content.List) and self._items:
            self._items[-1].settle()
            self._items[-1].lists.append(block)
            self._end = piece.end
        else:
            yield from self.finish()
            yield piece

    def add(self, piece: Piece) -> None:
        """Begin a new item with the words of a paragraph."""
        assert isinstance(piece.block, content.Paragraph)
        if not self._items:
            self._start = piece.start
        self._items.append(_ItemBuilder(piece.block.words))
        self._end = piece.end

    def finish(self) -> Iterator[Piece]:
        """Yield the list so far, if it has items."""
        if self._items:
            self._losses.take(self._element)
            items = tuple(item.build() for item in self._items)
            yield Piece(content.List(items, self._style), self._start, self._end)
            self._items = []
