"""Assessments: verdicts on a claim with their evidence, and doubts about it."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from archive.model.base import IdFrom, Line, Model, Words
from archive.model.references import AssessmentId, ClaimId
from archive.model.statements import Statement
from archive.model.works import Evidence

Verdict = Literal["supported", "contradicted", "mixed", "unverifiable", "doubt"]
"""What was found."""

VERDICTS: Mapping[Verdict, str] = {
    "supported": "the evidence supports the claim",
    "contradicted": "the evidence contradicts the claim",
    "mixed": "the evidence does both",
    "unverifiable": "there is no evidence to be had",
    "doubt": "there is a reason to doubt the claim, and no evidence has been identified",
}
"""What each word for a verdict means."""

WITHOUT_EVIDENCE: frozenset[Verdict] = frozenset({"unverifiable", "doubt"})
"""The verdicts that may name no evidence: their reasoning stands in its place."""


class Rating(Model):
    """The same verdict in somebody's own words, as a fact-checking desk prints it."""

    scale: Line
    """The scale: its name or address."""
    value: Line
    """The value on that scale."""


class Assessment(Statement):
    """What somebody found about a claim: a verdict with evidence, or a doubt.

    The reviewer is `by`, the date `at`, the certainty that of the verdict. Without evidence it can
    only be a doubt, or `unverifiable`, whose reasoning says what was looked for and where.
    """

    _HEADLINE: ClassVar[str] = "verdict"
    _ID_FROM: ClassVar[IdFrom] = IdFrom("as", ("verdict",))

    claim: ClaimId
    """The claim."""
    verdict: Verdict
    """What was found."""
    rating: Rating | None = None
    """The verdict on another scale."""
    reasoning: Words
    """How the verdict follows from the evidence, why there is a doubt, or, of `unverifiable`, what
    was looked for and where."""
    evidence: tuple[Evidence, ...] = ()
    """What it rests on: works, with the words that stand there."""
    supersedes: AssessmentId | None = None
    """The earlier assessment of the claim that it replaces."""

    @property
    def is_doubt_without_evidence(self) -> bool:
        """Whether it is a doubt that names no evidence, and so stays proposed."""
        return self.verdict == "doubt" and not self.evidence
