"""`Operation` is one exact change to the JSON of a record, at a path that names parts by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ConfigDict

from archive.findings import pointer_step, pointer_steps
from archive.reprs import OneLineRepr

Op = Literal["add", "remove", "replace", "splice", "order", "shift"]
"""What an operation does."""


@dataclass(frozen=True, slots=True, repr=False)
class Operation(OneLineRepr):
    """One exact change to the JSON of a record.

    - `add`: the field or item at the path, which was not there; it is `new`.
    - `remove`: the field or item at the path; it was `old`.
    - `replace`: the value at the path.
    - `splice`: in the string or array at the path, beginning at `at`, `old` gives way to `new`.
    - `order`: the ids of the items (in an extension, the keys) at the path, in another order.
    - `shift`: from the block `first` to the block `last`, all those with an origin of the type and
      in the capture of `old` have one in that of `new`, `by` so many further on. It comes before
      the others, and is about the record as it was.
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
    first: str | None = None
    """Of a shift: the id of the first block."""
    last: str | None = None
    """Of a shift: the id of the last block."""
    count: int | None = None
    """Of a shift: how many blocks it is about."""
    by: int | None = None
    """Of a shift: how many code points, or elements, they stand further on."""
    step: int | None = None
    """Of a shift of elements: which step of their paths has another number, counted from 1; left
    out where none has."""

    @property
    def steps(self) -> tuple[str, ...]:
        """The keys, ids and numbers of its path."""
        return steps_of(self.path)

    def as_object(self) -> dict[str, Any]:
        """Return it as a JSON object: what its kind of operation has, and nothing else."""
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
    """Return the keys that the JSON of such an operation has, and those that it may have."""
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
