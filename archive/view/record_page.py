"""The page of a record: the article and its rights, its text, and the statements about it."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model.anchors import Orphan
from archive.model.annotations import Comment, Correction
from archive.model.blocks import Figure
from archive.model.document import Document
from archive.model.revisions import CaptureChange
from archive.view.changed_sentences import both_wordings, marked_words
from archive.view.numbered_claims import NumberedClaims
from archive.view.page_parts import (
    Edited,
    Fields,
    Heading,
    Inset,
    Items,
    Notice,
    Paragraph,
    Part,
    Parts,
)
from archive.view.text_with_claims import TextWithClaims
from archive.wording import capture_history, metadata_and_rights
from archive.wording.annotations import comment, correction
from archive.wording.claims import citing_claims
from archive.wording.entities_and_works import source
from archive.wording.grounds import basis, orphan, words_of
from archive.wording.statement_history import status_unless_accepted

_LEGEND = (
    "[1|words|1] are the words of claim 1. ? means proposed: nobody has accepted "
    "it. ! means rejected: its words are not marked in the text."
)
_LABELS = 12
"""The width in columns of the labels of an article's fields."""


def record_parts(document: Document, *, furniture: bool = False) -> Parts:
    """Return the parts of a page about a record; furniture is folded by default."""
    claims = NumberedClaims(document)
    return (
        *_head(document),
        *_rights(document),
        *_captures(document),
        *_history(document),
        *_text(document, claims, furniture),
        *_claims(document, claims),
        *_list("Recorded sources", _sources(document, claims)),
        *_list("Errors in the text, left as they are", _corrections(document)),
        *_list("Words that have lost their place", _orphans(document)),
        *_list("Comments", _comments(document)),
    )


def _head(document: Document) -> Iterator[Part]:
    """Yield the title and the metadata of the article."""
    yield Heading(document.metadata.title or document.id, 1)
    yield Paragraph(f"record {document.id}, schema {document.schema_version}")
    yield Heading("What it is")
    rows: list[tuple[str, str]] = []
    last = None
    for label, value in metadata_and_rights.metadata_fields(document.metadata):
        rows.append(("" if label == last else label, value))
        last = label
    yield Inset((Fields(tuple(rows), _LABELS),))


def _rights(document: Document) -> Iterator[Part]:
    """Yield the rights in the text, the record, and each figure."""
    layers = {"text": document.rights.text, "record": document.rights.record}
    figures = ((figure.id, figure.rights) for _, figure in document.index.of_type(Figure))
    rows = tuple(
        (layer, metadata_and_rights.rights(rights)) for layer, rights in (*layers.items(), *figures)
    )
    if document.rights.text is None and (gone := capture_history.rights_gone(document)):
        rows = (("text", gone), *rows[1:])
    yield Heading("Rights")
    yield Inset((Fields(rows, _LABELS),))


def _captures(document: Document) -> Iterator[Part]:
    """Yield the captures of a record."""
    rows = tuple((c.id, metadata_and_rights.capture(c, document)) for c in document.captures)
    nothing = Paragraph("nothing: the record has no received file")
    yield Heading("What was received")
    yield Inset((Fields(rows, _LABELS) if rows else nothing,))
    if rows and (loose := metadata_and_rights.loose_text(document)):
        yield Inset((Paragraph(loose),))


def _history(document: Document) -> Iterator[Part]:
    """Yield the history of the page: its values over time, then the changes in each capture."""
    history = capture_history.capture_history(document)
    if not history:
        return
    yield Heading("How the page has changed")
    yield Notice(capture_history.DATES, "quiet")
    rows = (
        (
            "" if number else capture_history.label(of.what),
            f"{capture_history.since(step)}: {capture_history.step(step)}",
        )
        for of in history.values
        for number, step in enumerate(of.steps)
    )
    parts: list[Part] = [Fields(tuple(rows), _LABELS)] if history.values else []
    for entry in history.entries:
        parts.append(Paragraph(f"{capture_history.entry(entry)}:"))
        parts.append(Inset(tuple(_edited(change, document) for change in entry.changes)))
    yield Inset(tuple(parts))


def _edited(change: CaptureChange, document: Document) -> Part:
    """Return the part for a change in a capture, in both wordings."""
    words = marked_words(both_wordings(change.was or "", change.became or ""))
    return Edited(tuple(words), capture_history.place(change, document))


def _text(document: Document, claims: NumberedClaims, furniture: bool) -> Iterator[Part]:
    """Yield the text with the numbers of its claims."""
    yield Heading("Text")
    if document.claims:
        yield Notice(_LEGEND, "quiet")
    marked = [claim for claim in document.claims if claim.status != "rejected"]
    yield from TextWithClaims(marked, claims.numbers).document(document, furniture=furniture)
    if not document.sections:
        yield Inset((Paragraph("none"),))


def _claims(document: Document, claims: NumberedClaims) -> Iterator[Part]:
    """Yield every claim, with its words, claimant, source and doubts."""
    if document.claims:
        yield Heading("Claims")
    yield from map(claims.brief, claims.ordered)


def _list(title: str, items: Iterator[str]) -> Iterator[Part]:
    """Yield the list under its title, unless it is empty."""
    if entries := tuple(items):
        yield Heading(title)
        yield Items(entries)


def _sources(document: Document, claims: NumberedClaims) -> Iterator[str]:
    """Yield the recorded sources, each with the claims that cite it."""
    for cited in document.sources:
        numbers = [claims.number(claim) for claim in document.claims_citing(cited.id)]
        yield f"{source(cited, document)}; {citing_claims(numbers)} ({basis(cited)})"


def _corrections(document: Document) -> Iterator[str]:
    """Yield the errors in the article, with their corrections."""
    for annotation in document.annotations:
        if isinstance(annotation, Correction):
            words = f"{words_of(annotation.anchors)} {correction(annotation)}"
            yield words + status_unless_accepted(annotation)


def _orphans(document: Document) -> Iterator[str]:
    """Yield the words that are no longer in the text, with the reasons."""
    for pointer, lost in document.index.of_type(Orphan):
        yield f"{orphan(lost)} ({pointer})"


def _comments(document: Document) -> Iterator[str]:
    """Yield comments on the text and on the record; comments on a claim are shown with it."""
    claims = {claim.id for claim in document.claims}
    for annotation in document.annotations:
        if isinstance(annotation, Comment) and annotation.on not in claims:
            about = f"on {annotation.on}" if annotation.on else words_of(annotation.anchors)
            yield f"{about or 'on the record'}: {comment(annotation, document)}"
