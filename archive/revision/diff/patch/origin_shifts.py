"""`shift` operations change the origins of many blocks at once, if all moved in the same way.

When a text is received again, all its blocks come from another capture, and blocks after a change
move. Without shifts, a change of three letters would need an operation for each block.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from archive.revision.diff.patch.json_values import have_ids
from archive.revision.diff.patch.operations import Operation, path_of

_STEP = re.compile(r"(.*)\[([0-9]+)\]", re.DOTALL)
"""Matches a step of the path to an element: a name and a number."""
_ORIGINS = ("text", "element", "capture")
"""The types of origins."""


class _Shift(NamedTuple):
    """How the origin of a block changed."""

    type: str
    old: str
    """The old capture."""
    new: str
    """The new capture."""
    by: int
    step: int | None


class DoesNotFit(Exception):
    """The blocks are not as the operation expects."""


def shift(old: dict[str, Any], new: dict[str, Any]) -> list[Operation]:
    """Return the shifts of origins, and apply them to the old tree.

    Each shift is for two or more consecutive blocks from one capture that moved in the same way.

    Args:
        old: The tree of the old version, which gets the new origins.
        new: The tree of the new version.
    """
    paired = {id(block): match for block, match in _paired(old, new)}
    by_capture: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for block in _blocks(old):
        by_capture[_home(block)].append(block)
    rows: list[tuple[list[dict[str, Any]], _Shift | None]] = []
    for blocks in by_capture.values():
        row: list[dict[str, Any]] = []
        current: _Shift | None = None
        for block in blocks:
            matched = paired.get(id(block))
            own = _between(block["origin"], matched["origin"]) if matched else None
            if own != current:
                rows.append((row, current))
                row, current = [], own
            row.append(block)
        rows.append((row, current))
    shifts = [
        _operation(row, difference)
        for row, difference in rows
        if difference is not None and len(row) > 1
    ]
    apply_shifts(old, shifts)
    return shifts


def apply_shifts(
    tree: dict[str, Any], operations: Iterable[Operation]
) -> list[tuple[Operation, DoesNotFit]]:
    """Shift origins in the tree of a record in place; return the operations that do not fit.

    Shifts are applied before all other operations.
    """
    wanted = list(operations)
    if not wanted:
        return []
    by_capture: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    positions: dict[tuple[str, str, str], int] = {}
    for block in _blocks(tree):
        home = _home(block)
        positions[(*home, block["id"])] = len(by_capture[home])
        by_capture[home].append(block)
    problems = []
    for operation in wanted:
        home = operation.old["type"], operation.old["capture"]
        first = positions.get((*home, operation.first or ""))
        last = positions.get((*home, operation.last or ""))
        try:
            if first is None or last is None or last + 1 - first != operation.count:
                raise DoesNotFit(
                    f"{operation.count} blocks of {home[1]} are missing, from {operation.first} "
                    f"to {operation.last}"
                )
            for block in by_capture[home][first : last + 1]:
                _shift_origin(block["origin"], operation)
        except DoesNotFit as problem:
            problems.append((operation, problem))
    return problems


def _shift_origin(origin: dict[str, Any], operation: Operation) -> None:
    """Shift one origin in place."""
    by = operation.by or 0
    if operation.step is not None:
        path = origin.get("path", "")
        steps = path.split("/")
        is_there = 0 < operation.step < len(steps)
        match = _STEP.fullmatch(steps[operation.step]) if is_there else None
        if match is None:
            raise DoesNotFit(f"an origin has no step {operation.step}: {path}")
        steps[operation.step] = f"{match[1]}[{int(match[2]) + by}]"
        origin["path"] = "/".join(steps)
    elif origin["type"] == "text":
        origin["start"] += by
        origin["end"] += by
    origin["capture"] = operation.new["capture"]


def _operation(row: Sequence[dict[str, Any]], difference: _Shift) -> Operation:
    return Operation(
        "shift",
        path_of(["sections"]),
        {"type": difference.type, "capture": difference.old},
        {"type": difference.type, "capture": difference.new},
        first=row[0]["id"],
        last=row[-1]["id"],
        count=len(row),
        by=difference.by,
        step=difference.step,
    )


def _between(old: dict[str, Any], new: dict[str, Any]) -> _Shift | None:
    """Return the shift between two origins; `None` if they are equal or differ in another way."""
    if old["type"] != new["type"]:
        return None
    by, step = 0, None
    if old["type"] == "text":
        by = new["start"] - old["start"]
        if new["end"] - old["end"] != by:
            return None
    elif old["type"] == "element" and old["path"] != new["path"]:
        before, after = old["path"].split("/"), new["path"].split("/")
        differing = [n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b]
        if len(before) != len(after) or len(differing) > 1:
            return None
        [step] = differing
        names = [_STEP.fullmatch(steps[step]) for steps in (before, after)]
        if names[0] is None or names[1] is None or names[0][1] != names[1][1]:
            return None
        by = int(names[1][2]) - int(names[0][2])
    if old["type"] == "element" and any(old.get(k) != new.get(k) for k in ("start", "end")):
        return None
    if not by and old["capture"] == new["capture"]:
        return None
    return _Shift(old["type"], old["capture"], new["capture"], by, step)


def _home(block: dict[str, Any]) -> tuple[str, str]:
    """Return the type and the capture of a block's origin."""
    return block["origin"]["type"], block["origin"]["capture"]


def _blocks(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every block that has an origin, in the order of the record."""
    stack: list[Any] = [tree.get("sections", [])]
    while stack:
        here = stack.pop()
        if isinstance(here, list):
            stack.extend(reversed(here))
        elif isinstance(here, dict):
            if _has_place(here):
                yield here
            stack.extend(held for held in reversed(here.values()) if isinstance(held, dict | list))


def _paired(
    old: dict[str, Any], new: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the pairs of blocks with an origin that are at the same place in both trees.

    Blocks are paired as in `compare`.
    """
    stack: list[tuple[Any, Any]] = [(old.get("sections"), new.get("sections"))]
    while stack:
        here, there = stack.pop()
        if isinstance(here, list) and isinstance(there, list):
            if have_ids(here) and have_ids(there):
                by_id = {item["id"]: item for item in there}
                stack.extend((one, by_id[one["id"]]) for one in here if one["id"] in by_id)
            elif len(here) == len(there):
                stack.extend(zip(here, there, strict=True))
        elif isinstance(here, dict) and isinstance(there, dict):
            if here.get("id") != there.get("id"):
                continue
            if _has_place(here) and _has_place(there):
                yield here, there
            held = (key for key, value in here.items() if isinstance(value, dict | list))
            stack.extend((here[key], there[key]) for key in held if key in there)


def _has_place(value: dict[str, Any]) -> bool:
    """Return whether a value is a block with an origin."""
    origin = value.get("origin")
    return isinstance(origin, dict) and "id" in value and origin.get("type") in _ORIGINS
