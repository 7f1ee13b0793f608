"""The base class of statements about the text, with their status, history and agents."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from archive.model.base import Count, IdFrom, Line, Model, Text, Token, Words
from archive.model.basis import Judged
from archive.model.identifiers import Address, Id
from archive.model.names import Identifier
from archive.model.references import RevisionId

Status = Literal["proposed", "accepted", "rejected"]
"""The status of a statement; a proposed one never counts as accepted."""

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
        """Whether it is software, which cannot accept or reject statements."""
        return self.type == "software"


class Former(Model):
    """Words to which a statement was anchored until the text changed.

    If they return to the text, they are recognised by their place and context.
    """

    _HEADLINE: ClassVar[str] = "exact"

    stretch: Token
    """Which stretch of the statement this was: its JSON Pointer within the statement
    (`/anchors/0`)."""
    block: Id
    """The block that contained the words; it may no longer exist."""
    start: Count
    """Offset of their first code point in that block."""
    end: Count
    """Offset just past their last code point in that block."""
    exact: Words
    """The words."""
    prefix: Text = ""
    """Some of the text just before them."""
    suffix: Text = ""
    """Some of the text just after them."""
    status: Status = "proposed"
    """The status of the statement while it was anchored to them."""
    became: Words | None = None
    """The words that replaced them; left out if the words were lost."""


class Change(Model):
    """Something that happened to a statement after it was made."""

    status: Literal["modified", "proposed", "accepted", "rejected"]
    """The new status, or that the statement was modified."""
    revision: RevisionId | None = None
    """The revision of the record in which it happened; it has the maker and the time."""
    reason: Words | None = None
    """Why."""
    former: tuple[Former, ...] = ()
    """The words to which it was anchored before, if the text changed."""


class Statement(Judged):
    """A statement about the text.

    It is the base of claims, annotations, relations and assessments. A claim is supported by its
    anchors, an assessment by its evidence; a statement on what words mean or refer to also has a
    basis.
    """

    id: Id
    """Lasting id of this statement."""
    status: Status = "proposed"
    """Whether it is proposed, accepted or rejected."""
    revision: RevisionId | None = None
    """The revision of the record in which it was made; it has the maker and the time."""
    history: tuple[Change, ...] = ()
    """The changes since it was made, oldest first."""
    identifiers: tuple[Identifier, ...] = ()
    """Its identifiers in the program that it comes from, by which it is recognised later."""
