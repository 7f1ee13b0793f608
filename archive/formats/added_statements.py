"""The rules for statements that are added to a record, the same for all formats.

A format reads a file and makes statements. These rules then apply to the statements of every
format. A statement stays proposed if its words begin or end within a word, if they have gaps, or if
the statement depends on a proposal. Words that are not in the text are left out. A statement that
supersedes one of somebody else is reported. Trust in the data is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from archive.english import listed
from archive.findings import Finding, Severity, short
from archive.formats.additions import Additions
from archive.formats.caller import NOT_TRUSTED, WORDS_LEFT_OUT, Caller, words_left_out
from archive.formats.format import ReadResult
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import PART_OF_WORD
from archive.model.assessments import Assessment
from archive.model.document import Document
from archive.model.introspection import stretch_fields
from archive.model.statements import STATEMENT_COLLECTIONS, Agent, Change, Statement
from archive.model.walk import mapped, walk
from archive.rights.public_statements import (
    with_named_parts,
    without_statements,
)
from archive.text.nearest_words import context_repr
from archive.text.word_boundaries import is_at_word_boundaries

WORD_SPLIT = "word-split"
"""The code for a statement whose words begin or end within a word."""
ORPHAN_LEFT_OUT = "orphan-left-out"
"""The code for words that untrusted data call lost and that the text does not have."""
SUPERSEDES_OTHER = "supersedes-other"
"""The code for an assessment that supersedes somebody else's."""
RESTS_ON_UNDECIDED = "rests-on-undecided"
"""The code for a statement about a claim that is not accepted."""

_GROUNDS = "rests_on"
"""The field with the words that support a value. Gaps between the words are allowed."""
_TRUSTED = "Trusted the makers, times and status given in the data"

Locate = Callable[[str, str, Finding], Finding]
"""Returns a finding with its location in the file. Arguments: the id of a statement, one of its
fields, and the finding."""
_Pieces = tuple[str, tuple[tuple[str, int, int], ...]]
"""The name of a field with stretches of text, and the block, start and end of each stretch."""


def with_what_counts(
    onto: Document, result: ReadResult, caller: Caller, locate: Locate | None = None
) -> ReadResult:
    """Apply the rules to the statements that were added; return the result with all findings.

    Args:
        onto: The record.
        result: The record that a format returned.
        caller: The caller who adds it.
        locate: Returns a finding with its location in the file. By default, findings have locations
            in the record.
    """
    if result.document == onto:
        return result
    added = _AddedStatements(onto, caller, locate or _located_in(result.document))
    document = added.as_it_counts(result.document)
    return replace(result, document=document, findings=(*result.findings, *added.findings))


def _located_in(document: Document) -> Locate:
    pointers = document.index.pointers
    return lambda id, field, finding: finding.at(pointer=pointers.get(id))


@dataclass(slots=True)
class _AddedStatements:
    """The statements that a file has added to a record or changed in it."""

    onto: Document
    caller: Caller
    locate: Locate
    findings: list[Finding] = field(default_factory=list)

    def as_it_counts(self, document: Document) -> Document:
        """Apply the rules to the new statements, and return the record."""
        if not self.caller.trust:
            document = self._without_orphans(document)
        undecided = _Undecided(document, self)
        document = _updated(document, undecided.statements(), self.onto)
        self._report_superseding(document)
        if document == self.onto:
            return self.onto
        return self._with_trust_recorded(document)

    def new_or_changed(self, document: Document) -> Iterator[tuple[Statement, Statement | None]]:
        """Yield each new or changed statement, with its earlier version in the record."""
        for statement in document.index.statements:
            before = self.before(statement.id)
            if statement != before:
                yield statement, before

    def before(self, id: str) -> Statement | None:
        """Return the statement with this id as it was before the addition; `None` if it is new."""
        part = self.onto.index.by_id.get(id)
        return part if isinstance(part, Statement) else None

    def report(self, id: str, field: str, code: str, message: str, hint: str) -> None:
        """Add a warning about a field of a statement."""
        finding = Finding(code, message, hint, severity=Severity.WARNING)
        self.findings.append(self.locate(id, field, finding))

    # --- words that are not in the text ---

    def _without_orphans(self, document: Document) -> Document:
        """Remove new orphans, and statements that have only such words."""
        now: dict[str, Statement] = {}
        wordless: list[str] = []
        for statement, before in self.new_or_changed(document):
            known = _orphans(before) if before else []
            new = [one for one in _orphans(statement) if one not in known]
            if not new:
                continue
            anchors = getattr(statement, "anchors", ())
            is_wordless = bool(anchors) and all(one in new for one in anchors)
            words = listed([short(one.exact) for one in new])
            message = (
                f"{words}: these words are not in the text, and the record does not list them as "
                "lost words"
            )
            hint = "the statement is left out" if is_wordless else "they are left out"
            hint += "; add words of the text, or use --trust (trust=True) if you vouch for it"
            self.report(statement.id, "anchors", ORPHAN_LEFT_OUT, message, hint)
            if not is_wordless:
                now[statement.id] = _without_parts(statement, new)
            elif before is not None:
                now[statement.id] = before
            else:
                wordless.append(statement.id)
        if not now and not wordless:
            return document
        kept = without_statements(_updated(document, now, self.onto), wordless)
        self._report_left_out(document, kept, wordless)
        return _without_unused(document, with_named_parts(kept), self.onto)

    def _report_left_out(self, document: Document, kept: Document, told: list[str]) -> None:
        """Report each statement that is about a statement that was left out."""
        present = {*kept.index.by_id, *told}
        for statement in document.index.statements:
            if statement.id not in present:
                message = f"{statement.id} is about a statement whose words are not in the text"
                hint = "it is left out too"
                self.report(statement.id, "anchors", ORPHAN_LEFT_OUT, message, hint)

    # --- the makers of statements ---

    def _report_superseding(self, document: Document) -> None:
        """Report assessments that supersede those of another maker."""
        index = document.index
        for later, before in self.new_or_changed(document):
            earlier = self.before(getattr(later, "supersedes", None) or "")
            if not isinstance(later, Assessment) or not isinstance(earlier, Assessment):
                continue
            if isinstance(before, Assessment) and before.supersedes == later.supersedes:
                continue
            last = later.history[-1].revision if before and later.history else later.revision
            maker, other = index.maker_of(last), index.maker_of(earlier.revision)
            if maker is not None and maker == other:
                continue
            is_aside = earlier.id in index.superseded
            message = f"it supersedes {earlier.id} ({earlier.verdict}, {earlier.status}) of "
            message += other.name if other else "nobody named"
            message += (
                ", which no longer counts" if is_aside else "; both count until it is accepted"
            )
            hint = (
                "inform the maker of the other assessment; add this one without supersedes if it "
                "does not replace it"
            )
            self.report(later.id, "supersedes", SUPERSEDES_OTHER, message, hint)

    def _with_trust_recorded(self, document: Document) -> Document:
        """Add a revision that states that the caller trusted the makers given in the data.

        The revision lists the statements of other makers.
        """
        if not self.caller.trust or self.caller.name is None:
            return document
        trusted = [
            statement.id
            for statement, before in self.new_or_changed(document)
            if not all(map(self._is_caller, _makers_of_new(statement, before, document)))
        ]
        if not trusted:
            return document
        additions = Additions(document)
        id = self.caller.revision(additions, _TRUSTED)
        document = additions.document()
        revisions = (
            one.update(parts=tuple(dict.fromkeys((*one.parts, *trusted)))) if one.id == id else one
            for one in document.revisions
        )
        return document.update(revisions=tuple(revisions))

    def _is_caller(self, agent: Agent | None) -> bool:
        return agent is not None and (agent.type, agent.name) == (
            self.caller.type,
            self.caller.name,
        )


@dataclass
class _Undecided:
    """Finds the statements that must stay undecided, whatever the data or the caller state."""

    document: Document
    added: _AddedStatements

    def statements(self) -> Mapping[str, Statement]:
        """Return these statements by their ids, with the decision removed."""
        now: dict[str, Statement] = {}
        changes = list(self.added.new_or_changed(self.document))
        for statement, before in changes:
            has_wrong_words = self._report_words(statement, before)
            if has_wrong_words or self._is_decided_by_program(statement, before):
                now[statement.id] = _undecided(statement, before)
        for statement, before in changes:
            if _is_accepted_now(now.get(statement.id, statement), before):
                undecided = self._undecided_claims(statement, now)
                if undecided:
                    now[statement.id] = _undecided(statement, before)
                    message = f"it is about {listed(undecided)}, which nobody has accepted"
                    hint = "it stays proposed; review the claim first: archive review"
                    self.added.report(statement.id, "status", RESTS_ON_UNDECIDED, message, hint)
        return now

    def _undecided_claims(self, statement: Statement, now: Mapping[str, Statement]) -> list[str]:
        """Return the claims that a verdict or relation is about and that nobody has accepted."""
        index = self.document.index
        claims = {id: now.get(id) or index.by_id[id] for id in index.claims_judged_by(statement)}
        return [id for id, claim in claims.items() if getattr(claim, "status", "") != "accepted"]

    def _is_decided_by_program(self, statement: Statement, before: Statement | None) -> bool:
        """Whether trusted data state that a program accepted or rejected a statement."""
        is_same = before is not None and before.status == statement.status
        if not self.added.caller.trust or statement.status == "proposed" or is_same:
            return False
        decided = [one.revision for one in statement.history if one.status == statement.status]
        last = decided[-1] if decided else None
        maker = self.document.index.maker_of(last or statement.revision)
        if maker is None or not maker.is_program:
            return False
        message = f"{statement.status} by {maker.name}: a program cannot accept or reject"
        hint = "it stays proposed; a person decides: archive review"
        self.added.report(statement.id, "status", NOT_TRUSTED, message, hint)
        return True

    # --- the words of a statement ---

    def _report_words(self, statement: Statement, before: Statement | None) -> bool:
        """Report gaps, and stretches that begin or end within a word; return whether there are any.

        Words that the statement already had are checked again only if its status has changed.
        """
        is_known = before is not None and statement.status in (before.status, "proposed")
        known = set(_pieces(before)) if before is not None and is_known else set()
        found = False
        for pieces in dict.fromkeys(_pieces(statement)):
            if pieces in known:
                continue
            name, places = pieces
            stands = _where_it_stands(statement, before)
            if message := words_left_out(self._texts, places):
                hint = f"{stands}; {_GIVE_ALL_WORDS}"
                self.added.report(statement.id, name, WORDS_LEFT_OUT, message, hint)
                found = True
            halves = [] if isinstance(statement, PART_OF_WORD) else self._halves(places)
            if halves:
                message, hint = "; ".join(halves), f"{stands}; give whole words"
                self.added.report(statement.id, name, WORD_SPLIT, message, hint)
                found = True
        return found

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {id: block.text for id, block in self.document.index.blocks.items()}

    def _halves(self, places: tuple[tuple[str, int, int], ...]) -> list[str]:
        """Return a message for each stretch that begins or ends within a word."""
        return [
            f"{short(self._texts[block][start:end])} is only part of a word in "
            + context_repr(self._texts[block], start, end)
            for block, start, end in places
            if not is_at_word_boundaries(self._texts[block], start, end)
        ]


_GIVE_ALL_WORDS = (
    "give all words from the first to the last, or accept the pieces in archive review"
)


def _orphans(statement: Statement) -> list[Orphan]:
    return [part for _, part in walk(statement) if isinstance(part, Orphan)]


def _without_parts(statement: Statement, gone: list[Orphan]) -> Statement:
    return mapped(statement, lambda part: None if part in gone else part)


def _pieces(statement: Statement) -> Iterator[_Pieces]:
    """Yield each field with stretches of text, except fields whose stretches are independent."""
    for _, part in walk(statement):
        for name in stretch_fields(type(part)):
            anchors = [one for one in getattr(part, name) if isinstance(one, Anchor)]
            if anchors and name != _GROUNDS:
                yield name, tuple((one.block, one.start, one.end) for one in anchors)


def _is_accepted_now(statement: Statement, before: Statement | None) -> bool:
    return statement.status == "accepted" and (before is None or before.status != "accepted")


def _where_it_stands(statement: Statement, before: Statement | None) -> str:
    """Return a hint that gives the status of a statement with incomplete words."""
    now = _undecided(statement, before).status
    was = before.status if before else now
    return f"it stays {now}" if was == now else f"it was {was}, and becomes {now} again"


def _undecided(statement: Statement, before: Statement | None) -> Statement:
    """Remove a new decision from a statement; if it was accepted before, make it proposed."""
    if statement.status == "proposed":
        return statement
    if before is None or before.status != statement.status:
        known = before.history if before else ()
        new = (one for one in statement.history[len(known) :] if one.status == "modified")
        status = before.status if before else "proposed"
        return statement.update(status=status, history=(*known, *new))
    if statement.status != "accepted":
        return statement
    revision = statement.history[-1].revision if statement.history else None
    again = Change(status="proposed", revision=revision)
    return statement.update(status="proposed", history=(*statement.history, again))


def _makers_of_new(
    statement: Statement, before: Statement | None, document: Document
) -> list[Agent | None]:
    """Return the makers of a statement and of its new changes."""
    new = statement.history[len(before.history) if before else 0 :]
    revisions = [one.revision for one in new] + ([statement.revision] if before is None else [])
    return [document.index.maker_of(revision) for revision in revisions]


def _updated(document: Document, now: Mapping[str, Statement], onto: Document) -> Document:
    """Replace the statements of a record that have the ids of these statements."""
    if not now:
        return document
    fields = {
        name: tuple(now.get(one.id, one) for one in getattr(document, name))
        for name in STATEMENT_COLLECTIONS
    }
    return _without_unused(document, document.update(**fields), onto)


def _without_unused(before: Document, after: Document, onto: Document) -> Document:
    """Remove new revisions and agents to which nothing refers any longer."""
    unused = before.index.used - after.index.used - onto.index.by_id.keys()
    revisions = tuple(one for one in after.revisions if one.id not in unused)
    gone = {one.by for one in after.revisions} - {one.by for one in revisions}
    gone -= {*after.index.used, *onto.index.by_id}
    agents = tuple(one for one in after.agents if one.id not in gone)
    return after.update(revisions=revisions, agents=agents)
