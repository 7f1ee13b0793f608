"""Finds the values at a place in two versions of a record, and how the text there moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from archive.findings import pointer_step
from archive.model import introspection
from archive.model.anchors import Anchor
from archive.model.base import Model
from archive.model.document import Document
from archive.text.alignment.alignment import Edit, edits
from archive.text.normalized import normalized


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a value in both versions: the nearest part with an id, and the path in it."""

    part: str | None
    """The id of the part; `None` if the value is not in a part with an id."""
    rest: tuple[str, ...] = ()
    """The path from the part to the value; empty if the value is the part."""
    holder: str | None = None
    """The id of the part that contains this part."""
    stretches: tuple[str, ...] | None = None
    """The beginning of `rest` that leads to a field of anchors; `None` if there is none."""

    def at(self, rest: tuple[str, ...]) -> Spot:
        """Return another place in the same part."""
        return Spot(self.part, rest, self.holder)


_NOTHING: Any = object()
"""Stands for a missing value."""


class Common(NamedTuple):
    """Words that two versions of a text have in common, between two edits."""

    start: int
    end: int
    new_start: int


class VersionPair:
    """Two versions of a record."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old, self.new = old, new
        self._edits: dict[str, list[Edit]] = {}
        self._common: dict[str, list[Common]] = {}

    def spot(self, steps: Sequence[str]) -> Spot:
        """Return the `Spot` of an exact path.

        The path is one of the old version, in which its last step may not exist.
        """
        value: Any = self.old
        part: str | None = None
        holder: str | None = None
        rest: tuple[str, ...] = ()
        stretches: tuple[str, ...] | None = None
        for step in steps:
            if isinstance(value, tuple) and not step[:1].isdigit():
                holder, part, rest = part, step, ()
                value = self.old.index.by_id.get(step)
                continue
            if isinstance(value, Model) and step in introspection.stretch_fields(type(value)):
                stretches = stretches or (*rest, step)
            value = _child(value, step)
            rest = (*rest, step)
            if isinstance(value, Model) and (id := value.__dict__.get("id")):
                holder, part, rest = part, id, ()
        return Spot(part, rest, holder, stretches)

    def values_at(self, spot: Spot) -> tuple[Any, Any]:
        """Return the values at a place in the old and new version; `None` if missing."""
        old, new = _value_at(self.old, spot), _value_at(self.new, spot)
        return None if old is _NOTHING else old, None if new is _NOTHING else new

    def pointers(self, old: Spot | None, new: Spot | None) -> tuple[str | None, str | None]:
        """Return the JSON Pointer of a place in each version; `None` where it has no value."""
        return (
            _pointer(self.old, old) if old else None,
            _pointer(self.new, new) if new else None,
        )

    def has_moved(self, old: Anchor, new: Anchor) -> bool:
        """Return whether the text change moved an anchor whose words are the same.

        If not, its words are still in their place, and somebody has anchored it at another place
        with the same words.
        """
        block = self.new.index.blocks.get(old.block)
        if block is None:
            return True
        start = self._shifted(old)
        if start is None:
            return True
        return new.block == old.block and new.start == start

    def has_followed(self, old: Anchor, new: Anchor) -> bool:
        """Return whether the text change moved an anchor whose words are in another form now.

        If not, its words are still in their place in some form, and somebody has anchored it at
        another place with the same words.
        """
        block = self.new.index.blocks.get(old.block)
        if block is None:
            return True
        start, end = self._new_span(old)
        if new.block == old.block and start <= new.start and new.end <= end:
            return True
        return normalized(old.exact).strip() not in normalized(block.text[start:end])

    def _new_span(self, anchor: Anchor) -> tuple[int, int]:
        """Return the range of an anchor's old words in the new text of their block."""
        edits = self.edits(anchor.block)
        n = bisect_right(edits, anchor.start, key=attrgetter("end"))
        m = bisect_left(edits, anchor.end, key=attrgetter("start"))
        start, end = anchor.start, anchor.end
        if n < len(edits) and edits[n].start <= start:
            start = edits[n].new_start
        elif n:
            start += edits[n - 1].new_end - edits[n - 1].end
        if m and edits[m - 1].end >= end:
            end = edits[m - 1].new_end
        elif m:
            end += edits[m - 1].new_end - edits[m - 1].end
        return start, end

    def _shifted(self, anchor: Anchor) -> int | None:
        """Return the offset of an anchor's words in the new text; `None` if they were edited."""
        common = self._common.get(anchor.block)
        if common is None:
            common = self._common[anchor.block] = self._in_common(anchor.block)
        first = bisect_right(common, (anchor.start, len(anchor.exact) + anchor.start)) - 1
        for words in common[max(first, 0) : first + 2]:
            if words.start <= anchor.start and anchor.end <= words.end:
                return anchor.start - words.start + words.new_start
        return None

    def _in_common(self, id: str) -> list[Common]:
        unchanged, at, new_at = [], 0, 0
        for edit in self.edits(id):
            unchanged.append(Common(at, edit.start, new_at))
            at, new_at = edit.end, edit.new_end
        return [*unchanged, Common(at, len(self.old.block(id).text), new_at)]

    def edits(self, id: str) -> list[Edit]:
        """Return the edits between the two texts of a block."""
        if id not in self._edits:
            old, new = self.old.block(id).text, self.new.block(id).text
            self._edits[id] = edits(old, new) if old != new else []
        return self._edits[id]


def _child(value: Any, step: str) -> Any:
    """Return the value at a step that is not an id, or `_NOTHING`.

    A field of a model without a value is missing; in an extension, null is a value.
    """
    if isinstance(value, Model):
        inner = value.__dict__.get(step)
        return _NOTHING if inner in (None, ()) else inner
    if isinstance(value, dict):
        return value.get(step, _NOTHING)
    if isinstance(value, tuple | list) and step.isdigit() and int(step) < len(value):
        return value[int(step)]
    return _NOTHING


def _value_at(version: Document, spot: Spot) -> Any:
    """Return the value at a place, or `_NOTHING`."""
    value: Any = version if spot.part is None else version.index.by_id.get(spot.part, _NOTHING)
    for step in spot.rest:
        value = _child(value, step)
    return value


def _pointer(version: Document, spot: Spot) -> str | None:
    if _value_at(version, spot) is _NOTHING:
        return None
    part = "" if spot.part is None else version.index.pointers[spot.part]
    return part + "".join(f"/{pointer_step(step)}" for step in spot.rest)
