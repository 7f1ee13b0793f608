"""Conditions in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Condition:
    """A condition in SQL, with the values of its parameters in order."""

    sql: str
    """The condition; `TRUE` if there is none."""
    values: tuple[str, ...] = ()
    """The values of its parameters."""


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that all of these hold."""
    return _joined(" AND ", list(conditions)) or Condition("TRUE")


def any_of(*conditions: Condition) -> Condition:
    """Return the condition that one of these holds."""
    return _joined(" OR ", conditions) or Condition("FALSE")


def _joined(between: str, conditions: Sequence[Condition]) -> Condition | None:
    if not conditions:
        return None
    values = tuple(value for condition in conditions for value in condition.values)
    return Condition(f"({between.join(condition.sql for condition in conditions)})", values)


def is_in(column: str, values: Sequence[str]) -> Condition:
    """Return the condition that a column has one of these values."""
    return Condition(f"{column} IN ({', '.join('?' * len(values))})", tuple(map(sendable, values)))


def sendable(text: str) -> str:
    """Return a text that SQLite takes: without surrogates, which command lines may contain."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
