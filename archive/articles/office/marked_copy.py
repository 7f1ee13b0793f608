"""The marked copy of a file: private characters protect content that pandoc would change or drop.

pandoc collapses spaces, trims paragraphs, drops the places of comments and citations, and skips
elements that it does not know. We therefore give it a copy of the file. In this copy, each space,
tab and line break is a private character (Unicode, chapter 23.5). Numbers in private characters
mark the start of each paragraph, and the start and end of each `Stretch`. We restore the text from
pandoc's output; the numbers show which paragraphs pandoc dropped.
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
"""The private characters that the marked copy uses."""
_CONTROL = re.compile("([\U000f0001-\U000f0003\U000f0005])([\U000f0030-\U000f0039]+)\U000f0004")

Role = Literal[
    "", "title", "subtitle", "author", "date", "abstract", "caption", "table caption", "quote",
    "code",
]  # fmt: skip
"""What a paragraph is, as its style shows."""
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
"""The role for each style name of Word, LibreOffice and pandoc, in lower case."""


def role_of(names: Iterator[str]) -> Role:
    """Return the role of a paragraph from the names of its style and that style's ancestors."""
    for name in names:
        if (role := _ROLES.get(name.lower())) is not None:
            return role
    return ""


@dataclass(slots=True, eq=False)
class TableCell:
    """A cell of a table in the file that is shown, not covered by a merged cell."""

    columns: int = 1
    rows: int = 1
    """The number of rows that the cell spans; rows without cells do not count."""
    is_label: bool = False
    """Whether the cell is in a row of column headings."""
    numbers: list[int] = field(default_factory=list)
    """The numbers of the paragraphs in the cell."""
    table: Sequence[Sequence[TableCell]] = ()
    """The rows of the table that the cell is in, each a sequence of cells."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the file."""

    element: TextElement
    """The element of the paragraph in the file."""
    text: str
    """The text of the paragraph in the file."""
    role: Role = ""
    part: Part = "body"
    marker: str | None = None
    """The number before the paragraph, of a note or in a list: read from the file or computed.
    `None` if only pandoc can compute it."""
    cell: TableCell | None = None
    """The table cell with the paragraph."""
    places: tuple[str, ...] = ()
    """The bookmarks in the paragraph, which links may point to."""

    @property
    def end(self) -> int:
        """The offset in the derived text at which the paragraph ends."""
        return self.element.start + len(self.text)


@dataclass(slots=True)
class Stretch:
    """A range of words of the file that was added (a tracked change) or has annotations."""

    kind: Literal["addition", "annotation"]
    annotations: list[dict[str, Any]] = field(default_factory=list)
    """The annotations as raw JSON data, without their place in the text."""


@dataclass(frozen=True, slots=True)
class DocumentImage:
    """An image of the file."""

    image: Image | EmbeddedImage | None
    """The image; `None` if the file has neither its bytes nor an address."""
    description: str | None = None


@dataclass(slots=True)
class MarkedCopy:
    """The paragraphs and stretches of a file; list positions are their numbers in the copy."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    losses: Losses[None] = field(default_factory=Losses[None])
    people: People = field(default_factory=People)
    works: CitedWorks = field(default_factory=CitedWorks)
    unread: Unread = field(default_factory=Unread)
    """Content of the received file that a record cannot hold."""
    comments: int = 0
    """The number of comments so far."""
    images: list[DocumentImage] = field(default_factory=list)
    unplaced: list[dict[str, Any]] = field(default_factory=list)
    """Annotations that are not attached to words."""
    hidden: list[TextElement] = field(default_factory=list)
    """Cells that no program shows, because merged cells cover them."""

    def stretch(self, stretch: Stretch) -> tuple[str, str]:
        """Add a stretch; return the signs that mark its start and its end in the copy."""
        self.stretches.append(stretch)
        number = _number(len(self.stretches) - 1)
        return OPEN + number + END, CLOSE + number + END

    def image(self, image: DocumentImage) -> str:
        """Add an image; return the sign that marks its place in the copy."""
        self.images.append(image)
        return IMAGE + _number(len(self.images) - 1) + END

    def table(self, rows: Sequence[Sequence[TableCell]]) -> None:
        """Add the rows of a table; report and leave out rows without cells of their own."""
        table = [row for row in rows if row]
        for cell in (cell for row in table for cell in row):
            cell.table = table
        if count := len(rows) - len(table):
            what = "table rows without cells of their own; left out"
            self.losses.add(what, times=count)

    def paragraph(self, paragraph: Paragraph) -> str:
        """Add a paragraph; return the sign that marks its start in the copy."""
        if paragraph.cell is not None:
            paragraph.cell.numbers.append(len(self.paragraphs))
        self.paragraphs.append(paragraph)
        return POINT + _number(len(self.paragraphs) - 1) + END


def _number(value: int) -> str:
    return str(value).translate(_DIGITS)


def encode_blanks(text: str) -> str:
    """Replace the spaces, tabs and line breaks of a text by private characters."""
    return text.translate(_ENCODED)


def decode_private(text: str) -> str:
    """Undo `encode_blanks`, and remove all signs with numbers.

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
