"""`Candidate` is a statement that a rule finds in an article, before it is in the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from archive.findings import Finding
from archive.model.blocks import CodeBlock, Furniture, Section, TextBlock
from archive.model.document import Document
from archive.model.metadata import StatedDate
from archive.proposals.existing_statements import ExistingStatements
from archive.proposals.tuning import LEAST_ENGLISH
from archive.text.sentences import sentence_starts

Raw = dict[str, Any]

SUMMARY = "Statements were proposed by rule."
"""The summary of a revision in which rules proposed."""


class PartToAdd(NamedTuple):
    """A part that a candidate needs and the record has not: it stands in place of an id."""

    collection: str
    """The field of the document that would hold it."""
    raw: Raw
    """The part; what has the same content is the same."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that a rule would make."""

    way: str
    """Which of its ways the rule took: the precision of each way was measured."""
    why: str
    """The evidence that the rule found, as the reason of the statement names it."""
    raw: Raw
    """The statement as JSON has it, without id, revision, certainty and reason."""
    unknown_claimant: str | None = None
    """The name of who says it, where no entity of the record has it."""
    source: str | PartToAdd | None = None
    """The source that a claim names, if it is to lean on it."""
    predicate: str = ""
    """What the claim does with that."""
    share: float = 1.0
    """How often the assumption is right that the rule could not read off the words, as measured."""

    @property
    def collection(self) -> str:
        """The field of the document that would hold it."""
        return "annotations" if "type" in self.raw else "claims"


@dataclass
class RuleContext:
    """A record as the rules read it."""

    document: Document
    known: Sequence[Document] = ()
    """Other records, whose names are known too."""
    findings: list[Finding] = field(default_factory=list)
    """What rules found ambiguous, and propose nothing for."""
    shared: dict[str, object] = field(default_factory=dict)
    """Results that several rules use, made by the first of them."""
    new_entities: list[tuple[str, str, PartToAdd]] = field(default_factory=list)
    """The entities that the proposed claims add to the record: name, type, entity."""

    @cached_property
    def blocks(self) -> Sequence[TextBlock]:
        """The blocks of the article: what is program code or none of its own is left out."""
        left_out = (CodeBlock, Furniture)
        return [b for b in self.document.text_blocks() if not isinstance(b, left_out)]

    @cached_property
    def language(self) -> str | None:
        """The tag of the article's language, from its metadata or guessed from its words."""
        stated = self.document.metadata.language
        if stated is not None:
            return stated.lower()
        text = " ".join(block.text[:2000] for block in self.blocks[:50])
        words = re.findall(r"\w+", text.casefold())
        function_words = sum(word in _ENGLISH for word in words)
        return "en" if words and function_words / len(words) >= LEAST_ENGLISH else None

    def language_of(self, block: TextBlock) -> str | None:
        """The tag of a block's language, in lower case; None if it is not known."""
        return block.language.lower() if block.language else self.language

    def in_english(self) -> Iterator[TextBlock]:
        """Yield the blocks that are in English."""
        for block in self.blocks:
            if is_language(self.language_of(block), "en"):
                yield block

    @cached_property
    def pointers(self) -> Mapping[str, str]:
        """Where each block stands in the record, by its id."""
        return {block.id: pointer for pointer, block in self.document.index.of_type(TextBlock)}

    @cached_property
    def references(self) -> frozenset[str]:
        """The ids of blocks in lists of what the article cites."""
        lists = tuple(
            f"{pointer}/"
            for pointer, section in self.document.index.of_type(Section)
            if section.role == "references"
        )
        return frozenset(id for id, pointer in self.pointers.items() if pointer.startswith(lists))

    @cached_property
    def existing(self) -> ExistingStatements:
        """What the record says already."""
        return ExistingStatements.of(self.document)

    @cached_property
    def own_revisions(self) -> frozenset[str]:
        """The revisions in which rules proposed before."""
        return frozenset(r.id for r in self.document.revisions if r.summary == SUMMARY)

    @cached_property
    def written(self) -> StatedDate | None:
        """When the article was written; where that is not stated, when it was published."""
        publication = self.document.metadata.publication
        for date in (publication.written, publication.published, publication.updated):
            if isinstance(date, StatedDate):
                return date
        return None


def is_language(tag: str | None, language: str) -> bool:
    """Whether a tag in small letters names a language, in whatever region."""
    return tag is not None and re.split("[-_]", tag)[0] in (language, _THREE.get(language))


_THREE = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita"}
_ENGLISH = frozenset(
    ["the", "of", "and", "to", "in", "that", "is", "was", "for", "it", "with", "as", "on"]
)


class Sentence(NamedTuple):
    """A sentence of a block."""

    block: TextBlock
    start: int
    end: int
    """Just past its last sign, the blanks behind it left out."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.block.text[self.start : self.end]


def sentences(block: TextBlock) -> Iterator[Sentence]:
    """Yield the sentences of a block."""
    starts = [*sentence_starts(block.text), len(block.text)]
    for start, end in pairwise(starts):
        words = block.text[start:end]
        first = start + len(words) - len(words.lstrip())
        last = start + len(words.rstrip())
        if first < last:
            yield Sentence(block, first, last)


def anchors(stretches: Iterable[tuple[TextBlock, int, int]]) -> list[Raw]:
    """Stretches as raw anchors; those that hold nothing but blanks are left out."""
    return [anchor(*one) for one in stretches if one[0].text[one[1] : one[2]].strip()]


def anchor(block: TextBlock, start: int, end: int) -> Raw:
    """A stretch of a block, without the blanks at its edges, as a raw anchor."""
    words = block.text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return {"type": "anchor", "block": block.id, "start": start, "end": end,
            "exact": block.text[start:end]}  # fmt: skip


Rule = Callable[[RuleContext], Iterable[Candidate]]
"""A rule reads a record and yields the statements that it proposes."""
