"""The text of a record on a terminal, with the numbers of its claims around their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from archive.model.anchors import Anchor
from archive.model.blocks import (
    Block,
    CodeBlock,
    Figure,
    Furniture,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Quotation,
    Section,
    Table,
    TextBlock,
    Verse,
)
from archive.model.claims import Claim
from archive.model.document import Document
from archive.report import safe
from archive.view.terminal import Screen, width_of

Numbers = Mapping[str, str]
"""The number of each claim, by its id; that of a proposal ends in a question mark."""


def numbers_of(document: Document) -> Numbers:
    """Return the numbers of the claims, in the order of the text; rejected ones come last."""
    order = {id: n for n, id in enumerate(document.index.blocks)}

    def place(claim: Claim) -> tuple[bool, int, int]:
        first = next((part for part in claim.anchors if isinstance(part, Anchor)), None)
        block, start = (order[first.block], first.start) if first else (len(order), 0)
        return claim.status == "rejected", block, start

    marks = {"proposed": "?", "rejected": "!", "accepted": ""}
    return {
        claim.id: f"{n}{marks[claim.status]}"
        for n, claim in enumerate(sorted(document.claims, key=place), start=1)
    }


class Page:
    """The blocks of a record as lines."""

    def __init__(self, document: Document, screen: Screen, numbers: Numbers) -> None:
        self._screen = screen
        self._spans = _spans(document, numbers)

    def section(self, section: Section, depth: int = 1) -> Iterator[str]:
        """Yield the lines of a section and all within it."""
        if section.role != "section":
            yield from (f"[{section.role}]", "")
        for block in section.blocks:
            yield from self._block(block, depth)
            yield ""
        for inner in section.sections:
            yield from self.section(inner, depth + 1)

    def _block(self, block: Block, depth: int) -> Iterator[str]:
        match block:
            case Heading():
                yield from self._lines(block, f"{'#' * min(depth, 6)} ")
            case Paragraph():
                yield from self._lines(block)
            case CodeBlock():
                yield from self._lines(block, "    ")
            case Furniture():
                yield from self._lines(block, f"[{block.role or 'furniture'}] ")
            case Verse():
                for line in block.lines:
                    yield from self._lines(line, "    ")
            case Quotation():
                for paragraph in block.blocks:
                    yield from self._lines(paragraph, "> ", "> ")
                if block.credit:
                    yield from self._lines(block.credit, "> -- ")
            case List():
                yield from self._list(block, "")
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block)
            case Note():
                yield from self._note(block)

    def _list(self, listing: List, indent: str) -> Iterator[str]:
        for item in listing.items:
            yield from self._lines(item, f"{indent}{_marker(item) or '- '}")
            for inner in item.lists:
                deeper = len(indent) < self._screen.width // 4
                yield from self._list(inner, f"{indent}    " if deeper else indent)

    def _table(self, table: Table) -> Iterator[str]:
        for row in table.rows:
            line = " | ".join(self._marked(cell).replace("\n", " ") for cell in row.cells)
            yield from self._screen.indented(f"| {line} |")
        if table.caption:
            yield from self._lines(table.caption, "[table] ")

    def _figure(self, figure: Figure) -> Iterator[str]:
        image = figure.image
        place = safe(image.file or image.address or "") if image else "not received"
        yield from self._screen.indented(f"[figure {figure.id}: {place}]")
        if figure.caption:
            yield from self._lines(figure.caption, "    ")
        if figure.description:
            yield from self._screen.indented(f"shows: {safe(figure.description)}", 4)

    def _note(self, note: Note) -> Iterator[str]:
        lead = f"[note] {safe(note.marker)}"
        for paragraph in note.blocks:
            yield from self._lines(paragraph, lead)
            lead = "    "

    def _lines(self, block: TextBlock, lead: str = "", following: str | None = None) -> list[str]:
        """The lines of a text block, with a lead before the first of them."""
        lead = safe(lead)
        room = width_of(lead)
        if room > self._screen.width // 2:
            return [*self._screen.indented(lead), *self._lines(block, "    ")]
        later = following if following is not None else " " * room
        lines = [
            line
            for written in self._marked(block).split("\n")
            for line in self._screen.indented(written, room)
        ]
        return [((later if n else lead) + line[room:]).rstrip(" ") for n, line in enumerate(lines)]

    def _marked(self, block: TextBlock) -> str:
        """A block's text with the numbers of its claims around their words; line ends are kept."""
        opened, closed = self._spans.get(block.id, (_NONE, _NONE))
        edges = sorted({0, len(block.text), *opened, *closed})
        parts = [self._numbers(opened.get(0, ()), "[{}|")]
        for start, end in pairwise(edges):
            parts.append("\n".join(map(safe, block.text[start:end].split("\n"))))
            parts.append(self._numbers(closed.get(end, ()), "|{}]"))
            parts.append(self._numbers(opened.get(end, ()), "[{}|"))
        return "".join(parts)

    def _numbers(self, numbers: Sequence[str], form: str) -> str:
        return self._screen.paint(form.format(",".join(numbers)), "name") if numbers else ""


Edges = Mapping[int, Sequence[str]]
"""The numbers of the claims that begin, or end, at each place of a block."""
_NONE: Edges = {}


def _spans(document: Document, numbers: Numbers) -> Mapping[str, tuple[Edges, Edges]]:
    """Where the claims on each block begin, and where they end."""
    spans: dict[str, tuple[dict[int, list[str]], dict[int, list[str]]]] = defaultdict(
        lambda: (defaultdict(list), defaultdict(list))
    )
    claims = sorted(document.claims, key=lambda claim: int(numbers[claim.id].rstrip("?!")))
    for claim in claims:
        for anchor in claim.anchors if claim.status != "rejected" else ():
            if isinstance(anchor, Anchor):
                opened, closed = spans[anchor.block]
                opened[anchor.start].append(numbers[claim.id])
                closed[anchor.end].append(numbers[claim.id])
    return spans


def _marker(item: Item) -> str:
    marker = safe(item.marker)
    return marker if not marker or marker.endswith(" ") else f"{marker} "
