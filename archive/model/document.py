"""`Document`, the root of a record, with queries and functions for changed copies."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    Field,
    JsonValue,
    ModelWrapValidatorHandler,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from archive.english import counted, with_article
from archive.errors import (
    ArchiveError,
    InvalidDocument,
    NoSuchOffset,
    NotInDocument,
    WordsNotFound,
)
from archive.findings import Finding
from archive.model.anchors import Anchor, Quote
from archive.model.annotations import (
    Annotation,
    Comment,
)
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.blocks import Section, TextBlock
from archive.model.captures import Capture
from archive.model.claims import Claim
from archive.model.entities import Entity, Group, Organisation, Person
from archive.model.identifiers import Address, DocumentId, Language
from archive.model.index import Index, kind_of, kinds_of
from archive.model.introspection import collection_fields
from archive.model.metadata import Metadata
from archive.model.relations import Relation
from archive.model.revisions import Revision
from archive.model.rights import RightsLayers
from archive.model.statements import Agent, Statement
from archive.model.walk import walk
from archive.model.works import Evidence, Source, Work
from archive.reprs import WIDTH, NotebookRepr, ReprItems, Unquoted, truncated
from archive.text.word_finder import TextPlace, Unplaced, WordFinder

SCHEMA_VERSION = "1.0"
"""The version of the record's schema that this library writes."""

CONTEXT = 20
"""The length of the prefix and the suffix of a new orphan, in code points."""

IN_PARTS = object()
"""The validation context if the result is only a part of a document (`document_builder`)."""

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
"""A part of the document that is in one of its collections."""


class Document(NotebookRepr, Model):
    """The record of an article: its text, and the statements about it.

    A document is always consistent: anchors agree with the text, references name existing parts,
    and ids are unique.

    Raises:
        InvalidDocument: From the constructor and from `model_validate`, with every problem.
    """

    _WIDTH: ClassVar[int] = WIDTH

    schema_version: Annotated[str, StringConstraints(pattern=r"^1\.(0|[1-9][0-9]*)$")] = (
        SCHEMA_VERSION
    )
    """The version of the schema that the record follows."""
    id: DocumentId
    """The name of the record's folder."""
    base_iri: Address | None = None
    """The address under which the record's ids are published; if left out, ids are relative."""
    language: Language | None = None
    """The language in which the record itself is written: restatements, reasons, remarks."""
    metadata: Metadata = Field(default_factory=Metadata)
    """Titles, authors, publication and other facts about the article."""
    rights: RightsLayers = Field(default_factory=RightsLayers)
    """The rights in the text and in the record."""
    captures: tuple[Capture, ...] = ()
    """The files that were received."""
    agents: tuple[Agent, ...] = ()
    """The people, organisations and programs that made statements in this record."""
    sections: tuple[Section, ...] = ()
    """The text, as a tree of sections and blocks."""
    entities: tuple[Entity, ...] = ()
    """The people, organisations, groups, places and events that the text mentions."""
    works: tuple[Work, ...] = ()
    """Documents that can be cited."""
    sources: tuple[Source, ...] = ()
    """The sources that the article itself names."""
    claims: tuple[Claim, ...] = ()
    """What the article asserts."""
    annotations: tuple[Annotation, ...] = ()
    """All other statements about the text."""
    assessments: tuple[Assessment, ...] = ()
    """Verdicts on claims, and doubts about them."""
    relations: tuple[Relation, ...] = ()
    """Links from claims to sources and to other claims."""
    revisions: tuple[Revision, ...] = ()
    """Who changed the record, when, and what, oldest first."""
    extensions: dict[Address, JsonValue] = Field(default_factory=dict)
    """Fields of other programs, keyed by IRI; kept unchanged."""

    @model_validator(mode="wrap")
    @classmethod
    def _hold_invariants(
        cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        """Raise one error with findings for all problems."""
        from archive.model.invariants import check
        from archive.model.pydantic_errors import findings_of

        try:
            document = handler(data)
        except ValidationError as problems:
            raise InvalidDocument(findings_of(problems, data, cls), "schema") from None
        if info.context is not IN_PARTS and (findings := tuple(check(document))):
            raise InvalidDocument(findings)
        return document

    @classmethod
    def _invalid(cls, findings: Iterable[Finding]) -> ArchiveError:
        return InvalidDocument(findings, "schema")

    def _repr_items(self) -> ReprItems:
        """Return the id and the title, and the numbers of parts."""
        yield None, self.id
        if self.metadata.title:
            yield None, Unquoted(repr(truncated(self.metadata.title, 40)))
        parts = (part for section in self.sections for _, part in walk(section))
        blocks = sum(isinstance(part, TextBlock) for part in parts)
        counts = {"blocks": blocks, "claims": len(self.claims), "sources": len(self.sources)}
        yield from (
            (None, Unquoted(counted(count, things))) for things, count in counts.items() if count
        )

    # --- changed copies; `update` replaces whole fields ---

    def add(self, *parts: Part) -> Self:
        """Return a copy with these parts at the end of their collections.

        Raises:
            InvalidDocument: The result would not be a valid document.
            TypeError: A part belongs to no collection of the document.
        """
        fields: dict[str, tuple[Any, ...]] = {}
        for part in parts:
            name = _collection(part)
            own: tuple[Any, ...] = getattr(self, name)
            fields[name] = (*fields.get(name, own), part)
        return self.update(**fields)

    def replace(self, part: Part) -> Self:
        """Return a copy in which this part replaces the part with the same id.

        Raises:
            NotInDocument: The collection of the part has no part with this id.
            InvalidDocument: The result would not be a valid document.
            TypeError: The part belongs to no collection of the document.
        """
        name = _collection(part)
        old = getattr(self, name)
        if all(other.id != part.id for other in old):
            raise self._not_in(f"`{name}`", old, part.id)
        return self.update(**{name: tuple(part if p.id == part.id else p for p in old)})

    def remove(self, id: str) -> Self:
        """Return a copy without the part with this id; a section is removed with its content.

        Raises:
            NotInDocument: No collection of the document has a part with this id.
            InvalidDocument: A remaining part refers to the removed part.
        """
        names = collection_fields(Document)
        for name in names:
            old = getattr(self, name)
            new = tuple(part for part in old if part.id != id)
            if len(new) < len(old):
                return self.update(**{name: new})
        everything = [part for name in names for part in getattr(self, name)]
        raise self._not_in("a collection", everything, id)

    def _not_in(self, where: str, parts: Iterable[Part], id: Any) -> NotInDocument:
        """Return the error for an id that is not the id of any of these parts."""
        if isinstance(id, str) and (part := self.index.by_id.get(id)) is not None:
            return NotInDocument(id, (f"member of {where}",), kind_of(part))
        return NotInDocument(id, known=[part.id for part in parts])

    # --- the text ---

    def text_blocks(self) -> Sequence[TextBlock]:
        """Return every block with text, in reading order."""
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
            near: The id of the block that contains the words; or an anchor in that block, to select
                the occurrence nearest to the anchor.
            prefix: Text just before the words, long enough to distinguish this occurrence from
                others.
            suffix: Text just after the words, long enough to distinguish this occurrence from
                others.

        Raises:
            WordsNotFound: The words do not occur, or occur in several places and the arguments do
                not select one; the error has the candidates.
        """
        quote = words if isinstance(words, Quote) else Quote(exact=words)
        prefix, suffix = prefix or quote.prefix, suffix or quote.suffix
        block = near.block if isinstance(near, Anchor) else near or quote.block
        blocks = () if block is None else (self.block(block).id,)
        text = self.index.joined_text
        found = WordFinder(text, most=len(text.text)).find(
            quote.exact,
            blocks=blocks,
            before=prefix,
            after=suffix,
            near=TextPlace(near.block, near.start, near.end) if isinstance(near, Anchor) else None,
            tell_apart="near=, prefix= or suffix=",
        )
        if isinstance(found, Unplaced):
            candidates = [(one.block, one.start) for one in found.places]
            raise WordsNotFound(quote.exact, candidates, lambda: found.hint, found.message)
        return self.anchor_at(*found)

    def anchor_at(self, block: str, start: int, end: int) -> Anchor:
        """Return the anchor of a stretch of a block's text, in code points.

        Raises:
            NotInDocument: There is no such block.
            NoSuchOffset: The stretch is empty, or ends after the end of the text.
        """
        text = self.block(block).text
        length = counted(len(text), "code points", grouped=False)
        if not 0 <= start < len(text):
            why = f"not a place in {block}, which has {length}"
            raise NoSuchOffset(start, "code-points", why)
        if not start < end <= len(text):
            why = f"not an end in {block}, which has {length}, for a stretch from {start}"
            raise NoSuchOffset(end, "code-points", why)
        return Anchor(
            block=block,
            start=start,
            end=end,
            exact=text[start:end],
        )

    # --- looking up ---

    @cached_property
    def index(self) -> Index:
        """The lookup tables of the document, built on first use."""
        return Index(self)

    def __contains__(self, part: object) -> bool:
        """Return whether the document holds this part, or a part with this id."""
        id = part if isinstance(part, str) else getattr(part, "id", None)
        known = self.index.by_id.get(id) if isinstance(id, str) else None
        return known is not None and part in (id, known)

    def get(self, id: str) -> Model:
        """Return the part with this id.

        Raises:
            NotInDocument: There is no such part; the error names similar ids.
        """
        return self._get(id)

    def block(self, id: str) -> TextBlock:
        """Return the text block with this id, or raise `NotInDocument`."""
        return self._get(id, "text block")  # type: ignore[return-value]

    def claim(self, id: str) -> Claim:
        """Return the claim with this id, or raise `NotInDocument`."""
        return self._get(id, "claim")  # type: ignore[return-value]

    def source(self, id: str) -> Source:
        """Return the source with this id, or raise `NotInDocument`."""
        return self._get(id, "source")  # type: ignore[return-value]

    def work(self, id: str) -> Work:
        """Return the work with this id, or raise `NotInDocument`."""
        return self._get(id, "work")  # type: ignore[return-value]

    def entity(self, id: str) -> Entity:
        """Return the entity with this id, or raise `NotInDocument`."""
        return self._get(id, "entity")  # type: ignore[return-value]

    def agent(self, id: str) -> Agent:
        """Return the agent with this id, or raise `NotInDocument`."""
        return self._get(id, "agent")  # type: ignore[return-value]

    def revision(self, id: str) -> Revision:
        """Return the revision with this id, or raise `NotInDocument`."""
        return self._get(id, "revision")  # type: ignore[return-value]

    def _get(self, id: Any, *kinds_wanted: str) -> Model:
        """Return the part with an id; raise `NotInDocument` if it is not of one of these kinds."""
        by_id = self.index.by_id
        part = by_id.get(id) if isinstance(id, str) else None
        if part is None:
            known = (other for other in by_id if _is_any(by_id[other], kinds_wanted))
            raise NotInDocument(id, kinds_wanted, known=known)
        if not _is_any(part, kinds_wanted):
            raise NotInDocument(id, kinds_wanted, kind_of(part))
        return part

    # --- queries: the argument is a part or its id ---

    def claims_of(self, claimant: str | Person | Organisation | Group) -> Sequence[Claim]:
        """Return the claims attributed to this entity, at any step of the attribution.

        Raises:
            NotInDocument: There is no such entity.
        """
        return self._entries(self.index.claims_of, claimant, "entity")

    def claims_of_author(self) -> Sequence[Claim]:
        """Return the author's own claims: those that are attributed to nobody else."""
        return [claim for claim in self.claims if not claim.attribution]

    def claims_about(self, subject: str | Entity | Work) -> Sequence[Claim]:
        """Return the claims about this entity or work.

        Raises:
            NotInDocument: There is neither an entity nor a work with this id.
        """
        return self._entries(self.index.claims_about, subject, "entity", "work")

    def claims_citing(self, source: str | Source) -> Sequence[Claim]:
        """Return the claims that have a relation of any type to this source.

        Raises:
            NotInDocument: There is no such source.
        """
        relations = self._entries(self.index.relations_to, source, "source")
        return [self.claim(id) for id in dict.fromkeys(r.subject for r in relations)]

    def sources_of(self, claim: str | Claim) -> Sequence[Source]:
        """Return the sources to which this claim has a relation of any type.

        Raises:
            NotInDocument: There is no such claim.
        """
        relations = self._entries(self.index.relations_from, claim, "claim")
        parts = (self.get(id) for id in dict.fromkeys(r.object for r in relations))
        return [part for part in parts if isinstance(part, Source)]

    def relations_of(self, part: str | Claim | Source) -> Sequence[Relation]:
        """Return the relations from this claim, then the relations to this claim or source.

        Raises:
            NotInDocument: There is neither a claim nor a source with this id.
        """
        tables = (self.index.relations_from, self.index.relations_to)
        return [relation for t in tables for relation in self._entries(t, part, "claim", "source")]

    def assessments_of(self, claim: str | Claim) -> Sequence[Assessment]:
        """Return every verdict on this claim and every doubt about it, including superseded ones.

        Raises:
            NotInDocument: There is no such claim.
        """
        return self._entries(self.index.assessments_of, claim, "claim")

    def verdicts_of(self, claim: str | Claim) -> Sequence[Assessment]:
        """Return the current verdicts on this claim.

        An assessment is current unless it was rejected, or was superseded by an assessment that was
        not rejected. A proposal does not supersede an accepted assessment.

        Raises:
            NotInDocument: There is no such claim.
        """
        return [assessment for assessment in self._standing(claim) if assessment.verdict != "doubt"]

    def doubts_of(self, claim: str | Claim) -> Sequence[Assessment]:
        """Return the current doubts about this claim; "current" is as in `verdicts_of`.

        Raises:
            NotInDocument: There is no such claim.
        """
        return [assessment for assessment in self._standing(claim) if assessment.verdict == "doubt"]

    def _standing(self, claim: str | Claim) -> Iterator[Assessment]:
        for assessment in self.assessments_of(claim):
            if assessment.status != "rejected" and assessment.id not in self.index.superseded:
                yield assessment

    def evidence_for(self, claim: str | Claim) -> Sequence[Evidence]:
        """Return the evidence of the claim's relations, then the evidence of its assessments.

        Raises:
            NotInDocument: There is no such claim.
        """
        relations = self._entries(self.index.relations_from, claim, "claim")
        evidence = [relation.evidence for relation in relations if relation.evidence]
        for assessment in self.assessments_of(claim):
            evidence.extend(assessment.evidence)
        return evidence

    def comments_on(self, statement: str | Statement) -> Sequence[Comment]:
        """Return the comments on this statement.

        Raises:
            NotInDocument: There is no such statement.
        """
        return self._entries(self.index.comments_on, statement, "statement")

    def mentions_of(self, part: str | Entity | Work | Source) -> Sequence[Annotation]:
        """Return the annotations that mention or cite this entity, work or source.

        Raises:
            NotInDocument: There is no entity, work or source with this id.
        """
        return self._entries(self.index.mentions_of, part, "entity", "work", "source")

    def overlapping(
        self, block: str | TextBlock, start: int, end: int
    ) -> Sequence[Claim | Annotation]:
        """Return the claims and annotations whose anchors share a code point with this stretch.

        Raises:
            NotInDocument: There is no such block.
        """
        if not (isinstance(block, str) and block in self.index.blocks):
            block = self._id(block, "text block")
        return self.index.overlapping(block, start, end)

    def _id(self, part: str | Model, *kinds_wanted: str) -> str:
        """Return the id of a part of this document; the argument is the part or its id."""
        id = getattr(part, "id", part)
        self._get(id, *kinds_wanted)
        return str(id)

    def _entries(
        self, table: Mapping[str, Sequence[M]], part: str | Model, *kinds_wanted: str
    ) -> list[M]:
        """Return the entries for a part, which must have one of these kinds, in an index table."""
        return list(table.get(self._id(part, *kinds_wanted), ()))


def _is_any(part: Model, wanted: Collection[str]) -> bool:
    return not wanted or not kinds_of(part).isdisjoint(wanted)


def _collection(part: Any) -> str:
    """Return the name of the collection to which a part belongs.

    Raises:
        TypeError: The part belongs to no collection; the message says where it belongs.
    """
    for name, types in collection_fields(Document).items():
        if isinstance(part, types):
            return name
    is_plain = part is None or isinstance(part, str)
    shown = truncated(repr(part), 60) if is_plain else with_article(type(part).__name__)
    for name, field in Document.model_fields.items():
        if isinstance(part, Model) and type(part) is field.annotation:
            raise TypeError(f"{shown} is the field {name!r}: use document.update({name}=...)")
    if isinstance(part, Model):
        raise TypeError(
            f"{shown} belongs inside another part: make a changed copy of that part with "
            "part.update(...), and pass the copy"
        )
    if isinstance(part, list | tuple):
        raise TypeError(f"{shown} is not a part of a document; pass its items: add(*parts)")
    raise TypeError(f"{shown} is not a part of a document, such as a Claim or a Source")
