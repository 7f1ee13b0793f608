"""The differences that a diff reports, in words of the domain, and their kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import ConfigDict

from archive.reprs import OneLineRepr

Group = Literal[
    "text", "claims", "sources and evidence", "annotations", "entities and works", "rights",
    "metadata", "record", "furniture",
]  # fmt: skip
"""What a difference is about, in the order in which they are reported."""

GROUPS: tuple[Group, ...] = get_args(Group)
"""Every group, in order."""

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
"""What has changed; `KINDS` says what each means."""

KINDS: dict[Kind, str] = {
    "text-corrected": "a block has other words",
    "text-restyled": "a block has the same words in another form (quiet)",
    "block-added": "a block is new",
    "block-removed": "a block is gone",
    "block-moved": "a block stands in another place of the reading order, or in another part",
    "block-changed": "something else about a block: its kind, marker, picture, language",
    "formatting-changed": "the formatting of a block is another",
    "formatting-moved": "the same formatting on the same words, elsewhere in the block (quiet)",
    "origin-changed": "blocks, or a value of the metadata, stand elsewhere in a capture (quiet)",
    "section-added": "a section is new",
    "section-removed": "a section is gone",
    "section-moved": "a section stands in another place",
    "section-changed": "the role of a section is another",
    "anchor-moved": "the same words, which the changes to the text have moved (quiet)",
    "anchor-restyled": "the same words, to which the text gives another form (quiet)",
    "anchor-relocated": "the same words, and somebody has chosen another place where they stand",
    "anchor-altered": "an anchor has other words",
    "anchor-orphaned": "words have lost their place",
    "anchor-restored": "words that had lost their place have one again",
    "anchor-added": "one more stretch of words",
    "anchor-removed": "one stretch of words fewer",
    "orphan-changed": "what is said of words without a place is another",
    "claim-added": "a claim is new",
    "claim-withdrawn": "a claim is gone",
    "claim-restated": "the sentence that restates a claim is another",
    "claim-reclassified": "kind, commitment, negation or checkability of a claim",
    "claim-attributed": "on whose word a claim is passed on, or in which manner",
    "claim-stance-changed": "what the author does with a claim of somebody else",
    "claim-about-changed": "what a claim is about",
    "claim-time-changed": "the time that a claim speaks of",
    "statement-accepted": "a statement is accepted and was not",
    "statement-rejected": "a statement is rejected and was not",
    "statement-proposed": "a statement is a proposal again",
    "history-changed": "the history of a statement, while it stands as it stood",
    "maker-changed": "the revision in which a statement was made or a part identified",
    "grounds-changed": "what a value rests on: basis, certainty, reason",
    "identifiers-changed": "what a statement is called in the program that it comes from",
    "assessment-added": "an assessment is new",
    "assessment-withdrawn": "an assessment is gone",
    "assessment-changed": "verdict, rating or reasoning of an assessment",
    "relation-added": "a relation is new",
    "relation-withdrawn": "a relation is gone",
    "relation-changed": "a relation links other parts, or does so in another way",
    "source-added": "a source is new",
    "source-removed": "a source is gone",
    "source-identified": "who or which work is behind a source is known now",
    "source-changed": "something else about a source",
    "evidence-added": "an assessment or relation has one more piece of evidence",
    "evidence-withdrawn": "an assessment or relation has lost a piece of evidence",
    "evidence-changed": "work, place or quoted words of a piece of evidence",
    "annotation-added": "an annotation is new",
    "annotation-withdrawn": "an annotation is gone",
    "annotation-changed": "what an annotation says",
    "entity-added": "an entity is new",
    "entity-removed": "an entity is gone",
    "entity-changed": "what is known of an entity",
    "work-added": "a work is new",
    "work-removed": "a work is gone",
    "work-changed": "what is known of a work, or its copies",
    "rights-changed": "the rights in the text, the record or a figure",
    "metadata-changed": "what is known of the article",
    "capture-added": "something was received",
    "capture-removed": "a capture is gone",
    "capture-changed": "what is known of a capture",
    "agent-added": "somebody who makes statements is new",
    "agent-removed": "somebody who made statements is gone",
    "agent-changed": "what is known of somebody who makes statements",
    "revision-added": "a revision is noted",
    "revision-removed": "the note of a revision is gone",
    "revision-changed": "the note of a revision says something else",
    "id-changed": "the record, or a part that is otherwise the same, has another id",
    "order-changed": "the parts of a collection, or the keys of an extension, in another order",
    "record-changed": "schema version, base address or language of the record",
    "extension-changed": "other people's fields",
    "other": "anything else",
}
"""Every kind of difference, and what it means."""

QUIET: frozenset[Kind] = frozenset(
    {"text-restyled", "anchor-moved", "anchor-restyled", "formatting-moved", "origin-changed"}
)
"""What follows from other differences, or is form only: a page counts these and does not list
them."""


@dataclass(frozen=True, slots=True, repr=False)
class Passage(OneLineRepr):
    """A place where two texts differ, with a little of the text that they share around it."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    before: str
    """What stands just before it in both; empty at the beginning or just after another passage."""
    old: str
    """The words that stood there."""
    new: str
    """The words that stand there."""
    after: str
    """What stands just after it in both."""


@dataclass(frozen=True, slots=True, repr=False)
class Difference(OneLineRepr):
    """One thing that is not as it was, in words of the domain."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    kind: Kind
    """What happened to it, in a word that will not change."""
    group: Group
    """What it is about."""
    message: str
    """All of it in a sentence; long words stand in `old`, `new` and `passages` only."""
    part: str | None = None
    """The id of the part that it is about."""
    old_pointer: str | None = None
    """Where in the old record (a JSON Pointer); left out if it was not there."""
    new_pointer: str | None = None
    """Where in the new record; left out if it is not there."""
    old: str | None = None
    """What was there, in words."""
    new: str | None = None
    """What is there, in words."""
    passages: tuple[Passage, ...] = ()
    """Of text and anchors with other words, of text in another form: each place of difference."""
    operations: tuple[int, ...] = ()
    """The positions of the exact operations that it tells of."""

    @property
    def quiet(self) -> bool:
        """Whether it only follows from other differences, or is one of form only."""
        return self.kind in QUIET

    def as_object(self) -> dict[str, Any]:
        """Return it as a JSON object; what is left out or empty is not in it."""
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
    """One of the two versions of a record that a diff is between."""

    id: str
    """The id of the record."""
    sha256: str
    """SHA-256 digest of its canonical JSON, which is what `document.json` holds."""
