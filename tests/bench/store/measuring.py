"""What several modules of this folder need to measure and to print."""

from __future__ import annotations

from importlib import import_module
from typing import Any

ROUNDS = 3


def optional(module: str, name: str) -> Any:
    """Return a name of a module, or `None` if there is no such module yet."""
    try:
        return getattr(import_module(module), name, None)
    except ModuleNotFoundError:
        return None


def left_out(what: str, why: str) -> None:
    print(f"  {what:<46} left out: {why}")
