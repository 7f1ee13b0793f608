"""Parts that are the same but for their id."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any

from pydantic_core import to_json


def renamed(gone: Mapping[str, Any], come: Mapping[str, Any]) -> dict[str, str]:
    """Return the new id of each part that is gone and is among the new ones under another id.

    Args:
        gone: The parts that are gone, as JSON, by their ids.
        come: The parts that are new.
    """
    by_content: dict[bytes, deque[str]] = defaultdict(deque)
    for id, value in come.items():
        by_content[_content(value)].append(id)
    found = {}
    for id, value in gone.items():
        if same := by_content.get(_content(value)):
            found[id] = same.popleft()
    return found


def _content(value: Mapping[str, Any]) -> bytes:
    return to_json({key: inner for key, inner in value.items() if key != "id"})
