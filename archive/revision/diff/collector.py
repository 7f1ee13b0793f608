"""`DifferenceCollector` collects the differences while a diff is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archive.revision.diff.difference_kinds import Difference, Group, Kind, Passage
from archive.revision.diff.messages import became, field, value_in_words
from archive.revision.diff.patch import Operation, short_json
from archive.revision.diff.version_pair import Spot, VersionPair


class DifferenceCollector:
    """The differences between two versions; they are added one by one."""

    def __init__(self, versions: VersionPair) -> None:
        self.versions = versions
        self.differences: list[Difference] = []

    def reported_operations(self) -> set[int]:
        """Return the numbers of the operations that at least one difference reports."""
        return {number for difference in self.differences for number in difference.operations}

    def add(
        self,
        kind: Kind,
        group: Group,
        message: str,
        operations: Iterable[int],
        *,
        spot: Spot | None = None,
        old_spot: Spot | None = None,
        new_spot: Spot | None = None,
        old: str | None = None,
        new: str | None = None,
        passages: tuple[Passage, ...] = (),
    ) -> None:
        """Add one difference.

        Args:
            kind: The kind of the difference.
            group: The group of the difference.
            message: The difference in a sentence.
            operations: The numbers of the operations that the difference reports.
            spot: The place of the value, if it is the same in both versions.
            old_spot: The place in the old version, if it is not the same.
            new_spot: The place in the new version.
            old: The old value, in words.
            new: The new value, in words.
            passages: The passages in which texts differ.
        """
        before, after = self.versions.pointers(spot or old_spot, spot or new_spot)
        nearest = spot or old_spot or new_spot
        part = nearest.part if nearest else None
        numbers = tuple(sorted(set(operations)))
        self.differences.append(
            Difference(
                kind,
                group,
                message,
                part,
                before,
                after,
                old or None,
                new or None,
                passages,
                numbers,
            )
        )

    def add_value(
        self,
        kind: Kind,
        group: Group,
        label: str,
        spot: Spot,
        operation: Operation,
        operations: Iterable[int],
    ) -> None:
        """Add the difference of a changed value; its old and new values are shown."""
        values = self.versions.values_at(spot)
        if operation.op == "splice" and isinstance(values[0], tuple):
            at = operation.at or 0
            values = (
                values[0][at : at + len(operation.old)],
                values[1][at : at + len(operation.new)],
            )
        elif operation.op == "order":
            values = tuple(operation.old), tuple(operation.new)
        old, new = map(value_in_words, values)
        if old == new:  # the difference does not show in the words
            old, new = _raw_text(operation.old), _raw_text(operation.new)
        self.add(kind, group, became(label, old, new), operations, spot=spot, old=old, new=new)


def label_of(part: str | None, rest: tuple[str, ...]) -> str:
    """Return the subject of a difference: the part, and in words the path within it.

    >>> label_of("work-1", ("author", "0", "family"))
    'work-1: author 1, family'
    """
    return ": ".join(filter(None, (part, field(rest))))


def _raw_text(value: Any) -> str:
    return "" if value is None else short_json(value)
