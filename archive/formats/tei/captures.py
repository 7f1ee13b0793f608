"""Captures: what was received, in the `sourceDesc`."""

from __future__ import annotations

from collections.abc import Iterable

from archive.formats.tei.attestation import Raw
from archive.formats.tei.context import DEFAULT_SEPARATOR, Reading
from archive.formats.tei.names import read_address, write_address
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
    number,
    reference,
    target_of,
)
from archive.model.blocks import TextBlock
from archive.model.captures import Capture
from archive.model.document import Document


def write_captures(source_desc: Element, document: Document) -> None:
    """A `bibl` for each capture, with the separators of the blocks that come from it."""
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


def read_captures(source_desc: Element, reading: Reading) -> list[Raw]:
    """Undo `write_captures`; note addresses and separators for the text."""
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
