"""Merges the captures and agents of two records; the derivations that the text needs are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import Any

from archive.derivations import derivation_of
from archive.model.base import Model
from archive.model.captures import Capture, Memento, Omission
from archive.model.document import Document
from archive.model.statements import Agent
from archive.model.walk import mapped, unchecked_copy
from archive.revision.rebase.free_names import FreeNames

_RECEIPT_FIELDS = ("media_type", "address", "received_at", "received_by", "taken_from", "memento")
"""The fields of a capture about how its bytes were received."""


def merged_captures(
    document: Document, onto: Document, names: FreeNames, replaced: Set[str] = frozenset()
) -> tuple[tuple[Capture, ...], tuple[Agent, ...], dict[str, str]]:
    """Return the captures and agents of both documents, and the new ids of captures of `onto`.

    Captures of the same bytes are separate if the bytes were received at another time, from
    elsewhere or by somebody else, and other bytes were received in between. A capture of `onto`
    that says no more than a capture of the text is the same capture. If the bytes are unchanged,
    the text keeps its capture. If a capture no longer gives the record anything, its derivation and
    omissions are removed, because all of it is omitted.

    Args:
        document: The record.
        onto: The other document.
        names: Makes names that are not used in the record.
        replaced: The pointers of values of the record that are replaced by values of `onto`.
    """
    read, read_there = _read_from(document), _read_from(onto)
    by_bytes: dict[tuple[str, int], list[Capture]] = defaultdict(list)
    for capture in document.captures:
        by_bytes[capture.sha256, capture.size_bytes].append(capture)
    still_derived = _of_values(document, replaced)
    captures = {}
    for capture in document.captures:
        is_derived = capture.id in still_derived
        held = (
            one for one in capture.omitted if is_derived and one.origin.capture in still_derived
        )
        captures[capture.id] = unchecked_copy(
            capture,
            derivation=capture.derivation if is_derived else None,
            lead="",
            omitted=tuple(held),
        )
    old = frozenset(captures)
    merged_agents = _MergedAgents(document, onto, names)
    received: dict[str, str] = {}
    for capture in onto.captures:
        same_bytes = by_bytes[capture.sha256, capture.size_bytes]
        receipt = {name: getattr(capture, name) for name in _RECEIPT_FIELDS}
        receipt["received_by"] = merged_agents.id_of(capture.received_by)
        is_read = capture.id in read_there
        read_from = [one for one in same_bytes if one.id in read]
        same = [one for one in same_bytes if _has_values(receipt, one, all_of_it=True)]
        own = _first_capture(
            read,
            (one for one in same if (one.id, one.file) == (capture.id, capture.file)),
            same,
            (one for one in (read_from if is_read else same_bytes) if _has_values(receipt, one)),
        )
        equivalent = [one for one in read_from if is_read and _gives_the_same(one, capture)]
        home = own if own in equivalent else next(iter(equivalent), own)
        if own is None:
            own = unchecked_copy(
                capture,
                id=names.id(capture.id),
                file=names.file(capture.file),
                received_by=merged_agents.added(capture.received_by),
                omitted=(),
            )
            if home is not None:  # the text keeps this capture
                own = unchecked_copy(own, derivation=None, lead="")
            captures[own.id] = own
        received[capture.id] = at = (home or own).id
        derivation, lead = captures[at].derivation, captures[at].lead
        omitted = captures[at].omitted
        if is_read or at not in old or not omitted:
            omitted = merged_agents.omitted(capture, at)
        if is_read:
            derivation, lead = capture.derivation or derivation, capture.lead
        elif at in old:
            derivation, lead = derivation or capture.derivation, lead or capture.lead
        captures[at] = unchecked_copy(
            captures[at], derivation=derivation, lead=lead, omitted=omitted
        )
    return tuple(captures.values()), merged_agents.agents, received


class _MergedAgents:
    """The agents of a record, and agents added with captures of another record."""

    def __init__(self, document: Document, onto: Document, names: FreeNames) -> None:
        self._agents = {agent.id: agent for agent in document.agents}
        self._of_other = {agent.id: agent for agent in onto.agents}
        self._names = names

    @property
    def agents(self) -> tuple[Agent, ...]:
        """The agents of the record, then the added agents."""
        return tuple(self._agents.values())

    def id_of(self, id: str | None) -> str | None:
        """Return the id in this record of an agent of the other record; `None` if it has none."""
        if id is None:
            return None
        agent = self._of_other[id]
        same = (one.id for one in self._agents.values() if unchecked_copy(one, id=id) == agent)
        return next(same, "")

    def omitted(self, capture: Capture, id: str) -> tuple[Omission, ...]:
        """Return the omissions of a capture of the other record, with agents of this record.

        Args:
            capture: The capture.
            id: The capture's id in this record.
        """
        omissions = []
        for one in capture.omitted:
            is_own = one.origin.capture == capture.id
            origin = unchecked_copy(one.origin, capture=id) if is_own else one.origin
            omissions.append(unchecked_copy(one, origin=origin, by=self.added(one.by)))
        return tuple(omissions)

    def added(self, id: str | None) -> str | None:
        """Add an agent of the other record to this record, and return the new id."""
        if id is None:
            return None
        if known := self.id_of(id):
            return known
        free = self._names.id(id)
        self._agents[free] = unchecked_copy(self._of_other[id], id=free)
        return free


def _has_values(values: Mapping[str, Any], part: Model, *, all_of_it: bool = False) -> bool:
    """Return whether a part has all these values; with `all_of_it`, also no other values."""

    def is_same(value: Any, own: Any) -> bool:
        if all_of_it or value is None or type(value) is not type(own):
            return value == own or (value is None and not all_of_it)
        return _has_values(value.__dict__, own) if isinstance(value, Model) else bool(value == own)

    return all(is_same(value, part.__dict__[name]) for name, value in values.items())


def _gives_the_same(capture: Capture, other: Capture) -> bool:
    """Return whether two captures of the same bytes give the same text."""
    derivations = {one.derivation for one in (capture, other) if one.derivation is not None}
    return capture.media_type == other.media_type and len(derivations) < 2


def _first_capture(preferred: set[str], *rows: Iterable[Capture]) -> Capture | None:
    """Return a capture of the first group that is not empty: a preferred one, else its first."""
    for row in rows:
        captures = list(row)
        if captures:
            return next((one for one in captures if one.id in preferred), captures[0])
    return None


def undated(document: Document, onto: Document, since: str) -> Document:
    """Return `onto` without times from `since` on, if its captures have no other new information.

    A program that reads a file records the time. If the text already comes from these bytes, this
    time does not show that they were received again.
    """
    read = _read_from(document)
    standing = {(one.sha256, one.size_bytes) for one in document.captures if one.id in read}

    bare = unchecked_copy(
        onto,
        captures=tuple(
            mapped(one, lambda part: _undated(part, since))
            if (one.sha256, one.size_bytes) in standing
            else one
            for one in onto.captures
        ),
    )
    captures, _, _ = merged_captures(document, bare, FreeNames(document))
    return bare if len(captures) == len(document.captures) else onto


def _undated(part: Any, since: str) -> Any:
    """Return a capture or memento without a time from `since` on."""
    if isinstance(part, Capture | Memento) and (part.received_at or "") >= since:
        return unchecked_copy(part, received_at=None)
    return part


def _read_from(document: Document) -> set[str]:
    """Return the captures that the blocks of a document come from."""
    return {block.origin.capture for block in document.text_blocks() if block.origin is not None}


def _of_values(document: Document, replaced: Set[str]) -> set[str]:
    """Return the captures from which kept values are derived."""
    derivations = {capture.id: derivation_of(capture) for capture in document.captures}
    return {
        origin.capture
        for pointer, origin in document.index.origins_of_values
        if pointer.removesuffix("/origin") not in replaced
        and (derivation := derivations[origin.capture]) is not None
        and derivation.supports(origin)
    }
