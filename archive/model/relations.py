"""Relations: typed links from a claim to a source, or to another claim."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from archive.model.base import IdFrom
from archive.model.basis import Attested
from archive.model.references import ClaimId, RelatedId
from archive.model.statements import Statement
from archive.model.works import Evidence

ToSource = Literal["citesAsEvidence", "citesAsAuthority", "obtainsSupportFrom", "disputes"]
"""Relations from a claim to a source: properties of CiTO, with CiTO's direction."""

TO_SOURCE: Mapping[ToSource, str] = {
    "citesAsEvidence": "the claim names the source as factual evidence",
    "citesAsAuthority": "the claim names the source as an authority",
    "obtainsSupportFrom": "the source says the same or something that backs the claim, and the "
    "article says that it does",
    "disputes": "the claim contradicts what the source says",
}
"""What each property means here."""

ToClaim = Literal["supports", "contradicts", "qualifies", "repeats"]
"""Relations from a claim to another claim: our own terms, defined at `TERMS`."""

TO_CLAIM: Mapping[ToClaim, str] = {
    "supports": "the subject is offered as a reason for the object",
    "contradicts": "subject and object cannot both be true in the sense in which the article "
    "states them",
    "qualifies": "the subject limits the object, or says under which circumstances it holds, "
    "without denying it",
    "repeats": "the subject asserts again what the object asserts, in the same or in other words",
}
"""What each term means; docs/reference/terms.md explains the terms."""

CITO = "http://purl.org/spar/cito/"
"""The namespace of CiTO's properties."""

TERMS = "https://w3id.org/annotated-archive/terms#"
"""The namespace of our own terms; docs/reference/terms.md defines them."""


class Relation(Attested, Statement):
    """A typed link from a claim."""

    _HEADLINE: ClassVar[str] = "predicate"
    _ID_FROM: ClassVar[IdFrom] = IdFrom("rel", ("predicate",))

    subject: ClaimId
    """The claim that the link starts from."""
    predicate: ToSource | ToClaim
    """The type of the relation: to a source (citesAsEvidence, citesAsAuthority, obtainsSupportFrom,
    disputes) or to another claim (supports, contradicts, qualifies, repeats)."""
    object: RelatedId
    """The source or claim that the link points to."""
    evidence: Evidence | None = None
    """A place in a work that shows the relation, with the quoted words."""
