"""Collects the authors of comments as agents, and the times of comments as revisions."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from archive.model.dates import Instant, instant_order

_INSTANT = TypeAdapter[str](Instant)


class People:
    """Collects the agents and revisions of a record."""

    def __init__(self) -> None:
        self.agents: list[dict[str, Any]] = []
        self._made: list[dict[str, Any]] = []
        self._agents: dict[str, str] = {}
        self._revisions: dict[tuple[str, str], str] = {}

    def revision(self, author: str | None, date: str | None) -> dict[str, str]:
        """Return the field that links a comment to its revision; empty without author and time.

        A time without a time zone is left out.
        """
        name = " ".join((author or "").split())
        at = _instant(date or "")
        if not name and not at:
            return {}
        key = name, at
        if key not in self._revisions:
            raw: dict[str, Any] = {"id": f"revision-{len(self._made) + 1}"}
            if at:
                raw["at"] = at
            if name:
                raw["by"] = self._agent(name)
            self._made.append(raw)
            self._revisions[key] = raw["id"]
        return {"revision": self._revisions[key]}

    @property
    def revisions(self) -> list[dict[str, Any]]:
        """The revisions: first those without a known time, then the others by time."""
        dated = sorted(
            (raw for raw in self._made if "at" in raw), key=lambda raw: instant_order(raw["at"])
        )
        return [*(raw for raw in self._made if "at" not in raw), *dated]

    def _agent(self, name: str) -> str:
        if name not in self._agents:
            id = f"agent-{len(self.agents) + 1}"
            self.agents.append({"id": id, "name": name, "role": "commenter"})
            self._agents[name] = id
        return self._agents[name]


def is_instant(text: str) -> bool:
    """Whether a text is a time that a record can hold."""
    return bool(_instant(text))


def _instant(text: str) -> str:
    """Return a text if it is a valid time with a time zone, otherwise an empty string."""
    try:
        return _INSTANT.validate_python(text)
    except ValidationError:
        return ""
