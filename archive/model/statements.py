"""Statement: the base of all that somebody says about the text."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from archive.model.attestation import Judged
from archive.model.base import IdFrom, Line, Model, Words
from archive.model.identifiers import Address, Id
from archive.model.names import Identifier
from archive.model.references import RevisionId

Status = Literal["proposed", "accepted", "rejected"]
"""Where a statement stands; what is proposed never counts as accepted."""

STATUSES: Mapping[Status, str] = {
    "proposed": "nobody has decided about the statement yet",
    "accepted": "somebody has accepted the statement",
    "rejected": "somebody has rejected the statement",
}
"""What each word for a status means."""


class Agent(Model):
    """A person, organisation or program that made statements in this record."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("agent", ("name", "role", "version"))

    id: Id
    """Lasting id of this agent."""
    type: Literal["person", "organisation", "software"] = "person"
    """What it is."""
    name: Line
    """Its name."""
    role: Line = "annotator"
    """What it did for the record."""
    version: Line | None = None
    """The version of a program."""
    address: Address | None = None
    """Its address on the web."""
    identifiers: tuple[Identifier, ...] = ()
    """ORCID, ROR and others."""


class Change(Model):
    """Something that happened to a statement after it was made."""

    status: Literal["modified", "proposed", "accepted", "rejected"]
    """It was modified, or its status was set."""
    revision: RevisionId | None = None
    """The revision of the record in which it happened: by whom, and when."""
    reason: Words | None = None
    """Why."""


class Statement(Judged):
    """What somebody says about the text.

    The base of claims, annotations, relations and assessments. What a claim rests on are its
    anchors, what an assessment rests on is its evidence; a statement that says what words mean or
    refer to has a basis as well.
    """

    id: Id
    """Lasting id of this statement."""
    status: Status = "proposed"
    """Where it stands."""
    revision: RevisionId | None = None
    """The revision of the record in which it was made: by whom, and when."""
    history: tuple[Change, ...] = ()
    """What happened to it since, oldest first."""
    identifiers: tuple[Identifier, ...] = ()
    """What it is called in the program that it comes from: by these it is found again."""
