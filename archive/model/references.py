"""References: types for ids of other parts, each with the kinds of part that it may name."""

from dataclasses import dataclass
from typing import Annotated

from archive.model.identifiers import Id


@dataclass(frozen=True, slots=True)
class To:
    """Marks an `Id` as a reference to a part of one of these kinds."""

    kinds: frozenset[str]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", frozenset(kinds))


AgentId = Annotated[Id, To("agent")]
"""Who or what made a statement: one of the document's agents."""
RevisionId = Annotated[Id, To("revision")]
"""A revision of the record (PROV: an activity)."""
BlockId = Annotated[Id, To("text block")]
"""A block that holds text."""
NoteId = Annotated[Id, To("note")]
"""A footnote, endnote or marginal note."""
CaptureId = Annotated[Id, To("capture")]
"""A file that was received."""
EntityId = Annotated[Id, To("entity")]
"""A person, organisation, place, event or unnamed group."""
ClaimantId = Annotated[Id, To("person", "organisation", "group")]
"""Somebody who can make a claim."""
PlaceId = Annotated[Id, To("place")]
"""A place."""
WorkId = Annotated[Id, To("work")]
"""A document that can be cited."""
CitedId = Annotated[Id, To("work", "source")]
"""The source or work of a quotation or citation."""
SubjectId = Annotated[Id, To("entity", "work")]
"""An entity or work that the text is about."""
ClaimId = Annotated[Id, To("claim")]
"""A claim."""
RelatedId = Annotated[Id, To("claim", "source")]
"""The object of a relation."""
AssessmentId = Annotated[Id, To("assessment")]
"""An assessment."""
StatementId = Annotated[Id, To("statement")]
"""A claim, annotation, relation or assessment."""
PartId = Annotated[Id, To("part")]
"""Anything in the record that has an id."""
