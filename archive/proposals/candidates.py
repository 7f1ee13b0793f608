"""`Candidate`: a statement that a rule finds in an article, before it is added to the record."""

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
"""The summary of a revision that adds proposals of rules."""


class PartToAdd(NamedTuple):
    """A part that a candidate needs and the record does not have. It is used in place of an id."""

    collection: str
    """The field of the document that the part belongs in."""
    raw: Raw
    """The raw part; parts with equal content are the same part."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that a rule may propose."""

    way: str
    """The way in which the rule found the statement; the precision of each way is measured."""
    why: str
    """The evidence that the rule found, for the reason of the statement."""
    raw: Raw
    """The raw statement, without id, revision, certainty and reason."""
    unknown_claimant: str | None = None
    """The name of the claimant, if no entity of the record has this name."""
    source: str | PartToAdd | None = None
    """The source that the claim names, if a relation to it is proposed."""
    predicate: str = ""
    """The predicate of the relation from the claim to the source."""
    share: float = 1.0
    """The measured share of cases in which what the rule assumes beyond the words is right."""

    @property
    def collection(self) -> str:
        """Return the field of the document that the statement belongs in."""
        return "annotations" if "type" in self.raw else "claims"


@dataclass
class RuleContext:
    """A record, and what the rules read from it and share with each other."""

    document: Document
    known: Sequence[Document] = ()
    """Other records, whose names are recognised too."""
    findings: list[Finding] = field(default_factory=list)
    """What rules found but cannot decide, and so do not propose."""
    shared: dict[str, object] = field(default_factory=dict)
    """Results that several rules use; the first rule computes them."""
    new_entities: list[tuple[str, str, PartToAdd]] = field(default_factory=list)
    """The entities that the proposed claims add to the record: name, type and entity."""

    @cached_property
    def blocks(self) -> Sequence[TextBlock]:
        """The blocks of the article, without program code and furniture."""
        left_out = (CodeBlock, Furniture)
        return [b for b in self.document.text_blocks() if not isinstance(b, left_out)]

    @cached_property
    def language(self) -> str | None:
        """The tag of the article's language, from the metadata or guessed from the words."""
        stated = self.document.metadata.language
        if stated is not None:
            return stated.lower()
        text = " ".join(block.text[:2000] for block in self.blocks[:50])
        words = re.findall(r"\w+", text.casefold())
        function_words = sum(word in _ENGLISH for word in words)
        return "en" if words and function_words / len(words) >= LEAST_ENGLISH else None

    def language_of(self, block: TextBlock) -> str | None:
        """Return the tag of a block's language in lower case; `None` if it is not known."""
        return block.language.lower() if block.language else self.language

    def in_english(self) -> Iterator[TextBlock]:
        """Yield the blocks that are in English."""
        for block in self.blocks:
            if is_language(self.language_of(block), "en"):
                yield block

    @cached_property
    def pointers(self) -> Mapping[str, str]:
        """The JSON Pointer of each block, by its id."""
        return {block.id: pointer for pointer, block in self.document.index.of_type(TextBlock)}

    @cached_property
    def references(self) -> frozenset[str]:
        """The ids of blocks in lists of works that the article cites."""
        lists = tuple(
            f"{pointer}/"
            for pointer, section in self.document.index.of_type(Section)
            if section.role == "references"
        )
        return frozenset(id for id, pointer in self.pointers.items() if pointer.startswith(lists))

    @cached_property
    def existing(self) -> ExistingStatements:
        """The statements that the record already has."""
        return ExistingStatements.of(self.document)

    @cached_property
    def own_revisions(self) -> frozenset[str]:
        """The ids of earlier revisions that added proposals of rules."""
        return frozenset(r.id for r in self.document.revisions if r.summary == SUMMARY)

    @cached_property
    def written(self) -> StatedDate | None:
        """The date on which the article was written or, if not stated, published."""
        publication = self.document.metadata.publication
        for date in (publication.written, publication.published, publication.updated):
            if isinstance(date, StatedDate):
                return date
        return None


def is_language(tag: str | None, language: str) -> bool:
    """Whether a lower-case tag is for a language, in any region."""
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
    """The offset just past the last character, without the spaces after it."""

    @property
    def text(self) -> str:
        """The words of the sentence."""
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
    """Return stretches of blocks as raw anchors, without those that are only white space."""
    return [anchor(*one) for one in stretches if one[0].text[one[1] : one[2]].strip()]


def anchor(block: TextBlock, start: int, end: int) -> Raw:
    """Return a stretch of a block as a raw anchor, without white space at its edges."""
    words = block.text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return {"type": "anchor", "block": block.id, "start": start, "end": end,
            "exact": block.text[start:end]}  # fmt: skip


Rule = Callable[[RuleContext], Iterable[Candidate]]
"""A rule: it reads a record, and yields the statements that it proposes."""
