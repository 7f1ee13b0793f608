"""The `teiHeader`: the makers of the record, the encoding, metadata, captures and revisions."""

from __future__ import annotations

from collections.abc import Iterable

from archive.formats.tei.anchors_and_basis import (
    read_certainty,
    read_grounds,
    write_certainty,
    write_grounds,
)
from archive.formats.tei.captures import read_capture, write_captures
from archive.formats.tei.context import Raw, ReadContext, WriteContext, present
from archive.formats.tei.encoding_description import read_encoding, write_encoding
from archive.formats.tei.extensions import read_extension, write_extensions
from archive.formats.tei.metadata import read_article, read_profile, write_article, write_profile
from archive.formats.tei.names_and_dates import read_identifiers, read_own_line, write_identifiers
from archive.formats.tei.parser import XML_ID, Element, take
from archive.formats.tei.redundant_elements import compare_redundant
from archive.formats.tei.revisions import read_revisions, write_revisions
from archive.formats.tei.rights import figures, read_rights, write_rights, write_summary
from archive.formats.tei.xml_output import XmlOutput, address, reference
from archive.model.dates import instant_order
from archive.model.document import Document
from archive.model.rights import Rights
from archive.model.statements import Agent


def write_header(to: WriteContext, document: Document, inline: str | None = None) -> None:
    """Write `<teiHeader>`: `fileDesc`, `encodingDesc`, `profileDesc`, `xenoData`, `revisionDesc`.

    Args:
        to: The file being written.
        document: The record.
        inline: The lists of entities and works, for TEI with inline annotations and no `standOff`.
    """
    to.open("teiHeader")
    to.open("fileDesc")
    to.open("titleStmt")
    _write_titles(to, document)
    for agent in document.agents:
        _write_agent(to, agent)
    to.close("titleStmt")
    _write_edition(to, document)
    _write_publication(to, document)
    before_notes = len(to.parts)
    to.open("sourceDesc")
    write_article(to, document)
    for figure in figures(document):
        _write_rights_of_figure(to, figure.id, figure.rights)
    write_captures(to, document)
    to.raw(inline or "")
    to.close("sourceDesc")
    to.close("fileDesc")
    write_encoding(to, document.schema_version, _latest(document), is_record=inline is None)
    write_profile(to, document.metadata)
    write_extensions(to, document)
    write_revisions(to, document)
    to.close("teiHeader")
    # In the file, basis notes precede the values, but they are known only now.
    to.parts.insert(before_notes, _notes(document, to))


def read_header(header: Element, context: ReadContext) -> tuple[Raw, list[Element]]:
    """Undo `write_header`: return the fields of the document, and elements that repeat values.

    Basis notes and captures are read first, because the other parts need them.
    """
    metadata: Raw = {"publication": {}}
    record: Raw = {
        "metadata": metadata,
        "rights": {},
        "captures": [],
        "agents": [],
        "extensions": {},
        "revisions": [],
    }
    copies: list[Element] = []
    if (file_desc := header.find("fileDesc")) is None:
        context.unreadable(header, "not-a-record", "the header of a record must have a fileDesc")
        return record, copies
    later = []
    for child in file_desc:
        if child.tag == "notesStmt":
            _read_notes(child, metadata, context)
        else:
            later.append(child)
    for child in sorted(later, key=lambda child: child.tag != "sourceDesc"):
        match child.tag:
            case "sourceDesc":
                _read_source_desc(child, record, context)
            case "titleStmt":
                _read_title_statement(child, record, copies, context)
            case "publicationStmt":
                _read_publication(child, record, copies, context)
            case "editionStmt" | "extent":
                copies.append(child)
            case _:
                context.note_lost(child)
    context.end(file_desc)
    for child in header:
        match child.tag:
            case "fileDesc" if child is file_desc:
                pass
            case "encodingDesc" if "schema_version" not in record:
                record["schema_version"] = read_encoding(child, context)
            case "profileDesc":
                read_profile(child, metadata, context)
            case "xenoData":
                read_extension(child, record["extensions"], context)
            case "revisionDesc" if not record["revisions"]:
                read_revisions(child, record["revisions"], context)
            case _:
                context.note_lost(child)
    context.end(header)
    return present(record), copies


def compare_copies(copies: Iterable[Element], document: Document, context: ReadContext) -> None:
    """Report each copy in the header that differs from the document."""
    expected = XmlOutput()
    _write_titles(expected, document)
    _write_edition(expected, document)
    _write_copies_of_publication(expected, document)
    compare_redundant(list(copies), str(expected), context)


# --- titleStmt: agents, and copies for other programs ---


def _write_titles(to: XmlOutput, document: Document) -> None:
    """Write copies of the main title (or the id if there is none) and of the authors' names."""
    to.add("title", None, document.metadata.title or document.id)
    authors = document.metadata.authors
    for author in authors if isinstance(authors, tuple) else ():
        to.add("author", None, str(author.name))


_AGENT_NAMES = {"person": "persName", "organisation": "orgName", "software": "name"}
_AGENT_TYPES = {element: type for type, element in _AGENT_NAMES.items()}


def _write_agent(to: XmlOutput, agent: Agent) -> None:
    """Write `<respStmt xml:id="…"><resp>…</resp><persName>…</persName></respStmt>`."""
    to.open("respStmt", {"xml:id": agent.id})
    to.add("resp", None, agent.role)
    type = "software" if agent.is_program else None
    name = _AGENT_NAMES[agent.type]
    to.inline(name, {"type": type, **address("ref", agent.address)})
    to.text(agent.name)
    write_identifiers(to, agent.identifiers)
    to.close(name)
    if agent.version is not None:
        to.add("note", {"type": "version"}, agent.version)
    to.close("respStmt")


def _read_title_statement(
    statement: Element, record: Raw, copies: list[Element], context: ReadContext
) -> None:
    for child in statement:
        match child.tag:
            case "respStmt":
                record["agents"].append(_read_agent(child, context))
            case "title" | "author":
                copies.append(child)
            case _:
                context.note_lost(child)
    context.end(statement)


def _read_agent(resp_stmt: Element, context: ReadContext) -> Raw:
    raw: Raw = {"id": context.id(resp_stmt)}
    for child in resp_stmt:
        match child.tag, child.attrib.get("type"):
            case "resp", None if "role" not in raw:
                raw["role"] = context.line(child)
            case ("persName" | "orgName", None) | ("name", "software") if "type" not in raw:
                take(child, "type")
                raw |= {
                    "type": _AGENT_TYPES[child.tag],
                    "name": read_own_line(child, context),
                    "address": context.address(child, "ref"),
                    "identifiers": read_identifiers(child, context),
                }
                context.end_of_text(child)
            case "note", "version" if "version" not in raw:
                take(child, "type")
                raw["version"] = context.line(child)
            case _:
                context.note_lost(child)
    context.end(resp_stmt)
    return present(raw)


# --- editionStmt and extent: copies for cataloguers ---


def _write_edition(to: XmlOutput, document: Document) -> None:
    """Write `<editionStmt>` (number of revisions) and `<extent>` (number of characters)."""
    revisions = len(document.revisions)
    to.open("editionStmt")
    if revisions:
        to.add("edition", {"n": str(revisions)}, f"revision {revisions}")
    else:
        to.add("edition", None, "no revision recorded")
    to.close("editionStmt")
    size = str(sum(len(block.text) for block in document.index.blocks.values()))
    to.open("extent")
    measure = {"unit": "character", "quantity": size}
    to.add("measure", measure, f"{size} characters of text")
    to.close("extent")


def _latest(document: Document) -> str | None:
    """Return the time when the record was last revised, if known."""
    instants = [revision.at for revision in document.revisions if revision.at is not None]
    return max(instants, key=instant_order, default=None)


# --- publicationStmt: the record's own address and rights, and copies ---


def _write_publication(to: WriteContext, document: Document) -> None:
    to.open("publicationStmt")
    _write_publisher(to, document)
    if document.base_iri is not None:
        to.add("idno", {"type": "URI", "subtype": "base"}, document.base_iri)
    write_summary(to, document)
    if document.rights.record is not None:
        write_rights(to, document.rights.record, "rights.record")
    to.close("publicationStmt")


def _write_publisher(to: XmlOutput, document: Document) -> None:
    """Write copies: who publishes the record, when it was last revised, its id.

    If no agent has the role `publisher`, the first agent that is not a program is written as
    `authority`.
    """
    publishers = [agent.name for agent in document.agents if agent.role == "publisher"]
    makers = [agent.name for agent in document.agents if not agent.is_program]
    for name in publishers:
        to.add("publisher", None, name)
    if not publishers and makers:
        to.add("authority", None, makers[0])
    elif not publishers:
        to.add("publisher", None, "not recorded")
    latest = _latest(document)
    to.add("date", {"when": latest}, latest[:10] if latest else "not recorded")
    to.add("idno", {"type": "record"}, document.id)


def _write_copies_of_publication(to: XmlOutput, document: Document) -> None:
    _write_publisher(to, document)
    write_summary(to, document)


def _read_publication(
    statement: Element, record: Raw, copies: list[Element], context: ReadContext
) -> None:
    for child in statement:
        match child.tag, child.attrib.get("type"):
            case "idno", "URI" if (
                child.attrib.get("subtype") == "base" and "base_iri" not in record
            ):
                take(child, "type")
                take(child, "subtype")
                record["base_iri"] = context.line(child)
            case "availability", None if child.get(XML_ID) == "rights.record":
                record["rights"]["record"] = read_rights(child, "rights.record", context)
            case ("publisher" | "authority" | "date" | "availability", None) | ("idno", "record"):
                copies.append(child)
            case _:
                context.note_lost(child)
    context.end(statement)


# --- notesStmt: the basis of metadata values ---


def _notes(document: Document, writing: WriteContext) -> str:
    """Return `<notesStmt><note type="basis" target="#meta.1">…</note></notesStmt>`."""
    to = XmlOutput()
    with to.holding("notesStmt"):
        if document.metadata.remark is not None:
            to.keep("note", document.metadata.remark, {"type": "provenance"})
        for id, value in writing.attested:
            attributes = {
                "type": "basis",
                "subtype": value.basis,
                "target": f"#{id}",
                "cert": write_certainty(value.certainty),
            }
            if value.reason is None and not value.rests_on:
                to.add("note", attributes)
                continue
            to.open("note", attributes)
            write_grounds(to, value.reason, value.rests_on)
            to.close("note")
    return str(to)


def _read_notes(notes: Element, metadata: Raw, context: ReadContext) -> None:
    """Read the remark into the metadata, and the basis notes into `context`."""
    for note in notes:
        match note.tag, note.attrib.get("type"):
            case "note", "provenance" if "remark" not in metadata:
                take(note, "type")
                metadata["remark"] = context.kept(note)
            case "note", "basis" if (
                target := note.attrib.get("target", "").removeprefix("#")
            ) and target not in context.bases:
                take(note, "type")
                take(note, "target")
                basis = take(note, "subtype")
                basis_note = present({"basis": basis, **read_certainty(note)})
                basis_note |= read_grounds(note, context, is_required=not basis_note)
                context.bases[target] = note, basis_note
            case _:
                context.note_lost(note)
    context.end(notes)


# --- sourceDesc ---


def _write_rights_of_figure(to: WriteContext, figure: str, rights: Rights | None) -> None:
    """Write `<bibl type="figure" corresp="#figure"><availability/></bibl>`, which viewers hide."""
    if rights is not None:
        to.open("bibl", {"type": "figure", "corresp": reference(figure)})
        write_rights(to, rights, f"rights.{figure}")
        to.close("bibl")


def _read_source_desc(source_desc: Element, record: Raw, context: ReadContext) -> None:
    """Read the captures, then the article: the origins of its values refer to captures."""
    others = []
    for child in source_desc:
        if child.tag == "bibl" and child.attrib.get("type") == "capture":
            take(child, "type")
            record["captures"].append(read_capture(child, context))
        else:
            others.append(child)
    has_article = False
    for child in others:
        match child.tag, child.attrib.get("type"):
            case "bibl", "article" if not has_article:
                has_article = True
                take(child, "type")
                read_article(child, record, context)
            case "bibl", "figure":
                _read_rights_of_figure(child, context)
            case _:
                context.note_lost(child)
    context.end(source_desc)


def _read_rights_of_figure(bibl: Element, context: ReadContext) -> None:
    figure = bibl.attrib.get("corresp", "").removeprefix("#")
    if bibl.find("availability") is None or figure in context.figures:
        context.note_lost(bibl)
        return
    take(bibl, "type")
    take(bibl, "corresp")
    for rights in context.children(bibl, "availability", only_first=True):
        context.figures[figure] = bibl, read_rights(rights, f"rights.{figure}", context)
