"""Rules on data without support in the article: numbers, names and works."""

from __future__ import annotations

from collections.abc import Iterator

from archive.english import listed
from archive.findings import Finding, short, warning
from archive.model.annotations import Citation, Mention
from archive.model.basis import Attested
from archive.model.document import Document
from archive.model.entities import Entity
from archive.model.walk import walk
from archive.validation.known_names import known_names
from archive.validation.known_numbers import KnownNumbers
from archive.validation.usage import is_used

_ADD_TIME = 'correct the number, or add a date that the words imply under "time", with "rests_on"'


def restatement_number_not_in_article(document: Document) -> Iterator[Finding]:
    """A restatement has a number or a date that the article does not have.

    The number is neither in the words of the claim, nor in the rest of the text, nor in the
    metadata and dates of the record. Numbers are compared by value, in digits and in English,
    German, French and Spanish words: "5,000", "five thousand". Calculated numbers are not accepted:
    write "5,000 of 9,000" and not "more than half". Correct the number. For a date that the words
    imply, add the day under `time`, with `rests_on` or a reason; a time without either is ignored.
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
                f"{claim.id} has {listed([*map(short, unknown)])}, but the article does not",
                _ADD_TIME,
            )


_ADD_NAME = (
    'add the name that the article prints, remove it, or set the basis "external" with a reason'
)


def entity_not_in_article(document: Document) -> Iterator[Finding]:
    """An entity of the record is not named in the article.

    A statement, a source or a mention refers to it, but neither the text nor the metadata has one
    of its names: no whole name, no inflected form, no part ("Merkel"), no initials. For a group,
    the words of its description count too. An entity that is known from elsewhere needs the basis
    `external`, with a reason or an identifier.
    """
    if not (document.entities and document.text_blocks()):
        return
    named_in_metadata = {getattr(part, "entity", None) for _, part in walk(document.metadata)}
    known = known_names(document)
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
    """A work of the record is not named in the article.

    The work is behind a source, or a claim or mention is about it, but neither the text nor the
    metadata has its title, an identifier, its address (in links too), or its author or publisher
    with the year or a word of the title. Evidence for a verdict comes from outside the article and
    is not checked. A work that is known from elsewhere needs the basis `external`, with a reason,
    identifier or address.
    """
    if not (document.works and document.text_blocks()):
        return
    referred_to = {*_referred_to(document)}
    known = known_names(document)
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
    """Yield the ids to which sources, claims, mentions and citations refer."""
    yield from (source.work for source in document.sources)
    for claim in document.claims:
        yield from claim.about
    for annotation in document.annotations:
        if isinstance(annotation, Mention):
            yield annotation.refers_to
        elif isinstance(annotation, Citation):
            yield annotation.cites


def _bases(entity: Entity) -> set[str | None]:
    """Return the basis of an entity, or, if it has none, the bases of its names."""
    return {entity.basis} if entity.basis else {name.basis for name in entity.names}


def _is_from_elsewhere(part: Attested, bases: set[str | None]) -> bool:
    """Whether the basis of a part is not `printed`, and a reason or reference supports it."""
    grounds = ("reason", "rests_on", "identifiers", "address")
    has_ground = any(getattr(part, name, None) for name in grounds)
    return bases == {"embedded"} or (bases.isdisjoint({"printed", None}) and has_ground)
