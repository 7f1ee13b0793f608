"""Writes a record as a sheet: claims with the statements about them, then the parts they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from archive.annotations.sheet import delimited, json_rows
from archive.annotations.sheet.columns import (
    AGENT_TYPES,
    CLAIMANTS,
    COLUMNS,
    ENTITY_TYPES,
    WORK_WORDS,
)
from archive.annotations.sheet.file_types import Form
from archive.annotations.sheet.name_resolution import SUBJECTS, WORKS, NameResolver, folded_name
from archive.annotations.sheet.word_places import WordPlaces, format_places
from archive.english import with_article
from archive.findings import NOT_KEPT, Finding, warning
from archive.formats.field_coverage import EVERY_FIELD, FieldCoverage
from archive.formats.format import WriteResult
from archive.model.anchors import Anchor
from archive.model.assessments import Assessment, Rating
from archive.model.basis import Attested, Judged
from archive.model.claims import PLAIN_FIELDS, Attribution, Claim, ClaimTime
from archive.model.document import Document
from archive.model.entities import Entity, EntityName, Event, Group, Organisation, Person
from archive.model.entities import Place as PlaceEntity
from archive.model.introspection import kind_for
from archive.model.relations import Relation
from archive.model.revisions import Revision
from archive.model.statements import Agent, Statement
from archive.model.works import Evidence, Locator, Source, Work
from archive.text.joined_blocks import JoinedBlocks
from archive.text.sentences import sentence_starts
from archive.text.word_finder import TextPlace

RowCells = dict[str, str]

_JUDGED = {"certainty", "reason"}
_ATTESTED = {*_JUDGED, "basis", "rests_on"}
_ENTITY = {"id", "names", "description", "revision", *_ATTESTED}
_STATEMENT = {"id", "status", "revision", *_JUDGED}
CARRIED = FieldCoverage(
    "a sheet",
    {
        Document: {
            "claims", "assessments", "relations", "sources", "works", "entities", "agents",
            "revisions",
        },
        Claim: {
            *_STATEMENT, *PLAIN_FIELDS, "anchors", "condition", "attribution", "about", "time",
        },
        Attribution: EVERY_FIELD,
        ClaimTime: EVERY_FIELD,
        Anchor: EVERY_FIELD,
        Relation: {*_STATEMENT, "basis", "rests_on", "subject", "predicate", "object", "evidence"},
        Assessment: {
            *_STATEMENT, "claim", "verdict", "rating", "reasoning", "evidence", "supersedes",
        },
        Rating: EVERY_FIELD,
        Evidence: EVERY_FIELD,
        Locator: EVERY_FIELD,
        Source: EVERY_FIELD,
        Work: {
            "id", "type", "title", "variant_titles", "address", "issued", "revision", *_ATTESTED,
        },
        **dict.fromkeys((Person, Organisation, Group, PlaceEntity), _ENTITY),
        Event: {*_ENTITY, "date"},
        EntityName: {"text"},
        Agent: {"id", "type", "name", "address"},
        Revision: {"id", "at", "by", "summary"},
    },
)  # fmt: skip
"""The fields of a record for which a sheet has columns."""

_BLANK = " \t\r\n"


def write(document: Document, *, form: Form, empty: bool, each_sentence: bool) -> WriteResult:
    """Return a record as a sheet (`sheet.write`)."""
    writer = _RowWriter(document)
    rows: list[RowCells] = []
    if not empty:
        rows += writer.statements()
    if each_sentence:
        rows += writer.sentences()
    if not empty:
        rows += writer.parts()
    used = {name for row in rows for name in row}
    header = [c.name for c in COLUMNS if c.name in used or (c.is_usual and form != "jsonl")]
    cells = [[row.get(name, "") for name in header] for row in rows]
    findings = [] if empty else [*CARRIED.loss_findings(document), *writer.findings()]
    if form == "jsonl":
        return WriteResult(json_rows.write_rows(header, cells), tuple(findings))
    if form == "xlsx":
        from archive.annotations.sheet import workbook

        data, cut = workbook.write_rows(header, cells)
        return WriteResult(data, (*findings, *cut))
    data = delimited.write_rows(header, cells, "\t" if form == "tsv" else ",")
    return WriteResult(data, tuple(findings))


class _RowWriter:
    """Makes the rows of one record."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._names = NameResolver(document, WordPlaces(JoinedBlocks(()), ()), [])
        self._agents = {agent.id: agent.name for agent in document.agents}
        self._name_counts = Counter(folded_name(name) for name in self._agents.values())
        self._revisions = {revision.id: revision for revision in document.revisions}
        self._relations: dict[str, list[Relation]] = defaultdict(list)
        for relation in document.relations:
            self._relations[relation.subject].append(relation)
        self._assessments: dict[str, list[Assessment]] = defaultdict(list)
        for assessment in document.assessments:
            self._assessments[assessment.claim].append(assessment)
        self._losses: dict[str, list[str]] = defaultdict(list)
        """The ids of statements that are left out, by the reason for this."""
        self._claims = {claim.id for claim in document.claims if _has_words(claim.anchors)}

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each reason for which statements are left out."""
        for why, ids in self._losses.items():
            id, _, field = ids[0].partition("/")
            pointer = self._document.index.pointers[id] + (f"/{field}" if field else "")
            message = f"a sheet does not carry {why}: {len(ids)}"
            yield warning(NOT_KEPT, pointer, message, "write json or tei to keep it")

    # --- statements ---

    def statements(self) -> Iterator[RowCells]:
        """Yield the rows of all claims, each followed by those of the statements about it."""
        for claim in self._document.claims:
            if claim.id not in self._claims:
                self._losses["a claim whose words are no longer in the text"].append(claim.id)
                for relation in self._relations[claim.id]:
                    self._losses["a relation of a claim whose words are lost"].append(relation.id)
                for assessment in self._assessments[claim.id]:
                    self._losses["a verdict on a claim whose words are lost"].append(assessment.id)
                continue
            yield from self._claim(claim)
            for relation in self._relations[claim.id]:
                yield from self._relation(relation)
            for assessment in self._assessments[claim.id]:
                yield from self._assessment(assessment)

    def _claim(self, claim: Claim) -> Iterator[RowCells]:
        row: RowCells = {"id": claim.id}
        for name, field in PLAIN_FIELDS.items():
            if (value := getattr(claim, name)) != field.default:
                row[name] = str({True: "true", False: "false"}.get(value, value))
        places: RowCells = {}
        self._set_words(row, places, "words", claim.anchors, claim.id)
        self._set_words(row, places, "condition", claim.condition, f"{claim.id}/condition")
        if claim.about:
            row["about"] = "; ".join(self._label(id, SUBJECTS, several=True) for id in claim.about)
        time, steps = claim.time, claim.attribution
        apart = time is not None and (time.certainty is not None or time.reason is not None)
        if time is not None and not apart:
            self._time(row, places, time, claim.id)
        if steps:
            self._step(row, places, claim, 0)
        yield self._with_provenance(row, places, claim)
        if time is not None and apart:
            row, places = {"claim": claim.id}, {}
            self._time(row, places, time, claim.id)
            yield _with_grounds(row, places, time)
        for n in range(1, len(steps)):
            row, places = {"claim": claim.id}, {}
            self._step(row, places, claim, n)
            yield _with_places(row, places)

    def _time(self, row: RowCells, places: RowCells, time: ClaimTime, id: str) -> None:
        row["time"] = time.date
        row |= {"basis": time.basis} if time.basis else {}
        self._set_words(row, places, "rests", time.rests_on, f"{id}/time/rests_on")

    def _step(self, row: RowCells, places: RowCells, claim: Claim, n: int) -> None:
        step = claim.attribution[n]
        row["manner"] = step.manner
        if step.claimant:
            row["claimant"] = self._label(step.claimant, CLAIMANTS)
        self._set_words(row, places, "cue", step.cue, f"{claim.id}/attribution/{n}/cue")
        if n and any(_same_step(step, other) for other in claim.attribution[:n]):
            row["step"] = str(n + 1)

    def _relation(self, relation: Relation) -> Iterator[RowCells]:
        row: RowCells = {
            "id": relation.id,
            "claim": relation.subject,
            "relation": relation.predicate,
        }
        target = self._document.index.by_id[relation.object]
        if isinstance(target, Source):
            row["source"] = self._label(target.id, ("source",))
        elif relation.object not in self._claims:
            self._losses["a relation of a claim whose words are lost"].append(relation.id)
            return
        else:
            row["to"] = relation.object
        if relation.evidence:
            self._evidence(row, relation.evidence)
        places: RowCells = {}
        row |= {"basis": relation.basis} if relation.basis else {}
        self._set_words(row, places, "rests", relation.rests_on, f"{relation.id}/rests_on")
        yield self._with_provenance(row, places, relation)

    def _assessment(self, assessment: Assessment) -> Iterator[RowCells]:
        if not assessment.reasoning.strip(_BLANK):
            self._losses["an assessment without reasoning"].append(assessment.id)
            return
        row: RowCells = {"id": assessment.id, "claim": assessment.claim}
        row |= {"verdict": assessment.verdict, "reasoning": assessment.reasoning}
        if assessment.rating:
            row |= {"rating": assessment.rating.value, "scale": assessment.rating.scale}
        if assessment.supersedes and self._has_reasoning(assessment.supersedes):
            row["supersedes"] = assessment.supersedes
        for n, evidence in enumerate(assessment.evidence):
            if evidence.quoted and not evidence.quoted.strip(_BLANK):
                self._losses["quoted words that are only white space"].append(
                    f"{assessment.id}/evidence/{n}/quoted"
                )
            if n:
                row = {"id": assessment.id, "claim": assessment.claim}
                if any(one.work == evidence.work for one in assessment.evidence[:n]):
                    row["step"] = str(n + 1)
            self._evidence(row, evidence)
            yield row if n else self._with_provenance(row, {}, assessment)
        if not assessment.evidence:
            yield self._with_provenance(row, {}, assessment)

    def _has_reasoning(self, id: str) -> bool:
        earlier = self._document.index.by_id[id]
        return isinstance(earlier, Assessment) and bool(earlier.reasoning.strip(_BLANK))

    def _evidence(self, row: RowCells, evidence: Evidence) -> None:
        row["evidence"] = self._label(evidence.work, WORKS)
        if evidence.locator:
            row["locator"] = f"{evidence.locator.unit} {evidence.locator.value}"
        if evidence.quoted:
            row["quoted"] = evidence.quoted

    def _with_provenance(self, row: RowCells, places: RowCells, statement: Statement) -> RowCells:
        row["status"] = statement.status
        self._set_maker(row, statement.revision)
        return _with_grounds(row, places, statement)

    def _set_maker(self, row: RowCells, revision: str | None) -> None:
        known = self._revisions.get(revision or "")
        if known is not None and known.by:
            row["by"] = self._agent_label(known.by)
        if known is not None and known.at:
            row["at"] = known.at

    def _agent_label(self, id: str) -> str:
        """Return the name of an agent if it is unique, else the id."""
        name = self._agents[id]
        alone = self._name_counts[folded_name(name)] == 1 and name not in self._agents
        return name if alone else id

    def _set_words(
        self, row: RowCells, places: RowCells, column: str, stretches: Sequence[Any], at: str
    ) -> None:
        """Add words and their places to a row, or nothing if some of the words have no place.

        Args:
            row: The cells, to which the words are added.
            places: The places of words by column, to which the places of these words are added.
            column: The column.
            stretches: The words.
            at: The id of the part with the words, and their field: `claim-1/time/rests_on`.
        """
        if _has_words(stretches):
            row[column] = " | ".join(one.exact for one in stretches)
            places[column] = format_places(
                TextPlace(one.block, one.start, one.end) for one in stretches
            )
        elif any(isinstance(one, Anchor) for one in stretches):
            id, *steps = at.split("/")
            field = " ".join(step for step in steps if not step.isdigit())
            kind = kind_for(type(self._document.index.by_id[id]))
            why = f'"{field}" of {with_article(kind)} with words that are no longer in the text'
            self._losses[why].append(at)

    def _label(self, id: str, allowed: Sequence[str], *, several: bool = False) -> str:
        """Return the name of a part if it is unique, else the id."""
        label = str(getattr(self._document.index.by_id[id], "label", id))
        has_separator = " | " in label or (several and ";" in label) or label.strip() != label
        found = [] if has_separator else self._names.by_name(label, allowed)
        return label if [part.id for part in found] == [id] else id

    # --- the rest ---

    def sentences(self) -> Iterator[RowCells]:
        """Yield a row for each sentence of the article that has no claim."""
        stands: dict[str, list[Anchor]] = defaultdict(list)
        for claim in self._document.claims:
            for one in claim.anchors:
                if isinstance(one, Anchor):
                    stands[one.block].append(one)
        furniture = self._document.index.furniture
        for block in self._document.text_blocks():
            if block.id in furniture:
                continue  # furniture has no claims
            starts = sentence_starts(block.text)
            for start, end in pairwise((*starts, len(block.text))):
                words = block.text[start:end]
                start += len(words) - len(words.lstrip())
                end -= len(words) - len(words.rstrip())
                taken = any(one.start < end and start < one.end for one in stands[block.id])
                if start < end and not taken:
                    places = {"words": format_places([TextPlace(block.id, start, end)])}
                    yield _with_places({"words": block.text[start:end]}, places)

    def parts(self) -> Iterator[RowCells]:
        """Yield the rows of entities, works, sources, agents and revisions."""
        for entity in self._document.entities:
            yield self._entity(entity)
        for work in self._document.works:
            row = {"id": work.id, "type": WORK_WORDS[work.type]}
            names = [*filter(None, [work.title]), *work.variant_titles]
            row |= {"name": " | ".join(names)} if names else {}
            row |= {"address": work.address} if work.address else {}
            row |= {"time": work.issued} if work.issued else {}
            yield self._part(row, work, work.revision)
        for source in self._document.sources:
            row = {"id": source.id, "type": "source", "name": source.as_named}
            row |= {"agent": self._label(source.agent, CLAIMANTS)} if source.agent else {}
            row |= {"work": self._label(source.work, WORKS)} if source.work else {}
            yield self._part(row, source, source.revision, source.named_at)
        makers = {type: maker for maker, type in AGENT_TYPES.items()}
        for agent in self._document.agents:
            row = {"id": agent.id, "type": makers[agent.type], "name": agent.name}
            yield row | ({"address": agent.address} if agent.address else {})
        for revision in self._document.revisions:
            row = {"id": revision.id, "type": "revision"}
            if revision.summary and revision.summary.strip(_BLANK):
                row["description"] = revision.summary
            self._set_maker(row, revision.id)
            yield row

    def _entity(self, entity: Entity) -> RowCells:
        assert entity.type in ENTITY_TYPES
        row = {"id": entity.id, "type": str(entity.type)}
        row |= {"name": " | ".join(name.text for name in entity.names)} if entity.names else {}
        row |= {"description": entity.description} if entity.description else {}
        if isinstance(entity, Event) and entity.date:
            row["time"] = entity.date
        return self._part(row, entity, entity.revision)

    def _part(
        self, row: RowCells, part: Attested, revision: str | None, named_at: Sequence[Any] = ()
    ) -> RowCells:
        places: RowCells = {}
        self._set_words(row, places, "words", named_at, f"{row['id']}/named_at")
        row |= {"basis": part.basis} if part.basis else {}
        self._set_words(row, places, "rests", part.rests_on, f"{row['id']}/rests_on")
        self._set_maker(row, revision)
        return _with_grounds(row, places, part)


def _same_step(step: Attribution, other: Attribution) -> bool:
    """Whether two steps may be equal in a sheet, which leaves out words that are lost."""
    return (step.claimant, step.manner) == (other.claimant, other.manner)


def _has_words(stretches: Sequence[Any]) -> bool:
    return bool(stretches) and all(isinstance(one, Anchor) for one in stretches)


def _with_grounds(row: RowCells, places: Mapping[str, str], judged: Judged) -> RowCells:
    if judged.certainty is not None:
        row["certainty"] = str(judged.certainty)
    if judged.reason is not None:
        row["reason"] = judged.reason
    return _with_places(row, places)


def _with_places(row: RowCells, places: Mapping[str, str]) -> RowCells:
    if places:
        row["place"] = "; ".join(f"{column} {text}" for column, text in places.items())
    return row
