"""Sections and blocks: the text as received, with the formatting that came with it."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from archive.model.base import Count, IdFrom, Model, PositiveCount, Text, Word, Words
from archive.model.captures import OriginOfBlock
from archive.model.identifiers import Address, FileName, Id, Language, MediaType
from archive.model.references import CitedId, NoteId
from archive.model.rights import Rights


class _Span(Model):
    """A stretch of the text of the block that holds it, in code points."""

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
    "underline": "a line stands under the words",
    "strikethrough": "a line goes through the words",
    "superscript": "the words are raised",
    "subscript": "the words are lowered",
    "small-caps": "the words are in small capitals",
    "monospace": "all characters of the words are equally wide",
    "emphasis": "the markup says that the words are stressed, however that looks",
    "quotation": "the markup says that the words are quoted, with or without quotation marks",
    "code": "the markup says that the words are program text",
    "deletion": "the markup says that the words were taken out",
    "addition": "the markup says that the words were put in",
}
"""What each word for formatting means."""


class Formatting(_Span):
    """How the words look, or what the received markup says they are."""

    type: FormattingType
    """The formatting."""


class Foreign(_Span):
    """Words in another language than the text around them, marked so in what was received."""

    type: Literal["foreign"] = "foreign"
    language: Language
    """Their language."""


class Link(_Span):
    """A hyperlink."""

    type: Literal["link"] = "link"
    target: Address | None = None
    """Where it leads, as written; left out where the target was lost before the text was
    received."""


class NoteCall(_Span):
    """The call of a note; of zero width where nothing is printed at the call."""

    type: Literal["note-call"] = "note-call"
    note: NoteId
    """The note that is called."""


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
    """A block that holds text: what anchors point into.

    Marks nest and never cross. They stand in the order of their beginnings; of two that begin at
    one place the outer one stands first.
    """

    _HEADLINE: ClassVar[str] = "text"

    id: Id
    """Lasting id of this block."""
    text: Text
    """The text without markup, code point for code point as received."""
    marks: Marks = ()
    """Formatting that was received, as spans of the text."""
    origin: OriginOfBlock | None = None
    """Where the text stands in what was received; left out if it was not received."""
    language: Language | None = None
    """Its language, where that is not the article's."""


class Paragraph(TextBlock):
    """A paragraph."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("p", ("text",))

    type: Literal["paragraph"] = "paragraph"


class Heading(TextBlock):
    """A heading: of the section it opens, or between its blocks."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("h", ("text",))

    type: Literal["heading"] = "heading"


class CodeBlock(TextBlock):
    """Program text, or other text in which every space counts."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("code", ("text",))

    type: Literal["code"] = "code"


class Furniture(TextBlock):
    """Part of the page that is not the article; kept, but not counted or read as its text."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("f", ("text",))

    type: Literal["furniture"] = "furniture"
    role: Word | None = None
    """What it is: comment-form, share-bar, navigation, advertisement, privacy-notice, ..."""


class Caption(TextBlock):
    """What is printed with a figure or table."""

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
    """The paragraphs quoted."""
    credit: Caption | None = None
    """The line that says where it comes from, as printed."""
    source: CitedId | None = None
    """The work or source it is quoted from."""


class Item(TextBlock):
    """An item of a list."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("item", ("text", "lists"))

    marker: Text = ""
    """The bullet or number as received, with the blank after it ("- ", "1. "). It stands just
    before the text and is no part of it."""
    lists: "tuple[List, ...]" = ()
    """Lists within this item, after its text."""


ListStyle = Literal["bulleted", "numbered", "plain"]
"""How the items of a list are marked."""

LIST_STYLES: Mapping[ListStyle, str] = {
    "bulleted": "a sign that is the same for all stands before each item",
    "numbered": "a number or letter that counts them stands before each item",
    "plain": "nothing stands before the items",
}
"""What each word for a style means."""


class List(Model):
    """A list."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("l", ("items",))

    type: Literal["list"] = "list"
    id: Id
    """Lasting id of this block."""
    style: ListStyle = "bulleted"
    """How its items are marked."""
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    """The items, in order."""


CellRole = Literal["data", "label"]
"""What a cell, or a row of cells, is to the table."""

CELL_ROLES: Mapping[CellRole, str] = {
    "data": "it holds what the table tells",
    "label": "it says what stands in its row or column; a row, what stands in the columns",
}
"""What each word for the role of a cell or row means."""


class Cell(TextBlock):
    """A cell of a table."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("cell", ("text",))

    role: CellRole = "data"
    """Whether it holds data or labels a row or column."""
    columns: PositiveCount = 1
    """How many columns it spans."""
    rows: PositiveCount = 1
    """How many rows it spans."""


class Row(Model):
    """A row of a table."""

    role: CellRole = "data"
    """Whether it holds data or labels the columns."""
    cells: Annotated[tuple[Cell, ...], Field(min_length=1)]
    """The cells, in order."""


class Table(Model):
    """A table."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("t", ("caption", "rows"))

    type: Literal["table"] = "table"
    id: Id
    """Lasting id of this block."""
    caption: Caption | None = None
    """What is printed with it."""
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    """The rows, in order."""


class Image(Model):
    """The image of a figure: a file of the record, an address, or both."""

    file: FileName | None = None
    """Where its bytes lie, from the record's folder."""
    address: Address | None = None
    """Its address on the web, as written."""
    media_type: MediaType | None = None
    """Its media type."""
    width_pixels: PositiveCount | None = None
    """Its width."""
    height_pixels: PositiveCount | None = None
    """Its height."""


class Figure(Model):
    """A figure: an image, what is printed with it, and its own rights."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom(
        "fig", ("caption", "description", "image.file", "image.address")
    )

    type: Literal["figure"] = "figure"
    id: Id
    """Lasting id of this block."""
    image: Image | None = None
    """The image; left out if it was not received."""
    caption: Caption | None = None
    """What is printed with it."""
    description: Words | None = None
    """What the image shows, for those who do not see it."""
    rights: Rights | None = None
    """The rights in the image."""


NotePlace = Literal["foot", "end", "margin"]
"""Where a note was printed."""

NOTE_PLACES: Mapping[NotePlace, str] = {
    "foot": "at the foot of the page",
    "end": "after the text, or at the end of a part of it",
    "margin": "beside the text",
}
"""What each word for the place of a note means."""


class Note(Model):
    """A foot- or endnote; a `NoteCall` in the text calls it."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("n", ("blocks",))

    type: Literal["note"] = "note"
    id: Id
    """Lasting id of this block."""
    place: NotePlace = "foot"
    """Where it was printed."""
    marker: Text = ""
    """The number or sign as received, with the blank after it. It stands just before the first
    paragraph and is no part of it."""
    blocks: Annotated[tuple[Paragraph, ...], Field(min_length=1)]
    """Its paragraphs."""


Block: TypeAlias = Annotated[
    Paragraph | Heading | CodeBlock | Furniture | Verse | Quotation | List | Table | Figure | Note,
    Field(discriminator="type"),
]


SectionRole = Literal["section", "notes", "references", "appendix", "furniture"]
"""What a section is to the article."""

SECTION_ROLES: Mapping[SectionRole, str] = {
    "section": "a part of the article's text",
    "notes": "the notes, where they stand together",
    "references": "the list of what the article cites",
    "appendix": "what the article adds after its text",
    "furniture": "what the page adds: a comment form, a share bar",
}
"""What each word for the role of a section means."""


class Section(Model):
    """A stretch of the article: blocks, then sections within it."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("sec", ("blocks", "sections"))

    id: Id
    """Lasting id of this section."""
    role: SectionRole = "section"
    """What it is to the article. Furniture is what the page adds: a comment form, a share bar."""
    blocks: tuple[Block, ...] = ()
    """Its blocks, in reading order."""
    sections: "tuple[Section, ...]" = ()
    """Sections within it, after its blocks."""
