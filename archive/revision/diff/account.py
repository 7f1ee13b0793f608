"""The account of a diff in the making: the differences told so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archive.revision.diff.differences import Difference, Group, Kind, Passage
from archive.revision.diff.patch import Operation, shown
from archive.revision.diff.versions import Place, Versions
from archive.revision.diff.wording import became, field, told


class Account:
    """The differences between two versions, as they are told one after the other."""

    def __init__(self, versions: Versions) -> None:
        self.versions = versions
        self.differences: list[Difference] = []

    def spoken(self) -> set[int]:
        """Return the numbers of the operations that have been told of."""
        return {number for difference in self.differences for number in difference.operations}

    def tell(
        self,
        kind: Kind,
        group: Group,
        message: str,
        operations: Iterable[int],
        *,
        place: Place | None = None,
        old_place: Place | None = None,
        new_place: Place | None = None,
        old: str | None = None,
        new: str | None = None,
        passages: tuple[Passage, ...] = (),
    ) -> None:
        """Tell of one difference.

        Args:
            kind: What it is.
            group: What it is about.
            message: The sentence.
            operations: The numbers of the operations that it rests on.
            place: Where, in both versions.
            old_place: Where in the old version, if it is not at one place in both.
            new_place: Where in the new version.
            old: What was there.
            new: What is there.
            passages: Where texts differ.
        """
        before, after = self.versions.pointers(place or old_place, place or new_place)
        nearest = place or old_place or new_place
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

    def tell_value(
        self,
        kind: Kind,
        group: Group,
        label: str,
        place: Place,
        operation: Operation,
        operations: Iterable[int],
    ) -> None:
        """Tell that a value is another: what it was and what it is."""
        values = self.versions.found(place)
        if operation.op == "splice" and isinstance(values[0], tuple):
            at = operation.at or 0
            values = (
                values[0][at : at + len(operation.old)],
                values[1][at : at + len(operation.new)],
            )
        elif operation.op == "order":
            values = tuple(operation.old), tuple(operation.new)
        old, new = map(told, values)
        if old == new:  # what differs is not in the words
            old, new = _shown(operation.old), _shown(operation.new)
        self.tell(kind, group, became(label, old, new), operations, place=place, old=old, new=new)


def label_of(part: str | None, rest: tuple[str, ...]) -> str:
    """Return what a difference is about: the part, and the way from it in words.

    >>> label_of("work-1", ("author", "0", "family"))
    'work-1: author 1, family'
    """
    return ": ".join(filter(None, (part, field(rest))))


def _shown(value: Any) -> str:
    return "" if value is None else shown(value)
