"""The header: who made the record, what it follows, and the parts that stand beside the text."""

from __future__ import annotations

import json
from typing import Any

from archive.formats.tei.attestation import (
    Raw,
    read_certainty,
    read_grounds,
    write_certainty,
    write_grounds,
)
from archive.formats.tei.captures import read_captures, write_captures
from archive.formats.tei.context import Reading, Writing
from archive.formats.tei.metadata import read_article, read_profile, write_article, write_profile
from archive.formats.tei.names import read_identifiers, write_identifiers
from archive.formats.tei.rights import read_rights, write_rights, write_summary
from archive.formats.tei.vocabulary import write_encoding
from archive.formats.tei.xml import (
    KEPT,
    XML_ID,
    XML_LANG,
    Element,
    add,
    add_holder,
    address,
    address_of,
    child,
    children,
    kept_text,
    line_text,
    own_line,
    reference,
    target_of,
)
from archive.model.document import Document
from archive.model.statements import Agent

_SCHEMA_KEY = "archive-document-"


def write_header(tei: Element, document: Document, writing: Writing) -> None:
    """`<teiHeader>`: `fileDesc`, `encodingDesc`, `profileDesc`, `xenoData`, `revisionDesc`."""
    header = add_holder(tei, "teiHeader")
    file_desc = add_holder(header, "fileDesc")
    _write_title_statement(file_desc, document)
    _write_publication(file_desc, document, writing)
    if document.metadata.remark is not None:
        notes = add_holder(file_desc, "notesStmt")
        add(notes, "note", {"type": "provenance", **KEPT}, document.metadata.remark)
    source_desc = add_holder(file_desc, "sourceDesc")
    write_article(source_desc, document, writing)
    write_captures(source_desc, document)
    write_encoding(header, f"{_SCHEMA_KEY}{document.schema_version}")
    write_profile(header, document.metadata, writing)
    for iri, value in document.extensions.items():
        text = json.dumps({iri: value}, ensure_ascii=True, separators=(",", ":"))
        add(header, "xenoData", {"type": "application/json"}, text)
    _write_revisions(header, document)


def write_basis_notes(tei: Element, writing: Writing) -> None:
    """`<notesStmt><note type="basis" subtype="inferred" target="#meta.1">…</note></notesStmt>`.

    Last of all, since the text has values with a basis too: the rights of figures.
    """
    if not writing.attested:
        return
    file_desc = tei[0][0]
    notes = child(file_desc, "notesStmt")
    if notes is None:
        notes = add_holder(file_desc, "notesStmt")
        file_desc.insert(len(file_desc) - 2, notes)
    for id, value in writing.attested:
        note = add(
            notes,
            "note",
            {
                "type": "basis",
                "subtype": value.basis,
                "target": f"#{id}",
                "cert": write_certainty(value.certainty),
            },
        )
        write_grounds(note, value)


def read_header(tei: Element, reading: Reading) -> Raw:
    """Undo `write_header`: the fields of the document that stand in the header."""
    header = child(tei, "teiHeader")
    file_desc = None if header is None else child(header, "fileDesc")
    source_desc = None if file_desc is None else child(file_desc, "sourceDesc")
    if header is None or file_desc is None or source_desc is None:
        reading.unreadable(
            tei if header is None else header,
            "not-a-record",
            "the header of a record holds teiHeader/fileDesc/sourceDesc",
        )
        return {}
    remark = _read_notes(file_desc, reading)
    article = child(source_desc, "bibl", "article")
    publication = child(file_desc, "publicationStmt")
    metadata: Raw = {"remark": remark, "publication": {}}
    if article is not None:
        read_article(article, metadata, reading)
    read_profile(header, metadata, reading)
    return {
        "schema_version": _read_schema_version(header),
        "id": tei.get(XML_ID),
        "language": tei.get(XML_LANG),
        "base_iri": None if publication is None else _read_base(publication),
        "metadata": metadata,
        "rights": {
            "text": None if article is None else read_rights(article, reading),
            "record": None if publication is None else read_rights(publication, reading),
        },
        "captures": read_captures(source_desc, reading),
        "agents": _read_agents(file_desc),
        "extensions": _read_extensions(header, reading),
        "revisions": _read_revisions(header),
    }


# --- titleStmt: agents, and copies for other tools ---


def _write_title_statement(file_desc: Element, document: Document) -> None:
    statement = add_holder(file_desc, "titleStmt")
    add(statement, "title", None, document.metadata.title or document.id)
    authors = document.metadata.authors
    for author in authors if isinstance(authors, tuple) else ():
        add(statement, "author", None, str(author.name))
    for agent in document.agents:
        _write_agent(statement, agent)


_AGENT_NAMES = {"person": "persName", "organisation": "orgName", "software": "name"}


def _write_agent(statement: Element, agent: Agent) -> None:
    """`<respStmt xml:id="…"><resp>…</resp><persName>…</persName></respStmt>`."""
    resp_stmt = add_holder(statement, "respStmt", {"xml:id": agent.id})
    add(resp_stmt, "resp", None, agent.role)
    type = "software" if agent.type == "software" else None
    attributes = {"type": type, **address("ref", agent.address)}
    name = add(resp_stmt, _AGENT_NAMES[agent.type], attributes, agent.name)
    write_identifiers(name, agent.identifiers)
    if agent.version is not None:
        add(resp_stmt, "note", {"type": "version"}, agent.version)


def _read_agents(file_desc: Element) -> list[Raw]:
    statement = child(file_desc, "titleStmt")
    if statement is None:
        return []
    return [_read_agent(resp_stmt) for resp_stmt in children(statement, "respStmt")]


def _read_agent(resp_stmt: Element) -> Raw:
    found: Raw = {
        "id": resp_stmt.get(XML_ID),
        "role": line_text(child(resp_stmt, "resp")),
        "version": line_text(child(resp_stmt, "note", "version")),
    }
    for type, element in _AGENT_NAMES.items():
        name = child(resp_stmt, element)
        if name is not None:
            found |= {
                "type": type,
                "name": own_line(name),
                "address": address_of(name, "ref"),
                "identifiers": read_identifiers(name),
            }
    return found


# --- publicationStmt: the record's own address and rights, and a summary of all rights ---


def _write_publication(file_desc: Element, document: Document, writing: Writing) -> None:
    statement = add_holder(file_desc, "publicationStmt")
    add(statement, "publisher")
    if document.base_iri is not None:
        add(statement, "idno", {"type": "URI", "subtype": "base"}, document.base_iri)
    write_summary(statement, document)
    if document.rights.record is not None:
        write_rights(statement, document.rights.record, "rights.record", writing)


def _read_base(statement: Element) -> str | None:
    for idno in children(statement, "idno", "URI"):
        if idno.get("subtype") == "base":
            return line_text(idno)
    return None


# --- notesStmt: what metadata values rest on ---


def _read_notes(file_desc: Element, reading: Reading) -> str | None:
    """Read the basis notes into `reading`; return the remark."""
    remark = None
    for notes in children(file_desc, "notesStmt"):
        for note in children(notes, "note"):
            if note.get("type") == "provenance":
                remark = kept_text(note)
            elif note.get("type") == "basis":
                reading.bases[target_of(note) or ""] = {
                    "basis": note.get("subtype"),
                    **read_certainty(note),
                    **read_grounds(note),
                }
    return remark


def _read_schema_version(header: Element) -> str | None:
    encoding = child(header, "encodingDesc")
    ref = None if encoding is None else child(encoding, "schemaRef", "record")
    return None if ref is None else ref.get("key", "").removeprefix(_SCHEMA_KEY)


# --- xenoData and revisionDesc ---


def _read_extensions(header: Element, reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for xeno in children(header, "xenoData"):
        try:
            value = json.loads(xeno.text or "")
        except ValueError as problem:
            reading.unreadable(xeno, "extension-not-json", f"the text is no JSON: {problem}")
            continue
        if isinstance(value, dict):
            found |= value
        else:
            reading.unreadable(xeno, "extension-not-json", "an extension is keyed by its IRI")
    return found


def _write_revisions(header: Element, document: Document) -> None:
    """`<revisionDesc><change when="…" who="#…" target="#…">…</change></revisionDesc>`."""
    if not document.revisions:
        return
    description = add_holder(header, "revisionDesc")
    for revision in document.revisions:
        attributes = {
            "when": revision.at,
            "who": reference(revision.by),
            "target": " ".join(f"#{id}" for id in revision.parts) or None,
        }
        add(description, "change", {**attributes, **KEPT}, revision.summary)


def _read_revisions(header: Element) -> list[Raw]:
    return [
        {
            "at": change.get("when"),
            "by": target_of(change, "who"),
            "summary": kept_text(change),
            "parts": [pointer.removeprefix("#") for pointer in change.get("target", "").split()],
        }
        for description in children(header, "revisionDesc")
        for change in children(description, "change")
    ]
