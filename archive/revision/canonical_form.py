"""`format` completes a JSON record that a person wrote, and puts it into canonical form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.errors import WriteError, faults_raised, require
from archive.findings import Finding, note
from archive.formats import json
from archive.formats.format import uncollected
from archive.formats.lenient_input import Completions, complete, document_of
from archive.formats.recognition import is_markup
from archive.model.document import Document
from archive.reprs import OneLineRepr
from archive.text.nearest_words import short_repr


@dataclass(frozen=True, slots=True, repr=False)
class Formatted(OneLineRepr):
    """A record in its canonical form."""

    data: bytes
    """The canonical bytes, ready for a file."""
    document: Document
    """The document in them."""
    findings: tuple[Finding, ...]
    """Warnings of the reader, then a note for each new id (`id-made`) and each completed anchor
    (`anchor-completed`)."""
    changed: bool
    """Whether the bytes differ from the source."""


def format(source: bytes) -> Formatted:
    """Return a JSON record in canonical form, with missing ids and anchors filled in.

    An anchor that only has its words is completed if they are in one place. A part without an id
    gets one, made of its words and content. Existing values are not changed, and formatting the
    result again changes nothing.

    Raises:
        ReadError: As from `read`.
        InvalidDocument: As from `read`, with all problems at once. A quote that is in several
            places, or in none, is one; its hint shows the places, or the nearest words.
        WriteError: The bytes are XML, or the record follows a newer schema than this library.
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
    """Return the document of a completed raw record; add a note for each new id and anchor."""
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
