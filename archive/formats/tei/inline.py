"""TEI with names and claims as inline elements, for programs that know no stand-off.

It is made from the record and never the record: what overlaps is cut into fragments, which
`@next`, `@prev` and `@part` join (TEI P5, 21.3). It has no `standOff`, which viewers print as text:
entities, works and sources stand in the header, and the rest is told as lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from archive.findings import Finding, warning
from archive.formats.base import WriteResult, refuse_newer
from archive.formats.spans import Span, fitted
from archive.formats.tei import bibliography, entities, header
from archive.formats.tei.body import write_text
from archive.formats.tei.context import Tag, Writing
from archive.formats.tei.markup import Markup, pointers
from archive.formats.tei.writing import open_file
from archive.model.anchors import Anchor, Stretch
from archive.model.annotations import Mention
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.index import kinds_of

_NAMES = {
    "person": "persName",
    "organisation": "orgName",
    "place": "placeName",
    "event": "eventName",
}


_Piece = Span[Claim | Mention]
"""A stretch of one block that belongs to a claim or mention, before and after cutting."""


def write(document: Document) -> WriteResult:
    """Return the record as TEI with names and claims inline (`tei.write_inline`)."""
    refuse_newer(document)
    pieces = _pieces(document)
    cut = {id: fitted(found, document.block(id).marks, _is_mention) for id, found in pieces.items()}
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
                found[block].append(Span(start, end, owner))
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


def _is_mention(owner: Claim | Mention) -> bool:
    return isinstance(owner, Mention)


def _overlays(
    document: Document, pieces: dict[str, list[_Piece]]
) -> dict[str, Sequence[Span[Tag]]]:
    """The elements for the pieces; the fragments of a statement are numbered in reading order."""
    total: dict[str, int] = defaultdict(int)
    for found in pieces.values():
        for piece in found:
            total[piece.tag.id] += 1
    reached: dict[str, int] = defaultdict(int)
    overlays: dict[str, Sequence[Span[Tag]]] = {}
    for block in document.index.blocks:
        spans = []
        for piece in pieces.get(block, ()):
            id = piece.tag.id
            reached[id] = number = reached[id] + 1
            spans.append(_span(document, piece, number, total[id]))
        if spans:
            overlays[block] = spans
    return overlays


def _span(document: Document, piece: _Piece, number: int, count: int) -> Span[Tag]:
    owner, id, status = piece.tag, piece.tag.id, piece.tag.status
    attributes: dict[str, str | None] = {
        "xml:id": f"{id}.inline.{number}",
        "corresp": f"#{id}",
        "next": f"#{id}.inline.{number + 1}" if number < count else None,
        "prev": f"#{id}.inline.{number - 1}" if number > 1 else None,
    }
    said = None if status == "proposed" else status
    if isinstance(owner, Claim):
        part = None if count == 1 else "I" if number == 1 else "F" if number == count else "M"
        ana = pointers(
            kind=owner.kind, commitment=owner.commitment, stance=owner.stance, status=said
        )
        tag = Tag("seg", {"type": "claim", "ana": ana, "part": part, **attributes})
        return Span(piece.start, piece.end, tag)
    target = document.get(owner.refers_to)
    name = _NAMES.get(getattr(target, "type", ""), "rs")
    type = None if name != "rs" else "group" if "group" in kinds_of(target) else "work"
    ref, ana = f"#{owner.refers_to}", pointers(status=said)
    tag = Tag(name, {"type": type, "ref": ref, "ana": ana, **attributes})
    return Span(piece.start, piece.end, tag)
