"""Document: the root of a record, and what is asked of it."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    Field,
    JsonValue,
    ModelWrapValidatorHandler,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from archive.errors import InvalidDocument, NoSuchOffset, NotInDocument, WordsNotFound
from archive.model.anchors import Anchor, Quote
from archive.model.annotations import (
    Annotation,
    Citation,
    Comment,
    Correction,
    DateMention,
    Mention,
    Tag,
)
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.blocks import Section, TextBlock
from archive.model.captures import Capture
from archive.model.claims import Claim
from archive.model.entities import Entity, Event, Group, Organisation, Person, Place
from archive.model.identifiers import Address, DocumentId, Language
from archive.model.index import Index, kinds
from archive.model.metadata import Metadata
from archive.model.relations import Relation
from archive.model.revisions import Revision
from archive.model.rights import RightsLayers
from archive.model.statements import Agent
from archive.model.works import Evidence, Source, Work

SCHEMA_VERSION = "1.0"
"""The version of the record's schema that this library writes."""

CONTEXT = 20
"""How many code points of prefix and suffix an orphan made here gets."""

IN_PARTS = object()
"""The context of a validation whose result is only a part of a document (`archive.model.parts`)."""

M = TypeVar("M", bound=Model)


Part = (
    Agent
    | Capture
    | Section
    | Entity
    | Work
    | Source
    | Claim
    | Annotation
    | Assessment
    | Relation
    | Revision
)
"""What stands in one of the document's collections."""


class Document(Model):
    """The record of an article: its text, and everything said about it.

    A document that holds something untrue about itself cannot be made: an anchor whose words do
    not stand at its place, a reference to nothing, two parts with one id.

    Raises:
        InvalidDocument: From the constructor and from `model_validate`, with every problem.
    """

    schema_version: Annotated[str, StringConstraints(pattern=r"^1\.(0|[1-9][0-9]*)$")] = (
        SCHEMA_VERSION
    )
    """The version of the schema that the record follows."""
    id: DocumentId
    """The name of the record's folder."""
    base_iri: Address | None = None
    """The address under which the record's ids are published; left out, ids are relative."""
    language: Language | None = None
    """The language in which the record itself is written: restatements, reasons, remarks."""
    metadata: Metadata = Field(default_factory=Metadata)
    """What the article is."""
    rights: RightsLayers = Field(default_factory=RightsLayers)
    """The rights in the text and in the record."""
    captures: tuple[Capture, ...] = ()
    """What was received."""
    agents: tuple[Agent, ...] = ()
    """Who made statements in this record."""
    sections: tuple[Section, ...] = ()
    """The text."""
    entities: tuple[Entity, ...] = ()
    """Whom and what the text speaks of."""
    works: tuple[Work, ...] = ()
    """Documents that can be cited."""
    sources: tuple[Source, ...] = ()
    """What the article itself names as its sources."""
    claims: tuple[Claim, ...] = ()
    """What the article asserts."""
    annotations: tuple[Annotation, ...] = ()
    """Everything else said about the text."""
    assessments: tuple[Assessment, ...] = ()
    """What somebody found about a claim."""
    relations: tuple[Relation, ...] = ()
    """Links from claims to sources and to other claims."""
    revisions: tuple[Revision, ...] = ()
    """Who changed the record, when, and what, oldest first."""
    extensions: dict[Address, JsonValue] = Field(default_factory=dict)
    """Other people's fields, keyed by IRI; kept untouched."""

    @model_validator(mode="wrap")
    @classmethod
    def _hold_invariants(
        cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        """Turn every problem into a finding and raise them all at once."""
        from archive.model.invariants import check
        from archive.model.problems import findings_of

        try:
            document = handler(data)
        except ValidationError as problems:
            raise InvalidDocument(findings_of(problems, data, cls)) from None
        if info.context is not IN_PARTS and (findings := tuple(check(document))):
            raise InvalidDocument(findings)
        return document

    # --- making another document from this one; `update` replaces whole fields ---

    def add(self, *parts: Part) -> Self:
        """Return a document with these parts at the end of their collections.

        Raises:
            InvalidDocument: The result would not be a valid document.
        """
        fields: dict[str, tuple[Any, ...]] = {}
        for part in parts:
            name = _collection(part)
            own: tuple[Any, ...] = getattr(self, name)
            fields[name] = (*fields.get(name, own), part)
        return self.update(**fields)

    def replace(self, part: Part) -> Self:
        """Return a document in which this part stands in place of the one with its id.

        Raises:
            NotInDocument: There is none with its id in the same collection.
            InvalidDocument: The result would not be a valid document.
        """
        name = _collection(part)
        old = getattr(self, name)
        if all(other.id != part.id for other in old):
            raise NotInDocument(part.id)
        return self.update(**{name: tuple(part if p.id == part.id else p for p in old)})

    def remove(self, id: str) -> Self:
        """Return a document without the part of this id; a section goes with all it holds.

        Raises:
            NotInDocument: No collection of the document holds it.
            InvalidDocument: Something that stays refers to it.
        """
        for name in _COLLECTIONS:
            old = getattr(self, name)
            new = tuple(part for part in old if part.id != id)
            if len(new) < len(old):
                return self.update(**{name: new})
        raise NotInDocument(id)

    # --- the text ---

    def text_blocks(self) -> Sequence[TextBlock]:
        """Return every block that holds text, in reading order."""
        return tuple(self.index.blocks.values())

    def anchor(
        self,
        words: str | Quote,
        *,
        near: str | Anchor | None = None,
        prefix: str = "",
        suffix: str = "",
    ) -> Anchor:
        """Return the anchor of these words in the text.

        Args:
            words: The exact words, or a quote.
            near: The id of the block in which they stand, or an anchor of that block to which they
                stand nearest.
            prefix: Text just before them, as much as tells them apart.
            suffix: Text just after them, as much as tells them apart.

        Raises:
            WordsNotFound: They stand nowhere, or nothing given tells which of several places is
                meant; the error carries the candidates.
        """
        quote = words if isinstance(words, Quote) else Quote(exact=words)
        prefix, suffix = prefix or quote.prefix, suffix or quote.suffix
        block = near.block if isinstance(near, Anchor) else near or quote.block
        if block is not None and block not in self.index.blocks:
            raise NotInDocument(block)
        places = list(self._places(prefix + quote.exact + suffix, block, len(prefix)))
        if isinstance(near, Anchor) and len(places) > 1:
            places = _nearest(places, near.start, near.end, len(quote.exact))
        if len(places) != 1:
            raise WordsNotFound(quote.exact, places)
        return self.anchor_at(*places[0], places[0][1] + len(quote.exact))

    def anchor_at(self, block: str, start: int, end: int) -> Anchor:
        """Return the anchor of a stretch of a block's text, in code points.

        Raises:
            NotInDocument: There is no such block.
            NoSuchOffset: The stretch is empty, or reaches past the text.
        """
        text = self.block(block).text
        if not 0 <= start < len(text):
            why = f"no place in {block}, which has {len(text)} code points"
            raise NoSuchOffset(start, "code-points", why)
        if not start < end <= len(text):
            why = f"no end in {block}, which has {len(text)} code points, of what starts at {start}"
            raise NoSuchOffset(end, "code-points", why)
        return Anchor(
            block=block,
            start=start,
            end=end,
            exact=text[start:end],
        )

    def _places(self, needle: str, block: str | None, skip: int) -> Iterator[tuple[str, int]]:
        blocks = self.index.blocks
        for id in blocks if block is None else (block,):
            start = blocks[id].text.find(needle)
            while start >= 0:
                yield id, start + skip
                start = blocks[id].text.find(needle, start + 1)

    # --- looking up ---

    @cached_property
    def index(self) -> Index:
        """The tables behind the lookups, built once."""
        return Index(self)

    def get(self, id: str) -> Model:
        """Return the part with this id.

        Raises:
            NotInDocument: There is none.
        """
        try:
            return self.index.by_id[id]
        except KeyError:
            raise NotInDocument(id) from None

    def _get(self, id: str, cls: type[M]) -> M:
        part = self.index.by_id.get(id)
        if not isinstance(part, cls):
            raise NotInDocument(id)
        return part

    def block(self, id: str) -> TextBlock:
        """Return the text block with this id, or raise `NotInDocument`."""
        return self._get(id, TextBlock)

    def claim(self, id: str) -> Claim:
        """Return the claim with this id, or raise `NotInDocument`."""
        return self._get(id, Claim)

    def source(self, id: str) -> Source:
        """Return the source with this id, or raise `NotInDocument`."""
        return self._get(id, Source)

    def work(self, id: str) -> Work:
        """Return the work with this id, or raise `NotInDocument`."""
        return self._get(id, Work)

    def entity(self, id: str) -> Entity:
        """Return the entity with this id, or raise `NotInDocument`."""
        part = self.get(id)
        if "entity" not in kinds(part):
            raise NotInDocument(id)
        return part  # type: ignore[return-value]

    def agent(self, id: str) -> Agent:
        """Return the agent with this id, or raise `NotInDocument`."""
        return self._get(id, Agent)

    def revision(self, id: str) -> Revision:
        """Return the revision with this id, or raise `NotInDocument`."""
        return self._get(id, Revision)

    def overlapping(self, block: str, start: int, end: int) -> Sequence[Claim | Annotation]:
        """Return the claims and annotations whose anchors share a code point with this stretch.

        Raises:
            NotInDocument: There is no such block.
        """
        return self.index.overlapping(self.block(block).id, start, end)

    def claims_citing(self, source: str) -> Sequence[Claim]:
        """Return the claims with a relation to this source.

        Raises:
            NotInDocument: There is no such source.
        """
        relations = self.index.relations_to.get(self.source(source).id, ())
        return [self.claim(relation.subject) for relation in relations]

    def evidence_for(self, claim: str) -> Sequence[Evidence]:
        """Return the evidence of the claim's relations, then that of its assessments.

        Raises:
            NotInDocument: There is no such claim.
        """
        relations = self.index.relations_from.get(self.claim(claim).id, ())
        found = [relation.evidence for relation in relations if relation.evidence]
        for assessment in self.index.assessments_of.get(claim, ()):
            found.extend(assessment.evidence)
        return found

    def mentions_of(self, id: str) -> Sequence[Annotation]:
        """Return the annotations that mention or cite this entity, work or source.

        Raises:
            NotInDocument: There is none of the three with this id.
        """
        if kinds(self.get(id)).isdisjoint({"entity", "work", "source"}):
            raise NotInDocument(id)
        return self.index.mentions_of.get(id, ())


_COLLECTIONS: dict[str, tuple[type[Model], ...]] = {
    "captures": (Capture,),
    "agents": (Agent,),
    "sections": (Section,),
    "entities": (Person, Organisation, Group, Place, Event),
    "works": (Work,),
    "sources": (Source,),
    "claims": (Claim,),
    "annotations": (Mention, DateMention, Correction, Citation, Tag, Comment),
    "assessments": (Assessment,),
    "relations": (Relation,),
    "revisions": (Revision,),
}


def _collection(part: Part) -> str:
    return next(name for name, types in _COLLECTIONS.items() if isinstance(part, types))


def _nearest(
    places: list[tuple[str, int]], start: int, end: int, length: int
) -> list[tuple[str, int]]:
    """The places with the fewest code points between them and the stretch; several on a tie."""

    def gap(place: tuple[str, int]) -> int:
        return max(place[1] - end, start - (place[1] + length), 0)

    least = min(map(gap, places))
    return [place for place in places if gap(place) == least]
