"""References: the types of ids that refer to other parts, each with the possible kinds of part."""

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
"""The id of an agent: the person, organisation or program that made a statement."""
RevisionId = Annotated[Id, To("revision")]
"""The id of a revision of the record (PROV: an activity)."""
BlockId = Annotated[Id, To("text block")]
"""The id of a block with text."""
NoteId = Annotated[Id, To("note")]
"""The id of a footnote, endnote or marginal note."""
CaptureId = Annotated[Id, To("capture")]
"""The id of a capture: a file that was received."""
EntityId = Annotated[Id, To("entity")]
"""The id of an entity: a person, organisation, place, event or unnamed group."""
ClaimantId = Annotated[Id, To("person", "organisation", "group")]
"""The id of somebody who can make a claim: a person, organisation or group."""
PlaceId = Annotated[Id, To("place")]
"""The id of a place."""
WorkId = Annotated[Id, To("work")]
"""The id of a work: a document that can be cited."""
CitedId = Annotated[Id, To("work", "source")]
"""The id of the source or work of a quotation or citation."""
SubjectId = Annotated[Id, To("entity", "work")]
"""The id of an entity or work that the text is about."""
ClaimId = Annotated[Id, To("claim")]
"""The id of a claim."""
RelatedId = Annotated[Id, To("claim", "source")]
"""The id of the object of a relation: a claim or source."""
AssessmentId = Annotated[Id, To("assessment")]
"""The id of an assessment."""
StatementId = Annotated[Id, To("statement")]
"""The id of a statement: a claim, annotation, relation or assessment."""
PartId = Annotated[Id, To("part")]
"""The id of any part of the record."""
