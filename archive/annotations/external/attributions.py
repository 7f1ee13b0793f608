"""Combines linked annotations into attributions: a claim, its cue and its claimant.

In annotated corpora an attribution has three parts: what is said (content), the words that
attribute it (cue), and the speaker (source). A tool may link them in any direction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archive.annotations.external.anchoring import AnchoringResult
from archive.annotations.external.attribution_nesting import NestedSteps, Stretch
from archive.annotations.external.data_model import AnnotationFile, Body, ExternalAnnotation
from archive.annotations.external.mapped_statements import (
    MappedStatement,
    Raw,
    StatementMapper,
    words_of,
)
from archive.annotations.external.mapping import CLAIMANTS, Part, Rule
from archive.findings import Location
from archive.model.document import Document

_PART_OF_RULE: Mapping[str, Part] = {
    "claim": "content", "cue": "cue", "source": "source", "mention": "source",
}  # fmt: skip
"""Which part of an attribution an annotation is, by what its own rule turns it into."""
_JOINED = (
    {"content", "cue"}, {"content", "source"}, {"cue", "source"},
    {"attribution", "content"}, {"attribution", "cue"}, {"attribution", "source"},
)  # fmt: skip
"""The pairs of parts that a link may connect."""

_KNOTS: Sequence[Part] = ("cue", "attribution")
_NAMES: Mapping[str, str] = {"content": "the words", "cue": "a cue", "source": "a source"}


@dataclass(frozen=True, slots=True)
class _Node:
    """An annotation as one part of an attribution."""

    id: str
    part: Part


@dataclass(frozen=True, slots=True)
class _Link:
    """A link between two parts."""

    ends: tuple[_Node, _Node]
    rule: Rule
    location: Location


@dataclass(slots=True)
class _Step:
    """A step of an attribution: the cue and the source of a claim."""

    cues: Sequence[str] = ()
    source: str | None = None


@dataclass(slots=True)
class Attributions:
    """The attributions that the links in a file state."""

    file: AnnotationFile
    results: Sequence[AnchoringResult]
    mapper: StatementMapper
    document: Document
    taken: set[int] = field(default_factory=set)
    """The ids (`id()`) of the bodies that a rule turns into links of attributions."""
    _block_numbers: dict[str, int] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    """The index of each annotation by its id, without ids that several annotations share."""
    _links: list[_Link] = field(default_factory=list)
    _joined: dict[tuple[_Node, Part], dict[str, None]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    """The annotations that are linked to each node, by the part that they are."""
    _kinds: dict[str, Rule] = field(default_factory=dict)
    """For each annotation, the rule of a link that turns it into a claim."""
    _accounted: dict[_Node, None] = field(default_factory=dict)
    """The parts that belong to a claim or are reported."""
    _reported: set[tuple[_Node, Part]] = field(default_factory=set)
    """Parts that several claims share; each is reported only once."""
    _claimants: dict[str, str | None] = field(default_factory=dict)
    _source_rules: dict[str, Rule] = field(default_factory=dict)
    _steps: dict[str, Sequence[Raw]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the links and combine the annotations."""
        if not self.mapper.has_attributions:
            return
        ids = Counter(one.id for one in self.file.annotations)
        self._numbers = {
            one.id: n
            for n, one in enumerate(self.file.annotations)
            if one.id is not None and ids[one.id] == 1
        }
        for annotation in self.file.annotations:
            for body in annotation.bodies:
                if body.linked_id is not None:
                    self._add_link(annotation, body, body.linked_id)
        blocks = self.document.text_blocks()
        self._block_numbers = {block.id: n for n, block in enumerate(blocks)}
        self._join()

    def attribute(
        self,
        annotation: ExternalAnnotation,
        anchors: Sequence[Raw],
        mapped: Sequence[MappedStatement],
    ) -> Sequence[MappedStatement]:
        """Return the statements of an annotation, with the attribution added to its claim.

        Args:
            annotation: The annotation.
            anchors: The anchors of the annotation.
            mapped: The statements from its bodies; the attribution is added to each claim among
                them.
        """
        steps = self._steps.get(annotation.id or "")
        if steps is None:
            return mapped
        claims = [one for one in mapped if one.kind == "claim"]
        if not claims and (rule := self._kinds.get(annotation.id or "")):
            raw: Raw = {"restatement": words_of(anchors), "kind": rule.kind}
            if rule.certainty is not None:
                raw["certainty"] = rule.certainty
            claims = [MappedStatement("claim", raw | {"anchors": list(anchors)})]
            mapped = [*mapped, *claims]
        if not claims:
            what = "attributed words that no rule turns into a claim"
            self.mapper.losses.add(what, annotation.location)
        for claim in claims:
            claim.raw["attribution"] = [dict(step) for step in steps]
        return mapped

    # --- links ---

    def _add_link(self, annotation: ExternalAnnotation, body: Body, to: str) -> None:
        rule = self.mapper.rule_for(annotation, body)
        if rule is None or rule.becomes != "attribution":
            return
        self.taken.add(id(body))
        location = annotation.location
        on = annotation.on or ""
        if on not in self._numbers or to not in self._numbers:
            what = f"an attribution whose link names no single annotation ({kind_of_link(body)})"
            self.mapper.losses.add(what, location)
            return
        parts = rule.on or self._own_part(on), rule.to or self._own_part(to)
        if parts[0] is None or parts[1] is None or {*parts} not in _JOINED:
            which = " and ".join(part or "nothing" for part in parts)
            what = f"an attribution whose link joins {which} ({kind_of_link(body)})"
            self.mapper.losses.add(what, location)
            return
        first, second = _Node(on, parts[0]), _Node(to, parts[1])
        self._links.append(_Link((first, second), rule, location))
        for one, other in ((first, second), (second, first)):
            self._joined[one, other.part].setdefault(other.id)
            if one.part == "content" and rule.kind is not None:
                self._kinds.setdefault(one.id, rule)
            if one.part == "source" and rule.entity is not None:
                self._source_rules.setdefault(one.id, rule)

    def _own_part(self, id: str) -> Part | None:
        """Return the part that the annotation is by the rules for its own bodies."""
        annotation = self.file.annotations[self._numbers[id]]
        for body in annotation.bodies or (None,):
            if body is None or body.linked_id is None:
                rule = self.mapper.rule_for(annotation, body)
                if rule is not None and rule.becomes in _PART_OF_RULE:
                    return _PART_OF_RULE[rule.becomes]
        return None

    # --- steps ---

    def _join(self) -> None:
        contents = list(dict.fromkeys(one for one, _ in self._joined if one.part == "content"))
        steps = {node.id: self._step(node) for node in contents}
        holders = self._linked_holders(contents)
        knots = {node.id for several in holders.values() for node in several}
        spans = {
            id: (self._stretches(id), [*self._stretches_of_step(step)])
            for id, step in steps.items()
            if id not in knots and self._anchors(id)
        }
        linked = {id: [node.id for node in several] for id, several in holders.items()}
        nested = NestedSteps(spans, linked)
        raw_steps = {id: self._raw_step(id, step) for id, step in steps.items()}
        for id in spans:
            chain = nested.chain_of(id)
            if chain is None:
                what = "the outer attributions of a claim, whose order is unclear"
                self._report(id, what)
            knots.difference_update(chain or ())
            self._steps[id] = [raw_steps[one] for one in (*(chain or ()), id)]
        self._report_left_out(knots)

    def _step(self, content: _Node) -> _Step:
        """Return the cue and source of a claim, and report further ones."""
        self._accounted[content] = None
        cues, sources = dict(self._of(content, "cue")), dict(self._of(content, "source"))
        for knot in (_Node(id, "attribution") for id in self._of(content, "attribution")):
            self._add_parts_of_knot(knot, cues, sources)
        if not cues and len(sources) == 1:
            cues = self._cues_of_source(_Node(next(iter(sources)), "source"))
        own = {cue: self._source_of_cue(_Node(cue, "cue")) for cue in cues}
        sources |= {source: None for source in own.values() if source is not None}
        first = next(iter(sources), None)
        kept = [cue for cue, source in own.items() if source in (None, first)]
        self._account("cue", cues)
        self._account("source", sources)
        self._report(content.id, "a further source of a claim", len(sources) - 1)
        self._report(content.id, "the cue of a further source of a claim", len(cues) - len(kept))
        return _Step(kept, first)

    def _of(self, node: _Node, part: Part) -> Mapping[str, None]:
        """Return the annotations that are linked to a node and are this part."""
        return self._joined.get((node, part), {})

    def _account(self, part: Part, ids: Iterable[str]) -> None:
        self._accounted.update(dict.fromkeys(_Node(id, part) for id in ids))

    def _add_parts_of_knot(
        self, knot: _Node, cues: dict[str, None], sources: dict[str, None]
    ) -> None:
        """Add the cue and the source that are linked to a node.

        A node with several claims must have one cue and one source.
        """
        self._accounted[knot] = None
        kinds: Sequence[tuple[Part, dict[str, None]]] = (("cue", cues), ("source", sources))
        for part, into in kinds:
            several = self._of(knot, part)
            if len(several) > 1 and len(self._of(knot, "content")) > 1:
                what = f"one of several parts ({part}) that several claims share"
                self._report_once(knot, part, what, len(several))
            else:
                into |= several

    def _cues_of_source(self, source: _Node) -> dict[str, None]:
        """Return the cues that are linked to the source alone, if the source has no other claim."""
        cues = self._of(source, "cue")
        if cues and len(self._of(source, "content")) > 1:
            what = "the cue of a source with several claims"
            self._report_once(source, "cue", what, len(cues))
            return {}
        return dict(cues)

    def _source_of_cue(self, cue: _Node) -> str | None:
        sources = self._of(cue, "source")
        if len(sources) > 1:
            what = "a further source of a claim"
            self._report_once(cue, "source", what, len(sources) - 1)
        return next(iter(sources), None)

    def _linked_holders(self, contents: Sequence[_Node]) -> Mapping[str, Sequence[_Node]]:
        """Return, for each inner claim, the attributions that enclose it by a link."""
        found: dict[str, list[_Node]] = defaultdict(list)
        for node in contents:
            for knot in (_Node(node.id, "cue"), _Node(node.id, "attribution")):
                for inner in self._of(knot, "content"):
                    found[inner].append(node)
        return found

    # --- raw steps ---

    def _raw_step(self, content: str, step: _Step) -> Raw:
        raw: Raw = {}
        if step.source is not None and (claimant := self._claimant(step.source)):
            raw["claimant"] = claimant
        cue = [anchor for id in step.cues for anchor in self._anchors(id)]
        if cue:
            raw["cue"] = cue
        return raw

    def _claimant(self, id: str) -> str | None:
        """Return the id of the entity that a source refers to."""
        if id not in self._claimants:
            self._claimants[id] = self._new_claimant(id)
        return self._claimants[id]

    def _new_claimant(self, id: str) -> str | None:
        annotation, anchors = self.file.annotations[self._numbers[id]], self._anchors(id)
        if not anchors:
            return None
        body, rule = self._source_rule(annotation)
        if rule is None:
            self._report(id, "a source of a claim for which no rule names an entity")
            return None
        entity = self.mapper.entity_of(body or Body(), anchors, rule)
        if entity is None:
            self._report(id, "a source of a claim whose name several entities have")
            return None
        if (type := self.mapper.type_of_entity(entity)) not in CLAIMANTS:
            self._report(id, f"a source of a claim that is a {type}, which cannot make a claim")
            return None
        return entity

    def _source_rule(self, annotation: ExternalAnnotation) -> tuple[Body | None, Rule | None]:
        """Return the body that names a source and its rule, else the rule of the link."""
        for body in annotation.bodies or (None,):
            rule = self.mapper.rule_for(annotation, body)
            if rule is not None and rule.becomes in ("source", "mention"):
                return body, rule
        return None, self._source_rules.get(annotation.id or "")

    def _anchors(self, id: str) -> Sequence[Raw]:
        return self.results[self._numbers[id]].anchors

    def _stretches_of_step(self, step: _Step) -> Iterator[Stretch]:
        for id in (*step.cues, *([step.source] if step.source else [])):
            yield from self._stretches(id)

    def _stretches(self, id: str) -> list[Stretch]:
        """Return the words of an annotation: for each anchor, the block number, start and end."""
        numbers = self._block_numbers
        return [(numbers[one["block"]], one["start"], one["end"]) for one in self._anchors(id)]

    # --- reports ---

    def _report(self, id: str, what: str, count: int = 1) -> None:
        for _ in range(count):
            self.mapper.losses.add(what, self.file.annotations[self._numbers[id]].location)

    def _report_once(self, node: _Node, part: Part, what: str, count: int) -> None:
        """Report parts that several claims may share, once for each node."""
        if (node, part) not in self._reported:
            self._reported.add((node, part))
            self._account(part, self._of(node, part))
            self._report(node.id, what, count)

    def _report_left_out(self, knots: Iterable[str]) -> None:
        """Report the parts that belong to no claim, because they were not placed or not linked."""
        for id in sorted(knots, key=self._numbers.__getitem__):
            self._report(id, "an attribution of an attribution that leads to no claim")
        for node in self._accounted:
            is_knot = any(self._of(_Node(node.id, part), "content") for part in _KNOTS)
            has_words = node.part in _NAMES and not (node.part == "content" and is_knot)
            if has_words and not self._anchors(node.id):
                self._report(node.id, f"{_NAMES[node.part]} of an attribution, not placed")
        self._report_loose_links()
        self.mapper.parts_of_attributions.update(
            node.id for node in self._accounted if node.part in ("cue", "source")
        )

    def _report_loose_links(self) -> None:
        """Report links that lead to no claim."""
        for link in self._links:
            if not all(end in self._accounted for end in link.ends):
                parts = " to ".join(end.part for end in link.ends)
                self.mapper.losses.add(f"a link ({parts}) that leads to no claim", link.location)


def kind_of_link(body: Body) -> str:
    """Return the name of a link in messages: its layer and label, or its purpose."""
    named = ": ".join(filter(None, (body.layer, body.value)))
    return named or body.purpose or "without a name"
