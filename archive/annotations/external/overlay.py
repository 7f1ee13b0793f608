"""Adds the external annotations of a file to a record as statements, each only once.

A statement keeps the id of its annotation as an identifier, by which the next import from the same
program finds the statement. Only what has changed in the file is changed in the record, and
decisions are never overwritten.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.annotations.external.anchoring import (
    AnchoringResult,
    anchor_annotations,
    mostly_not_anchored,
)
from archive.annotations.external.attributions import Attributions, kind_of_link
from archive.annotations.external.authorship import (
    AgentsAndRevisions,
    Authorship,
    authorship_of,
    change_authorship_of,
    newer_than,
    only_trusted,
)
from archive.annotations.external.data_model import AnnotationFile, Body, ExternalAnnotation, Status
from archive.annotations.external.mapped_statements import (
    MappedStatement,
    Raw,
    StatementMapper,
    placeholders_in,
    set_reference_ids,
)
from archive.annotations.external.mapping import GivenMapping, parse_mapping, unused_rules
from archive.annotations.external.mapping import Mapping as Rules
from archive.annotations.external.reimport import IMPORTED_FIELDS, EarlierImport
from archive.english import counted, listed
from archive.findings import Finding, Location, Severity
from archive.formats.added_statements import with_what_counts
from archive.formats.additions import Additions
from archive.formats.caller import (
    Caller,
    UntrustedClaims,
    caller_of,
)
from archive.formats.format import ReadResult
from archive.model.document import Document
from archive.model.statements import Statement

_COLLECTIONS = {"claim": "claims", "relation": "relations"}
"""The collections of the record for statements that are not annotations."""
_NEW_STATEMENT = "new-statement-"


def add(
    file: AnnotationFile,
    *,
    onto: Document,
    mapping: GivenMapping | None = None,
    status: Status = "proposed",
    by: str | None = None,
    at: str | None = None,
    trust: bool = False,
) -> ReadResult:
    """Return a record with the annotations of a file as statements, and the findings.

    Args:
        file: The result of a reader.
        onto: The record.
        mapping: Rules that take precedence over the default rules.
        status: The status of the statements.
        by: The name or id of the agent that adds the file; the agent is created if it is not in the
            record.
        at: The time of the import.
        trust: Whether to keep the makers and times that the file states.

    Raises:
        ReadError: The mapping is not valid (`mapping-wrong`), or `at` is not an instant.
        InvalidDocument: The content of the file does not fit the record.
        SpeaksForOthers: The caller is a program, and wants to accept statements or to be trusted.
    """
    rules = mapping if mapping is None or isinstance(mapping, Rules) else parse_mapping(mapping)
    caller = caller_of(onto, by, at=at, status=status, trust=trust)
    return _Overlay(file, onto, rules, caller).result()


@dataclass(slots=True)
class _ImportedStatement:
    """One statement of an annotation, and the matching statement of the record, if any."""

    mapped: MappedStatement
    annotation: ExternalAnnotation
    id: str
    """The id of the existing statement, or a placeholder."""
    name: str | None
    """The identifier by which the next import finds the statement, if it has one."""
    existing: Statement | None = None
    """The matching statement of the record."""
    is_new: bool = False
    is_changed: bool = False
    depth: int = 0
    """The number of new statements to add first, because each replies to the one before."""


@dataclass(slots=True)
class _Overlay:
    """Adds one file to a record."""

    file: AnnotationFile
    onto: Document
    mapping: Rules | None
    caller: Caller
    findings: list[Finding] = field(default_factory=list)
    parts: list[_ImportedStatement] = field(default_factory=list)
    _by_annotation: dict[str, list[_ImportedStatement]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _statements: StatementMapper = field(init=False)
    _attributions: Attributions = field(init=False)
    _earlier: EarlierImport = field(init=False)
    _claims: UntrustedClaims = field(init=False)
    _locations: dict[str, Location] = field(default_factory=dict)
    """For each new or changed statement, the location of its annotation in the file."""
    _summary: str = field(init=False)
    _earlier_revisions: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._statements = StatementMapper(self.file, self.onto, self.mapping)
        self._summary = f"annotations added to the record from {self.file.scheme}"
        self._claims = UntrustedClaims(self.caller)
        self._earlier = EarlierImport(self.file, self.onto)
        self._earlier_revisions = {
            revision.id for revision in self.onto.revisions if revision.summary == self._summary
        }

    def result(self) -> ReadResult:
        """Return the record with the statements added, and the findings."""
        ids = Counter(annotation.id for annotation in self.file.annotations if annotation.id)
        results = anchor_annotations(self.file, self.onto)
        self._attributions = Attributions(self.file, results, self._statements, self.onto)
        for annotation, result in self._in_order(results):
            known = annotation.id if annotation.id and ids[annotation.id] == 1 else None
            self._add_annotation(annotation, result, known)
        self._report_duplicate_ids(ids)
        for annotation in self.file.annotations:
            self._add_relations(annotation, ids)
        self._report_no_longer_in_file(ids)
        self._report_duplicates()
        document = self._document()
        findings = [*self.file.findings, *self.findings, *self._claims.findings()]
        findings += self._statements.losses.findings()
        if self.mapping is not None:
            findings += unused_rules(self.mapping, self._statements.used)
        added = ReadResult(document, tuple(findings))
        return with_what_counts(self.onto, added, self.caller, self._located)

    def _located(self, id: str, field: str, finding: Finding) -> Finding:
        return replace(finding, location=self._locations[id])

    # --- the order: annotations before their replies ---

    def _in_order(
        self, results: Sequence[AnchoringResult]
    ) -> Iterator[tuple[ExternalAnnotation, AnchoringResult]]:
        """Yield the anchored annotations, each after the one that it replies to.

        Report the annotations that are not anchored.
        """
        not_anchored: dict[str, list[tuple[ExternalAnnotation, AnchoringResult]]] = defaultdict(
            list
        )
        waiting: dict[str, list[tuple[ExternalAnnotation, AnchoringResult]]] = defaultdict(list)
        ready: list[tuple[ExternalAnnotation, AnchoringResult]] = []
        pairs = zip(self.file.annotations, results, strict=True)
        anchored = {annotation.id for annotation, result in pairs if not result.problem}
        links = {annotation.id for annotation in self.file.annotations if _is_relation(annotation)}
        for annotation, result in zip(self.file.annotations, results, strict=True):
            if result.problem:
                self._report_not_anchored(annotation, result, not_anchored)
            elif _is_relation(annotation):
                continue
            elif annotation.on is not None and annotation.on in anchored:
                waiting[annotation.on].append((annotation, result))
            else:
                ready.append((annotation, result))
        position = 0
        while position < len(ready):
            annotation, result = ready[position]
            position += 1
            yield annotation, result
            if annotation.id is not None:
                ready += waiting.pop(annotation.id, ())
        for several in waiting.values():
            for annotation, _ in several:
                what = "an annotation in a cycle of replies"
                if annotation.on in links:
                    what = "an annotation on a link between two annotations"
                self._statements.losses.add(what, annotation.location)
        if mostly := mostly_not_anchored(self.file, results):
            perhaps = "the file may annotate another text, or another version of it"
            self.findings.insert(0, _warning("remark-not-placed", mostly, Location(), perhaps))
        for what, several in not_anchored.items():
            annotation, first = several[0]
            message = f"{counted(len(several), 'annotations')} cannot be placed: {what}"
            hint = first.hint and f"for the first: {first.hint}"
            self.findings.append(_warning("remark-not-placed", message, annotation.location, hint))

    def _report_not_anchored(
        self,
        annotation: ExternalAnnotation,
        result: AnchoringResult,
        not_anchored: dict[str, list[tuple[ExternalAnnotation, AnchoringResult]]],
    ) -> None:
        if result.source is not None or not any(target.exact for target in annotation.targets):
            not_anchored[result.problem].append((annotation, result))
            return
        self.findings.append(
            _warning("remark-not-placed", result.problem, annotation.location, result.hint)
        )

    # --- each annotation ---

    def _add_annotation(
        self, annotation: ExternalAnnotation, result: AnchoringResult, id: str | None
    ) -> None:
        """Find the statements of an annotation in the record, or add them."""
        mapped_statements = self._statements.statements_of(annotation, result.anchors)
        mapped_statements = self._attributions.attribute(
            annotation, result.anchors, mapped_statements
        )
        depth = 0
        if annotation.on is not None:
            mapped_statements, depth = self._replies(annotation, mapped_statements)
        parts = self._match_statements(annotation, mapped_statements, id)
        for part in parts:
            part.depth = depth
        if annotation.id is not None:
            self._by_annotation[annotation.id] += parts

    def _match_statements(
        self,
        annotation: ExternalAnnotation,
        mapped_statements: Sequence[MappedStatement],
        id: str | None,
    ) -> Sequence[_ImportedStatement]:
        """Return the statements of an annotation, each with the matching one of the record."""
        if id is None:
            name, matches = None, self._earlier.match_by_content(mapped_statements)
        else:
            name = self._earlier.identifier(id)
            matches, rest = self._earlier.match_by_id(id, mapped_statements)
            for statement in rest:
                message = f"{statement.id} is no longer in its annotation, but stays in the record"
                self.findings.append(_note("remark-gone", message, annotation.location))
        parts: list[_ImportedStatement] = []
        for mapped, (existing, is_same) in zip(mapped_statements, matches, strict=True):
            own = existing.id if existing else f"{_NEW_STATEMENT}{len(self.parts) + len(parts)}"
            part = _ImportedStatement(
                mapped, annotation, own, name, existing, is_new=existing is None
            )
            if existing is not None and not is_same:
                self._change(part, existing)
            parts.append(part)
        self.parts += parts
        return parts

    def _replies(
        self, annotation: ExternalAnnotation, mapped_statements: Sequence[MappedStatement]
    ) -> tuple[Sequence[MappedStatement], int]:
        """Return the statements of a reply, with its comments on the right one, and its depth."""
        assert annotation.on is not None
        on, depth = self._statement_replied_to(annotation.on)
        kept = []
        for mapped in mapped_statements:
            if mapped.kind == "comment" and on is not None:
                mapped.raw["on"] = on
                kept.append(mapped)
            elif "anchors" in mapped.raw:
                kept.append(mapped)
            elif on is None:
                what = "a reply to an annotation that is not in the file, or was left out"
                self._statements.losses.add(what, annotation.location)
            else:
                what = f"a {mapped.kind} on another annotation"
                self._statements.losses.add(what, annotation.location)
        return kept, depth

    def _statement_replied_to(self, id: str) -> tuple[str | None, int]:
        """Return the statement that a reply to this annotation is on, and the reply's depth."""
        parts = self._by_annotation.get(id, [])
        comments = (part for part in parts if part.mapped.kind == "comment")
        if part := next(comments, parts[0] if parts else None):
            return part.id, part.depth + 1 if part.is_new else 0
        existing = self._earlier.statements_of(id)
        return (existing[0].id if existing else None), 0

    def _change(self, part: _ImportedStatement, existing: Statement) -> None:
        """Change a statement whose annotation has changed, unless somebody has reviewed it."""
        by_others = [
            change for change in existing.history if change.revision not in self._earlier_revisions
        ]
        maker = self.onto.index.maker_of(existing.revision)
        who = f" by {maker.name}" if maker else ""
        may_change = existing.status == self.caller.status and self.caller.is_maker(maker)
        is_decided = existing.status != "proposed" and not may_change
        if by_others or is_decided or self.caller.may_not_touch(maker):
            what = by_others[-1].status if by_others else f"{existing.status}{who}"
            message = f"{existing.id} was {what} in the record, and now differs in the file"
            hint = "the record is not changed; edit it if the file is right"
            self.findings.append(
                _warning("remark-differs", message, part.annotation.location, hint)
            )
            return
        if self.caller.trust and (newer := newer_than(part.annotation, existing, self.onto)):
            message = f"{existing.id} was changed at {newer} in the record; the file is older"
            hint = "the record is not changed; add the newest file"
            self.findings.append(
                _warning("remark-differs", message, part.annotation.location, hint)
            )
            return
        part.is_changed = True
        message = f"{existing.id}, {existing.status}{who}, is changed to the version of the file"
        self.findings.append(_warning("remark-changed", message, part.annotation.location))

    # --- relations ---

    def _add_relations(self, annotation: ExternalAnnotation, ids: Mapping[str, int]) -> None:
        """Relate the statements of two annotations, if both are claims and a rule matches."""
        if not _is_relation(annotation):
            return
        if annotation.targets:
            what = "the words of a link between two annotations"
            self._statements.losses.add(what, annotation.location)
        mapped_statements = [
            mapped
            for body in annotation.bodies
            if id(body) not in self._attributions.taken
            and (mapped := self._relation(annotation, body))
        ]
        known = annotation.id if annotation.id and ids[annotation.id] == 1 else None
        for part in self._match_statements(annotation, mapped_statements, known):
            part.depth = len(self.parts)

    def _relation(self, annotation: ExternalAnnotation, body: Body) -> MappedStatement | None:
        if body.linked_id is None:
            what = "an annotation on a link between two annotations"
            self._statements.losses.add(what, annotation.location)
            return None
        rule = self._statements.rule_for(annotation, body)
        ends = [self._claim_of(annotation.on), self._claim_of(body.linked_id)]
        if rule is None or rule.becomes != "relation" or None in ends or ends[0] == ends[1]:
            what = f"a link between two annotations ({kind_of_link(body)})"
            self._statements.losses.add(what, annotation.location)
            return None
        raw: Raw = {"subject": ends[0], "predicate": rule.predicate, "object": ends[1]}
        if rule.basis:
            raw["basis"] = rule.basis
        if rule.certainty is not None:
            raw["certainty"] = rule.certainty
        return MappedStatement("relation", raw, body)

    def _claim_of(self, id: str | None) -> str | None:
        """Return the id of the claim that an annotation became."""
        if id is None:
            return None
        return next(
            (p.id for p in self._by_annotation.get(id, ()) if p.mapped.kind == "claim"), None
        )

    # --- findings on the file as a whole ---

    def _report_duplicate_ids(self, ids: Mapping[str, int]) -> None:
        twice = [id for id, count in ids.items() if count > 1]
        if twice:
            message = f"several annotations have the same id: {listed(twice)}"
            hint = "they are added without it, so the next import cannot match them"
            at = next(r.location for r in self.file.annotations if r.id == twice[0])
            self.findings.append(_warning("remark-id-twice", message, at, hint))

    def _report_no_longer_in_file(self, ids: Mapping[str, int]) -> None:
        """Report the statements of an earlier import that are no longer in the file."""
        gone = [statement.id for statement in self._earlier.no_longer_in_file(set(ids))]
        if gone:
            message = (
                f"this file no longer has the annotations of {counted(len(gone), 'statements')} "
                f"from {self.file.scheme}; they stay in the record: {listed(gone)}"
            )
            self.findings.append(_note("remark-gone", message, Location()))

    def _report_duplicates(self) -> None:
        """Report how many new statements repeat statements of another file."""
        new = [
            part
            for part in self.parts
            if part.is_new and self._earlier.is_said_elsewhere(part.mapped)
        ]
        if new:
            number = counted(len(new), "new statements")
            message = (
                f"{number} repeat what a file of another name or format says of the same words"
            )
            hint = (
                "if it is the same file, remove one of each pair, and do not rename the file again"
            )
            at = new[0].annotation.location
            self.findings.append(_note("remark-doubled", message, at, hint))

    # --- into the record ---

    def _document(self) -> Document:
        """Return the record with the new and changed statements."""
        wanted = [part for part in self.parts if part.is_new or part.is_changed]
        if not wanted:
            return self.onto
        additions = Additions(self.onto)
        ids = self._add_new_parts(additions, wanted)
        agents_and_revisions = AgentsAndRevisions(
            additions, self.file.scheme, self._summary, self.caller
        )
        makers: list[Authorship | None] = []
        for part in wanted:
            changed = change_authorship_of(part.annotation, part.mapped.body)
            made = only_trusted(authorship_of(part.annotation, part.mapped.body), self._claims)
            makers += (made, changed if self.caller.trust else None)
        revisions = agents_and_revisions.revisions(makers)
        for what, location in agents_and_revisions.losses:
            self._statements.losses.add(what, location)
        for n, part in enumerate(wanted):
            part.mapped.raw.update(self._fields_of(part, *revisions[2 * n : 2 * n + 2]))
        by_depth: dict[tuple[int, str], list[_ImportedStatement]] = defaultdict(list)
        for part in wanted:
            collection = _COLLECTIONS.get(part.mapped.kind, "annotations")
            by_depth[part.depth, collection].append(part)
        for (_, collection), parts in sorted(by_depth.items(), key=lambda item: item[0][0]):
            new = [part for part in parts if part.is_new]
            for part in parts:
                set_reference_ids(part.mapped.raw, ids)
            raws = [(part.mapped.raw, part.annotation.location) for part in new]
            for part, id in zip(new, additions.add_all(collection, raws), strict=True):
                ids[part.id] = id
            for part in parts:
                self._locations[ids.get(part.id, part.id)] = part.annotation.location
                if part.is_changed:
                    additions.change(part.id, part.mapped.raw, part.annotation.location)
        return additions.document()

    def _add_new_parts(
        self, additions: Additions, wanted: Sequence[_ImportedStatement]
    ) -> dict[str, str]:
        """Add the new entities and works, and return their ids by their placeholders."""
        used = {id for part in wanted for id in placeholders_in(part.mapped.raw)}
        by_collection: dict[str, list[str]] = defaultdict(list)
        for placeholder, new in self._statements.new.items():
            if placeholder in used:
                by_collection[new.collection].append(placeholder)
        ids: dict[str, str] = {}
        for collection, placeholders in by_collection.items():
            raws = [(self._statements.new[one].raw, None) for one in placeholders]
            ids.update(zip(placeholders, additions.add_all(collection, list(raws)), strict=True))
        return ids

    def _fields_of(self, part: _ImportedStatement, first: str | None, later: str | None) -> Raw:
        """Return the status, revision, history and identifiers of a new statement.

        For a changed statement, return all its fields.
        """
        modified: list[Raw] = [{"status": "modified", "revision": later}] if later else []
        if part.existing is not None:
            own = part.existing.model_dump(mode="json", exclude_none=True)
            says = IMPORTED_FIELDS[part.mapped.kind]
            kept: Raw = {name: value for name, value in own.items() if name not in says}
            if "attribution" in part.mapped.raw:
                kept.pop("attribution", None)
            change = modified or [{"status": "modified", "revision": first}]
            kept["history"] = [*own.get("history", ()), *change]
            return kept
        status = self.caller.status_of(part.mapped.raw)
        fresh: Raw = {"status": status, "revision": first}
        if modified:
            fresh["history"] = modified
        if part.name is not None:
            fresh["identifiers"] = [{"scheme": self.file.scheme, "value": part.name}]
        return fresh


def _is_relation(annotation: ExternalAnnotation) -> bool:
    return any(body.linked_id is not None for body in annotation.bodies)


def _warning(code: str, message: str, location: Location, hint: str | None = None) -> Finding:
    return Finding(code, message, hint, severity=Severity.WARNING, location=location)


def _note(code: str, message: str, location: Location, hint: str | None = None) -> Finding:
    return Finding(code, message, hint, severity=Severity.NOTE, location=location)
