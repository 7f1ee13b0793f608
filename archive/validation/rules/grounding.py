"""Rules on what only the data say: numbers, names and works that the article does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.english import listed
from archive.findings import Finding, short, warning
from archive.model.annotations import Citation, Mention
from archive.model.walk import walk
from archive.validation.known_names import KnownNames
from archive.validation.known_numbers import KnownNumbers
from archive.validation.usage import is_used

if TYPE_CHECKING:
    from archive.model.basis import Attested
    from archive.model.document import Document
    from archive.model.entities import Entity


_ADD_TIME = "mend the number, or say a date that the words imply under time, and what it rests on"


def restatement_number_not_in_article(document: Document) -> Iterator[Finding]:
    """A restatement has a number or a date that the article does not have.

    Neither the words of the claim, nor the rest of the text, nor the metadata and dates of the
    record have it. Numbers are compared by value, in digits and in the words of English, German,
    French and Spanish: "5,000", "five thousand". Nothing is calculated: write "5,000 of 9,000" and
    not "more than half", which the article does not say. Correct the number, or give the day that
    the words mean under `time`, with the words it rests on or a reason: a time without either
    counts for nothing.
    """
    claims = [(n, claim) for n, claim in enumerate(document.claims) if claim.status != "rejected"]
    if not claims or not document.text_blocks():
        return
    known = KnownNumbers(document)
    for number, claim in claims:
        if unknown := list(dict.fromkeys(known.unknown_in(claim))):
            yield warning(
                "restatement-number-not-in-article",
                f"/claims/{number}/restatement",
                f"{claim.id} has {listed([*map(short, unknown)])}, and the article does not",
                _ADD_TIME,
            )


_ADD_NAME = (
    "add the name that the article prints, take it out, or say that the basis is external and why"
)


def entity_not_in_article(document: Document) -> Iterator[Finding]:
    """The record names somebody or something that the article does not name.

    A statement, a source or a mention refers to it, and neither the text nor the metadata has one
    of its names: no whole name, no inflected form, no part ("Merkel"), no initials. For a group the
    words of its description count too. An entity that is known from elsewhere has the basis
    `external`, with a reason or an identifier.
    """
    if not (document.entities and document.text_blocks()):
        return
    named_in_metadata = {getattr(part, "entity", None) for _, part in walk(document.metadata)}
    known = KnownNames(document)
    for number, entity in enumerate(document.entities):
        if entity.id in named_in_metadata or not is_used(document, entity.id):
            continue
        if not (_is_from_elsewhere(entity, _bases(entity)) or known.has_entity(entity)):
            yield warning(
                "entity-not-in-article",
                f"/entities/{number}",
                f"the article does not name {entity.id} ({short(entity.label)})",
                _ADD_NAME,
            )


def work_not_in_article(document: Document) -> Iterator[Finding]:
    """The record says that the article speaks of a work, and the article does not name it.

    A source is this work, or a claim or mention is about it, and neither the text nor the metadata
    has its title, an identifier, its address, also in links, or its author or publisher with the
    year or a word of the title. Evidence of a verdict comes from outside and is not compared. A
    work known from elsewhere has the basis `external`, with a reason, identifier or address.
    """
    if not (document.works and document.text_blocks()):
        return
    referred_to = {*_referred_to(document)}
    known = KnownNames(document)
    for number, work in enumerate(document.works):
        if work.id not in referred_to:
            continue
        if not (_is_from_elsewhere(work, {work.basis}) or known.has_work(work)):
            yield warning(
                "work-not-in-article",
                f"/works/{number}",
                f"the article does not name {work.id} ({short(work.label)})",
                _ADD_NAME,
            )


def _referred_to(document: Document) -> Iterator[str | None]:
    """The ids of what sources, claims, mentions and citations refer to."""
    yield from (source.work for source in document.sources)
    for claim in document.claims:
        yield from claim.about
    for annotation in document.annotations:
        if isinstance(annotation, Mention):
            yield annotation.refers_to
        elif isinstance(annotation, Citation):
            yield annotation.cites


def _bases(entity: Entity) -> set[str | None]:
    """The basis of an entity, or else the bases of its names."""
    return {entity.basis} if entity.basis else {name.basis for name in entity.names}


def _is_from_elsewhere(part: Attested, bases: set[str | None]) -> bool:
    """Whether a part is not printed according to its basis, and says what it rests on."""
    grounds = ("reason", "rests_on", "identifiers", "address")
    has_ground = any(getattr(part, name, None) for name in grounds)
    return bases == {"embedded"} or (bases.isdisjoint({"printed", None}) and has_ground)
