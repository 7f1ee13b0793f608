"""What the page must tell of a record, worked out from the record alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from archive.model.assessments import Assessment
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.statements import Agent
from archive.wording.claims import numbers_of

VERDICTS = {
    "doubt": "doubted",
    "contradicted": "contradicted",
    "mixed": "mixed evidence",
    "unverifiable": "cannot be checked",
    "supported": "supported",
}
"""What the page calls each verdict."""

Facets = Mapping[str, Mapping[str, int]]


def counts(document: Document) -> Facets:
    """How many claims there are of each value of each facet, as the address of the page has them."""
    shown = [claim for claim in document.claims if claim.status != "rejected"]
    found: dict[str, Counter[str]] = {
        "kind": Counter(claim.kind for claim in shown),
        "commitment": Counter(claim.commitment for claim in shown),
        "who": Counter(who(claim, document) for claim in shown),
        "verdict": Counter(),
        "source": Counter(),
    }
    for claim in shown:
        found["verdict"].update({a.verdict for a in standing(claim, document)})
        found["source"].update(sources(claim, document) or {"none"})
    if set(found["source"]) == {"none"}:
        found["source"].clear()
    statuses = Counter(claim.status for claim in document.claims)
    if set(statuses) - {"accepted"}:
        found["status"] = Counter(statuses)
    return {name: dict(values) for name, values in found.items() if values}


IMPERSONAL = ("it is said", "Some say that")
"""The cues in the records of the tests that name nobody."""


def who(claim: Claim, document: Document) -> str:
    """On whose word it stands: `author`, `nobody`, an entity, or the first claim with such words.

    A group is nobody named unless one of its names has a large letter.
    """
    if not claim.attribution:
        return "author"
    for step in reversed(claim.attribution):
        words = [stretch.exact for stretch in step.cue]
        if step.claimant:
            entity = document.entity(step.claimant)
            large = any(name.text != name.text.lower() for name in entity.names)
            return entity.id if entity.type != "group" or large else "nobody"
        if words and " ".join(words) not in IMPERSONAL:
            return f":{list(numbers_of(document)).index(claim.id) + 1}"
    return "nobody"


def standing(claim: Claim, document: Document) -> list[Assessment]:
    """The assessments that stand: neither superseded nor rejected."""
    by_id = {a.id: a for a in document.assessments}
    superseded = {
        a.supersedes
        for a in by_id.values()
        if a.supersedes and replaces(a, by_id[a.supersedes], document)
    }
    return [
        a
        for a in by_id.values()
        if a.claim == claim.id and a.status != "rejected" and a.id not in superseded
    ]


def replaces(later: Assessment, earlier: Assessment, document: Document) -> bool:
    """A proposal replaces no decision, nothing let stand, and of a person only that of persons."""
    if later.status != "proposed":
        return later.status == "accepted"

    def maker(revision: str | None) -> Agent | None:
        by = document.revision(revision).by if revision else None
        return document.agent(by) if by else None

    last = earlier.history[-1] if earlier.history else None
    looked = maker(last.revision) if last and last.status == "proposed" else None
    if earlier.status != "proposed" or (looked and looked.type != "software"):
        return False
    own, other = maker(later.revision), maker(earlier.revision)
    return (
        own == other
        or (own is not None and own.type != "software")
        or (other is not None and other.type == "software")
    )


def sources(claim: Claim, document: Document) -> set[str]:
    """Its sources, but for those that somebody rejected."""
    named = {source.id for source in document.sources}
    own = (r for r in document.relations if r.subject == claim.id and r.status != "rejected")
    return {r.object for r in own if r.object in named}


def texts(document: Document) -> Iterator[str]:
    """What a reader must find of a record, whoever they are: sentences, reasons, evidence, names."""
    for block in document.text_blocks():
        # Where a mark has no width, the page says what stands there: an image, the call of a note.
        cuts = sorted({mark.start for mark in block.marks if mark.start == mark.end})
        for start, end in pairwise((0, *cuts, len(block.text))):
            yield block.text[start:end]
    for claim in document.claims:
        yield claim.restatement
        yield claim.reason or ""
        yield from (change.reason or "" for change in claim.history)
        yield from (stretch.exact for step in claim.attribution for stretch in step.cue)
    for found in document.assessments:
        yield found.reasoning
        yield from (evidence.quoted or "" for evidence in found.evidence)
    for source in document.sources:
        yield source.as_named
    for part in (*document.works, *document.entities):
        yield part.label
    for annotation in document.annotations:
        for name in ("text", "corrected", "tag"):
            yield getattr(annotation, name, "")
