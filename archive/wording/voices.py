"""Whose voice is heard in a claim: the author's, that of somebody named, or nobody's."""

from __future__ import annotations

from typing import Literal, NamedTuple

from archive.model.claims import Claim
from archive.model.document import Document


class Voice(NamedTuple):
    """On whose word a claim stands, in one word."""

    kind: Literal["author", "named", "nobody"]
    entity: str | None = None
    """The id of who says it, if he is named; or the one of those without a name, if anybody."""


AUTHOR = Voice("author")
"""Nobody else says so."""


def voice_of(claim: Claim, document: Document) -> Voice:
    """Return on whose word a claim stands.

    Of a chain it is the innermost step of which a claimant is known: in "the poem says that some
    say", those who say it. A claimant who has no name is nobody named, and so is one whom nobody
    has identified.
    """
    if not claim.attribution:
        return AUTHOR
    for step in reversed(claim.attribution):
        if step.claimant is not None:
            named = document.entity(step.claimant).names
            return Voice("named" if named else "nobody", step.claimant)
    return Voice("nobody")
