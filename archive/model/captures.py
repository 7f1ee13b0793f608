"""What was received: captures, and the origin of a block in one of them."""

from typing import Literal

from archive.model.base import Count, Model, Text
from archive.model.dates import Instant
from archive.model.identifiers import Address, FileName, Id, MediaType, Sha256
from archive.model.references import AgentId, CaptureId

Derivation = Literal["verbatim-1"]
"""How blocks are derived from a capture. `verbatim-1`: the bytes are decoded as UTF-8, a byte
order mark at the beginning aside; a block's text is the code points between its two offsets."""


class Capture(Model):
    """Bytes as they were received; the file itself lies in the record's folder."""

    id: Id
    """Lasting id of this capture."""
    file: FileName
    """Where its bytes lie, from the record's folder."""
    media_type: MediaType
    """Its media type, with parameters if any (`text/plain;charset=utf-8`)."""
    size_bytes: Count
    """Its size."""
    sha256: Sha256
    """SHA-256 digest of its bytes."""
    derivation: Derivation | None = None
    """How blocks are derived from it; left out where no block has its origin here."""
    lead: Text = ""
    """Blank text before the first block that has its origin here."""
    address: Address | None = None
    """Where it was received from."""
    received_at: Instant | None = None
    """When it was received."""
    received_by: AgentId | None = None
    """The person or program that received it."""


class Origin(Model):
    """Where a block's text stands in a capture, in code points of the decoded text (RFC 5147)."""

    capture: CaptureId
    """The capture."""
    start: Count
    """Offset of the first code point."""
    end: Count
    """Offset just past the last code point."""
    separator: Text = "\n\n"
    """Blank text between this block and the next (or its marker), or the end of the capture."""
