"""Rules on statements: their makers, status and grounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from archive.findings import Finding, error, note, warning
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.basis import Attested
from archive.model.dates import instant_order
from archive.model.document import Document
from archive.model.relations import Relation
from archive.model.statements import Statement
from archive.model.walk import references
from archive.validation.usage import is_used


def statement_without_maker(document: Document) -> Iterator[Finding]:
    """Statements do not say which person or program made them.

    Readers cannot ask the maker, and cannot distinguish proposals of a program from those of a
    person. All such statements are reported once, at the first one.
    """
    makers = {revision.id for revision in document.revisions if revision.by is not None}
    without = [part for part in document.index.statements if part.revision not in makers]
    if without:
        count = f"{len(without)} statements do" if len(without) > 1 else "one statement does"
        yield warning(
            "statement-without-maker",
            document.index.pointers[without[0].id],
            f"{count} not say who made them, {without[0].id} first"
            if len(without) > 1
            else f"{without[0].id} does not say who made it",
            'add a "revision" whose "by" is the agent that made the statement',
        )


def agent_unused(document: Document) -> Iterator[Finding]:
    """An agent has made nothing in the record."""
    in_revisions = {id for one in document.revisions for id in (one.by, *one.parts)}
    for number, agent in enumerate(document.agents):
        if not is_used(document, agent.id) and agent.id not in in_revisions:
            yield note("agent-unused", f"/agents/{number}", f"nothing refers to {agent.id}")


def accepted_without_evidence(document: Document) -> Iterator[Finding]:
    """An assessment is accepted, but has no evidence.

    A doubt stays proposed until somebody finds evidence. `unverifiable` can be accepted without
    evidence, because its reasoning states what was searched for and where.
    """
    for number, assessment in enumerate(document.assessments):
        if assessment.status == "accepted" and assessment.is_doubt_without_evidence:
            yield error(
                "accepted-without-evidence",
                f"/assessments/{number}/status",
                f"{assessment.id} is accepted, but has no evidence",
                'add a work under "evidence", or set the status to "proposed"',
            )


def evidence_without_words(document: Document) -> Iterator[Finding]:
    """An accepted verdict names works, but quotes no words from them.

    Other readers would have to search the whole work for the evidence.
    """
    for number, assessment in enumerate(document.assessments):
        evidence = assessment.evidence
        if assessment.status == "accepted" and evidence and not any(e.quoted for e in evidence):
            message = f"{assessment.id} quotes no words of the works that are its evidence"
            yield note("evidence-without-words", f"/assessments/{number}/evidence", message)


def verdict_out_of_date(document: Document) -> Iterator[Finding]:
    """A verdict is older than the last change of its claim.

    The verdict is about an earlier version of the claim. Assess the claim again; a new assessment
    can supersede the old one.
    """
    superseded = document.index.superseded
    for number, assessment in enumerate(document.assessments):
        if assessment.id in superseded or assessment.status == "rejected":
            continue
        claim = document.claim(assessment.claim)
        found, changed = (
            _content_changed_at(assessment, document),
            _content_changed_at(claim, document),
        )
        if found and changed and instant_order(found) < instant_order(changed):
            yield warning(
                "verdict-out-of-date",
                f"/assessments/{number}",
                f"{assessment.id} was made at {found}, but {claim.id} was changed at {changed}",
                "assess the claim again",
            )


def _content_changed_at(statement: Statement, document: Document) -> str | None:
    """Return the instant of the last change of a statement's content; its status does not count."""
    modified = (change.revision for change in statement.history if change.status == "modified")
    instants = [
        at for id in (statement.revision, *modified) if id and (at := document.revision(id).at)
    ]
    return max(instants, key=instant_order, default=None)


def history_out_of_order(document: Document) -> Iterator[Finding]:
    """A change of a statement is older than the statement, or than an earlier change.

    Changes are listed from the oldest to the newest. One of the revisions is wrong, or its time is.
    """
    for statement in document.index.statements:
        reached = statement.revision
        for number, change in enumerate(statement.history):
            if change.revision is None:
                continue
            if reached is not None and _is_older(change.revision, reached, document):
                yield warning(
                    "history-out-of-order",
                    f"{document.index.pointers[statement.id]}/history/{number}/revision",
                    f"{change.revision} is older than {reached}, but {statement.id} "
                    f"existed then already",
                )
            reached = change.revision


def revisions_out_of_order(document: Document) -> Iterator[Finding]:
    """A revision is older than the revision before it in the list.

    Revisions are listed from the oldest to the newest.
    """
    dated = [(n, revision) for n, revision in enumerate(document.revisions) if revision.at]
    for (_, earlier), (number, revision) in pairwise(dated):
        if _is_older(revision.id, earlier.id, document):
            message = f"{revision.id} ({revision.at}) is listed after {earlier.id} ({earlier.at})"
            yield warning("revisions-out-of-order", f"/revisions/{number}/at", message)


def _is_older(id: str, other: str, document: Document) -> bool:
    """Whether a revision is known to be older than another."""
    at, other_at = document.revision(id).at, document.revision(other).at
    return at is not None and other_at is not None and instant_order(at) < instant_order(other_at)


def verdicts_disagree(document: Document) -> Iterator[Finding]:
    """Two accepted verdicts on one claim differ, and neither supersedes the other.

    Reviewers may disagree, but should state why. If the later verdict is better informed, let it
    supersede the earlier one.
    """
    superseded = document.index.superseded
    standing: dict[str, Assessment] = {}
    for number, assessment in enumerate(document.assessments):
        if assessment.status != "accepted" or assessment.id in superseded:
            continue
        earlier = standing.setdefault(assessment.claim, assessment)
        if earlier.verdict != assessment.verdict:
            yield note(
                "verdicts-disagree",
                f"/assessments/{number}/verdict",
                f"the verdict of {assessment.id} on {assessment.claim} is {assessment.verdict}, "
                f"that of {earlier.id} is {earlier.verdict}",
            )


def verdict_on_uncheckable(document: Document) -> Iterator[Finding]:
    """A claim is marked as not checkable, but has a verdict.

    Either the claim can be checked after all, or the verdict is an opinion.
    """
    for number, assessment in enumerate(document.assessments):
        claim = document.claim(assessment.claim)
        if claim.checkable is False and assessment.verdict not in ("doubt", "unverifiable"):
            yield warning(
                "verdict-on-uncheckable",
                f"/assessments/{number}/verdict",
                f'the verdict is "{assessment.verdict}", but {claim.id} is marked as not checkable',
            )


def accepted_rests_on_proposed(document: Document) -> Iterator[Finding]:
    """An accepted relation or assessment is about a claim that is only proposed.

    Statements about a proposed claim cannot be accepted before the claim. Decide on the claim
    first.
    """
    yield from _about_claims_with("proposed", "accepted-rests-on-proposed", ("accepted",), document)


def rejected_statement_used(document: Document) -> Iterator[Finding]:
    """A relation or an assessment is about a claim that was rejected.

    The claim no longer counts. Reject the relation or assessment as well.
    """
    yield from _about_claims_with(
        "rejected", "rejected-statement-used", ("proposed", "accepted"), document
    )


def _about_claims_with(
    status: str, code: str, statuses: Iterable[str], document: Document
) -> Iterator[Finding]:
    """Yield a warning for each relation or assessment about a claim with `status`."""
    claims = {claim.id for claim in document.claims if claim.status == status}
    about: dict[str, Model] = {
        f"/{collection}/{number}": statement
        for collection in ("assessments", "relations")
        for number, statement in enumerate(getattr(document, collection))
        if statement.status in statuses
    }
    for reference in references(about.items(), lambda id, to: id not in claims) if claims else ():
        statement: Any = about[reference.holder]
        message = f"{statement.id} is {statement.status}, but its claim {reference.id} is {status}"
        yield warning(code, reference.pointer, message)


def relation_repeated(document: Document) -> Iterator[Finding]:
    """Two relations are the same.

    Such relations would be counted twice. Remove one of them.
    """
    seen: dict[tuple[str, str, str], str] = {}
    for number, relation in _relations_not_rejected(document):
        key = relation.subject, relation.predicate, relation.object
        if key in seen:
            message = f"{seen[key]} states the same: {' '.join(key)}"
            yield warning("relation-repeated", f"/relations/{number}", message, "remove one")
        seen.setdefault(key, relation.id)


def supports_and_contradicts(document: Document) -> Iterator[Finding]:
    """One claim both supports and contradicts another.

    At most one of the two relations is right; `qualifies` may be meant.
    """
    seen: dict[tuple[str, str], Relation] = {}
    for number, relation in _relations_not_rejected(document):
        if relation.predicate in ("supports", "contradicts"):
            other = seen.setdefault((relation.subject, relation.object), relation)
            if other.predicate != relation.predicate:
                yield warning(
                    "supports-and-contradicts",
                    f"/relations/{number}/predicate",
                    f"{relation.subject} {relation.predicate} {relation.object}, "
                    f"but in {other.id} it {other.predicate} it",
                )


def _relations_not_rejected(document: Document) -> Iterator[tuple[int, Relation]]:
    for number, relation in enumerate(document.relations):
        if relation.status != "rejected":
            yield number, relation


def statement_repeated(document: Document) -> Iterator[Finding]:
    """Two statements come from one annotation of another program, and have the same content.

    The annotation was probably added twice. Remove one statement. One annotation may give several
    statements, such as a comment and its tags, if their content differs.
    """
    seen: dict[tuple[object, ...], str] = {}
    for statement in document.index.statements:
        if isinstance(statement, Relation):  # reported as `relation-repeated`
            continue
        said = None
        for number, identifier in enumerate(statement.identifiers):
            said = said or _content(statement)
            first = seen.setdefault((identifier, *said), statement.id)
            if first != statement.id:
                yield warning(
                    "statement-repeated",
                    f"{document.index.pointers[statement.id]}/identifiers/{number}",
                    f"{first} also comes from {identifier.scheme} {identifier.value}, "
                    "with the same content",
                    "remove one",
                )
                break


def _content(statement: Statement) -> tuple[object, ...]:
    """Return the content of a statement, without its maker, reason and status."""
    aside = {*Statement.model_fields, *Attested.model_fields}
    cls = type(statement)
    return cls, *(getattr(statement, name) for name in cls.model_fields if name not in aside)


def inferred_without_words(document: Document) -> Iterator[Finding]:
    """A value has the basis `inferred`, but `rests_on` has no words.

    Nobody can check the inference. Add the words from which the value follows. Use `external` for a
    value that does not follow from words of the article, and `conjecture` for a guess.
    """
    for pointer, value in document.index.of_type(Attested):
        if value.basis == "inferred" and not value.rests_on and not _has_ground(value):
            yield warning(
                "inferred-without-words",
                pointer,
                "the value is inferred, but the words that support it are not given",
                'add "rests_on"',
            )


def added_without_reason(document: Document) -> Iterator[Finding]:
    """A value comes from outside the article, but without a reason or source.

    Add a reason, or a reference: an identifier, an address, evidence.
    """
    for pointer, value in document.index.of_type(Attested):
        if (
            value.basis in ("external", "conjecture")
            and value.reason is None
            and not value.rests_on
            and not _has_ground(value)
        ):
            message = f'the basis is "{value.basis}", but no reason is given'
            yield note("added-without-reason", pointer, message, 'add "reason"')


def _has_ground(value: Attested) -> bool:
    """Whether words, evidence or an identifier of a value support the value."""
    fields = ("anchors", "evidence", "identifiers", "address", "origin")
    return any(getattr(value, field, None) for field in fields)
