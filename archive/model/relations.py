"""Relations: typed links from a claim to a source that it names, or to another claim."""

from typing import ClassVar, Literal

from archive.model.attestation import Attested
from archive.model.base import IdFrom
from archive.model.references import ClaimId, RelatedId
from archive.model.statements import Statement
from archive.model.works import Evidence

ToSource = Literal["citesAsEvidence", "citesAsAuthority", "obtainsSupportFrom", "disputes"]
"""What a claim does with a source: CiTO's properties, in CiTO's direction."""

ToClaim = Literal["supports", "contradicts", "qualifies", "repeats"]
"""What a claim does to another claim: terms of our own, defined at `TERMS`."""

CITO = "http://purl.org/spar/cito/"
"""Where CiTO's properties have their addresses."""

TERMS = "https://w3id.org/annotated-archive/terms#"
"""Where our own terms have their addresses; docs/reference/terms.md defines them."""


class Relation(Attested, Statement):
    """A typed link from a claim."""

    _HEADLINE: ClassVar[str] = "predicate"
    _ID_FROM: ClassVar[IdFrom] = IdFrom(
        "rel", ("subject", "predicate", "object", "evidence.quoted"), first=3
    )

    subject: ClaimId
    """The claim that the link starts from."""
    predicate: ToSource | ToClaim
    """What the subject does: to a source (citesAsEvidence, citesAsAuthority, obtainsSupportFrom,
    disputes) or to another claim (supports, contradicts, qualifies, repeats)."""
    object: RelatedId
    """The source or claim that the link points to."""
    evidence: Evidence | None = None
    """Where in a work, and which words there."""
