"""`format` completes a JSON record that a person wrote, and writes it in canonical form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.cycle_collector import uncollected
from archive.errors import WriteError, faults_raised, require
from archive.findings import Finding, note
from archive.formats import json
from archive.formats.lenient_input import Completions, complete, document_of
from archive.formats.recognition import is_markup
from archive.model.document import Document
from archive.reprs import OneLineRepr
from archive.text.nearest_words import short_repr


@dataclass(frozen=True, slots=True, repr=False)
class Formatted(OneLineRepr):
    """A record in its canonical form."""

    data: bytes
    """The canonical bytes of a file."""
    document: Document
    """The document that the bytes contain."""
    findings: tuple[Finding, ...]
    """The warnings of the reader, a note for each new id (`id-made`), and a note for each completed
    anchor (`anchor-completed`)."""
    changed: bool
    """Whether the bytes differ from the source."""


def format(source: bytes) -> Formatted:
    """Return a JSON record in canonical form, with missing ids and anchors filled in.

    An anchor that has only its words gets the rest if the words are in one place. A part without an
    id gets an id made from its words and content. Existing values are not changed. A second call
    with the result changes nothing.

    Raises:
        ReadError: As in `read`.
        InvalidDocument: As in `read`, with all problems at once. A quote that is in no place, or in
            several, is one of them; the hint shows the places or similar words.
        WriteError: The bytes are XML, or the record has a newer schema than this library.
    """
    require(source, (bytes, bytearray), "format takes bytes (of a str: encode it)")
    source = bytes(source)
    if is_markup(source):
        raise WriteError(
            "only JSON records can be formatted, and this is XML; "
            "`archive write` makes a JSON record from a TEI file"
        )
    notes: list[Finding] = []
    with uncollected(), faults_raised("the format json failed: format"):
        result = json.read_with(source, lambda record: _completed(record, notes))
        data = json.write(result.document).data
    return Formatted(data, result.document, (*result.findings, *notes), data != source)


def _completed(record: dict[str, Any], notes: list[Finding]) -> Document:
    """Return the document of a raw record after completing it; add a note for each new value."""
    completed = complete(record)
    notes += _notes(completed)
    return document_of(record, completed.unplaced)


def _notes(completed: Completions) -> Iterator[Finding]:
    for pointer, id in completed.text_ids:
        yield note("id-made", f"{pointer}/id", f'its new id is "{id}"')
    for one in completed.quotes:
        if not one.problem:
            block, start = one.places[0]
            place = f"{block} at {start} to {start + len(one.exact)}"
            yield note("anchor-completed", one.pointer, f"{short_repr(one.exact)} is in {place}")
    for pointer, id in completed.other_ids:
        yield note("id-made", f"{pointer}/id", f'its new id is "{id}"')
