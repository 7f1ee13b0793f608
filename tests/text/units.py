"""How long a text is in each unit, told by what Python writes of it."""

from __future__ import annotations

UNITS = ("code-points", "utf-16", "utf-8")


def counted(text: str, unit: str) -> int:
    """How long a text is in a unit: what Python writes of it."""
    if unit == "utf-16":
        return len(text.encode("utf-16-le")) // 2
    return len(text.encode()) if unit == "utf-8" else len(text)
