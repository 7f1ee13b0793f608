"""TEI with names and claims as inline elements, for programs that know no stand-off.

It is made from the record and never the record: what overlaps is cut into fragments, which
`@next`, `@prev` and `@part` join (TEI P5, 21.3). All that `tei` writes is there beside it.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.formats.base import WriteResult
from archive.formats.tei import write_tree
from archive.formats.tei.context import Span
from archive.formats.tei.xml import pointers, serialise
from archive.model.anchors import Anchor, Stretch
from archive.model.annotations import Mention
from archive.model.blocks import TextBlock
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
    """Return the record as TEI with names and claims inline.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    pieces = _pieces(document)
    cut = {id: _nested(_cut_at_marks(found, document.block(id))) for id, found in pieces.items()}
    tree = write_tree(document, _overlays(document, cut))
    return WriteResult(serialise(tree))


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
    found: list[_Piece] = []
    for piece in pieces:
        cuts = sorted(
            {
                edge
                for mark in block.marks
                if mark.start < piece.end and mark.end > piece.start
                if not (mark.start >= piece.start and mark.end <= piece.end)
                if not (mark.start <= piece.start and mark.end >= piece.end)
                for edge in (mark.start, mark.end)
                if piece.start < edge < piece.end
            }
        )
        edges = [piece.start, *cuts, piece.end]
        found += [_Piece(a, b, piece.owner) for a, b in pairwise(edges)]
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
    if isinstance(owner, Claim):
        part = None if count == 1 else "I" if number == 1 else "F" if number == count else "M"
        ana = pointers(kind=owner.kind, commitment=owner.commitment, stance=owner.stance)
        return Span(
            piece.start, piece.end, "seg", {"type": "claim", "ana": ana, "part": part, **attributes}
        )
    target = document.get(owner.refers_to)
    name = _NAMES.get(getattr(target, "type", ""), "rs")
    type = None if name != "rs" else "group" if "group" in kinds(target) else "work"
    return Span(
        piece.start, piece.end, name, {"type": type, "ref": f"#{owner.refers_to}", **attributes}
    )
