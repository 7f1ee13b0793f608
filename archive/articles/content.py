"""The input and output of readers of articles: a file, and blocks without ids and sections.

A reader returns an `Article` with its blocks in reading order; `assembly` makes a document of it.
An `id` is one from the file; a part without one gets a new id. The calls of a note name it by a key
that the reader chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, BinaryIO, Concatenate, Literal, TypeAlias

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
"""A part of the record as JSON would have it, before it is checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file in a web archive."""

    data: bytes
    """The bytes received, after transfer and content decoding."""
    media_type: str | None = None
    """The media type that the sender gave."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Fields of its capture: address, received_at, taken_from."""
    findings: Sequence[Finding] = ()
    """Findings on it and on the archive."""


@dataclass(frozen=True, slots=True)
class Omitted:
    """Words of the file that a reader leaves out on request: another text in it."""

    origin: Origin
    """Where they are."""
    reason: str
    """Why they are left out."""


@dataclass(frozen=True, slots=True)
class Article:
    """The output of a reader: all that it finds in a file."""

    blocks: Sequence[Block]
    """The text, in reading order."""
    media_type: str
    """The media type of the file, with its `charset` if it is text."""
    derived: Derived | None = None
    """The text derived from the file, if blocks of it can be derived again."""
    omitted: Sequence[Omitted] = ()
    """Parts of that text that the blocks leave out on purpose."""
    metadata: Raw = field(default_factory=dict)
    """The metadata. If they have no titles, the words of the first `Title` with words are one."""
    rights: Raw | None = None
    """The rights in the text."""
    parts: Mapping[str, Sequence[Raw]] = field(default_factory=dict)
    """Other parts of the record by their collections: entities, works, sources, agents, revisions,
    and annotations on nothing in the text. Each has an id, except annotations."""
    findings: Sequence[Finding] = ()
    """Losses, and other findings of the reader."""


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a note, among the marks of a text; like `NoteCall`, but with the note's key."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class MarkupAnnotation:
    """An annotation from the markup on a stretch of a text: a mention, a citation, a date."""

    start: int
    """Offset of the first code point."""
    end: int
    """Offset just past the last code point; after `start`."""
    annotation: Raw
    """An annotation without anchors; without an id it gets one. A citation or mention has the id of
    one of the parts of the article. If several stretches hold the same value with an id, it is one
    annotation on all of them."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as received, with its formatting, annotations and origin."""

    text: str
    """Code point for code point as received."""
    origin: Origin | Raw | None = None
    """Where it is in the capture. For a derived text, assembly finds what follows it there; then it
    is an `Origin`."""
    marks: tuple[Mark | Call, ...] = ()
    """Nested and in order, as those of a `TextBlock`."""
    language: str | None = None
    """Its language, if it differs from the article's."""
    annotations: tuple[MarkupAnnotation, ...] = ()
    """Annotations on stretches of it, which may overlap freely."""
    id: str = ""
    images: tuple[EmbeddedImage, ...] = ()
    """Images whose bytes are in the file, with marks that point to their files."""

    def cut(self, end: int) -> Words:
        """Return the words up to an offset, with their marks cut there.

        A mark without width, such as a call or an image, is kept; if it is after the offset, it
        moves to the end.
        """
        marks = (
            _cut_mark(mark, end)
            for mark in self.marks
            if mark.start < end or (mark.start == mark.end and not isinstance(mark, LineBreak))
        )
        return replace(self, text=self.text[:end], marks=tuple(marks))

    def after(self, before: Words) -> Words:
        """Return the words as a line of their own after others, with the marks of both."""
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
    """A mark, cut so that it ends at this offset at the latest."""
    if mark.end <= end:
        return mark
    return _moved(mark, min(mark.start, end), end)


def _moved(mark: Mark | Call, start: int, end: int) -> Mark | Call:
    if isinstance(mark, Call):
        return replace(mark, start=start, end=end)
    return mark.model_copy(update={"start": start, "end": end})


@dataclass(frozen=True, slots=True)
class Title:
    """The heading of the article as a whole; if there are several, the first."""

    words: Words


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: it begins a section, which ends before the next heading of its level or above."""

    words: Words | None
    """`None` if the section has no heading."""
    level: int = 1
    """From 1, the highest. Levels may be skipped: below 2 may come 4."""
    role: Literal["section", "notes", "references", "appendix"] = "section"
    """The role of its section in the article."""
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
    """Part of the page that is not the article. At the end of the page it has its own section."""

    words: Words
    role: str | None = None
    """Its role: comment-form, share-bar, ..."""


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
    """Lists within it, after its words."""


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
    """A table, and what is printed with it, before its rows."""

    rows: tuple[Row, ...]
    caption: Words | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, and what is printed with it.

    Of several captions the first is the figure's; each further one is a figure without an image
    after it.
    """

    captions: tuple[Words, ...] = ()
    image: Image | EmbeddedImage | None = None
    description: str | None = None
    rights: Rights | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote, where it was printed."""

    key: str
    """The key by which its calls name it."""
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
    """Return the ids with which blocks, their sections and annotations in them were received."""
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
"""Takes what was given, and options by keyword."""
Unpacker = Callable[Concatenate[BinaryIO, str, ...], Enclosed]
"""Takes a stream, the name of its file, and options by keyword."""
