"""Groups the rows of a sheet into drafts of claims, which are not yet matched with the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from archive.annotations.sheet.attribution_checks import claimant_not_named, words_elsewhere
from archive.annotations.sheet.cell_values import RowValues
from archive.annotations.sheet.claim_draft import ClaimDraft, StatementDraft
from archive.annotations.sheet.grid import Row
from archive.annotations.sheet.locators import locator_of
from archive.annotations.sheet.name_resolution import NameResolver, Raw, folded_name, raw_anchor
from archive.annotations.sheet.word_places import (
    WordPlaces,
    elided_length,
    place_finding,
    split_by_column,
)
from archive.english import counted
from archive.findings import Finding, Severity
from archive.model.claims import PLAIN_FIELDS
from archive.model.relations import ToSource
from archive.text.nearest_words import short_repr
from archive.text.word_finder import TextPlace, Unplaced

_STEP_COLUMNS = ("claimant", "manner", "cue")
_TO_SOURCE = get_args(ToSource)


@dataclass(slots=True)
class ClaimDrafts:
    """The drafts of the claims in a sheet."""

    names: NameResolver
    places: WordPlaces
    findings: list[Finding]
    all: list[ClaimDraft] = field(default_factory=list)
    unfilled: list[Row] = field(default_factory=list)
    """Rows that have only words, because nobody has filled them in."""
    _by_id: dict[str, ClaimDraft] = field(default_factory=dict)
    _by_words: dict[tuple[Any, ...], ClaimDraft] = field(default_factory=dict)

    def add_rows(self, rows: Iterable[RowValues]) -> None:
        """Add all rows to the drafts of their claims."""
        for cells in rows:
            if cells.is_right and not cells.values.keys() - {"words", "place", "before", "after"}:
                self.unfilled.append(cells.row)
                continue
            before = len(self.findings)
            draft = self._draft(cells) or self._unidentified_draft(cells)
            draft.rows.append(cells.row)
            self._add_row(draft, cells)
            draft.is_wrong |= not cells.is_right or any(
                found.severity is Severity.ERROR for found in self.findings[before:]
            )

    def by_id(self, id: str) -> ClaimDraft | None:
        """Return the draft of the claim with this id."""
        return self._by_id.get(id)

    # --- which claim a row is about ---

    def _draft(self, cells: RowValues) -> ClaimDraft | None:
        row = cells.row
        id = cells.get("claim") or cells.get("id")
        if id is not None:
            if id not in self._by_id:
                self._by_id[id] = self._register(ClaimDraft(StatementDraft(row, id=id)))
            draft = self._by_id[id]
            if cells.has("words") and (found := self._find_words(cells)) is not None:
                self._set_words(draft, tuple(found), cells)
            return draft
        is_further = row.has("claim") or row.has("id")  # the error in that cell is already reported
        for name in ("words", "restatement"):
            if cells.lacks(name) and not is_further:
                hint = (
                    "a row needs words and restatement, or the id of a claim in the column `claim`"
                )
                self.findings.append(row.finding("cell-missing", name, f"there is no {name}", hint))
        if not cells.has("words"):
            return None
        found = self._find_words(cells)
        if found is None or not cells.has("restatement"):
            return None
        key = (tuple(found), folded_name(str(cells.get("restatement"))))
        if key not in self._by_words:
            self._report_same_words(tuple(found), row)
            self._by_words[key] = self._register(ClaimDraft(StatementDraft(row), tuple(found)))
        return self._by_words[key]

    def _unidentified_draft(self, cells: RowValues) -> ClaimDraft:
        """Return a draft for a row without a claim, so that its other errors are reported too."""
        draft = ClaimDraft(StatementDraft(cells.row), is_wrong=True, is_unidentified=True)
        return draft if cells.row.has("claim") or cells.row.has("id") else self._register(draft)

    def _register(self, draft: ClaimDraft) -> ClaimDraft:
        self.all.append(draft)
        return draft

    def _find_words(self, cells: RowValues) -> list[TextPlace] | None:
        stated = split_by_column(str(cells.get("place") or "")).get("words", "")
        found = self.places.find(
            str(cells.get("words")),
            before=str(cells.get("before") or ""),
            after=str(cells.get("after") or ""),
            stated=stated,
        )
        if isinstance(found, Unplaced):
            self.findings.append(place_finding(cells.row, "words", found))
            return None
        self._report_normalization(cells, "words", *found)
        return found[0]

    def _report_normalization(
        self, cells: RowValues, column: str, places: Sequence[TextPlace], is_exact: bool
    ) -> None:
        """Report that the words in the text differ in form from the cell; the text's are used."""
        words = " | ".join(map(self.places.words_at, places))
        if elided := elided_length(str(cells.get(column)), words):
            more = counted(elided, "characters")
            message = f"the claim has all of {short_repr(words)}: {more} more than the cell"
            hint = "separate several stretches by ` | `"
            self.findings.append(
                cells.row.finding("words-filled", column, message, hint, Severity.NOTE)
            )
        if is_exact:
            return
        message = f"{short_repr(str(cells.get(column)))} is {short_repr(words)} in the text"
        hint = "they differ in form only; the text's own words are used"
        self.findings.append(cells.row.finding("words-form", column, message, hint, Severity.NOTE))

    def _report_same_words(self, places: tuple[TextPlace, ...], row: Row) -> None:
        for other in self._same_words.setdefault(places, []):
            message = f"{other.what} {other.number} makes another claim from the same words"
            hint = "if it is the same claim, give it the same restatement"
            self.findings.append(row.finding("words-twice", "words", message, hint, Severity.NOTE))
            break
        self._same_words[places].append(row)

    _same_words: dict[tuple[TextPlace, ...], list[Row]] = field(default_factory=dict)

    def _set_words(
        self, draft: ClaimDraft, places: tuple[TextPlace, ...], cells: RowValues
    ) -> None:
        if draft.places and draft.places != places:
            self._report_conflict(draft, cells, "words")
        draft.places = draft.places or places

    # --- the content of a row ---

    def _add_row(self, draft: ClaimDraft, cells: RowValues) -> None:
        row, statement = cells.row, draft.statement
        self._report_dependent_cells(cells)
        adds = self._set_claim_fields(draft, cells)
        makes_claim = not cells.has("claim") or adds
        statement.set_provenance(cells) if makes_claim else None
        step = cells.get("step")
        if cells.has(*_STEP_COLUMNS):
            adds |= self._add_step(draft, cells)
        time = self._time(draft, cells)
        adds |= time is not None
        relation, verdict = self._relation(draft, cells), self._verdict(draft, cells)
        evidence = self._evidence(cells)
        judged: list[Raw] = [one.raw for one in (relation, verdict) if one]
        if evidence is not None:
            holder = verdict or relation or self._last_assessment(draft, cells)
            if holder is None and not cells.is_right:
                pass  # the evidence may belong to the wrong cell
            elif holder is None:
                message = "evidence needs a verdict or a relation"
                hint = "write the result in the column verdict"
                self.findings.append(row.finding("cell-missing", "verdict", message, hint))
            elif holder is relation:
                holder.raw["evidence"] = evidence
            else:
                pieces = holder.raw.setdefault("evidence", [])
                if evidence not in pieces or step is not None:
                    pieces.append(evidence)
        for one in (relation, verdict):
            if one is not None:
                one.set_provenance(cells)
        self._add_grounds(draft, cells, makes_claim, time, judged)
        self._report_duplicate(draft, cells)

    def _report_dependent_cells(self, cells: RowValues) -> None:
        """Report cells that are filled although a cell that they need is empty."""
        for name in ("agent", "work"):
            if cells.has(name) and cells.lacks("source"):
                message = f"{name} needs a source"
                hint = "write in the column source how the article names the source"
                self.findings.append(cells.row.finding("cell-missing", "source", message, hint))
        for name in ("name", "address", "description"):
            if cells.has(name):
                message = f"{name} needs a type"
                hint = "write the type of the part, in a row of its own"
                self.findings.append(cells.row.finding("cell-missing", "type", message, hint))

    def _set_claim_fields(self, draft: ClaimDraft, cells: RowValues) -> bool:
        """Set the fields of the claim itself, and return whether the row has any."""
        raw = draft.statement.raw
        for name in PLAIN_FIELDS:
            if cells.has(name):
                self._set_field(draft, cells, name, cells.get(name))
        if (
            cells.has("condition")
            and (found := self._anchors_near(draft, cells, "condition")) is not None
        ):
            self._set_field(draft, cells, "condition", found)
            near = draft.places or self._places_in_record(draft)
            finding = words_elsewhere("condition", raw, cells.row, near)
            draft.pending_findings.append((raw, finding)) if finding is not None else None
        if cells.has("about"):
            about = self.names.subjects(str(cells.get("about")), cells.row)
            if about is not None:
                self._set_field(draft, cells, "about", list(about))
        if draft.places and "anchors" not in raw:
            raw["anchors"] = [raw_anchor(self.places, place) for place in draft.places]
        return cells.has(*PLAIN_FIELDS, "words", "condition", "about")

    def _set_field(self, draft: ClaimDraft, cells: RowValues, name: str, value: Any) -> None:
        raw = draft.statement.raw
        if name == "restatement" and name in raw and folded_name(raw[name]) == folded_name(value):
            return
        if name in raw and raw[name] != value:
            self._report_conflict(draft, cells, name)
        raw.setdefault(name, value)

    def _report_conflict(self, draft: ClaimDraft, cells: RowValues, name: str) -> None:
        first = draft.rows[0] if draft.rows else draft.statement.row
        message = f"{first.what} {first.number} has a different value for the same claim"
        hint = "make both rows agree, or make two claims"
        self.findings.append(cells.row.finding("row-contradicts", name, message, hint))

    def _anchors_near(self, draft: ClaimDraft, cells: RowValues, column: str) -> list[Raw] | None:
        """Return the anchors of other words of a claim, in the place nearest to the claim."""
        stated = split_by_column(str(cells.get("place") or "")).get(column, "")
        near = draft.places or self._places_in_record(draft)
        found = self.places.find(str(cells.get(column)), near=near, stated=stated)
        if isinstance(found, Unplaced):
            if (
                found.code != "words-ambiguous" or not draft.is_unidentified
            ):  # one of them may be near the claim
                self.findings.append(place_finding(cells.row, column, found))
            return None
        self._report_normalization(cells, column, *found)
        return [raw_anchor(self.places, place) for place in found[0]]

    def _places_in_record(self, draft: ClaimDraft) -> list[TextPlace]:
        claim = self.names.onto.index.by_id.get(draft.statement.id or "")
        anchors = [one for one in getattr(claim, "anchors", ()) if one.type == "anchor"]
        return [TextPlace(one.block, one.start, one.end) for one in anchors]

    def _add_step(self, draft: ClaimDraft, cells: RowValues) -> bool:
        step: Raw = {}
        if cells.has("claimant"):
            step["claimant"] = self.names.claimant(
                str(cells.get("claimant")), cells.row, "claimant"
            )
        if cells.has("manner"):
            step["manner"] = cells.get("manner")
        if cells.has("cue") and (cue := self._anchors_near(draft, cells, "cue")) is not None:
            step["cue"] = cue
        if step in draft.steps and not cells.has("step"):
            return False
        if "cue" in step or not cells.has("cue"):
            near = draft.places or self._places_in_record(draft)
            finding = claimant_not_named(step, cells.row, self.names, self.places, near)
            draft.pending_findings.append((step, finding)) if finding is not None else None
            finding = words_elsewhere("cue", step, cells.row, near)
            draft.pending_findings.append((step, finding)) if finding is not None else None
        draft.steps.append(step)
        return True

    def _time(self, draft: ClaimDraft, cells: RowValues) -> Raw | None:
        if not cells.has("time"):
            return None
        time: Raw = draft.statement.raw.setdefault("time", {})
        if time.get("date", cells.get("time")) != cells.get("time"):
            self._report_conflict(draft, cells, "time")
        time.setdefault("date", cells.get("time"))
        return time

    def _relation(self, draft: ClaimDraft, cells: RowValues) -> StatementDraft | None:
        predicate, row = cells.get("relation"), cells.row
        if predicate is None:
            for name in ("source", "to"):
                if cells.has(name) and cells.lacks("relation"):
                    message = f"a {name} needs a relation"
                    words = _TO_SOURCE if name == "source" else ("supports", "contradicts")
                    hint = f"write in the column relation: {', '.join(words)}"
                    if name == "to":
                        hint, message = f"{hint} ...", message.replace("a to", "another claim")
                    self.findings.append(row.finding("cell-missing", "relation", message, hint))
            return None
        column = "source" if predicate in _TO_SOURCE else "to"
        if not cells.has(column):
            if not cells.lacks(column):
                return None
            what = "a source" if column == "source" else "another claim"
            message = f"{predicate} needs {what} in the column {column}"
            self.findings.append(row.finding("cell-missing", column, message))
            return None
        statement = StatementDraft(row, {"predicate": predicate})
        statement.id = cells.get("id") if cells.has("claim") else None
        if column == "to":
            statement.to = str(cells.get("to"))
        else:
            source = self.names.source(cells, draft.places or self._places_in_record(draft))
            if source is None:
                return None
            statement.raw["object"] = source
        key = statement.id, predicate, statement.raw.get("object"), folded_name(statement.to)
        if key not in draft.related:
            draft.related[key] = statement
            draft.relations.append(statement)
        return draft.related[key]

    def _verdict(self, draft: ClaimDraft, cells: RowValues) -> StatementDraft | None:
        verdict, row = cells.get("verdict"), cells.row
        if verdict is None:
            for name in ("reasoning", "rating", "scale", "supersedes"):
                if cells.has(name) and cells.lacks("verdict"):
                    message = f"{name} needs a verdict"
                    hint = "write the result in the column verdict; it may be doubt"
                    self.findings.append(row.finding("cell-missing", "verdict", message, hint))
            return None
        id = cells.get("id") if cells.has("claim") else None
        reasoning = cells.get("reasoning")
        key = id, verdict, reasoning
        statement = draft.assessed.get(key)
        if statement is None:
            statement = draft.assessed[key] = StatementDraft(row, {"verdict": verdict}, id)
            draft.assessed.setdefault((id, verdict, None), statement)
            draft.assessments.append(statement)
        self._set_verdict_fields(statement, cells)
        return statement

    def _set_verdict_fields(self, statement: StatementDraft, cells: RowValues) -> None:
        if cells.has("reasoning"):
            statement.raw["reasoning"] = cells.get("reasoning")
        if cells.has("supersedes"):
            statement.raw["supersedes"] = cells.get("supersedes")
        if cells.has("rating") and cells.has("scale"):
            statement.raw["rating"] = {"scale": cells.get("scale"), "value": cells.get("rating")}
        elif cells.is_right and cells.has("rating", "scale"):
            missing = "scale" if cells.has("rating") else "rating"
            message = "a rating needs a scale" if missing == "scale" else "a scale needs a rating"
            self.findings.append(cells.row.finding("cell-missing", missing, message))

    def _last_assessment(self, draft: ClaimDraft, cells: RowValues) -> StatementDraft | None:
        """Return the assessment to which a row adds evidence: the one with its id, or the last."""
        id = cells.get("id") if cells.has("claim") else None
        if id is None:
            return draft.assessments[-1] if draft.assessments else None
        for statement in (*draft.assessments, *draft.relations):
            if statement.id == id:
                return statement
        statement = StatementDraft(cells.row, {}, id)
        draft.assessments.append(statement)
        return statement

    def _evidence(self, cells: RowValues) -> Raw | None:
        if not cells.has("evidence"):
            for name in ("quoted", "locator"):
                if cells.has(name) and cells.lacks("evidence"):
                    message = f"{name} needs evidence"
                    hint = "name the work in the column evidence"
                    self.findings.append(
                        cells.row.finding("cell-missing", "evidence", message, hint)
                    )
            return None
        work = self.names.work(str(cells.get("evidence")), cells.row, "evidence")
        evidence: Raw = {"work": work}
        if cells.has("locator"):
            evidence["locator"] = locator_of(str(cells.get("locator")))
        if cells.has("quoted"):
            evidence["quoted"] = cells.get("quoted")
        return evidence if work is not None else None

    def _add_grounds(
        self,
        draft: ClaimDraft,
        cells: RowValues,
        makes_claim: bool,
        time: Raw | None,
        judged: list[Raw],
    ) -> None:
        """Add certainty, reason, basis and the words of the column `rests` to a statement."""
        of_row = [*([time] if time is not None else []), *judged]
        for name in ("certainty", "reason", "basis", "rests"):
            if not cells.has(name):
                continue
            on_claim = makes_claim and name in ("certainty", "reason")
            holders = [draft.statement.raw] if on_claim else of_row
            if not holders and name in ("certainty", "reason"):
                holders = [draft.statement.raw]
            if len(holders) != 1:
                if not cells.is_right:
                    continue
                message = (
                    "it is not clear to which statement of the row this belongs"
                    if holders
                    else "a claim has no such field"
                )
                hint = "give time, relation and verdict a row each, with the id of the claim"
                self.findings.append(cells.row.finding("cell-wrong", name, message, hint))
                continue
            value = cells.get(name)
            if name == "rests":
                value = self._anchors_near(draft, cells, name)
                if value is None:
                    continue
            holders[0].setdefault({"rests": "rests_on"}.get(name, name), value)

    def _report_duplicate(self, draft: ClaimDraft, cells: RowValues) -> None:
        contents = tuple(sorted((name, str(value)) for name, value in cells.values.items()))
        if contents in draft.row_contents:
            first = draft.rows[0]
            message = f"it repeats {first.what} {first.number}"
            if len(draft.rows) > 2:
                message = "it repeats another row of the claim"
            found = cells.row.finding("row-doubled", "", message, "remove it", Severity.WARNING)
            self.findings.append(found)
        draft.row_contents.add(contents)
