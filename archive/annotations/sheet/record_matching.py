"""Matches the statements of a sheet with those of the record, and checks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.annotations.sheet.claim_draft import ClaimDraft, StatementDraft
from archive.annotations.sheet.name_resolution import (
    NameResolver,
    PlaceholderId,
    Raw,
    folded_name,
    restatement_hint,
)
from archive.annotations.sheet.part_rows import PartRows, is_valid_part
from archive.annotations.sheet.row_grouping import ClaimDrafts
from archive.annotations.sheet.statement_merging import (
    differing_fields,
    emptied_columns,
    has_attribution,
    merged_statement,
)
from archive.english import listed
from archive.findings import Finding, Severity, short
from archive.formats.caller import Caller, comparable_name, hidden_sign
from archive.model.assessments import WITHOUT_EVIDENCE, Assessment
from archive.model.claims import KINDS, Claim
from archive.model.relations import Relation
from archive.model.revisions import Revision
from archive.model.statements import Agent, Statement
from archive.text.word_finder import TextPlace

_COLUMN_OF_FIELD = {
    "anchors": "words",
    "rests_on": "rests",
    "attribution": "cue",
    "date": "time",
    "scale": "scale",
    "value": "locator",
    "quoted": "quoted",
}
"""The columns for fields whose name is another one."""


_KINDS = tuple(KINDS)
_DUMMY_FIELDS: Raw = {
    "anchors": [{"type": "anchor", "block": "id", "start": 0, "end": 1, "exact": "x"}],
    "restatement": "x",
    "kind": "descriptive",
}
"""Valid values in place of fields that are missing or wrong, so that the other fields can be
checked."""


@dataclass(slots=True)
class MatchedStatement:
    """A statement of a sheet, and the matching statement of the record, if any."""

    draft: StatementDraft
    raw: Raw
    own: Statement | None = None
    by_id: bool = False
    """Whether the row has the id of the statement."""
    placeholder: PlaceholderId | None = None
    """The placeholder for the id of a new claim."""
    id: str = ""


@dataclass(slots=True)
class StatementMatches:
    """All statements of a sheet, each with the matching statement of the record, if any."""

    drafts: ClaimDrafts
    names: NameResolver
    parts: PartRows
    findings: list[Finding]
    caller: Caller
    only_adds: bool = False
    """Whether existing statements only get fields that they lack."""
    claims: dict[int, MatchedStatement] = field(default_factory=dict)
    """The claims by the numbers of their drafts."""
    relations: list[tuple[int, MatchedStatement]] = field(default_factory=list)
    assessments: list[tuple[int, MatchedStatement]] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)
    """The kind of statement of each new id in the sheet; empty for a placeholder."""
    _ids_by_restatement: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The ids of claims by their restatements."""
    _own_relations: dict[tuple[str, str, str], list[Relation]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _own_assessments: dict[str, list[Assessment]] = field(default_factory=lambda: defaultdict(list))
    _agents: dict[tuple[str, bool], list[Agent]] = field(default_factory=lambda: defaultdict(list))
    """The agents of the record, by id and by name."""
    _matched_ids: set[str] = field(default_factory=set)
    """The ids of the record's statements that already have a matching row."""

    def check(self) -> None:
        """Match and check all statements."""
        if self.caller.at is not None:
            Revision(id="rev", at=self.caller.at)
        self._match_claims()
        for matched in self.claims.values():
            restatement = matched.raw.get("restatement")
            if isinstance(restatement, str):
                self._ids_by_restatement[folded_name(restatement)].append(self.id_of(matched))
        for claim in self.names.onto.claims:
            if claim.id not in self._ids_by_restatement[folded_name(claim.restatement)]:
                self._ids_by_restatement[folded_name(claim.restatement)].append(claim.id)
        self._index_statements()
        for n, draft in enumerate(self.drafts.all):
            before = len(self.findings)
            self._check_claim(n, draft)
            for statement in draft.relations:
                self._match_relation(n, statement)
            for statement in draft.assessments:
                self._match_assessment(n, statement)
            draft.is_wrong |= any(one.severity is Severity.ERROR for one in self.findings[before:])
        self._check_superseded()
        self._propagate_errors()

    def id_of(self, claim: MatchedStatement) -> str:
        """Return the id of a claim, or its placeholder."""
        if claim.own is not None:
            return claim.own.id
        return claim.draft.id or claim.placeholder or ""

    # --- claims ---

    def _match_claims(self) -> None:
        onto = self.names.onto
        by_words: dict[tuple[Any, ...], Claim] = {}
        by_places: dict[tuple[TextPlace, ...], list[Claim]] = defaultdict(list)
        for claim in onto.claims:
            places = tuple(
                TextPlace(one.block, one.start, one.end)
                for one in claim.anchors
                if one.type == "anchor"
            )
            by_words.setdefault((places, folded_name(claim.restatement)), claim)
            by_places[places].append(claim)
        pending: dict[tuple[TextPlace, ...], list[int]] = defaultdict(list)
        for n, draft in enumerate(self.drafts.all):
            statement = draft.statement
            matched = MatchedStatement(
                statement, dict(statement.raw), by_id=statement.id is not None
            )
            if draft.steps:
                matched.raw["attribution"] = draft.steps
            self.claims[n] = matched
            if statement.id is not None:
                own = onto.index.by_id.get(statement.id)
                matched.own = own if isinstance(own, Claim) else None
            else:
                key = draft.places, folded_name(str(statement.raw.get("restatement")))
                matched.own = by_words.get(key)
                if matched.own is None:
                    pending[draft.places].append(n)
            if matched.own is not None:
                self._matched_ids.add(matched.own.id)
        for places, numbers in () if self.only_adds else pending.items():
            candidates = [claim for claim in by_places[places] if claim.id not in self._matched_ids]
            if len(candidates) == len(numbers) == 1:
                self.claims[numbers[0]].own = candidates[0]
                self._matched_ids.add(candidates[0].id)
        for matched in self.claims.values():
            if matched.own is None and matched.draft.id is None:
                matched.placeholder = PlaceholderId(f"claim {len(self._ids)}")
                self._ids[matched.placeholder] = ""

    def _check_claim(self, n: int, draft: ClaimDraft) -> None:
        matched, row = self.claims[n], draft.statement.row
        self._check_maker(draft.statement)
        self.findings += [
            finding
            for step, finding in draft.pending_findings
            if not has_attribution(step, matched.own)
        ]
        if matched.own is not None:
            self._report_emptied(matched.own, draft)
            raw = merged_statement(matched.own, matched.raw)
            if is_valid_part(Claim, _fields(raw), row, self.findings, _COLUMN_OF_FIELD, draft.rows):
                matched.raw = raw
            return
        id = draft.statement.id
        if id is not None and not self._is_free(id, "claim", draft.statement):
            return
        for name, column in (("anchors", "words"), ("restatement", ""), ("kind", "")):
            if name not in matched.raw:
                column = column or name
                if any(one.has(column) for one in draft.rows):
                    continue  # the wrong cell is already reported
                if draft.is_unidentified and column != "kind":
                    continue  # the missing cell is already reported
                message = f"a claim needs {column}"
                hint = None
                if column == "kind":
                    hint = f"{', '.join(_KINDS[:-1])} or {_KINDS[-1]}"
                elif id is not None:
                    message = f"no claim has the id {id}, and a new claim needs {column}"
                self.findings.append(row.finding("cell-missing", column, message, hint))
                if id is not None:
                    return  # one finding is enough for an id that no claim has
        raw = {**_DUMMY_FIELDS, **matched.raw}
        is_valid_part(Claim, raw, row, self.findings, _COLUMN_OF_FIELD, draft.rows)

    def _report_emptied(self, own: Statement, draft: ClaimDraft) -> None:
        if names := emptied_columns(own, draft.rows):
            message = f"{listed(names)} of {own.id} is not changed: the cell is empty"
            finding = draft.statement.row.finding(
                "cell-emptied", "", message, "edit the record to remove it", Severity.NOTE
            )
            self.findings.append(finding)

    def _is_free(self, id: str, kind: str, statement: StatementDraft) -> bool:
        """Whether no other part has this id."""
        existing = self.names.onto.index.by_id.get(id)
        if existing is not None or id == self.names.onto.id:
            what = type(existing).__name__.lower() if existing is not None else "the record"
            message = f"{id} is the id of another part: {what}"
            self.findings.append(
                statement.row.finding("id-taken", "id", message, "give it another id")
            )
            return False
        other = self.names.by_id(id)
        if self._ids.setdefault(id, kind) != kind or other is not None or id in self.parts.agents:
            message = f"another row gives the id {id} to another part"
            self.findings.append(
                statement.row.finding("id-twice", "id", message, "give it another id")
            )
            return False
        return True

    def _check_maker(self, statement: StatementDraft) -> None:
        """Report a maker whose name several agents have, and a time that is not valid."""
        by = statement.by or ""
        agents = self.agents_named(by)
        if len(agents) > 1:
            ids = listed([agent.id for agent in agents])
            message = f"{short(by)} is the name of {len(agents)} agents"
            found = statement.row.finding("name-ambiguous", "by", message, f"write the id: {ids}")
            self.findings.append(found)
        sign = hidden_sign(by)
        if sign is not None and not any(agent.name == by for agent in agents):
            message = f"{short(by)} has the invisible character {sign}"
            hint = "write the name without it"
            self.findings.append(statement.row.finding("cell-wrong", "by", message, hint))
        known = {
            name: getattr(statement, name)
            for name in ("at",)
            if getattr(statement, name) is not None
        }
        if statement.by is not None and not agents:
            is_valid_part(Agent, {"name": by}, statement.row, self.findings, {"name": "by"})
        is_valid_part(Revision, known, statement.row, self.findings, {"at": "at"})

    def agents_named(self, name: str) -> Sequence[Agent]:
        """Return the agents of the record with this id or name."""
        if not self._agents:
            for agent in self.names.onto.agents:
                self._agents[agent.id, True].append(agent)
                self._agents[comparable_name(agent.name), False].append(agent)
        by_id = self._agents.get((name, True))
        return by_id or self._agents.get((comparable_name(name), False)) or ()

    # --- relations and assessments ---

    def _index_statements(self) -> None:
        for relation in self.names.onto.relations:
            key = relation.subject, relation.predicate, relation.object
            self._own_relations[key].append(relation)
        for assessment in self.names.onto.assessments:
            self._own_assessments[assessment.claim].append(assessment)
        for draft in self.drafts.all:
            self._matched_ids.update(
                one.id for one in (*draft.relations, *draft.assessments) if one.id
            )

    def _match_relation(self, n: int, statement: StatementDraft) -> None:
        subject, row = self.id_of(self.claims[n]), statement.row
        raw: Raw = {"subject": subject, **statement.raw}
        if statement.to:
            target = self._claim_named(statement)
            if target is None:
                return
            if target == subject:
                message = "the claim is related to itself"
                self.findings.append(row.finding("cell-wrong", "to", message))
                return
            raw["object"] = target
        own = self._existing_with_id(statement, Relation)
        if own is None and statement.id is None:
            candidates = self._own_relations.get((subject, raw["predicate"], raw["object"]), ())
            own = next((one for one in candidates if one.id not in self._matched_ids), None)
        matched = self._matched(statement, raw, own, Relation)
        if matched is not None:
            self.relations.append((n, matched))

    def _claim_named(self, statement: StatementDraft) -> str | None:
        """Return the id or placeholder of the claim in the cell `to`."""
        row, to = statement.row, statement.to
        draft = self.drafts.by_id(to)
        own = self.names.onto.index.by_id.get(to)
        if isinstance(own, Claim) or draft is not None:
            return to
        named = list(dict.fromkeys(self._ids_by_restatement.get(folded_name(to), ())))
        if len(named) == 1:
            return named[0]
        if named:
            message = f"{len(named)} claims have the restatement {short(to)}"
            hint = (
                f"write the id: {listed([id for id in named if not isinstance(id, PlaceholderId)])}"
            )
            self.findings.append(row.finding("name-ambiguous", "to", message, hint))
        else:
            message = f"no claim has the restatement or id {short(to)}"
            new = (str(one.raw.get("restatement") or "") for one in self.claims.values())
            hint = restatement_hint(
                to, [*new, *(one.restatement for one in self.names.onto.claims)]
            )
            self.findings.append(row.finding("name-unknown", "to", message, hint))
        return None

    def _match_assessment(self, n: int, statement: StatementDraft) -> None:
        claim, row = self.id_of(self.claims[n]), statement.row
        raw: Raw = {"claim": claim, **statement.raw}
        own = self._existing_with_id(statement, Assessment)
        if own is None and statement.id is None:
            free = [
                one
                for one in self._own_assessments.get(claim, ())
                if one.id not in self._matched_ids and one.verdict == raw["verdict"]
            ]
            same = [one for one in free if raw.get("reasoning", one.reasoning) == one.reasoning]
            maker = {agent.id for agent in self.agents_named(statement.by or self.caller.id or "")}
            of_maker = [one for one in free if self._maker_of(one) in maker]
            is_mended = len(of_maker) == 1 and not self.only_adds
            own = same[0] if same else of_maker[0] if is_mended else None
        if own is None:
            if "verdict" not in raw:
                message = f"no assessment has the id {statement.id}"
                self.findings.append(row.finding("cell-missing", "verdict", message))
                return
            if "reasoning" not in raw:
                if row.has("reasoning"):
                    return  # the wrong cell is already reported
                message = f"the verdict {raw['verdict']} needs reasoning"
                hint = "write it in the column reasoning"
                self.findings.append(row.finding("cell-missing", "reasoning", message, hint))
                return
            if raw["verdict"] not in WITHOUT_EVIDENCE and not raw.get("evidence"):
                if row.has("evidence"):
                    return
                message = f"{raw['verdict']} needs evidence"
                hint = "name a work in the column evidence, or change the verdict to doubt"
                self.findings.append(
                    row.finding("verdict-without-evidence", "verdict", message, hint)
                )
                return
        matched = self._matched(statement, raw, own, Assessment)
        if matched is not None:
            self.assessments.append((n, matched))

    def _maker_of(self, statement: Statement) -> str | None:
        revision = self.names.onto.index.by_id.get(statement.revision or "")
        return getattr(revision, "by", None)

    def _existing_with_id(self, statement: StatementDraft, cls: type[Statement]) -> Any:
        own = self.names.onto.index.by_id.get(statement.id) if statement.id else None
        return own if isinstance(own, cls) else None

    def _matched(
        self, statement: StatementDraft, raw: Raw, own: Statement | None, cls: type[Statement]
    ) -> MatchedStatement | None:
        """Return the statement with its match, or `None` if its fields are not valid."""
        self._check_maker(statement)
        kind = cls.__name__.lower()
        if (
            own is None
            and statement.id is not None
            and not self._is_free(statement.id, kind, statement)
        ):
            return None
        if own is not None:
            self._matched_ids.add(own.id)
            for name in ("subject", "claim"):
                if name in raw and getattr(own, name) != raw[name]:
                    message = f"in the record, {own.id} is about {getattr(own, name)}"
                    self.findings.append(statement.row.finding("id-taken", "claim", message))
                    return None
            raw = merged_statement(own, raw)
            if raw.get("verdict", "doubt") not in WITHOUT_EVIDENCE and not raw.get("evidence"):
                message = f"{raw['verdict']} needs evidence"
                self.findings.append(
                    statement.row.finding("verdict-without-evidence", "verdict", message)
                )
                return None
        if not is_valid_part(cls, _fields(raw), statement.row, self.findings, _COLUMN_OF_FIELD):
            return None
        return MatchedStatement(statement, raw, own, by_id=statement.id is not None)

    def _check_superseded(self) -> None:
        """Report an assessment that replaces an unknown assessment, or one of another claim."""
        in_sheet = {one.draft.id: one.raw["claim"] for _, one in self.assessments if one.draft.id}
        own = {one.id: one.claim for one in self.names.onto.assessments}
        for n, matched in self.assessments:
            earlier = matched.raw.get("supersedes")
            if earlier is None:
                continue
            claim = in_sheet.get(earlier, own.get(earlier))
            if claim is None or claim != matched.raw["claim"]:
                message = (
                    f"no assessment has the id {earlier}"
                    if claim is None
                    else f"{earlier} is about another claim, {claim}"
                )
                row = matched.draft.row
                self.findings.append(row.finding("supersedes-wrongly", "supersedes", message))
                self.drafts.all[n].is_wrong = True

    def _propagate_errors(self) -> None:
        """Mark claims as wrong if they have a relation to a new claim that is wrong."""
        numbers = {self.id_of(claim): n for n, claim in self.claims.items()}
        leading: dict[int, list[tuple[int, MatchedStatement]]] = defaultdict(list)
        for n, relation in self.relations:
            target = numbers.get(relation.raw.get("object", ""))
            if target is not None:
                leading[target].append((n, relation))
        waiting = [n for n, draft in enumerate(self.drafts.all) if draft.is_wrong]
        while waiting:
            target = waiting.pop()
            if self.claims[target].own is not None:
                continue  # it stays in the record unchanged
            for n, relation in leading[target]:
                if not self.drafts.all[n].is_wrong:
                    self.drafts.all[n].is_wrong = True
                    message = "the other claim is not added"
                    found = relation.draft.row.finding("cell-wrong", "to", message)
                    self.findings.append(found)
                    waiting.append(n)

    def good(self) -> Iterator[int]:
        """Yield the indexes of the claims that are not wrong."""
        return (n for n, draft in enumerate(self.drafts.all) if not draft.is_wrong)

    def changes(self, matched: MatchedStatement) -> list[str]:
        """Return the fields of the record's statement that a row changes."""
        assert matched.own is not None
        return differing_fields(matched.own, matched.raw)


def _fields(raw: Raw) -> Raw:
    return {name: value for name, value in raw.items() if name != "id"}
