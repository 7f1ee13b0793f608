"""Claims on a page: in a table, in brief, and one with all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import (
    Annotation,
    Citation,
    Comment,
    Correction,
    DateMention,
    Mention,
    Tag,
)
from archive.model.assessments import Assessment
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.relations import Relation
from archive.model.statements import Statement
from archive.model.works import Source
from archive.report import safe
from archive.text.sentences import sentence_around
from archive.view import wording
from archive.view.terminal import Screen
from archive.view.text import Numbers, Page, numbers_of

_VERDICTS = {"supported": "good", "contradicted": "bad"}
"""The styles of verdicts; that of the others is "doubt"."""

_HEAD = ("claim", "who says so", "source", "verdict")
_SHARES = (0.44, 0.16, 0.2, 0.2)
"""How columns that are not all filled share the width; a verdict is one word of 13 at most."""
_ROOM_BESIDE_IDS = 96
"""Columns that the rest of the table needs for the ids to have a column of their own."""

Rows = Iterable[tuple[str, str]]
"""Labels, and what stands beside them."""


class Claims:
    """The claims of a record by their numbers, each as lines or as a row."""

    def __init__(self, document: Document, screen: Screen) -> None:
        self._document, self._screen = document, screen
        self.numbers: Numbers = numbers_of(document)
        superseded = document.index.superseded
        self._replaced = {
            a.supersedes: a.id for a in document.assessments if a.supersedes in superseded
        }

    @property
    def ordered(self) -> Sequence[Claim]:
        """The claims by their numbers."""
        return [self._document.claim(id) for id in self.numbers]

    def number(self, claim: Claim) -> str:
        """The number of a claim."""
        return self.numbers[claim.id]

    def comment(self, comment: Comment) -> str:
        """A comment, and who made it."""
        status = wording.status_unless_accepted(comment)
        return f"{safe(comment.text)}{status} [{wording.maker(comment, self._document)}]"

    # --- in a table ---

    def table(self) -> list[str]:
        """Every claim as a row: number, id, restatement, who says so, source, verdict."""
        claims = self.ordered
        ids = [claim.id for claim in claims]
        rows = [self._row(claim) for claim in claims]
        room = self._screen.width - max(map(len, ids)) >= _ROOM_BESIDE_IDS
        if room:
            rows = [(number, id, *rest) for (number, *rest), id in zip(rows, ids, strict=True)]
            return self._screen.table(("", "id", *_HEAD), rows, (0, 0, *_SHARES))
        return self._screen.table(("", *_HEAD), rows, (0, *_SHARES), above=("id", *ids))

    def listing(self) -> list[str]:
        """The same as a list, for a screen that is too narrow for a table."""
        lines: list[str] = []
        for claim in self.ordered:
            lines += self._title(claim)
            _, _, *cells = self._row(claim)
            shown = [
                (label, cell) for label, cell in zip(_HEAD[1:], cells, strict=True) if cell != "-"
            ]
            lines += self._screen.indented(self._screen.paint(claim.id, "name"), 4)
            lines += self._rows(shown)
        return lines

    def legend(self) -> list[str]:
        """What the signs in the table mean, if any stands there."""
        document = self._document
        statements = (*document.claims, *document.assessments)
        if all(statement.status == "accepted" for statement in statements):
            return []
        return ["", *self._screen.indented("? is proposed, nobody has accepted it; ! is rejected.")]

    def _row(self, claim: Claim) -> Sequence[str]:
        return (
            self.number(claim),
            safe(claim.restatement),
            self.who(claim),
            self.sources(claim),
            self.verdicts(claim),
        )

    def who(self, claim: Claim) -> str:
        """Who says so, the outermost first."""
        steps = (wording.claimant(step, self._document) for step in claim.attribution)
        return " > ".join(steps) or "the author"

    def sources(self, claim: Claim) -> str:
        """The sources that a claim names, and what it does with each."""
        named = [
            f"{wording.predicate(relation.predicate)}: {safe(part.as_named)}"
            + wording.status_unless_accepted(relation)
            for relation in self._document.index.relations_from.get(claim.id, ())
            if isinstance(part := self._document.get(relation.object), Source)
        ]
        return "; ".join(named) or "-"

    def verdicts(self, claim: Claim) -> str:
        """What was found about a claim and still holds; a question mark: proposed."""
        found = dict.fromkeys(
            self._paint_verdict(a, a.verdict + ("" if a.status == "accepted" else "?"))
            for a in self._document.index.assessments_of.get(claim.id, ())
            if a.status != "rejected" and a.id not in self._replaced
        )
        return ", ".join(found) or "-"

    def _paint_verdict(self, assessment: Assessment, text: str) -> str:
        if assessment.status != "accepted":
            return text
        return self._screen.paint(text, _VERDICTS.get(assessment.verdict, "doubt"))

    # --- in brief ---

    def brief(self, claim: Claim) -> Iterator[str]:
        """A claim as the page of its record has it."""
        document, index = self._document, self._document.index
        yield from self._title(claim)
        yield from self._rows((("id", claim.id), ("words", wording.words_of(claim.anchors))))
        yield from self._rows((("does", wording.does(claim)),))
        yield from self._rows((("who says so", wording.who_says(claim, document)),))
        yield from self._rows(self._circumstances(claim))
        if claim.about:
            about = ", ".join(wording.label(id, document) for id in claim.about)
            yield from self._rows((("about", about),))
        yield from self._rows(self._relations(claim))
        yield from self._rows((("status", self._standing(claim)),))
        for assessment in index.assessments_of.get(claim.id, ()):
            yield from self._rows(self._assessment(assessment))
        yield from self._rows(self._comments(claim))

    def _title(self, claim: Claim) -> list[str]:
        number = self._screen.paint(f"[{self.number(claim)}]", "name")
        return self._screen.indented(
            f"{number} {self._screen.paint(safe(claim.restatement), 'bold')}"
        )

    def _circumstances(self, claim: Claim) -> Rows:
        """The author's stance, the condition and the time, those that are known."""
        if claim.stance or claim.attribution:
            yield "the author", wording.STANCES[claim.stance]
        if claim.condition:
            yield "if", wording.words_of(claim.condition)
        if claim.time:
            yield "time", f"{claim.time.date} ({wording.basis(claim.time)})"

    def _relations(self, claim: Claim) -> Rows:
        """The sources it names, then the claims it is related to, from either side."""
        document, claims = self._document, []
        names_none = True
        for relation in document.index.relations_from.get(claim.id, ()):
            if isinstance(document.get(relation.object), Source):
                names_none = False
                yield "source", self._to_source(relation) + self._details(relation)
            else:
                claims.append(self._to_claim(relation, claim) + self._details(relation))
        for relation in document.index.relations_to.get(claim.id, ()):
            claims.append(self._to_claim(relation, claim) + self._details(relation))
        if names_none:
            yield "source", "names none"
        for told in claims:
            yield "claim", told

    def _to_source(self, relation: Relation) -> str:
        source = wording.source(self._document.source(relation.object), self._document)
        return f"{wording.predicate(relation.predicate)} {source}"

    def _to_claim(self, relation: Relation, claim: Claim) -> str:
        """A relation to another claim, told of this one: `contradicted by [2] Trade rose.`."""
        if relation.subject == claim.id:
            told, other = wording.predicate(relation.predicate), relation.object
        else:
            told, other = wording.predicate_from_behind(relation.predicate), relation.subject
        return f"{told} {self._reference(self._document.claim(other))}"

    def _reference(self, claim: Claim) -> str:
        return f"[{self.number(claim)}] {safe(claim.restatement)}"

    def _details(self, relation: Relation) -> str:
        """How a relation stands, unless it is accepted, and its evidence."""
        evidence = relation.evidence
        see = f"; see {wording.evidence(evidence, self._document)}" if evidence else ""
        return wording.status_unless_accepted(relation) + see

    def _standing(self, statement: Statement) -> str:
        return f"{self._paint_status(statement)}, {wording.maker(statement, self._document)}"

    def _paint_status(self, statement: Statement) -> str:
        status = statement.status
        return status if status == "accepted" else self._screen.paint(status, "doubt")

    def _assessment(self, assessment: Assessment) -> Rows:
        standing = wording.status_unless_accepted(assessment)
        if assessment.id in self._replaced:
            standing += " (superseded)"
        maker = wording.maker(assessment, self._document)
        told = f"{safe(assessment.reasoning)} [{maker}]"
        yield "verdict", f"{self._verdict(assessment)}{standing}: {told}"
        for evidence in assessment.evidence:
            yield "evidence", wording.evidence(evidence, self._document)

    def _verdict(self, assessment: Assessment) -> str:
        verdict: str = assessment.verdict
        if assessment.rating:
            verdict += safe(f", {assessment.rating.scale}: {assessment.rating.value}")
        return self._paint_verdict(assessment, verdict)

    def _comments(self, statement: Statement) -> Rows:
        for comment in self._document.index.comments_on.get(statement.id, ()):
            yield "comment", self.comment(comment)

    # --- in full ---

    def full(self, claim: Claim) -> Iterator[str]:
        """A claim with all that hangs on it, each thing with its id, its maker and its history."""
        document, screen = self._document, self._screen
        yield from self._title(claim)
        yield from screen.indented(f"claim {claim.id} of record {document.id}")
        yield from self._words(claim)
        yield from screen.heading("What it says")
        yield from self._rows((("does", wording.does(claim)), *self._circumstances(claim)), 2)
        for n, id in enumerate(claim.about):
            yield from self._rows((("" if n else "about", wording.described(id, document)),), 2)
        for title, parts, without in (
            ("Who says so", self._chain(claim), "the author"),
            ("Sources it names", self._full_sources(claim), "none"),
            ("Other claims", self._full_claims(claim), "none is tied to it"),
            ("What was found", self._full_assessments(claim), "nobody has assessed it"),
        ):
            yield from screen.heading(title)
            yield from list(parts) or screen.indented(without, 2)
        if beside := list(self._beside(claim)):
            yield from screen.heading("Also said of these words")
            for told in beside:
                yield from screen.item("-", told, 2, 2)
        yield from screen.heading("Comments and history")
        yield from self._rows((*self._comments(claim), *self._history(claim)), 2)
        if revisions := self._revisions(claim):
            yield from screen.heading("Revisions of the record in which this was done")
            yield from self._rows(((id, wording.revision(id, document)) for id in revisions), 2)

    def _words(self, claim: Claim) -> Iterator[str]:
        """Its words within the sentences around them, block by block; and those that are lost."""
        document, screen = self._document, self._screen
        yield from screen.heading("Its words")
        page = Page(screen, [claim], self.numbers)
        placed = [part for part in claim.anchors if isinstance(part, Anchor)]
        for id in dict.fromkeys(anchor.block for anchor in placed):
            yield from screen.indented(screen.paint(id, "dim"), 2)
            yield from page.passage(document.block(id), *_passage(document, claim, id))
        for part in claim.anchors:
            if isinstance(part, Orphan):
                yield from screen.item("-", wording.orphan(part), 2, 2)

    def _chain(self, claim: Claim) -> Iterator[str]:
        """On whose word it is passed on, step by step, the outermost first."""
        for n, step in enumerate(claim.attribution, start=1):
            who = wording.claimant(step, self._document)
            if step.claimant:
                who = wording.described(step.claimant, self._document)
            cue = f": {wording.words_of(step.cue)}" if step.cue else ""
            yield from self._rows(((str(n), who), ("", f"{step.manner}{cue}")), 2)

    def _full_sources(self, claim: Claim) -> Iterator[str]:
        for relation in self._document.index.relations_from.get(claim.id, ()):
            if isinstance(source := self._document.get(relation.object), Source):
                rows = [("named in", wording.words_of(source.named_at))] if source.named_at else []
                rows.append(("source", f"{source.id} ({wording.basis(source)})"))
                yield from self._part(
                    self._to_source(relation), relation, [*rows, *self._evidence(relation)]
                )

    def _full_claims(self, claim: Claim) -> Iterator[str]:
        index = self._document.index
        own = index.relations_from.get(claim.id, ())
        for relation in (*own, *index.relations_to.get(claim.id, ())):
            other = relation.object if relation.subject == claim.id else relation.subject
            if isinstance(self._document.get(other), Claim):
                rows = [("claim", other), *self._evidence(relation)]
                yield from self._part(self._to_claim(relation, claim), relation, rows)

    def _evidence(self, relation: Relation) -> Rows:
        if relation.evidence:
            yield "evidence", wording.evidence(relation.evidence, self._document)
        if _has_basis(relation):
            yield "basis", wording.basis(relation)

    def _full_assessments(self, claim: Claim) -> Iterator[str]:
        for assessment in self._document.index.assessments_of.get(claim.id, ()):
            rows = [("because", safe(assessment.reasoning))]
            rows += [("evidence", wording.evidence(e, self._document)) for e in assessment.evidence]
            if assessment.supersedes:
                rows.append(("supersedes", assessment.supersedes))
            if later := self._replaced.get(assessment.id):
                rows.append(("replaced by", later))
            yield from self._part(self._verdict(assessment), assessment, rows)

    def _part(self, told: str, statement: Statement, rows: Rows) -> Iterator[str]:
        """A statement about a claim: what it says, then all that is known of it."""
        standing = wording.status_unless_accepted(statement)
        yield from self._screen.indented(f"{told}{standing}", 2)
        yield from self._rows((("id", statement.id), *rows))
        yield from self._rows((*self._comments(statement), *self._history(statement)))

    def _history(self, statement: Statement) -> Rows:
        """Where a statement stands, who made it, and what happened to it since."""
        document = self._document
        yield "status", self._paint_status(statement)
        yield "made", wording.done(statement.revision, document)
        if not (isinstance(statement, Relation) and _has_basis(statement)):
            if statement.certainty is not None:
                yield "certainty", str(statement.certainty)
            if statement.reason:
                yield "reason", safe(statement.reason)
        for change in statement.history:
            yield change.status, wording.change(change, document)

    def _revisions(self, claim: Claim) -> Sequence[str]:
        """The revisions in which a claim and what hangs on it were made or changed, in order."""
        index = self._document.index
        own: list[Statement] = [
            claim,
            *index.relations_from.get(claim.id, ()),
            *index.relations_to.get(claim.id, ()),
            *index.assessments_of.get(claim.id, ()),
        ]
        own += [comment for part in own for comment in index.comments_on.get(part.id, ())]
        named = {part.revision for part in own}
        named |= {change.revision for part in own for change in part.history}
        return [revision.id for revision in self._document.revisions if revision.id in named]

    def _beside(self, claim: Claim) -> Iterator[str]:
        """What else is said of its words: names, dates, corrections, tags, other claims."""
        found: dict[str, Claim | Annotation] = {}
        for anchor in claim.anchors:
            if isinstance(anchor, Anchor):
                here = self._document.overlapping(anchor.block, anchor.start, anchor.end)
                found |= {statement.id: statement for statement in here}
        for statement in found.values():
            if statement.id != claim.id and getattr(statement, "on", None) != claim.id:
                yield f"{wording.words_of(statement.anchors)} {self._meant(statement)}"

    def _meant(self, statement: Claim | Annotation) -> str:
        if isinstance(statement, Comment):
            return f"comment: {self.comment(statement)}"
        return self._said(statement) + wording.status_unless_accepted(statement)

    def _said(self, statement: Claim | Mention | DateMention | Correction | Citation | Tag) -> str:
        document = self._document
        match statement:
            case Claim():
                return f"also {statement.id}: {self._reference(statement)}"
            case Mention():
                return f"names {wording.label(statement.refers_to, document)}"
            case DateMention():
                return f"is {statement.date} ({wording.basis(statement)})"
            case Correction():
                return wording.correction(statement)
            case Citation():
                where = statement.locator
                at = safe(f", {where.unit} {where.value}") if where else ""
                return f"cites {wording.label(statement.cites, document)}{at}"
            case Tag():
                at = f" <{safe(statement.uri)}>" if statement.uri else ""
                return f"tagged {safe(statement.tag)}{at}"
        assert_never(statement)

    def _rows(self, rows: Rows, indent: int = 4) -> Iterator[str]:
        for label, text in rows:
            yield from self._screen.item(label, text, indent, 13)


def _has_basis(relation: Relation) -> bool:
    """Whether a basis is told, which tells how sure its maker is, too."""
    return bool(relation.basis or relation.rests_on)


def _passage(document: Document, claim: Claim, block: str) -> tuple[int, int]:
    """Where the sentences with a claim's words, cues and condition begin and end in a block.

    With one sentence more on either side.
    """
    text = document.block(block).text
    cues = (part for step in claim.attribution for part in step.cue)
    here = [
        part
        for part in (*claim.anchors, *claim.condition, *cues)
        if isinstance(part, Anchor) and part.block == block
    ]
    start, end = min(part.start for part in here), max(part.end for part in here)
    start, end = sentence_around(text, start, end)
    return sentence_around(text, max(start - 1, 0), min(end + 1, len(text)))
