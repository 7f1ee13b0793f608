"""What every statement that is an annotation has: its element, its status and its history."""

from __future__ import annotations

from collections.abc import Sequence

from archive.formats.tei.attestation import (
    categories,
    read_certainty,
    read_grounds,
    write_basis_note,
    write_certainty,
)
from archive.formats.tei.context import Raw, Reading, present
from archive.formats.tei.elements import Element, take, take_reference
from archive.formats.tei.markup import Markup, pointers, reference
from archive.formats.tei.names import read_identifiers, write_identifiers
from archive.model.anchors import Stretches
from archive.model.attestation import Basis
from archive.model.statements import Change, Statement


def open_annotation(
    to: Markup, statement: Statement, motivation: str, target: str, **words: str | None
) -> None:
    """`<annotation xml:id="…" motivation="…" target="…" ana="…">` with its history."""
    basis: Basis | None = getattr(statement, "basis", None)  # not every statement has one
    to.open(
        "annotation",
        {
            "xml:id": statement.id,
            "motivation": motivation,
            "target": target,
            "ana": pointers(**words, status=status_of(statement), basis=basis),
            "change": reference(statement.revision),
            "cert": write_certainty(statement.certainty),
        },
    )
    with to.holding("revisionDesc"):
        for change in statement.history:
            write_change(to, change)


def close_annotation(to: Markup, statement: Statement) -> None:
    """`<note type="identifiers"><idno/>…</note><note type="basis">…</note></annotation>`."""
    with to.holding("note", {"type": "identifiers"}):
        write_identifiers(to, statement.identifiers)
    rests_on: Stretches = getattr(statement, "rests_on", ())
    write_basis_note(to, statement.reason, rests_on)
    to.close("annotation")


def status_of(statement: Statement) -> str | None:
    """The word for `@ana`: proposed, the default, is not written."""
    return None if statement.status == "proposed" else statement.status


def write_change(to: Markup, change: Change, **attributes: str | None) -> None:
    """`<change status="accepted" change="#revision">reason</change>`."""
    attributes |= {"status": change.status, "change": reference(change.revision)}
    if change.reason is None:
        to.add("change", attributes)
    else:
        to.keep("change", change.reason, attributes)


def read_change(change: Element, reading: Reading) -> Raw:
    """Undo `write_change`."""
    found = {"status": take(change, "status"), "revision": take_reference(change, "change")}
    found["reason"] = reading.kept(change) or None
    return present(found)


def read_history(description: Element, reading: Reading) -> list[Raw]:
    """Read every change that a `revisionDesc` holds."""
    found = []
    for child in description:
        if child.tag == "change":
            found.append(read_change(child, reading))
        else:
            reading.lost(child)
    if not found:
        reading.empty(description)
    reading.end(description)
    return found


def open_reading(annotation: Element, taxonomies: Sequence[str], reading: Reading) -> Raw:
    """Undo `open_annotation`, as far as its attributes go, but for motivation and target."""
    attributes = annotation.attrib
    found: Raw = {"id": reading.id(annotation)}
    if "ana" in attributes:
        found.update(categories(annotation, reading, *taxonomies))
    if "change" in attributes:
        found["revision"] = take_reference(annotation, "change")
    if "cert" in attributes:
        found.update(read_certainty(annotation))
    return found


def is_annotation(element: Element, reading: Reading) -> bool:
    """Whether an element is an annotation; note what is none."""
    if element.tag == "annotation":
        return True
    reading.lost(element)
    return False


def read_common(child: Element, type: str | None, found: Raw, reading: Reading) -> bool:
    """Read what every annotation may have; return whether this child was of that kind."""
    if type == "basis" and child.tag == "note" and not found.keys() & {"reason", "rests_on"}:
        found |= read_grounds(child, reading)
    elif type == "identifiers" and child.tag == "note" and "identifiers" not in found:
        found["identifiers"] = read_identifiers(child, reading)
        if not found["identifiers"]:
            reading.empty(child)
        reading.end(child)
    elif type is None and child.tag == "revisionDesc" and "history" not in found:
        found["history"] = read_history(child, reading)
    else:
        return False
    return True
