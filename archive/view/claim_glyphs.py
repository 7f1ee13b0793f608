"""`glyph_of` returns the glyph of a claim: its gravest assessment or, without one, its kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from archive.model.assessments import Assessment, Verdict
from archive.model.claims import Claim, Kind
from archive.model.document import Document

GLYPHS: Sequence[str] = (*get_args(Kind), *get_args(Verdict))
"""The name of every glyph."""

_GRAVEST_FIRST: Sequence[Verdict] = (
    "contradicted", "doubt", "mixed", "unverifiable", "supported",
)  # fmt: skip
"""The verdicts; those that a reader must not miss come first."""


def gravest_assessment(claim: Claim, document: Document) -> Assessment | None:
    """Return the gravest current assessment of a claim, which its glyph shows.

    Doubts and verdicts count until they are rejected or superseded. A verdict that is only proposed
    counts if the claim has neither a doubt nor an accepted verdict.
    """
    verdicts = document.verdicts_of(claim)
    accepted = [verdict for verdict in verdicts if verdict.status == "accepted"]
    count = [*document.doubts_of(claim), *accepted] or verdicts
    return min(count, key=lambda assessment: _GRAVEST_FIRST.index(assessment.verdict), default=None)


def glyph_of(claim: Claim, document: Document) -> str:
    """Return the name of a claim's glyph: its gravest assessment or, without one, its kind."""
    assessment = gravest_assessment(claim, document)
    return assessment.verdict if assessment else claim.kind
