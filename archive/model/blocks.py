"""Sections and blocks: the text and its formatting, as received."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from archive.model.base import Count, IdFrom, Model, PositiveCount, Text, Word, Words
from archive.model.captures import OriginOfBlock
from archive.model.identifiers import Address, FileName, Id, Language, MediaType
from archive.model.references import CitedId, NoteId
from archive.model.rights import Rights


class _Span(Model):
    """A stretch of the block's text, in code points."""

    start: Count
    """Offset of the first code point."""
    end: Count
    """Offset just past the last code point."""


FormattingType = Literal[
    "italic",
    "bold",
    "underline",
    "strikethrough",
    "superscript",
    "subscript",
    "small-caps",
    "monospace",
    "emphasis",
    "quotation",
    "code",
    "deletion",
    "addition",
]
"""How words look, or what the received markup says they are."""

FORMATTING_TYPES: Mapping[FormattingType, str] = {
    "italic": "the words are in italic type",
    "bold": "the words are in bold type",
    "underline": "the words are underlined",
    "strikethrough": "the words are struck through",
    "superscript": "the words are superscript",
    "subscript": "the words are subscript",
    "small-caps": "the words are in small capitals",
    "monospace": "the words are in a monospaced font",
    "emphasis": "the markup says that the words are emphasised, in whatever type",
    "quotation": "the markup says that the words are quoted, with or without quotation marks",
    "code": "the markup says that the words are program code",
    "deletion": "the markup says that the words were deleted",
    "addition": "the markup says that the words were inserted",
}
"""What each type of formatting means."""


class Formatting(_Span):
    """How the words look, or what the received markup says they are."""

    type: FormattingType
    """The kind of formatting."""


class Foreign(_Span):
    """Words that the received markup marks as being in another language."""

    type: Literal["foreign"] = "foreign"
    language: Language
    """The language of the words."""


class Link(_Span):
    """A hyperlink."""

    type: Literal["link"] = "link"
    target: Address | None = None
    """The address that the link points to, as written; left out if the address was lost before the
    text was received."""


class NoteCall(_Span):
    """The reference to a note; it has zero width if no number or sign is printed in the text."""

    type: Literal["note-call"] = "note-call"
    note: NoteId
    """The note that it refers to."""


class LineBreak(_Span):
    """A line break, of zero width."""

    type: Literal["line-break"] = "line-break"


class InlineImage(_Span):
    """An image within a line of text, of zero width."""

    type: Literal["image"] = "image"
    target: Address
    """Address of the image, as written."""


Mark = Annotated[
    Formatting | Foreign | Link | NoteCall | LineBreak | InlineImage, Field(discriminator="type")
]
Marks = tuple[Mark, ...]


class TextBlock(Model):
    """A block of text that anchors can point to.

    Marks nest and never cross. They are ordered by their start; of two marks with the same start,
    the outer mark comes first.
    """

    _HEADLINE: ClassVar[str] = "text"

    id: Id
    """Lasting id of this block."""
    text: Text
    """The text without markup, code point for code point as received."""
    marks: Marks = ()
    """Formatting that was received, as spans of the text."""
    origin: OriginOfBlock | None = None
    """The place of the text in a capture; left out if the text was not received."""
    language: Language | None = None
    """The language of the block, if it differs from the language of the article."""


class Paragraph(TextBlock):
    """A paragraph."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("p", ("text",))

    type: Literal["paragraph"] = "paragraph"


class Heading(TextBlock):
    """A heading, at the start of a section or between its blocks."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("h", ("text",))

    type: Literal["heading"] = "heading"


class CodeBlock(TextBlock):
    """Program code, or other text in which every space matters."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("code", ("text",))

    type: Literal["code"] = "code"


class Furniture(TextBlock):
    """A part of the page that is kept but does not belong to the text of the article."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("f", ("text",))

    type: Literal["furniture"] = "furniture"
    role: Word | None = None
    """The kind of furniture: comment-form, share-bar, navigation, advertisement, privacy-notice,
    ..."""


class Caption(TextBlock):
    """The caption of a figure or table."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("caption", ("text",))


class VerseLine(TextBlock):
    """One line of verse."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("line", ("text",))


class Verse(Model):
    """Lines of verse."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("v", ("lines",))

    type: Literal["verse"] = "verse"
    id: Id
    """Lasting id of this block."""
    lines: Annotated[tuple[VerseLine, ...], Field(min_length=1)]
    """The lines, in order."""


class Quotation(Model):
    """A block quotation."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("q", ("blocks", "credit"))

    type: Literal["quotation"] = "quotation"
    id: Id
    """Lasting id of this block."""
    blocks: Annotated[tuple[Paragraph, ...], Field(min_length=1)]
    """The quoted paragraphs."""
    credit: Caption | None = None
    """The line that names the source of the quotation, as printed."""
    source: CitedId | None = None
    """The work or source of the quotation."""


class Item(TextBlock):
    """An item of a list."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("item", ("text", "lists"))

    marker: Text = ""
    """The bullet or number as received, with the space after it ("- ", "1. "). It comes just before
    the text, but is not part of the text."""
    lists: "tuple[List, ...]" = ()
    """Lists within this item, after the text of the item."""


ListStyle = Literal["bulleted", "numbered", "plain"]
"""How the items of a list are marked."""

LIST_STYLES: Mapping[ListStyle, str] = {
    "bulleted": "every item has the same sign before it",
    "numbered": "every item has its number or letter before it",
    "plain": "the items have nothing before them",
}
"""What each style means."""


class List(Model):
    """A list."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("l", ("items",))

    type: Literal["list"] = "list"
    id: Id
    """Lasting id of this block."""
    style: ListStyle = "bulleted"
    """How the items are marked."""
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    """The items, in order."""


CellRole = Literal["data", "label"]
"""The role of a cell, or of a row of cells, in the table."""

CELL_ROLES: Mapping[CellRole, str] = {
    "data": "it holds data",
    "label": "it is a label: a cell labels its row or column, a row labels the columns",
}
"""What each role of a cell or row means."""


class Cell(TextBlock):
    """A cell of a table."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("cell", ("text",))

    role: CellRole = "data"
    """Whether the cell has data, or labels a row or column."""
    columns: PositiveCount = 1
    """How many columns the cell spans."""
    rows: PositiveCount = 1
    """How many rows the cell spans."""


class Row(Model):
    """A row of a table."""

    role: CellRole = "data"
    """Whether the row has data, or labels the columns."""
    cells: Annotated[tuple[Cell, ...], Field(min_length=1)]
    """The cells, in order."""


class Table(Model):
    """A table."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("t", ("caption", "rows"))

    type: Literal["table"] = "table"
    id: Id
    """Lasting id of this block."""
    caption: Caption | None = None
    """The caption of the table."""
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    """The rows, in order."""


class Image(Model):
    """The image of a figure: a file of the record, an address, or both."""

    file: FileName | None = None
    """The path of the image file, relative to the record's folder."""
    address: Address | None = None
    """The address of the image on the web, as written."""
    media_type: MediaType | None = None
    """The media type of the image."""
    width_pixels: PositiveCount | None = None
    """The width of the image."""
    height_pixels: PositiveCount | None = None
    """The height of the image."""


class Figure(Model):
    """A figure: an image with its caption and its own rights."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom(
        "fig", ("caption", "description", "image.file", "image.address")
    )

    type: Literal["figure"] = "figure"
    id: Id
    """Lasting id of this block."""
    image: Image | None = None
    """The image; left out if it was not received."""
    caption: Caption | None = None
    """The caption of the figure."""
    description: Words | None = None
    """What the image shows, for readers who cannot see it."""
    rights: Rights | None = None
    """The rights in the image."""


NotePlace = Literal["foot", "end", "margin"]
"""Where a note was printed."""

NOTE_PLACES: Mapping[NotePlace, str] = {
    "foot": "at the foot of the page",
    "end": "after the text, or at the end of a part of it",
    "margin": "beside the text",
}
"""What each place of a note means."""


class Note(Model):
    """A footnote, endnote or marginal note; a `NoteCall` in the text refers to it."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("n", ("blocks",))

    type: Literal["note"] = "note"
    id: Id
    """Lasting id of this block."""
    place: NotePlace = "foot"
    """Where the note was printed."""
    marker: Text = ""
    """The number or sign as received, with the space after it. It comes just before the first
    paragraph, but is not part of the paragraph."""
    blocks: Annotated[tuple[Paragraph, ...], Field(min_length=1)]
    """The paragraphs of the note."""


Block: TypeAlias = Annotated[
    Paragraph | Heading | CodeBlock | Furniture | Verse | Quotation | List | Table | Figure | Note,
    Field(discriminator="type"),
]


SectionRole = Literal["section", "notes", "references", "appendix", "furniture"]
"""The role of a section in the article."""

SECTION_ROLES: Mapping[SectionRole, str] = {
    "section": "a part of the article's text",
    "notes": "the notes, where they are collected in one place",
    "references": "the list of what the article cites",
    "appendix": "what the article adds after its text",
    "furniture": "what the page adds: a comment form, a share bar",
}
"""What each role of a section means."""


class Section(Model):
    """A section of the article: its blocks, then its subsections."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("sec", ("blocks", "sections"))

    id: Id
    """Lasting id of this section."""
    role: SectionRole = "section"
    """The role of the section. Furniture is what the page adds: a comment form, a share bar."""
    blocks: tuple[Block, ...] = ()
    """The blocks of the section, in reading order."""
    sections: "tuple[Section, ...]" = ()
    """The subsections, which come after the blocks."""
