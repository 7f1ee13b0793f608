"""Reads JSON of any origin, and refuses it before parsing if it nests too deeply.

Python's own parser recurses for each bracket, and its only limit counts steps, not bytes of stack:
a thread with a small stack, or a process with a Java virtual machine in it, crashes.
"""

from __future__ import annotations

import json
import re
from typing import Any

DEEPEST = 500
"""How deep values may nest: deeper than anything written by hand."""

_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


def read_json(text: str, *, deepest: int = DEEPEST, **options: Any) -> Any:
    """Return the value of a JSON text.

    Args:
        text: The text.
        deepest: How deep its values may nest.
        **options: Options of `json.loads`.

    Raises:
        ValueError: The text is not JSON, or nests deeper.
    """
    refuse_deep_json(text, deepest)
    return json.loads(text, **options)


def refuse_deep_json(text: str, deepest: int = DEEPEST) -> None:
    """Refuse a JSON text that nests too deep; brackets within strings do not count.

    Raises:
        ValueError: The text nests deeper than `deepest`.
    """
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] in "[{":
            depth += 1
            if depth > deepest:
                raise ValueError(f"values nest more than {deepest} deep")
        elif bracket[0] in "]}":
            depth -= 1
