"""The base class of statements about the text, with their status, history and agents."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from archive.model.base import Count, IdFrom, Line, Model, Text, Token, Words
from archive.model.basis import Judged
from archive.model.identifiers import Address, Id
from archive.model.names import Identifier
from archive.model.references import RevisionId

Status = Literal["proposed", "accepted", "rejected"]
"""The status of a statement; a proposed statement never counts as accepted."""

STATUSES: Mapping[Status, str] = {
    "proposed": "nobody has decided about the statement yet",
    "accepted": "somebody has accepted the statement",
    "rejected": "somebody has rejected the statement",
}
"""What each status means."""

AgentType = Literal["person", "organisation", "software"]
"""The kinds of agent."""
STATEMENT_COLLECTIONS = ("claims", "annotations", "assessments", "relations")
"""The collections of statements."""


class Agent(Model):
    """A person, organisation or program that made statements in this record."""

    _ID_FROM: ClassVar[IdFrom] = IdFrom("agent", ("name",))

    id: Id
    """Lasting id of this agent."""
    type: AgentType = "person"
    """The kind of agent."""
    name: Line
    """The name of the agent."""
    role: Line = "annotator"
    """What the agent did for the record."""
    version: Line | None = None
    """The version, if the agent is a program."""
    address: Address | None = None
    """The address of the agent on the web."""
    identifiers: tuple[Identifier, ...] = ()
    """The agent's identifiers: ORCID, ROR and others."""

    @property
    def is_program(self) -> bool:
        """Whether the agent is a program; programs cannot accept or reject statements."""
        return self.type == "software"


class Former(Model):
    """Words to which a statement was anchored until the text changed.

    If the words return to the text, their place and context identify them.
    """

    _HEADLINE: ClassVar[str] = "exact"

    stretch: Token
    """The JSON Pointer of the stretch within the statement (`/anchors/0`)."""
    block: Id
    """The block that contained the words; the block may no longer exist."""
    start: Count
    """Offset of the first code point of the words in that block."""
    end: Count
    """Offset just past the last code point of the words in that block."""
    exact: Words
    """The words."""
    prefix: Text = ""
    """Some of the text just before the words."""
    suffix: Text = ""
    """Some of the text just after the words."""
    status: Status = "proposed"
    """The status of the statement while it was anchored to the words."""
    became: Words | None = None
    """The words that replaced these words; left out if nothing replaced them."""


class Change(Model):
    """Something that happened to a statement after it was made."""

    status: Literal["modified", "proposed", "accepted", "rejected"]
    """The new status, or that the statement was modified."""
    revision: RevisionId | None = None
    """The revision in which this happened; it has the maker and the time."""
    reason: Words | None = None
    """The reason for the change."""
    former: tuple[Former, ...] = ()
    """The words to which the statement was anchored before, if the text changed."""


class Statement(Judged):
    """A statement about the text.

    This is the base class of claims, annotations, relations and assessments. The words at its
    anchors support a claim, and evidence supports an assessment; a statement on what words mean or
    refer to also has a basis.
    """

    id: Id
    """Lasting id of this statement."""
    status: Status = "proposed"
    """Whether the statement is proposed, accepted or rejected."""
    revision: RevisionId | None = None
    """The revision in which the statement was made; the revision has the maker and the time."""
    history: tuple[Change, ...] = ()
    """The changes since the statement was made, oldest first."""
    identifiers: tuple[Identifier, ...] = ()
    """The statement's identifiers in other programs, by which it is recognised later."""
