"""The content that all statements have: the `annotation`, its status, reason and history."""

from __future__ import annotations

from collections.abc import Sequence

from archive.formats.tei.anchors_and_basis import (
    categories,
    read_certainty,
    read_former,
    read_grounds,
    write_basis_note,
    write_certainty,
    write_former,
)
from archive.formats.tei.context import Raw, ReadContext, is_preserved, present
from archive.formats.tei.names_and_dates import read_identifiers, write_identifiers
from archive.formats.tei.parser import BLANKS, Element, take, take_reference
from archive.formats.tei.xml_output import XmlOutput, pointers, reference
from archive.model.anchors import Stretches
from archive.model.basis import Basis
from archive.model.statements import Change, Statement


def open_annotation(
    to: XmlOutput, statement: Statement, motivation: str, target: str, **words: str | None
) -> None:
    """Write `<annotation xml:id="…" motivation="…" target="…" ana="…">`, then the history."""
    basis: Basis | None = getattr(statement, "basis", None)  # not every statement has a basis
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


def close_annotation(to: XmlOutput, statement: Statement) -> None:
    """Write `<note type="identifiers"><idno/>…</note><note type="basis">…</note></annotation>`."""
    with to.holding("note", {"type": "identifiers"}):
        write_identifiers(to, statement.identifiers)
    rests_on: Stretches = getattr(statement, "rests_on", ())
    write_basis_note(to, statement.reason, rests_on)
    to.close("annotation")


def status_of(statement: Statement) -> str | None:
    """Return the status for `@ana`; `None` for `proposed`, which is the default."""
    return None if statement.status == "proposed" else statement.status


def write_change(to: XmlOutput, change: Change, **attributes: str | None) -> None:
    """Write `<change status="accepted" change="#revision">reason</change>`.

    After the reason come the words to which the statement was anchored before the change.
    """
    attributes |= {"status": change.status, "change": reference(change.revision)}
    if change.former:
        to.inline("change", {**attributes, "xml:space": "preserve"})
        write_reason(to, change.reason or "", is_followed=True)
        for former in change.former:
            write_former(to, former)
        to.close("change")
    elif change.reason is None:
        to.add("change", attributes)
    else:
        to.keep("change", change.reason, attributes)


def read_change(change: Element, context: ReadContext) -> Raw:
    """Undo `write_change`."""
    raw: Raw = {"status": take(change, "status"), "revision": take_reference(change, "change")}
    if not len(change):
        raw["reason"] = context.kept(change) or None
        return present(raw)
    raw |= read_reason(change)
    for child in change:
        if child.tag == "quote" and child.attrib.get("type") == "former":
            raw.setdefault("former", []).append(read_former(child, context))
        elif not is_reason(child, raw, context):
            context.note_lost(child)
    context.end(change)
    return present(raw)


# --- reasons ---


def write_reason(to: XmlOutput, reason: str, *, is_followed: bool) -> None:
    """Write the reason as text.

    If it is only white space, and elements follow, write it in an element of its own; otherwise
    programs would take it for layout.
    """
    if is_followed and reason and not reason.strip():
        to.inline("seg", {"type": "space", "xml:space": "preserve"})
        to.text(reason)
        to.raw("</seg>")
    else:
        to.text(reason)


def read_reason(holder: Element) -> Raw:
    """Return the text before the first child as the reason; ignore blank text before a child."""
    is_preserved(holder)
    reason = holder.text or ""
    if not reason.strip(BLANKS) and (not reason or len(holder)):
        return {}
    holder.text = None
    return {"reason": reason}


def is_reason(child: Element, raw: Raw, context: ReadContext) -> bool:
    """Return whether a child is a reason in an element of its own; if so, read it."""
    if child.tag != "seg" or child.attrib.get("type") != "space" or "reason" in raw:
        return False
    take(child, "type")
    raw["reason"] = context.kept(child)
    return True


def read_history(description: Element, context: ReadContext) -> list[Raw]:
    """Return the changes in a `revisionDesc`."""
    changes = [read_change(change, context) for change in context.children(description, "change")]
    if not changes:
        context.empty(description)
    return changes


def read_annotation_start(
    annotation: Element, taxonomies: Sequence[str], context: ReadContext
) -> Raw:
    """Undo `open_annotation` for all attributes except `@motivation` and `@target`."""
    attributes = annotation.attrib
    raw: Raw = {"id": context.id(annotation)}
    if "ana" in attributes:
        raw.update(categories(annotation, context, *taxonomies))
    if "change" in attributes:
        raw["revision"] = take_reference(annotation, "change")
    if "cert" in attributes:
        raw.update(read_certainty(annotation))
    return raw


def is_annotation(element: Element, context: ReadContext) -> bool:
    """Return whether an element is an annotation; report any other element."""
    if element.tag == "annotation":
        return True
    context.note_lost(element)
    return False


def read_common(child: Element, type: str | None, raw: Raw, context: ReadContext) -> bool:
    """Return whether a child is one that every annotation may have; if so, read it."""
    if type == "basis" and child.tag == "note" and not raw.keys() & {"reason", "rests_on"}:
        raw |= read_grounds(child, context)
    elif type == "identifiers" and child.tag == "note" and "identifiers" not in raw:
        raw["identifiers"] = read_identifiers(child, context)
        if not raw["identifiers"]:
            context.empty(child)
        context.end(child)
    elif type is None and child.tag == "revisionDesc" and "history" not in raw:
        raw["history"] = read_history(child, context)
    else:
        return False
    return True
