"""`TextWithClaims` has the text of a record as parts of a page, with the numbers of claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import assert_never

from archive.model.anchors import Anchor
from archive.model.blocks import (
    Block,
    CodeBlock,
    Figure,
    Furniture,
    Heading,
    List,
    Note,
    Quotation,
    Section,
    Table,
    TextBlock,
    Verse,
)
from archive.model.claims import Claim
from archive.model.document import Document
from archive.view import page_parts
from archive.view.furniture_runs import FurnitureRun, at_first_blocks, furniture_runs
from archive.view.page_parts import Apart, Edge, Excerpt, Inset, Part, Passage, Words
from archive.wording.claims import Numbers


class TextWithClaims:
    """The blocks of a record as parts, in which the words of claims are marked."""

    def __init__(self, claims: Iterable[Claim], numbers: Numbers) -> None:
        self._spans = _spans(claims, numbers)

    def document(self, document: Document, *, furniture: bool) -> Iterator[Part]:
        """Yield the parts of the whole text; each run of furniture is one line by default."""
        runs = at_first_blocks(() if furniture else furniture_runs(document))
        for section in document.sections:
            yield from self._section(section, 1, runs)

    def _section(
        self, section: Section, depth: int, runs: Mapping[str, FurnitureRun | None]
    ) -> Iterator[Part]:
        """Yield the parts of a section, with its subsections."""
        if section.role != "section" and not (section.role == "furniture" and runs):
            yield Apart((page_parts.Paragraph(f"[{section.role}]"),))
        for block in section.blocks:
            if block.id not in runs:
                yield Apart(tuple(self._block(block, depth)))
            elif run := runs[block.id]:
                inner = tuple(Apart(tuple(self._block(block, depth))) for block in run.blocks)
                yield Apart((page_parts.Furniture(run.title, inner),))
        for below in section.sections:
            yield from self._section(below, depth + 1, runs)

    def excerpt(self, block: TextBlock, start: int, end: int) -> Excerpt:
        """Return an excerpt of a block, with the numbers of claims."""
        return Excerpt(self._words(block, start, end), start == 0, end == len(block.text))

    def _block(self, block: Block, depth: int) -> Iterator[Part]:
        match block:
            case Heading():
                yield Passage(self._words(block), "heading", level=depth)
            case CodeBlock():
                yield Passage(self._words(block), "code")
            case Furniture():
                yield Passage(self._words(block), "furniture", block.role or "furniture")
            case TextBlock():
                yield Passage(self._words(block))
            case Verse():
                for line in block.lines:
                    yield Passage(self._words(line), "verse")
            case Quotation():
                credit = self._words(block.credit) if block.credit else None
                yield page_parts.Quote(tuple(map(self._words, block.blocks)), credit)
            case List():
                yield self._list(block)
            case Table():
                yield page_parts.Grid(
                    tuple(tuple(map(self._words, row.cells)) for row in block.rows)
                )
                if block.caption:
                    yield Passage(self._words(block.caption), "caption", "table")
            case Figure():
                yield from self._figure(block)
            case Note():
                yield page_parts.Note(block.marker, tuple(map(self._words, block.blocks)))
            case _:
                assert_never(block)

    def _list(self, listing: List) -> page_parts.Listing:
        return page_parts.Listing(
            tuple(
                page_parts.Item(item.marker, self._words(item), tuple(map(self._list, item.lists)))
                for item in listing.items
            )
        )

    def _figure(self, figure: Figure) -> Iterator[Part]:
        image = figure.image
        place = image.file or image.address or "" if image else "not received"
        yield page_parts.Paragraph(f"[figure {figure.id}: {place}]")
        if figure.caption:
            yield Passage(self._words(figure.caption), "caption")
        if figure.description:
            yield Inset((page_parts.Paragraph(f"shows: {figure.description}"),), 4)

    def _words(self, block: TextBlock, first: int = 0, last: int | None = None) -> Words:
        """Return a block's text with the numbers of its claims where they begin and end."""
        opened, closed = self._spans.get(block.id, (_NONE, _NONE))
        last = len(block.text) if last is None else last
        edges = sorted({first, last, *(e for e in (*opened, *closed) if first <= e <= last)})
        words: list[str | Edge] = [*_edge(opened, first, is_end=False)]
        for start, end in pairwise(edges):
            words.append(block.text[start:end])
            words += _edge(closed, end, is_end=True)
            words += _edge(opened, end, is_end=False)
        return tuple(words)


Edges = Mapping[int, Sequence[str]]
"""The numbers of the claims that begin (or end) at the offsets of a block."""
_NONE: Edges = {}


def _edge(edges: Edges, at: int, *, is_end: bool) -> Iterator[Edge]:
    if numbers := edges.get(at):
        yield Edge(tuple(numbers), is_end)


def _spans(claims: Iterable[Claim], numbers: Numbers) -> Mapping[str, tuple[Edges, Edges]]:
    """Return the offsets where claims begin and where claims end, for each block."""
    spans: dict[str, tuple[dict[int, list[str]], dict[int, list[str]]]] = defaultdict(
        lambda: (defaultdict(list), defaultdict(list))
    )
    for claim in sorted(claims, key=lambda claim: int(numbers[claim.id].rstrip("?!"))):
        for anchor in claim.anchors:
            if isinstance(anchor, Anchor):
                opened, closed = spans[anchor.block]
                opened[anchor.start].append(numbers[claim.id])
                closed[anchor.end].append(numbers[claim.id])
    return spans
