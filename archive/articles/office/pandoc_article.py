"""Builds the article from a marked copy: blocks, annotations, metadata and reported losses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from archive.articles.content import Article, Block, Furniture, Given, Words
from archive.articles.office.marked_copy import MarkedCopy
from archive.articles.office.metadata import Properties, metadata_of
from archive.articles.office.pandoc import tree_of
from archive.articles.office.pandoc_blocks import PandocBlocks
from archive.articles.office.reading_order import in_reading_order
from archive.derivations.paragraph_text import ParagraphText
from archive.errors import ReadError
from archive.findings import Finding
from archive.model.captures import ElementOrigin


def article_from_copy(
    given: Given,
    marked: MarkedCopy,
    copy: bytes,
    text: ParagraphText,
    *,
    reader: str,
    kind: str,
    media_type: str,
    properties: Properties,
) -> Article:
    """Return the article in a file.

    Args:
        given: The file.
        marked: The paragraphs and stretches of the file, by their numbers in the marked copy.
        copy: The marked copy.
        text: The text of the file.
        reader: The name of pandoc's reader.
        kind: The kind of the file, in words.
        media_type: The media type of the file.
        properties: The properties of the file.

    Raises:
        ReadError: The file has no text, or pandoc cannot read it.
        MissingExtra: The extra `office` is not installed.
    """
    tree = PandocBlocks(marked, text, given.capture, tree_of(copy, reader, kind)["blocks"])
    found = in_reading_order(tree.blocks, tree.notes, text, given.capture, marked)
    if not found.blocks:
        raise ReadError([Finding("no-text", "the file holds no text")])
    metadata, metadata_findings = metadata_of(properties, tree.printed, given.capture)
    unplaced = [*marked.unplaced, *_unplaced(marked, tree)]
    parts: dict[str, Sequence[dict[str, Any]]] = {
        "agents": marked.people.agents,
        "revisions": marked.people.revisions,
        "works": marked.works.raw,
        "annotations": unplaced,
    }
    return Article(
        [
            *_page_furniture(text, given.capture, "header"),
            *found.blocks,
            *_page_furniture(text, given.capture, "footer"),
        ],
        media_type,
        derived=text,
        omitted=found.omitted,
        metadata=metadata,
        parts={name: raw for name, raw in parts.items() if raw},
        findings=(
            *marked.losses.findings(),
            *marked.works.findings(),
            *metadata_findings,
            *marked.unread.findings(),
        ),
    )


def _unplaced(marked: MarkedCopy, tree: PandocBlocks) -> Iterator[dict[str, Any]]:
    """Yield the comments whose stretch has no words; report these and such citations as losses."""
    for number, stretch in enumerate(marked.stretches):
        if number in tree.placed:
            continue
        for annotation in stretch.annotations:
            if annotation["type"] == "comment":
                what = "comments not attached to words; kept without a place in the text"
                marked.losses.add(what, example=annotation["text"])
                yield annotation
            else:
                marked.losses.add("citations not attached to words; left out")


def _page_furniture(
    text: ParagraphText, capture: str, role: Literal["header", "footer"]
) -> Iterator[Block]:
    """Yield the paragraphs of page headers or footers; in `text`, headers come before the body."""
    first = text.lines[0].start
    for element in text.pages:
        if (element.start < first) == (role == "header"):
            origin = ElementOrigin(capture=capture, path=element.path)
            yield Furniture(Words(text.words(origin), origin), f"page-{role}")
