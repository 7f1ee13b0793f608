"""Works with their archived copies, sources as the article names them, and places in works."""

from __future__ import annotations

from archive.formats.tei.attestation import (
    Raw,
    basis_word,
    read_basis,
    read_runs,
    write_basis_note,
    write_certainty,
    write_runs,
)
from archive.formats.tei.names import (
    date_attributes,
    read_address,
    read_identifiers,
    read_name,
    write_address,
    write_identifiers,
    write_names,
)
from archive.formats.tei.xml import (
    KEPT,
    XML_ID,
    Element,
    add,
    add_holder,
    add_kept,
    address_of,
    child,
    children,
    file_address,
    kept_text,
    line_text,
    pointers,
    reference,
    target_of,
)
from archive.model.document import Document
from archive.model.works import ArchivedCopy, Evidence, Locator, Source, Work


def write_bibliography(tei: Element, document: Document) -> None:
    """`<standOff type="sources"><listBibl type="works"/><listBibl type="sources"/></standOff>`."""
    if not document.works and not document.sources:
        return
    stand_off = add_holder(tei, "standOff", {"type": "sources"})
    if document.works:
        works = add_holder(stand_off, "listBibl", {"type": "works"})
        for work in document.works:
            _write_work(works, work)
    if document.sources:
        sources = add_holder(stand_off, "listBibl", {"type": "sources"})
        for source in document.sources:
            _write_source(sources, source)


def read_works(stand_off: Element) -> list[Raw]:
    """Undo `write_bibliography`: the works."""
    return [
        _read_work(bibl)
        for works in children(stand_off, "listBibl", "works")
        for bibl in children(works, "bibl")
    ]


def read_sources(stand_off: Element) -> list[Raw]:
    """Undo `write_bibliography`: the sources."""
    return [
        _read_source(bibl)
        for sources in children(stand_off, "listBibl", "sources")
        for bibl in children(sources, "bibl")
    ]


# --- works ---


def _write_work(parent: Element, work: Work) -> None:
    """`<bibl xml:id="…" type="report"><title type="main">…</title>…</bibl>`."""
    attributes = {
        "xml:id": work.id,
        "type": work.type,
        "resp": reference(work.by),
        "ana": pointers(basis=basis_word(work)),
        "cert": write_certainty(work.certainty),
    }
    bibl = add_holder(parent, "bibl", attributes)
    if work.title is not None:
        add(bibl, "title", {"type": "main"}, work.title)
    for title in work.variant_titles:
        add(bibl, "title", {"type": "variant"}, title)
    write_names(bibl, "author", work.author, None)
    write_names(bibl, "editor", work.editor, "editor")
    write_names(bibl, "editor", work.translator, "translator")
    for level, container in (("j", work.container_title), ("s", work.collection_title)):
        if container is not None:
            add(bibl, "title", {"level": level}, container)
    for name, value in (("publisher", work.publisher), ("pubPlace", work.publisher_place)):
        if value is not None:
            add(bibl, name, None, value)
    for type, date in (("issued", work.issued), ("accessed", work.accessed)):
        if date is not None:
            add(bibl, "date", {"type": type, **date_attributes(date)})
    for unit in ("volume", "issue", "page"):
        if (number := getattr(work, unit)) is not None:
            add(bibl, "biblScope", {"unit": unit}, number)
    if work.edition is not None:
        add(bibl, "edition", None, work.edition)
    if work.language is not None:
        add(bibl, "textLang", {"mainLang": work.language})
    write_identifiers(bibl, work.identifiers)
    write_address(bibl, work.address)
    for field in work.fields:
        add(bibl, "note", {"type": "csl", "n": field.name, **KEPT}, field.value)
    for copy in work.copies:
        _write_copy(bibl, copy)
    write_basis_note(bibl, work)


def _read_work(bibl: Element) -> Raw:
    titles = list(children(bibl, "title"))
    language = child(bibl, "textLang")
    editors = list(children(bibl, "editor"))
    found: Raw = {
        **read_basis(bibl),
        "id": bibl.get(XML_ID),
        "type": bibl.get("type"),
        "by": target_of(bibl, "resp"),
        "variant_titles": [line_text(t) for t in titles if t.get("type") == "variant"],
        "author": [read_name(author) for author in children(bibl, "author")],
        "editor": [read_name(e) for e in editors if e.get("role") == "editor"],
        "translator": [read_name(e) for e in editors if e.get("role") == "translator"],
        "publisher": line_text(child(bibl, "publisher")),
        "publisher_place": line_text(child(bibl, "pubPlace")),
        "edition": line_text(child(bibl, "edition")),
        "language": None if language is None else language.get("mainLang"),
        "identifiers": read_identifiers(bibl),
        "address": read_address(bibl),
        "fields": [
            {"name": note.get("n"), "value": kept_text(note)}
            for note in children(bibl, "note", "csl")
        ],
        "copies": [_read_copy(copy) for copy in children(bibl, "bibl", "archived")],
    }
    for title in titles:
        if title.get("type") == "main":
            found["title"] = line_text(title)
        elif title.get("level") == "j":
            found["container_title"] = line_text(title)
        elif title.get("level") == "s":
            found["collection_title"] = line_text(title)
    for date in children(bibl, "date"):
        found[date.get("type", "date")] = date.get("when-custom")
    for scope in children(bibl, "biblScope"):
        found[scope.get("unit", "biblScope")] = line_text(scope)
    return found


def _write_copy(bibl: Element, copy: ArchivedCopy) -> None:
    """`<bibl type="archived" xml:id="…" status="verified">…</bibl>`."""
    element = add(bibl, "bibl", {"type": "archived", "xml:id": copy.id, "status": copy.state})
    write_address(element, copy.address)
    if copy.file is not None:
        add(element, "ptr", {"type": "file", **file_address("target", copy.file)})
    if copy.media_type is not None:
        add(element, "note", {"type": "media-type"}, copy.media_type)
    if copy.archived_at is not None:
        add(element, "date", {"type": "archived", "when": copy.archived_at})
    if copy.sha256 is not None:
        add(element, "idno", {"type": "sha256"}, copy.sha256)
    if copy.capture is not None:
        add(element, "ref", {"type": "capture", "target": reference(copy.capture)})


def _read_copy(element: Element) -> Raw:
    file, date = child(element, "ptr", "file"), child(element, "date", "archived")
    capture = child(element, "ref", "capture")
    return {
        "id": element.get(XML_ID),
        "address": read_address(element),
        "file": None if file is None else address_of(file, "target"),
        "media_type": line_text(child(element, "note", "media-type")),
        "archived_at": None if date is None else date.get("when"),
        "sha256": line_text(child(element, "idno", "sha256")),
        "capture": None if capture is None else target_of(capture),
        "state": element.get("status"),
    }


# --- sources ---


def _write_source(parent: Element, source: Source) -> None:
    """`<bibl type="source" xml:id="…" corresp="#work"><note type="as-named">…</note>…</bibl>`."""
    attributes = {
        "xml:id": source.id,
        "type": "source",
        "corresp": reference(source.work),
        "resp": reference(source.by),
        "ana": pointers(basis=basis_word(source)),
        "cert": write_certainty(source.certainty),
    }
    bibl = add_holder(parent, "bibl", attributes)
    add(bibl, "note", {"type": "as-named"}, source.as_named)
    if source.agent is not None:
        add(bibl, "ptr", {"type": "agent", "target": reference(source.agent)})
    if source.named_at:
        write_runs(add(bibl, "note", {"type": "named-at"}), source.named_at)
    write_basis_note(bibl, source)


def _read_source(bibl: Element) -> Raw:
    agent, named_at = child(bibl, "ptr", "agent"), child(bibl, "note", "named-at")
    return {
        **read_basis(bibl),
        "id": bibl.get(XML_ID),
        "as_named": line_text(child(bibl, "note", "as-named")),
        "named_at": [] if named_at is None else read_runs(named_at),
        "agent": None if agent is None else target_of(agent),
        "work": target_of(bibl, "corresp"),
        "by": target_of(bibl, "resp"),
    }


# --- places in works ---


def write_evidence(parent: Element, evidence: Evidence) -> None:
    """`<bibl corresp="#work"><citedRange unit="page">3</citedRange><quote/></bibl>`."""
    bibl = add(parent, "bibl", {"corresp": reference(evidence.work)})
    write_locator(bibl, evidence.locator)
    if evidence.quoted is not None:
        add_kept(bibl, "quote", evidence.quoted, "exact")


def read_evidence(bibl: Element) -> Raw:
    """Undo `write_evidence`."""
    quote = child(bibl, "quote", "exact")
    return {
        "work": target_of(bibl, "corresp"),
        "locator": read_locator(bibl),
        "quoted": None if quote is None else kept_text(quote),
    }


def write_locator(bibl: Element, locator: Locator | None) -> None:
    """`<citedRange unit="page">3</citedRange>`."""
    if locator is not None:
        add(bibl, "citedRange", {"unit": locator.unit}, locator.value)


def read_locator(bibl: Element) -> Raw | None:
    """Undo `write_locator`."""
    cited = child(bibl, "citedRange")
    return None if cited is None else {"unit": cited.get("unit"), "value": line_text(cited)}
