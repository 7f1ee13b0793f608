"""A record as a page to be read on a terminal: the text, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from archive.model.anchors import Orphan
from archive.model.annotations import Comment, Correction
from archive.model.assessments import Assessment
from archive.model.blocks import Figure
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.relations import Relation
from archive.model.works import Source
from archive.report import safe
from archive.view import wording
from archive.view.terminal import Screen
from archive.view.text import Numbers, Page, numbers_of

if TYPE_CHECKING:
    from archive.revision.diff import Diff
    from archive.revision.rebase import Rebase

_LEGEND = (
    "[1|words|1] are the words of claim 1. A question mark after the number: proposed, nobody has "
    "accepted it. An exclamation mark: rejected, not marked in the text."
)
_NARROWEST = 40
"""Columns of the narrowest page."""
_VERDICTS = {"supported": "good", "contradicted": "bad"}


def page(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a record as a page: what is known of it, its text, its claims, its sources.

    Args:
        document: The record.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences. The record itself can add none.
    """
    show = _Show(document, Screen(width, styled))
    lines = [
        *show.head(),
        *show.rights(),
        *show.captures(),
        *show.text(),
        *show.claims(),
        *show.sources(),
        *show.corrections(),
        *show.orphans(),
        *show.comments(),
    ]
    return "\n".join(lines).strip("\n") + "\n"


def claims_table(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a table of the claims: who makes each, and which source it names.

    Args:
        document: The record.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences.
    """
    show, screen = _Show(document, Screen(width, styled)), Screen(width, styled)
    if not document.claims:
        return "\n".join(screen.indented(f"{document.id} records no claims")) + "\n"
    rows = [(show.number(claim), *show.in_short(claim)) for claim in show.ordered]
    lines = screen.table(
        ("", "claim", "who says so", "source it names"), rows, (0, 0.45, 0.25, 0.3)
    )
    if any(claim.status != "accepted" for claim in document.claims):
        lines += ["", *screen.indented("? is proposed, nobody has accepted it; ! is rejected.")]
    return "\n".join(lines) + "\n"


class _Show:
    """The parts of the page, each as lines."""

    def __init__(self, document: Document, screen: Screen) -> None:
        self._document, self._screen = document, screen
        self._numbers: Numbers = numbers_of(document)
        self._superseded = {assessment.supersedes for assessment in document.assessments}

    @property
    def ordered(self) -> Sequence[Claim]:
        """The claims by their numbers."""
        return [self._document.claim(id) for id in self._numbers]

    def number(self, claim: Claim) -> str:
        """The number of a claim."""
        return self._numbers[claim.id]

    def in_short(self, claim: Claim) -> tuple[str, str, str]:
        """A claim, who says so, and the sources it names, for a row of a table."""
        document = self._document
        steps = [
            safe(document.entity(step.claimant).label) if step.claimant else "somebody unnamed"
            for step in claim.attribution
        ]
        named = [
            f"{wording.predicate(relation.predicate)}: {safe(part.as_named)}"
            + wording.status_unless_accepted(relation)
            for relation in document.index.relations_from.get(claim.id, ())
            if isinstance(part := document.get(relation.object), Source)
        ]
        return safe(claim.restatement), " > ".join(steps) or "the author", "; ".join(named) or "-"

    def head(self) -> Iterator[str]:
        """The title, and what is known of the article."""
        document, screen = self._document, self._screen
        title = safe(document.metadata.title or document.id)
        yield from (screen.paint(line, "bold") for line in screen.indented(title))
        yield from screen.indented(f"record {document.id}, schema {safe(document.schema_version)}")
        yield from screen.heading("What it is")
        last = None
        for label, value in wording.known(document.metadata):
            yield from screen.item("" if label == last else label, value)
            last = label

    def rights(self) -> Iterator[str]:
        """The rights in the text, the record, and each figure."""
        document, screen = self._document, self._screen
        yield from screen.heading("Rights")
        yield from screen.item("text", wording.rights(document.rights.text))
        yield from screen.item("record", wording.rights(document.rights.record))
        for _, figure in document.index.of_type(Figure):
            yield from screen.item(figure.id, wording.rights(figure.rights))

    def captures(self) -> Iterator[str]:
        """What was received."""
        document, screen = self._document, self._screen
        yield from screen.heading("What was received")
        for capture in document.captures:
            yield from screen.item(capture.id, wording.capture(capture, document))
        if not document.captures:
            yield from screen.indented("nothing: no bytes stand behind the text", 2)

    def text(self) -> Iterator[str]:
        """The text with the numbers of its claims."""
        document, screen = self._document, self._screen
        yield from screen.heading("Text")
        if document.claims:
            yield from (screen.paint(line, "dim") for line in screen.indented(_LEGEND))
            yield ""
        page = Page(document, screen, self._numbers)
        for section in document.sections:
            yield from page.section(section)
        if not document.sections:
            yield "  none"

    def claims(self) -> Iterator[str]:
        """Every claim: in which words, on whose word, from which source, and what is doubtful."""
        if self._document.claims:
            yield from self._screen.heading("Claims")
        for claim in self.ordered:
            yield from self._claim(claim)
            yield ""

    def _claim(self, claim: Claim) -> Iterator[str]:
        document, screen = self._document, self._screen
        number = screen.paint(f"[{self.number(claim)}]", "name")
        yield from screen.indented(f"{number} {screen.paint(safe(claim.restatement), 'bold')}")
        yield from self._item("id", claim.id)
        yield from self._item("words", wording.words_of(claim.anchors))
        yield from self._item("does", wording.does(claim))
        yield from self._item("who says so", wording.who_says(claim, document))
        if claim.stance or claim.attribution:
            yield from self._item("the author", wording.STANCES[claim.stance])
        if claim.condition:
            yield from self._item("if", wording.words_of(claim.condition))
        if claim.time:
            yield from self._item("time", f"{claim.time.date} ({wording.basis(claim.time)})")
        if claim.about:
            yield from self._item("about", ", ".join(map(self._label, claim.about)))
        yield from self._relations(claim)
        status = claim.status if claim.status == "accepted" else screen.paint(claim.status, "doubt")
        yield from self._item("status", f"{status}, {wording.maker(claim, document)}")
        for assessment in document.index.assessments_of.get(claim.id, ()):
            yield from self._assessment(assessment)
        for comment in document.index.comments_on.get(claim.id, ()):
            yield from self._item("comment", self._comment(comment))

    def _relations(self, claim: Claim) -> Iterator[str]:
        """The sources it names, then the claims it is related to, from either side."""
        document, claims = self._document, []
        names_none = True
        for relation in document.index.relations_from.get(claim.id, ()):
            part = document.get(relation.object)
            told = wording.predicate(relation.predicate)
            if isinstance(part, Source):
                names_none = False
                told += f" {wording.source(part, document)}"
                yield from self._item("source", told + self._details(relation))
            else:
                claims.append(f"{told} {self._to(relation.object)}{self._details(relation)}")
        for relation in document.index.relations_to.get(claim.id, ()):
            told = wording.predicate_from_behind(relation.predicate)
            claims.append(f"{told} {self._to(relation.subject)}{self._details(relation)}")
        if names_none:
            yield from self._item("source", "names none")
        for told in claims:
            yield from self._item("claim", told)

    def _to(self, id: str) -> str:
        claim = self._document.claim(id)
        return f"[{self.number(claim)}] {safe(claim.restatement)}"

    def _details(self, relation: Relation) -> str:
        """How a relation stands, unless it is accepted, and its evidence."""
        evidence = relation.evidence
        see = f"; see {wording.evidence(evidence, self._document)}" if evidence else ""
        return wording.status_unless_accepted(relation) + see

    def _assessment(self, assessment: Assessment) -> Iterator[str]:
        document, screen = self._document, self._screen
        verdict: str = assessment.verdict
        if assessment.rating:
            verdict += safe(f", {assessment.rating.scale}: {assessment.rating.value}")
        if assessment.status == "accepted":
            verdict = screen.paint(verdict, _VERDICTS.get(assessment.verdict, "doubt"))
        standing = wording.status_unless_accepted(assessment)
        if assessment.id in self._superseded:
            standing += " (superseded)"
        told = f"{safe(assessment.reasoning)} [{wording.maker(assessment, document)}]"
        yield from self._item("verdict", f"{verdict}{standing}: {told}")
        for evidence in assessment.evidence:
            yield from self._item("evidence", wording.evidence(evidence, document))

    def _comment(self, comment: Comment) -> str:
        status = wording.status_unless_accepted(comment)
        return f"{safe(comment.text)}{status} [{wording.maker(comment, self._document)}]"

    def _label(self, id: str) -> str:
        part = self._document.get(id)
        return safe(part.label)  # type: ignore[attr-defined]

    def sources(self) -> Iterator[str]:
        """The sources that the article names, and the claims that lean on each."""
        document, screen = self._document, self._screen
        if document.sources:
            yield from screen.heading("Sources that the article names")
        for source in document.sources:
            leaning = [self.number(claim) for claim in document.claims_citing(source.id)]
            claims = f"claims {', '.join(leaning)}" if leaning else "no claim leans on it"
            told = f"{wording.source(source, document)}; {claims} ({wording.basis(source)})"
            yield from screen.item("-", told, 0, 2)

    def corrections(self) -> Iterator[str]:
        """The errors of author and publisher."""
        found = [a for a in self._document.annotations if isinstance(a, Correction)]
        if found:
            yield from self._screen.heading("Errors in the text, left as they are")
        for correction in found:
            should = wording.quoted(correction.corrected) if correction.corrected else "nothing"
            told = f"{wording.words_of(correction.anchors)} should read {should}"
            reason = f": {safe(correction.reason)}" if correction.reason else ""
            told += reason + wording.status_unless_accepted(correction)
            yield from self._screen.item("-", told, 0, 2)

    def orphans(self) -> Iterator[str]:
        """Words that are no longer in the text, and why."""
        found = [(pointer, part) for pointer, part in self._document.index.of_type(Orphan)]
        if found:
            yield from self._screen.heading("Words that have lost their place")
        for pointer, orphan in found:
            told = f"{wording.quoted(orphan.exact)} stood in {orphan.block}: {safe(orphan.reason)}"
            yield from self._screen.item("-", f"{told} ({pointer})", 0, 2)

    def comments(self) -> Iterator[str]:
        """Comments on the text and on the record; those on a claim stand with the claim."""
        claims = self._numbers.keys()
        found = [
            annotation
            for annotation in self._document.annotations
            if isinstance(annotation, Comment) and annotation.on not in claims
        ]
        if found:
            yield from self._screen.heading("Comments")
        for comment in found:
            about = f"on {comment.on}" if comment.on else wording.words_of(comment.anchors)
            told = f"{about or 'on the record'}: {self._comment(comment)}"
            yield from self._screen.item("-", told, 0, 2)

    def _item(self, label: str, text: str) -> list[str]:
        return self._screen.item(label, text, 4, 13)


@overload
def show(what: Document, *, claims: bool = False, width: int = 80, styled: bool = False) -> str: ...


@overload
def show(
    what: Rebase | Diff, *, everything: bool = False, width: int = 80, styled: bool = False
) -> str: ...


def show(
    what: Document | Rebase | Diff,
    *,
    claims: bool = False,
    everything: bool = False,
    width: int = 80,
    styled: bool = False,
) -> str:
    """Return a page to read, as `archive show`, `archive rebase` and `archive diff` print it.

    Args:
        what: A document; or what `rebase`, `with_text` or `diff` returned.
        claims: Of a document only a table of its claims.
        everything: Of a rebase or diff also what merely moved.
        width: How many columns a line may have, at least 40.
        styled: Whether to colour it with the escape sequences of a terminal; what the record itself
            holds can add none.
    """
    look: dict[str, Any] = {"width": max(width, _NARROWEST), "styled": styled}
    if isinstance(what, Document):
        return (claims_table if claims else page)(what, **look)

    from archive.revision.diff import Diff
    from archive.revision.rebase import Rebase

    if isinstance(what, Rebase):
        from archive.view.outcomes import outcomes_page

        return outcomes_page(what, everything=everything, **look)
    if isinstance(what, Diff):
        from archive.view.changes import changes_page

        return changes_page(what, everything=everything, **look)
    raise TypeError(f"a document, a rebase or a diff can be shown, not {type(what).__name__}")
