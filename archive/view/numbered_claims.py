"""`NumberedClaims` has the claims of a record in brief, each with its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from archive.model.assessments import Assessment
from archive.model.claims import PLAIN_FIELDS, Claim
from archive.model.document import Document
from archive.model.relations import Relation
from archive.model.statements import Statement
from archive.model.works import Source
from archive.rights.withheld import NOTHING, Withheld
from archive.view.page_parts import Apart, Fields, Heading, Inset, Part, Run, Style, Text, text
from archive.wording import claims as wording
from archive.wording.annotations import comment
from archive.wording.entities_and_works import evidence, label, source
from archive.wording.grounds import basis, words_of
from archive.wording.statement_history import decision_and_maker, status_unless_accepted

_VERDICTS: dict[str, Style] = {"supported": "good", "contradicted": "bad"}
"""The styles of verdicts; for other verdicts it is "doubt"."""

_IN_WORDS = ("restatement", "kind", "commitment", "negated", "stance", "checkable")
"""Fields shown in the title of a claim, or in the rows "does" and "the author"."""

_LABELS = 13
"""The width in columns of the labels of a claim's fields."""

FieldRows = Iterator[tuple[str, Text]]
"""Labels, each with its value."""


class NumberedClaims:
    """The claims of a record by their numbers, and the fields that pages show of each."""

    def __init__(
        self, document: Document, withheld: Withheld = NOTHING, cues: Document | None = None
    ) -> None:
        """Number the claims of a record.

        Args:
            document: The record; without words if they are withheld.
            withheld: What is withheld.
            cues: The record with its words, whose cue words show who makes a claim.
        """
        self._document, self._withheld = document, withheld
        self._cues = cues or document
        self.numbers = wording.numbers_of(document)
        superseded = document.index.superseded
        self.replaced = {
            a.supersedes: a.id for a in document.assessments if a.supersedes in superseded
        }
        """The replacement of each superseded assessment."""

    @property
    def ordered(self) -> Sequence[Claim]:
        """The claims in the order of their numbers."""
        return [self._document.claim(id) for id in self.numbers]

    def number(self, claim: Claim) -> str:
        """Return the number of a claim."""
        return self.numbers[claim.id]

    def title(self, claim: Claim, level: Literal[1, 4]) -> Heading:
        """Return the number and the restatement of a claim."""
        number = Run(f"[{self.number(claim)}]", "name")
        return Heading((number, " ", Run(claim.restatement, "strong")), level)

    def reference(self, claim: Claim) -> str:
        """Return the number and the restatement of a claim, as another claim refers to it."""
        return f"[{self.number(claim)}] {claim.restatement}"

    def to_source(self, relation: Relation) -> str:
        """Return a relation to a source, in words."""
        label = source(self._document.source(relation.object), self._document)
        return f"{wording.predicate(relation.predicate)} {label}"

    def to_claim(self, relation: Relation, claim: Claim) -> str:
        """Return a relation in words, seen from a claim: `contradicted by [2] Trade rose.`."""
        if relation.subject == claim.id:
            predicate, other = wording.predicate(relation.predicate), relation.object
        else:
            predicate, other = wording.inverse_predicate(relation.predicate), relation.subject
        return f"{predicate} {self.reference(self._document.claim(other))}"

    def verdict(self, assessment: Assessment) -> Text:
        """Return the verdict and the rating of an assessment."""
        verdict: str = assessment.verdict
        if assessment.rating:
            verdict += f", {assessment.rating.scale}: {assessment.rating.value}"
        return painted_verdict(assessment, verdict)

    def comments(self, statement: Statement) -> FieldRows:
        """Yield the comments on a statement."""
        for on_it in self._document.index.comments_on.get(statement.id, ()):
            yield "comment", comment(on_it, self._document)

    # --- in brief ---

    def brief(self, claim: Claim) -> Part:
        """Return the part for a claim on the page of its record."""
        return Apart((self.title(claim, 4), Inset((claim_fields(self.rows(claim)),), 4)))

    def rows(self, claim: Claim) -> FieldRows:
        """Yield the main fields of a claim: labels, each with its value."""
        document = self._document
        yield "id", claim.id
        yield "words", words_of(claim.anchors)
        yield "does", wording.kind_and_commitment(claim)
        with_cues = self._cues.claim(claim.id)
        yield "who says it", wording.who_says(with_cues, document, self._withheld)
        yield from circumstances(claim)
        if claim.about:
            yield "about", ", ".join(label(id, document) for id in claim.about)
        yield from self._relations(claim)
        yield "status", text(painted_status(claim), f", {decision_and_maker(claim, document)}")
        for assessment in document.index.assessments_of.get(claim.id, ()):
            yield from self._assessment(assessment)
        yield from self.comments(claim)

    def _relations(self, claim: Claim) -> FieldRows:
        """Yield the sources of a claim, then the claims related to it in either direction."""
        document, claims = self._document, []
        if not document.sources_of(claim):
            with_cues = self._cues.claim(claim.id)
            yield "source", wording.without_source(with_cues, document, self._withheld)
        for relation in document.index.relations_from.get(claim.id, ()):
            if isinstance(document.get(relation.object), Source):
                yield "source", self.to_source(relation) + self._details(relation)
            else:
                claims.append(self.to_claim(relation, claim) + self._details(relation))
        for relation in document.index.relations_to.get(claim.id, ()):
            claims.append(self.to_claim(relation, claim) + self._details(relation))
        for other in claims:
            yield "claim", other

    def _details(self, relation: Relation) -> str:
        """Return the status of a relation, unless it is accepted, and the evidence."""
        see = f"; see {evidence(relation.evidence, self._document)}" if relation.evidence else ""
        return status_unless_accepted(relation) + see

    def _assessment(self, assessment: Assessment) -> FieldRows:
        status = status_unless_accepted(assessment)
        if assessment.id in self.replaced:
            status += " (superseded)"
        details = (
            f"{status}: {assessment.reasoning} [{decision_and_maker(assessment, self._document)}]"
        )
        yield "verdict", text(self.verdict(assessment), details)
        for piece in assessment.evidence:
            yield "evidence", evidence(piece, self._document)


def claim_fields(rows: FieldRows) -> Fields:
    """Return the part that shows the fields of a claim beside their labels."""
    return Fields(tuple(rows), _LABELS)


def painted_verdict(assessment: Assessment, words: str) -> Text:
    """Return words of an assessment; if it is accepted, in the style of its verdict."""
    if assessment.status != "accepted":
        return words
    return Run(words, _VERDICTS.get(assessment.verdict, "doubt"))


def further_fields(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the remaining simple fields of a claim, unless they have their default value."""
    for name, field in PLAIN_FIELDS.items():
        value = getattr(claim, name)
        if name not in _IN_WORDS and value != field.default:
            label = field.shown.label or name.replace("_", " ")
            yield label, str({True: "yes", False: "no"}.get(value, value))


def painted_status(statement: Statement) -> Text:
    """Return the status of a statement, in a style unless it is accepted."""
    return statement.status if statement.status == "accepted" else Run(statement.status, "doubt")


def circumstances(claim: Claim) -> FieldRows:
    """Yield the author's stance, the condition and the time of a claim, if known."""
    if claim.stance or claim.attribution:
        yield "the author", wording.stance(claim.stance)
    if claim.condition:
        yield "if", words_of(claim.condition)
    if claim.time:
        yield "time", f"{claim.time.date} ({basis(claim.time)})"
