"""The entities on the page: people, organisations, groups, places, events, with their mentions."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model.entities import Entity, Event
from archive.view.html.markup import Markup, element, joined
from archive.view.html.page.annotations import mentions
from archive.view.html.page.value_markup import MarkupRows, ValueMarkup, fields, identifiers, items


def entities(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the entities by type, the most often mentioned first."""
    index = markup.document.index
    titles = {
        "person": "People", "organisation": "Organisations", "group": "Groups without names",
        "place": "Places", "event": "Events",
    }  # fmt: skip
    for type, title in titles.items():
        of_type = [entity for entity in markup.document.entities if entity.type == type]
        of_type.sort(key=lambda entity: -len(index.mentions_of.get(entity.id, ())))
        if of_type:
            rows = [element("li", _entity(markup, entity), id=entity.id) for entity in of_type]
            list_ = element("ul", rows, class_="entities")
            yield element(
                "div",
                element("h3", title, " ", element("span", str(len(of_type)), class_="aside")),
                list_,
            )


def _entity(markup: ValueMarkup, entity: Entity) -> Markup:
    about = markup.document.index.claims_about.get(entity.id, ())
    event = entity if isinstance(entity, Event) else None
    rows: MarkupRows = (
        *(("Name", _entity_name(name)) for name in entity.names),
        ("Date", event.date if event else None),
        ("Place", markup.name_link(event.place) if event and event.place else None),
        ("Identifiers", identifiers(entity.identifiers)),
        ("Identified", markup.ground(entity)),
        (
            "Claims about it",
            items((markup.claim_link(markup.entries.by_id[c.id]) for c in about), class_="claims"),
        ),
        ("Entered", markup.maker_and_day(entity.revision)),
    )
    label = element("b", entity.label)
    described = element("span", " ", entity.description if entity.names else None)
    more = element("details", element("summary", "More"), fields(rows))
    return joined(label, described, " ", mentions(markup, entity.id), more)


def _entity_name(name: object) -> Markup:
    text, type, language, basis = (getattr(name, f) for f in ("text", "type", "language", "basis"))
    name_markup = element("span", text, lang=language)
    notes = ", ".join(filter(None, (type if type != "main" else "", basis, language)))
    return joined(name_markup, element("span", f" ({notes})", class_="aside") if notes else None)
