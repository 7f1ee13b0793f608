"""Describes claims: number, kind, attribution, stance, sources and relations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.english import spaced
from archive.model.anchors import Anchor
from archive.model.claims import Attribution, Claim, Stance
from archive.model.document import Document
from archive.model.works import Source
from archive.rights.withheld import NOTHING, Withheld
from archive.wording.grounds import words_of
from archive.wording.voices import voice_in, voice_of

_STANCES: Mapping[Stance | None, str] = {
    "endorses": "endorses it",
    "neutral": "is neutral",
    "distances": "keeps a distance",
    None: "stance not recorded",
}
"""The words for each stance, after "the author". `STANCES` in the model explains each stance."""
_INVERSE_PREDICATES: Mapping[str, str] = {
    "supports": "supported by",
    "contradicts": "contradicted by",
    "qualifies": "qualified by",
    "repeats": "repeated by",
}
"""The words for each relation between claims, seen from the object of the relation."""


Numbers = Mapping[str, str]
"""The numbers of claims, by id; a question mark follows the number of a proposed claim."""


def numbers_of(document: Document) -> Numbers:
    """Return the numbers of the claims, in the order of the text; rejected claims come last."""
    order = {id: n for n, id in enumerate(document.index.blocks)}

    def reading_order(claim: Claim) -> tuple[bool, int, int]:
        first = next((one for one in claim.anchors if isinstance(one, Anchor)), None)
        block, start = (order[first.block], first.start) if first else (len(order), 0)
        return claim.status == "rejected", block, start

    marks = {"proposed": "?", "rejected": "!", "accepted": ""}
    return {
        claim.id: f"{n}{marks[claim.status]}"
        for n, claim in enumerate(sorted(document.claims, key=reading_order), start=1)
    }


def who_says(claim: Claim, document: Document, withheld: Withheld = NOTHING) -> str:
    """Return who makes a claim: all steps of its attribution, the outermost step first."""
    if not claim.attribution:
        return "the author"
    return ", citing ".join(_step(step, document, withheld) for step in claim.attribution)


def _step(step: Attribution, document: Document, withheld: Withheld) -> str:
    who = voice_in(step, document).label(document, withheld=bool(withheld.text))
    cue = f": {words_of(step.cue)}" if step.cue and not withheld.text else ""
    return f"{who} ({step.manner}{cue})"


def claimant(step: Attribution, document: Document) -> str:
    """Return the name of the claimant in one step of an attribution."""
    return voice_in(step, document).label(document)


def sources_of(claim: Claim, document: Document) -> Sequence[Source]:
    """Return the sources of a claim, except rejected ones."""
    relations = document.index.relations_from.get(claim.id, ())
    ids = dict.fromkeys(one.object for one in relations if one.status != "rejected")
    return [part for id in ids if isinstance(part := document.get(id), Source)]


def no_source(withheld: Withheld = NOTHING) -> str:
    """Return the words for a claim whose source is not recorded; the article may still name one."""
    return "none accepted" if withheld.accepted_only else "none recorded"


def without_source(claim: Claim, document: Document, withheld: Withheld = NOTHING) -> str:
    """Return the words for a claim whose source is not recorded; they name its claimant, if any.

    Args:
        claim: The claim.
        document: The record.
        withheld: What must not be shown.
    """
    voice = voice_of(claim, document)
    if voice.kind in ("author", "nobody"):
        return no_source(withheld)
    label = voice.label(document, withheld=bool(withheld.text))
    return f"{label}, not {'accepted' if withheld.accepted_only else 'recorded'} as a source"


def kind_and_commitment(claim: Claim) -> str:
    """Return the kind, commitment, negation and checkability of a claim."""
    parts: Sequence[str] = (
        claim.kind,
        claim.commitment,
        "says that something is not so" if claim.negated else "",
        {None: "", True: "can be checked", False: "cannot be checked"}[claim.checkable],
    )
    return ", ".join(filter(None, parts))


def stance(of_claim: Stance | None) -> str:
    """Return the author's stance on somebody else's claim, as words after "the author"."""
    return _STANCES[of_claim]


def predicate(name: str) -> str:
    """Return the predicate of a relation: `cites as evidence`."""
    return spaced(name)


def inverse_predicate(name: str) -> str:
    """Return the predicate of a relation as seen from its object: `contradicted by`."""
    return _INVERSE_PREDICATES[name]


def citing_claims(numbers: Sequence[str], withheld: Withheld = NOTHING) -> str:
    """Return the numbers of the claims that cite a source."""
    if numbers:
        return f"claims {', '.join(numbers)}"
    return f"no {'accepted ' if withheld.accepted_only else ''}claim cites it"
