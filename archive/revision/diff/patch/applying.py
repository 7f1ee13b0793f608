"""`apply` applies the operations of a diff to the JSON tree of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from archive.findings import Finding, error
from archive.revision.diff.patch.json_values import have_ids, same, short_json
from archive.revision.diff.patch.operations import Operation
from archive.revision.diff.patch.origin_shifts import apply_shifts


def apply(tree: dict[str, Any], operations: Sequence[Operation]) -> list[Finding]:
    """Apply operations to the tree of a record in place; return findings for those that do not fit.

    An operation that does not fit is skipped, so that all such operations are found. The tree is
    then unusable.
    """
    application = _Application(tree)
    shifts = [operation for operation in operations if operation.op == "shift"]
    for operation, problem in apply_shifts(tree, shifts):
        application.findings.append(error("diff-does-not-fit", operation.path, str(problem), _HINT))
    for operation in operations:
        if operation.op == "shift":
            continue
        try:
            application.do(operation)
        except _DoesNotFit as problem:
            application.findings.append(
                error("diff-does-not-fit", operation.path, str(problem), _HINT)
            )
    application.finish()
    return application.findings


_HINT = "apply the diff to the record that it was made from"


class _DoesNotFit(Exception):
    """The record does not have what an operation expects."""


class _Items:
    """Items with ids; any of them can be added, moved or removed in constant time."""

    def __init__(self, items: list[dict[str, Any]]) -> None:
        self.values = {item["id"]: item for item in items}
        self._link(list(self.values))

    def _link(self, ids: list[str]) -> None:
        ends: list[str | None] = [None, *ids, None]
        self._next = dict(zip(ends, [*ids, None], strict=False))
        self._last = dict(zip([*ids, None], ends, strict=False))

    def ids(self) -> list[str]:
        """The ids in order."""
        return list(self._ids())

    def _ids(self) -> Iterator[str]:
        id = self._next[None]
        while id is not None:
            yield id
            id = self._next[id]

    def add(self, id: str, value: dict[str, Any], after: str | None) -> None:
        """Insert an item after the item `after`; if that is `None`, as the first."""
        following = self._next[after]
        self._next[after], self._next[id] = id, following
        self._last[following], self._last[id] = id, after
        self.values[id] = value

    def remove(self, id: str) -> None:
        """Remove an item."""
        before, following = self._last.pop(id), self._next.pop(id)
        self._next[before], self._last[following] = following, before
        del self.values[id]

    def arrange(self, ids: list[str]) -> None:
        """Set the order of all items."""
        self._link(ids)


class _Application:
    """Applies operations to a tree one by one."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.findings: list[Finding] = []
        self._tree = tree
        self._to_close: list[tuple[dict[str, Any], str]] = []

    def do(self, operation: Operation) -> None:
        """Apply one operation; raise `_DoesNotFit` if it does not fit."""
        steps = operation.steps
        if operation.op == "order":
            self._order(self._at(steps), operation)
        elif not steps:
            raise _DoesNotFit("it replaces the whole record")
        else:
            container, step = self._at(steps[:-1]), steps[-1]
            if operation.op == "add":
                self._add(container, step, operation)
            elif operation.op == "remove":
                self._expect(container, step, operation.old)
                if isinstance(container, list):
                    raise _DoesNotFit("an item without an id must be removed by a splice")
                container.remove(step) if isinstance(container, _Items) else container.pop(step)
            else:
                self._change(container, step, operation)

    def finish(self) -> None:
        """Turn the items that were indexed by id back into arrays."""
        for parent, key in self._to_close:
            if isinstance(items := parent.get(key), _Items):
                parent[key] = [items.values[id] for id in items.ids()]

    def _at(self, steps: Sequence[str]) -> Any:
        """Return the value at a path; an array of parts is indexed by id."""
        value: Any = self._tree
        for step in steps:
            parent, value = value, self._child(value, step)
            if isinstance(value, list) and isinstance(parent, dict) and steps[0] != "extensions":
                value = self._opened(parent, step, value)
        return value

    def _opened(self, parent: dict[str, Any], key: str, items: list[Any]) -> Any:
        if not have_ids(items):
            return items
        parent[key] = _Items(items)
        self._to_close.append((parent, key))
        return parent[key]

    def _child(self, value: Any, step: str) -> Any:
        if isinstance(value, _Items) and step in value.values:
            return value.values[step]
        if isinstance(value, dict) and step in value:
            return value[step]
        if isinstance(value, list) and (at := _number(step, len(value))) is not None:
            return value[at]
        raise _DoesNotFit(f"there is no {step!r} where the diff expects it")

    def _add(self, container: Any, step: str, operation: Operation) -> None:
        new = deepcopy(operation.new)
        if isinstance(container, _Items):
            if step in container.values:
                raise _DoesNotFit("it exists already")
            if operation.after is not None and operation.after not in container.values:
                raise _DoesNotFit(f"the item before it, {operation.after!r}, is missing")
            container.add(step, new, operation.after)
        elif isinstance(container, dict):
            if step in container:
                raise _DoesNotFit(f"it exists already: {short_json(container[step])}")
            container[step] = new
        else:
            raise _DoesNotFit("nothing can be added here")

    def _change(self, container: Any, step: str, operation: Operation) -> None:
        if operation.op == "replace":
            self._expect(container, step, operation.old)
            self._put(container, step, deepcopy(operation.new))
            return
        value, old, new = self._child(container, step), operation.old, operation.new
        at = operation.at or 0
        end = at + len(old)
        if type(value) is not type(old) or not same(value[at:end], old):
            raise _DoesNotFit(f"{short_json(old)} is not the value at {at}")
        self._put(container, step, value[:at] + deepcopy(new) + value[end:])

    def _order(self, value: Any, operation: Operation) -> None:
        old, new = operation.old, operation.new
        if not isinstance(value, _Items | dict):
            raise _DoesNotFit("this value has no order that a diff can change")
        order = value.ids() if isinstance(value, _Items) else list(value)
        if order != old or not _is_order_of(new, order):
            raise _DoesNotFit("the items differ, or their order")
        if isinstance(value, _Items):
            value.arrange(new)
        else:
            items = {key: value[key] for key in new}
            value.clear()
            value.update(items)

    def _expect(self, container: Any, step: str, old: Any) -> None:
        value = self._child(container, step)
        if not same(value, old):
            raise _DoesNotFit(f"it is {short_json(value)}, not {short_json(old)}")

    def _put(self, container: Any, step: str, value: Any) -> None:
        if isinstance(container, _Items):
            container.values[step] = value
        elif isinstance(container, dict):
            container[step] = value
        else:
            container[int(step)] = value


def _is_order_of(new: Any, ids: list[str]) -> bool:
    """Return whether a list contains exactly these ids."""
    return (
        isinstance(new, list)
        and all(isinstance(id, str) for id in new)
        and sorted(new) == sorted(ids)
    )


def _number(step: str, length: int) -> int | None:
    """Return the position in an array of this length that a step gives, if it exists."""
    fits = step.isascii() and step.isdigit() and len(step) <= len(str(length))
    return int(step) if fits and int(step) < length else None
