"""TEI: the record as TEI P5, written and read exactly. docs/reference/tei.md is the mapping."""

from __future__ import annotations

from archive.formats.base import (
    INVARIANTS,
    NOT_KEPT,
    RELAX_NG,
    SCHEMATRON,
    WELL_FORMED,
    Format,
    ReadResult,
    WriteResult,
)
from archive.formats.recognition import is_markup, markup_of
from archive.model.document import Document


def write(document: Document) -> WriteResult:
    """Return the record as TEI; `read` gives back an equal document.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    from archive.formats.tei import writing

    return writing.write_file(document)


def read(data: bytes, *, lossy: bool = False) -> ReadResult:
    """Return the document of a TEI file that this library wrote, also if it was changed since.

    Attribute order, quotes, and white space outside texts do not matter. Everything else is
    accounted for: what the record cannot hold is a finding (`not-kept`), and so is a copy that
    differs from what it is a copy of (`copy-differs`).

    Args:
        data: The file.
        lossy: Whether to leave out what the record cannot hold; it is a warning then.

    Raises:
        ReadError: The file is not well-formed, not TEI, not ours, holds what cannot be read, or,
            unless `lossy`, what cannot be kept.
        InvalidDocument: It makes no document. Findings carry line, column and XPath.
    """
    from archive.formats.tei import reading

    return reading.read_file(data, lossy)


def write_inline(document: Document) -> WriteResult:
    """Return the record as TEI with names and claims inline, and findings for what is not there.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    from archive.formats.tei import inline

    return inline.write(document)


TEI = Format(
    name="tei",
    media_type="application/tei+xml",
    suffixes=(".tei.xml", ".xml", ".tei"),
    knows=lambda data: markup_of(data) == "TEI",
    resembles=lambda data: is_markup(data) and markup_of(data) not in ("HTML", "SVG"),
    read=read,
    write=write,
    is_exact=True,
    layers=(WELL_FORMED, RELAX_NG, SCHEMATRON, INVARIANTS),
    losses=frozenset((NOT_KEPT, "copy-differs")),
)
INLINE = Format(name="tei-inline", media_type="application/tei+xml", write=write_inline, layers=())
