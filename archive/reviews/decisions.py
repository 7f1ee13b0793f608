"""`review` applies a person's decisions about waiting statements to a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from typing import Any, Literal, get_args

from archive.errors import InvalidDocument, NotDecided, require
from archive.findings import Finding, error, pointer_steps, short
from archive.formats.caller import Caller, person_of
from archive.formats.format import ReadResult
from archive.model.anchors import Orphan
from archive.model.assessments import Assessment
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.statements import Change, Statement
from archive.reprs import OneLineRepr
from archive.reviews.left_over import left_over_findings
from archive.reviews.mending import Mending, mended, words_left_out_findings
from archive.reviews.stakes import stakes
from archive.reviews.waiting import stretches_of

Verb = Literal["accept", "reject", "mend", "later"]
"""What a person can decide about a statement."""

VERBS: Mapping[Verb, str] = {
    "accept": "the statement is right; a doubt is upheld",
    "reject": "the statement is wrong, or nobody claims it; the reason says which",
    "mend": "the statement gets new values, and waits for another decision",
    "later": "the statement is not changed, and still waits",
}
"""The meaning of each word for a decision."""

SUMMARY = "Review"
"""The summary of a revision that a review makes."""
STANDS = "The doubt stands."
"""The reason in the history of a doubt that somebody has checked and upheld."""


@dataclass(frozen=True, slots=True, repr=False)
class Decision(OneLineRepr):
    """A person's decision about a waiting statement.

    >>> Decision("claim-1", "reject", "Nobody says so.")
    Decision(id='claim-1', decision='reject', reason='Nobody says so.')
    """

    id: str
    """The id of the statement."""
    decision: Verb
    """What the person decided."""
    reason: str | None = None
    """The reason, which is written into the history. A rejection needs one."""
    mend: Mapping[str, Any] = field(default_factory=dict)
    """New values by the names of fields, raw as in JSON; only for `accept` and `mend`. `words` are
    the words of the statement, as one text or several. `claimant` is an id, a name, or a new entity
    as `person: NAME`, `organisation: NAME` or `group: NAME`. An anchor can be given as words
    without a place."""


def review(
    document: Document,
    decisions: Decision | Iterable[Decision],
    *,
    by: str | None = None,
    at: str | None = None,
) -> ReadResult:
    """Return the record after a person's decisions, with findings. Apply all decisions, or none.

    Each statement gets its status, and its history gets the revision and the reason. If a claim is
    rejected, its relations and assessments are rejected too, unless they have a decision of their
    own. An accepted doubt without evidence stays proposed, and its history says that somebody has
    upheld it. The order of the decisions does not matter. Decisions by one person at one time are
    one revision. There are findings for words of a claim that its new anchors leave out, and for
    entities, works and sources that no statement needs any more.

    Args:
        document: The record.
        decisions: One decision, or several about different statements.
        by: The name or id of the agent who decides; a new name becomes a person.
        at: The time (ISO 8601).

    Raises:
        SpeaksForOthers: `by` is a program: an agent of this type in the record, or `software:
            NAME`.
        NotDecided: Some decisions cannot be applied. The error has a finding for each; the pointer
            of the finding begins with the position of the decision.
    """
    require(document, Document, "review takes a Document")
    wanted = [decisions] if isinstance(decisions, Decision) else list(decisions)
    after = decided(document, wanted, by=by, at=at)
    findings = (
        *words_left_out_findings(document, after),
        *left_over_findings(document, after),
    )
    return ReadResult(after, findings)


def decided(
    document: Document, decisions: Sequence[Decision], *, by: str | None, at: str | None
) -> Document:
    """Return the record that `review` returns, without the findings, which need every statement."""
    person = person_of(document, by, at)
    deciding = _Deciding(document, decisions)
    deciding.decide()
    return deciding.document(person)


def added_entities(before: Document, after: Document) -> Iterator[str]:
    """Yield a text for each entity that decisions have added: `organisation "Reuters" is new`."""
    for entity in after.entities[len(before.entities) :]:
        yield f"{entity.type} {short(entity.label)} is new"


_MOST_GUESSES = 20
"""The most unknown ids for which similar ids are searched."""
_LONGEST_COMPARED = 100
"""The length of the longest ids that are compared with others."""
_ALONG = "The claim {} was rejected: {}"


class _Deciding:
    """Applies decisions about a record one after the other, to copies of its statements."""

    def __init__(self, document: Document, decisions: Sequence[Decision]) -> None:
        self._before = document
        self._decisions = decisions
        self._own = {d.id for d in decisions if d.decision in ("accept", "reject")}
        self._positions = {s.id: n for n, s in enumerate(document.index.statements)}
        self._guesses = _MOST_GUESSES
        self._now: dict[str, Statement] = {}
        """The changed statements by their ids, without the new entries of their histories."""
        self._changes: dict[str, list[tuple[str, str | None]]] = {}
        """The new history entries by the ids of the statements: a status and a reason."""
        self._because: dict[str, int] = {}
        """For each changed statement, the number of the decision that changed it."""
        self._findings: list[Finding] = []
        self._mending = Mending(document, [d.mend for d in decisions if d.mend])

    def decide(self) -> None:
        """Apply all decisions: first the rejections, then those about claims, then the others.

        So a claim can be accepted together with statements about it, and a rejected claim rejects
        only statements that have no decision of their own.
        """
        seen: set[str] = set()
        sound = []
        for number, decision in enumerate(self._decisions):
            if problem := self._unsound(decision, seen):
                self._findings.append(_at_decision(number, problem))
            else:
                sound.append(number)
            seen.add(decision.id)
        for number in sorted(sound, key=self._turn):
            decision = self._decisions[number]
            match decision.decision:
                case "accept":
                    self._accept(number, decision)
                case "reject":
                    self._reject(number, decision)
                case "mend":
                    self._mend(number, decision)
                case "later":
                    pass

    def document(self, person: Caller) -> Document:
        """Return the record after all decisions.

        Raises:
            NotDecided: Some decisions cannot be applied.
        """
        if self._findings:
            raise NotDecided(self._findings)
        if not self._changes:
            return self._before
        additions = self._mending.additions
        revision = person.revision(additions, SUMMARY, role="reviewer")
        for entity in self._mending.new_entities if revision else ():
            entity["revision"] = revision
        for id, changes in self._changes.items():
            entries = tuple(
                Change(status=status, revision=revision, reason=reason)  # type: ignore[arg-type]
                for status, reason in changes
            )
            now = self._now[id]
            fields = {name: getattr(now, name) for name in type(now).model_fields}
            additions.change(id, {**fields, "history": (*now.history, *entries)})
        try:
            return additions.document()
        except InvalidDocument as invalid:
            raise NotDecided(map(self._at_its_decision, invalid.findings)) from None

    def _turn(self, number: int) -> tuple[int, int]:
        """Return the sort key of a decision; decisions of one sort have the order of the record."""
        decision = self._decisions[number]
        position = self._positions[decision.id]
        if isinstance(self._before.get(decision.id), Claim):
            return 1, position
        return (0 if decision.decision == "reject" else 2), position

    def _unsound(self, decision: Decision, seen: set[str]) -> Finding | None:
        """Return the error of a decision by itself, without the other decisions, if any."""
        id, verb = decision.id, decision.decision
        if verb not in get_args(Verb):
            known = ", ".join(get_args(Verb))
            return error("not-a-decision", "/decision", f'"{verb}" is not a decision; use {known}')
        part = self._before.index.by_id.get(id)
        if not isinstance(part, Statement):
            self._guesses -= 1
            ids = tuple(self._positions) if self._guesses >= 0 else ()
            return error(
                "decision-on-nothing", "/id", *_no_statement(id, ids, is_part=part is not None)
            )
        if id in seen:
            return error("decided-already", "/id", f"{id} has two decisions")
        if part.status != "proposed":
            return error("decided-already", "/id", f"{id} is already {part.status}")
        if decision.mend and verb not in ("accept", "mend"):
            message = f'the decision has "mend", but is "{verb}"'
            return error("not-a-decision", "/mend", message, 'write "accept" or "mend"')
        if verb == "reject" and not (decision.reason or "").strip():
            return error("reason-missing", "/reason", f"{id} is rejected without a reason")
        return None

    # --- single decisions ---

    def _accept(self, number: int, decision: Decision) -> None:
        if decision.mend and not self._mend(number, decision, quiet=True):
            return
        statement = self._statement(decision.id)
        if problem := self._not_acceptable(statement):
            self._findings.append(_at_decision(number, problem))
        elif isinstance(statement, Assessment) and statement.is_doubt_without_evidence:
            self._set(number, statement, "proposed", decision.reason or STANDS)
        else:
            self._set(number, statement, "accepted", decision.reason)

    def _not_acceptable(self, statement: Statement) -> Finding | None:
        if statement.status != "proposed":
            return error("decided-already", "/id", f"{statement.id} was rejected with its claim")
        words = stretches_of(statement)
        if words and all(isinstance(stretch, Orphan) for stretch in words):
            hint = 'correct its "words", or reject it'
            return error("words-lost", "/id", f"the words of {statement.id} are lost", hint)
        is_doubt = isinstance(statement, Assessment) and statement.is_doubt_without_evidence
        for id in self._before.index.claims_judged_by(statement):
            status = self._statement(id).status
            if status == "rejected" or (status == "proposed" and not is_doubt):
                message = f"{statement.id} is about {id}, which is {status}"
                hint = "reject it as well" if status == "rejected" else f"decide on {id} first"
                return error("rests-on-undecided", "/id", message, hint)
        return None

    def _reject(self, number: int, decision: Decision) -> None:
        statement = self._statement(decision.id)
        self._set(number, statement, "rejected", decision.reason)
        if not isinstance(statement, Claim):
            return
        reason = _ALONG.format(statement.id, decision.reason)
        for id in stakes(self._before, statement.id).taken_along:
            other = self._statement(id)
            if id not in self._own and other.status != "rejected":
                self._set(number, other, "rejected", reason)

    def _mend(self, number: int, decision: Decision, *, quiet: bool = False) -> bool:
        """Correct a statement, and return whether this was possible."""
        statement = self._statement(decision.id)
        if statement.status != "proposed":
            problem = error("decided-already", "/id", f"{statement.id} was rejected with its claim")
            self._findings.append(_at_decision(number, problem))
            return False
        result = mended(self._mending, statement, decision.mend)
        self._findings += (_at_decision(number, problem) for problem in result.findings)
        if result.findings:
            return False
        if result.names:
            why = f"In review: {', '.join(result.names)}."
            reason = why if quiet else decision.reason or why
            self._set(number, result.statement, "modified", reason)
        elif not quiet:
            message = f"{statement.id} already has these values"
            self._findings.append(_at_decision(number, error("nothing-mended", "/mend", message)))
            return False
        return True

    def _set(self, number: int, statement: Statement, status: str, reason: str | None) -> None:
        if status != "modified":
            statement = statement.update(status=status)
        self._now[statement.id] = statement
        self._because.setdefault(statement.id, number)
        self._changes.setdefault(statement.id, []).append((status, (reason or "").strip() or None))

    def _statement(self, id: str) -> Statement:
        """Return the current state of a statement."""
        statement = self._now.get(id) or self._before.get(id)
        if not isinstance(statement, Statement):
            raise TypeError(f"{id} is not a statement")
        return statement

    def _at_its_decision(self, finding: Finding) -> Finding:
        """Return a finding about the resulting record at the decision that causes it."""
        steps = pointer_steps(finding.location.pointer or "")
        holder = getattr(self._before, steps[0], None) if steps else None
        if isinstance(holder, tuple) and len(steps) > 1 and int(steps[1]) < len(holder):
            id = holder[int(steps[1])].id
            if id in self._because:
                rest = "".join(f"/{step}" for step in steps[2:])
                return finding.at(pointer=f"/{self._because[id]}/mend{rest}")
        return replaced(finding, message=f"{finding.location.pointer}: {finding.message}")


def _no_statement(id: str, known: Iterable[str], *, is_part: bool) -> tuple[str, str | None]:
    """Return a message about an id that no statement has, and a hint with similar ids."""
    from difflib import get_close_matches

    if is_part:
        return f"{id} is not a statement", None
    near = get_close_matches(id, known) if len(id) <= _LONGEST_COMPARED else ()
    hint = f"did you mean {' or '.join(near)}?" if near else None
    return f"no statement has the id {id!r}", hint


def _at_decision(number: int, finding: Finding) -> Finding:
    """Return a finding about a decision, with the position of the decision in its pointer."""
    return finding.at(pointer=f"/{number}{finding.location.pointer or ''}")
