"""TEI: the whole record as TEI P5. docs/reference/tei.md documents the mapping."""

from __future__ import annotations

from archive.findings import NOT_KEPT
from archive.formats.format import (
    INVARIANTS,
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
    """Return the record as TEI; `read` returns an equal document.

    Raises:
        WriteError: The record has a newer schema; fields could be lost.
    """
    from archive.formats.tei import writer

    return writer.write_file(document)


def read(data: bytes, *, lossy: bool = False) -> ReadResult:
    """Return the document of a TEI file that this library wrote; it may have been edited since.

    Attribute order, quotes, and white space outside texts do not matter. Everything else is
    checked: there is a finding for content that the record cannot hold (`not-kept`), and for a copy
    of a value that differs from the value (`copy-differs`).

    Args:
        data: The file.
        lossy: Whether to leave out content that the record cannot hold, with a warning.

    Raises:
        ReadError: The file is not well-formed, is not TEI, was not written by this library, or has
            content that cannot be read or, unless `lossy`, cannot be kept.
        InvalidDocument: The record is not valid. Findings have line, column and XPath.
    """
    from archive.formats.tei import reader

    return reader.read_file(data, TEI.losses if lossy else frozenset())


def write_inline(
    document: Document, *, public: bool = False, proposals: bool = False
) -> WriteResult:
    """Return the record as TEI with names and claims inline, and findings on what is left out.

    Args:
        document: The record.
        public: Whether the file is for the public: content that must not be shown is replaced by a
            `gap` with the reason, and claims are given as restatements.

    Raises:
        WriteError: The record has a newer schema; fields could be lost.
    """
    from archive.formats.tei import inline_annotations

    return inline_annotations.write(document, public=public, proposals=proposals)


_CODES = {
    "not-well-formed": """The file is not well-formed XML.

        The location is where the parser stopped; the fault is there or before it. If a tag is not
        closed, the parser stops only at the end.""",
    "doctype-refused": """The XML file has a DOCTYPE.

        A DOCTYPE can make a parser read other files, fetch addresses, or expand without end. TEI
        does not need it. Remove it, and replace the entities that it defines by their
        characters.""",
    "not-tei": """The root of the XML file is not `TEI` in TEI's namespace.

        TEI P5 begins with `<TEI xmlns="http://www.tei-c.org/ns/1.0">`.""",
    "tei-not-valid": """The TEI file is not valid against `archive.rng`.

        The TEI of archive is a strict subset of TEI P5; `archive schema archive.odd` prints its
        definition. The message names the element, attribute or value found and those allowed.""",
    "copy-differs": """A copy for other programs differs from the record.

        Titles and authors in `titleStmt`, the summary of rights, `@when` beside `@when-custom`, the
        taxonomies and similar elements repeat other values of the record for other programs. They
        are not read. Change the original value; or remove the copy, and it is written again.""",
    "copy-out-of-date": """Counts or dates in the header are older than the record.

        The record has changed since they were written. You need not do anything: they are updated
        when the record is written.""",
    "pointer-not-readable": """A pointer in the TEI file does not point to characters in a block.

        `#string-range(block,start,length)` points to one range, counted in code points;
        `#range(string-index(block,start),string-index(block,end),...)` points to several. The words
        of each range follow the pointer.""",
}
"""The manual pages of the codes that only TEI has."""

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
    codes=_CODES,
)
INLINE = Format(name="tei-inline", media_type="application/tei+xml", write=write_inline, layers=())
