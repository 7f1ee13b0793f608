"""Works with their archived copies, sources named in the article, and locators, in TEI."""

from __future__ import annotations

from collections.abc import Sequence

from archive.formats.tei.anchors_and_basis import (
    categories,
    read_anchor_quotes,
    read_certainty,
    read_grounds,
    write_anchor_quotes,
    write_basis_note,
    write_certainty,
)
from archive.formats.tei.context import Raw, ReadContext, present
from archive.formats.tei.names_and_dates import (
    date_attributes,
    is_address,
    read_date,
    read_identifier,
    read_instant,
    read_only_name,
    write_address,
    write_identifiers,
    write_names,
)
from archive.formats.tei.parser import Element, take, take_reference
from archive.formats.tei.xml_output import XmlOutput, file_address, pointers, reference
from archive.model.works import ArchivedCopy, Evidence, Locator, Source, Withdrawal, Work

# --- works ---


def write_works(to: XmlOutput, works: Sequence[Work]) -> None:
    """Write `<listBibl type="works">`; nothing if there are no works."""
    with to.holding("listBibl", {"type": "works"}):
        for work in works:
            _write_work(to, work)


def _write_work(to: XmlOutput, work: Work) -> None:
    """Write `<bibl xml:id="…" type="report"><title type="main">…</title>…</bibl>`."""
    attributes = {
        "xml:id": work.id,
        "type": work.type,
        "ana": pointers(basis=work.basis),
        "change": reference(work.revision),
        "cert": write_certainty(work.certainty),
    }
    to.open("bibl", attributes)
    if work.title is not None:
        to.add("title", {"type": "main"}, work.title)
    for title in work.variant_titles:
        to.add("title", {"type": "variant"}, title)
    write_names(to, "author", work.author, None)
    write_names(to, "editor", work.editor, "editor")
    write_names(to, "editor", work.translator, "translator")
    for level, container in (("j", work.container_title), ("s", work.collection_title)):
        if container is not None:
            to.add("title", {"level": level}, container)
    for name, value in (("publisher", work.publisher), ("pubPlace", work.publisher_place)):
        if value is not None:
            to.add(name, None, value)
    for type, date in (("issued", work.issued), ("accessed", work.accessed)):
        if date is not None:
            to.add("date", {"type": type, **date_attributes(date)})
    for unit in ("volume", "issue", "page"):
        if (number := getattr(work, unit)) is not None:
            to.add("biblScope", {"unit": unit}, number)
    if work.edition is not None:
        to.add("edition", None, work.edition)
    if work.language is not None:
        to.add("textLang", {"mainLang": work.language})
    write_identifiers(to, work.identifiers)
    write_address(to, work.address)
    for field in work.fields:
        to.keep("note", field.value, {"type": "csl", "n": field.name})
    for copy in work.copies:
        _write_copy(to, copy)
    if work.withdrawn is not None:
        _write_withdrawal(to, work.withdrawn)
    write_basis_note(to, work.reason, work.rests_on)
    to.close("bibl")


_ONE_LINE = {"publisher": "publisher", "pubPlace": "publisher_place", "edition": "edition"}
_SEVERAL = ("variant_titles", "author", "editor", "translator", "identifiers", "fields", "copies")


def read_work(bibl: Element, context: ReadContext) -> Raw | None:
    """Undo `write_works` for one work; return `None` if the element is not a work."""
    if bibl.tag != "bibl":
        context.note_lost(bibl)
        return None
    raw: Raw = {
        "id": context.id(bibl),
        "type": take(bibl, "type"),
        **categories(bibl, context, "basis"),
        **read_certainty(bibl),
        **{name: [] for name in _SEVERAL},
    }
    if (revision := take_reference(bibl, "change")) is not None:
        raw["revision"] = revision
    for child in bibl:
        _read_part_of_work(child, raw, context)
    context.end(bibl)
    return present(raw)


def _read_part_of_work(child: Element, raw: Raw, context: ReadContext) -> None:
    match child.tag, child.attrib.get("type"):
        case "title", _:
            _read_title(child, raw, context)
        case "author", None:
            raw["author"].append(read_only_name(child, context))
        case "editor", None if child.attrib.get("role") in ("editor", "translator"):
            raw[str(take(child, "role"))].append(read_only_name(child, context))
        case ("publisher" | "pubPlace" | "edition") as name, None if _ONE_LINE[name] not in raw:
            raw[_ONE_LINE[name]] = context.line(child)
        case "date", ("issued" | "accessed") as type if type not in raw:
            take(child, "type")
            raw[type] = read_date(child, context)
            context.note_all_lost(child)
        case "biblScope", None if (unit := child.attrib.get("unit")) in (
            "volume",
            "issue",
            "page",
        ) and unit not in raw:
            take(child, "unit")
            raw[unit] = context.line(child)
        case "textLang", None if "language" not in raw:
            raw["language"] = take(child, "mainLang") or context.missing(child, "mainLang")
            context.note_all_lost(child)
        case "idno", _ if "address" not in raw and is_address(child):
            raw["address"] = context.line(child)
        case "idno", _:
            raw["identifiers"].append(read_identifier(child, context))
        case "note", "csl":
            take(child, "type")
            field = {"name": take(child, "n"), "value": context.kept(child)}
            raw["fields"].append(field)
        case "bibl", "archived":
            take(child, "type")
            raw["copies"].append(_read_copy(child, context))
        case "note", "withdrawn" if "withdrawn" not in raw:
            take(child, "type")
            raw["withdrawn"] = _read_withdrawal(child, context)
        case "note", "basis" if not raw.keys() & {"reason", "rests_on"}:
            take(child, "type")
            raw |= read_grounds(child, context)
        case _:
            context.note_lost(child)


def _read_title(title: Element, raw: Raw, context: ReadContext) -> None:
    type, level = take(title, "type"), take(title, "level")
    match type, level:
        case "variant", None:
            raw["variant_titles"].append(context.line(title))
        case "main", None if "title" not in raw:
            raw["title"] = context.line(title)
        case None, "j" if "container_title" not in raw:
            raw["container_title"] = context.line(title)
        case None, "s" if "collection_title" not in raw:
            raw["collection_title"] = context.line(title)
        case _:
            context.note_lost(title)


def _write_withdrawal(to: XmlOutput, withdrawal: Withdrawal) -> None:
    """Write `<note type="withdrawn"><date when-custom="…"/><p>…</p></note>`."""
    to.open("note", {"type": "withdrawn"})
    if withdrawal.date is not None:
        to.add("date", date_attributes(withdrawal.date))
    if withdrawal.reason is not None:
        to.keep("p", withdrawal.reason)
    to.close("note")


def _read_withdrawal(note: Element, context: ReadContext) -> Raw:
    raw: Raw = {}
    for child in note:
        if child.tag == "date" and "date" not in raw:
            raw["date"] = read_date(child, context)
            context.note_all_lost(child)
        elif child.tag == "p" and "reason" not in raw:
            raw["reason"] = context.kept(child)
        else:
            context.note_lost(child)
    context.end(note)
    return present(raw)


# --- archived copies ---


def _write_copy(to: XmlOutput, copy: ArchivedCopy) -> None:
    """Write `<bibl type="archived" xml:id="…" status="verified">…</bibl>`."""
    to.open("bibl", {"type": "archived", "xml:id": copy.id, "status": copy.state})
    write_address(to, copy.address)
    if copy.file is not None:
        to.add("ptr", {"type": "file", **file_address("target", copy.file)})
    if copy.media_type is not None:
        to.add("note", {"type": "media-type"}, copy.media_type)
    if copy.archived_at is not None:
        to.add("date", {"type": "archived", "when": copy.archived_at})
    if copy.sha256 is not None:
        to.add("idno", {"type": "sha256"}, copy.sha256)
    if copy.capture is not None:
        to.add("ref", {"type": "capture", "target": reference(copy.capture)})
    to.close("bibl")


def _read_copy(element: Element, context: ReadContext) -> Raw:
    raw: Raw = {"id": context.id(element), "state": take(element, "status")}
    for child in element:
        match child.tag, child.attrib.get("type"):
            case "idno", "URI" if "address" not in raw and is_address(child):
                raw["address"] = context.line(child)
            case "ptr", "file" if "file" not in raw and "target" in child.attrib:
                take(child, "type")
                raw["file"] = context.file(child, "target")
                context.note_all_lost(child)
            case "note", "media-type" if "media_type" not in raw:
                take(child, "type")
                raw["media_type"] = context.line(child)
            case "date", "archived" if "archived_at" not in raw:
                take(child, "type")
                raw["archived_at"] = read_instant(child, context)
            case "idno", "sha256" if "sha256" not in raw:
                take(child, "type")
                raw["sha256"] = context.line(child)
            case "ref", "capture" if "capture" not in raw:
                take(child, "type")
                raw["capture"] = context.reference(child)
                context.note_all_lost(child)
            case _:
                context.note_lost(child)
    context.end(element)
    return present(raw)


# --- sources ---


def write_sources(to: XmlOutput, sources: Sequence[Source]) -> None:
    """Write `<listBibl type="sources">`; nothing if there are no sources."""
    with to.holding("listBibl", {"type": "sources"}):
        for source in sources:
            _write_source(to, source)


def _write_source(to: XmlOutput, source: Source) -> None:
    """Write `<bibl type="source" corresp="#work"><note type="as-named">…</note>…</bibl>`."""
    attributes = {
        "xml:id": source.id,
        "type": "source",
        "corresp": reference(source.work),
        "ana": pointers(basis=source.basis),
        "change": reference(source.revision),
        "cert": write_certainty(source.certainty),
    }
    to.open("bibl", attributes)
    to.add("note", {"type": "as-named"}, source.as_named)
    if source.agent is not None:
        to.add("ptr", {"type": "agent", "target": reference(source.agent)})
    with to.holding("note", {"type": "named-at"}):
        write_anchor_quotes(to, source.named_at)
    write_basis_note(to, source.reason, source.rests_on)
    to.close("bibl")


def read_source(bibl: Element, context: ReadContext) -> Raw | None:
    """Undo `write_sources` for one source; return `None` if the element is not a source."""
    if bibl.tag != "bibl" or bibl.attrib.get("type") != "source":
        context.note_lost(bibl)
        return None
    take(bibl, "type")
    raw: Raw = {
        "id": context.id(bibl),
        "work": take_reference(bibl, "corresp"),
        **categories(bibl, context, "basis"),
        **read_certainty(bibl),
    }
    if (revision := take_reference(bibl, "change")) is not None:
        raw["revision"] = revision
    for child in bibl:
        match child.tag, child.attrib.get("type"):
            case "note", "as-named" if "as_named" not in raw:
                take(child, "type")
                raw["as_named"] = context.line(child)
            case "ptr", "agent" if "agent" not in raw:
                take(child, "type")
                raw["agent"] = context.reference(child)
                context.note_all_lost(child)
            case "note", "named-at" if "named_at" not in raw:
                take(child, "type")
                raw["named_at"] = read_anchor_quotes(child, context)
                if not raw["named_at"]:
                    context.empty(child)
                context.end(child)
            case "note", "basis" if not raw.keys() & {"reason", "rests_on"}:
                take(child, "type")
                raw |= read_grounds(child, context)
            case _:
                context.note_lost(child)
    context.end(bibl)
    return present(raw)


# --- places in works ---


def write_evidence(to: XmlOutput, evidence: Evidence, *, end: str = "\n") -> None:
    """Write `<bibl corresp="#work"><citedRange unit="page">3</citedRange><quote/></bibl>`."""
    to.raw(f'<bibl corresp="#{evidence.work}">')
    if evidence.locator is not None:
        write_locator(to, evidence.locator)
    if evidence.quoted is not None:
        to.keep("quote", evidence.quoted, {"type": "exact"})
    to.raw(f"</bibl>{end}")


def read_evidence(bibl: Element, context: ReadContext) -> Raw:
    """Undo `write_evidence`."""
    raw: Raw = {"work": context.reference(bibl, "corresp")}
    for child in bibl:
        match child.tag, child.attrib.get("type"):
            case "citedRange", None if "locator" not in raw:
                raw["locator"] = read_locator(child, context)
            case "quote", "exact" if "quoted" not in raw:
                take(child, "type")
                raw["quoted"] = context.kept(child)
            case _:
                context.note_lost(child)
    context.end(bibl)
    return present(raw)


def write_locator(to: XmlOutput, locator: Locator) -> None:
    """Write `<citedRange unit="page">3</citedRange>`."""
    to.add("citedRange", {"unit": locator.unit}, locator.value)


def read_locator(cited: Element, context: ReadContext) -> Raw:
    """Undo `write_locator`."""
    return {"unit": take(cited, "unit"), "value": context.line(cited)}
