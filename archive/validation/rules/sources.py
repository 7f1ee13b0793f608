"""Rules on sources, works and evidence."""

from __future__ import annotations

from collections.abc import Iterator

from archive.findings import Finding, note, short, warning
from archive.model.blocks import Quotation
from archive.model.document import Document
from archive.model.statements import Statement
from archive.model.works import Evidence
from archive.text.common_affixes import common_prefix_length
from archive.text.proper_names import large_words
from archive.validation.usage import is_used


def source_unused(document: Document) -> Iterator[Finding]:
    """The article names a source, but no claim or citation uses it.

    Add a relation from a claim to the source, or a citation of the source.
    """
    for number, source in enumerate(document.sources):
        if not is_used(document, source.id):
            yield warning(
                "source-unused",
                f"/sources/{number}",
                f"no claim cites {source.id} ({source.label})",
                "add a relation from a claim to this source",
            )


def source_names_nothing(document: Document) -> Iterator[Finding]:
    """A source has neither an agent nor a work.

    Readers cannot find the source. If it cannot be identified, state under `reason` what was tried;
    the finding is then only a note.
    """
    for number, source in enumerate(document.sources):
        if source.agent is None and source.work is None:
            report = note if source.reason else warning
            yield report(
                "source-names-nothing",
                f"/sources/{number}",
                f"{source.id} ({source.label}) has neither an agent nor a work",
                None if source.reason else 'add its "agent" or its "work", or a "reason"',
            )


def source_not_anchored(document: Document) -> Iterator[Finding]:
    """A source does not state where the article names it."""
    for number, source in enumerate(document.sources):
        if not source.named_at:
            message = f"{source.id} does not say where the article names it"
            yield warning("source-not-anchored", f"/sources/{number}", message, 'add "named_at"')


def source_named_otherwise(document: Document) -> Iterator[Finding]:
    """The name of a source has no word in common with the words at `named_at`.

    `as_named` is the source as the article names it, in the words of the article; `named_at` is the
    place of these words. Put the proper name of the source in its agent or its work.
    """
    for number, source in enumerate(document.sources):
        words = " ".join(stretch.exact for stretch in source.named_at)
        if words and not _have_words_in_common(source.as_named, words):
            yield warning(
                "source-named-otherwise",
                f"/sources/{number}/as_named",
                f"{source.id} is {short(source.as_named)}, "
                f'but the words at "named_at" are {short(words)}',
                "write the words of the article, or correct their place",
            )


def _have_words_in_common(one: str, other: str) -> bool:
    """Whether two texts share a word other than a function word, in any inflected form.

    True if one of the texts has only function words ("it"). In scripts without capitals, where
    words have no blanks between them or inflect inside, one common character is enough.
    """
    first, second = large_words(one), large_words(other)
    return (
        not first
        or not second
        or any(
            a == b
            or common_prefix_length(a, b) >= _STEM
            or (a.upper() == a and not a.isascii() and not {*a}.isdisjoint(b))
            for a in first
            for b in second
        )
    )


_STEM = 3
"""How many code points two forms of a word must have in common at the beginning."""


def work_unused(document: Document) -> Iterator[Finding]:
    """Nothing in the record refers to a work."""
    for number, work in enumerate(document.works):
        if not is_used(document, work.id):
            yield note("work-unused", f"/works/{number}", f"nothing refers to {work.id}")


def quotation_without_source(document: Document) -> Iterator[Finding]:
    """A block quotation has neither a printed credit nor a source in the record."""
    for pointer, quotation in document.index.of_type(Quotation):
        if quotation.source is None and quotation.credit is None:
            message = f"{quotation.id} has no source"
            yield warning("quotation-without-source", pointer, message, 'add its "source"')


def evidence_without_copy(document: Document) -> Iterator[Finding]:
    """A verdict uses a work as evidence, but the work has no saved copy.

    If the work changes or disappears, the verdict can no longer be checked. Save a copy, or name a
    copy that others have saved.
    """
    works = {
        evidence.work
        for assessment in document.assessments
        if assessment.status != "rejected"
        for evidence in assessment.evidence
    }
    for number, work in enumerate(document.works):
        if work.id in works and not work.copies:
            message = f"a verdict uses {work.id} as evidence, but no copy of it is known"
            yield note("evidence-without-copy", f"/works/{number}", message)


def evidence_unavailable(document: Document) -> Iterator[Finding]:
    """All copies of a work used as evidence have changed or disappeared.

    The last check of each copy found it `drifted` or `unavailable`. `archive check-sources` shows
    what a copy has in place of the quoted words. Correct the quotation, or find another copy.
    """
    works = {work.id: work for work in document.works}
    for pointer, evidence in document.index.of_type(Evidence):
        states = {copy.state for copy in works[evidence.work].copies}
        if states and states <= {"drifted", "unavailable"}:
            message = f"every copy of {evidence.work} is {' or '.join(sorted(map(str, states)))}"
            quoted = f"; {short(evidence.quoted)} is quoted from it" if evidence.quoted else ""
            yield warning(
                "evidence-unavailable",
                pointer,
                message + quoted,
                "compare it (`archive check-sources`); correct the quotation, or find another copy",
            )


def evidence_withdrawn(document: Document) -> Iterator[Finding]:
    """An accepted statement uses a withdrawn work as evidence.

    A retracted paper no longer counts as evidence. Review the statement. For a verdict, find other
    evidence; if the article bases a claim on the work, add a comment to the claim. Relations that
    dispute the work are not reported.
    """
    withdrawn = {work.id for work in document.works if work.withdrawn is not None}
    if not withdrawn:
        return
    for pointer, statement, work in _statements_on_works(document):
        if statement.status == "accepted" and work in withdrawn:
            message = f"{statement.id} is accepted, but uses {work}, which was withdrawn"
            yield warning("evidence-withdrawn", pointer, message)


def _statements_on_works(document: Document) -> Iterator[tuple[str, Statement, str | None]]:
    """Yield statements that use a work: pointer to the work or source, statement, work."""
    superseded = document.index.superseded
    for number, assessment in enumerate(document.assessments):
        for position, evidence in enumerate(assessment.evidence):
            if assessment.id not in superseded:
                pointer = f"/assessments/{number}/evidence/{position}/work"
                yield pointer, assessment, evidence.work
    behind = {source.id: source.work for source in document.sources}
    for number, relation in enumerate(document.relations):
        if relation.evidence is not None:
            yield f"/relations/{number}/evidence/work", relation, relation.evidence.work
        if relation.predicate != "disputes":
            yield f"/relations/{number}/object", relation, behind.get(relation.object)
