"""`Operation` is one exact change to the JSON of a record, at a path that contains ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ConfigDict

from archive.findings import pointer_step, pointer_steps
from archive.reprs import OneLineRepr

Op = Literal["add", "remove", "replace", "splice", "order", "shift"]
"""The kinds of operation."""


@dataclass(frozen=True, slots=True, repr=False)
class Operation(OneLineRepr):
    """One exact change to the JSON of a record.

    - `add`: adds the field or item `new` at the path.
    - `remove`: removes the field or item `old` at the path.
    - `replace`: replaces the value `old` at the path by `new`.
    - `splice`: replaces `old` by `new` in the string or array at the path, from position `at`.
    - `order`: reorders the items (given by their ids) at the path; in an extension, the keys.
    - `shift`: replaces the origins of the blocks from `first` to `last`: those with the type and
      the capture of `old` get the capture of `new`, and move by `by`. Shifts come before the other
      operations, and apply to the unchanged record.
    """

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    op: Op
    """The kind of operation."""
    path: str
    """The path: a JSON Pointer in which an id stands for an item that has one."""
    old: Any = None
    """The old JSON value."""
    new: Any = None
    """The new JSON value."""
    at: int | None = None
    """For a splice: how many code points or items are before the place."""
    after: str | None = None
    """For an added item with an id: the id of the item before it; `None` for the first item."""
    first: str | None = None
    """For a shift: the id of the first block."""
    last: str | None = None
    """For a shift: the id of the last block."""
    count: int | None = None
    """For a shift: the number of blocks."""
    by: int | None = None
    """For a shift: by how many code points or elements the origins move forward."""
    step: int | None = None
    """For a shift of elements: the position, from 1, of the step of their paths whose number
    changes; left out if no number changes."""

    @property
    def steps(self) -> tuple[str, ...]:
        """The keys, ids and numbers of the path."""
        return steps_of(self.path)

    def as_object(self) -> dict[str, Any]:
        """Return the operation as a JSON object that has only the fields of its kind."""
        more = (name for name in _OPTIONAL.get(self.op, ()) if getattr(self, name) is not None)
        fields = (*_FIELDS[self.op], *more)
        return {"op": self.op, "path": self.path, **{name: getattr(self, name) for name in fields}}


_FIELDS: dict[Op, tuple[str, ...]] = {
    "add": ("new",),
    "remove": ("old",),
    "replace": ("old", "new"),
    "splice": ("at", "old", "new"),
    "order": ("old", "new"),
    "shift": ("first", "last", "count", "old", "new", "by"),
}
_OPTIONAL: dict[Op, tuple[str, ...]] = {"add": ("after",), "shift": ("step",)}


def fields_of(op: Op) -> tuple[frozenset[str], frozenset[str]]:
    """Return the required and the allowed JSON keys for a kind of operation."""
    required = frozenset(("op", "path", *_FIELDS[op]))
    return required, required | frozenset(_OPTIONAL.get(op, ()))


def steps_of(path: str) -> tuple[str, ...]:
    """Return the keys, ids and numbers that a path consists of.

    >>> steps_of("/extensions/https:~1~1example.org~1a/0")
    ('extensions', 'https://example.org/a', '0')
    """
    return tuple(pointer_steps(path))


def path_of(steps: Sequence[str]) -> str:
    """Return the path that consists of some keys, ids and numbers."""
    return "".join(f"/{pointer_step(step)}" for step in steps)
