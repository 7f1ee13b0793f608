"""Assessments: verdicts on a claim, with evidence, and doubts about a claim."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from archive.model.base import IdFrom, Line, Model, Words
from archive.model.references import AssessmentId, ClaimId
from archive.model.statements import Statement
from archive.model.works import Evidence

Verdict = Literal["supported", "contradicted", "mixed", "unverifiable", "doubt"]
"""The result of an assessment."""

VERDICTS: Mapping[Verdict, str] = {
    "supported": "the evidence supports the claim",
    "contradicted": "the evidence contradicts the claim",
    "mixed": "the evidence partly supports and partly contradicts the claim",
    "unverifiable": "no evidence can be found",
    "doubt": "there is a reason to doubt the claim, and no evidence has been identified",
}
"""What each verdict means."""

WITHOUT_EVIDENCE: frozenset[Verdict] = frozenset({"unverifiable", "doubt"})
"""The verdicts that need reasoning but no evidence."""


class Rating(Model):
    """The verdict on the reviewer's own scale, as a fact-checking organisation prints it."""

    scale: Line
    """The name or address of the scale."""
    value: Line
    """The value on that scale."""


class Assessment(Statement):
    """A review of a claim: a verdict with evidence, or a doubt.

    The `revision` has the reviewer and the date; `certainty` is that of the verdict. Without
    evidence, the verdict can only be `doubt` or `unverifiable`.
    """

    _HEADLINE: ClassVar[str] = "verdict"
    _ID_FROM: ClassVar[IdFrom] = IdFrom("as", ("verdict",))

    claim: ClaimId
    """The claim that was reviewed."""
    verdict: Verdict
    """The result of the review."""
    rating: Rating | None = None
    """The verdict on another scale."""
    reasoning: Words
    """How the verdict follows from the evidence; for `doubt`, the reason for the doubt; for
    `unverifiable`, what was searched for and where."""
    evidence: tuple[Evidence, ...] = ()
    """The evidence: works, with the words quoted from them."""
    supersedes: AssessmentId | None = None
    """The earlier assessment of the same claim that this one replaces."""

    @property
    def is_doubt_without_evidence(self) -> bool:
        """Whether this is a doubt without evidence; such a doubt stays proposed."""
        return self.verdict == "doubt" and not self.evidence
