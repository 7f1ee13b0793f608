"""Entities in TEI: people, organisations, groups, places and events."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from archive.formats.tei.anchors_and_basis import (
    categories,
    read_certainty,
    read_grounds,
    write_basis_note,
    write_certainty,
)
from archive.formats.tei.context import Raw, ReadContext, present
from archive.formats.tei.names_and_dates import (
    date_attributes,
    read_date,
    read_identifier,
    write_identifiers,
)
from archive.formats.tei.parser import XML_LANG, Element, all_text, take, take_reference
from archive.formats.tei.xml_output import XmlOutput, pointers, reference
from archive.model.entities import Entity, Event

_ELEMENTS = {
    "person": ("listPerson", "person", "persName"),
    "organisation": ("listOrg", "org", "orgName"),
    "group": ("listOrg", "org", "orgName"),
    "place": ("listPlace", "place", "placeName"),
    "event": ("listEvent", "event", "eventName"),
}
LISTS = {listing: (element, name) for listing, element, name in _ELEMENTS.values()}
"""The element of the members of each list, and the element of their names."""


def write_entities(to: XmlOutput, entities: Sequence[Entity]) -> None:
    """Write the entities in the record's order: consecutive entities of one kind share a list."""
    for name, some in groupby(entities, lambda entity: _ELEMENTS[entity.type][0]):
        to.open(name)
        for entity in some:
            _write_entity(to, entity)
        to.close(name)


def _write_entity(to: XmlOutput, entity: Entity) -> None:
    """Write `<org xml:id="…" type="organisation" ana="#basis.external"><orgName type="main">…`."""
    _, element, name_element = _ELEMENTS[entity.type]
    attributes: dict[str, str | None] = {
        "xml:id": entity.id,
        "type": entity.type if element == "org" else None,
        "ana": pointers(basis=entity.basis),
        "change": reference(entity.revision),
        "cert": write_certainty(entity.certainty),
    }
    if isinstance(entity, Event):
        if entity.date is not None:
            attributes |= date_attributes(entity.date, on_event=True)
        attributes["where"] = reference(entity.place)
    to.open(element, attributes)
    for name in entity.names:
        named = {
            "type": name.type,
            "xml:lang": name.language,
            "ana": pointers(basis=name.basis),
        }
        to.add(name_element, named, name.text)
    if isinstance(entity, Event) and not entity.names:
        to.add("label")  # an event must have a label
    write_identifiers(to, entity.identifiers)
    if entity.description is not None:
        to.keep("note", entity.description, {"type": "description"})
    write_basis_note(to, entity.reason, entity.rests_on)
    to.close(element)


def read_entity(element: Element, listing: str, context: ReadContext) -> Raw | None:
    """Undo `write_entities` for one entity; `None` for an element that is not an entity."""
    expected, name_element = LISTS[listing]
    if element.tag != expected:
        context.note_lost(element)
        return None
    names: list[Raw] = []
    identifiers: list[Raw] = []
    raw: Raw = {
        "id": context.id(element),
        "type": take(element, "type") if expected == "org" else expected,
        **categories(element, context, "basis"),
        **read_certainty(element),
        "names": names,
        "identifiers": identifiers,
    }
    if (revision := take_reference(element, "change")) is not None:
        raw["revision"] = revision
    if expected == "event":
        raw["date"] = read_date(element, context, on_event=True)
        raw["place"] = take_reference(element, "where")
    for child in element:
        match child.tag, child.attrib.get("type"):
            case name, _ if name == name_element:
                names.append(_read_name(child, context))
            case "label", None if expected == "event" and not all_text(child).strip():
                context.end(child)
            case "idno", _:
                identifiers.append(read_identifier(child, context))
            case "note", "description" if "description" not in raw:
                take(child, "type")
                raw["description"] = context.kept(child)
            case "note", "basis" if not raw.keys() & {"reason", "rests_on"}:
                take(child, "type")
                raw |= read_grounds(child, context)
            case _:
                context.note_lost(child)
    context.end(element)
    return present(raw)


def _read_name(element: Element, context: ReadContext) -> Raw:
    raw = {
        "type": take(element, "type"),
        "language": take(element, XML_LANG),
        **categories(element, context, "basis"),
        "text": context.line(element),
    }
    return present(raw)
