"""Reads a foreign TEI file: its text as blocks, its header as metadata, and counts losses."""

from __future__ import annotations

from collections.abc import Iterator

from archive.articles import content
from archive.articles.content import Given
from archive.articles.tei_of_others.block_handlers import BlockHandlers
from archive.articles.tei_of_others.entities import Entities
from archive.articles.tei_of_others.header import Header
from archive.articles.tei_of_others.header_losses import HeaderLosses
from archive.articles.tei_of_others.inline_handlers import InlineHandlers
from archive.articles.tei_of_others.kept import Kept
from archive.articles.tei_of_others.losses import MarkupLosses
from archive.articles.tei_of_others.part_ids import PartIds
from archive.articles.tei_of_others.printed_metadata import count_lost_ids, mark_printed
from archive.articles.tei_of_others.tree import TeiTree
from archive.articles.tei_of_others.works import Works
from archive.articles.tying import tied
from archive.derivations.tei_vocabulary import LANG
from archive.english import counted
from archive.findings import NOT_KEPT, Finding, Severity, short

_OF_ROOTS = ("version",)
"""Attributes of the root that are about the file itself."""
MEDIA_TYPE = "application/tei+xml"


def read_article(given: Given, number: int | None) -> content.Article:
    """Return the article in a file; see `archive.articles.tei_of_others.receive`."""
    tree = TeiTree(given.data, number)
    kept, losses = Kept(), MarkupLosses()
    ids = PartIds(given.id)
    entities = Entities(tree, ids, kept, losses)
    works = Works(tree, ids, kept, losses)
    header = Header(tree, given.capture, works, kept, losses)
    header.add_sources()
    for part in (*tree.other_parts(), tree.text):
        works.add_part(part, "printed")
    inline = InlineHandlers(tree, entities, works, kept, losses)
    metadata, rights = header.metadata(), header.rights()
    languages = metadata.get("languages", ())
    main = languages[0]["tag"] if languages else None
    read = BlockHandlers(tree, given.capture, inline).read(tree.text, main)
    blocks = tied(read, tree.derived, given.capture)
    inline.count_unused_languages()
    header.count_repeated()
    _count_losses(tree, kept, losses)
    mark_printed(metadata, blocks)
    count_lost_ids(tree, blocks, (*entities.kept_ids(), *works.kept_ids()), losses)
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


def _count_losses(tree: TeiTree, kept: Kept, losses: MarkupLosses) -> None:
    """Count the content outside the text that is not in the record."""
    of_header = HeaderLosses(tree, kept, losses)
    for header in tree.headers():
        of_header.count_header(header)
    for part in tree.other_parts():
        of_header.count_part(part)
    if tree.header is None:
        losses.other("<TEI> without a header", tree.file)
    for around in tree.around_file():
        losses.attributes(tree.name(around), around, (*_OF_ROOTS, LANG))
    losses.unread(tree.unread(), tree.around_text())


def _changed_ids(ids: PartIds) -> Iterator[Finding]:
    """Yield a warning that lists the ids of entities and works that could not be kept."""
    if ids.changed:
        first = ", ".join(f"{short(one)} is {other}" for one, other in ids.changed[:3])
        more = ", ..." if len(ids.changed) > 3 else ""
        yield Finding(
            NOT_KEPT,
            f"{counted(len(ids.changed), 'ids')} of entities and works could not be kept: "
            f"{first}{more}",
            "an id has only ASCII letters, digits, _ and -, and is unique in a record",
            Severity.WARNING,
        )
