"""TEI with names and claims as inline elements, for programs that know no stand-off.

It is made from the record and never the record: what overlaps is cut into fragments, which
`@next`, `@prev` and `@part` join (TEI P5, 21.3). It has no `standOff`, which viewers print as text:
entities, works and sources stand in the header, and the rest is told as lost.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.findings import Finding, warning
from archive.formats.base import WriteResult, refuse_newer
from archive.formats.tei import bibliography, entities, header
from archive.formats.tei.body import write_text
from archive.formats.tei.context import Span, Writing
from archive.formats.tei.markup import Markup, pointers
from archive.formats.tei.writing import open_file
from archive.model.anchors import Anchor, Stretch
from archive.model.annotations import Mention
from archive.model.blocks import Mark, TextBlock
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.index import kinds

_NAMES = {
    "person": "persName",
    "organisation": "orgName",
    "place": "placeName",
    "event": "eventName",
}


class _Piece(NamedTuple):
    """A stretch of one block that belongs to a claim or mention, before and after cutting."""

    start: int
    end: int
    owner: Claim | Mention


def write(document: Document) -> WriteResult:
    """Return the record as TEI with names and claims inline (`tei.write_inline`)."""
    refuse_newer(document)
    pieces = _pieces(document)
    cut = {id: _nested(_cut_at_marks(found, document.block(id))) for id, found in pieces.items()}
    lists = Markup()
    entities.write_entities(lists, document.entities)
    bibliography.write_works(lists, document.works)
    bibliography.write_sources(lists, document.sources)
    to = Writing(document.captures, _overlays(document, cut))
    open_file(to, document)
    header.write_header(to, document, str(lists))
    write_text(to, document)
    to.close("TEI")
    return WriteResult(str(to).encode(), tuple(_losses(document)))


_NOT_WRITTEN = {
    "claims": "what a claim says beside its words, kind, commitment and stance",
    "annotations": "annotations other than mentions, and what mentions rest on",
    "assessments": "assessments",
    "relations": "relations",
}


def _losses(document: Document) -> Iterator[Finding]:
    """What this form cannot carry, a finding for each collection."""
    for name, what in _NOT_WRITTEN.items():
        if count := len(getattr(document, name)):
            message = f"this form has no place for {what}; {name} in the record: {count}"
            yield warning("not-kept", f"/{name}", message, "the forms json and tei keep them")


def _pieces(document: Document) -> dict[str, list[_Piece]]:
    """The stretches of accepted and proposed claims and mentions, by block."""
    mentions = [a for a in document.annotations if isinstance(a, Mention)]
    owners: list[Claim | Mention] = [*document.claims, *mentions]
    found: dict[str, list[_Piece]] = defaultdict(list)
    for owner in owners:
        if owner.status != "rejected":
            for block, start, end in _merged(owner.anchors):
                found[block].append(_Piece(start, end, owner))
    return found


def _merged(stretches: Iterable[Stretch]) -> list[tuple[str, int, int]]:
    """The places of a statement, those that touch or overlap as one."""
    places = sorted((a.block, a.start, a.end) for a in stretches if isinstance(a, Anchor))
    merged: list[tuple[str, int, int]] = []
    for block, start, end in places:
        if merged and merged[-1][0] == block and start <= merged[-1][2]:
            merged[-1] = (block, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((block, start, end))
    return merged


def _cut_at_marks(pieces: Iterable[_Piece], block: TextBlock) -> list[_Piece]:
    """The pieces, cut wherever one would cross a received mark, which itself is never cut."""
    cuts = _Cuts(block.marks)
    found: list[_Piece] = []
    for piece in pieces:
        edges = [piece.start, *cuts.of(piece.start, piece.end), piece.end]
        found += [_Piece(a, b, piece.owner) for a, b in pairwise(edges)]
    return found


class _Cuts:
    """Where a stretch must be cut so that it crosses no mark: at the edges of marks it crosses.

    Marks nest, so those that a stretch crosses are open at its start and close within it, or open
    within it and are still open at its end: the way from one end of the stretch to the other up
    and down the tree of marks.
    """

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._starts = [mark.start for mark in marks]
        self._ends = [mark.end for mark in marks]
        self._around = _parents(marks)

    def of(self, start: int, end: int) -> list[int]:
        """The offsets at which a stretch is cut, in order."""
        ends = {
            self._ends[n]
            for n in self._open_at(start)
            if self._starts[n] < start < self._ends[n] < end
        }
        starts = {
            self._starts[n]
            for n in self._open_at(end)
            if start < self._starts[n] < end < self._ends[n]
        }
        return sorted(ends | starts)

    def _open_at(self, offset: int) -> Iterator[int]:
        """The marks that begin before an offset and end after it, the innermost first."""
        n = bisect_left(self._starts, offset) - 1
        while n >= 0:
            if self._ends[n] > offset:
                yield n
            n = self._around[n]


def _parents(marks: Sequence[Mark]) -> list[int]:
    """The number of the mark around each mark, or -1."""
    found: list[int] = []
    around: list[int] = []
    for n, mark in enumerate(marks):
        while around and marks[around[-1]].end <= mark.start:
            around.pop()
        found.append(around[-1] if around else -1)
        around.append(n)
    return found


def _nested(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces in pre-order, each cut where the one that is open around its beginning ends."""
    waiting = sorted(pieces, key=_outer_first, reverse=True)
    found: list[_Piece] = []
    open_ends: list[int] = []
    while waiting:
        piece = waiting.pop()
        while open_ends and open_ends[-1] <= piece.start:
            open_ends.pop()
        if open_ends and piece.end > open_ends[-1]:
            end = open_ends[-1]
            rest = piece._replace(start=end)
            piece = piece._replace(end=end)
            _insert(waiting, rest)
        found.append(piece)
        open_ends.append(piece.end)
    return found


def _outer_first(piece: _Piece) -> tuple[int, int, bool]:
    return piece.start, -piece.end, isinstance(piece.owner, Mention)


def _insert(waiting: list[_Piece], piece: _Piece) -> None:
    """Put a piece into a list that is sorted with the next one last."""
    insort(waiting, piece, key=lambda other: tuple(-part for part in _outer_first(other)))


def _overlays(document: Document, pieces: dict[str, list[_Piece]]) -> dict[str, Sequence[Span]]:
    """The elements for the pieces; the fragments of a statement are numbered in reading order."""
    total: dict[str, int] = defaultdict(int)
    for found in pieces.values():
        for piece in found:
            total[piece.owner.id] += 1
    reached: dict[str, int] = defaultdict(int)
    overlays: dict[str, Sequence[Span]] = {}
    for block in document.index.blocks:
        spans = []
        for piece in pieces.get(block, ()):
            reached[piece.owner.id] += 1
            number, count = reached[piece.owner.id], total[piece.owner.id]
            spans.append(_span(document, piece, number, count))
        if spans:
            overlays[block] = spans
    return overlays


def _span(document: Document, piece: _Piece, number: int, count: int) -> Span:
    owner = piece.owner
    attributes: dict[str, str | None] = {
        "xml:id": f"{owner.id}.inline.{number}",
        "corresp": f"#{owner.id}",
        "next": f"#{owner.id}.inline.{number + 1}" if number < count else None,
        "prev": f"#{owner.id}.inline.{number - 1}" if number > 1 else None,
    }
    status = None if owner.status == "proposed" else owner.status
    if isinstance(owner, Claim):
        part = None if count == 1 else "I" if number == 1 else "F" if number == count else "M"
        ana = pointers(
            kind=owner.kind, commitment=owner.commitment, stance=owner.stance, status=status
        )
        return Span(
            piece.start, piece.end, "seg", {"type": "claim", "ana": ana, "part": part, **attributes}
        )
    target = document.get(owner.refers_to)
    name = _NAMES.get(getattr(target, "type", ""), "rs")
    type = None if name != "rs" else "group" if "group" in kinds(target) else "work"
    return Span(
        piece.start,
        piece.end,
        name,
        {
            "type": type,
            "ref": f"#{owner.refers_to}",
            "ana": pointers(status=status),
            **attributes,
        },
    )
