"""What is known of the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.model.basis import ABSENCES, Absence, Attested
from archive.model.metadata import Abstract
from archive.model.names import Name
from archive.view.html.markup import Content, Markup, element, joined
from archive.view.html.page.provenance import origin_place
from archive.view.html.page.value_markup import (
    NOT_SHOWN,
    MarkupRows,
    ValueMarkup,
    address,
    fields,
    identifiers,
)
from archive.wording.metadata_and_rights import NOBODY_LOOKED


def article_metadata(teller: ValueMarkup) -> Iterator[Markup]:
    """Yield what is known of the article, each value with what it rests on."""
    yield joined(fields(_metadata(teller)))


def _metadata(teller: ValueMarkup) -> MarkupRows:
    metadata = teller.document.metadata
    publication = metadata.publication
    looked: list[tuple[str, Any]] = [
        ("Title", metadata.titles),
        ("Author", metadata.authors),
        ("Appeared in", publication.container),
        ("Publisher", publication.publisher),
        ("Published", publication.published),
        ("Updated", publication.updated),
        ("Written", publication.written),
        ("Language", metadata.languages),
        ("Identifier", metadata.identifiers),
        ("Address", metadata.addresses),
        ("Abstract", metadata.abstract),
        ("Keyword", metadata.keywords),
        ("Genre", metadata.genre),
    ]
    unknown = []
    for label, value in looked:
        if isinstance(value, Absence):
            yield label, ABSENCES[value]
        elif not value:
            unknown.append(label.lower())
        else:
            for one in value if isinstance(value, tuple) else (value,):
                yield label, _stated(teller, one)
    for contributor in metadata.contributors:
        yield contributor.role.capitalize(), _stated(teller, contributor)
    for extent in publication.extents:
        yield extent.unit.capitalize(), _stated(teller, extent)
    yield "Remark", metadata.remark
    yield NOBODY_LOOKED.capitalize(), ", ".join(unknown)


def _stated(teller: ValueMarkup, value: Attested) -> Markup:
    """A value of the metadata with all that is said of it."""
    told: list[Content] = []
    if isinstance(value, Abstract) and teller.entries.withheld.text:
        return NOT_SHOWN
    codes = []
    for name, held in value.__dict__.items():
        if name in ("type", "language"):
            codes += [str(held)] if held else []
        elif name in ("basis", "rests_on", "certainty", "reason", "origin") or held in (None, ()):
            continue
        else:
            told.append(joined(", " if told else None, _value(teller, name, held)))
    if codes:
        told.append(element("span", f" ({', '.join(codes)})", class_="aside"))
    origin = getattr(value, "origin", None)
    found = f", found at {origin_place(origin)}" if origin else None
    ground = element("span", "(", teller.ground(value), found, ")", class_="aside")
    return joined(told, " ", ground)


def _value(teller: ValueMarkup, name: str, held: object) -> Markup:
    if isinstance(held, Name):
        return teller.name(held)
    if isinstance(held, tuple):
        return joined(identifiers(held))
    if name == "entity":
        return teller.name_link(str(held))
    if name in ("address", "uri", "scheme"):
        return joined(address(str(held)))
    return element("span", str(held))
