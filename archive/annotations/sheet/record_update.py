"""Updates the record with the content of a sheet: new parts, and new and changed statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.annotations.sheet.claim_draft import StatementDraft
from archive.annotations.sheet.name_resolution import (
    NamedPart,
    Raw,
    placeholders_in,
    replace_placeholders,
)
from archive.annotations.sheet.record_matching import MatchedStatement, StatementMatches
from archive.annotations.sheet.statement_merging import adds_to
from archive.findings import Finding, Severity
from archive.formats.additions import Additions
from archive.formats.caller import Caller, comparable_name, split_type
from archive.model.document import Document
from archive.model.statements import Statement

_SUMMARY = "Statements added as rows"
_COLLECTIONS = {"source": "sources"}
_ENTITIES = frozenset(("person", "organisation", "group", "place", "event"))


@dataclass(slots=True)
class RecordUpdate:
    """Updates a record with the matched statements of a sheet."""

    matches: StatementMatches
    annotations: Sequence[StatementDraft] = ()
    """New annotations; a sheet has none."""
    _ids: dict[str, str] = field(default_factory=dict)
    """The id of each new part by its placeholder."""
    _drafts: dict[str, StatementDraft] = field(default_factory=dict)
    """The draft of each new or changed statement by its id."""
    _agents: dict[str, str] = field(default_factory=dict)
    _revisions: dict[tuple[str | None, str | None], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._additions = Additions(self.matches.names.onto)

    _additions: Additions = field(init=False)

    @property
    def _caller(self) -> Caller:
        return self.matches.caller

    def document(self) -> Document:
        """Return the record with all claims of the sheet that are not wrong."""
        good = set(self.matches.good())
        for id, maker in self.matches.parts.agents.items():
            if "id" in maker and maker["id"] not in self.matches.names.onto.index.by_id:
                self._agents[id] = self._additions.add("agents", {"role": "annotator", **maker})
                self._agents.setdefault(comparable_name(maker["name"]), self._agents[id])
        self._declared_revisions()
        self._parts(self._used(good))
        claims = [self.matches.claims[n] for n in sorted(good)]
        relations = [one for n, one in self.matches.relations if n in good]
        assessments = [one for n, one in self.matches.assessments if n in good]
        self._statements("claims", claims)
        self._statements("relations", relations)
        self._statements("assessments", assessments)
        self._statements(
            "annotations", [MatchedStatement(one, one.raw) for one in self.annotations]
        )
        return self._additions.document()

    def located(self, id: str, field: str, finding: Finding) -> Finding:
        """Return a finding about a statement, with the location of its row and cell."""
        draft = self._drafts[id]
        column = _COLUMNS.get(field, field)
        claims = (one for one in self.matches.drafts.all if one.statement is draft)
        rows = next((one.rows for one in claims), [draft.row])
        row = next((row for row in rows if row.has(column)), draft.row)
        column = column if row.has(column) else ""
        return row.finding(finding.code, column, finding.message, finding.hint, finding.severity)

    # --- who and when ---

    def _agent(self, name: str) -> str:
        """Return the id of an agent: of the caller, the record, the sheet, or a new person."""
        if name not in self._agents:
            own = self._caller.agent(self._additions) if name == self._caller.name else None
            agents = self.matches.agents_named(name)
            id = own or (agents[0].id if agents else self._agents.get(comparable_name(name)))
            self._agents[name] = id or self._new_agent(name)
        return self._agents[name]

    def _new_agent(self, name: str) -> str:
        type, bare = split_type(name)
        same = [one for one in self.matches.agents_named(bare) if one.type == type]
        return same[0].id if same else self._additions.agent(bare, type=type or "person")

    def _declared_revisions(self) -> None:
        for revision in self.matches.names.onto.revisions:
            self._revisions.setdefault((revision.by, revision.at), revision.id)
        for id, raw in self.matches.parts.revisions.items():
            known = {**raw, "id": id}
            if "by" in raw:
                known["by"] = self._agent(raw["by"])
            self._additions.add("revisions", known)
            self._revisions.setdefault((known.get("by"), known.get("at")), id)

    def _revision(self, by: str | None, at: str | None, *, is_stated: bool) -> str | None:
        """Return the revision by an agent at a time; `None` if neither is known.

        Args:
            by: The name of the agent.
            at: The time.
            is_stated: Whether the sheet states these; then a revision of the record may match.
        """
        if by is None and at is None:
            return None
        agent = self._agent(by) if by is not None else None
        if is_stated and (agent, at) in self._revisions:
            return self._revisions[agent, at]
        return self._additions.revision(_SUMMARY, by=agent, at=at)

    def _revision_of_new(self, by: str | None, at: str | None) -> str | None:
        """Return the revision of a new part."""
        is_stated = by is not None or at is not None
        if is_stated and (by is not None or (None, at) not in self._revisions):
            by, at = by or self._caller.name, at or self._caller.at
        elif not is_stated:
            by, at = self._caller.name, self._caller.at
        return self._revision(by, at, is_stated=is_stated)

    def _revision_of_change(self, own: Statement, draft: StatementDraft) -> str | None:
        """Return the revision of a change, which is never the revision that made the statement."""
        revision = self.matches.names.onto.index.by_id.get(own.revision or "")
        by, at = draft.by, draft.at
        same_maker = by is None or self._agent(by) == getattr(revision, "by", None)
        if same_maker and at in (None, getattr(revision, "at", None)):
            return self._revision(self._caller.name, self._caller.at, is_stated=False)
        return self._revision(by or self._caller.name, at or self._caller.at, is_stated=False)

    # --- entities, works, sources ---

    def _used(self, good: set[int]) -> list[NamedPart]:
        """Return the new parts that valid statements refer to, or that have a row of their own."""
        new = self.matches.names.new
        statements = [self.matches.claims[n].raw for n in sorted(good)]
        for several in (self.matches.relations, self.matches.assessments):
            statements += [one.raw for n, one in several if n in good]
        statements += [one.raw for one in self.annotations]
        used = {
            placeholder: None
            for raw in statements
            for placeholder in placeholders_in(raw)
            if placeholder in new
        }
        used |= {placeholder: None for placeholder, part in new.items() if part.note is None}
        for placeholder in list(used):
            used |= {inner: None for inner in placeholders_in(new[placeholder].raw) if inner in new}
        return [part for placeholder, part in new.items() if placeholder in used]

    def _parts(self, parts: list[NamedPart]) -> None:
        by_collection: dict[str, list[NamedPart]] = {"entities": [], "works": [], "sources": []}
        for part in parts:
            collection = "entities" if part.type in _ENTITIES else "works"
            by_collection[_COLLECTIONS.get(part.type, collection)].append(part)
        for collection, several in by_collection.items():
            raws: list[tuple[Raw, Any]] = []
            for part in several:
                assert part.row is not None
                raw = replace_placeholders(part.raw, self._ids)
                at, by = part.row.get("at") or None, part.row.get("by") or None
                revision = self._revision_of_new(by, at)
                raw |= {"revision": revision} if revision else {}
                raws.append((raw, part.row.at(part.column)))
                if part.note is not None:
                    self.matches.findings.append(part.note)
            ids = self._additions.add_all(collection, raws)
            self._ids.update(zip((part.id for part in several), ids, strict=True))

    # --- statements ---

    def _statements(self, collection: str, statements: list[MatchedStatement]) -> None:
        new: list[tuple[MatchedStatement, Raw]] = []
        for one in statements:
            raw = replace_placeholders(one.raw, self._ids)
            if one.own is not None:
                self._drafts[one.own.id] = one.draft
                self._change(one, raw)
                continue
            draft = one.draft
            if draft.id is not None:
                raw["id"] = draft.id
            raw["status"] = draft.status or self._caller.status_of(raw)
            if raw.get("verdict") == "doubt" and not raw.get("evidence") and draft.id is None:
                self._report_doubt(one, raw["status"])
                raw["status"] = "proposed"  # a doubt cannot be decided without evidence
            if revision := self._revision_of_new(draft.by, draft.at):
                raw["revision"] = revision
            new.append((one, raw))
        ids = self._additions.add_all(collection, [(raw, one.draft.row.at()) for one, raw in new])
        for (one, _), id in zip(new, ids, strict=True):
            self._drafts[id] = one.draft
            if one.placeholder is not None:
                self._ids[one.placeholder] = id

    def _report_doubt(self, one: MatchedStatement, status: str) -> None:
        """Warn that the status of a row does not apply to its doubt."""
        if status != "proposed" and one.draft.status is not None:
            message = "a doubt without evidence is neither accepted nor rejected"
            hint = "it stays proposed; name a work in the column evidence"
            finding = one.draft.row.finding(
                "doubt-proposed", "status", message, hint, Severity.WARNING
            )
            self.matches.findings.append(finding)

    def _change(self, one: MatchedStatement, raw: Raw) -> None:
        """Change a statement of the record if a row differs from it and may change it."""
        own, draft = one.own, one.draft
        assert own is not None
        fields = [name for name in self.matches.changes(one) if name != "id"]
        decided = own.status != "proposed"
        history: list[Raw] = []
        of_program = self._caller.is_program
        in_hand = self._human_change(own)
        only_adds = self.matches.only_adds and not adds_to(own, raw)
        if fields and (only_adds or ((decided or in_hand) and (of_program or not one.by_id))):
            hint = (
                "a program cannot change it"
                if of_program
                else "to change it, put its id in the row"
            )
            hint = "use document.replace to replace it" if only_adds else hint
            self._report_contradiction(one, f"the row has another {_column_names(fields)}", hint)
            if only_adds or not decided:
                return
            raw, fields = own.model_dump(mode="json", exclude_none=True), []
        if fields:
            history.append({"status": "modified"})
            other = self._other_maker(own, draft)
            severity = Severity.WARNING if decided or in_hand or other else Severity.NOTE
            message = f"{own.id} is changed: {_column_names(fields)}"
            if decided:
                message += f"; {other} made it" if other else ""
                message += f"; it was {own.status}"
            elif in_hand:
                message += f"; it {in_hand}"
            elif other:
                message += f"; {other} proposed it, and nobody has reviewed it"
            found = draft.row.finding("statement-changed", "", message, None, severity)
            self.matches.findings.append(found)
        status: str = own.status
        if draft.status is not None and draft.status != own.status:
            if decided:
                hint = "change a decision in the record"
                message = f"the row has the status {draft.status}"
                self._report_contradiction(one, message, hint, "status")
            else:
                history.append({"status": draft.status})
                status = draft.status
        elif own.status == "rejected" and draft.status is None and not one.by_id:
            self._report_contradiction(one, "the row proposes it again", "remove the row")
        if not history:
            return
        if revision := self._revision_of_change(own, draft):
            history = [{**change, "revision": revision} for change in history]
        raw |= {"status": status, "history": [*raw.get("history", ()), *history]}
        self._additions.change(own.id, raw, draft.row.at())

    def _human_change(self, own: Statement) -> str:
        """Return what a person did to a proposal ("was changed by Ada"), or an empty string.

        If the caller is a program, that a person made the proposal counts too.
        """
        index = self.matches.names.onto.index.by_id
        for change in reversed(own.history if own.status == "proposed" else ()):
            revision = index.get(change.revision or "")
            if getattr(revision, "summary", None) == _SUMMARY or not (revision or change.reason):
                continue  # an earlier sheet changed it, because sheets give no reason
            by = self.matches.names.onto.index.maker_of(change.revision)
            who = f" by {by.name}" if by else ""
            return f"was {'changed' if change.status == 'modified' else 'reviewed'}{who}"
        maker = self.matches.names.onto.index.maker_of(own.revision)
        if own.status == "proposed" and maker and self._caller.may_not_touch(maker):
            return f"was proposed by {maker.name}"
        return ""

    def _other_maker(self, own: Statement, draft: StatementDraft) -> str | None:
        """Return the name of a statement's maker, if the one who changes it is another."""
        maker = self.matches.names.onto.index.maker_of(own.revision)
        by = draft.by or self._caller.name
        if maker is None or (by is not None and self._agent(by) == maker.id):
            return None
        return maker.name

    def _report_contradiction(
        self, one: MatchedStatement, message: str, hint: str, column: str = ""
    ) -> None:
        assert one.own is not None
        state = self._human_change(one.own) or f"is {one.own.status}"
        text = f"{one.own.id} {state} in the record, and is not changed: {message}"
        found = one.draft.row.finding("row-contradicts", column, text, hint, Severity.WARNING)
        self.matches.findings.append(found)


_COLUMNS = {"anchors": "words", "rests_on": "rests"}
"""The columns for fields whose name is another one."""


def _column_names(fields: list[str]) -> str:
    return ", ".join(_COLUMNS.get(name, name) for name in fields)
