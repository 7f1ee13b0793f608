"""Relations from claims to sources and to other claims as `relation`."""

from __future__ import annotations

from collections.abc import Callable

from archive.formats.tei.anchors_and_basis import (
    categories,
    is_anchor_quote,
    read_anchor_quote,
    read_certainty,
    write_anchor_quotes,
    write_certainty,
)
from archive.formats.tei.context import Raw, ReadContext, present
from archive.formats.tei.names_and_dates import read_identifier, write_identifiers
from archive.formats.tei.parser import Element, take, take_reference
from archive.formats.tei.standoff.statements import (
    is_reason,
    read_change,
    read_reason,
    status_of,
    write_reason,
)
from archive.formats.tei.works_and_sources import read_evidence, write_evidence
from archive.formats.tei.xml_output import XmlOutput, pointers, reference
from archive.model.relations import CITO, TERMS, Relation, ToSource

_TO_SOURCE = frozenset(ToSource.__args__)  # type: ignore[attr-defined]


def write_relation(to: XmlOutput, relation: Relation) -> None:
    """Write `<relation name="citesAsAuthority" ref="…" active="#claim" passive="#source"/>`."""
    attributes = {
        "xml:id": relation.id,
        "name": relation.predicate,
        "ref": _address(relation.predicate),
        "active": f"#{relation.subject}",
        "passive": f"#{relation.object}",
        "ana": pointers(status=status_of(relation), basis=relation.basis),
        "change": reference(relation.revision),
        "cert": write_certainty(relation.certainty),
    }
    described = relation.reason, relation.rests_on, relation.evidence, relation.identifiers
    if not any(described):
        to.add("relation", attributes)
        return
    to.open("relation", attributes)
    to.inline("desc", {"xml:space": "preserve"})
    write_reason(to, relation.reason or "", is_followed=any(described[1:]))
    write_anchor_quotes(to, relation.rests_on, end="")
    if relation.evidence is not None:
        write_evidence(to, relation.evidence, end="")
    write_identifiers(to, relation.identifiers, end="")
    to.close("desc")
    to.close("relation")


def _address(predicate: str | None) -> str:
    return (CITO if predicate in _TO_SOURCE else TERMS) + (predicate or "")


def read_relation(element: Element, context: ReadContext) -> Raw | None:
    """Undo `write_relation`; `None` for an element that is not a relation."""
    if element.tag != "relation":
        context.note_lost(element)
        return None
    raw: Raw = {
        "id": context.id(element),
        "subject": take_reference(element, "active"),
        "predicate": take(element, "name"),
        "object": take_reference(element, "passive"),
        "revision": take_reference(element, "change"),
        **categories(element, context, "status", "basis"),
        **read_certainty(element),
    }
    context.expect(element, "ref", _address(raw["predicate"]))
    for desc in context.children(element, "desc", only_first=True):
        _read_desc(desc, raw, context)
    return present(raw)


def _read_desc(desc: Element, raw: Raw, context: ReadContext) -> None:
    """Read the content of a `desc`: the reason comes first."""
    raw |= read_reason(desc)
    for child in desc:
        if is_anchor_quote(child):
            raw.setdefault("rests_on", []).append(read_anchor_quote(child, context))
        elif child.tag == "bibl" and "evidence" not in raw:
            raw["evidence"] = read_evidence(child, context)
        elif child.tag == "idno":
            raw.setdefault("identifiers", []).append(read_identifier(child, context))
        elif not is_reason(child, raw, context):
            context.note_lost(child)
    context.end(desc)


def read_change_of_relation(
    change: Element, relation_of: Callable[[str], Raw | None], context: ReadContext
) -> None:
    """Read a change of a relation and add it to the history of the relation."""
    relation = relation_of(change.attrib.get("target", "").removeprefix("#"))
    if change.tag != "change" or relation is None:
        context.note_lost(change, "it does not point to a relation of the record")
        return
    take(change, "target")
    relation.setdefault("history", []).append(read_change(change, context))
