"""`Operation` is one exact change to the JSON of a record, at a path that names parts by id."""

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

    - `add`: adds the field or item at the path; it is `new`.
    - `remove`: removes the field or item at the path; it was `old`.
    - `replace`: replaces the value at the path.
    - `splice`: in the string or array at the path, from `at` on, replaces `old` by `new`.
    - `order`: reorders the ids of the items (in an extension, the keys) at the path.
    - `shift`: from the block `first` to the block `last`, replaces each origin with the type and
      the capture of `old` by one with the capture of `new`, moved by `by`. It comes before the
      other operations, and applies to the record as it was.
    """

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    op: Op
    """The kind of operation."""
    path: str
    """The path: a JSON Pointer in which an item with an id is named by its id."""
    old: Any = None
    """The old JSON value."""
    new: Any = None
    """The new JSON value."""
    at: int | None = None
    """For a splice: the number of code points or items before the place."""
    after: str | None = None
    """For an added item with an id: the id of the item before it; `None` for the first."""
    first: str | None = None
    """For a shift: the id of the first block."""
    last: str | None = None
    """For a shift: the id of the last block."""
    count: int | None = None
    """For a shift: the number of blocks."""
    by: int | None = None
    """For a shift: the number of code points, or elements, that they move forward."""
    step: int | None = None
    """For a shift of elements: the step of their paths whose number changes, from 1; left out
    if none does."""

    @property
    def steps(self) -> tuple[str, ...]:
        """The keys, ids and numbers of the path."""
        return steps_of(self.path)

    def as_object(self) -> dict[str, Any]:
        """Return the operation as a JSON object with only the fields of its kind."""
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
    """Return the required and the allowed keys of the JSON of a kind of operation."""
    required = frozenset(("op", "path", *_FIELDS[op]))
    return required, required | frozenset(_OPTIONAL.get(op, ()))


def steps_of(path: str) -> tuple[str, ...]:
    """Return the keys, ids and numbers of a path.

    >>> steps_of("/extensions/https:~1~1example.org~1a/0")
    ('extensions', 'https://example.org/a', '0')
    """
    return tuple(pointer_steps(path))


def path_of(steps: Sequence[str]) -> str:
    """Return the path of some steps."""
    return "".join(f"/{pointer_step(step)}" for step in steps)
