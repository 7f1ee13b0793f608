"""Builds the article from a marked copy: pandoc's blocks, annotations, metadata, losses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archive.articles.content import Article, Block, Furniture, Given, Words
from archive.articles.office.marked_copy import MarkedCopy
from archive.articles.office.metadata import Properties, metadata_of
from archive.articles.office.pandoc import tree_of
from archive.articles.office.pandoc_blocks import PandocBlocks
from archive.errors import ReadError
from archive.findings import Finding
from archive.model.captures import CaptureOrigin


def article_from_copy(
    given: Given,
    marked: MarkedCopy,
    copy: bytes,
    *,
    reader: str,
    kind: str,
    media_type: str,
    properties: Properties,
    headers_and_footers: Sequence[tuple[str, str]],
) -> Article:
    """Return the article in a file.

    Args:
        given: The file.
        marked: Its paragraphs and stretches, by the numbers in its marked copy.
        copy: The marked copy.
        reader: The name of pandoc's reader.
        kind: What the file is, in words.
        media_type: Its media type.
        properties: Its properties.
        headers_and_footers: Those of its pages: a role, and the words.

    Raises:
        ReadError: It holds no text, or pandoc cannot read it.
        MissingExtra: The extra `office` is not installed.
    """
    tree = PandocBlocks(marked, given.capture, tree_of(copy, reader, kind)["blocks"])
    if not tree.blocks:
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
            *_page_furniture(headers_and_footers, given, "header"),
            *tree.blocks,
            *_page_furniture(headers_and_footers, given, "footer"),
        ],
        media_type,
        metadata=metadata,
        parts={name: raw for name, raw in parts.items() if raw},
        findings=(*marked.losses.findings(), *marked.works.findings(), *metadata_findings),
    )


def _unplaced(marked: MarkedCopy, tree: PandocBlocks) -> Iterator[dict[str, Any]]:
    """The annotations of stretches without words; citations among them are reported."""
    for number, stretch in enumerate(marked.stretches):
        if number in tree.placed:
            continue
        for annotation in stretch.annotations:
            if annotation["type"] == "comment":
                tail = "on no words; kept without a place in the text"
                marked.losses.add("comments", tail, annotation["text"])
                yield annotation
            else:
                marked.losses.add("citations", "on no words, and left out")


def _page_furniture(
    headers_and_footers: Sequence[tuple[str, str]], given: Given, role: str
) -> Iterator[Block]:
    origin = CaptureOrigin(capture=given.capture)
    for its_role, text in headers_and_footers:
        if its_role == role:
            yield Furniture(Words(text, origin), f"page-{role}")
