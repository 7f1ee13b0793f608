"""Revisions: who changed the record, when, and what was changed."""

from typing import ClassVar

from archive.model.base import IdFrom, Model, Words
from archive.model.dates import Instant
from archive.model.identifiers import Id
from archive.model.references import AgentId, PartId


class Revision(Model):
    """One go at the record: who changed it, when, and what (PROV: an activity).

    Statements name the revision in which they were made or decided upon.
    """

    _ID_FROM: ClassVar[IdFrom] = IdFrom("rev", ("summary", "at", "by"))

    id: Id
    """Lasting id of this revision."""
    at: Instant | None = None
    """When; left out, nobody has written it down."""
    by: AgentId | None = None
    """Who did it."""
    summary: Words | None = None
    """What was changed."""
    parts: tuple[PartId, ...] = ()
    """The parts that it touched, those that are still there."""
