"""`stakes` finds the parts of a record that depend on a statement, and so on its decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.model.assessments import Assessment
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.relations import Relation
from archive.model.statements import Statement
from archive.model.works import Source
from archive.reprs import OneLineRepr


@dataclass(frozen=True, slots=True, repr=False)
class Stakes(OneLineRepr):
    """The ids of what depends on a statement, without rejected parts."""

    relations: tuple[str, ...] = ()
    """Relations from and to a claim."""
    assessments: tuple[str, ...] = ()
    """Verdicts and doubts about a claim."""
    comments: tuple[str, ...] = ()
    """Comments on the statement."""
    sources: tuple[str, ...] = ()
    """Sources that no other claim cites."""
    supersedes: str | None = None
    """The assessment that the statement replaces. It counts again if the statement is rejected."""
    undecided: tuple[str, ...] = ()
    """Claims that the statement is about and that are not accepted."""

    @property
    def taken_along(self) -> tuple[str, ...]:
        """The relations and assessments that are rejected together with a claim."""
        return self.relations + self.assessments


def stakes(document: Document, id: str) -> Stakes:
    """Return what depends on a statement.

    Raises:
        NotInDocument: No statement has this id.
    """
    statement = document.get(id)
    comments = tuple(c.id for c in document.index.comments_on.get(id, ()) if _counts(c))
    undecided = tuple(
        claim
        for claim in document.index.claims_judged_by(statement)
        if document.claim(claim).status != "accepted"
    )
    match statement:
        case Claim():
            relations = _relations(document, id)
            return Stakes(
                tuple(relations),
                tuple(a.id for a in document.index.assessments_of.get(id, ()) if _counts(a)),
                comments,
                _left_alone(document, relations),
            )
        case Relation():
            sources = _left_alone(document, {statement.id: statement})
            return Stakes(comments=comments, sources=sources, undecided=undecided)
        case Assessment():
            earlier = statement.supersedes
            counts = earlier in document.index.superseded and _counts(document.get(earlier))
            return Stakes(
                comments=comments, supersedes=earlier if counts else None, undecided=undecided
            )
        case _:
            return Stakes(comments=comments)


def _relations(document: Document, claim: str) -> Mapping[str, Relation]:
    """Return the relations from and to a claim that are not rejected, each once."""
    index = document.index
    both = (*index.relations_from.get(claim, ()), *index.relations_to.get(claim, ()))
    return {relation.id: relation for relation in both if _counts(relation)}


def _left_alone(document: Document, relations: Mapping[str, Relation]) -> tuple[str, ...]:
    """Return the sources that only these relations cite."""
    sources = dict.fromkeys(
        relation.object
        for relation in relations.values()
        if isinstance(document.get(relation.object), Source)
    )
    return tuple(
        source
        for source in sources
        if not any(
            _counts(other) and other.id not in relations
            for other in document.index.relations_to.get(source, ())
        )
    )


def _counts(part: object) -> bool:
    return isinstance(part, Statement) and part.status != "rejected"
