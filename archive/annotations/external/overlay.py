"""Laying: remarks of somebody else become statements of a record, each of them once.

A statement keeps the id of its remark as an identifier, by which the next file of the same program
finds it: only what has changed there changes here, and nobody's decision is overwritten.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archive.annotations.external.anchoring import (
    AnchoringResult,
    anchor_annotations,
    mostly_not_anchored,
)
from archive.annotations.external.authorship import (
    AgentsAndRevisions,
    DefaultAuthorship,
    authorship_of,
    change_authorship_of,
    newer_than,
)
from archive.annotations.external.data_model import AnnotationFile, Body, ExternalAnnotation, Status
from archive.annotations.external.mapped_statements import (
    MappedStatement,
    Raw,
    StatementMapper,
    is_placeholder,
    set_reference_ids,
)
from archive.annotations.external.mapping import GivenMapping, parse_mapping, unused_rules
from archive.annotations.external.mapping import Mapping as Rules
from archive.annotations.external.reimport import IMPORTED_FIELDS, EarlierImport
from archive.english import counted, listed
from archive.findings import Finding, Location, Severity
from archive.formats.additions import Additions
from archive.formats.format import ReadResult
from archive.model.document import Document
from archive.model.statements import Statement

_COLLECTIONS = {"claim": "claims", "relation": "relations"}
"""Where a statement stands in a record, if not among the annotations."""
_NEW_STATEMENT = "new-statement-"


def lay(
    remarks: AnnotationFile,
    *,
    onto: Document,
    mapping: GivenMapping | None = None,
    status: Status = "proposed",
    by: str | None = None,
    at: str | None = None,
) -> ReadResult:
    """Return a record with what a file of remarks says of it, and what was noticed.

    Args:
        remarks: What a reader found.
        onto: The record.
        mapping: Rules that come before those of the default.
        status: Where the statements stand.
        by: The name or id of who made those of which the file does not say it; an agent is made if
            there is none.
        at: When, where the file says neither that nor who.

    Raises:
        ReadError: The mapping cannot be followed (`mapping-wrong`), or `at` is no instant.
        InvalidDocument: What the file says does not fit the record.
    """
    rules = mapping if mapping is None or isinstance(mapping, Rules) else parse_mapping(mapping)
    return _Overlay(remarks, onto, rules, status, DefaultAuthorship(by, at)).result()


@dataclass(slots=True)
class _ImportedStatement:
    """One statement that a remark makes: what it says, and which of the record it is."""

    mapped: MappedStatement
    remark: ExternalAnnotation
    id: str
    """The id that it has in the record, or what stands for the one it gets."""
    name: str | None
    """By which the remark is known again, if it is."""
    existing: Statement | None = None
    """What stands in the record."""
    is_new: bool = False
    is_changed: bool = False
    depth: int = 0
    """How many new statements have to be there before it."""


@dataclass(slots=True)
class _Overlay:
    """One file laid onto a record."""

    remarks: AnnotationFile
    onto: Document
    mapping: Rules | None
    status: Status
    unsaid: DefaultAuthorship
    findings: list[Finding] = field(default_factory=list)
    parts: list[_ImportedStatement] = field(default_factory=list)
    _by_remark: dict[str, list[_ImportedStatement]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _statements: StatementMapper = field(init=False)
    _known: EarlierImport = field(init=False)
    _summary: str = field(init=False)
    _ours: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._statements = StatementMapper(self.remarks, self.onto, self.mapping)
        self._summary = f"annotations laid onto the record from {self.remarks.scheme}"
        self._known = EarlierImport(self.remarks, self.onto)
        self._ours = {
            revision.id for revision in self.onto.revisions if revision.summary == self._summary
        }

    def result(self) -> ReadResult:
        """Return the record with the statements."""
        ids = Counter(remark.id for remark in self.remarks.annotations if remark.id)
        placed = anchor_annotations(self.remarks, self.onto)
        for remark, where in self._in_order(placed):
            known = remark.id if remark.id and ids[remark.id] == 1 else None
            self._take(remark, where, known)
        self._tell_twice(ids)
        for remark in self.remarks.annotations:
            self._take_relations(remark, ids)
        self._tell_gone(ids)
        self._tell_doubled()
        document = self._document()
        findings = [*self.remarks.findings, *self.findings, *self._statements.losses.findings()]
        if self.mapping is not None:
            findings += unused_rules(self.mapping, self._statements.used)
        return ReadResult(document, tuple(findings))

    # --- the order: what is answered before what answers it ---

    def _in_order(
        self, placed: Sequence[AnchoringResult]
    ) -> Iterator[tuple[ExternalAnnotation, AnchoringResult]]:
        """The remarks that were placed, each after the one that it answers; all else is told."""
        nowhere: dict[str, list[tuple[ExternalAnnotation, AnchoringResult]]] = defaultdict(list)
        waiting: dict[str, list[tuple[ExternalAnnotation, AnchoringResult]]] = defaultdict(list)
        ready: list[tuple[ExternalAnnotation, AnchoringResult]] = []
        there = zip(self.remarks.annotations, placed, strict=True)
        laid = {remark.id for remark, where in there if not where.problem}
        links = {remark.id for remark in self.remarks.annotations if _is_relation(remark)}
        for remark, where in zip(self.remarks.annotations, placed, strict=True):
            if where.problem:
                self._tell_not_placed(remark, where, nowhere)
            elif _is_relation(remark):
                continue
            elif remark.on is not None and remark.on in laid:
                waiting[remark.on].append((remark, where))
            else:
                ready.append((remark, where))
        at = 0
        while at < len(ready):
            remark, where = ready[at]
            at += 1
            yield remark, where
            if remark.id is not None:
                ready += waiting.pop(remark.id, ())
        for several in waiting.values():
            for remark, _ in several:
                what = "an annotation that answers in the end itself"
                if remark.on in links:
                    what = "what is said of a link between two annotations"
                self._statements.losses.add(what, remark.location)
        if mostly := mostly_not_anchored(self.remarks, placed):
            perhaps = "perhaps the file is about another text, or another state of it"
            self.findings.insert(0, _warning("remark-not-placed", mostly, Location(), perhaps))
        for what, several in nowhere.items():
            remark, first = several[0]
            message = f"{counted(len(several), 'annotations')} not placed: {what}"
            hint = first.hint and f"the first: {first.hint}"
            self.findings.append(_warning("remark-not-placed", message, remark.location, hint))

    def _tell_not_placed(
        self,
        remark: ExternalAnnotation,
        where: AnchoringResult,
        nowhere: dict[str, list[tuple[ExternalAnnotation, AnchoringResult]]],
    ) -> None:
        if not any(target.exact for target in remark.targets):
            nowhere[where.problem].append((remark, where))
            return
        self.findings.append(
            _warning("remark-not-placed", where.problem, remark.location, where.hint)
        )

    # --- each remark ---

    def _take(self, remark: ExternalAnnotation, where: AnchoringResult, id: str | None) -> None:
        """Find what a remark says among the statements of the record, or add it."""
        saids = self._statements.statements_of(remark, where.anchors)
        depth = 0
        if remark.on is not None:
            saids, depth = self._answering(remark, saids)
        parts = self._parts(remark, saids, id)
        for part in parts:
            part.depth = depth
        if remark.id is not None:
            self._by_remark[remark.id] += parts

    def _parts(
        self, remark: ExternalAnnotation, saids: Sequence[MappedStatement], id: str | None
    ) -> Sequence[_ImportedStatement]:
        """The statements of a remark, each with the one of the record that it is."""
        if id is None:
            name, agains = None, self._known.match_by_content(saids)
        else:
            name = self._known.identifier(id)
            agains, rest = self._known.match_by_id(id, saids)
            for statement in rest:
                message = f"{statement.id} is no longer said by its annotation, and is left"
                self.findings.append(_note("remark-gone", message, remark.location))
        parts: list[_ImportedStatement] = []
        for said, (there, is_same) in zip(saids, agains, strict=True):
            own = there.id if there else f"{_NEW_STATEMENT}{len(self.parts) + len(parts)}"
            part = _ImportedStatement(said, remark, own, name, there, is_new=there is None)
            if there is not None and not is_same:
                self._change(part, there)
            parts.append(part)
        self.parts += parts
        return parts

    def _answering(
        self, remark: ExternalAnnotation, saids: Sequence[MappedStatement]
    ) -> tuple[Sequence[MappedStatement], int]:
        """What an answer says, with the statement that it answers."""
        assert remark.on is not None
        on, depth = self._answered(remark.on)
        kept = []
        for said in saids:
            if said.kind == "comment" and on is not None:
                said.raw["on"] = on
                kept.append(said)
            elif "anchors" in said.raw:
                kept.append(said)
            elif on is None:
                what = "an answer to an annotation that is not in the file, or was left out"
                self._statements.losses.add(what, remark.location)
            else:
                what = f"a {said.kind} on another annotation"
                self._statements.losses.add(what, remark.location)
        return kept, depth

    def _answered(self, id: str) -> tuple[str | None, int]:
        """The statement that an answer to a remark is on."""
        parts = self._by_remark.get(id, [])
        comments = (part for part in parts if part.mapped.kind == "comment")
        if part := next(comments, parts[0] if parts else None):
            return part.id, part.depth + 1 if part.is_new else 0
        there = self._known.statements_of(id)
        return (there[0].id if there else None), 0

    def _change(self, part: _ImportedStatement, there: Statement) -> None:
        """Change a statement that its file has otherwise now, unless somebody has decided on it."""
        by_others = [change for change in there.history if change.revision not in self._ours]
        if by_others:
            what = by_others[-1].status
            message = f"{there.id} was {what} here, and the file says something else now"
            hint = "it is left as it is; change it by hand if the file is right"
            self.findings.append(_warning("remark-differs", message, part.remark.location, hint))
            return
        if newer := newer_than(part.remark, there, self.onto):
            message = f"{there.id} is of {newer} here, and the file has it as it was before that"
            hint = "it is left as it is; lay the newest file"
            self.findings.append(_warning("remark-differs", message, part.remark.location, hint))
            return
        part.is_changed = True
        message = f"{there.id} is changed as the file has it now"
        self.findings.append(_note("remark-changed", message, part.remark.location))

    # --- relations ---

    def _take_relations(self, remark: ExternalAnnotation, ids: Mapping[str, int]) -> None:
        """Relate the statements of two remarks, where they are claims and a rule says how."""
        if not _is_relation(remark):
            return
        saids = [said for body in remark.bodies if (said := self._related(remark, body))]
        known = remark.id if remark.id and ids[remark.id] == 1 else None
        for part in self._parts(remark, saids, known):
            part.depth = len(self.parts)

    def _related(self, remark: ExternalAnnotation, body: Body) -> MappedStatement | None:
        if body.linked_id is None:
            what = "what is said of a link between two annotations"
            self._statements.losses.add(what, remark.location)
            return None
        rule = self._statements.rule_for(remark, body)
        ends = [self._claim_of(remark.on), self._claim_of(body.linked_id)]
        if rule is None or rule.becomes != "relation" or None in ends or ends[0] == ends[1]:
            what = f"a link between two annotations ({body.value or body.layer or body.purpose})"
            self._statements.losses.add(what, remark.location)
            return None
        raw: Raw = {"subject": ends[0], "predicate": rule.predicate, "object": ends[1]}
        if rule.basis:
            raw["basis"] = rule.basis
        if rule.certainty is not None:
            raw["certainty"] = rule.certainty
        return MappedStatement("relation", raw, body)

    def _claim_of(self, id: str | None) -> str | None:
        """The claim that a remark became."""
        if id is None:
            return None
        return next((p.id for p in self._by_remark.get(id, ()) if p.mapped.kind == "claim"), None)

    # --- what is told of the file as a whole ---

    def _tell_twice(self, ids: Mapping[str, int]) -> None:
        twice = [id for id, count in ids.items() if count > 1]
        if twice:
            message = f"several annotations have one name: {listed(twice)}"
            hint = "they are kept without it, so a changed one is not known again"
            at = next(r.location for r in self.remarks.annotations if r.id == twice[0])
            self.findings.append(_warning("remark-id-twice", message, at, hint))

    def _tell_gone(self, ids: Mapping[str, int]) -> None:
        """Tell which statements of such a file are no longer in it."""
        gone = [statement.id for statement in self._known.no_longer_in_file(set(ids))]
        if gone:
            message = (
                f"{counted(len(gone), 'statements')} from {self.remarks.scheme} not in this file, "
                f"and left: {listed(gone)}"
            )
            self.findings.append(_note("remark-gone", message, Location()))

    def _tell_doubled(self) -> None:
        """Tell how many new statements say what those of a file of another name say already."""
        new = [
            part
            for part in self.parts
            if part.is_new and self._known.is_said_elsewhere(part.mapped)
        ]
        if new:
            number = counted(len(new), "new statements")
            message = f"{number} say what a file of another name or format said of the same words"
            hint = "if it is the same file, remove one of each, and keep its name from now on"
            at = new[0].remark.location
            self.findings.append(_note("remark-doubled", message, at, hint))

    # --- into the record ---

    def _document(self) -> Document:
        """The record with what is new and changed."""
        wanted = [part for part in self.parts if part.is_new or part.is_changed]
        if not wanted:
            return self.onto
        additions = Additions(self.onto)
        ids = self._referred(additions, wanted)
        made = AgentsAndRevisions(additions, self.remarks.scheme, self._summary, self.unsaid)
        makers = [
            made
            for part in wanted
            for made in (
                authorship_of(part.remark, part.mapped.body),
                change_authorship_of(part.remark, part.mapped.body),
            )
        ]
        revisions = made.revisions(makers)
        for what, location in made.losses:
            self._statements.losses.add(what, location)
        for n, part in enumerate(wanted):
            part.mapped.raw.update(self._of_each(part, *revisions[2 * n : 2 * n + 2]))
        by_depth: dict[tuple[int, str], list[_ImportedStatement]] = defaultdict(list)
        for part in wanted:
            collection = _COLLECTIONS.get(part.mapped.kind, "annotations")
            by_depth[part.depth, collection].append(part)
        for (_, collection), parts in sorted(by_depth.items(), key=lambda item: item[0][0]):
            new = [part for part in parts if part.is_new]
            for part in parts:
                set_reference_ids(part.mapped.raw, ids)
            raws = [(part.mapped.raw, part.remark.location) for part in new]
            for part, id in zip(new, additions.add_all(collection, raws), strict=True):
                ids[part.id] = id
            for part in parts:
                if part.is_changed:
                    additions.change(part.id, part.mapped.raw, part.remark.location)
        return additions.document()

    def _referred(
        self, additions: Additions, wanted: Sequence[_ImportedStatement]
    ) -> dict[str, str]:
        """Add the entities and works that are new, and return their ids by what stands for them."""
        used = {
            value for part in wanted for value in part.mapped.raw.values() if is_placeholder(value)
        }
        by_collection: dict[str, list[str]] = defaultdict(list)
        for placeholder, new in self._statements.new.items():
            if placeholder in used:
                by_collection[new.collection].append(placeholder)
        ids: dict[str, str] = {}
        for collection, placeholders in by_collection.items():
            raws = [(self._statements.new[one].raw, None) for one in placeholders]
            ids.update(zip(placeholders, additions.add_all(collection, list(raws)), strict=True))
        return ids

    def _of_each(self, part: _ImportedStatement, first: str | None, later: str | None) -> Raw:
        """Status, revision, history and identifiers of a statement; of a changed one all it has."""
        modified: list[Raw] = [{"status": "modified", "revision": later}] if later else []
        if part.existing is not None:
            own = part.existing.model_dump(mode="json", exclude_none=True)
            says = IMPORTED_FIELDS[part.mapped.kind]
            kept: Raw = {name: value for name, value in own.items() if name not in says}
            change = modified or [{"status": "modified", "revision": first}]
            kept["history"] = [*own.get("history", ()), *change]
            return kept
        fresh: Raw = {"status": self.status, "revision": first}
        if modified:
            fresh["history"] = modified
        if part.name is not None:
            fresh["identifiers"] = [{"scheme": self.remarks.scheme, "value": part.name}]
        return fresh


def _is_relation(remark: ExternalAnnotation) -> bool:
    return any(body.linked_id is not None for body in remark.bodies)


def _warning(code: str, message: str, location: Location, hint: str | None = None) -> Finding:
    return Finding(code, message, hint, severity=Severity.WARNING, location=location)


def _note(code: str, message: str, location: Location, hint: str | None = None) -> Finding:
    return Finding(code, message, hint, severity=Severity.NOTE, location=location)
