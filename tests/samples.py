"""Small valid records for tests that need one to look at or to break."""

from __future__ import annotations

from typing import Any

import archive
from archive.model.anchors import Anchor
from archive.model.annotations import Comment, DateMention, Mention
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.blocks import (
    Formatting,
    Heading,
    Item,
    Link,
    List,
    Paragraph,
    Section,
    TextBlock,
)
from archive.model.captures import BlockOrigin, Capture
from archive.model.claims import PLAIN_FIELDS, Attribution, Claim
from archive.model.document import Document
from archive.model.entities import EntityName, Organisation, Place
from archive.model.introspection import fields_with_models, has_id, holds_several, part_fields
from archive.model.metadata import Metadata, Title
from archive.model.relations import Relation
from archive.model.revisions import Revision
from archive.model.rights import Rights, RightsLayers
from archive.model.statements import Agent
from archive.model.works import Evidence, Source, Work
from archive.text.decoding import encode

HEADING = "Trade"
SENTENCE = "According to the Council, trade with China fell by 10% in 2015."
TAIL = "It may  recover – if “both sides” want it."
RECEIVED = f"{HEADING}\n\n{SENTENCE}\n\n{TAIL}\n"
"""What the blocks of `small()` were received as."""


def minimal() -> Document:
    """A record with nothing but an id."""
    return Document(id="minimal")


def from_text(text: str, *, id: str, **options: Any) -> Document:
    """The record of a plain text, without a capture."""
    return archive.read(encode(text), "text", id=id, **options).document


def text_only(*texts: str) -> Document:
    """A record of these paragraphs, `p-1`, `p-2`, ..., in one section."""
    paragraphs = tuple(Paragraph(id=f"p-{n}", text=text) for n, text in enumerate(texts, start=1))
    return Document(id="text", sections=(Section(id="s-1", blocks=paragraphs),))


def small() -> Document:
    """A heading and two paragraphs as received, with one claim and the source it names."""
    return Document(
        id="small",
        metadata=Metadata(titles=(Title(text="Trade", basis="printed"),), authors="not-stated"),
        captures=(
            Capture(
                id="received",
                file="received/small.txt",
                media_type="text/plain;charset=utf-8",
                size_bytes=len(RECEIVED.encode()),
                sha256="86ec641ea7adbf9c531e216ad0b908cd100cc19a245a9076ad07e3e62b88bd1b",
                derivation="verbatim-1",
            ),
        ),
        agents=(Agent(id="editor", name="A. N. Editor"),),
        sections=(
            Section(
                id="s-1",
                blocks=(
                    Heading(id="h-1", text=HEADING, origin=_received(HEADING)),
                    Paragraph(id="p-1", text=SENTENCE, origin=_received(SENTENCE)),
                    Paragraph(
                        id="p-2",
                        text=TAIL,
                        origin=_received(TAIL, separator="\n"),
                        marks=(Formatting(type="italic", start=0, end=2),),
                    ),
                ),
            ),
        ),
        entities=(
            Organisation(id="council", names=(EntityName(text="Council", basis="printed"),)),
        ),
        sources=(
            Source(id="src-council", as_named="the Council", agent="council", basis="printed"),
        ),
        claims=(
            Claim(
                id="claim-1",
                anchors=(_anchor("p-1", SENTENCE, "trade with China fell by 10% in 2015"),),
                restatement="Trade with China fell by 10% in 2015.",
                kind="descriptive",
                attribution=(
                    Attribution(
                        claimant="council",
                        cue=(_anchor("p-1", SENTENCE, "According to the Council"),),
                    ),
                ),
                stance="neutral",
                status="accepted",
                revision="rev-1",
            ),
        ),
        relations=(
            Relation(
                id="rel-1", subject="claim-1", predicate="citesAsAuthority", object="src-council"
            ),
        ),
        revisions=(Revision(id="rev-1", at="2026-11-24T09:00:00Z", by="editor"),),
    )


def assessed() -> Document:
    """`small()` with a work, a verdict that rests on it, annotations, rights, and a list."""
    document = small()
    listing = Section(
        id="s-2",
        blocks=(
            List(
                id="l-1",
                items=(
                    Item(
                        id="i-1",
                        marker="- ",
                        text="See the table",
                        marks=(Link(start=8, end=13, target="https://example.org/?a=1&b=2"),),
                    ),
                    Item(id="i-2", marker="- ", text="Nothing else"),
                ),
            ),
        ),
    )
    return document.update(
        sections=(*document.sections, listing),
        rights=RightsLayers(
            text=Rights(uri="http://rightsstatements.org/vocab/UND/1.0/"),
            record=Rights(uri="https://creativecommons.org/licenses/by/4.0/", spdx="CC-BY-4.0"),
        ),
        entities=(*document.entities, Place(id="china", names=(EntityName(text="China"),))),
        works=(Work(id="w-1", type="report", title="Trade in Figures", issued="2016-02"),),
        annotations=(
            Mention(
                id="m-1",
                anchors=(_anchor("p-1", SENTENCE, "China"),),
                refers_to="china",
                revision="rev-1",
            ),
            DateMention(id="d-1", anchors=(_anchor("p-1", SENTENCE, "2015"),), date="2015"),
            Comment(id="c-1", text="The year of the report is not given.", on="claim-1"),
        ),
        assessments=(
            Assessment(
                id="a-1",
                claim="claim-1",
                verdict="supported",
                reasoning="The report has the same number.",
                evidence=(Evidence(work="w-1", quoted="a fall of 10 per cent"),),
                revision="rev-2",
            ),
        ),
        revisions=(
            *document.revisions,
            Revision(
                id="rev-2",
                at="2026-11-25T09:05:00Z",
                by="editor",
                summary="Assessed.",
                parts=("a-1",),
            ),
        ),
        extensions={"https://example.org/queue": {"priority": 1, "tags": ["a", None]}},
    )


def _received(text: str, separator: str = "\n\n") -> BlockOrigin:
    start = RECEIVED.index(text)
    if separator == "\n\n":  # the default is left out
        return BlockOrigin(capture="received", start=start, end=start + len(text))
    return BlockOrigin(capture="received", start=start, end=start + len(text), separator=separator)


def _anchor(block: str, text: str, words: str) -> Anchor:
    start = text.index(words)
    return Anchor(block=block, start=start, end=start + len(words), exact=words)


# --- along the model ---


def plain_values(*claims: dict[str, Any]) -> dict[str, Any]:
    """A value that is no default for each plain field that none of these raw claims has."""
    return {
        name: not field.default
        if field.is_boolean
        else next((word for word in field.meanings if word != field.default), "Every time.")
        for name, field in PLAIN_FIELDS.items()
        if not any(name in claim for claim in claims)
    }


DEEPEST = 2
"""How deep parts stand within each other that need not be there."""


def made(cls: type[Model], numbers: Any, deep: int = 0) -> Model:
    """A value of a class with ids and words of its own, and with all that can stand in it."""
    fields: dict[str, Any] = {}
    if has_id(cls):
        fields["id"] = f"{cls.__name__.lower()}-{next(numbers)}"
    if issubclass(cls, TextBlock):
        fields["text"] = f"Words {next(numbers)} end."
    for name in part_fields(cls):
        if deep < DEEPEST or cls.model_fields[name].is_required():
            parts = tuple(made(held, numbers, deep + 1) for held in fields_with_models(cls)[name])
            fields[name] = parts if holds_several(cls, name) else parts[0]
    return cls(**fields)
