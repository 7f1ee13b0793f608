"""Reads the rows of a sheet that are not claims: entities, works, sources, agents, revisions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.annotations.sheet.cell_values import RowValues
from archive.annotations.sheet.columns import (
    AGENT_TYPES,
    BY_NAME,
    ENTITY_TYPES,
    WORK_TYPES,
    WORK_WORDS,
)
from archive.annotations.sheet.grid import Row
from archive.annotations.sheet.name_resolution import (
    NamedPart,
    NameResolver,
    PlaceholderId,
    Raw,
    folded_name,
    raw_anchor,
    type_differs,
)
from archive.annotations.sheet.word_places import place_finding, split_by_column
from archive.errors import InvalidPart
from archive.findings import Finding, Severity, short
from archive.model.base import Model
from archive.model.entities import Event, Group, Organisation, Person, Place
from archive.model.statements import Agent
from archive.model.works import Source, Work
from archive.text.word_finder import Unplaced

_ENTITIES: Mapping[str, type[Model]] = {
    "person": Person,
    "organisation": Organisation,
    "group": Group,
    "place": Place,
    "event": Event,
}
_COLUMN_OF_FIELD = {
    "as_named": "name",
    "title": "name",
    "names": "name",
    "summary": "description",
    "issued": "time",
    "date": "time",
}
"""The columns for fields whose name is another one."""


@dataclass(slots=True)
class PartRows:
    """The new parts from the rows without a claim."""

    names: NameResolver
    findings: list[Finding]
    agents: dict[str, Raw] = field(default_factory=dict)
    """The new agents by their ids."""
    revisions: dict[str, Raw] = field(default_factory=dict)
    """The new revisions by their ids, each still with the name of its agent."""

    def add_rows(self, rows: Iterable[RowValues]) -> None:
        """Add the rows; those of sources come last, because they refer to agents and works."""
        several = list(rows)
        for cells in several:
            if cells.get("type") != "source":
                self._add_row(cells)
        for cells in several:
            if cells.get("type") == "source":
                self._add_row(cells)

    def _add_row(self, cells: RowValues) -> None:
        type, row = str(cells.get("type")), cells.row
        if cells.has("words") and type != "source":
            message = "a row with a type cannot make a claim, but this one has words"
            self.findings.append(row.finding("cell-wrong", "type", message, "remove the type"))
            return
        if type == "revision":
            self._add_revision(cells)
            return
        if not cells.has("id", "name", "description", "address"):
            message = f"the {type} has no name"
            self.findings.append(row.finding("cell-missing", "name", message))
            return
        id = cells.get("id")
        existing = self.names.onto.index.by_id.get(id) if id else None
        if existing is not None:
            self._compare(existing, cells)
            return
        if type in AGENT_TYPES:
            self._add_agent(cells)
            return
        name = str(cells.get("name") or cells.get("address") or cells.get("description") or id)
        if not id and self.names.by_name(name, (type,)):
            return  # the record has it, or another row has added it
        if not id and (untyped := self.names.untyped_work(name, type)):
            self.findings.append(type_differs(untyped, type, row, "type"))
            return
        raw = self._fields(cells, type)
        if raw is not None:
            part = NamedPart(
                PlaceholderId(f"new {len(self.names.new)}"), type, name, raw, row, "name"
            )
            if not self._is_valid(part):
                return
            if id and self.names.by_id(id):
                message = f"another row has the id {id}"
                self.findings.append(row.finding("id-twice", "id", message))
                return
            self.names.add(part, [*_split_names(name), *filter(None, [cells.get("address")])])

    def _fields(self, cells: RowValues, type: str) -> Raw | None:
        """Return the fields of a new part. If a cell is wrong, report it and return `None`."""
        names = _split_names(str(cells.get("name") or ""))
        raw: Raw = {} if cells.get("id") is None else {"id": cells.get("id")}
        for name in ("certainty", "reason", "basis"):
            if cells.has(name):
                raw[name] = cells.get(name)
        if type in ENTITY_TYPES:
            kinds = ("main", *["variant"] * len(names))
            raw["type"] = type
            raw["names"] = [self._raw_name(*one) for one in zip(kinds, names, strict=False)]
            if cells.has("description"):
                raw["description"] = cells.get("description")
        elif type == "source":
            raw["as_named"] = str(cells.get("name"))
            for column, look in (("agent", self.names.claimant), ("work", self.names.work)):
                if cells.has(column):
                    raw[column] = look(str(cells.get(column)), cells.row, column)
                    if raw[column] is None:
                        return None
            if not self._set_anchors(cells, "words", "named_at", raw):
                return None
        else:
            raw["type"] = WORK_TYPES[type]
            raw |= {"title": names[0]} if names else {}
            raw |= {"variant_titles": names[1:]} if names[1:] else {}
            raw |= {"address": cells.get("address")} if cells.has("address") else {}
        if cells.has("time") and type in ("event", *WORK_TYPES):
            raw["date" if type == "event" else "issued"] = cells.get("time")
        return raw if self._set_anchors(cells, "rests", "rests_on", raw) else None

    def _raw_name(self, kind: str, text: str) -> Raw:
        return {"type": kind, "text": text, "basis": self.names.basis(text)}

    def _set_anchors(self, cells: RowValues, column: str, name: str, raw: Raw) -> bool:
        stated = split_by_column(str(cells.get("place") or "")).get(column, "")
        if not cells.has(column):
            return True
        found = self.names.places.find(str(cells.get(column)), near=(), stated=stated)
        if isinstance(found, Unplaced):
            self.findings.append(place_finding(cells.row, column, found))
            return False
        raw[name] = [raw_anchor(self.names.places, place) for place in found[0]]
        return True

    def _is_valid(self, part: NamedPart) -> bool:
        assert part.raw is not None
        assert part.row is not None
        cls = _ENTITIES.get(part.type, Source if part.type == "source" else Work)
        return is_valid_part(cls, part.raw, part.row, self.findings)

    def _add_agent(self, cells: RowValues) -> None:
        name = str(cells.get("name"))
        id = str(cells.get("id") or "")
        raw: Raw = {"name": name, "type": AGENT_TYPES[str(cells.get("type"))]}
        raw |= {"id": id} if id else {}
        raw |= {"address": cells.get("address")} if cells.has("address") else {}
        if is_valid_part(Agent, raw, cells.row, self.findings):
            self.agents[id or folded_name(name)] = raw

    def _add_revision(self, cells: RowValues) -> None:
        id = cells.get("id")
        if id is None:
            self.findings.append(cells.row.finding("cell-missing", "id", "a revision needs an id"))
        elif id not in self.names.onto.index.by_id:
            known = {
                "by": cells.get("by"),
                "at": cells.get("at"),
                "summary": cells.get("description"),
            }
            self.revisions[id] = {name: value for name, value in known.items() if value}

    def _compare(self, existing: Any, cells: RowValues) -> None:
        """Warn of differences between a row and a part of the record, which is not changed."""
        type, row = str(cells.get("type")), cells.row
        own = (
            WORK_WORDS[existing.type]
            if isinstance(existing, Work)
            else getattr(existing, "type", "source")
        )
        own = (
            {kind: word for word, kind in AGENT_TYPES.items()}.get(own, own)
            if isinstance(existing, Agent)
            else own
        )
        if own != type:
            message = f"{cells.get('id')} is not a {type} in the record"
            self.findings.append(row.finding("id-taken", "id", message, "give it another id"))
            return
        for name in _split_names(str(cells.get("name") or "")):
            if folded_name(name) not in {folded_name(one) for one in _names_of_part(existing)}:
                message = f"{existing.id} does not have the name {short(name)} in the record, "
                message += "and is not changed"
                hint = "change it in the record"
                finding = row.finding("part-differs", "name", message, hint, Severity.WARNING)
                self.findings.append(finding)


def _split_names(name: str) -> list[str]:
    return [one.strip() for one in re.split(r"(?<=\s)\|(?=\s)", name) if one.strip()]


def _names_of_part(part: Any) -> list[str]:
    names = [part.label] if hasattr(part, "label") else [part.name]
    names += [one.text for one in getattr(part, "names", ())]
    names += [*getattr(part, "variant_titles", ())]
    return [*names, *(one for name in list(names) for one in _split_names(name))]


def is_valid_part(
    cls: type[Model],
    raw: Raw,
    row: Row,
    findings: list[Finding],
    columns: Mapping[str, str] = _COLUMN_OF_FIELD,
    rows: Sequence[Row] = (),
) -> bool:
    """Return whether fields are valid for a class, and report the errors."""
    try:
        cls.model_validate({"id": "id", **_fill_placeholders(raw)})
    except InvalidPart as problem:
        for found in problem.findings:
            steps = (found.location.pointer or "").split("/")[1:]
            named = next((columns[step] for step in reversed(steps) if step in columns), "")
            column = named or next((step for step in reversed(steps) if step in BY_NAME), "")
            of = next((one for one in rows if column in one.cells), row)
            findings.append(of.finding(found.code, column, found.message, found.hint))
        return False
    return True


def _fill_placeholders(value: Any) -> Any:
    """Return a raw value with a valid id in place of each placeholder."""
    if isinstance(value, PlaceholderId):
        return "id"
    if isinstance(value, dict):
        return {key: _fill_placeholders(one) for key, one in value.items()}
    return [_fill_placeholders(one) for one in value] if isinstance(value, list) else value
