"""Writes TEI with names and claims as inline elements, for programs without stand-off support.

The file cannot replace the record from which it is made. Overlapping elements are cut into
fragments, which `@next`, `@prev` and `@part` connect (TEI P5, 21.3). There is no `standOff`,
because viewers print its content as text. Entities, works and sources are in the header; other
content is reported as lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from archive.findings import NOT_KEPT, Finding, warning
from archive.formats.field_coverage import EVERY_FIELD, FieldCoverage
from archive.formats.format import WriteResult
from archive.formats.nested_spans import Span, fit_spans
from archive.formats.tei import entities, header, works_and_sources
from archive.formats.tei.body import write_figure, write_gap, write_text
from archive.formats.tei.context import Tag, WriteContext
from archive.formats.tei.schema_references import MODELS_OF_TEI
from archive.formats.tei.standoff.statements import status_of
from archive.formats.tei.writer import open_file
from archive.formats.tei.xml_output import XmlOutput, pointers
from archive.model.anchors import Anchor, Orphan, Stretch
from archive.model.annotations import Mention
from archive.model.base import Model
from archive.model.blocks import Figure
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.index import kinds_of
from archive.model.introspection import classes_within, stretch_fields
from archive.model.metadata import Abstract
from archive.model.revisions import CaptureChange
from archive.model.statements import Statement
from archive.model.walk import mapped, unchecked_copy
from archive.rights import Withheld, publication

_NAMES = {
    "person": "persName",
    "organisation": "orgName",
    "place": "placeName",
    "event": "eventName",
}


_Piece = Span[Claim | Mention]
"""A stretch of a block that belongs to a claim or mention."""


def write(document: Document, *, public: bool = False, proposals: bool = False) -> WriteResult:
    """Return the record as TEI with names and claims inline (`tei.write_inline`)."""
    document, left_out = publication(document, public=public, proposals=proposals)
    if left_out.text:
        return _write_without_words(document, left_out)
    pieces = _pieces(document)
    cut = {
        id: fit_spans(pieces_of_block, document.block(id).marks, _is_mention)
        for id, pieces_of_block in pieces.items()
    }
    to = WriteContext(document.captures, _overlays(document, cut), left_out.figures)
    _write_head(to, document)
    write_text(to, document)
    to.close("TEI")
    findings = (
        *left_out.findings,
        *_CARRIED.loss_findings(document),
        *_left_out(document),
        *_images(document, left_out),
    )
    return WriteResult(str(to).encode(), findings)


def _write_head(to: WriteContext, document: Document) -> None:
    """Write the root and the header, with the lists to which names and claims refer."""
    lists = XmlOutput()
    entities.write_entities(lists, document.entities)
    works_and_sources.write_works(lists, document.works)
    works_and_sources.write_sources(lists, document.sources)
    open_file(to, document, MODELS_OF_TEI)
    header.write_header(to, document, str(lists))


# --- without the words of the article ---


def _write_without_words(document: Document, left_out: Withheld) -> WriteResult:
    """Return the public form of a record: restated claims, and why there is no text."""
    to = WriteContext(document.captures, gaps=left_out.figures)
    _write_head(to, _without_words(document, left_out))
    to.open("text", {"xml:lang": document.metadata.language})
    to.open("body")
    to.open("div", {"type": "withheld"})
    to.open("p")
    write_gap(to, left_out.notice)
    to.close("p")
    for _, figure in document.index.of_type(Figure):
        write_figure(to, unchecked_copy(figure, caption=None))
    to.close("div")
    with to.holding("div", {"type": "claims"}), to.holding("list"):
        for claim in document.claims:
            if claim.status != "rejected":
                to.open("item")
                tag = _claim_tag(claim, 1, 1)
                to.add(tag.name, tag.attributes, claim.restatement)
                to.close("item")
    to.close("body")
    to.close("text")
    to.close("TEI")
    findings = (
        *left_out.findings,
        *_CARRIED_WITHOUT_WORDS.loss_findings(document, besides=("sections",)),
        *_rejected(document),
        *_images(document, left_out),
        *_counted(["/metadata/abstract"] if _has_abstract(document) else [], "abstracts"),
        *_counted(_hidden_changes(document, left_out), "changed words between two captures"),
    )
    return WriteResult(str(to).encode(), findings)


def _without_words(document: Document, left_out: Withheld) -> Document:
    """Remove the words of the article from the parts that are written in the header.

    They are in the abstract, in the bases of values, and in changes between captures.
    """

    def change(part: Model) -> Model:
        if isinstance(part, CaptureChange):
            is_hidden = left_out.hides(part)
            return unchecked_copy(part, was=None, became=None) if is_hidden else part
        words = [name for name in stretch_fields(type(part)) if getattr(part, name)]
        return unchecked_copy(part, **dict.fromkeys(words, ())) if words else part

    if _has_abstract(document):
        metadata = unchecked_copy(document.metadata, abstract=None)
        document = unchecked_copy(document, metadata=metadata)
    return mapped(document, change, closed=Statement)


def _hidden_changes(document: Document, left_out: Withheld) -> Sequence[str]:
    return [
        pointer
        for pointer, change in document.index.of_type(CaptureChange)
        if left_out.hides(change) and (change.was or change.became)
    ]


def _has_abstract(document: Document) -> bool:
    return isinstance(document.metadata.abstract, Abstract)


# --- what is lost ---


_WHOLE = {
    cls: EVERY_FIELD
    for cls in classes_within(Document)
    if not issubclass(cls, Document | Statement)
}
"""The classes that are written completely."""
_OF_DOCUMENT = frozenset(Document.model_fields) - {"assessments", "relations"}
_OF_BOTH = {"id", "status", "anchors"}
_CARRIED = FieldCoverage(
    "tei-inline",
    {
        **_WHOLE,
        Document: _OF_DOCUMENT,
        Claim: {*_OF_BOTH, "kind", "commitment", "stance"},
        Mention: {*_OF_BOTH, "refers_to"},
    },
)
_CARRIED_WITHOUT_WORDS = FieldCoverage(
    "tei-inline without the text",
    {
        **{cls: frozenset(cls.model_fields) - {*stretch_fields(cls)} for cls in _WHOLE},
        Document: _OF_DOCUMENT,
        Claim: {"id", "status", "restatement", "kind", "commitment", "stance"},
    },
)


def _left_out(document: Document) -> Iterator[Finding]:
    """Yield findings on rejected statements and orphans, which are always left out."""
    yield from _rejected(document)
    orphans, without_any = [], []
    for pointer, owner in _owners(document):
        lost = [isinstance(stretch, Orphan) for stretch in owner.anchors]
        if owner.status == "rejected" or not any(lost):
            continue
        orphans += [f"{pointer}/anchors/{n}" for n, is_lost in enumerate(lost) if is_lost]
        if all(lost):
            without_any.append(pointer)
    yield from _counted(orphans, "words of claims and mentions whose place in the text is lost")
    yield from _counted(without_any, "claims and mentions whose words all lost their place")


def _rejected(document: Document) -> Iterator[Finding]:
    rejected = [pointer for pointer, owner in _owners(document) if owner.status == "rejected"]
    yield from _counted(rejected, "rejected claims and mentions")


def _images(document: Document, left_out: Withheld) -> Iterator[Finding]:
    images_withheld = [
        f"{pointer}/image"
        for pointer, figure in document.index.of_type(Figure)
        if figure.image is not None and figure.id in left_out.figures
    ]
    yield from _counted(images_withheld, "images that must not be shown to the public")


def _counted(pointers: Sequence[str], what: str) -> Iterator[Finding]:
    if pointers:
        message = f"tei-inline leaves out {what}: {len(pointers)}"
        yield warning(NOT_KEPT, pointers[0], message, "to keep them, write json or tei")


def _owners(document: Document) -> Iterator[tuple[str, Claim | Mention]]:
    """Yield claims and mentions with their pointers."""
    yield from ((f"/claims/{n}", claim) for n, claim in enumerate(document.claims))
    for n, annotation in enumerate(document.annotations):
        if isinstance(annotation, Mention):
            yield f"/annotations/{n}", annotation


# --- names and claims in the text ---


def _pieces(document: Document) -> dict[str, list[_Piece]]:
    """Return the stretches of accepted and proposed claims and mentions, by block."""
    pieces: dict[str, list[_Piece]] = defaultdict(list)
    for _, owner in _owners(document):
        if owner.status != "rejected":
            for block, start, end in _merged(owner.anchors):
                pieces[block].append(Span(start, end, owner))
    return pieces


def _merged(stretches: Iterable[Stretch]) -> list[tuple[str, int, int]]:
    """Return the places of a statement; merge places that touch or overlap."""
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
    """Return elements for the pieces, with the fragments of a statement numbered in order."""
    total: dict[str, int] = defaultdict(int)
    for block_pieces in pieces.values():
        for piece in block_pieces:
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
    owner = piece.tag
    if isinstance(owner, Claim):
        return Span(piece.start, piece.end, _claim_tag(owner, number, count))
    target = document.get(owner.refers_to)
    name = _NAMES.get(getattr(target, "type", ""), "rs")
    type = None if name != "rs" else "group" if "group" in kinds_of(target) else "work"
    ref, ana = f"#{owner.refers_to}", pointers(status=status_of(owner))
    attributes = _fragment(owner, number, count)
    tag = Tag(name, {"type": type, "ref": ref, "ana": ana, **attributes})
    return Span(piece.start, piece.end, tag)


def _claim_tag(claim: Claim, number: int, count: int) -> Tag:
    """Return the element for one of the fragments of a claim."""
    part = None if count == 1 else "I" if number == 1 else "F" if number == count else "M"
    ana = pointers(
        kind=claim.kind,
        commitment=claim.commitment,
        stance=claim.stance,
        status=status_of(claim),
    )
    attributes = _fragment(claim, number, count)
    return Tag("seg", {"type": "claim", "ana": ana, "part": part, **attributes})


def _fragment(owner: Claim | Mention, number: int, count: int) -> dict[str, str | None]:
    """Return attributes: the id, the claim or mention, the previous and next fragments."""
    return {
        "xml:id": f"{owner.id}.inline.{number}",
        "corresp": f"#{owner.id}",
        "next": f"#{owner.id}.inline.{number + 1}" if number < count else None,
        "prev": f"#{owner.id}.inline.{number - 1}" if number > 1 else None,
    }
