"""Finds the differences between two texts: their sections and blocks, words and formatting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.english import quoted
from archive.model.base import Model
from archive.model.blocks import Section, TextBlock
from archive.model.document import Document
from archive.model.introspection import classes_within, part_fields
from archive.model.walk import walk
from archive.revision.diff.changed_passages import edits_of_words, passages
from archive.revision.diff.collector import DifferenceCollector, label_of
from archive.revision.diff.difference_kinds import Kind
from archive.revision.diff.messages import head
from archive.revision.diff.patch import Operation, compare
from archive.revision.diff.renamed_parts import renamed
from archive.revision.diff.typography import forms
from archive.revision.diff.version_pair import Spot
from archive.text.alignment.increasing_subsequence import longest_increasing_subsequence
from archive.text.normalized import has_same_words, normalized

_CHILDREN = frozenset(name for cls in classes_within(Section) for name in part_fields(cls))
"""The fields of sections and blocks that contain other blocks."""


@dataclass(frozen=True, slots=True)
class _Raw:
    """A section or block in a JSON value that was added or removed."""

    value: dict[str, Any]
    holder: str | None
    operation: int
    within: tuple[str, ...]
    """The blocks around it in this value, the outermost first; sections are not included."""

    @property
    def own(self) -> dict[str, Any]:
        """The fields of this section or block, without the blocks inside it."""
        return {key: held for key, held in self.value.items() if not _holds_blocks(key, held)}


class BlockDifferences:
    """Collects the differences that result from operations on sections and blocks."""

    def __init__(self, collector: DifferenceCollector) -> None:
        self._collector, self._versions = collector, collector.versions
        self._removed_parts: dict[str, _Raw] = {}
        self._added_parts: dict[str, _Raw] = {}
        self._marks: dict[str, list[int]] = {}
        self._origins: dict[str, list[int]] = {}
        self._rows: list[tuple[int, Operation]] = []
        self._structural: dict[int, Spot] = {}

    def read(self, number: int, operation: Operation, spot: Spot) -> None:
        """Read one operation. Operations that belong together are kept for `gathered`."""
        at_part = not spot.rest
        if operation.op == "order":
            self._ordered(number, operation, spot)
        elif at_part or (operation.op != "replace" and _changes_blocks(spot, operation)):
            holder = spot.holder if at_part else spot.part
            self._structural[number] = Spot(holder)
            for raw in _flattened(operation.old, holder, number):
                self._removed_parts[raw.value["id"]] = raw
            for raw in _flattened(operation.new, holder, number):
                self._added_parts[raw.value["id"]] = raw
        else:
            self._field(spot, operation, (number,))

    def shifted(self, number: int, operation: Operation) -> None:
        """Read a `shift` operation, which moves the origins of several blocks in the same way."""
        self._rows.append((number, operation))

    def gathered(self) -> None:
        """Report which blocks were added, removed, moved or reformatted, by the kept operations."""
        kept_ids = {
            id
            for id in self._removed_parts
            if id in self._added_parts and self._is_of_one_nature(id)
        }
        removed = {id: raw for id, raw in self._removed_parts.items() if id not in kept_ids}
        added = {id: raw for id, raw in self._added_parts.items() if id not in kept_ids}
        names = renamed(
            {id: raw.value for id, raw in removed.items()},
            {id: raw.value for id, raw in added.items()},
        )
        for old, new in names.items():
            operations = removed[old].operation, added[new].operation
            message = f"{old} is now {new}"
            self._collector.add(
                "id-changed", "text", message, operations,
                old_spot=Spot(old), new_spot=Spot(new), old=old, new=new,
            )  # fmt: skip
        for id, raw in removed.items():
            if id not in names and not any(outer in removed for outer in raw.within):
                self._removed(id, raw)
        new_names = set(names.values())
        for id, raw in added.items():
            if id not in new_names and not any(outer in added for outer in raw.within):
                self._added(id, raw)
        for id, raw in self._removed_parts.items():
            if id in kept_ids:
                self._changed_part(id, raw, self._added_parts[id], names)
        self._places()
        for id, numbers in self._marks.items():
            self._formatting(id, numbers)
        for number in self._structural.keys() - self._collector.reported_operations():
            spot = self._structural[number]
            message = f"{spot.part}: the same blocks, arranged in another way"
            self._collector.add("block-changed", "text", message, [number], spot=spot)

    def _places(self) -> None:
        """Report the blocks whose origin changed; blocks that moved together are one difference."""
        rows = {operation.first: ([number], operation) for number, operation in self._rows}
        ends = {operation.last for _, operation in self._rows}
        running: dict[tuple[str, str], list[int]] = {}
        for _, block in self._versions.old.index.text_blocks if rows else ():
            if block.origin is None:
                continue
            home = block.origin.type, block.origin.capture
            if block.id in rows:
                running[home] = rows[block.id][0]
            if home in running and block.id in self._origins:
                running[home] += self._origins.pop(block.id)
            if block.id in ends:
                running.pop(home, None)
        for first, (numbers, row) in rows.items():
            old, new = row.old["capture"], row.new["capture"]
            where = f"in {new} and not in {old}" if old != new else f"at another place in {new}"
            message = f"{first} to {row.last}: {row.count} blocks are {where}"
            spot = Spot(first, ("origin",))
            self._collector.add(
                "origin-changed", "text", message, numbers, spot=spot, old=old, new=new
            )
        for id, numbers in self._origins.items():
            message = f"{id} has another place in the received file"
            spot = Spot(id, ("origin",))
            self._collector.add("origin-changed", "text", message, numbers, spot=spot)

    def _is_of_one_nature(self, id: str) -> bool:
        """Whether both versions of a part are sections, or text blocks, or other blocks."""
        old, new = self._versions.old.get(id), self._versions.new.get(id)
        return all(isinstance(old, cls) is isinstance(new, cls) for cls in (Section, TextBlock))

    # --- added and removed blocks ---

    def _removed(self, id: str, raw: _Raw) -> None:
        part = self._versions.old.get(id)
        kind: Kind = "section-removed" if isinstance(part, Section) else "block-removed"
        text = _text(part, self._versions.new)
        message = head(f"{id} removed from {raw.holder or 'the record'}", text)
        numbers, spot = [raw.operation], Spot(id)
        self._collector.add(kind, "text", message, numbers, old_spot=spot, old=text)

    def _added(self, id: str, raw: _Raw) -> None:
        part = self._versions.new.get(id)
        kind: Kind = "section-added" if isinstance(part, Section) else "block-added"
        text = _text(part, self._versions.old)
        message = head(f"{id} added to {raw.holder or 'the record'}", text)
        numbers, spot = [raw.operation], Spot(id)
        self._collector.add(kind, "text", message, numbers, new_spot=spot, new=text)

    def _changed_part(self, id: str, old: _Raw, new: _Raw, names: dict[str, str]) -> None:
        """Report a part that is in a removed value and also in an added value."""
        numbers = (old.operation, new.operation)
        if (old.holder and names.get(old.holder, old.holder)) != new.holder:
            way = f"from {old.holder or 'the record'} to {new.holder or 'the record'}"
            self._moved(id, f"{id} moved {way}", numbers)
        for operation in compare(old.own, new.own):
            self._field(Spot(id, operation.steps), operation, numbers)

    def _ordered(self, number: int, operation: Operation, spot: Spot) -> None:
        """Report that parts with one parent have another order."""
        order: list[str] = operation.new
        positions = {id: n for n, id in enumerate(operation.old)}
        staying = set(longest_increasing_subsequence([positions[id] for id in order]))
        for n, id in enumerate(order):
            if n not in staying:
                where = f"now after {order[n - 1]}" if n else "now first"
                self._moved(id, f"{id} moved within {spot.part or 'the record'}, {where}", [number])

    def _moved(self, id: str, message: str, operations: Sequence[int]) -> None:
        is_section = isinstance(self._versions.new.get(id), Section)
        kind: Kind = "section-moved" if is_section else "block-moved"
        self._collector.add(kind, "text", message, operations, spot=Spot(id))

    # --- the content and form of a block ---

    def _field(self, spot: Spot, operation: Operation, operations: tuple[int, ...]) -> None:
        """Report a changed field of a section or block."""
        assert spot.part is not None
        old = self._versions.old.get(spot.part)
        add_value = self._collector.add_value
        if spot.rest[0] == "rights":
            label = label_of(f"rights in {spot.part}", spot.rest[1:])
            add_value("rights-changed", "rights", label, spot, operation, operations)
        elif spot.rest == ("text",) and self._is_of_one_nature(spot.part):
            self._corrected(spot, operations)
        elif spot.rest[0] == "marks" and self._is_of_one_nature(spot.part):
            self._marks.setdefault(spot.part, []).extend(operations)
        elif spot.rest[0] == "origin":
            self._origins.setdefault(spot.part, []).extend(operations)
        else:
            kind: Kind = "section-changed" if isinstance(old, Section) else "block-changed"
            label = label_of(spot.part, spot.rest)
            add_value(kind, "text", label, spot, operation, operations)

    def _corrected(self, spot: Spot, operations: tuple[int, ...]) -> None:
        old, new = self._versions.values_at(spot)
        assert spot.part is not None
        edits = self._versions.edits(spot.part)
        if has_same_words(old, new):
            corrections = tuple(passages(old, new, edits))
            kind: Kind = "text-restyled"
            description = f"the same words in another form ({', '.join(forms(corrections))})"
        else:
            corrections = tuple(passages(old, new, edits_of_words(old, new, edits)))
            kind, description = "text-corrected", "other words"
        places = f" in {len(corrections)} places" if len(corrections) > 1 else ""
        self._collector.add(
            kind, "text", f"{spot.part} has {description}{places}", operations,
            spot=spot, old=old, new=new, passages=corrections,
        )  # fmt: skip

    def _formatting(self, id: str, operations: Sequence[int]) -> None:
        old, new = self._versions.old.block(id), self._versions.new.block(id)
        spot = Spot(id, ("marks",))
        before, after = _formatted(old), _formatted(new)
        if old.text != new.text and list(map(normalized, before)) == list(map(normalized, after)):
            message = f"{id}: the formatting moved with the text"
            self._collector.add("formatting-moved", "text", message, operations, spot=spot)
            return
        was = "; ".join((Counter(before) - Counter(after)).elements())
        now = "; ".join((Counter(after) - Counter(before)).elements())
        self._collector.add(
            "formatting-changed", "text", f"{id}: other formatting", operations,
            spot=spot, old=was, new=now,
        )  # fmt: skip


def _text(part: Model, other: Document) -> str:
    """Return the words of a part, without blocks that the other version also has."""
    if isinstance(part, Section):
        return ""
    texts = [
        block.text
        for _, block in walk(part)
        if isinstance(block, TextBlock) and (block is part or block.id not in other.index.blocks)
    ]
    return " / ".join(filter(None, texts))


def _formatted(block: TextBlock) -> list[str]:
    """Return a label for each mark of a block: its type and its words."""
    labels = []
    for mark in block.marks:
        more = [str(v) for k, v in mark.__dict__.items() if v and k not in ("start", "end", "type")]
        what = " ".join([mark.type, *more])
        labels.append(f"{what} {quoted(block.text[mark.start : mark.end])}")
    return labels


def _flattened(value: Any, holder: str | None, operation: int) -> Iterator[_Raw]:
    """Yield every section and block in a JSON value, parents before children."""
    stack: list[tuple[Any, str | None, tuple[str, ...]]] = [(value, holder, ())]
    while stack:
        here, holder, within = stack.pop()
        if isinstance(here, list):
            stack.extend((item, holder, within) for item in reversed(here))
        elif isinstance(here, dict):
            if "id" in here:
                yield _Raw(here, holder, operation, within)
                holder = here["id"]
                within = (*within, here["id"]) if here.keys() & {"text", "type"} else within
            children = [held for key, held in here.items() if _holds_blocks(key, held)]
            stack.extend((child, holder, within) for child in reversed(children))


def _holds_blocks(field: str, value: Any) -> bool:
    """Return whether the value of a field is blocks; in a cell, `rows` is a number."""
    return field in _CHILDREN and isinstance(value, dict | list)


def _changes_blocks(spot: Spot, operation: Operation) -> bool:
    """Return whether an operation adds blocks to a field or removes blocks from it."""
    return any(_holds_blocks(spot.rest[-1], value) for value in (operation.old, operation.new))
