"""The people, organisations, groups, places and events of the text, with their mentions."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model.entities import Entity, Event
from archive.view.html.markup import Markup, element, joined
from archive.view.html.page.annotations import mentions
from archive.view.html.page.value_markup import MarkupRows, ValueMarkup, fields, identifiers, items


def entities(teller: ValueMarkup) -> Iterator[Markup]:
    """The entities by what they are, those that are mentioned most often first."""
    index = teller.document.index
    titles = {
        "person": "People", "organisation": "Organisations", "group": "Groups without names",
        "place": "Places", "event": "Events",
    }  # fmt: skip
    for type, title in titles.items():
        found = [entity for entity in teller.document.entities if entity.type == type]
        found.sort(key=lambda entity: -len(index.mentions_of.get(entity.id, ())))
        if found:
            rows = [element("li", _entity(teller, entity), id=entity.id) for entity in found]
            list_ = element("ul", rows, class_="entities")
            yield element(
                "div",
                element("h3", title, " ", element("span", str(len(found)), class_="aside")),
                list_,
            )


def _entity(teller: ValueMarkup, entity: Entity) -> Markup:
    about = teller.document.index.claims_about.get(entity.id, ())
    event = entity if isinstance(entity, Event) else None
    rows: MarkupRows = (
        *(("Name", _entity_name(name)) for name in entity.names),
        ("Date", event.date if event else None),
        ("Place", teller.name_link(event.place) if event and event.place else None),
        ("Identifiers", identifiers(entity.identifiers)),
        ("Identified", teller.ground(entity)),
        (
            "Claims about it",
            items((teller.claim_link(teller.entries.by_id[c.id]) for c in about), class_="claims"),
        ),
        ("Entered", teller.maker_and_day(entity.revision)),
    )
    told = element("b", entity.label)
    described = element("span", " ", entity.description if entity.names else None)
    more = element("details", element("summary", "More"), fields(rows))
    return joined(told, described, " ", mentions(teller, entity.id), more)


def _entity_name(name: object) -> Markup:
    text, type, language, basis = (getattr(name, f) for f in ("text", "type", "language", "basis"))
    told = element("span", text, lang=language)
    notes = ", ".join(filter(None, (type if type != "main" else "", basis, language)))
    return joined(told, element("span", f" ({notes})", class_="aside") if notes else None)
