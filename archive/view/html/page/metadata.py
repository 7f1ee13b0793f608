"""The metadata of the article on the page, each value with its grounds."""

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


def article_metadata(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the metadata of the article, each value with its grounds."""
    yield joined(fields(_metadata(markup)))


def _metadata(markup: ValueMarkup) -> MarkupRows:
    metadata = markup.document.metadata
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
                yield label, _stated(markup, one)
    for contributor in metadata.contributors:
        yield contributor.role.capitalize(), _stated(markup, contributor)
    for extent in publication.extents:
        yield extent.unit.capitalize(), _stated(markup, extent)
    yield "Remark", metadata.remark
    yield NOBODY_LOOKED.capitalize(), ", ".join(unknown)


def _stated(markup: ValueMarkup, value: Attested) -> Markup:
    """Return a value of the metadata with its grounds."""
    pieces: list[Content] = []
    if isinstance(value, Abstract) and markup.entries.withheld.text:
        return NOT_SHOWN
    codes = []
    for name, held in value.__dict__.items():
        if name in ("type", "language"):
            codes += [str(held)] if held else []
        elif name in ("basis", "rests_on", "certainty", "reason", "origin") or held in (None, ()):
            continue
        else:
            pieces.append(joined(", " if pieces else None, _value(markup, name, held)))
    if codes:
        pieces.append(element("span", f" ({', '.join(codes)})", class_="aside"))
    origin = getattr(value, "origin", None)
    found_at = f", found at {origin_place(origin)}" if origin else None
    ground = element("span", "(", markup.ground(value), found_at, ")", class_="aside")
    return joined(pieces, " ", ground)


def _value(markup: ValueMarkup, name: str, held: object) -> Markup:
    if isinstance(held, Name):
        return markup.name(held)
    if isinstance(held, tuple):
        return joined(identifiers(held))
    if name == "entity":
        return markup.name_link(str(held))
    if name in ("address", "uri", "scheme"):
        return joined(address(str(held)))
    return element("span", str(held))
