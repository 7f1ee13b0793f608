"""The marked copy of a file: private characters carry through pandoc what it would change or drop.

pandoc collapses spaces, trims paragraphs, drops the places of comments and citations, and skips
what it does not know. It therefore reads a copy of the file in which each space, tab and line break
is a private character (Unicode, chapter 23.5), and numbers in such characters mark the start of
each paragraph and the two ends of each stretch. The text is restored from pandoc's output, and the
numbers show which paragraphs pandoc dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from archive.articles.embedded_images import EmbeddedImage
from archive.articles.office.citations import CitedWorks
from archive.articles.office.people import People
from archive.articles.office.unread import Unread
from archive.derivations.element_text import TextElement
from archive.formats.losses import Losses
from archive.model.blocks import Image

_BASE = 0xF0000
OPEN, CLOSE, POINT, END, IMAGE = (chr(_BASE + n) for n in range(1, 6))
_DIGITS = {ord(str(n)): _BASE + 0x30 + n for n in range(10)}
_PLAIN = {new: old for old, new in _DIGITS.items()}
_ENCODED = {ord(one): _BASE + ord(one) for one in " \t\n"}
_DECODED = {new: old for old, new in _ENCODED.items()}
PRIVATE_CHARACTERS = re.compile("[\U000f0000-\U000f003f]")
"""The characters of the marked copy."""
_CONTROL = re.compile("([\U000f0001-\U000f0003\U000f0005])([\U000f0030-\U000f0039]+)\U000f0004")

Role = Literal[
    "", "title", "subtitle", "author", "date", "abstract", "caption", "table caption", "quote",
    "code",
]  # fmt: skip
"""The role of a paragraph by its style."""
Part = Literal["body", "foot", "end"]
"""Where a paragraph is: in the text, in a footnote, in an endnote."""

_ROLES: dict[str, Role] = {
    "title": "title", "subtitle": "subtitle", "author": "author", "authors": "author",
    "date": "date", "abstract": "abstract",
    "caption": "caption", "table caption": "table caption", "image caption": "caption",
    "captioned figure": "", "illustration": "caption",
    "quote": "quote", "intense quote": "quote", "quotations": "quote", "block text": "quote",
    "block quotation": "quote",
    "source code": "code", "html preformatted": "code", "preformatted text": "code",
    "macro text": "code", "macro": "code",
}  # fmt: skip
"""Roles by the styles of Word, LibreOffice and pandoc, in lower case."""


def role_of(names: Iterator[str]) -> Role:
    """Return the role of a paragraph by the names of its style and of that style's ancestors."""
    for name in names:
        if (role := _ROLES.get(name.lower())) is not None:
            return role
    return ""


@dataclass(slots=True, eq=False)
class TableCell:
    """A visible cell of a table in the file."""

    columns: int = 1
    rows: int = 1
    """How many columns and rows it spans, of those that have cells."""
    is_label: bool = False
    """Whether it is in a row of column headings."""
    numbers: list[int] = field(default_factory=list)
    """The numbers of its paragraphs."""
    table: Sequence[Sequence[TableCell]] = ()
    """The rows of the table, each its cells."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the file."""

    element: TextElement
    """The element of the file."""
    text: str
    """Its text in the file."""
    role: Role = ""
    part: Part = "body"
    marker: str | None = None
    """The number before it, of a note or in a list, as in the file or computed from it. `None` if
    only pandoc knows it."""
    cell: TableCell | None = None
    """The cell that it is in."""
    places: tuple[str, ...] = ()
    """The bookmarks in it, which links may point to."""

    @property
    def start(self) -> int:
        """Where it begins in the derived text."""
        return self.element.start

    @property
    def end(self) -> int:
        """Where it ends in the derived text."""
        return self.element.start + len(self.text)


@dataclass(slots=True)
class Stretch:
    """Words of the file that are an addition or have annotations."""

    kind: Literal["addition", "annotation"]
    annotations: list[dict[str, Any]] = field(default_factory=list)
    """Annotations, raw as in JSON, without anchors."""


@dataclass(frozen=True, slots=True)
class DocumentImage:
    """An image of the file."""

    image: Image | EmbeddedImage | None
    """`None` if its bytes are missing and it has no address."""
    description: str | None = None


@dataclass(slots=True)
class MarkedCopy:
    """The paragraphs and stretches of a file, by their numbers in its marked copy."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    losses: Losses[None] = field(default_factory=Losses[None])
    people: People = field(default_factory=People)
    works: CitedWorks = field(default_factory=CitedWorks)
    unread: Unread = field(default_factory=Unread)
    """What of the file a record cannot hold, as received."""
    comments: int = 0
    """How many comments there are so far."""
    images: list[DocumentImage] = field(default_factory=list)
    unplaced: list[dict[str, Any]] = field(default_factory=list)
    """Annotations on no words."""
    hidden: list[TextElement] = field(default_factory=list)
    """Cells that no program shows, since merged cells cover them."""

    def stretch(self, stretch: Stretch) -> tuple[str, str]:
        """Add a stretch; return the signs for its two ends."""
        self.stretches.append(stretch)
        number = _number(len(self.stretches) - 1)
        return OPEN + number + END, CLOSE + number + END

    def image(self, image: DocumentImage) -> str:
        """Add an image; return the sign for it."""
        self.images.append(image)
        return IMAGE + _number(len(self.images) - 1) + END

    def table(self, rows: Sequence[Sequence[TableCell]]) -> None:
        """Add the rows of a table; some may have no cells of their own."""
        table = [row for row in rows if row]
        for cell in (cell for row in table for cell in row):
            cell.table = table
        if count := len(rows) - len(table):
            what = "table rows without cells of their own; left out"
            self.losses.add(what, times=count)

    def paragraph(self, paragraph: Paragraph) -> str:
        """Add a paragraph; return the sign for its start."""
        if paragraph.cell is not None:
            paragraph.cell.numbers.append(len(self.paragraphs))
        self.paragraphs.append(paragraph)
        return POINT + _number(len(self.paragraphs) - 1) + END


def _number(value: int) -> str:
    return str(value).translate(_DIGITS)


def encode_blanks(text: str) -> str:
    """Return a text with private characters for spaces, tabs and line breaks."""
    return text.translate(_ENCODED)


def decode_private(text: str) -> str:
    """Undo `encode_blanks`, and remove all numbers.

    >>> number = MarkedCopy().paragraph(Paragraph(TextElement("p", None, 1), ""))
    >>> decode_private(number + encode_blanks("a  b"))
    'a  b'
    """
    return _CONTROL.sub("", text).translate(_DECODED)


def split_signs(text: str) -> Iterator[tuple[str, str | int]]:
    """Yield the pieces of a text from pandoc: `""` with words, or a sign with its number."""
    at = 0
    for found in _CONTROL.finditer(text):
        if at < found.start():
            yield "", text[at : found.start()].translate(_DECODED)
        yield found[1], int(found[2].translate(_PLAIN))
        at = found.end()
    if at < len(text):
        yield "", text[at:].translate(_DECODED)
