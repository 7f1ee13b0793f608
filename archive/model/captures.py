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
"""A name that XML can carry (XML 1.0, productions 4 and 5); it does not begin with a colon."""

_PATH = rf"^(?:/(?:{_NAME}|\*)\[[1-9][0-9]{{0,6}}\]){{1,256}}$"
ElementPath = Annotated[str, StringConstraints(pattern=_PATH)]
"""A path to an element. Every step has a name and its number, which counts from 1, among siblings
of that name; `*` stands for any name that XML cannot carry, and counts among such siblings."""

Derivation = Literal[
    "verbatim-1", "html-text-1", "verbatim-2", "markdown-text-1", "jats-text-1", "tei-text-1",
    "docx-text-1", "odt-text-1",
]  # fmt: skip
"""How blocks are derived from a capture. `verbatim-1`: the bytes are decoded by the `charset` of
the media type, or else as UTF-8, a byte order mark at the beginning aside; a block's text is the
code points between its two offsets. `html-text-1`: the page, or the root part of MHTML, is parsed
as the HTML Standard says; a block's text is that of an element or a stretch of it, with a line for
each element that browsers show as a block and one space for a run of white space. `verbatim-2`: as
`verbatim-1`, with a line end for a form feed or a line tabulation, and spaces for U+001A and U+0000
at the end of the text. `markdown-text-1`: a block's text is that of the block of CommonMark, or the
cell, on the lines that its origin names, without syntax. `jats-text-1`: what is printed of an
article in JATS; a block's text is that of an element of the tree or a stretch of it, with one space
for a run of white space. `tei-text-1`: the same of the texts in a TEI file. `docx-text-1`: the
paragraphs of a Word document, with all tracked changes accepted; a block's text is that of one of
them, or a stretch of it. `odt-text-1`: the same of an OpenDocument text."""


class WebArchive(Model):
    """A web archive (WARC, WACZ) that held a capture; it does not lie in the record's folder."""

    file: Line
    """Its name, as it was given."""
    media_type: MediaType
    """Its media type: `application/warc`, `application/wacz`."""
    size_bytes: Count
    """Its size."""
    sha256: Sha256
    """SHA-256 digest of its bytes, all of them."""
    record_id: Address | None = None
    """The `WARC-Record-ID` of the record that held the capture, without its angle brackets:
    `urn:uuid:…` (WARC 1.1, 5.2)."""
    digest: Line | None = None
    """The `WARC-Payload-Digest` of that record, as written: `sha1:…` (WARC 1.1, 5.9)."""


class Memento(Model):
    """The copy in a web archive that a capture was taken from (RFC 7089).

    Then the capture says from where and when the archive received it.
    """

    address: Address
    """Its own address there (URI-M): `https://web.archive.org/web/20160320093000/https://…`."""
    received_at: Instant | None = None
    """When it was received from there."""


class _InCapture(Model):
    """Where something was found in what was received."""

    capture: CaptureId
    """The capture."""


class TextOrigin(_InCapture):
    """A stretch of a capture's decoded text, in code points (RFC 5147)."""

    type: Literal["text"] = "text"
    start: Count
    """Offset of the first code point."""
    end: Count
    """Offset just past the last code point."""


class ElementOrigin(_InCapture):
    """An element of a captured page, by its path in the tree that the page is parsed to.

    With `start` and `end` it is a stretch of the element's text.
    """

    type: Literal["element"] = "element"
    path: ElementPath
    """The steps from the root, each a name and its number among siblings of that name:
    `/html[1]/body[1]/p[3]`."""
    start: Count | None = None
    """Offset of the first code point of a stretch of the element's text, as the derivation of the
    capture gives that; left out, it is all of the text."""
    end: Count | None = None
    """Offset just past the last code point of that stretch; given where `start` is."""


class LinesOrigin(_InCapture):
    """A block of Markdown by its lines, or a cell of a table in them (RFC 5147, section 2.2.2).

    With `start` and `end` it is a stretch of the text that stands on these lines.
    """

    type: Literal["lines"] = "lines"
    first: PositiveCount
    """Number of its first line in the file, from 1."""
    last: PositiveCount
    """Number of its last line."""
    cell: PositiveCount | None = None
    """Number of the cell on these lines, from 1; left out, it is no cell."""
    start: Count | None = None
    """Offset of the first code point of a stretch of the text, as the derivation of the capture
    gives that; left out, it is all of the text."""
    end: Count | None = None
    """Offset just past the last code point of that stretch; given where `start` is."""


class CaptureOrigin(_InCapture):
    """A capture as a whole, as of a transcript: nobody can derive the words from its bytes."""

    type: Literal["capture"] = "capture"


Origin = Annotated[
    TextOrigin | ElementOrigin | LinesOrigin | CaptureOrigin, Field(discriminator="type")
]
"""Where a value was found in what was received."""


class BlockOrigin(TextOrigin):
    """Where the text of a block stands in a capture, and what follows it there."""

    separator: Text = "\n\n"
    """Blank text between this block and the next (or its marker), or the end of the capture."""


OriginOfBlock = Annotated[
    BlockOrigin | ElementOrigin | LinesOrigin | CaptureOrigin, Field(discriminator="type")
]
"""Where the text of a block was received."""


class Omission(Model):
    """Words of a capture that were left out of the record on purpose."""

    origin: Origin
    """Where they stand in the capture; a part of it, never the capture as a whole."""
    reason: Words
    """Why they were left out."""
    by: AgentId
    """The person or program that left them out."""


class Capture(Model):
    """Bytes as they were received; the file itself lies in the record's folder."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("cap", ("file", "media_type", "address"))

    id: Id
    """Lasting id of this capture."""
    file: FileName
    """Where its bytes lie, from the record's folder."""
    media_type: MediaType
    """Its media type, with parameters if any (`text/plain;charset=utf-8`). The `charset` is a name
    of the Encoding Standard."""
    size_bytes: Count
    """Its size."""
    sha256: Sha256
    """SHA-256 digest of its bytes."""
    derivation: Derivation | None = None
    """How blocks are derived from it; left out where no block has its origin here."""
    lead: Text = ""
    """Blank text before the first block that has its origin here."""
    omitted: tuple[Omission, ...] = ()
    """What stands in it, is no part of this record, and was left out on purpose."""
    address: Address | None = None
    """Where it was received from."""
    received_at: Instant | None = None
    """When it was received."""
    received_by: AgentId | None = None
    """The person or program that received it."""
    taken_from: WebArchive | None = None
    """The web archive that held it; left out, nobody has said that one did."""
    memento: Memento | None = None
    """The copy in a web archive on the web that it was taken from; left out, nobody has said that
    it was one."""
