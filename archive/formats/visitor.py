"""The visitor that every writer uses to go through sections, blocks and texts with marks.

A writer is a `Visitor` with a method for each kind of block and of formatting. A writer that lacks
a method cannot be instantiated, and type checkers report the method.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Generic, assert_never

from archive.formats.nested_spans import Span, T, overlaid, walk_spans
from archive.model.blocks import (
    Block,
    CodeBlock,
    Figure,
    Foreign,
    Formatting,
    Furniture,
    Heading,
    InlineImage,
    LineBreak,
    Link,
    List,
    Mark,
    Note,
    NoteCall,
    Quotation,
    Section,
    Table,
    TextBlock,
    Verse,
)


class Visitor(ABC, Generic[T]):
    """A base class for writers.

    Its methods are called for the parts of a text in reading order. A block that contains blocks (a
    list, a table) is visited as a whole. The writer then passes the texts in it to `words`, in any
    order: a caption may be above or below its figure.

    The type parameter is the type of the writer's tags. The writer makes a tag for each mark; the
    tag is passed to `start` where the mark begins and to `end` where the mark ends.
    """

    # --- sections ---

    def sections(self, sections: Iterable[Section], depth: int = 1) -> None:
        """Visit sections with all their content."""
        for section in sections:
            self.start_section(section, depth)
            is_opening = True
            for block in section.blocks:
                is_opening = is_opening and isinstance(block, Heading)
                self.block(block, depth, is_opening)
            self.sections(section.sections, depth + 1)
            self.end_section(section, depth)

    @abstractmethod
    def start_section(self, section: Section, depth: int) -> None:
        """Handle the start of a section. Sections directly in the document have depth 1."""

    @abstractmethod
    def end_section(self, section: Section, depth: int) -> None:
        """Handle the end of a section."""

    # --- blocks ---

    def block(self, block: Block, depth: int, is_opening: bool) -> None:
        """Visit a block.

        Args:
            block: The block.
            depth: The depth of the section around the block.
            is_opening: Whether the block is a heading, and only headings precede it in its section.
        """
        match block:
            case Heading():
                self.heading(block, depth, is_opening)
            case CodeBlock():
                self.code_block(block)
            case Furniture():
                self.furniture(block)
            case TextBlock():
                self.paragraph(block)
            case Verse():
                self.verse(block)
            case Quotation():
                self.quotation(block)
            case List():
                self.list_of_items(block)
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)
            case Note():
                self.note(block)
            case _:
                assert_never(block)

    @abstractmethod
    def paragraph(self, block: TextBlock) -> None:
        """Visit a paragraph, or a text of a kind that has no method here."""

    @abstractmethod
    def heading(self, block: Heading, depth: int, is_opening: bool) -> None:
        """Visit a heading: that of its section if `is_opening`, else one between blocks."""

    @abstractmethod
    def code_block(self, block: CodeBlock) -> None:
        """Visit program text."""

    @abstractmethod
    def furniture(self, block: Furniture) -> None:
        """Visit a part of the page that is not the article."""

    @abstractmethod
    def verse(self, block: Verse) -> None:
        """Visit a verse, with all its lines."""

    @abstractmethod
    def quotation(self, block: Quotation) -> None:
        """Visit a block quotation and its credit."""

    @abstractmethod
    def list_of_items(self, block: List) -> None:
        """Visit a list; its items may contain lists."""

    @abstractmethod
    def table(self, block: Table) -> None:
        """Visit a table and its caption."""

    @abstractmethod
    def figure(self, block: Figure) -> None:
        """Visit a figure and its caption."""

    @abstractmethod
    def note(self, block: Note) -> None:
        """Visit a footnote or endnote."""

    # --- texts ---

    def words(self, block: TextBlock) -> None:
        """Visit the text of a block: call `characters`, `start` and `end` in order."""
        spans: Sequence[Span[T]] = ()
        if block.marks:
            spans = [Span(mark.start, mark.end, self.tag(mark)) for mark in block.marks]
        if overlay := self.overlay(block):
            spans = overlaid(spans, overlay)
        walk_spans(block.text, spans, self)

    def overlay(self, block: TextBlock) -> Sequence[Span[T]]:
        """Return spans to add to the marks of a block, from `fit_spans`; by default none."""
        return ()

    @abstractmethod
    def characters(self, text: str) -> None:
        """Visit a part of the text of a block."""

    @abstractmethod
    def start(self, tag: T) -> None:
        """Handle the start of a mark, or of a span of the overlay."""

    @abstractmethod
    def end(self, tag: T) -> None:
        """Handle the end of the innermost open mark or span."""

    # --- marks ---

    def tag(self, mark: Mark) -> T:
        """Return the writer's tag for a mark."""
        match mark:
            case Formatting():
                return self.formatting(mark)
            case Foreign():
                return self.foreign(mark)
            case Link():
                return self.link(mark)
            case NoteCall():
                return self.note_call(mark)
            case LineBreak():
                return self.line_break(mark)
            case InlineImage():
                return self.inline_image(mark)
            case _:
                assert_never(mark)

    @abstractmethod
    def formatting(self, mark: Formatting) -> T:
        """Return the tag for formatted words."""

    @abstractmethod
    def foreign(self, mark: Foreign) -> T:
        """Return the tag for words in another language."""

    @abstractmethod
    def link(self, mark: Link) -> T:
        """Return the tag for a link."""

    @abstractmethod
    def note_call(self, mark: NoteCall) -> T:
        """Return the tag for a note reference, which may have no text."""

    @abstractmethod
    def line_break(self, mark: LineBreak) -> T:
        """Return the tag for a line break, which has no text."""

    @abstractmethod
    def inline_image(self, mark: InlineImage) -> T:
        """Return the tag for an image within a line, which has no text."""
