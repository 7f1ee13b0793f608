"""The input of readers of articles, a file, and their output, blocks without sections.

A reader returns an `Article` with its blocks in reading order; `assembly` makes a document of it.
An `id` here is an id in the file; a part without one gets a new id. A note has a key, chosen by the
reader, by which note calls refer to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Concatenate, Literal, TypeAlias

from archive.articles.embedded_images import EmbeddedImage
from archive.findings import Finding
from archive.formats.given import Given as Given
from archive.formats.given import part_id as part_id
from archive.model.blocks import CellRole, Image, LineBreak, ListStyle, Mark, NotePlace
from archive.model.captures import Origin
from archive.model.rights import Rights

if TYPE_CHECKING:
    from archive.derivations.derivation import Derived

Raw: TypeAlias = Mapping[str, Any]
"""A part of the record as a JSON object, before validation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file taken out of a web archive."""

    data: bytes
    """The bytes received, after transfer and content decoding."""
    media_type: str | None = None
    """The media type stated by the server that sent the file."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the file's capture: address, received_at, taken_from."""
    findings: Sequence[Finding] = ()
    """Findings about the file and the web archive."""


@dataclass(frozen=True, slots=True)
class Omitted:
    """Words that a reader leaves out on request, for example those of a second text in the file."""

    origin: Origin
    """Where the words are in the file."""
    reason: str
    """Why the words are left out."""


@dataclass(frozen=True, slots=True)
class Article:
    """The output of a reader: everything that it read from a file."""

    blocks: Sequence[Block]
    """The text, in reading order."""
    media_type: str
    """The media type of the file, with its `charset` if it is text."""
    derived: Derived | None = None
    """The text derived from the file, if the blocks can be found in such a text."""
    omitted: Sequence[Omitted] = ()
    """Parts of the derived text that are left out of the blocks on purpose."""
    metadata: Raw = field(default_factory=dict)
    """The metadata. If `titles` is missing, the first `Title` block with words is the title."""
    rights: Raw | None = None
    """The rights in the text."""
    parts: Mapping[str, Sequence[Raw]] = field(default_factory=dict)
    """Other parts of the record, by field: entities, works, sources, agents, revisions, and
    annotations without a place in the text. All except annotations have an id."""
    findings: Sequence[Finding] = ()
    """Losses, and other findings of the reader."""


@dataclass(frozen=True, slots=True)
class Call:
    """A note call: the mark where a text refers to a note. Unlike `NoteCall`, it has a key."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class MarkupAnnotation:
    """Words in a text that the file marks as a mention, a citation or a date."""

    start: int
    """Offset of the first code point."""
    end: int
    """Offset just past the last code point; after `start`."""
    annotation: Raw
    """An annotation without anchors; if it has no id, it gets one. A citation or mention refers by
    id to one of the `parts` of the article. The same annotation with an id on several places
    becomes one annotation with several anchors."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as received, with its formatting, annotations and origin."""

    text: str
    """Code point for code point as received."""
    origin: Origin | Raw | None = None
    """Where the text is in the capture. An origin in the derived text must be an `Origin`, so that
    assembly can add what follows the text there."""
    marks: tuple[Mark | Call, ...] = ()
    """The formatting, nested and in order, as the marks of a `TextBlock`."""
    language: str | None = None
    """The language of the text, if it differs from the article's."""
    annotations: tuple[MarkupAnnotation, ...] = ()
    """Annotations on words of the text; they may overlap."""
    id: str = ""
    images: tuple[EmbeddedImage, ...] = ()
    """Images whose bytes are in the file; among `marks` there is one for each image."""

    def cut(self, end: int) -> Words:
        """Return the words up to an offset; marks that reach further end there.

        After the offset, line breaks are removed, and other marks of width 0, such as images, move
        to the new end.
        """
        marks = (
            _cut_mark(mark, end)
            for mark in self.marks
            if mark.start < end or (mark.start == mark.end and not isinstance(mark, LineBreak))
        )
        return replace(self, text=self.text[:end], marks=tuple(marks))

    def after(self, before: Words) -> Words:
        """Return one text: the words `before`, a line break, and these words, with all marks."""
        at = len(before.text)
        marks = (_moved(mark, mark.start + at + 1, mark.end + at + 1) for mark in self.marks)
        line_break = LineBreak(start=at, end=at)
        return replace(
            before,
            text=f"{before.text}\n{self.text}",
            marks=(*before.marks, line_break, *marks),
            images=(*before.images, *self.images),
        )


def _cut_mark(mark: Mark | Call, end: int) -> Mark | Call:
    """Return the mark, shortened if it ends after this offset."""
    if mark.end <= end:
        return mark
    return _moved(mark, min(mark.start, end), end)


def _moved(mark: Mark | Call, start: int, end: int) -> Mark | Call:
    if isinstance(mark, Call):
        return replace(mark, start=start, end=end)
    return mark.model_copy(update={"start": start, "end": end})


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the article. If there are several, the first is it; others become headings."""

    words: Words


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Its section lasts until the next heading of the same or a higher level."""

    words: Words | None
    """The words of the heading; `None` if the section has no heading."""
    level: int = 1
    """The level: 1 is the highest. Levels may be skipped: 4 may follow 2."""
    role: Literal["section", "notes", "references", "appendix"] = "section"
    """The role of the section in the article."""
    section: str = ""
    """The id of the section."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Code:
    """Program text, or other text in which every space counts."""

    words: Words


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words of the page that are not the article. Before and after it they form a section."""

    words: Words
    role: str | None = None
    """The role on the page, such as comment-form or share-bar."""


@dataclass(frozen=True, slots=True)
class Verse:
    """Lines of verse."""

    lines: tuple[Words, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation, with the line that names its source."""

    paragraphs: tuple[Words, ...]
    credit: Words | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    words: Words
    marker: str = ""
    """The bullet or number as received, which directly precedes the words."""
    lists: tuple[List, ...] = ()
    """Lists within the item, after its words."""


@dataclass(frozen=True, slots=True)
class List:
    """A list."""

    items: tuple[Item, ...]
    style: ListStyle = "bulleted"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    words: Words
    role: CellRole = "data"
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    role: CellRole = "data"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, with its caption. The caption precedes the rows in the record."""

    rows: tuple[Row, ...]
    caption: Words | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, with its captions.

    A figure of a record has one caption. Each further caption becomes a figure of its own, without
    an image, after the first.
    """

    captions: tuple[Words, ...] = ()
    image: Image | EmbeddedImage | None = None
    description: str | None = None
    rights: Rights | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote; its place among the blocks is where it was printed."""

    key: str
    """The key by which note calls refer to this note."""
    paragraphs: tuple[Words, ...]
    marker: str = ""
    """The number or sign as received, which directly precedes the first paragraph."""
    place: NotePlace = "foot"
    id: str = ""


Block: TypeAlias = (
    Title
    | Heading
    | Paragraph
    | Code
    | Furniture
    | Verse
    | Quotation
    | List
    | Table
    | Figure
    | Note
)
"""A block in the sequence that a reader returns."""


def ids_in(things: Iterable[object]) -> list[str]:
    """Return the ids that the file gives to blocks, their sections and their annotations."""
    ids: list[str] = []
    for thing in things:
        _add_ids(thing, ids)
    return [id for id in ids if id]


def _add_ids(thing: object, ids: list[str]) -> None:
    """Add the ids of a block or part of a block, and of everything in it."""
    match thing:
        case Words():
            ids.append(thing.id)
            if thing.annotations:
                ids += (str(said.annotation.get("id", "")) for said in thing.annotations)
        case Heading():
            ids.append(thing.section)
            _add_ids(thing.words, ids)
        case Title() | Paragraph() | Code() | Furniture() | Cell():
            _add_ids(thing.words, ids)
        case Item():
            _add_ids(thing.words, ids)
            ids += ids_in(thing.lists)
        case Verse():
            ids.append(thing.id)
            ids += ids_in(thing.lines)
        case Quotation():
            ids.append(thing.id)
            ids += ids_in((*thing.paragraphs, thing.credit))
        case List():
            ids.append(thing.id)
            ids += ids_in(thing.items)
        case Table():
            ids.append(thing.id)
            _add_ids(thing.caption, ids)
            ids += ids_in(cell for row in thing.rows for cell in row.cells)
        case Figure():
            ids.append(thing.id)
            ids += ids_in(thing.captions)
        case Note():
            ids.append(thing.id)
            ids += ids_in(thing.paragraphs)
        case _:
            pass  # nothing


Receiver = Callable[Concatenate[Given, ...], Article]
"""A reader: a function that accepts a file, and options by keyword."""
