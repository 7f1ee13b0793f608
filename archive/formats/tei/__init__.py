"""TEI: the record as TEI P5, written and read exactly. docs/reference/tei.md is the mapping."""

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
    """Return the record as TEI; `read` gives back an equal document.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    from archive.formats.tei import writer

    return writer.write_file(document)


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
    from archive.formats.tei import reader

    return reader.read_file(data, TEI.losses if lossy else frozenset())


def write_inline(
    document: Document, *, public: bool = False, proposals: bool = False
) -> WriteResult:
    """Return the record as TEI with names and claims inline, and findings for what is not there.

    Args:
        document: The record.
        public: Whether everybody may see it: what may not be shown is left out, a `gap` says so in
            its place, and the claims stand there as restatements.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    from archive.formats.tei import inline_annotations

    return inline_annotations.write(document, public=public, proposals=proposals)


_CODES = {
    "not-well-formed": """The file is not well-formed XML.

        The place is where the parser could not go on; the fault is there or before. A tag that was
        never closed is noticed only at the end.""",
    "doctype-refused": """The XML file has a DOCTYPE.

        A DOCTYPE can make a parser read other files, fetch addresses, or expand without end. TEI
        needs none. Remove it and write out the entities that it defined.""",
    "not-tei": """The root of the XML file is not `TEI` in TEI's namespace.

        TEI P5 begins with `<TEI xmlns="http://www.tei-c.org/ns/1.0">`.""",
    "tei-not-valid": """The TEI file is not valid against `archive.rng`.

        Our TEI is a strict subset of TEI P5; `archive schema archive.odd` prints what describes it.
        The message says which element, attribute or value stands there and which could.""",
    "copy-differs": """A copy for other programs says something else than the record.

        Titles and authors in `titleStmt`, the summary of rights, `@when` beside `@when-custom`,
        the taxonomies and the like say again what the record says elsewhere. They are written and
        never read. Change what they are copies of; or leave the copy out, and it is written
        anew.""",
    "copy-out-of-date": """What counts or dates the record in its header is older than the record.

        Somebody has added to the record since. There is nothing to do: it is written anew.""",
    "pointer-not-readable": """A pointer in the TEI file leads to no stretch of a block.

        `#string-range(block,start,length)` points at one stretch, counted in code points,
        `#range(string-index(block,start),string-index(block,end),...)` at several. Each stretch
        has its words beside it.""",
}
"""What each code means that TEI alone gives."""

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
