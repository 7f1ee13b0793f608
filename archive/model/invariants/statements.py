"""Invariants of statements, and of relations between statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from archive.english import with_article
from archive.findings import Finding, error
from archive.model.assessments import WITHOUT_EVIDENCE, Assessment
from archive.model.claims import Claim
from archive.model.relations import Relation, ToSource
from archive.model.statements import Statement
from archive.model.works import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from archive.model.document import Document


def history_disagrees_with_status(document: Document) -> Iterator[Finding]:
    """The last decision in the history of a statement differs from its status."""
    for pointer, statement in document.index.such(_last_decision_differs, Statement):
        yield error(
            "history-disagrees-with-status",
            f"{pointer}/status",
            f"{statement.status}, but the last decision was {_last_decision(statement)}",
        )


def _last_decision_differs(statement: Statement) -> bool:
    return bool(statement.history) and _last_decision(statement) not in (None, statement.status)


def _last_decision(statement: Statement) -> str | None:
    decisions = [change.status for change in statement.history if change.status != "modified"]
    return decisions[-1] if decisions else None


def relation_ends_disagree(document: Document) -> Iterator[Finding]:
    """A relation points to a part that its predicate does not allow, or to its own subject.

    CiTO's properties point from a claim to a source; our own terms point from a claim to another
    claim.
    """
    by_id = document.index.by_id

    def disagrees(relation: Relation) -> bool:
        target = by_id.get(relation.object)
        return isinstance(target, _unfit(relation)) or relation.object == relation.subject

    for pointer, relation in document.index.such(disagrees, Relation):
        target = by_id.get(relation.object)
        if relation.object == relation.subject:
            yield error(
                "relation-ends-disagree",
                f"{pointer}/object",
                f"{relation.subject} is related to itself",
            )
        else:
            wanted = "source" if relation.predicate in _TO_SOURCE else "claim"
            yield error(
                "relation-ends-disagree",
                f"{pointer}/object",
                f"{relation.predicate} must point to a {wanted}, "
                f'but "{relation.object}" is {with_article(type(target).__name__.lower())}',
                "choose another predicate, or reverse the relation",
            )


def _unfit(relation: Relation) -> type[Claim | Source]:
    """Return the class of the parts to which the predicate of a relation must not point."""
    return Claim if relation.predicate in _TO_SOURCE else Source


def verdict_without_evidence(document: Document) -> Iterator[Finding]:
    """An assessment has a verdict but no evidence.

    Without evidence, the verdict can only be `doubt`, or `unverifiable` if the reasoning states
    what was searched for and where.
    """
    for pointer, assessment in document.index.such(lambda it: not it.evidence, Assessment):
        if assessment.verdict not in WITHOUT_EVIDENCE:
            yield error(
                "verdict-without-evidence",
                f"{pointer}/verdict",
                f'the verdict "{assessment.verdict}" has no evidence',
                'name a work under "evidence", or change the verdict to "doubt"',
            )
        elif assessment.verdict == "unverifiable" and not assessment.reasoning.strip(" \t\r\n"):
            yield error(
                "verdict-without-evidence",
                f"{pointer}/reasoning",
                'the verdict "unverifiable" has no evidence, and the reasoning is blank',
                'state what was searched for and where, or name a work under "evidence"',
            )


def supersedes_wrongly(document: Document) -> Iterator[Finding]:
    """An assessment supersedes an assessment of another claim, or indirectly itself."""
    by_id = {assessment.id: assessment for assessment in document.assessments}
    superseding = list(document.index.such(lambda it: it.supersedes, Assessment))
    returning = _returning(by_id) if superseding else set()
    for pointer, assessment in superseding:
        earlier = by_id.get(assessment.supersedes or "")
        if earlier is None:
            continue
        if earlier.claim != assessment.claim:
            yield error(
                "supersedes-wrongly",
                f"{pointer}/supersedes",
                f"{earlier.id} is about {earlier.claim}, not {assessment.claim}",
            )
        elif assessment.id in returning:
            yield error(
                "supersedes-wrongly", f"{pointer}/supersedes", f"{assessment.id} supersedes itself"
            )


def _returning(by_id: Mapping[str, Assessment]) -> set[str]:
    """Return the assessments that supersede themselves, directly or through others."""
    in_circles: set[str] = set()
    seen: set[str] = set()
    for first in by_id:
        chain: dict[str, None] = {}
        current = first
        while current in by_id and current not in seen:
            seen.add(current)
            chain[current] = None
            current = by_id[current].supersedes or ""
        if current in chain:
            ids = list(chain)
            in_circles.update(ids[ids.index(current) :])
    return in_circles


_TO_SOURCE = frozenset(get_args(ToSource))
