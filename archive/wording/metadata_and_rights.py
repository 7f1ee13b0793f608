"""Describes the metadata, the rights and the captures of an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from archive.derivations import derivation_for
from archive.english import counted, quoted
from archive.model.basis import ABSENCES, Absence
from archive.model.captures import (
    Capture,
    CaptureOrigin,
    ElementOrigin,
    LinesOrigin,
    Omission,
    TextOrigin,
)
from archive.model.document import Document
from archive.model.licences import recognise, stated
from archive.model.metadata import Contributor, Metadata
from archive.model.rights import Rights
from archive.wording.entities_and_works import identifier
from archive.wording.grounds import basis
from archive.wording.statement_history import agent

NOBODY_LOOKED = "nobody has looked"
"""The words for a field that the record leaves out."""


def metadata_fields(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Yield a label and a value for each field, or for each of its values.

    The labels of the fields that are left out come last, in one line.
    """
    unknown = []
    for label, value in _fields(metadata):
        if value:
            yield label, value
        else:
            unknown.append(label)
    if unknown:
        yield NOBODY_LOOKED, ", ".join(unknown)


def _fields(metadata: Metadata) -> Iterator[tuple[str, str]]:
    publication = metadata.publication
    yield from _field("title", metadata.titles, lambda title: title.text)
    yield from _field("author", metadata.authors, _contributor)
    for contributor in metadata.contributors:
        yield contributor.role, f"{_contributor(contributor)} ({basis(contributor)})"
    yield from _field("appeared in", publication.container, lambda c: f"{c.title}, {c.type}")
    yield from _field(
        "publisher", publication.publisher, lambda p: ", ".join(filter(None, (p.name, p.place)))
    )
    for label in ("published", "updated", "written"):
        yield from _field(label, getattr(publication, label), lambda stated: stated.date)
    for extent in publication.extents:
        yield extent.unit, f"{extent.value} ({basis(extent)})"
    yield from _field("language", metadata.languages, lambda language: language.tag)
    yield from _field("identifier", metadata.identifiers, identifier)
    yield from _field("address", metadata.addresses, lambda stated: stated.address)
    yield from _field("abstract", metadata.abstract, lambda abstract: abstract.text)
    yield from _field("keyword", metadata.keywords, lambda keyword: keyword.term)
    yield from _field("genre", metadata.genre, lambda genre: genre.term)
    if metadata.remark:
        yield "remark", metadata.remark


def _field(label: str, value: Any, in_words: Callable[[Any], str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, Absence):
        yield label, ABSENCES[value]
    elif not value:
        yield label, ""
    else:
        for one in value if isinstance(value, tuple) else (value,):
            yield label, f"{in_words(one)} ({basis(one)})"


def _contributor(contributor: Contributor) -> str:
    numbers = "".join(f", {identifier(number)}" for number in contributor.identifiers)
    return f"{contributor.name}{numbers}"


def rights(value: Rights | None) -> str:
    """Return the rights in one layer: the licence, the notice, the holders, the basis."""
    if value is None:
        return NOBODY_LOOKED
    licence = recognise(stated(value.uri, value.spdx))
    parts = [
        licence.name if licence else "",
        value.uri or value.spdx or "no licence or statement is certain",
    ]
    if licence and licence.name == parts[1]:
        del parts[0]
    if isinstance(value.notice, Absence):
        parts.append(f"notice: {ABSENCES[value.notice]}")
    elif value.notice:
        parts.append(f"notice {quoted(value.notice)}")
    if value.holders:
        parts.append(f"held by {', '.join(value.holders)}")
    return f"{', '.join(filter(None, parts))} ({basis(value)})"


def capture(value: Capture, document: Document) -> str:
    """Return a capture: file, size, time and address of receipt, and web archive."""
    parts = [value.file, f"{counted(value.size_bytes, 'bytes')} of {value.media_type}"]
    if value.address:
        parts.append(f"from {value.address}")
    if value.received_at:
        parts.append(f"received {value.received_at}")
    if value.received_by:
        parts.append(f"by {agent(value.received_by, document)}")
    if value.taken_from:
        parts.append(f"taken from {value.taken_from.file}")
    if value.memento:
        at = f" on {value.memento.received_at}" if value.memento.received_at else ""
        parts.append(f"taken from {value.memento.address}{at}")
    said = [", ".join(parts), tie(value, document)]
    said += (omission(one, document) for one in value.omitted)
    return "; ".join(filter(None, said))


def tie(value: Capture, document: Document) -> str:
    """Return how a capture checks the text of a record; empty if no text is from the capture."""
    if not any(b.origin and b.origin.capture == value.id for b in document.text_blocks()):
        return ""
    if value.derivation is not None:
        return f"archive validate compares the text with it ({value.derivation})"
    if derivation_for(value.media_type) is not None:
        return "the text cannot be checked yet: receive the file again, then rebase onto the result"
    return "the text is a transcript, which only a person can compare with it"


def loose_text(document: Document) -> str:
    """Return a note on blocks without a stated origin in a capture; empty if there are none."""
    blocks = document.text_blocks()
    loose = [block for block in blocks if block.origin is None]
    if not loose:
        return ""
    which = "the text" if len(loose) == len(blocks) else counted(len(loose), "blocks")
    return f"no origin in a received file is stated for {which}"


def omission(value: Omission, document: Document) -> str:
    """Return which part of a capture was left out on purpose, by whom, and why."""
    origin = value.origin
    match origin:
        case ElementOrigin():
            place = origin.path
        case LinesOrigin():
            place = f"lines {origin.first} to {origin.last}"
        case TextOrigin():
            place = f"code points {origin.start} to {origin.end}"
        case CaptureOrigin():
            place = "all of it"
    return f"left out by {agent(value.by, document)}, {place}: {value.reason}"
