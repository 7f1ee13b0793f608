"""Captures in the `sourceDesc`."""

from __future__ import annotations

from collections.abc import Iterable

from archive.formats.tei.anchors_and_basis import number
from archive.formats.tei.context import (
    DEFAULT_SEPARATOR,
    Raw,
    ReadContext,
    WriteContext,
    present,
)
from archive.formats.tei.names_and_dates import read_instant, write_address
from archive.formats.tei.parser import Element, take, take_reference
from archive.formats.tei.xml_output import Attributes, XmlOutput, file_address, reference
from archive.model.captures import BlockOrigin, Capture, Memento, Omission, WebArchive
from archive.model.document import Document


def write_captures(to: WriteContext, document: Document) -> None:
    """Write a `bibl` for each capture, with the separators between the blocks that come from it."""
    separators: dict[str, list[tuple[str, str]]] = {}
    for block in document.index.blocks.values():
        origin = block.origin
        if isinstance(origin, BlockOrigin) and origin.separator != DEFAULT_SEPARATOR:
            separators.setdefault(origin.capture, []).append((block.id, origin.separator))
    for capture in document.captures:
        _write_capture(to, capture, separators.get(capture.id, ()))


def _write_capture(
    to: WriteContext, capture: Capture, separators: Iterable[tuple[str, str]]
) -> None:
    """Write `<bibl type="capture" xml:id="…"><ptr type="file" target="received/…"/>…</bibl>`."""
    attributes = {"xml:id": capture.id, "resp": reference(capture.received_by)}
    to.open("bibl", {"type": "capture", **attributes})
    file = {**file_address("target", capture.file), "mimeType": capture.media_type}
    to.add("ptr", {"type": "file", **file})
    _write_fixity(to, capture)
    write_address(to, capture.address)
    if capture.received_at is not None:
        to.add("date", {"type": "received", "when": capture.received_at})
    if capture.taken_from is not None:
        _write_web_archive(to, capture.taken_from)
    if capture.memento is not None:
        _write_memento(to, capture.memento)
    if capture.derivation is not None:
        to.add("note", {"type": "derivation"}, capture.derivation)
    if capture.lead:
        to.keep("note", capture.lead, {"type": "lead"})
    for omission in capture.omitted:
        to.keep("note", omission.reason, _of_omission(to, omission))
    for block, separator in separators:
        to.keep("note", separator, {"type": "separator", "target": reference(block)})
    to.close("bibl")


def _of_omission(to: WriteContext, omission: Omission) -> Attributes:
    """Return the attributes of `<note type="omitted" source="…" resp="#editor">`."""
    return {
        "type": "omitted",
        "source": to.origin(omission.origin),
        "resp": reference(omission.by),
    }


def _write_web_archive(to: XmlOutput, held: WebArchive) -> None:
    """Write `<bibl type="taken-from"><ref type="file" mimeType="…">a.warc</ref>…</bibl>`.

    The name is not a pointer, because the file is not in the record's folder.
    """
    to.open("bibl", {"type": "taken-from"})
    to.add("ref", {"type": "file", "mimeType": held.media_type}, held.file)
    _write_fixity(to, held)
    if held.record_id is not None:
        to.add("idno", {"type": "URI", "subtype": "record"}, held.record_id)
    if held.digest is not None:
        to.add("idno", {"type": "payload-digest"}, held.digest)
    to.close("bibl")


def _write_memento(to: XmlOutput, memento: Memento) -> None:
    """Write `<bibl type="memento"><idno type="URI" subtype="address">…</idno>…</bibl>`."""
    to.open("bibl", {"type": "memento"})
    write_address(to, memento.address)
    if memento.received_at is not None:
        to.add("date", {"type": "received", "when": memento.received_at})
    to.close("bibl")


def _write_fixity(to: XmlOutput, file: Capture | WebArchive) -> None:
    """Write `<idno type="sha256">…</idno><extent><measure unit="byte" quantity="…"/></extent>`."""
    to.add("idno", {"type": "sha256"}, file.sha256)
    to.open("extent")
    to.add("measure", {"unit": "byte", "quantity": str(file.size_bytes)})
    to.close("extent")


def read_capture(bibl: Element, context: ReadContext) -> Raw:
    """Undo `write_captures` for one capture; store its address and separators in `context`."""
    id = context.id(bibl)
    omitted: list[tuple[str | None, str | None, Element]] = []
    raw: Raw = {"id": id, "received_by": take_reference(bibl, "resp")}
    for child in bibl:
        match child.tag, take(child, "type"):
            case "ptr", "file" if "file" not in raw:
                context.captures[child.attrib.get("target", "")] = id or ""
                raw["file"] = context.file(child, "target")
                raw["media_type"] = take(child, "mimeType")
                context.note_all_lost(child)
            case "idno", "sha256" if "sha256" not in raw:
                raw["sha256"] = context.line(child)
            case "idno", "URI" if "address" not in raw and take(child, "subtype") == "address":
                raw["address"] = context.line(child)
            case "extent", None if "size_bytes" not in raw:
                raw["size_bytes"] = _read_size(child, context)
            case "date", "received" if "received_at" not in raw:
                raw["received_at"] = read_instant(child, context)
            case "bibl", "taken-from" if "taken_from" not in raw:
                raw["taken_from"] = _read_web_archive(child, context)
            case "bibl", "memento" if "memento" not in raw:
                raw["memento"] = _read_memento(child, context)
            case "note", "derivation" if "derivation" not in raw:
                raw["derivation"] = context.line(child)
            case "note", "lead" if "lead" not in raw:
                raw["lead"] = context.kept(child)
            case "note", "omitted":
                omitted.append((take(child, "source"), take_reference(child, "resp"), child))
            case "note", "separator":
                context.separators[take_reference(child) or ""] = child
            case _:
                context.note_lost(child)
    context.end(bibl)
    raw["omitted"] = [
        {"origin": context.origin(source), "by": by, "reason": context.kept(note)}
        for source, by, note in omitted
    ] or None
    return present(raw)


def _read_web_archive(bibl: Element, context: ReadContext) -> Raw:
    """Undo `_write_web_archive`."""
    raw: Raw = {}
    for child in bibl:
        match child.tag, take(child, "type"):
            case "ref", "file" if "file" not in raw:
                raw["media_type"] = take(child, "mimeType")
                raw["file"] = context.line(child)
            case "idno", "sha256" if "sha256" not in raw:
                raw["sha256"] = context.line(child)
            case "extent", None if "size_bytes" not in raw:
                raw["size_bytes"] = _read_size(child, context)
            case "idno", "URI" if "record_id" not in raw and take(child, "subtype") == "record":
                raw["record_id"] = context.line(child)
            case "idno", "payload-digest" if "digest" not in raw:
                raw["digest"] = context.line(child)
            case _:
                context.note_lost(child)
    context.end(bibl)
    return present(raw)


def _read_memento(bibl: Element, context: ReadContext) -> Raw:
    """Undo `_write_memento`."""
    raw: Raw = {}
    for child in bibl:
        match child.tag, take(child, "type"):
            case "idno", "URI" if "address" not in raw and take(child, "subtype") == "address":
                raw["address"] = context.line(child)
            case "date", "received" if "received_at" not in raw:
                raw["received_at"] = read_instant(child, context)
            case _:
                context.note_lost(child)
    context.end(bibl)
    return present(raw)


def _read_size(extent: Element, context: ReadContext) -> int | float | str | None:
    size: int | float | str | None = None
    for child in extent:
        if child.tag == "measure" and size is None:
            context.expect(child, "unit", "byte")
            size = number(take(child, "quantity"))
            context.note_all_lost(child)
        else:
            context.note_lost(child)
    context.end(extent)
    return size
