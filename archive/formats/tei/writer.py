"""Writes a TEI file: schema references, header, text, statements."""

from __future__ import annotations

from collections.abc import Iterable

from archive.formats.format import WriteResult, refuse_newer
from archive.formats.tei import entities, header, standoff, works_and_sources
from archive.formats.tei.body import write_text
from archive.formats.tei.context import WriteContext
from archive.formats.tei.parser import NAMESPACE
from archive.formats.tei.schema_references import MODELS_OF_A_RECORD, TEI_VERSION
from archive.formats.tei.xml_output import Attributes
from archive.model.document import Document


def write_file(document: Document) -> WriteResult:
    """Return the record as TEI; this implements `archive.formats.tei.write`."""
    refuse_newer(document)
    to = WriteContext(document.captures)
    open_file(to, document, MODELS_OF_A_RECORD)
    header.write_header(to, document)
    write_text(to, document)
    with to.holding("standOff", {"type": "entities"}):
        entities.write_entities(to, document.entities)
    with to.holding("standOff", {"type": "sources"}):
        works_and_sources.write_works(to, document.works)
        works_and_sources.write_sources(to, document.sources)
    standoff.write_statements(to, document)
    to.close("TEI")
    return WriteResult(str(to).encode())


def open_file(to: WriteContext, document: Document, models: Iterable[str]) -> None:
    """Write the XML declaration, the processing instructions, and the start tag of the root."""
    to.raw('<?xml version="1.0" encoding="UTF-8"?>\n')
    for model in models:
        to.raw(f"<?{model}?>\n")
    attributes: Attributes = {
        "xmlns": NAMESPACE,
        "xml:id": document.id,
        "version": TEI_VERSION,
        "xml:lang": document.language,
    }
    to.open("TEI", attributes)
