"""TEI: the record as TEI P5, written and read exactly. docs/reference/tei.md is the mapping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archive.errors import InvalidDocument, ReadError
from archive.findings import Finding, Severity
from archive.formats.base import ReadResult, WriteResult, refuse_newer, version_finding
from archive.formats.tei.attestation import Raw
from archive.formats.tei.bibliography import read_sources, read_works, write_bibliography
from archive.formats.tei.body import read_text, write_text
from archive.formats.tei.context import Reading, Span, Writing
from archive.formats.tei.entities import read_entities, write_entities
from archive.formats.tei.header import read_header, write_basis_notes, write_header
from archive.formats.tei.standoff import read_statements, write_statements
from archive.formats.tei.xml import (
    NAMESPACE,
    XML_ID,
    Element,
    children,
    name_of,
    parse,
    problem_at,
    root,
    serialise,
)
from archive.model.document import Document

TEI_VERSION = "4.12.0"
"""The version of TEI P5 that the files follow."""
_INSTRUCTIONS = (
    (
        'xml-model href="archive.rng" type="application/xml"'
        ' schematypens="http://relaxng.org/ns/structure/1.0"'
    ),
    (
        'xml-model href="archive.sch" type="application/xml"'
        ' schematypens="http://purl.oclc.org/dsdl/schematron"'
    ),
)


def write(document: Document) -> WriteResult:
    """Return the record as TEI; `read` gives back an equal document.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    return WriteResult(serialise(write_tree(document), _INSTRUCTIONS))


def write_tree(document: Document, overlays: Mapping[str, Sequence[Span]] | None = None) -> Element:
    """Return the record as a TEI tree, with elements laid over the text of blocks if given."""
    refuse_newer(document)
    writing = Writing(document.captures, overlays)
    tei = root(
        "TEI",
        {"xml:id": document.id, "version": TEI_VERSION, "xml:lang": document.language},
    )
    tei.text = "\n"
    write_header(tei, document, writing)
    write_text(tei, document, writing)
    write_entities(tei, document)
    write_bibliography(tei, document)
    write_statements(tei, document)
    write_basis_notes(tei, writing)
    return tei


def read(data: bytes) -> ReadResult:
    """Return the document of a TEI file that this library wrote, also if reformatted since.

    Attribute order, quotes, white space outside texts, added inline tags and anchors do not matter.

    Raises:
        ReadError: The file is not well-formed, not TEI, or holds what cannot be read.
        InvalidDocument: It makes no document. Findings carry line and XPath.
    """
    return read_tree(parse(data))


def read_tree(tree: Element) -> ReadResult:
    """Return the document of a parsed TEI file, as `read` does.

    Raises:
        ReadError: The file holds what cannot be read.
        InvalidDocument: It makes no document. Findings carry line and XPath.
    """
    reading = Reading()
    record = _read_record(tree, reading)
    version = _version_findings(record, tree)
    if reading.findings:
        raise ReadError([*version, *reading.findings])
    try:
        return ReadResult(Document.model_validate(record), tuple(version))
    except InvalidDocument as invalid:
        found = _placed(invalid.findings, record, tree)
        raise InvalidDocument([*version, *found]) from None


def _version_findings(record: Raw, tree: Element) -> list[Finding]:
    """What is to be said of the version of the schema that the record follows.

    Raises:
        ReadError: It is one that this library does not read.
    """
    found = version_finding(record.get("schema_version"))
    if found is None:
        return []
    element = next(tree.iter(f"{{{NAMESPACE}}}schemaRef"), tree)
    place = problem_at(element, "", "").location
    found = found.at(line=place.line, pointer=place.pointer)
    if found.severity is Severity.ERROR:
        raise ReadError([found])
    return [found]


def _read_record(tree: Element, reading: Reading) -> Raw:
    record = read_header(tree, reading)
    record["sections"] = read_text(tree, reading)
    for text in children(tree, "text"):
        _refuse_lost_words(text, reading)
    for stand_off in children(tree, "standOff"):
        match stand_off.get("type"):
            case "entities":
                record["entities"] = read_entities(stand_off)
            case "sources":
                record["works"] = read_works(stand_off)
                record["sources"] = read_sources(stand_off)
            case "annotations":
                read_statements(stand_off, record, reading)
    return record


_CONTAINERS = frozenset(
    ("body", "back", "div", "lg", "cit", "quote", "list", "item", "table", "row", "figure", "note")
)
_TEXTS = frozenset(("p", "head", "ab", "l", "seg", "cell", "label", "figDesc", "bibl"))


def _refuse_lost_words(container: Element, reading: Reading) -> None:
    """Note words of the text that stand in no block: the record would be without them."""
    lost = [container.text, *(child.tail for child in container)]
    for child in container:
        name = name_of(child)
        if name in _CONTAINERS:
            _refuse_lost_words(child, reading)
        elif name not in _TEXTS:
            lost.append("".join(child.itertext()))
    for words in filter(None, (part and part.strip() for part in lost)):
        shown = words if len(words) <= 60 else f"{words[:60]}…"
        message = f'"{shown}" stands in no block, and would be lost'
        reading.unreadable(container, "tei-unreadable", message)


def _placed(findings: tuple[Finding, ...], record: Raw, tree: Element) -> list[Finding]:
    """The findings at the elements that hold what they are about."""
    elements = {id: e for e in tree.iter() if (id := e.get(XML_ID)) is not None}
    article = next(
        (e for e in tree.iter(f"{{{NAMESPACE}}}bibl") if e.get("type") == "article"), tree
    )
    placed = []
    for finding in findings:
        pointer = finding.location.pointer or ""
        around = article if pointer.startswith("/metadata") else tree
        element = elements.get(_nearest_id(pointer, record), around)
        place = problem_at(element, "", "").location
        placed.append(finding.at(line=place.line, pointer=place.pointer))
    return placed


def _nearest_id(pointer: str, record: Raw) -> str:
    """The id of the innermost part that holds what a JSON Pointer points at."""
    id = ""
    here: Any = record
    for step in pointer.split("/")[1:]:
        found = here.get(step) if isinstance(here, dict) else _item(here, step)
        if found is None:
            break
        here = found
        if isinstance(here, dict) and isinstance(here.get("id"), str):
            id = here["id"]
    return id


def _item(values: Any, step: str) -> Any:
    if isinstance(values, list) and step.isdigit() and int(step) < len(values):
        return values[int(step)]
    return None
