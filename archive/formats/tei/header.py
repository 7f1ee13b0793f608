"""The header: what the article is, its rights, what was received, who made the record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from archive.formats.tei.attestation import (
    Raw,
    read_certainty,
    read_grounds,
    write_certainty,
    write_grounds,
)
from archive.formats.tei.context import DEFAULT_SEPARATOR, Reading, Writing
from archive.formats.tei.names import (
    date_attributes,
    read_address,
    read_identifiers,
    read_name,
    write_address,
    write_identifiers,
    write_name,
)
from archive.formats.tei.vocabulary import write_encoding
from archive.formats.tei.xml import (
    KEPT,
    XML_ID,
    XML_LANG,
    Element,
    add,
    add_holder,
    add_kept,
    address,
    address_of,
    child,
    children,
    file_address,
    kept_text,
    line_text,
    name_of,
    number,
    own_line,
    pointers,
    reference,
    target_of,
    words,
)
from archive.model.attestation import Absence
from archive.model.blocks import Figure, TextBlock
from archive.model.captures import Capture
from archive.model.document import Document
from archive.model.licences import Licence, recognise, restrictiveness
from archive.model.metadata import Contributor, Metadata, StatedDate
from archive.model.rights import Rights
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
    _write_article(source_desc, document, writing)
    _write_captures(source_desc, document)
    write_encoding(header, f"{_SCHEMA_KEY}{document.schema_version}")
    _write_profile(header, document.metadata, writing)
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
        _read_article(article, metadata, reading)
    _read_profile(header, metadata, reading)
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
        "captures": _read_captures(source_desc, reading),
        "agents": _read_agents(file_desc),
        "extensions": _read_extensions(header, reading),
        "revisions": _read_revisions(header),
    }


def absent(value: Absence) -> dict[str, str | None]:
    """`@ana` of an element that says that there is no value."""
    return {"ana": pointers(absence=value.value)}


def read_absence(element: Element) -> str | None:
    """Undo `absent`."""
    return words(element).get("absence")


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
    _write_summary(statement, document)
    if document.rights.record is not None:
        write_rights(statement, document.rights.record, "rights.record", writing)


def _read_base(statement: Element) -> str | None:
    for idno in children(statement, "idno", "URI"):
        if idno.get("subtype") == "base":
            return line_text(idno)
    return None


def _write_summary(statement: Element, document: Document) -> None:
    """The only `availability` that most programs read: each layer, the most restrictive first."""
    layers = [
        ("rights.text", "the text of the article", document.rights.text),
        ("rights.record", "this record", document.rights.record),
        *(
            (f"rights.{figure.id}", f"the figure {figure.id}", figure.rights)
            for _, figure in document.index.of_type(Figure)
        ),
    ]
    known = [(id, name, rights, licence_of(rights)) for id, name, rights in layers if rights]
    if not known:
        return
    known.sort(key=lambda layer: -_restrictiveness(layer[3]))
    availability = add(statement, "availability", {"status": _status(known[0][3])})
    for id, name, _, licence in known:
        text = f"{name}: {licence.name if licence else 'rights undetermined'}"
        target = licence.uri if licence else None
        add(availability, "licence", {"target": target, "corresp": f"#{id}"}, text)


def licence_of(rights: Rights) -> Licence | None:
    """Return the licence or rights statement that the rights amount to, if it is known to us."""
    return recognise(rights.uri or rights.spdx or "")


def _restrictiveness(licence: Licence | None) -> float:
    return float("inf") if licence is None else restrictiveness(licence)


def _status(licence: Licence | None) -> str:
    if licence is None or licence.openness == "unknown":
        return "unknown"
    return "free" if licence.openness in ("public-domain", "open") else "restricted"


def write_rights(parent: Element, rights: Rights, id: str, writing: Writing) -> None:
    """`<availability xml:id="rights.text"><licence target="…"/><ab type="as-printed">…</ab>…`."""
    licence = licence_of(rights)
    availability = add(
        parent, "availability", {"xml:id": writing.id_for(rights, id), "status": _status(licence)}
    )
    attributes = address("target", rights.uri)
    if isinstance(rights.notice, Absence):
        attributes |= absent(rights.notice)
    add(availability, "licence", attributes)
    if rights.spdx is not None:
        add(availability, "ab", {"type": "spdx"}, rights.spdx)
    if isinstance(rights.notice, str):
        add_kept(availability, "ab", rights.notice, "as-printed")
    for holder in rights.holders:
        add(availability, "ab", {"type": "holder"}, holder)


def read_rights(parent: Element, reading: Reading) -> Raw | None:
    """Undo `write_rights`; the summary, which has no `xml:id`, is a copy."""
    for availability in children(parent, "availability"):
        if availability.get(XML_ID) is not None:
            licence = child(availability, "licence")
            printed = child(availability, "ab", "as-printed")
            notice = None if licence is None else read_absence(licence)
            return {
                **reading.basis(availability),
                "uri": None if licence is None else address_of(licence, "target"),
                "spdx": line_text(child(availability, "ab", "spdx")),
                "notice": notice if printed is None else kept_text(printed),
                "holders": [line_text(ab) for ab in children(availability, "ab", "holder")],
            }
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


# --- sourceDesc: the article ---


def _write_article(source_desc: Element, document: Document, writing: Writing) -> None:
    """`<bibl type="article">`: titles, people, where it appeared, identifiers, rights."""
    metadata, publication = document.metadata, document.metadata.publication
    bibl = add_holder(source_desc, "bibl", {"type": "article"})
    if isinstance(metadata.titles, Absence):
        add(bibl, "title", {"level": "a", **absent(metadata.titles)})
    else:
        for title in metadata.titles:
            id = writing.id_for(title)
            attributes = {"level": "a", "type": title.type, "xml:lang": title.language}
            add(bibl, "title", {"xml:id": id, **attributes}, title.text)
    if isinstance(metadata.authors, Absence):
        add(bibl, "author", absent(metadata.authors))
    else:
        for author in metadata.authors:
            role = None if author.role == "author" else author.role
            _write_contributor(bibl, "author", author, role, writing)
    for contributor in metadata.contributors:
        _write_contributor(bibl, "editor", contributor, contributor.role, writing)
    container = publication.container
    if isinstance(container, Absence):
        add(bibl, "title", {"level": "j", **absent(container)})
    elif container is not None:
        attributes = {"xml:id": writing.id_for(container), "level": "j", "type": container.type}
        write_identifiers(add(bibl, "title", attributes, container.title), container.identifiers)
    publisher = publication.publisher
    if isinstance(publisher, Absence):
        add(bibl, "publisher", absent(publisher))
    elif publisher is not None:
        element = add(bibl, "publisher", {"xml:id": writing.id_for(publisher)})
        add(element, "name", {"ref": reference(publisher.entity)}, publisher.name)
        if publisher.place is not None:
            add(element, "placeName", None, publisher.place)
    _write_date(bibl, "published", publication.published, writing)
    _write_date(bibl, "updated", publication.updated, writing)
    for extent in publication.extents:
        attributes = {"xml:id": writing.id_for(extent), "unit": extent.unit}
        add(bibl, "biblScope", attributes, extent.value)
    if isinstance(metadata.identifiers, Absence):
        add(bibl, "idno", absent(metadata.identifiers))
    else:
        for identifier in metadata.identifiers:
            attributes = {"xml:id": writing.id_for(identifier), "type": identifier.scheme}
            add(bibl, "idno", attributes, identifier.value)
    web = {"type": "URI", "subtype": "address"}
    if isinstance(metadata.addresses, Absence):
        add(bibl, "idno", {**web, **absent(metadata.addresses)})
    else:
        for stated in metadata.addresses:
            add(bibl, "idno", {"xml:id": writing.id_for(stated), **web}, stated.address)
    if document.rights.text is not None:
        write_rights(bibl, document.rights.text, "rights.text", writing)


def _write_contributor(
    bibl: Element, name: str, contributor: Contributor, role: str | None, writing: Writing
) -> None:
    attributes = {
        "xml:id": writing.id_for(contributor),
        "role": role,
        "ref": reference(contributor.name.entity),
    }
    element = add(bibl, name, attributes)
    write_name(element, contributor.name)
    write_identifiers(element, contributor.identifiers)


def _write_date(
    parent: Element, type: str | None, date: StatedDate | Absence | None, writing: Writing
) -> None:
    """`<date type="published" when-custom="2016-04~" …/>`."""
    if isinstance(date, Absence):
        add(parent, "date", {"type": type, **absent(date)})
    elif date is not None:
        id = writing.id_for(date)
        add(parent, "date", {"xml:id": id, "type": type, **date_attributes(date.date)})


def _read_article(bibl: Element, metadata: Raw, reading: Reading) -> None:
    publication = metadata["publication"]
    for element in bibl:
        absence, basis = read_absence(element), reading.basis(element)
        match name_of(element):
            case "title" if element.get("level") == "a":
                title = {
                    **basis,
                    "text": line_text(element),
                    "type": element.get("type"),
                    "language": element.get(XML_LANG),
                }
                _put(metadata, "titles", absence, title)
            case "title":
                publication["container"] = absence or {
                    **basis,
                    "title": own_line(element),
                    "type": element.get("type"),
                    "identifiers": read_identifiers(element),
                }
            case "author":
                role = element.get("role", "author")
                _put(metadata, "authors", absence, _read_contributor(element, role, basis))
            case "editor":
                contributor = _read_contributor(element, element.get("role"), basis)
                _put(metadata, "contributors", absence, contributor)
            case "publisher":
                publication["publisher"] = absence or _read_publisher(element, basis)
            case "date" if element.get("type") in ("published", "updated"):
                publication[element.get("type")] = absence or _read_date(element, basis)
            case "biblScope":
                extent = {**basis, "unit": element.get("unit"), "value": line_text(element)}
                _put(publication, "extents", absence, extent)
            case "idno" if element.get("subtype") == "address":
                _put(metadata, "addresses", absence, {**basis, "address": line_text(element)})
            case "idno":
                identifier = {"scheme": element.get("type"), "value": line_text(element)}
                _put(metadata, "identifiers", absence, {**basis, **identifier})


def _put(values: Raw, name: str, absence: str | None, value: Raw) -> None:
    """Add one of several values, or say that there is none."""
    if absence is not None:
        values[name] = absence
    else:
        values.setdefault(name, []).append(value)


def _read_contributor(element: Element, role: str | None, basis: Raw) -> Raw:
    return {
        **basis,
        "name": read_name(element),
        "role": role,
        "identifiers": read_identifiers(element),
    }


def _read_publisher(element: Element, basis: Raw) -> Raw:
    name = child(element, "name")
    return {
        **basis,
        "name": line_text(name),
        "place": line_text(child(element, "placeName")),
        "entity": None if name is None else target_of(name, "ref"),
    }


def _read_date(element: Element, basis: Raw) -> Raw:
    return {**basis, "date": element.get("when-custom")}


# --- sourceDesc: captures ---


def _write_captures(source_desc: Element, document: Document) -> None:
    blocks: dict[str, list[TextBlock]] = {capture.id: [] for capture in document.captures}
    for block in document.index.blocks.values():
        if block.origin is not None and block.origin.separator != DEFAULT_SEPARATOR:
            blocks[block.origin.capture].append(block)
    for capture in document.captures:
        _write_capture(source_desc, capture, blocks[capture.id])


def _write_capture(source_desc: Element, capture: Capture, blocks: Iterable[TextBlock]) -> None:
    """`<bibl type="capture" xml:id="…"><ptr type="file" target="received/…"/>…</bibl>`."""
    attributes = {"xml:id": capture.id, "resp": reference(capture.received_by)}
    bibl = add_holder(source_desc, "bibl", {"type": "capture", **attributes})
    file = {**file_address("target", capture.file), "mimeType": capture.media_type}
    add(bibl, "ptr", {"type": "file", **file})
    add(bibl, "idno", {"type": "sha256"}, capture.sha256)
    extent = add(bibl, "extent")
    add(extent, "measure", {"unit": "byte", "quantity": str(capture.size_bytes)})
    write_address(bibl, capture.address)
    if capture.received_at is not None:
        add(bibl, "date", {"type": "received", "when": capture.received_at})
    if capture.derivation is not None:
        add(bibl, "note", {"type": "derivation"}, capture.derivation)
    if capture.lead:
        add_kept(bibl, "note", capture.lead, "lead")
    for block in blocks:
        separator = block.origin.separator if block.origin else ""
        note = {"type": "separator", "target": reference(block.id), **KEPT}
        add(bibl, "note", note, separator)


def _read_captures(source_desc: Element, reading: Reading) -> list[Raw]:
    return [_read_capture(bibl, reading) for bibl in children(source_desc, "bibl", "capture")]


def _read_capture(bibl: Element, reading: Reading) -> Raw:
    id = bibl.get(XML_ID)
    ptr, extent = child(bibl, "ptr", "file"), child(bibl, "extent")
    measure = None if extent is None else child(extent, "measure")
    received = child(bibl, "date", "received")
    lead = child(bibl, "note", "lead")
    if ptr is not None:
        reading.captures[ptr.get("target", "")] = id or ""
    for note in children(bibl, "note", "separator"):
        reading.separators[target_of(note) or ""] = kept_text(note)
    return {
        "id": id,
        "file": None if ptr is None else address_of(ptr, "target"),
        "media_type": None if ptr is None else ptr.get("mimeType"),
        "size_bytes": None if measure is None else number(measure.get("quantity")),
        "sha256": line_text(child(bibl, "idno", "sha256")),
        "derivation": line_text(child(bibl, "note", "derivation")),
        "lead": "" if lead is None else kept_text(lead),
        "address": read_address(bibl),
        "received_at": None if received is None else received.get("when"),
        "received_by": target_of(bibl, "resp"),
    }


def _read_schema_version(header: Element) -> str | None:
    encoding = child(header, "encodingDesc")
    ref = None if encoding is None else child(encoding, "schemaRef", "record")
    return None if ref is None else ref.get("key", "").removeprefix(_SCHEMA_KEY)


# --- profileDesc: when it was written, languages, abstract, keywords, genre ---


def _write_profile(header: Element, metadata: Metadata, writing: Writing) -> None:
    profile = add_holder(header, "profileDesc")
    if metadata.publication.written is not None:
        _write_date(add(profile, "creation"), None, metadata.publication.written, writing)
    if isinstance(metadata.languages, Absence):
        add(add(profile, "langUsage", absent(metadata.languages)), "p")
    elif metadata.languages:
        usage = add(profile, "langUsage")
        for language in metadata.languages:
            share = None if language.usage is None else str(language.usage)
            attributes = {"xml:id": writing.id_for(language), "ident": language.tag}
            add(usage, "language", {**attributes, "usage": share})
    abstract = metadata.abstract
    if isinstance(abstract, Absence):
        add(add(profile, "abstract", absent(abstract)), "p")
    elif abstract is not None:
        attributes = {"xml:id": writing.id_for(abstract), "xml:lang": abstract.language}
        add_kept(add(profile, "abstract", attributes), "p", abstract.text)
    _write_text_class(profile, metadata, writing)
    if not len(profile):
        header.remove(profile)


def _write_text_class(profile: Element, metadata: Metadata, writing: Writing) -> None:
    """`<textClass>`: a `keywords` for each keyword, and a `classCode` for the genre."""
    text_class = add_holder(profile, "textClass")
    if isinstance(metadata.keywords, Absence):
        add(add(text_class, "keywords", absent(metadata.keywords)), "term")
    else:
        for keyword in metadata.keywords:
            keywords = add(text_class, "keywords", address("scheme", keyword.scheme))
            attributes = {"xml:id": writing.id_for(keyword), **address("ref", keyword.uri)}
            add(keywords, "term", attributes, keyword.term)
    genre = metadata.genre
    if isinstance(genre, Absence):
        add(text_class, "classCode", {"scheme": "https://schema.org/", **absent(genre)})
    elif genre is not None:
        attributes = {"xml:id": writing.id_for(genre), **address("scheme", genre.scheme)}
        add(text_class, "classCode", attributes, genre.term)
    if not len(text_class):
        profile.remove(text_class)


def _read_profile(header: Element, metadata: Raw, reading: Reading) -> None:
    for profile in children(header, "profileDesc"):
        for element in profile:
            absence, basis = read_absence(element), reading.basis(element)
            match name_of(element):
                case "creation":
                    for date in children(element, "date"):
                        written = read_absence(date) or _read_date(date, reading.basis(date))
                        metadata["publication"]["written"] = written
                case "langUsage":
                    metadata["languages"] = absence or [
                        {
                            **reading.basis(language),
                            "tag": language.get("ident"),
                            "usage": number(language.get("usage")),
                        }
                        for language in children(element, "language")
                    ]
                case "abstract":
                    p = child(element, "p")
                    metadata["abstract"] = absence or {
                        **basis,
                        "text": None if p is None else kept_text(p),
                        "language": element.get(XML_LANG),
                    }
                case "textClass":
                    _read_text_class(element, metadata, reading)


def _read_text_class(text_class: Element, metadata: Raw, reading: Reading) -> None:
    for element in text_class:
        absence = read_absence(element)
        match name_of(element):
            case "keywords":
                term = child(element, "term")
                keyword = (
                    {}
                    if term is None
                    else {
                        **reading.basis(term),
                        "term": line_text(term),
                        "uri": address_of(term, "ref"),
                        "scheme": address_of(element, "scheme"),
                    }
                )
                _put(metadata, "keywords", absence, keyword)
            case "classCode":
                metadata["genre"] = absence or {
                    **reading.basis(element),
                    "term": line_text(element),
                    "scheme": address_of(element, "scheme"),
                }


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
