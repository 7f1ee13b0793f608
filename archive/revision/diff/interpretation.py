"""Explains the operations of an exact diff as differences in words.

Every operation is assigned to the part that it changes. Operations that make up one difference (the
fields of an anchor, a status and its reason) are gathered first. If no difference reports an
operation, it becomes a difference of the kind `other`, so no change is missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

from archive.model.blocks import Furniture, Section
from archive.model.document import Document
from archive.model.relations import Relation, ToClaim
from archive.model.statements import STATEMENT_COLLECTIONS, Statement
from archive.revision.diff import messages
from archive.revision.diff.anchor_differences import (
    anchor_difference,
    paired_stretches,
    passages_of,
    words_to_report,
)
from archive.revision.diff.block_differences import BlockDifferences
from archive.revision.diff.collector import DifferenceCollector, label_of
from archive.revision.diff.difference_kinds import GROUPS, Difference, Group, Kind
from archive.revision.diff.messages import head, value_in_words
from archive.revision.diff.patch import Operation, short_json
from archive.revision.diff.reading_order import places_in
from archive.revision.diff.renamed_parts import renamed
from archive.revision.diff.version_pair import Spot, VersionPair
from archive.revision.restored_words import restored_reason

_KINDS: dict[str, tuple[Group, Kind, Kind, Kind]] = {
    "captures": ("record", "capture-added", "capture-removed", "capture-changed"),
    "agents": ("record", "agent-added", "agent-removed", "agent-changed"),
    "revisions": ("record", "revision-added", "revision-removed", "revision-changed"),
    "entities": ("entities and works", "entity-added", "entity-removed", "entity-changed"),
    "works": ("entities and works", "work-added", "work-removed", "work-changed"),
    "sources": ("sources and evidence", "source-added", "source-removed", "source-changed"),
    "claims": ("claims", "claim-added", "claim-withdrawn", "claim-reclassified"),
    "annotations": (
        "annotations", "annotation-added", "annotation-withdrawn", "annotation-changed"
    ),
    "assessments": ("claims", "assessment-added", "assessment-withdrawn", "assessment-changed"),
    "relations": (
        "sources and evidence", "relation-added", "relation-withdrawn", "relation-changed"
    ),
}  # fmt: skip
"""For each collection: the group of its differences, then the kinds (added, removed, changed)."""

_CLAIM: dict[str, Kind] = {
    "public_restatement": "claim-restated",
    "attribution": "claim-attributed",
    "stance": "claim-stance-changed",
    "about": "claim-about-changed",
    "time": "claim-time-changed",
}
"""The kind of difference for a changed field of a claim; other fields reclassify the claim."""

_LAYERS = frozenset({"metadata", "publication", "rights"})
"""Values that only contain other values; these are reported one by one."""
_GROUNDS = frozenset({"basis", "certainty", "reason"})
TEXT_CHANGED = "the text has changed: "
"""How the reason begins with which a rebase reopens a statement."""
_WITH_REASONS = frozenset({"anchor-altered", "anchor-orphaned"})
"""The kinds of differences whose message gives the reason."""


def interpret(
    old: Document, new: Document, operations: Sequence[Operation]
) -> tuple[Difference, ...]:
    """Return what the operations between two versions mean, as differences, group by group."""
    interpreter = _Interpreter(old, new)
    for number, operation in enumerate(operations):
        interpreter.read(number, operation)
    differences = interpreter.gathered()
    reported = {number for difference in differences for number in difference.operations}
    for number, operation in enumerate(operations):
        if number not in reported:
            message = f"{operation.path} has changed"
            differences.append(Difference("other", "record", message, operations=(number,)))
    order = {group: n for n, group in enumerate(GROUPS)}
    places = places_in(old, new)

    def place(difference: Difference) -> tuple[int, float, tuple[int, ...]]:
        is_text = difference.group in ("text", "furniture")
        at = places.get(difference.part or "", 0) if is_text else 0
        return order[difference.group], at, difference.operations

    differences = [_with_furniture_apart(one, old, new) for one in differences]
    return tuple(sorted(differences, key=place))


def _with_furniture_apart(difference: Difference, old: Document, new: Document) -> Difference:
    """Return a difference; if it is about furniture, in the group for furniture."""
    parts = [one.index.by_id.get(difference.part or "") for one in (old, new)]
    is_furniture = all(
        isinstance(part, Furniture) or (isinstance(part, Section) and part.role == "furniture")
        for part in parts
        if part is not None
    )
    if difference.group != "text" or not any(parts) or not is_furniture:
        return difference
    return replace(difference, group="furniture")


class _Interpreter:
    """Reads operations one by one and collects the differences that they mean."""

    def __init__(self, old: Document, new: Document) -> None:
        self._versions = VersionPair(old, new)
        self._collector = DifferenceCollector(self._versions)
        self._text = BlockDifferences(self._collector)
        self._stretches: dict[tuple[Group, Spot], list[tuple[int, str]]] = {}
        self._origins: dict[Spot, list[int]] = {}
        self._statuses: dict[tuple[Group, str], list[int]] = {}
        self._removed_parts: dict[str, dict[str, tuple[dict[str, Any], int]]] = {}
        self._added_parts: dict[str, dict[str, tuple[dict[str, Any], int]]] = {}

    def read(self, number: int, operation: Operation) -> None:
        """Read one operation. Operations that belong together are kept for `gathered`."""
        steps = operation.steps
        spot = self._versions.spot(steps)
        if operation.op == "shift":
            self._text.shifted(number, operation)
            return
        if spot.stretches:
            key = self._group(steps, spot), spot.at(spot.stretches)
            position = "".join(spot.rest[len(spot.stretches) :][:1])
            self._stretches.setdefault(key, []).append((number, position))
            return
        match steps[0]:
            case "sections":
                self._text.read(number, operation, spot)
            case "metadata" | "rights":
                self._singular(number, operation, spot, operation.old or operation.new)
            case "extensions":
                self._extensions(number, operation, spot)
            case name if name in _KINDS and len(steps) < 3:
                self._collection(name, number, operation)
            case name if name in _KINDS:
                self._field(steps, number, operation, spot)
            case _:
                self._record(number, operation, spot)

    def gathered(self) -> list[Difference]:
        """Report the kept operations, and return all differences."""
        for name in {**self._removed_parts, **self._added_parts}:
            self._parts(name)
        for (group, spot), positions in self._stretches.items():
            self._stretches_at(group, spot, positions)
        reported = {d.part for d in self._collector.differences if d.kind in _WITH_REASONS}
        for (group, id), numbers in self._statuses.items():
            self._status(group, id, numbers, words_are_reported=id in reported)
        for spot, numbers in self._origins.items():
            self._origin_of_value(spot, numbers)
        self._text.gathered()
        return self._collector.differences

    def _group(self, steps: Sequence[str], spot: Spot) -> Group:
        """Return the group of the value that an operation at this path changes."""
        if steps[0] == "relations" and spot.part:
            return _group_of(self._versions.values_at(Spot(spot.part))[1])
        if steps[0] in _KINDS:
            return _KINDS[steps[0]][0]
        return "metadata" if steps[0] == "metadata" else "rights"

    # --- parts with ids ---

    def _collection(self, name: str, number: int, operation: Operation) -> None:
        """Read an operation that adds, removes or reorders parts of a collection."""
        if operation.op == "order":
            group: Group = _KINDS[name][0]
            spot = Spot(None, (name,))
            message = f"the {name} are in another order"
            self._collector.add("order-changed", group, message, [number], spot=spot)
        for value, parts in (
            (operation.old, self._removed_parts),
            (operation.new, self._added_parts),
        ):
            raws = [value] if isinstance(value, dict) else value or []
            if operation.op != "order":
                of_name = parts.setdefault(name, {})
                of_name.update((raw["id"], (raw, number)) for raw in raws)

    def _parts(self, name: str) -> None:
        """Report which parts of a collection were added, removed or renamed."""
        removed_parts, added_parts = (
            self._removed_parts.get(name, {}),
            self._added_parts.get(name, {}),
        )
        names = renamed(
            {id: raw for id, (raw, _) in removed_parts.items()},
            {id: raw for id, (raw, _) in added_parts.items()},
        )
        group, added, removed, _ = _KINDS[name]
        for old, new in names.items():
            numbers = removed_parts[old][1], added_parts[new][1]
            self._collector.add(
                "id-changed", group, f"{old} is now {new}", numbers,
                old_spot=Spot(old), new_spot=Spot(new), old=old, new=new,
            )  # fmt: skip
        for id, (_, number) in removed_parts.items():
            if id not in names:
                self._added_or_removed(removed, group, id, number, is_new=False)
        new_names = set(names.values())
        for id, (_, number) in added_parts.items():
            if id not in new_names:
                self._added_or_removed(added, group, id, number, is_new=True)

    def _added_or_removed(
        self, kind: Kind, group: Group, id: str, number: int, *, is_new: bool
    ) -> None:
        part = (self._versions.new if is_new else self._versions.old).get(id)
        what = f"{id} {kind.rpartition('-')[2]}"
        if isinstance(part, Statement):
            what += f" ({part.status})"
        if isinstance(part, Relation):
            group = _group_of(part)
        description, spot = messages.description(part), Spot(id)
        self._collector.add(
            kind, group, head(what, description), [number],
            old_spot=None if is_new else spot, new_spot=spot if is_new else None,
            old=None if is_new else description, new=description if is_new else None,
        )  # fmt: skip

    def _field(self, steps: Sequence[str], number: int, operation: Operation, spot: Spot) -> None:
        """Report a changed field of a part of a collection."""
        group, _, _, kind = _KINDS[steps[0]]
        group = self._group(steps, spot)
        name = steps[2]
        if name in ("status", "history"):
            self._statuses.setdefault((group, steps[1]), []).append(number)
            return
        if name == "evidence":
            self._evidence(number, operation, spot)
            return
        if name in _GROUNDS:
            kind = "grounds-changed"
        elif name == "revision":
            kind = "maker-changed"
        elif name == "identifiers" and steps[0] in STATEMENT_COLLECTIONS:
            kind = "identifiers-changed"
        elif steps[0] == "captures" and name == "derivation" and operation.op == "remove":
            message = f"{spot.part}: no text is derived from it any more"
            self._collector.add(kind, group, message, [number], spot=spot)
            return
        elif name == "restatement":
            old, new = self._versions.values_at(spot)
            self._collector.add(
                "claim-restated", group, f"{spot.part} is restated", [number],
                spot=spot, old=old, new=new,
            )  # fmt: skip
            return
        elif steps[0] == "claims":
            kind = _CLAIM.get(name, kind)
        elif steps[0] == "sources" and name in ("agent", "work"):
            old, _ = self._versions.values_at(spot)
            kind = "source-identified" if old is None else kind
        label = label_of(spot.part, spot.rest)
        if spot.part != steps[1]:
            label = f"{steps[1]}: copy {label}"
        self._collector.add_value(kind, group, label, spot, operation, [number])

    def _status(
        self, group: Group, id: str, numbers: Sequence[int], *, words_are_reported: bool
    ) -> None:
        """Report the current status of a statement, with the reason that its history gives.

        If the changed words are reported themselves, a reason that only repeats them is left out.
        """
        old, new = self._versions.values_at(Spot(id))
        before = set(old.history)
        since = [change for change in new.history if change not in before]
        if old.status == new.status:
            if words_are_reported and all((c.reason or "").startswith(TEXT_CHANGED) for c in since):
                message = f"{id} is {new.status} as before"
                spot = Spot(id, ("history",))
                self._collector.add("history-changed", group, message, numbers, spot=spot)
                return
            added = messages.value_in_words(tuple(since))
            goes_on = new.history[: len(old.history)] == old.history
            message = head(f"{id}: history {'continued' if goes_on else 'changed'}", added)
            spot = Spot(id, ("history",))
            self._collector.add("history-changed", group, message, numbers, spot=spot, new=added)
            return
        reasons = [c.reason for c in since if c.status == new.status and c.reason]
        kinds: dict[str, Kind] = {
            "accepted": "statement-accepted",
            "rejected": "statement-rejected",
            "proposed": "statement-proposed",
        }
        if words_are_reported:
            reasons = [reason for reason in reasons if not reason.startswith(TEXT_CHANGED)]
        elif reasons and (again := restored_reason(new)):
            reasons = [again]
        why = f": {reasons[-1]}" if reasons else ""
        anew = " again" if new.status == "proposed" else ""
        message = f"{id} is {new.status}{anew}, was {old.status}{why}"
        self._collector.add(
            kinds[new.status], group, message, numbers,
            spot=Spot(id, ("status",)), old=old.status, new=new.status,
        )  # fmt: skip

    def _evidence(self, number: int, operation: Operation, spot: Spot) -> None:
        """Report added, removed or changed evidence of an assessment or relation."""
        group: Group = "sources and evidence"
        if len(spot.rest) > 1 or operation.op == "replace":
            label = label_of(spot.part, spot.rest)
            self._collector.add_value("evidence-changed", group, label, spot, operation, [number])
            return
        for version, kind, verb in (
            (0, "evidence-withdrawn", "withdrawn"), (1, "evidence-added", "added")
        ):  # fmt: skip
            values = self._versions.values_at(spot)[version]
            values = values if isinstance(values, tuple) else (values,) if values else ()
            changed = operation.new if version else operation.old
            if operation.op == "splice":
                at = operation.at or 0
                values = values[at : at + len(changed)]
            for value in values:
                words = value_in_words(value)
                message = head(f"{spot.part}: evidence {verb}", words)
                own = {"new" if version else "old": words}
                self._collector.add(kind, group, message, [number], spot=spot, **own)  # type: ignore[arg-type]

    def _stretches_at(self, group: Group, spot: Spot, numbers: Sequence[tuple[int, str]]) -> None:
        """Report the changes of the anchors in one field.

        An operation that has a position is about the anchor there; any other is about all anchors.
        """
        old, new = self._versions.values_at(spot)
        old, new = old or (), new or ()
        holder = spot.part or spot.rest[0]
        where = label_of(None, spot.rest if spot.part else spot.rest[1:])
        label = holder if where == "anchors" else f"{holder}, {where}"
        for before, after in paired_stretches(old, new):
            was = old[before] if before is not None else None
            now = new[after] if after is not None else None
            difference = anchor_difference(was, now, self._versions)
            if difference is None:
                continue
            kind, message = difference
            own = [number for number, position in numbers if position in ("", str(before))]
            at = spot.at((*spot.rest, str(before))) if before is not None else None
            new_at = spot.at((*spot.rest, str(after))) if after is not None else None
            self._collector.add(
                kind, group, f"{label}: {message}", own, old_spot=at, new_spot=new_at,
                old=words_to_report(was, now), new=words_to_report(now, was),
                passages=passages_of(kind, was, now),
            )  # fmt: skip

    # --- fields of the record itself ---

    def _singular(self, number: int, operation: Operation, spot: Spot, whole: Any) -> None:
        """Report a change in the metadata, or in the rights in text and record.

        Args:
            number: The number of the operation.
            operation: The operation.
            spot: The place of the value.
            whole: All fields, if several were added or removed together.
        """
        if operation.op in ("add", "remove") and spot.rest[-1] in _LAYERS:
            for name, value in whole.items():
                self._singular(number, operation, spot.at((*spot.rest, name)), value)
            return
        if "origin" in spot.rest:
            at = spot.at(spot.rest[: spot.rest.index("origin") + 1])
            if None not in self._versions.values_at(at):
                self._origins.setdefault(at, []).append(number)
                return
        if spot.rest[0] == "metadata":
            label = label_of(None, spot.rest[1:])
            self._collector.add_value(
                "metadata-changed", "metadata", label, spot, operation, [number]
            )
            return
        label = label_of(f"rights in the {spot.rest[1]}", spot.rest[2:])
        self._collector.add_value("rights-changed", "rights", label, spot, operation, [number])

    def _origin_of_value(self, spot: Spot, numbers: Sequence[int]) -> None:
        """Report a value of metadata or rights whose place in the received file changed."""
        group: Group = "metadata" if spot.rest[0] == "metadata" else "rights"
        message = f"{label_of(None, spot.rest[1:-1])} has another place in the received file"
        self._collector.add("origin-changed", group, message, numbers, spot=spot)

    def _extensions(self, number: int, operation: Operation, spot: Spot) -> None:
        """Report extension fields as JSON, because their meaning is unknown."""
        label = " ".join(("extension" if spot.rest[1:] else "extensions", *spot.rest[1:]))
        if operation.op == "order":
            message = f"{label}: the keys are in another order"
            self._collector.add("order-changed", "record", message, [number], spot=spot)
        elif len(spot.rest) == 1:  # the first extension was added, or the last one removed
            for name, value in (operation.old or operation.new).items():
                at = spot.at((*spot.rest, name))
                single = Operation(operation.op, operation.path, value, value)
                self._extension(f"extension {name}", number, single, at)
        else:
            self._extension(label, number, operation, spot)

    def _extension(self, label: str, number: int, operation: Operation, spot: Spot) -> None:
        old = "" if operation.op == "add" else short_json(operation.old)
        new = "" if operation.op == "remove" else short_json(operation.new)
        message = messages.became(label, old, new)
        self._collector.add(
            "extension-changed", "record", message, [number], spot=spot, old=old, new=new
        )

    def _record(self, number: int, operation: Operation, spot: Spot) -> None:
        """Report a changed field of the record itself."""
        kind: Kind = "id-changed" if spot.rest == ("id",) else "record-changed"
        label = f"record: {label_of(None, spot.rest)}"
        self._collector.add_value(kind, "record", label, spot, operation, [number])


def _group_of(relation: Relation) -> Group:
    """Return the group of a relation, which depends on its object."""
    between_claims = relation.predicate in get_args(ToClaim)
    return "claims" if between_claims else "sources and evidence"
