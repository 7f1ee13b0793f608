"""Reads JSON from any source; values that nest too deeply are refused before parsing.

Python's parser recurses for each bracket. Its only limit counts steps, not bytes of stack, so a
thread with a small stack, or a process that contains a Java virtual machine, crashes.
"""

from __future__ import annotations

import json
import re
from typing import Any

DEEPEST = 500
"""How deep values may nest: more than anybody writes by hand."""

_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


def read_json(text: str, *, deepest: int = DEEPEST, **options: Any) -> Any:
    """Return the value of a JSON text.

    Args:
        text: The text.
        deepest: How deep the values may nest.
        **options: Options of `json.loads`.

    Raises:
        ValueError: The text is not JSON, or nests deeper than `deepest`.
    """
    refuse_deep_json(text, deepest)
    return json.loads(text, **options)


def refuse_deep_json(text: str, deepest: int = DEEPEST) -> None:
    """Raise an error if a JSON text nests too deeply; brackets within strings do not count.

    Raises:
        ValueError: The text nests deeper than `deepest`.
    """
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] in "[{":
            depth += 1
            if depth > deepest:
                raise ValueError(f"values are nested more than {deepest} deep")
        elif bracket[0] in "]}":
            depth -= 1
