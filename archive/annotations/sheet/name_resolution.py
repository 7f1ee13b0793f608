"""Finds the entities, works and sources that names in a sheet refer to, or makes new ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.annotations.sheet.cell_values import RowValues
from archive.annotations.sheet.columns import (
    CLAIMANTS,
    ENTITY_TYPES,
    WORK_TYPES,
    WORK_WORDS,
    nearest_column,
)
from archive.annotations.sheet.grid import Row
from archive.annotations.sheet.word_places import WordPlaces, place_finding
from archive.english import listed, one_of, with_article
from archive.findings import Finding, Severity, short
from archive.model.document import Document
from archive.text.folding import fold
from archive.text.word_finder import Unplaced

Raw = dict[str, Any]

_TYPED = re.compile(r"([A-Za-z][A-Za-z_-]*)\s*:\s+(\S.*)|([A-Za-z][A-Za-z_-]*):(?!//)(\S.*)", re.S)
_UNKNOWN_TYPE = re.compile(r"([a-z][a-z-]*): (\S.*)")
"""A word like a type before a name. Titles rarely begin with one word in lower case and a colon."""
_ADDRESS = re.compile(r"https?://\S+", re.I)
_SPELLINGS = {"organization": "organisation"}
SUBJECTS = (*ENTITY_TYPES, *WORK_TYPES)
WORKS = tuple(WORK_TYPES)


class PlaceholderId(str):
    """A placeholder for the id of a part that is not yet in the record."""

    __slots__ = ()


@dataclass(slots=True)
class NamedPart:
    """A part of the record, or a new one from a sheet."""

    id: str
    """The id of the part, or a placeholder for it."""
    type: str
    """A type of entity or work, or "source"."""
    label: str
    raw: Raw | None = None
    """The fields of a new part; they may include an id from the sheet."""
    row: Row | None = None
    """The row that adds the part."""
    column: str = ""
    note: Finding | None = None
    """The note that the part was added; `None` if it has a row of its own."""


def folded_name(name: str) -> str:
    """Return a name in the form in which it is compared: case-folded, with plain punctuation."""
    return " ".join(fold(name).split())


@dataclass(slots=True)
class NameResolver:
    """The parts of a record and of a sheet, which can be found by their names."""

    onto: Document
    places: WordPlaces
    findings: list[Finding]
    new: dict[str, NamedPart] = field(default_factory=dict)
    """The parts that the sheet adds, by their placeholders."""
    _by_name: dict[str, dict[str, NamedPart]] = field(default_factory=lambda: defaultdict(dict))
    """The parts with each name, by their ids."""
    _by_id: dict[str, NamedPart] = field(default_factory=dict)
    _inferred_agents: set[str] = field(default_factory=set)
    """The sources whose agent was inferred, because the claimant has the same name."""
    _hints_left: int = 100
    """For how many more unknown names a similar name is looked for."""

    def __post_init__(self) -> None:
        for entity in self.onto.entities:
            part = NamedPart(entity.id, entity.type, entity.label)
            self._register(
                part, (name.text for name in entity.names) if entity.names else (part.label,)
            )
        for work in self.onto.works:
            part = NamedPart(work.id, WORK_WORDS[work.type], work.label)
            names = [work.title, work.address, *work.variant_titles]
            names += [f"https://doi.org/{i.value}" for i in work.identifiers if i.scheme == "DOI"]
            names += [one.value for one in work.identifiers]
            self._register(part, filter(None, names))
        for source in self.onto.sources:
            self._register(NamedPart(source.id, "source", source.label), (source.as_named,))

    def _register(self, part: NamedPart, names: Iterable[str]) -> None:
        self._by_id[part.id] = part
        for name in names:
            self._by_name[folded_name(name)][part.id] = part

    def add(self, part: NamedPart, names: Iterable[str]) -> str:
        """Add a new part, and return the placeholder for its id."""
        self.new[part.id] = part
        self._register(part, names)
        if part.raw is not None and "id" in part.raw:
            self._by_id[part.raw["id"]] = part
        return part.id

    def by_id(self, id: str) -> NamedPart | None:
        """Return the part of the record or sheet with this id."""
        return self._by_id.get(id)

    def by_name(self, name: str, allowed: Sequence[str]) -> list[NamedPart]:
        """Return the parts of the allowed types with this id or name."""
        own = self._by_id.get(name)
        if own is not None and own.type in allowed:
            return [own]
        return [
            part
            for part in self._by_name.get(folded_name(name), {}).values()
            if part.type in allowed
        ]

    # --- cells ---

    def subjects(self, cell: str, row: Row) -> Sequence[str] | None:
        """Return the ids of the entities and works in the cell `about`.

        If a name is unknown, report this and return `None`.
        """
        whole = self.by_name(cell.strip(), SUBJECTS)
        names = [cell] if whole else re.split(r";|(?<=\s)\|(?=\s)", cell)
        found = [self.subject(name, row, "about") for name in names if name.strip()]
        return None if None in found else [id for id in found if id is not None]

    def subject(self, name: str, row: Row, column: str) -> str | None:
        """Return the id of the entity or work with this name."""
        return self._resolve(name, row, column, SUBJECTS, self._new_entity_or_work)

    def claimant(self, name: str, row: Row, column: str) -> str | None:
        """Return the id of the person, organisation or group with this name."""
        return self._resolve(name, row, column, CLAIMANTS, self._new_entity)

    def work(self, name: str, row: Row, column: str) -> str | None:
        """Return the id of the work with this title, address or identifier."""
        return self._resolve(name, row, column, WORKS, self._new_work)

    def _resolve(
        self,
        name: str,
        row: Row,
        column: str,
        allowed: Sequence[str],
        make: Callable[[str, str, Row, str, Sequence[str]], str | None],
    ) -> str | None:
        found, type, name = self._lookup(name, allowed)
        if len(found) == 1:
            return found[0].id
        if found:
            choices = "; ".join(
                f"{part.id} ({part.type} {short(part.label)})" for part in found[:8]
            )
            message = f"{short(name)} is the name of {len(found)} parts of the record"
            row_finding = row.finding(
                "name-ambiguous", column, message, f"write the type before it, or the id: {choices}"
            )
            self.findings.append(row_finding)
            return None
        if untyped := self.untyped_work(name, type):
            self._report_type(untyped, type, row, column)
            return untyped.id
        return make(name, type, row, column, allowed)

    def _lookup(self, name: str, allowed: Sequence[str]) -> tuple[list[NamedPart], str, str]:
        """Return the parts with this name, the type before it, and the name without the type."""
        name = name.strip()
        if found := self.by_name(name, allowed):
            return found, "", name
        type, name = split_type(name, allowed)
        return self.by_name(name, [type] if type else allowed), type, name

    def untyped_work(self, name: str, type: str) -> NamedPart | None:
        """Return the work with this title and without a stated type, if the cell states a type.

        A work whose type is not stated is a document.
        """
        found = self.by_name(name, ("document",)) if type in WORK_TYPES else []
        return found[0] if len(found) == 1 else None

    def _report_type(self, part: NamedPart, type: str, row: Row, column: str) -> None:
        """Set the type of a new work; warn if the record has another type."""
        if part.raw is not None and part.note is not None:
            part.raw["type"], part.type = WORK_TYPES[type], type
            part.note = self._note(part, part.note.hint)
            return
        self.findings.append(type_differs(part, type, row, column))

    def _new_entity_or_work(
        self, name: str, type: str, row: Row, column: str, allowed: Sequence[str]
    ) -> str | None:
        make = self._new_work if type in WORK_TYPES else self._new_entity
        return make(name, type, row, column, allowed)

    def _new_entity(
        self, name: str, type: str, row: Row, column: str, allowed: Sequence[str]
    ) -> str | None:
        kinds = [one for one in allowed if one in ENTITY_TYPES]
        if not type:
            self.findings.append(self._unknown(name, row, column, kinds))
            return None
        if ";" in name:
            message = f"{short(name)} looks like several names"
            self.findings.append(row.finding("cell-wrong", column, message, row.ONE_NAME))
            return None
        names = [{"type": "main", "text": name, "basis": self.basis(name)}]
        raw: Raw = {"type": type, "names": names}
        return self._add_with_note(
            NamedPart(self._placeholder(), type, name, raw, row, column), [name]
        )

    def _unknown(self, name: str, row: Row, column: str, kinds: Sequence[str]) -> Finding:
        wanted = one_of(kinds)
        others = [
            *filter(None, [self._by_id.get(name)]),
            *self._by_name.get(folded_name(name), {}).values(),
        ]
        if other := next((part for part in others if part.type != "source"), None):
            own = "" if isinstance(other.id, PlaceholderId) else f" ({other.id})"
            message = f"{short(name)} is {with_article(other.type)}{own}, but {wanted} is needed"
            return row.finding("name-unknown", column, message)
        type, bare = split_type(name, SUBJECTS)
        if type:
            message = f"{short(bare)} is written as {with_article(type)}, but {wanted} is needed"
            return row.finding("name-unknown", column, message)
        near = self._label_containing(name, kinds) or self._nearest(name, kinds)
        meant = f"did you mean {short(near)}? " if near else ""
        message = f"nothing has the name {short(name)}"
        if unknown := _UNKNOWN_TYPE.fullmatch(name):
            message, name = f"{short(unknown[1])} is not a type of entity", unknown[2]
        *most, last = (short(f"{kind}: {name}") for kind in kinds)
        ways = f"{', '.join(most)} or {last}"
        return row.finding("name-unknown", column, message, f"{meant}Write a new one as {ways}")

    def _new_work(
        self, name: str, type: str, row: Row, column: str, allowed: Sequence[str]
    ) -> str | None:
        if not type and (unknown := _UNKNOWN_TYPE.fullmatch(name)):
            message = f"{short(unknown[1])} is not a type of work"
            near = nearest_column(unknown[1], WORKS) or "report"
            hint = (
                f"write a type, such as {short(f'{near}: {unknown[2]}')}; if {short(unknown[1])} "
                f"is part of the title, write {short(f'document: {name}')}"
            )
            self.findings.append(row.finding("cell-wrong", column, message, hint))
            return None
        address = _ADDRESS.fullmatch(name)
        type = type or "document"
        raw: Raw = {"type": WORK_TYPES[type], ("address" if address else "title"): name}
        raw["basis"] = self.basis(name)
        return self._add_with_note(
            NamedPart(self._placeholder(), type, name, raw, row, column), [name]
        )

    def _add_with_note(self, part: NamedPart, names: Iterable[str]) -> str:
        near = self._nearest(part.label, WORKS) if part.type in WORK_TYPES else None
        hint = f"if it is {short(near)}, write that" if near else None
        part.note = self._note(part, hint)
        return self.add(part, names)

    def _note(self, part: NamedPart, hint: str | None) -> Finding:
        """Return the note that a row adds a part."""
        assert part.row is not None
        message = f"{part.type} {short(part.label)} is new"
        return part.row.finding("part-made", part.column, message, hint, Severity.NOTE)

    def _label_containing(self, name: str, types: Sequence[str]) -> str | None:
        """Return the first name, among parts of these types, that contains this name."""
        labels = (part.label for part in self._by_id.values() if part.type in types)
        words = folded_name(name)
        return next(
            (label for label in labels if len(words) > 2 and words in folded_name(label)), None
        )

    def _nearest(self, name: str, types: Sequence[str]) -> str | None:
        """Return the name, among parts of these types, that is most similar to this name."""
        self._hints_left -= 1
        if self._hints_left < 0 or len(self._by_id) > _MOST_COMPARED:
            return None
        return nearest_column(
            name, [part.label for part in self._by_id.values() if part.type in types]
        )

    def basis(self, name: str) -> str:
        """Return where a name comes from: "printed" if it is in the article."""
        return "printed" if self.places.occurrences_of(name).places else "external"

    def _placeholder(self) -> PlaceholderId:
        return PlaceholderId(f"new {len(self.new)}")

    # --- sources ---

    def source(self, cells: RowValues, near: Sequence[Any]) -> str | None:
        """Return the id of a row's source. The name of a new one must be words of the article."""
        name, row = str(cells.get("source")), cells.row
        agent = self._resolve_cell(cells, "agent", self.claimant)
        work = self._resolve_cell(cells, "work", self.work)
        if None in (agent, work):
            return None
        found = self.by_name(name, ("source",))
        if len(found) > 1:
            by_agent = [part for part in found if agent and self._has(part, "agent", agent)]
            found = by_agent or found
        if len(found) > 1:
            choices = listed([part.id for part in found])
            message = f"{short(name)} is the name of {len(found)} sources"
            self.findings.append(
                row.finding("name-ambiguous", "source", message, f"write the id: {choices}")
            )
            return None
        same = "" if agent or work else self._claimant_called(name, cells)
        if found:
            part = found[0]
            self._set_origin(part, row, agent=agent, work=work)
            if same and part.raw is not None and part.note and not {"agent", "work"} & {*part.raw}:
                self._infer_agent(part, same)
            return part.id
        named_at, as_named = self._words_of_source(name, row, near)
        if as_named is None:
            return None
        raw: Raw = {"as_named": as_named, "basis": "printed"}
        raw |= {"named_at": named_at} if named_at else {}
        raw |= {"agent": agent} if agent else {}
        raw |= {"work": work} if work else {}
        part = NamedPart(self._placeholder(), "source", as_named, raw, row, "source")
        self._add_with_note(part, [name, as_named])
        if same:
            self._infer_agent(part, same)
        return part.id

    def _claimant_called(self, name: str, cells: RowValues) -> str:
        """Return the id of the row's claimant if it has the same name as the source, else ""."""
        found, _, _ = self._lookup(str(cells.get("claimant") or ""), CLAIMANTS)
        called = [_without_article(one) for part in found[:1] for one in self.names_of(part.id)]
        return found[0].id if len(found) == 1 and _without_article(name) in called else ""

    def names_of(self, id: str) -> list[str]:
        """Return the names of an entity of the record or of the sheet."""
        if isinstance(id, PlaceholderId):
            raw = self.new[id].raw or {}
            return [str(name["text"]) for name in raw.get("names", ())]
        entity = self.onto.index.by_id.get(id)
        return [name.text for name in getattr(entity, "names", ())]

    def _infer_agent(self, part: NamedPart, agent: str) -> None:
        """Set the claimant as the agent of a new source."""
        assert part.raw is not None
        part.raw["agent"] = agent
        self._inferred_agents.add(part.id)
        part.note = self._note(part, "its agent is the claimant, who has the same name")

    def _words_of_source(
        self, name: str, row: Row, near: Sequence[Any]
    ) -> tuple[list[Raw], str | None]:
        """Return the anchors where the article names a source, and the words of the name."""
        found = self.places.find(name, near=near)
        if isinstance(found, Unplaced) and found.code == "words-ambiguous":
            place = self.places.occurrences_of(name).places[
                0
            ]  # the article has it in several places: use none
            return [], " ".join(self.places.words_at(place).split())
        if isinstance(found, Unplaced):
            wrong = place_finding(row, "source", found)
            message = f"{wrong.message}: a source must be named in words of the article"
            hint = f"{wrong.hint or ''}; write anything else under agent or work".lstrip("; ")
            self.findings.append(row.finding(found.code, "source", message.split(": ", 1)[1], hint))
            return [], None
        places, _ = found
        words = " ".join(" ".join(self.places.words_at(place) for place in places).split())
        return [raw_anchor(self.places, place) for place in places], words

    def _resolve_cell(
        self, cells: RowValues, column: str, look: Callable[[str, Row, str], str | None]
    ) -> str | None:
        """Return an id for the cell: "" if the cell is empty, `None` if it is wrong."""
        cell = cells.get(column)
        return "" if cell is None else look(cell, cells.row, column)

    def _has(self, part: NamedPart, name: str, value: str) -> bool:
        raw = part.raw
        if raw is not None:
            return bool(raw.get(name) == value)
        return bool(getattr(self.onto.source(part.id), name) == value)

    def _set_origin(self, part: NamedPart, row: Row, **origin: str | None) -> None:
        """Set the agent and work of a new source; warn if a known source has others."""
        if part.raw is not None and part.id in self._inferred_agents and any(origin.values()):
            del part.raw["agent"]  # a row states the agent, so it is not inferred
            self._inferred_agents.remove(part.id)
            part.note = self._note(part, None)
        for name, value in origin.items():
            if not value or self._has(part, name, value):
                continue
            if part.raw is not None and name not in part.raw:
                part.raw[name] = value
                continue
            message = f"the source {part.id} has a different {name}, or none, in the record"
            found = row.finding(
                "source-differs", name, message, "change it in the record", Severity.WARNING
            )
            self.findings.append(found)


def _without_article(name: str) -> str:
    """Return a name in the form in which it is compared, without an article at its beginning."""
    return re.sub(r"^(?:the|an?) ", "", folded_name(name))


def restatement_hint(name: str, restatements: Sequence[str]) -> str:
    """Return what to write instead of a restatement that no claim has."""
    near = nearest_column(name, restatements[:_MOST_COMPARED])
    meant = f'did you mean "{near}"? ' if near else ""
    return f"{meant}copy the restatement of the other claim exactly"


def type_differs(part: NamedPart, type: str, row: Row, column: str) -> Finding:
    """Return the warning that a row gives another type to a document of the record."""
    called = short(part.label) if isinstance(part.id, PlaceholderId) else part.id
    message = f"{called} is a document in the record, not a {type}, and is not changed"
    return row.finding("part-differs", column, message, "change it in the record", Severity.WARNING)


_MOST_COMPARED = 2000
"""The most names among which a similar name is looked for."""


def split_type(name: str, allowed: Sequence[str]) -> tuple[str, str]:
    """Return the type before a name, and the name.

    >>> split_type("organisation: Reuters", CLAIMANTS), split_type("Reuters", CLAIMANTS)
    (('organisation', 'Reuters'), ('', 'Reuters'))
    """
    if found := _TYPED.fullmatch(name):
        word = (found[1] or found[3]).lower()
        word = _SPELLINGS.get(word, word)
        if word in allowed:
            return word, " ".join((found[2] or found[4]).split())
    return "", " ".join(name.split())


def raw_anchor(places: WordPlaces, place: Any) -> Raw:
    """Return the raw anchor of a place, with its words."""
    block, start, end = place
    return {
        "type": "anchor",
        "block": block,
        "start": start,
        "end": end,
        "exact": places.words_at(place),
    }


def replace_placeholders(value: Any, ids: Mapping[str, str]) -> Any:
    """Return a raw value with ids in place of the placeholders."""
    if isinstance(value, PlaceholderId):
        return ids[value]
    if isinstance(value, dict):
        return {key: replace_placeholders(one, ids) for key, one in value.items()}
    if isinstance(value, list):
        return [replace_placeholders(one, ids) for one in value]
    return value


def placeholders_in(value: Any) -> Iterator[str]:
    """Yield the placeholders in a raw value."""
    if isinstance(value, PlaceholderId):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from placeholders_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from placeholders_in(one)
