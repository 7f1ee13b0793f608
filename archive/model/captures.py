"""Captures: the files that were received, and the origin of blocks and values in one of them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from archive.model.base import Count, IdFrom, Line, Model, PositiveCount, Text, Words
from archive.model.dates import Instant
from archive.model.identifiers import Address, FileName, Id, MediaType, Sha256
from archive.model.references import AgentId, CaptureId

_FIRST = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD"
)
_LATER = rf"{_FIRST}:.0-9\u00B7\u0300-\u036F\u203F\u2040-"
_ASTRAL = r"[^\x00-\uFFFF]"
_NAME = rf"(?:[{_FIRST}]|{_ASTRAL})(?:[{_LATER}]|{_ASTRAL})*"
"""A name that XML allows (XML 1.0, productions 4 and 5) and that does not begin with a colon."""

_PATH = rf"^(?:/(?:{_NAME}|\*)\[[1-9][0-9]{{0,6}}\]){{1,256}}$"
ElementPath = Annotated[str, StringConstraints(pattern=_PATH)]
"""A path to an element. Each step has a name and a number, from 1, among the siblings of that name.
The step `*` means a name that XML does not allow; its number counts the siblings with such
names."""

Derivation = Literal[
    "verbatim-1", "html-text-1", "verbatim-2", "markdown-text-1", "jats-text-1", "tei-text-1",
    "docx-text-1", "odt-text-1",
]  # fmt: skip
"""How the text of blocks is derived from a capture. `verbatim-1`: the bytes are decoded with the
`charset` of the media type, by default UTF-8, without a byte order mark; the text of a block is the
code points between its two offsets. `html-text-1`: the page, or the root part of MHTML, is parsed
by the HTML Standard; the text of a block is the text of an element, or a stretch of it, with one
line for each element that browsers show as a block and one space for each run of white space.
`verbatim-2`: as `verbatim-1`, but a form feed or line tabulation becomes a line end, and U+001A and
U+0000 at the end of the text become spaces. `markdown-text-1`: the text of a block is the text of
the CommonMark block, or table cell, on the lines that its origin names, without syntax.
`jats-text-1`: the printed content of a JATS article; the text of a block is the text of an element,
or a stretch of it, with one space for each run of white space. `tei-text-1`: the same for the texts
of a TEI file. `docx-text-1`: a Word document with all tracked changes accepted; the text of a block
is the text of a paragraph, or a stretch of it. `odt-text-1`: the same for an OpenDocument text."""


class WebArchive(Model):
    """A web archive file (WARC, WACZ) that contained a capture.

    The file is not kept in the record's folder.
    """

    file: Line
    """The file name of the web archive, as given."""
    media_type: MediaType
    """The media type of the web archive: `application/warc`, `application/wacz`."""
    size_bytes: Count
    """The size of the whole file."""
    sha256: Sha256
    """SHA-256 digest of the whole file."""
    record_id: Address | None = None
    """The `WARC-Record-ID` of the WARC record that contained the capture, without angle brackets:
    `urn:uuid:…` (WARC 1.1, 5.2)."""
    digest: Line | None = None
    """The `WARC-Payload-Digest` of that WARC record, as written: `sha1:…` (WARC 1.1, 5.9)."""


class Memento(Model):
    """A copy of a page in an online web archive, from which a capture was taken (RFC 7089).

    The `address` and `received_at` of the capture then state where and when the web archive
    received it.
    """

    address: Address
    """The address of the copy (URI-M): `https://web.archive.org/web/20160320093000/https://…`."""
    received_at: Instant | None = None
    """When the capture was received from that address."""


class _InCapture(Model):
    """A place in a capture."""

    capture: CaptureId
    """The capture that has the place."""


class TextOrigin(_InCapture):
    """An origin: a stretch of a capture's decoded text, in code points (RFC 5147)."""

    type: Literal["text"] = "text"
    start: Count
    """Offset of the first code point."""
    end: Count
    """Offset just past the last code point."""


class ElementOrigin(_InCapture):
    """An origin: an element of a captured page, by its path in the parsed tree.

    With `start` and `end`, the origin is a stretch of the element's text.
    """

    type: Literal["element"] = "element"
    path: ElementPath
    """The steps from the root, each with a name and a number among the siblings of that name:
    `/html[1]/body[1]/p[3]`."""
    start: Count | None = None
    """Offset of the first code point of the stretch, in the element's text according to the
    derivation of the capture; left out for the whole text."""
    end: Count | None = None
    """Offset just past the last code point of the stretch; given if `start` is."""


class LinesOrigin(_InCapture):
    """An origin: lines of Markdown, or a table cell on these lines (RFC 5147, section 2.2.2).

    With `start` and `end`, the origin is a stretch of the text on these lines.
    """

    type: Literal["lines"] = "lines"
    first: PositiveCount
    """Number of the first line in the file, from 1."""
    last: PositiveCount
    """Number of the last line."""
    cell: PositiveCount | None = None
    """Number of the table cell on these lines, from 1; left out if the origin is not a cell."""
    start: Count | None = None
    """Offset of the first code point of the stretch, in the text according to the derivation of the
    capture; left out for the whole text."""
    end: Count | None = None
    """Offset just past the last code point of the stretch; given if `start` is."""


class CaptureOrigin(_InCapture):
    """An origin: a whole capture, if the words cannot be derived from it (a sound recording)."""

    type: Literal["capture"] = "capture"


Origin = Annotated[
    TextOrigin | ElementOrigin | LinesOrigin | CaptureOrigin, Field(discriminator="type")
]
"""The place in a capture from which a value was read."""


class BlockOrigin(TextOrigin):
    """The place of a block's text in a capture, with the blank text that follows it."""

    separator: Text = "\n\n"
    """Blank text between this block and the next block (or its marker), or the end of the
    capture."""


OriginOfBlock = Annotated[
    BlockOrigin | ElementOrigin | LinesOrigin | CaptureOrigin, Field(discriminator="type")
]
"""The place of a block's text in a capture."""


class Omission(Model):
    """Words of a capture that were left out of the record on purpose."""

    origin: Origin
    """The place of the words: a part of the capture, never the whole capture."""
    reason: Words
    """Why the words were left out."""
    by: AgentId
    """The person or program that left the words out."""


class Capture(Model):
    """A file as it was received; it is stored in the record's folder."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("cap", ("file", "media_type", "address"))

    id: Id
    """Lasting id of this capture."""
    file: FileName
    """The path of the file, relative to the record's folder."""
    media_type: MediaType
    """The media type of the file, with parameters if any (`text/plain;charset=utf-8`). The
    `charset` is a name of the Encoding Standard."""
    size_bytes: Count
    """The size of the file."""
    sha256: Sha256
    """SHA-256 digest of the bytes of the file."""
    derivation: Derivation | None = None
    """How the text of blocks is derived from the capture; left out if no block has its origin in
    it."""
    lead: Text = ""
    """Blank text before the first block that has its origin in this capture."""
    omitted: tuple[Omission, ...] = ()
    """Words of the capture that were left out of this record on purpose."""
    address: Address | None = None
    """The address that the file was received from."""
    received_at: Instant | None = None
    """When the file was received."""
    received_by: AgentId | None = None
    """The person or program that received the file."""
    taken_from: WebArchive | None = None
    """The web archive file that contained the capture; left out if not stated."""
    memento: Memento | None = None
    """The copy in an online web archive from which the capture was taken; left out if not
    stated."""
