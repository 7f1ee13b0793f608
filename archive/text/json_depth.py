"""Reads JSON of any origin, and refuses it before parsing where it nests too deeply.

Python's own parser goes one step down its stack for each bracket, with no bound but one that counts
steps: a thread with a small stack, or a process with a Java machine in it, ends there.
"""

from __future__ import annotations

import json
import re
from typing import Any

DEEPEST = 500
"""How deep values may nest; deeper than anybody writes by hand."""

_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


def read_json(text: str, *, deepest: int = DEEPEST, **options: Any) -> Any:
    """Return the value of a JSON text.

    Args:
        text: The text.
        deepest: How deep its values may stand in one another.
        **options: As `json.loads` takes them.

    Raises:
        ValueError: It is none, or nests deeper.
    """
    refuse_deep_json(text, deepest)
    return json.loads(text, **options)


def refuse_deep_json(text: str, deepest: int = DEEPEST) -> None:
    """Refuse a JSON text that nests too deep; brackets within strings are none.

    Raises:
        ValueError: It does.
    """
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] in "[{":
            depth += 1
            if depth > deepest:
                raise ValueError(f"values nest more than {deepest} deep")
        elif bracket[0] in "]}":
            depth -= 1
