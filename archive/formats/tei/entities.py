"""Entities: people, organisations, groups, places and events."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from archive.formats.tei.attestation import (
    Raw,
    basis_word,
    read_basis,
    write_basis_note,
    write_certainty,
)
from archive.formats.tei.names import date_attributes, read_identifiers, write_identifiers
from archive.formats.tei.xml import (
    XML_ID,
    XML_LANG,
    Element,
    add,
    add_holder,
    add_kept,
    child,
    children,
    kept_text,
    line_text,
    name_of,
    pointers,
    reference,
    target_of,
    words,
)
from archive.model.document import Document
from archive.model.entities import Entity, Event

_ELEMENTS = {
    "person": ("listPerson", "person", "persName"),
    "organisation": ("listOrg", "org", "orgName"),
    "group": ("listOrg", "org", "orgName"),
    "place": ("listPlace", "place", "placeName"),
    "event": ("listEvent", "event", "eventName"),
}
_LISTS = {names[0]: names for names in _ELEMENTS.values()}


def write_entities(tei: Element, document: Document) -> None:
    """`<standOff type="entities">`, in the record's order: a list for each run of one kind."""
    if not document.entities:
        return
    stand_off = add_holder(tei, "standOff", {"type": "entities"})
    for name, entities in groupby(document.entities, lambda entity: _ELEMENTS[entity.type][0]):
        container = add_holder(stand_off, name)
        for entity in entities:
            _write_entity(container, entity)


def read_entities(stand_off: Element) -> list[Raw]:
    """Undo `write_entities`."""
    return [
        _read_entity(element, names[1], names[2])
        for container in stand_off
        if (names := _LISTS.get(name_of(container)))
        for element in children(container, names[1])
    ]


def _write_entity(container: Element, entity: Entity) -> None:
    """`<org xml:id="…" type="organisation" ana="#basis.external"><orgName type="main">…`."""
    _, element_name, name_element = _ELEMENTS[entity.type]
    attributes: dict[str, str | None] = {"xml:id": entity.id}
    if element_name == "org":
        attributes["type"] = entity.type
    attributes |= {
        "resp": reference(entity.by),
        "ana": pointers(basis=basis_word(entity)),
        "cert": write_certainty(entity.certainty),
    }
    if isinstance(entity, Event):
        if entity.date is not None:
            attributes |= date_attributes(entity.date)
        attributes["where"] = reference(entity.place)
    element = add_holder(container, element_name, attributes)
    for name in entity.names:
        basis = None if name.basis == "printed" else name.basis
        name_attributes = {
            "type": name.type,
            "xml:lang": name.language,
            "ana": pointers(basis=basis),
        }
        add(element, name_element, name_attributes, name.text)
    if isinstance(entity, Event) and not entity.names:
        add(element, "label")  # an event may not be without any
    write_identifiers(element, entity.identifiers)
    if entity.description is not None:
        add_kept(element, "note", entity.description, "description")
    write_basis_note(element, entity)


def _read_entity(element: Element, element_name: str, name_element: str) -> Raw:
    description = child(element, "note", "description")
    found: dict[str, Any] = {
        **read_basis(element),
        "type": element.get("type") if element_name == "org" else element_name,
        "id": element.get(XML_ID),
        "by": target_of(element, "resp"),
        "names": [
            {
                "text": line_text(name),
                "type": name.get("type"),
                "language": name.get(XML_LANG),
                "basis": words(name).get("basis", "printed"),
            }
            for name in children(element, name_element)
        ],
        "identifiers": read_identifiers(element),
        "description": None if description is None else kept_text(description),
    }
    if element_name == "event":
        found |= {"date": element.get("when-custom"), "place": target_of(element, "where")}
    return found
