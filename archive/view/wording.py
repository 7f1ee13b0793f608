"""Values of a record in words for people; all of it safe for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from archive.model.anchors import Anchor, Orphan
from archive.model.attestation import Absence, Attested, Judged
from archive.model.captures import Capture
from archive.model.claims import Attribution, Claim
from archive.model.document import Document
from archive.model.licences import recognise
from archive.model.metadata import Contributor, Metadata
from archive.model.names import Identifier
from archive.model.rights import Rights
from archive.model.statements import Statement
from archive.model.works import Evidence, Source, Withdrawal
from archive.report import safe

NOBODY_LOOKED = "nobody has looked"
"""Said of what is left out."""

STANCES = {
    "endorses": "endorses it",
    "neutral": "is neutral",
    "distances": "keeps a distance",
    None: "nobody has decided what the author makes of it",
}
"""What the author does with a claim of somebody else."""

_ABSENT = {Absence.NOT_STATED: "the article does not say", Absence.NONE: "there is none"}
_BASIS = {
    None: "basis not given",
    "printed": "printed in the article",
    "inferred": "inferred from the article's words",
    "external": "added from outside the article",
    "conjecture": "a guess",
}
_PREDICATES = {
    "citesAsEvidence": "cites as evidence",
    "citesAsAuthority": "cites as authority",
    "obtainsSupportFrom": "obtains support from",
}
_TOLD = {
    "supports": "supported by",
    "contradicts": "contradicted by",
    "qualifies": "qualified by",
    "repeats": "repeated by",
}


def quoted(text: str) -> str:
    """The exact words, in quotation marks."""
    return f"“{safe(text)}”"


def words_of(stretches: Iterable[Anchor | Orphan]) -> str:
    """The words of some stretches; what is lost says so."""
    return " … ".join(
        quoted(part.exact) + (" (lost)" if isinstance(part, Orphan) else "") for part in stretches
    )


def basis(value: Attested) -> str:
    """What a value rests on: `inferred from the article's words, certainty high: "…"`."""
    parts = [_BASIS[value.basis], *_certainty(value)]
    if value.rests_on:
        parts.append(
            "from " + " … ".join(quoted(_shortened(part.exact)) for part in value.rests_on)
        )
    return ", ".join(parts) + _reason(value)


def _certainty(value: Judged) -> Iterator[str]:
    if value.certainty is not None:
        yield f"certainty {value.certainty}"


def _reason(value: Judged) -> str:
    return f": {safe(value.reason)}" if value.reason else ""


def _shortened(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:38].rstrip()} […] {words[-38:].lstrip()}"


def judgement(value: Judged) -> str:
    """How sure somebody is, and why, in brackets; empty where nobody has said."""
    told = f"{''.join(_certainty(value))}{_reason(value)}".removeprefix(": ")
    return f" ({told})" if told else ""


# --- what the article is ---


def known(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Yield a label and what is known for each field; several values of one field, one by one.

    What nobody has looked at comes last, in one line.
    """
    unknown = []
    for label, value in _fields(metadata):
        if value:
            yield label, value
        else:
            unknown.append(label)
    if unknown:
        yield NOBODY_LOOKED, ", ".join(unknown)


def _fields(metadata: Metadata) -> Iterator[tuple[str, str]]:
    publication = metadata.publication
    yield from _field("title", metadata.titles, lambda title: title.text)
    yield from _field("author", metadata.authors, _contributor)
    for contributor in metadata.contributors:
        yield safe(contributor.role), f"{_contributor(contributor)} ({basis(contributor)})"
    yield from _field("appeared in", publication.container, lambda c: f"{c.title}, {c.type}")
    yield from _field(
        "publisher", publication.publisher, lambda p: ", ".join(filter(None, (p.name, p.place)))
    )
    for label in ("published", "updated", "written"):
        yield from _field(label, getattr(publication, label), lambda stated: stated.date)
    for extent in publication.extents:
        yield extent.unit, f"{safe(extent.value)} ({basis(extent)})"
    yield from _field("language", metadata.languages, lambda language: language.tag)
    yield from _field("identifier", metadata.identifiers, identifier)
    yield from _field("address", metadata.addresses, lambda stated: stated.address)
    yield from _field("abstract", metadata.abstract, lambda abstract: abstract.text)
    yield from _field("keyword", metadata.keywords, lambda keyword: keyword.term)
    yield from _field("genre", metadata.genre, lambda genre: genre.term)
    if metadata.remark:
        yield "remark", safe(metadata.remark)


def _field(label: str, value: Any, shown: Callable[[Any], str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, Absence):
        yield label, _ABSENT[value]
    elif not value:
        yield label, ""
    else:
        for one in value if isinstance(value, tuple) else (value,):
            yield label, f"{safe(shown(one))} ({basis(one)})"


def _contributor(contributor: Contributor) -> str:
    numbers = "".join(f", {identifier(number)}" for number in contributor.identifiers)
    return safe(f"{contributor.name}{numbers}")


def identifier(value: Identifier) -> str:
    """An identifier with its scheme: `DOI 10.1000/182`."""
    return safe(f"{value.scheme} {value.value}")


def rights(value: Rights | None) -> str:
    """The rights in one layer: what they amount to, the notice, the holders, the basis."""
    if value is None:
        return NOBODY_LOOKED
    licence = recognise(value.uri) if value.uri else None
    parts = [
        licence.name if licence else "",
        safe(value.uri or "no licence or statement is certain"),
    ]
    if isinstance(value.notice, Absence):
        parts.append(f"notice: {_ABSENT[value.notice]}")
    elif value.notice:
        parts.append(f"notice {quoted(value.notice)}")
    if value.holders:
        parts.append(f"held by {safe(', '.join(value.holders))}")
    return f"{', '.join(filter(None, parts))} ({basis(value)})"


def capture(value: Capture, document: Document) -> str:
    """What was received: file, size, when and from where."""
    parts = [safe(value.file), f"{value.size_bytes:,} bytes of {value.media_type}"]
    if value.address:
        parts.append(f"from {safe(value.address)}")
    if value.received_at:
        parts.append(f"received {value.received_at}")
    if value.received_by:
        parts.append(f"by {agent(value.received_by, document)}")
    return ", ".join(parts)


# --- what is said about it ---


def agent(id: str | None, document: Document) -> str:
    """The name of who made a statement."""
    return safe(document.agent(id).name) if id else "somebody unnamed"


def maker(statement: Statement, document: Document) -> str:
    """Who made a statement, when, how sure they are, and why."""
    revision = document.revision(statement.revision) if statement.revision else None
    by, at = (revision.by, revision.at) if revision else (None, None)
    when = f", {at}" if at else ""
    return f"by {agent(by, document)}{when}{judgement(statement)}"


def status_unless_accepted(statement: Statement) -> str:
    """The status in brackets; empty for what is accepted."""
    return "" if statement.status == "accepted" else f" ({statement.status})"


def who_says(claim: Claim, document: Document) -> str:
    """On whose word a claim is passed on, the outermost step first."""
    if not claim.attribution:
        return "the author"
    return ", who passes on ".join(_step(step, document) for step in claim.attribution)


def _step(step: Attribution, document: Document) -> str:
    claimant = safe(document.entity(step.claimant).label) if step.claimant else "somebody unnamed"
    cue = f": {words_of(step.cue)}" if step.cue else ""
    return f"{claimant} ({step.manner}{cue})"


def source(value: Source, document: Document) -> str:
    """A source as the article names it, then who and what is behind it, as far as known."""
    behind = []
    if value.agent:
        behind.append(safe(document.entity(value.agent).label))
    if value.work:
        behind.append(work(value.work, document))
    known = "; ".join(behind) or "nobody has found out who or what that is"
    return f"{quoted(value.as_named)}: {known}"


def work(id: str, document: Document) -> str:
    """A work: authors, title, date, address or first identifier; and that it was withdrawn."""
    found = document.work(id)
    parts = [", ".join(map(str, found.author)), found.label, found.issued or ""]
    parts.append(found.address or "".join(identifier(i) for i in found.identifiers[:1]))
    return safe(", ".join(filter(None, parts))) + _withdrawal(found.withdrawn)


def _withdrawal(found: Withdrawal | None) -> str:
    if found is None:
        return ""
    when = f" {found.date}" if found.date else ""
    return f" (withdrawn{when}{f': {safe(found.reason)}' if found.reason else ''})"


def evidence(value: Evidence, document: Document) -> str:
    """A place in a work and the words that stand there."""
    where = f", {value.locator.unit} {value.locator.value}" if value.locator else ""
    words = f": {quoted(value.quoted)}" if value.quoted else ""
    return f"{work(value.work, document)}{safe(where)}{words}"


def predicate(name: str) -> str:
    """What a claim does to a source or to another claim: `cites as evidence`."""
    return _PREDICATES.get(name, name)


def predicate_from_behind(name: str) -> str:
    """The same, told of the claim that it is done to: `contradicted by`."""
    return _TOLD[name]


def does(claim: Claim) -> str:
    """What the words of a claim do, on their separate axes."""
    parts: Sequence[str] = (
        claim.kind,
        claim.commitment,
        "says that something is not so" if claim.negated else "",
        {None: "", True: "can be checked", False: "cannot be checked"}[claim.checkable],
    )
    return ", ".join(filter(None, parts))
