"""The exact difference of two records as JSON: operations that make the new one from the old.

A path is a JSON Pointer (RFC 6901) in which an item that has an id is named by its id, so that it
stays true when items are added before it: `/claims/claim-3/anchors/0/start`. Ids never begin with
a digit, so an id and a number cannot be mistaken for each other. Within `extensions`, where an "id"
is anybody's, items are always numbered.

Two values are the same if their canonical JSON is: 1, 1.0 and true are three values, and in an
extension the order of keys counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from math import copysign
from typing import Any, Literal

import jiter
from pydantic import ConfigDict

from archive.findings import Finding, error, pointer_step, pointer_steps
from archive.one_line import OneLine

Op = Literal["add", "remove", "replace", "splice", "order"]
"""What an operation does."""

_SHORT = 60
"""Code points of a string up to which it is replaced as a whole."""


@dataclass(frozen=True, slots=True, repr=False)
class Operation(OneLine):
    """One exact change to the JSON of a record.

    - `add`: the field or item at the path, which was not there; it is `new`.
    - `remove`: the field or item at the path; it was `old`.
    - `replace`: the value at the path.
    - `splice`: in the string or array at the path, beginning at `at`, `old` gives way to `new`.
    - `order`: the ids of the items (in an extension, the keys) at the path, in another order.
    """

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    op: Op
    """What it does."""
    path: str
    """Where: a JSON Pointer in which an item with an id is named by its id."""
    old: Any = None
    """The JSON value that was there."""
    new: Any = None
    """The JSON value that is there now."""
    at: int | None = None
    """Of a splice: how many code points or items stand before the place."""
    after: str | None = None
    """Of an item with an id that is added: the id of the item before it; none for the first."""

    @property
    def steps(self) -> tuple[str, ...]:
        """The keys, ids and numbers of its path."""
        return steps_of(self.path)

    def as_object(self) -> dict[str, Any]:
        """Return it as a JSON object: what its kind of operation has, and nothing else."""
        fields = (*_FIELDS[self.op], *(("after",) if self.after is not None else ()))
        return {"op": self.op, "path": self.path, **{name: getattr(self, name) for name in fields}}


_FIELDS: dict[Op, tuple[str, ...]] = {
    "add": ("new",),
    "remove": ("old",),
    "replace": ("old", "new"),
    "splice": ("at", "old", "new"),
    "order": ("old", "new"),
}


def fields_of(op: Op) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys that the JSON of such an operation has, and those that it may have."""
    required = frozenset(("op", "path", *_FIELDS[op]))
    return required, required | ({"after"} if op == "add" else frozenset())


def steps_of(path: str) -> tuple[str, ...]:
    """Return the keys, ids and numbers of a path.

    >>> steps_of("/extensions/https:~1~1example.org~1a/0")
    ('extensions', 'https://example.org/a', '0')
    """
    return tuple(pointer_steps(path))


def path_of(steps: Sequence[str]) -> str:
    """Return the path of some steps."""
    return "".join(f"/{pointer_step(step)}" for step in steps)


# --- records as JSON ---


def parsed(data: bytes) -> dict[str, Any]:
    """Return the tree of a canonical record."""
    return jiter.from_json(data, allow_inf_nan=False)  # type: ignore[no-any-return]


def digest(data: bytes) -> str:
    """Return the SHA-256 digest of some bytes, in hexadecimal."""
    return sha256(data).hexdigest()


# --- comparing ---


def compare(old: Any, new: Any, path: Sequence[str] = ()) -> list[Operation]:
    """Return what makes the new JSON value from the old one, in the order in which it is applied.

    Linear in the size of the two. Items with ids are paired by them. Other arrays of one length are
    compared item by item; of two lengths, what they begin and end with alike is left alone.

    Args:
        old: A JSON value.
        new: Another.
        path: The steps to them from the root of the record.
    """
    found = _Comparison(list(path))
    found.values(old, new)
    return found.operations


def same(old: Any, new: Any) -> bool:
    """Return whether two JSON values are the same to the last sign, order of keys included."""
    if type(old) is not type(new):
        return False
    if isinstance(old, dict):
        return list(old) == list(new) and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list):
        return len(old) == len(new) and all(map(same, old, new))
    if isinstance(old, float):
        return old == new and copysign(1, old) == copysign(1, new)
    return bool(old == new)


def _have_ids(items: list[Any]) -> bool:
    """Whether these are parts of a record, each known by its id."""
    return bool(items) and all(isinstance(i, dict) and isinstance(i.get("id"), str) for i in items)


class _Comparison:
    """A comparison at work: where it is, and what it has found."""

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
            self._add("replace", old=old, new=new)  # one part in place of another
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
        if not self._in_extension and _have_ids(old) and _have_ids(new):
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
    """How many items or code points two sequences begin with alike, and then end with alike."""
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
    """How many code points two strings begin with alike, compared in ever smaller pieces."""
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


# --- applying ---


def apply(tree: dict[str, Any], operations: Sequence[Operation]) -> list[Finding]:
    """Apply operations to the tree of a record, in place, and return where they do not fit.

    What does not fit is passed over, so that all of it is found; then the tree is of no use.
    """
    application = _Application(tree)
    for operation in operations:
        try:
            application.do(operation)
        except _DoesNotFit as problem:
            application.findings.append(
                error("diff-does-not-fit", operation.path, str(problem), _HINT)
            )
    application.finish()
    return application.findings


_HINT = "apply it to the record from which it was made"


class _DoesNotFit(Exception):
    """What an operation expects is not there."""


class _Items:
    """Items with ids, in an order that is changed at any place in constant time."""

    def __init__(self, items: list[dict[str, Any]]) -> None:
        self.values = {item["id"]: item for item in items}
        self._link(list(self.values))

    def _link(self, ids: list[str]) -> None:
        ends: list[str | None] = [None, *ids, None]
        self._next = dict(zip(ends, [*ids, None], strict=False))
        self._last = dict(zip([*ids, None], ends, strict=False))

    def ids(self) -> list[str]:
        """The ids in their order."""
        return list(self._ids())

    def _ids(self) -> Iterator[str]:
        id = self._next[None]
        while id is not None:
            yield id
            id = self._next[id]

    def add(self, id: str, value: dict[str, Any], after: str | None) -> None:
        """Put an item behind another, or first."""
        following = self._next[after]
        self._next[after], self._next[id] = id, following
        self._last[following], self._last[id] = id, after
        self.values[id] = value

    def remove(self, id: str) -> None:
        """Take an item out."""
        before, following = self._last.pop(id), self._next.pop(id)
        self._next[before], self._last[following] = following, before
        del self.values[id]

    def arrange(self, ids: list[str]) -> None:
        """Put all of them into this order."""
        self._link(ids)


class _Application:
    """Operations at work on a tree."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.findings: list[Finding] = []
        self._tree = tree
        self._to_close: list[tuple[dict[str, Any], str]] = []

    def do(self, operation: Operation) -> None:
        """Apply one operation, or raise `_DoesNotFit`."""
        steps = operation.steps
        if operation.op == "order":
            self._order(self._at(steps), operation)
        elif not steps:
            raise _DoesNotFit("it changes the record as a whole")
        else:
            container, step = self._at(steps[:-1]), steps[-1]
            if operation.op == "add":
                self._add(container, step, operation)
            elif operation.op == "remove":
                self._expect(container, step, operation.old)
                if isinstance(container, list):
                    raise _DoesNotFit("an item without an id is taken out by a splice")
                container.remove(step) if isinstance(container, _Items) else container.pop(step)
            else:
                self._change(container, step, operation)

    def finish(self) -> None:
        """Make arrays again of what was opened."""
        for parent, key in self._to_close:
            if isinstance(items := parent.get(key), _Items):
                parent[key] = [items.values[id] for id in items.ids()]

    def _at(self, steps: Sequence[str]) -> Any:
        """The value at these steps; an array of parts is opened, so that they are found by id."""
        value: Any = self._tree
        for step in steps:
            parent, value = value, self._child(value, step)
            if isinstance(value, list) and isinstance(parent, dict) and steps[0] != "extensions":
                value = self._opened(parent, step, value)
        return value

    def _opened(self, parent: dict[str, Any], key: str, items: list[Any]) -> Any:
        if not _have_ids(items):
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
                raise _DoesNotFit("it is there already")
            if operation.after is not None and operation.after not in container.values:
                raise _DoesNotFit(f"there is no {operation.after!r} before it")
            container.add(step, new, operation.after)
        elif isinstance(container, dict):
            if step in container:
                raise _DoesNotFit(f"it is there already: {shown(container[step])}")
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
            raise _DoesNotFit(f"{shown(old)} is not what stands there at {at}")
        self._put(container, step, value[:at] + deepcopy(new) + value[end:])

    def _order(self, value: Any, operation: Operation) -> None:
        old, new = operation.old, operation.new
        if not isinstance(value, _Items | dict):
            raise _DoesNotFit("what stands here has no order that a diff changes")
        order = value.ids() if isinstance(value, _Items) else list(value)
        if order != old or not _is_order_of(new, order):
            raise _DoesNotFit("other items stand here, or in another order")
        if isinstance(value, _Items):
            value.arrange(new)
        else:
            items = {key: value[key] for key in new}
            value.clear()
            value.update(items)

    def _expect(self, container: Any, step: str, old: Any) -> None:
        value = self._child(container, step)
        if not same(value, old):
            raise _DoesNotFit(f"it is {shown(value)}, and not {shown(old)}")

    def _put(self, container: Any, step: str, value: Any) -> None:
        if isinstance(container, _Items):
            container.values[step] = value
        elif isinstance(container, dict):
            container[step] = value
        else:
            container[int(step)] = value


def _is_order_of(new: Any, ids: list[str]) -> bool:
    """Whether a list holds just these ids."""
    return (
        isinstance(new, list)
        and all(isinstance(id, str) for id in new)
        and sorted(new) == sorted(ids)
    )


def _number(step: str, length: int) -> int | None:
    """The position that a step names, if there is one in an array of this length."""
    fits = step.isascii() and step.isdigit() and len(step) <= len(str(length))
    return int(step) if fits and int(step) < length else None


def shown(value: Any) -> str:
    """Return a JSON value on one line, shortened.

    >>> shown({"a": "x" * 100})
    '{"a":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx … xxxxxxxxx"}'
    """
    from pydantic_core import to_json

    text = to_json(value, fallback=lambda _: None).decode()
    return text if len(text) <= 60 else f"{text[:48]} … {text[-11:]}"
