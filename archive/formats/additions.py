"""Collects raw parts and changes for a record, and applies them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.errors import InvalidDocument
from archive.findings import Finding, Location
from archive.formats.id_generation import PartsWithoutIds, strings_in
from archive.model.document import Document
from archive.model.introspection import collection_fields

Raw = dict[str, Any]
_AgentKey = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Added:
    """A new part, or a replacement of a part."""

    raw: Raw
    location: Location


@dataclass(slots=True)
class Additions:
    """Collects additions and changes for a record, and applies them together.

    `document` returns a new record, or the same record if nothing was added or changed.

    >>> from archive.model.statements import Agent
    >>> additions = Additions(Document(id="a", agents=(Agent(id="agent-ada", name="Ada"),)))
    >>> additions.agent("Ada")
    'agent-ada'
    >>> additions.agent("Ben") == additions.agent("Ben")
    True
    >>> [agent.name for agent in additions.document().agents]
    ['Ada', 'Ben']
    """

    onto: Document
    """The record before the additions."""
    _added: dict[str, list[_Added]] = field(default_factory=dict)
    """The new parts, by the field of the document to which they are added."""
    _changed: dict[str, _Added] = field(default_factory=dict)
    """The replacements of parts of the record, by their ids."""
    _taken: set[str] = field(default_factory=set)
    """All strings in the record and in the additions; a new id must differ from all of them."""
    _agents: dict[_AgentKey, tuple[int, str]] = field(default_factory=dict)
    """For each key of an agent of the record or of the additions: the rank and id of the agent."""

    def __post_init__(self) -> None:
        raw = self.onto.model_dump(mode="json")
        self._taken.update(strings_in(raw))
        for agent in raw["agents"]:
            self._note_agent(agent, agent["id"])

    def agent(self, name: str, **fields: Any) -> str:
        """Return the id of the agent with this name; add the agent if the record does not have it.

        Args:
            name: The name; case is significant. **fields: Other fields of the agent: `type`,
                `role`, `version`, `address`, `identifiers`. An existing agent is used if it has the
                same name, type and version, or one of the identifiers.
        """
        wanted = {"name": name, **fields}
        known = [self._agents[key] for key in _keys_of_agent(wanted) if key in self._agents]
        if known:
            return min(known)[1]
        id = self.add("agents", {"role": "annotator", **wanted})
        self._note_agent(wanted, id)
        return id

    def _note_agent(self, raw: Mapping[str, Any], id: str) -> None:
        """Store the keys of an agent. If several agents have the same key, the first is used."""
        for key in _keys_of_agent(raw):
            self._agents.setdefault(key, (len(self._agents), id))

    def revision(self, summary: str, *, by: str | None = None, at: str | None = None) -> str:
        """Return the id of the revision with these values; add the revision if it is new.

        Args:
            summary: What was done.
            by: The id of the agent that did it.
            at: The time.
        """
        known = {"summary": summary, "by": by, "at": at}
        wanted = {name: value for name, value in known.items() if value is not None}
        for revision in self.onto.revisions:
            own = {"summary": revision.summary, "by": revision.by, "at": revision.at}
            if own == known:
                return revision.id
        for added in self._added.get("revisions", ()):
            if {name: added.raw[name] for name in added.raw.keys() - {"id"}} == wanted:
                return str(added.raw["id"])
        return self.add("revisions", wanted)

    def add(self, collection: str, raw: Raw, location: Location | None = None) -> str:
        """Add a part and return its id; if the part has none, make an id from its content."""
        return self.add_all(collection, [(raw, location)])[0]

    def add_all(self, collection: str, parts: Sequence[tuple[Raw, Location | None]]) -> list[str]:
        """Add several parts of one collection, and return their ids.

        Args:
            collection: The field of the document.
            parts: Each part, with its location in the source file. Words of the text must be given
                as anchors. If a part has an id, the id must be unused.
        """
        raws = [raw for raw, _ in parts]
        self._taken.update(strings_in(raws))
        PartsWithoutIds({collection: raws}, self._taken).generate_other_ids()
        added = self._added.setdefault(collection, [])
        added.extend(_Added(raw, location or Location()) for raw, location in parts)
        return [raw["id"] for raw in raws]

    def change(self, id: str, raw: Raw, location: Location | None = None) -> None:
        """Replace the part of the record with this id; the new part keeps the id."""
        self._taken.update(strings_in(raw))
        self._changed[id] = _Added({**raw, "id": id}, location or Location())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added or changed."""
        return not self._changed and not any(self._added.values())

    def document(self) -> Document:
        """Return the record with the additions and changes.

        Raises:
            InvalidDocument: The result is not valid; findings on added parts have locations in the
                source file.
        """
        if self.is_empty:
            return self.onto
        fields: dict[str, tuple[Any, ...]] = {}
        for name in collection_fields(Document):
            own = getattr(self.onto, name)
            kept = tuple(
                self._changed[part.id].raw if part.id in self._changed else part for part in own
            )
            new = tuple(added.raw for added in self._added.get(name, ()))
            if new or kept != own:
                fields[name] = (*kept, *new)
        try:
            return self.onto.update(**fields)
        except InvalidDocument as invalid:
            raise InvalidDocument(
                [self._located(finding) for finding in invalid.findings]
            ) from None

    def _located(self, finding: Finding) -> Finding:
        """Return a finding on an added part with the location of the part in the source file."""
        _, name, number, *_ = [*(finding.location.pointer or "").split("/"), "", ""]
        if name not in collection_fields(Document) or not number.isdecimal():
            return finding
        own, at = getattr(self.onto, name), int(number)
        added = self._added.get(name, ())
        if at < len(own):
            part = self._changed.get(own[at].id)
        else:
            part = added[at - len(own)] if at - len(own) < len(added) else None
        if part is None or part.location == Location():
            return finding
        here = part.location
        return finding.at(file=here.file, line=here.line, column=here.column, pointer=here.pointer)


def _keys_of_agent(raw: Mapping[str, Any]) -> Iterator[_AgentKey]:
    """Yield the keys by which an agent is recognised: each identifier; type, name and version."""
    for identifier in raw.get("identifiers") or ():
        yield identifier["scheme"], identifier["value"]
    names = ("name", "version", "address")
    yield raw.get("type") or "person", *(raw.get(name) for name in names)
