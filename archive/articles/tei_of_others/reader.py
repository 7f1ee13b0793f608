"""Reads a TEI file of others: its text as blocks, its header as metadata, and its losses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.content import Given
from archive.articles.tei_of_others.block_handlers import BlockHandlers
from archive.articles.tei_of_others.entities import Entities, PartIds
from archive.articles.tei_of_others.header import Header
from archive.articles.tei_of_others.inline_handlers import InlineHandlers
from archive.articles.tei_of_others.losses import MarkupLosses
from archive.articles.tei_of_others.printed_metadata import count_lost_ids, mark_printed
from archive.articles.tei_of_others.tree import TeiTree
from archive.articles.tei_of_others.vocabulary import ENTITIES
from archive.articles.tei_of_others.works import Works
from archive.articles.tying import tied
from archive.english import counted
from archive.findings import NOT_KEPT, Finding, Severity, short

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

MEDIA_TYPE = "application/tei+xml"


def read_article(given: Given, number: int | None) -> content.Article:
    """Return the article in a file (`archive.articles.tei_of_others.receive`)."""
    tree = TeiTree(given.data, number)
    losses = MarkupLosses()
    ids = PartIds(given.id)
    entities = Entities(tree, ids, losses)
    works = Works(tree, ids, losses)
    header = Header(tree, given.capture, works, losses)
    header.add_sources()
    for element in _other_parts(tree):
        works.add_text(element)
    works.add_text(tree.text)
    inline = InlineHandlers(tree, entities, works, losses)
    metadata, rights = header.metadata(), header.rights()
    languages = metadata.get("languages", ())
    main = languages[0]["tag"] if languages else None
    read = BlockHandlers(tree, given.capture, inline).read(tree.text, main)
    blocks = tied(read, tree.derived, given.capture)
    header.count_losses()
    _count_other_parts(tree, losses)
    mark_printed(metadata, blocks)
    count_lost_ids(tree, blocks, {*entities.kept_ids(), *works.kept_ids()}, losses)
    return content.Article(
        blocks,
        MEDIA_TYPE,
        tree.derived,
        [*tree.omitted(given.capture)],
        metadata=metadata,
        rights=rights,
        parts={"entities": entities.raws(), "works": works.raws()},
        findings=(
            *tree.findings,
            *entities.findings(),
            *_changed_ids(ids),
            *losses.findings(),
        ),
    )


def _other_parts(tree: TeiTree) -> Iterator[Element]:
    """The parts of a file beside its header and text: `standOff` and others."""
    for child in tree.file:
        if tree.name(child) not in ("teiHeader", "text", "TEI", "teiCorpus"):
            yield child


def _count_other_parts(tree: TeiTree, losses: MarkupLosses) -> None:
    """Count the parts beside the text, but for lists of entities and works."""
    for part in _other_parts(tree):
        name = tree.name(part)
        for child in part:
            if not any(True for _ in tree.within(child, *ENTITIES, "bibl", "biblStruct")):
                losses.element(f"{name}/{tree.name(child)}", child, words=False)
        if not len(part):
            losses.element(name, part, words=False)


def _changed_ids(ids: PartIds) -> Iterator[Finding]:
    """A warning that names ids of entities and works which could not be kept."""
    if ids.changed:
        first = ", ".join(f"{short(one)} is {other}" for one, other in ids.changed[:3])
        more = ", ..." if len(ids.changed) > 3 else ""
        yield Finding(
            NOT_KEPT,
            f"{counted(len(ids.changed), 'ids')} of entities and works could not be kept: "
            f"{first}{more}",
            "an id is of ASCII letters, digits, _ and -, and stands once in a record",
            Severity.WARNING,
        )
