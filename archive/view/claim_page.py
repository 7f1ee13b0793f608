"""The page of one claim: its words in the text, and all parts of the record about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Annotation
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.relations import Relation
from archive.model.statements import Statement
from archive.model.works import Source
from archive.text.sentences import sentence_around
from archive.view.numbered_claims import (
    FieldRows,
    NumberedClaims,
    circumstances,
    claim_fields,
    further_fields,
    painted_status,
)
from archive.view.page_parts import Heading, Inset, Items, Paragraph, Part, Parts, Run, Text, text
from archive.view.text_with_claims import TextWithClaims
from archive.wording import claims as wording
from archive.wording import entities_and_works, statement_history
from archive.wording.annotations import annotation_in_words
from archive.wording.grounds import basis, orphan, words_of
from archive.wording.voices import voice_in


def claim_parts(document: Document, id: str) -> Parts:
    """Return the parts of a page about one claim.

    Raises:
        NotInDocument: There is no such claim.
    """
    return tuple(_ClaimPage(document, document.claim(id)).parts())


class _ClaimPage:
    """A claim with all statements about it, each with its id, its maker and its history."""

    def __init__(self, document: Document, claim: Claim) -> None:
        self._document, self._claim = document, claim
        self._claims = NumberedClaims(document)
        index = document.index
        self._from = index.relations_from.get(claim.id, ())
        self._to = index.relations_to.get(claim.id, ())
        self._assessments = index.assessments_of.get(claim.id, ())

    def parts(self) -> Iterator[Part]:
        claim, document = self._claim, self._document
        yield self._claims.title(claim, 1)
        yield Paragraph(f"claim {claim.id} of record {document.id}")
        yield Heading("Its words")
        yield Inset(tuple(self._words()))
        yield Heading("What it says")
        yield Inset((claim_fields(self._content()),))
        for title, parts, without in (
            ("Who says it", self._chain(), "the author"),
            ("Sources it names", self._sources(), wording.without_source(claim, document)),
            ("Other claims", self._others(), "none is related to it"),
            ("Doubts and verdicts", self._findings(), "nobody has assessed it"),
        ):
            yield Heading(title)
            yield Inset(tuple(parts) or (Paragraph(without),))
        if beside := tuple(self._other_statements()):
            yield Heading("Other statements on these words")
            yield Inset((Items(beside),))
        yield Heading("Comments and history")
        yield Inset((claim_fields(self._comments_and_history(claim)),))
        if revisions := self._revisions():
            yield Heading("Revisions of the record with these changes")
            rows = ((id, statement_history.revision(id, document)) for id in revisions)
            yield Inset((claim_fields(rows),))

    def _words(self) -> Iterator[Part]:
        """Yield the words of the claim in their sentences, block by block, then the lost words."""
        claim, document = self._claim, self._document
        marked = TextWithClaims([claim], self._claims.numbers)
        anchors = [anchor for anchor in claim.anchors if isinstance(anchor, Anchor)]
        for id in dict.fromkeys(anchor.block for anchor in anchors):
            yield Paragraph(Run(id, "quiet"))
            yield Inset(
                (marked.excerpt(document.block(id), *_sentences_around(document, claim, id)),)
            )
        yield Items(tuple(orphan(lost) for lost in claim.anchors if isinstance(lost, Orphan)))

    def _content(self) -> FieldRows:
        yield from further_fields(self._claim)
        yield "does", wording.kind_and_commitment(self._claim)
        yield from circumstances(self._claim)
        for n, id in enumerate(self._claim.about):
            yield "" if n else "about", entities_and_works.disambiguated_label(id, self._document)

    def _chain(self) -> Iterator[Part]:
        """Yield the attribution chain, step by step, the outermost first."""
        if self._claim.attribution:
            yield claim_fields(self._steps())

    def _steps(self) -> FieldRows:
        document = self._document
        for n, step in enumerate(self._claim.attribution, start=1):
            voice = voice_in(step, document)
            known = (
                entities_and_works.disambiguated_label(voice.entity, document)
                if voice.entity
                else ""
            )
            is_nobody = voice.kind == "nobody"
            yield str(n), voice.label(document) if is_nobody or not known else known
            if is_nobody and known:
                yield "", known
            yield "", f"{step.manner}{f': {words_of(step.cue)}' if step.cue else ''}"

    def _sources(self) -> Iterator[Part]:
        for relation in self._from:
            if isinstance(source := self._document.get(relation.object), Source):
                rows: list[tuple[str, Text]] = []
                if source.named_at:
                    rows.append(("named in", words_of(source.named_at)))
                rows.append(("source", f"{source.id} ({basis(source)})"))
                rows += self._evidence(relation)
                yield from self._part(self._claims.to_source(relation), relation, rows)

    def _others(self) -> Iterator[Part]:
        claim = self._claim
        for relation in (*self._from, *self._to):
            other = relation.object if relation.subject == claim.id else relation.subject
            if isinstance(self._document.get(other), Claim):
                rows = [("claim", other), *self._evidence(relation)]
                yield from self._part(self._claims.to_claim(relation, claim), relation, rows)

    def _evidence(self, relation: Relation) -> FieldRows:
        if relation.evidence:
            yield "evidence", entities_and_works.evidence(relation.evidence, self._document)
        if _has_basis(relation):
            yield "basis", basis(relation)

    def _findings(self) -> Iterator[Part]:
        """Yield the assessments of the claim."""
        for assessment in self._assessments:
            rows: list[tuple[str, Text]] = [("because", assessment.reasoning)]
            rows += (
                ("evidence", entities_and_works.evidence(e, self._document))
                for e in assessment.evidence
            )
            if assessment.supersedes:
                rows.append(("supersedes", assessment.supersedes))
            if later := self._claims.replaced.get(assessment.id):
                rows.append(("replaced by", later))
            yield from self._part(self._claims.verdict(assessment), assessment, rows)

    def _part(
        self, title: Text, statement: Statement, rows: Sequence[tuple[str, Text]]
    ) -> Iterator[Part]:
        """Yield the parts for a statement about the claim: its content, then its other fields."""
        yield Paragraph(text(title, statement_history.status_unless_accepted(statement)))
        known = (("id", statement.id), *rows, *self._comments_and_history(statement))
        yield Inset((claim_fields(iter(known)),))

    def _comments_and_history(self, statement: Statement) -> FieldRows:
        """Yield the comments on a statement, its status, its maker and its history."""
        document = self._document
        yield from self._claims.comments(statement)
        yield "status", painted_status(statement)
        yield "made", statement_history.revision_maker(statement.revision, document)
        if not (isinstance(statement, Relation) and _has_basis(statement)):
            if statement.certainty is not None:
                yield "certainty", str(statement.certainty)
            if statement.reason:
                yield "reason", statement.reason
        for change in statement.history:
            yield change.status, statement_history.change(change, document)
        for n, identifier in enumerate(statement.identifiers):
            yield "" if n else "known as", entities_and_works.identifier(identifier)

    def _revisions(self) -> Sequence[str]:
        """Return the revisions that made or changed the claim or statements about it, in order."""
        comments_on = self._document.index.comments_on
        own: list[Statement] = [self._claim, *self._from, *self._to, *self._assessments]
        own += [comment for part in own for comment in comments_on.get(part.id, ())]
        named = {part.revision for part in own}
        named |= {change.revision for part in own for change in part.history}
        return [revision.id for revision in self._document.revisions if revision.id in named]

    def _other_statements(self) -> Iterator[str]:
        """Yield other statements on these words: names, dates, corrections, tags, other claims."""
        document, claim = self._document, self._claim
        statements: dict[str, Claim | Annotation] = {}
        for anchor in claim.anchors:
            if isinstance(anchor, Anchor):
                here = document.overlapping(anchor.block, anchor.start, anchor.end)
                statements |= {statement.id: statement for statement in here}
        for statement in statements.values():
            if statement.id == claim.id or getattr(statement, "on", None) == claim.id:
                continue
            if isinstance(statement, Claim):
                words = f"also {statement.id}: {self._claims.reference(statement)}"
                words += statement_history.status_unless_accepted(statement)
            else:
                words = annotation_in_words(statement, document)
            yield f"{words_of(statement.anchors)} {words}"


def _has_basis(relation: Relation) -> bool:
    """Return whether a relation has a basis; certainty and reason are then shown with it."""
    return bool(relation.basis or relation.rests_on)


def _sentences_around(document: Document, claim: Claim, block: str) -> tuple[int, int]:
    """Return the range of the sentences with a claim's words, cues and condition in a block.

    One more sentence is included on either side.
    """
    text = document.block(block).text
    cues = (stretch for step in claim.attribution for stretch in step.cue)
    here = [
        stretch
        for stretch in (*claim.anchors, *claim.condition, *cues)
        if isinstance(stretch, Anchor) and stretch.block == block
    ]
    start, end = min(anchor.start for anchor in here), max(anchor.end for anchor in here)
    start, end = sentence_around(text, start, end)
    return sentence_around(text, max(start - 1, 0), min(end + 1, len(text)))
