"""Groups furniture into runs, each of which is one line on a page for readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from archive.english import counted
from archive.model.anchors import Anchor
from archive.model.blocks import Block, Furniture, Section, TextBlock
from archive.model.document import Document
from archive.model.walk import walk
from archive.text.alignment.tokens import FoldedText, Tokens


@dataclass(frozen=True, slots=True)
class FurnitureRun:
    """Blocks of furniture that follow one another, with no block of the article between them."""

    title: str
    """The line shown for the run: its position and size."""
    groups: Sequence[tuple[str | None, Sequence[Block]]]
    """The blocks in order, with the id of their furniture section, or `None`."""

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks of all groups."""
        return [block for _, blocks in self.groups for block in blocks]


def furniture_runs(document: Document) -> Sequence[FurnitureRun]:
    """Return the runs of furniture in order; empty if the record is furniture only."""
    stretches = [
        (key, list(placed)) for key, placed in groupby(_blocks(document.sections), _is_furniture)
    ]
    last = len(stretches) - 1
    if last < 1:
        return ()
    return [
        FurnitureRun(f"{_position(n, last)}: {_size(placed, document)}", _by_section(placed))
        for n, (is_furniture, placed) in enumerate(stretches)
        if is_furniture
    ]


def at_first_blocks(runs: Sequence[FurnitureRun]) -> Mapping[str, FurnitureRun | None]:
    """Return the runs by the ids of their first blocks; their other blocks have `None`."""
    return {block.id: None if n else run for run in runs for n, block in enumerate(run.blocks)}


def _position(n: int, last: int) -> str:
    if n == 0:
        return "Page before the article"
    return "Page after the article" if n == last else "Not part of the article"


def _size(placed: Sequence[_Placed], document: Document) -> str:
    """Return the counts of blocks, words (characters in scripts without spaces) and claims."""
    parts = (part for _, block in placed for _, part in walk(block))
    texts = [part for part in parts if isinstance(part, TextBlock)]
    words = sum(len(Tokens(FoldedText(text.text), 0, len(text.text)).words()) for text in texts)
    ids = {text.id for text in texts}
    claims = sum(
        any(isinstance(anchor, Anchor) and anchor.block in ids for anchor in claim.anchors)
        for claim in document.claims
        if claim.status != "rejected"
    )
    counts = [counted(len(placed), "blocks"), counted(words, "words")]
    return ", ".join([*counts, counted(claims, "claims")] if claims else counts)


_Placed = tuple[str | None, Block]
"""A block, and the id of the furniture section around it, if any."""


def _blocks(sections: Iterable[Section], is_within: bool = False) -> Iterator[_Placed]:
    """Yield every block in reading order, with its furniture section."""
    for section in sections:
        is_furniture = is_within or section.role == "furniture"
        for block in section.blocks:
            yield section.id if is_furniture else None, block
        yield from _blocks(section.sections, is_furniture)


def _is_furniture(placed: _Placed) -> bool:
    return placed[0] is not None or isinstance(placed[1], Furniture)


def _by_section(placed: Iterable[_Placed]) -> Sequence[tuple[str | None, Sequence[Block]]]:
    return [(id, [block for _, block in group]) for id, group in groupby(placed, itemgetter(0))]
