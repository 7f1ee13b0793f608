"""Rules on metadata, dates and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.findings import Finding, note, pointer_step, warning
from archive.model.base import Model
from archive.model.blocks import Image, InlineImage, Link
from archive.model.dates import Day, edtf_bounds, instant_order
from archive.model.identifiers import address_problem
from archive.model.metadata import Genre, Keyword, StatedDate

if TYPE_CHECKING:
    from archive.model.document import Document


def metadata_left_out(document: Document) -> Iterator[Finding]:
    """Nobody has looked for a title, an author, a date or the language of the article.

    A field that is left out says that nobody has looked. Fill it in; or, if the article does not
    say, write "not-stated"; if there is none, "none".
    """
    metadata, publication = document.metadata, document.metadata.publication
    looked_for = {
        "titles": metadata.titles,
        "authors": metadata.authors,
        "languages": metadata.languages,
        "publication/published": publication.published or publication.written,
    }
    left_out = [name for name, value in looked_for.items() if value in ((), None)]
    if left_out and document.sections:
        yield note(
            "metadata-left-out",
            "/metadata",
            f"nobody has looked for: {', '.join(left_out)}",
            'where the article does not say, write "not-stated"',
        )


def dates_out_of_order(document: Document) -> Iterator[Finding]:
    """Dates contradict each other: published before it was written, received before published.

    Only what is certain is reported: the whole of one date lies before the whole of the other.
    """
    publication = document.metadata.publication
    stages = [
        (f"/metadata/publication/{name}", name, edtf_bounds(stated.date), stated.date)
        for name in ("written", "published", "updated")
        if isinstance(stated := getattr(publication, name), StatedDate)
    ]
    for earlier, later in pairwise(stages):
        if _before(later[2].latest, earlier[2].earliest):
            message = f"{later[1]} {later[3]}, but {earlier[1]} {earlier[3]}"
            yield warning("dates-out-of-order", f"{later[0]}/date", message)
    for number, capture in enumerate(document.captures):
        for _, name, bounds, date in stages[-1:] if capture.received_at else ():
            if _before(_day(capture.received_at or ""), bounds.earliest):
                message = f"{capture.id} was received at {capture.received_at}, but {name} {date}"
                yield warning("dates-out-of-order", f"/captures/{number}/received_at", message)
    for number, work in enumerate(document.works):
        if work.issued and work.accessed:
            issued, accessed = edtf_bounds(work.issued), edtf_bounds(work.accessed)
            if _before(accessed.latest, issued.earliest):
                message = f"{work.id} was accessed {work.accessed}, but issued {work.issued}"
                yield warning("dates-out-of-order", f"/works/{number}/accessed", message)


def _before(one: Day | None, other: Day | None) -> bool:
    return one is not None and other is not None and one < other


def _day(instant: str) -> Day:
    """The day before an instant's: in some time zone it was still that."""
    moment = instant_order(instant)
    return moment.year, moment.month, moment.day


def address_not_valid(document: Document) -> Iterator[Finding]:
    """An address is not a valid URI or IRI.

    It is kept as written, and nobody can follow it. A link in the text is as it was received, and
    may be relative; what is wrong with it is only a note.
    """
    for pointer, part in document.index.parts:
        for field in _address_fields(type(part)):
            value = part.__dict__[field]
            if value is None or not (problem := address_problem(value)):
                continue
            if not isinstance(part, Link | InlineImage | Image):
                yield warning("address-not-valid", f"{pointer}/{field}", problem)
            elif re.match("[A-Za-z][A-Za-z0-9+.-]*:", value):
                yield note("address-not-valid", f"{pointer}/{field}", problem)
    for key in document.extensions:
        if problem := address_problem(key):
            at = f"/extensions/{pointer_step(key)}"
            yield warning("address-not-valid", at, problem)


@cache
def _address_fields(cls: type[Model]) -> tuple[str, ...]:
    """The fields of a class that hold an address."""
    names = ["address", "uri", "base_iri"]
    if cls in (Keyword, Genre):
        names.append("scheme")
    if cls in (Link, InlineImage):
        names.append("target")
    return tuple(name for name in names if name in cls.model_fields)
