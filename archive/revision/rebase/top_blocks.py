"""The blocks that are directly in sections, and the text blocks within each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.model.blocks import Block, TextBlock
from archive.model.document import Document
from archive.model.walk import walk
from archive.revision.rebase.earlier_reading import sections_in_order


@dataclass(frozen=True, slots=True)
class TopBlock:
    """A block directly in a section."""

    block: Block
    section: str
    """The id of the section."""
    texts: tuple[str, ...]
    """The ids of the text blocks within the block, in reading order."""


def top_blocks(document: Document) -> Iterator[TopBlock]:
    """Yield the blocks directly in sections, in reading order."""
    for section, _ in sections_in_order(document.sections):
        for block in section.blocks:
            yield TopBlock(block, section.id, text_ids(block))


def text_ids(block: Block) -> tuple[str, ...]:
    """Return the ids of the text blocks in a block, in reading order."""
    if isinstance(block, TextBlock):
        return (block.id,)
    return tuple(part.id for _, part in walk(block) if isinstance(part, TextBlock))
