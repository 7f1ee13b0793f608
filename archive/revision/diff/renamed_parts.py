"""Finds parts that are equal in two versions except for their ids."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any

from pydantic_core import to_json


def renamed(removed: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, str]:
    """Return the old and new ids of parts that were removed and added again under another id.

    Args:
        removed: The removed parts, as JSON, by id.
        added: The added parts, as JSON, by id.
    """
    by_content: dict[bytes, deque[str]] = defaultdict(deque)
    for id, value in added.items():
        by_content[_content(value)].append(id)
    names = {}
    for id, value in removed.items():
        if same := by_content.get(_content(value)):
            names[id] = same.popleft()
    return names


def _content(value: Mapping[str, Any]) -> bytes:
    return to_json({key: inner for key, inner in value.items() if key != "id"})
