"""The kinds of differences that a diff reports in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import ConfigDict

from archive.reprs import OneLineRepr

Group = Literal[
    "text", "claims", "sources and evidence", "annotations", "entities and works", "rights",
    "metadata", "record", "furniture",
]  # fmt: skip
"""The groups of differences, in the order in which they are reported."""

GROUPS: tuple[Group, ...] = get_args(Group)
"""All groups, in the order in which they are reported."""

Kind = Literal[
    "text-corrected", "text-restyled",
    "block-added", "block-removed", "block-moved", "block-changed",
    "formatting-changed", "formatting-moved", "origin-changed",
    "section-added", "section-removed", "section-moved", "section-changed",
    "anchor-moved", "anchor-restyled", "anchor-relocated", "anchor-altered", "anchor-orphaned",
    "anchor-restored", "anchor-added", "anchor-removed", "orphan-changed",
    "claim-added", "claim-withdrawn", "claim-restated", "claim-reclassified", "claim-attributed",
    "claim-stance-changed", "claim-about-changed", "claim-time-changed",
    "statement-accepted", "statement-rejected", "statement-proposed",
    "history-changed", "maker-changed", "grounds-changed", "identifiers-changed",
    "assessment-added", "assessment-withdrawn", "assessment-changed",
    "relation-added", "relation-withdrawn", "relation-changed",
    "source-added", "source-removed", "source-identified", "source-changed",
    "evidence-added", "evidence-withdrawn", "evidence-changed",
    "annotation-added", "annotation-withdrawn", "annotation-changed",
    "entity-added", "entity-removed", "entity-changed",
    "work-added", "work-removed", "work-changed",
    "rights-changed", "metadata-changed",
    "capture-added", "capture-removed", "capture-changed",
    "agent-added", "agent-removed", "agent-changed",
    "revision-added", "revision-removed", "revision-changed",
    "id-changed", "order-changed", "record-changed", "extension-changed", "other",
]  # fmt: skip
"""The kinds of differences; `KINDS` explains them."""

KINDS: dict[Kind, str] = {
    "text-corrected": "the words of a block changed",
    "text-restyled": "the same words in another typographic form (counted, not listed)",
    "block-added": "a block is new",
    "block-removed": "a block was removed",
    "block-moved": "a block moved in the reading order, or into another part",
    "block-changed": "another field of a block changed: its kind, marker, picture, language",
    "formatting-changed": "the formatting of a block changed",
    "formatting-moved": "the formatting moved with its words (counted, not listed)",
    "origin-changed": "the place of blocks or values in a capture changed (counted, not listed)",
    "section-added": "a section is new",
    "section-removed": "a section was removed",
    "section-moved": "a section moved",
    "section-changed": "the role of a section changed",
    "anchor-moved": "an anchor moved because the text changed (counted, not listed)",
    "anchor-restyled": "an anchor has its words in another typographic form (counted, not listed)",
    "anchor-relocated": "somebody moved an anchor to the same words at another place",
    "anchor-altered": "an anchor has other words",
    "anchor-orphaned": "the words of an anchor no longer have a place in the text",
    "anchor-restored": "words without a place have a place in the text again",
    "anchor-added": "words were added to a statement",
    "anchor-removed": "words were removed from a statement",
    "orphan-changed": "the details of words without a place changed",
    "claim-added": "a claim is new",
    "claim-withdrawn": "a claim was removed",
    "claim-restated": "the restatement of a claim changed",
    "claim-reclassified": "kind, commitment, negation or checkability of a claim changed",
    "claim-attributed": "the attribution of a claim changed",
    "claim-stance-changed": "the author's stance on somebody else's claim changed",
    "claim-about-changed": "the subject of a claim changed",
    "claim-time-changed": "the time of a claim changed",
    "statement-accepted": "a statement is newly accepted",
    "statement-rejected": "a statement is newly rejected",
    "statement-proposed": "a statement is a proposal again",
    "history-changed": "the history of a statement changed, but not its status",
    "maker-changed": "the revision in which a statement was made or a part identified changed",
    "grounds-changed": "the grounds of a value changed: basis, certainty, reason",
    "identifiers-changed": "the identifiers of a statement in its program of origin changed",
    "assessment-added": "an assessment is new",
    "assessment-withdrawn": "an assessment was removed",
    "assessment-changed": "verdict, rating or reasoning of an assessment changed",
    "relation-added": "a relation is new",
    "relation-withdrawn": "a relation was removed",
    "relation-changed": "the subject, predicate or object of a relation changed",
    "source-added": "a source is new",
    "source-removed": "a source was removed",
    "source-identified": "the agent or work that a source refers to was identified",
    "source-changed": "another field of a source changed",
    "evidence-added": "a piece of evidence was added to an assessment or relation",
    "evidence-withdrawn": "a piece of evidence was removed from an assessment or relation",
    "evidence-changed": "work, place or quoted words of a piece of evidence changed",
    "annotation-added": "an annotation is new",
    "annotation-withdrawn": "an annotation was removed",
    "annotation-changed": "the content of an annotation changed",
    "entity-added": "an entity is new",
    "entity-removed": "an entity was removed",
    "entity-changed": "a field of an entity changed",
    "work-added": "a work is new",
    "work-removed": "a work was removed",
    "work-changed": "a field of a work, or of its copies, changed",
    "rights-changed": "the rights in the text, the record or a figure changed",
    "metadata-changed": "the metadata of the article changed",
    "capture-added": "a capture is new",
    "capture-removed": "a capture was removed",
    "capture-changed": "a field of a capture changed",
    "agent-added": "an agent is new",
    "agent-removed": "an agent was removed",
    "agent-changed": "a field of an agent changed",
    "revision-added": "a revision is new",
    "revision-removed": "a revision was removed",
    "revision-changed": "a field of a revision changed",
    "id-changed": "the id of the record, or of an otherwise equal part, changed",
    "order-changed": "the order of a collection, or of the keys of an extension, changed",
    "record-changed": "schema version, base address or language of the record changed",
    "extension-changed": "extension fields changed",
    "other": "anything else",
}
"""Every kind of difference, with its meaning."""

QUIET: frozenset[Kind] = frozenset(
    {"text-restyled", "anchor-moved", "anchor-restyled", "formatting-moved", "origin-changed"}
)
"""Kinds that only follow from other differences, or concern only form. Reports show how many there
are, but do not list them."""


@dataclass(frozen=True, slots=True, repr=False)
class Passage(OneLineRepr):
    """A place where two texts differ, with some common context."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    before: str
    """The context before the place; empty at the beginning, or right after another passage."""
    old: str
    """The old words."""
    new: str
    """The new words."""
    after: str
    """The context after the place."""


@dataclass(frozen=True, slots=True, repr=False)
class Difference(OneLineRepr):
    """One difference in words."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    kind: Kind
    """The kind of difference, a stable code."""
    group: Group
    """The group of the difference."""
    message: str
    """The difference in a sentence; long words are left to `old`, `new` and `passages`."""
    part: str | None = None
    """The id of the part that differs."""
    old_pointer: str | None = None
    """The place in the old record (a JSON Pointer); `None` if there is none."""
    new_pointer: str | None = None
    """The place in the new record; `None` if there is none."""
    old: str | None = None
    """The old value, in words."""
    new: str | None = None
    """The new value, in words."""
    passages: tuple[Passage, ...] = ()
    """The passages that differ, for changed words of texts and anchors, and changed form."""
    operations: tuple[int, ...] = ()
    """The positions of the operations that the difference reports."""

    @property
    def quiet(self) -> bool:
        """Whether the difference only follows from others, or concerns only form."""
        return self.kind in QUIET

    def as_object(self) -> dict[str, Any]:
        """Return the difference as a JSON object, without empty fields."""
        value = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name)}
        if self.passages:
            value["passages"] = [
                {name: getattr(passage, name) for name in Passage.__slots__}
                for passage in self.passages
            ]
        return value


VERSION = "1.1"
"""The version of the JSON form that this library writes."""


@dataclass(frozen=True, slots=True, repr=False)
class RecordVersion(OneLineRepr):
    """One of the two versions of a diff."""

    id: str
    """The id of the record."""
    sha256: str
    """SHA-256 digest of the canonical JSON, which is the content of `document.json`."""
