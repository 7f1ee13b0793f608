"""The sign by which a claim is known wherever a page shows one for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from archive.model.assessments import Assessment, Verdict
from archive.model.claims import Claim, Kind
from archive.model.document import Document

GLYPHS: Sequence[str] = (*get_args(Kind), *get_args(Verdict))
"""The name of every sign."""

_GRAVEST_FIRST: Sequence[Verdict] = (
    "contradicted", "doubt", "mixed", "unverifiable", "supported",
)  # fmt: skip
"""Of several findings that stand, the one that a reader must not miss."""


def gravest_assessment(claim: Claim, document: Document) -> Assessment | None:
    """Return the finding about a claim that a sign shows: of those that count, the gravest.

    Doubts count until they are rejected or superseded, and so do verdicts; one that is merely
    proposed counts where there is neither a doubt nor a verdict that somebody accepted.
    """
    verdicts = document.verdicts_of(claim)
    accepted = [verdict for verdict in verdicts if verdict.status == "accepted"]
    count = [*document.doubts_of(claim), *accepted] or verdicts
    return min(count, key=lambda found: _GRAVEST_FIRST.index(found.verdict), default=None)


def glyph_of(claim: Claim, document: Document) -> str:
    """Return the name of a claim's sign: what was found about it, else what it does."""
    found = gravest_assessment(claim, document)
    return found.verdict if found else claim.kind
