"""Walks through the text of an article and reads it as blocks: sections, paragraphs, floats."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.block_sequence import DEEPEST_SECTION, BlockSequence, Role
from archive.articles.jats.inline_walk import InlineWalk
from archive.articles.jats.text_builder import TextBuilder
from archive.articles.jats.vocabulary import AS_LINES, PLAIN
from archive.derivations.jats_text_1 import holds_blocks
from archive.derivations.jats_tree import NAMES, OTHER_TEXTS, has_own_words, name_of, pieces_of
from archive.derivations.jats_vocabulary import (
    APART,
    FLOATING,
    LEFT_OUT,
    NO_BLOCKS,
)
from archive.model.blocks import Formatting

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element

_ROLES: Mapping[str, Role] = {
    "app": "appendix",
    "fn-group": "notes",
    "author-notes": "notes",
    "ref-list": "references",
}
"""The roles of sections, by element name; all others are ordinary sections."""

BlockHandler = Callable[["BlockWalk", "Element", str, int], None]


class BlockWalk:
    """Reads the elements of a text as blocks."""

    def __init__(
        self, inline: InlineWalk, losses: ElementLosses, handlers: Mapping[str, BlockHandler]
    ) -> None:
        self.inline, self.losses, self._handlers = inline, losses, handlers
        self.sequence = BlockSequence()
        self.has_title = False
        """Whether the title of the article has been read."""

    # --- what several blocks do ---

    def blocks(self, element: Element, level: int, without: Collection[Element] = ()) -> None:
        """Read the content of an element as blocks, one after the other."""
        without = frozenset(without)
        for piece in pieces_of(element):
            if isinstance(piece, str):
                self.loose_words(piece, element, level)
            elif piece not in without:
                self.block(piece, level)

    def block(self, element: Element, level: int) -> None:
        """Read a block, then the notes and floats that were moved out of its lines."""
        if element not in self.inline.derived.put_off:
            self._read(element, level)

    def _read(self, element: Element, level: int) -> None:
        name = NAMES[element.tag]  # type: ignore[index]
        (self._handlers.get(name) or unknown_block)(self, element, name, level)
        self.read_asides(element, level)

    def read_asides(self, element: Element, level: int) -> None:
        """Read the notes and floats that were moved out of the lines of a block."""
        for aside in self.inline.derived.asides.get(element, ()):
            self._read(aside, level)

    def loose_words(self, text: str, element: Element, level: int) -> None:
        """Add words that are between blocks, where the schema allows no words."""
        self.add_paragraph(self.inline.loose_words(text, element), level)

    def add_paragraph(self, words: content.Words | None, level: int) -> None:
        """Add a paragraph, unless it is `None`."""
        if words is not None:
            self.sequence.add(content.Paragraph(words), level)

    def add_inner_heading(self, words: content.Words | None, level: int) -> None:
        """Add the heading of a box or list, which opens no section."""
        if words is None:
            return
        if self.has_title:
            self.sequence.add(content.Title(words), level)
            return
        bold = Formatting(type="bold", start=0, end=len(words.text))
        marks = (bold, *words.marks)  # the first `Title` would become the title of the article
        self.add_paragraph(
            content.Words(
                words.text, words.origin, marks, words.language, words.annotations, words.id
            ),
            level,
        )

    def paragraph(self, element: Element, level: int, id: str = "") -> None:
        """Read a paragraph; blocks in it that cannot be part of a line split the paragraph.

        Args:
            element: The paragraph.
            level: The level of the section.
            id: The id of the paragraph, if it is not that of the element.
        """
        builder, first = TextBuilder(), id or element.get("id") or ""
        id = first
        is_empty = True
        if element.text:
            builder.text(element.text)
        for child in element:
            name = NAMES[child.tag]  # type: ignore[index]
            is_fixed = name in FLOATING and child not in self.inline.derived.put_off
            if is_fixed or name in APART:
                # Two texts without words may not have one place: an empty part is not ended.
                if builder.length or self.inline.derived.has_words(child):
                    if self.end_paragraph(builder, element, level, id):
                        id, is_empty = "", False
                    builder = TextBuilder()
                self.block(child, level)
            else:
                self.inline.element(child, builder)
            if child.tail:
                builder.text(child.tail)
        if not self.end_paragraph(builder, element, level, id) and is_empty:
            self.losses.other("<p> without words of its own", element)

    def end_paragraph(self, builder: TextBuilder, element: Element, level: int, id: str) -> bool:
        """Add the part of a paragraph that was read so far; return whether it has content."""
        words = self.inline.finish_line(builder, element, id)
        self.add_paragraph(words, level)
        return words is not None

    def paragraphs_in(
        self, element: Element, without: Collection[Element] = ()
    ) -> list[content.Words]:
        """Return the content of an element that can have only paragraphs: a note, a quotation."""
        without = frozenset(without)
        texts: list[content.Words | None] = []
        builder = TextBuilder()
        self.inline.loose_text(element.text, element, builder)
        for child in element:
            name = name_of(child)
            if child not in without:
                if not builder.length and not self.inline.derived.has_words(child):
                    self.inline.element(child, builder)
                elif not self.is_in_lines(child):
                    texts.append(self.inline.finish_line(builder, element))
                    builder = TextBuilder()
                    if name in PLAIN:
                        texts.append(self.inline.words(child))
                    elif name in AS_LINES:
                        self.inline.element(child, builder)
                        texts.append(self.inline.finish_line(builder, child, child.get("id")))
                        builder = TextBuilder()
                    else:
                        self.losses.element(name, child, words=True)
                        texts += self.paragraphs_in(child)
                else:
                    self.inline.loose_element(child, element, builder)
            self.inline.loose_text(child.tail, element, builder)
        texts.append(self.inline.finish_line(builder, element))
        return [words for words in texts if words is not None]

    def is_in_lines(self, element: Element) -> bool:
        """Whether an element, where only paragraphs are allowed, is read as part of a line."""
        name = name_of(element)
        put_off = self.inline.derived.put_off
        return name in LEFT_OUT or name not in self._handlers or element in put_off

    def title_of(
        self, element: Element, titles: list[Element], id: str | None = None
    ) -> content.Words | None:
        """Join the label and title of an element into one line."""
        builder = TextBuilder()
        for title in titles:
            builder.blank()
            (self.inline.line if len(titles) > 1 else self.inline.content)(title, builder)
            if not self.inline.derived.has_words(title):
                self.losses.other(f"<{name_of(title)}> without words", title)
        if not titles:
            return None
        with_id = next((title for title in titles if title.get("id")), None)
        own = id if with_id is None else self.losses.take(with_id, "id")
        return self.inline.finish_line(builder, titles[0] if len(titles) == 1 else element, own)

    def titles_in(self, element: Element, *, in_caption: bool = False) -> list[Element]:
        """Return the labels at the start of an element, and the title after them."""
        titles: list[Element] = []
        for piece in pieces_of(element):
            name = "" if isinstance(piece, str) else name_of(piece)
            if isinstance(piece, str):
                break
            if name in ("label", "title"):
                titles.append(piece)
            elif in_caption and name == "caption":
                titles += self.titles_in(piece)
            if name != "label" and name not in NO_BLOCKS:
                break
        return titles

    def begin_section(self, element: Element, level: int, name: str) -> list[Element]:
        """Begin a section with an element's label and title; return the elements of both."""
        if level >= DEEPEST_SECTION:
            self.losses.other(
                f"sections more than {DEEPEST_SECTION} levels deep; kept one level up", element
            )
        titles = self.titles_in(element)
        words = self.title_of(element, titles)
        role = _ROLES.get(name, "section")
        if name not in _ROLES and name != "sec" and element not in self.losses.read:
            self.losses.element(name, element, words=True)
        self.sequence.heading(words, level + 1, role, self.losses.take(element, "id"))
        for title in titles:
            self.read_asides(title, level + 1)
        return titles


def unknown_block(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """Read the blocks or words of an unsupported element, and report the element."""
    if name in OTHER_TEXTS:
        return
    walk.losses.element(name, element, words=True)
    if name in APART and has_own_words(element):
        walk.inline.report_loose_words(element)
    if not holds_blocks(element, name):
        walk.add_paragraph(walk.inline.words(element), level)
    else:
        walk.blocks(element, level)
