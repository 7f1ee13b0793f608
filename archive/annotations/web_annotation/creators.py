"""Writes the maker and time of a statement (Web Annotation Data Model, 3.3.1 and 3.3.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from archive.model.document import Document
from archive.model.statements import Agent, Statement

_TYPES = {"person": "Person", "organisation": "Organization", "software": "Software"}


class Creators:
    """Writes the creators and dates of the statements of one record."""

    def __init__(self, document: Document, iri: Callable[[str], str]) -> None:
        """Keep the record, and the function that returns the IRI of an id."""
        agents = {agent.id: _agent(agent, iri) for agent in document.agents}
        self._created: dict[str | None, dict[str, Any]] = {None: {}}
        self._at: dict[str | None, str | None] = {}
        for revision in document.revisions:
            self._at[revision.id] = at = in_utc(revision.at) if revision.at else None
            creator = {"creator": agents[revision.by]} if revision.by else {}
            self._created[revision.id] = {**creator, "created": at} if at else creator

    def of(self, statement: Statement) -> dict[str, Any]:
        """Return the maker and time of a statement, and the time of its last change, if known."""
        found = self._created[statement.revision]
        for change in reversed(statement.history):
            if at := self._at.get(change.revision):
                return {**found, "modified": at}
        return found


def _agent(agent: Agent, iri: Callable[[str], str]) -> dict[str, Any]:
    return {"id": iri(agent.id), "type": _TYPES[agent.type], "name": agent.name}


def in_utc(instant: str) -> str | None:
    """Return an instant with the time zone `Z`, as 3.3.1 requires.

    Return `None` if the result is outside the years 0001 to 9999.

    >>> in_utc("2026-11-25T00:00:00.123456789-05:00")
    '2026-11-25T05:00:00.123456789Z'
    """
    if instant.endswith("Z"):
        return instant
    try:
        moment = datetime.fromisoformat(instant[:19] + instant[-6:]).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return f"{moment.replace(tzinfo=None).isoformat()}{instant[19:-6]}Z"
