"""The base class of statements about the text, with their status, history and agents."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from archive.model.base import Count, IdFrom, Line, Model, Text, Token, Words
from archive.model.basis import Judged
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

AgentType = Literal["person", "organisation", "software"]
"""What an agent is."""
STATEMENT_COLLECTIONS = ("claims", "annotations", "assessments", "relations")
"""The collections of statements."""


class Agent(Model):
    """A person, organisation or program that made statements in this record."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("agent", ("name",))

    id: Id
    """Lasting id of this agent."""
    type: AgentType = "person"
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

    @property
    def is_program(self) -> bool:
        """Whether it is software, which decides nothing."""
        return self.type == "software"


class Former(Model):
    """Words that a statement stood on until the text changed: where they stood, and beside what.

    Where they stand again, they are known again.
    """

    _HEADLINE: ClassVar[str] = "exact"

    stretch: Token
    """Which stretch of the statement it was: the JSON Pointer of it there, as `/anchors/0`."""
    block: Id
    """The block that the words stood in; it may be gone."""
    start: Count
    """Offset of their first code point there."""
    end: Count
    """Offset just past their last code point there."""
    exact: Words
    """The words."""
    prefix: Text = ""
    """A little of the text that stood before them."""
    suffix: Text = ""
    """A little of the text that stood after them."""
    status: Status = "proposed"
    """Where the statement stood as long as it stood on them."""
    became: Words | None = None
    """The words that took their place; left out where they lost it."""


class Change(Model):
    """Something that happened to a statement after it was made."""

    status: Literal["modified", "proposed", "accepted", "rejected"]
    """It was modified, or its status was set."""
    revision: RevisionId | None = None
    """The revision of the record in which it happened: by whom, and when."""
    reason: Words | None = None
    """Why."""
    former: tuple[Former, ...] = ()
    """The words that it stood on until then, where the text changed under it."""


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
