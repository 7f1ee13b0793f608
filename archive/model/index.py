"""The index of a document: its look-up tables, each built on first use."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from archive.model.anchors import Anchor
from archive.model.annotations import Annotation, Comment
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.blocks import Furniture, Section, TextBlock
from archive.model.captures import CaptureOrigin, ElementOrigin, LinesOrigin, Origin, TextOrigin
from archive.model.claims import Claim
from archive.model.hand_edits import HandEdit, hand_edits_of
from archive.model.introspection import kind_for, kinds_for
from archive.model.relations import Relation
from archive.model.revisions import Revision
from archive.model.statements import Agent, Statement
from archive.model.walk import Reference, models_within, references, referred, walk
from archive.text.joined_blocks import JoinedBlocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

    from archive.model.document import Document

M = TypeVar("M", bound=Model)
S = TypeVar("S", bound=Statement)


class Index:
    """The look-up tables of a document. Each table is built on first use.

    Tables with JSON Pointers are separate from those without: pointers are needed for findings, and
    a valid document has none.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def parts(self) -> list[tuple[str, Model]]:
        """Every part of the document with its JSON Pointer, in the order of the record."""
        return walk(self._document)

    @cached_property
    def _models(self) -> list[Model]:
        """Every part of the document, in the order of the record."""
        return models_within(self._document)

    @cached_property
    def _by_type(self) -> Mapping[type[Model], list[Model]]:
        table: dict[type[Model], list[Model]] = defaultdict(list)
        for model in self._models:
            table[type(model)].append(model)
        return table

    @cached_property
    def _entries_by_type(self) -> Mapping[type[Model], list[tuple[str, Model]]]:
        table: dict[type[Model], list[tuple[str, Model]]] = defaultdict(list)
        for entry in self.parts:
            table[type(entry[1])].append(entry)
        return table

    def of_type(self, *types: type[M]) -> Iterable[tuple[str, M]]:
        """Yield every part of these types, or of their subtypes, with its JSON Pointer.

        Parts are grouped by type; within a type, they are in the record's order.
        """
        for cls, entries in self._entries_by_type.items():
            if issubclass(cls, types):
                yield from entries  # type: ignore[misc]

    def such(self, condition: Callable[[M], Any], *types: type[M]) -> Iterable[tuple[str, M]]:
        """Yield the parts of these types for which a condition holds, as `of_type`.

        If the condition holds for no part, no pointer is made.
        """
        for cls, models in self._by_type.items():
            if issubclass(cls, types) and any(map(condition, models)):  # type: ignore[arg-type]
                return (entry for entry in self.of_type(*types) if condition(entry[1]))
        return ()

    @cached_property
    def references(self) -> Sequence[Reference]:
        """Every reference from one part to another, in the record's order."""
        return references(self.parts)

    @cached_property
    def unfit_references(self) -> Sequence[Reference]:
        """References to a missing part or to a part of a wrong kind; none in a valid document."""
        by_id = self.by_id
        unfit = {
            (id, to)
            for to, ids in referred(self._by_type).items()
            for id in ids
            if (part := by_id.get(id)) is None or to.kinds.isdisjoint(kinds_of(part))
        }
        return references(self.parts, lambda id, to: (id, to) not in unfit) if unfit else ()

    @cached_property
    def used(self) -> frozenset[str]:
        """The ids to which parts other than revisions refer."""
        counting = {
            cls: [part for pointer, part in entries if not pointer.startswith("/revisions/")]
            for cls, entries in self._entries_by_type.items()
        }
        return frozenset().union(*referred(counting).values())

    @cached_property
    def untrue_anchors(self) -> Sequence[tuple[str, Anchor]]:
        """The anchors that disagree with the text of their block; none in a valid document.

        If several blocks have the same id, an anchor need only agree with one of them.
        """
        blocks, twins = self.blocks, self.twins

        def is_untrue(anchor: Anchor) -> bool:
            block, start, end = blocks.get(anchor.block), anchor.start, anchor.end
            if block is None:
                return False
            # as `_agrees`; most anchors of a record are looked at here and nowhere else
            if start < end <= len(text := block.text) and text[start:end] == anchor.exact:
                return False
            return not any(_agrees(anchor, twin.text) for twin in twins.get(block.id, ()))

        return list(self.such(is_untrue, Anchor))

    @cached_property
    def edits(self) -> Mapping[str, HandEdit]:
        """The hand edits of the text of blocks, by block id; none in a valid document."""
        return hand_edits_of(self._document)

    @cached_property
    def named(self) -> Sequence[tuple[str, Model]]:
        """Every part that has an id with its JSON Pointer, in the record's order."""
        return [entry for entry in self.parts if entry[1].__dict__.get("id") is not None]

    @cached_property
    def _named_models(self) -> Sequence[Model]:
        return [model for model in self._models if model.__dict__.get("id") is not None]

    @property
    def has_duplicate_ids(self) -> bool:
        """Whether two parts have the same id; never in a valid document."""
        return len(self.by_id) < len(self._named_models)

    @cached_property
    def by_id(self) -> Mapping[str, Model]:
        """Every part that has an id, by id; if two parts have the same id, the first."""
        table: dict[str, Model] = {}
        for part in self._named_models:
            table.setdefault(part.__dict__["id"], part)
        return table

    @property
    def ids(self) -> Mapping[str, str]:
        """The id of every part that has one, by its JSON Pointer."""
        parts = ((pointer, part.__dict__.get("id")) for pointer, part in self.parts)
        return {pointer: id for pointer, id in parts if id is not None}

    @cached_property
    def pointers(self) -> Mapping[str, str]:
        """The JSON Pointer of every part that has an id, by id."""
        table: dict[str, str] = {}
        for pointer, part in self.named:
            table.setdefault(part.__dict__["id"], pointer)
        return table

    @cached_property
    def text_blocks(self) -> Sequence[tuple[str, TextBlock]]:
        """Every block with text, with its JSON Pointer, in reading order."""
        types = self._text_types
        return [entry for entry in self.parts if type(entry[1]) in types]  # type: ignore[misc]

    @cached_property
    def every_text_block(self) -> Sequence[TextBlock]:
        """The blocks of `text_blocks`, in the same order, without pointers."""
        types = self._text_types
        return [model for model in self._models if type(model) in types]  # type: ignore[misc]

    @cached_property
    def _text_types(self) -> Set[type[Model]]:
        return {cls for cls in self._by_type if issubclass(cls, TextBlock)}

    @cached_property
    def origins_of_values(self) -> Sequence[tuple[str, Origin]]:
        """The origins of titles, dates and other values except blocks, with their JSON Pointers.

        The omissions of captures are not values of the record, and are left out.
        """
        of_blocks = {f"{pointer}/origin" for pointer, _ in self.text_blocks}
        origins: tuple[tuple[str, Origin], ...] = (
            *self.of_type(TextOrigin),
            *self.of_type(ElementOrigin),
            *self.of_type(LinesOrigin),
            *self.of_type(CaptureOrigin),
        )
        return [
            (pointer, origin)
            for pointer, origin in origins
            if pointer not in of_blocks and not pointer.startswith("/captures/")
        ]

    @cached_property
    def blocks(self) -> Mapping[str, TextBlock]:
        """Text blocks by id, in reading order; if two blocks have the same id, the first."""
        table: dict[str, TextBlock] = {}
        for block in self.every_text_block:
            table.setdefault(block.id, block)
        return table

    @cached_property
    def joined_text(self) -> JoinedBlocks:
        """The texts of all blocks, joined for searches."""
        return JoinedBlocks((id, block.text) for id, block in self.blocks.items())

    @cached_property
    def twins(self) -> Mapping[str, Sequence[TextBlock]]:
        """The text blocks with the id of an earlier block, by id; none in a valid document."""
        table: dict[str, list[TextBlock]] = {}
        if len(self.blocks) < len(self.every_text_block):
            for block in self.every_text_block:
                if self.blocks[block.id] is not block:
                    table.setdefault(block.id, []).append(block)
        return table

    @cached_property
    def furniture(self) -> frozenset[str]:
        """Ids of the text blocks that are furniture, or are in a section of furniture."""
        within = {
            part.id
            for section in self._document.sections
            for _, outer in walk(section)
            if isinstance(outer, Section) and outer.role == "furniture"
            for _, part in walk(outer)
            if isinstance(part, TextBlock)
        }
        return frozenset(
            id for id, block in self.blocks.items() if id in within or isinstance(block, Furniture)
        )

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """Claims, annotations, relations and assessments, in the record's order."""
        document = self._document
        return (
            *document.claims,
            *document.annotations,
            *document.assessments,
            *document.relations,
        )

    @cached_property
    def rejected(self) -> Set[str]:
        """The JSON Pointers of the rejected statements."""
        rejected = self.such(lambda statement: statement.status == "rejected", Statement)
        return {pointer for pointer, _ in rejected}

    @cached_property
    def on_block(self) -> Mapping[str, _Spans]:
        """The stretches of each block that claims or annotations cover, with the statement."""
        table: dict[str, list[_Span]] = defaultdict(list)
        for statement in (*self._document.claims, *self._document.annotations):
            for anchor in statement.anchors:
                if isinstance(anchor, Anchor):
                    table[anchor.block].append((anchor.start, anchor.end, statement))
        return {block: _Spans(spans) for block, spans in table.items()}

    def overlapping(self, block: str, start: int, end: int) -> list[Claim | Annotation]:
        """Return the claims and annotations with words in a stretch, each once, in text order."""
        spans = self.on_block.get(block)
        statements = spans.overlapping(start, end) if spans else []
        if len(statements) < 2:
            return statements
        return list({statement.id: statement for statement in statements}.values())

    @cached_property
    def relations_from(self) -> Mapping[str, list[Relation]]:
        """The relations whose subject is a claim, by the claim's id."""
        return _grouped((one.subject, one) for one in self._document.relations)

    @cached_property
    def relations_to(self) -> Mapping[str, list[Relation]]:
        """The relations whose object is a claim or source, by its id."""
        return _grouped((one.object, one) for one in self._document.relations)

    @cached_property
    def claims_of(self) -> Mapping[str, list[Claim]]:
        """The claims that have each entity as a claimant, in any step of the attribution."""
        return _grouped(
            (step.claimant, claim) for claim in self._document.claims for step in claim.attribution
        )

    @cached_property
    def claims_about(self) -> Mapping[str, list[Claim]]:
        """The claims about each entity or work."""
        return _grouped((id, claim) for claim in self._document.claims for id in claim.about)

    @cached_property
    def assessments_of(self) -> Mapping[str, list[Assessment]]:
        """The assessments of each claim, in the record's order."""
        return _grouped((one.claim, one) for one in self._document.assessments)

    @cached_property
    def superseded(self) -> frozenset[str]:
        """Ids of the assessments that another assessment effectively replaces."""
        return frozenset(
            earlier.id
            for later in self._document.assessments
            if isinstance(earlier := self.by_id.get(later.supersedes or ""), Assessment)
            and self._takes_place_of(later, earlier)
        )

    def _takes_place_of(self, later: Assessment, earlier: Assessment) -> bool:
        """Return whether an assessment effectively replaces the assessment that it supersedes.

        An accepted assessment does, and a rejected one does not. A proposal replaces only a
        proposal that nobody has confirmed. If a program or an unknown maker made the later
        proposal, the same maker or a program must have made the earlier one.
        """
        if later.status != "proposed":
            return later.status == "accepted"
        if earlier.status != "proposed" or self.is_let_stand(earlier):
            return False
        maker, other = self.maker_of(later.revision), self.maker_of(earlier.revision)
        by_person = maker is not None and not maker.is_program
        return maker == other or by_person or (other is not None and other.is_program)

    def is_let_stand(self, statement: Statement) -> bool:
        """Return whether a person or organisation let a proposal stand in its last change."""
        if not statement.history:
            return False
        last = statement.history[-1]
        maker = self.maker_of(last.revision)
        return last.status == "proposed" and maker is not None and not maker.is_program

    def maker_of(self, revision: str | None) -> Agent | None:
        """Return the agent who made a revision; `None` if the revision names nobody."""
        made = self.by_id.get(revision or "")
        agent = self.by_id.get(made.by or "") if isinstance(made, Revision) else None
        return agent if isinstance(agent, Agent) else None

    def claims_judged_by(self, statement: object) -> tuple[str, ...]:
        """Return the ids of the claims that a relation or an assessment is about, each once."""
        match statement:
            case Relation():
                ends = dict.fromkeys((statement.subject, statement.object))
                return tuple(id for id in ends if isinstance(self.by_id.get(id), Claim))
            case Assessment():
                return (statement.claim,)
            case _:
                return ()

    @cached_property
    def comments_on(self) -> Mapping[str, list[Comment]]:
        """The comments on each statement."""
        annotations = self._document.annotations
        return _grouped((one.on, one) for one in annotations if isinstance(one, Comment))

    @cached_property
    def mentions_of(self) -> Mapping[str, list[Annotation]]:
        """The annotations that mention or cite each entity, work or source."""
        return _grouped(
            (one.__dict__.get("refers_to") or one.__dict__.get("cites"), one)
            for one in self._document.annotations
        )


_Span = tuple[int, int, Claim | Annotation]
"""The start and the end of a stretch, and the statement that covers the stretch."""


class _Spans:
    """The stretches of one block in text order, as sorted arrays.

    Where a long stretch covers many short ones, the arrays say too little, and a tree is used. Its
    root is node 1, the children of node n are 2n and 2n + 1, the leaves are the stretches. A node
    has the latest end of the stretches below it. A search skips branches that end too early, so it
    stays fast with any number of earlier stretches.
    """

    def __init__(self, spans: Iterable[_Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span[:2])
        self._starts = [start for start, _, _ in self._spans]
        self._reached = list(accumulate((end for _, end, _ in self._spans), max))

    def overlapping(self, start: int, end: int) -> list[Claim | Annotation]:
        """Return the statements whose stretches share a code point with this one, in text order."""
        first, stop = bisect_right(self._reached, start), bisect_left(self._starts, end)
        if stop - first > _MOST_COMPARED:
            return list(self._below(1, 0, len(self._latest) // 2, start, stop))
        return [statement for _, last, statement in self._spans[first:stop] if last > start]

    @cached_property
    def _latest(self) -> Sequence[int]:
        """The nodes of the tree."""
        leaves = 1 << (len(self._spans) - 1).bit_length()
        ends = [end for _, end, _ in self._spans]
        latest = [0] * leaves + ends + [0] * (leaves - len(ends))
        for node in range(leaves - 1, 0, -1):
            latest[node] = max(latest[2 * node], latest[2 * node + 1])
        return latest

    def _below(
        self, node: int, first: int, width: int, start: int, stop: int
    ) -> Iterator[Claim | Annotation]:
        """Yield the statements below a node that end after a start, those before a stop."""
        if first >= stop or self._latest[node] <= start:
            return
        if width == 1:
            yield self._spans[first][2]
        else:
            half = width // 2
            yield from self._below(2 * node, first, half, start, stop)
            yield from self._below(2 * node + 1, first + half, half, start, stop)


_MOST_COMPARED = 32
"""The most stretches that are compared one by one; among more, the tree is searched."""


def _grouped(pairs: Iterable[tuple[str | None, S]]) -> Mapping[str, list[S]]:
    """Return the statements that belong to each id, each once, in the order of the record."""
    table: dict[str, dict[str, S]] = defaultdict(dict)
    for id, statement in pairs:
        if id is not None:
            table[id].setdefault(statement.id, statement)
    return {id: list(statements.values()) for id, statements in table.items()}


def _agrees(anchor: Anchor, text: str) -> bool:
    start, end = anchor.start, anchor.end
    return start < end <= len(text) and text[start:end] == anchor.exact


def kinds_of(part: Model) -> frozenset[str]:
    """Return the kinds of a part, as used for references: "claim", "statement", "part"."""
    return kinds_for(type(part))


def kind_of(part: Model) -> str:
    """Return the kind of a part in one or two words: "claim", "organisation", "code block"."""
    return kind_for(type(part))
