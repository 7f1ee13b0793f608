"""`compare` finds the operations that turn one JSON value into another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.revision.diff.patch.json_values import have_ids, same
from archive.revision.diff.patch.operations import Op, Operation, path_of

_SHORT = 60
"""The most code points of a string that is replaced as a whole."""


def compare(old: Any, new: Any, path: Sequence[str] = ()) -> list[Operation]:
    """Return the operations that turn the old JSON value into the new one, in order.

    Items with ids are paired by id. Other arrays are compared item by item if their lengths are
    equal; if not, their common start and end are skipped. The time is linear in the size of both.

    Args:
        old: The old JSON value.
        new: The new JSON value.
        path: The path to the values from the root of the record.
    """
    comparison = _Comparison(list(path))
    comparison.values(old, new)
    return comparison.operations


class _Comparison:
    """Compares two values, and collects operations at the current path."""

    def __init__(self, path: list[str]) -> None:
        self.operations: list[Operation] = []
        self._path = path

    def values(self, old: Any, new: Any) -> None:
        if isinstance(old, dict) and isinstance(new, dict):
            self._objects(old, new)
        elif isinstance(old, list) and isinstance(new, list):
            self._arrays(old, new)
        elif isinstance(old, str) and isinstance(new, str):
            if old != new:
                self._strings(old, new)
        elif not same(old, new):
            self._add("replace", old=old, new=new)

    @property
    def _in_extension(self) -> bool:
        return bool(self._path) and self._path[0] == "extensions"

    def _add(self, op: Op, **values: Any) -> None:
        self.operations.append(Operation(op, path_of(self._path), **values))

    def _add_at(self, step: str, op: Op, **values: Any) -> None:
        self._path.append(step)
        self._add(op, **values)
        self._path.pop()

    def _within(self, step: str, old: Any, new: Any) -> None:
        self._path.append(step)
        self.values(old, new)
        self._path.pop()

    def _objects(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        if self._path and not self._in_extension and old.get("id") != new.get("id"):
            self._add("replace", old=old, new=new)  # one part replaces another
            return
        for key, value in old.items():
            if key in new:
                self._within(key, value, new[key])
            else:
                self._add_at(key, "remove", old=value)
        added = [key for key in new if key not in old]
        for key in added:
            self._add_at(key, "add", new=new[key])
        if self._in_extension:  # elsewhere the model sets the order
            kept = [key for key in old if key in new]
            if (order := [*kept, *added]) != list(new):
                self._add("order", old=order, new=list(new))

    def _arrays(self, old: list[Any], new: list[Any]) -> None:
        if not self._in_extension and have_ids(old) and have_ids(new):
            self._parts({item["id"]: item for item in old}, {item["id"]: item for item in new})
        elif len(old) == len(new):
            for position, (before, after) in enumerate(zip(old, new, strict=True)):
                self._within(str(position), before, after)
        else:
            self._splice(old, new)

    def _parts(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        for id, item in old.items():
            if id not in new:
                self._add_at(id, "remove", old=item)
        before = [id for id in old if id in new]
        after = [id for id in new if id in old]
        if before != after:
            self._add("order", old=before, new=after)
        last = None
        for id, item in new.items():
            if id not in old:
                self._add_at(id, "add", new=item, after=last)
            last = id
        for id in before:
            self._within(id, old[id], new[id])

    def _strings(self, old: str, new: str) -> None:
        start, end = _alike(old, new)
        changed = len(old) + len(new) - 2 * (start + end)
        if max(len(old), len(new)) <= _SHORT or changed * 2 > len(old) + len(new):
            self._add("replace", old=old, new=new)
        else:
            self._splice(old, new)

    def _splice(self, old: Any, new: Any) -> None:
        start, end = _alike(old, new)
        middle = old[start : len(old) - end], new[start : len(new) - end]
        self._add("splice", at=start, old=middle[0], new=middle[1])


def _alike(old: Any, new: Any) -> tuple[int, int]:
    """Return how many items two sequences have in common at the start, and after it at the end."""
    most = min(len(old), len(new))
    if isinstance(old, str):
        start = _begin_alike(old[:most], new[:most])
        return start, _begin_alike(old[start:][::-1], new[start:][::-1])
    start = 0
    while start < most and same(old[start], new[start]):
        start += 1
    end = 0
    while end < most - start and same(old[-1 - end], new[-1 - end]):
        end += 1
    return start, end


def _begin_alike(old: str, new: str) -> int:
    """Return the length of the common start of two strings, by comparing ever smaller pieces."""
    alike, least = 0, min(len(old), len(new))
    while alike < least:
        piece = max((least - alike) // 2, 1)
        if old[alike : alike + piece] == new[alike : alike + piece]:
            alike += piece
        elif piece == 1:
            break
        else:
            least = alike + piece
    return alike
