"""Adds annotations from RecogitoJS, Text Annotator, Recogito Studio and Recogito 2 to a record."""

from __future__ import annotations

import re

from archive.annotations.external.data_model import AnnotationFile, Status
from archive.annotations.external.mapping import GivenMapping
from archive.errors import ReadError
from archive.findings import Finding, short
from archive.formats.format import Format, ReadResult
from archive.model.document import Document

SCHEME = "recogito"
"""The scheme of the identifiers that keep the ids of annotations."""


def add(
    data: bytes,
    *,
    onto: Document,
    text: str | None = None,
    mapping: GivenMapping | None = None,
    status: Status = "proposed",
    by: str | None = None,
    at: str | None = None,
    trust: bool = False,
) -> ReadResult:
    """Return a record with annotations from Recogito.

    A place, person or event of Recogito 2 becomes a mention, with the identifier that Recogito has
    for it.

    Args:
        data: W3C annotations or the Text Annotator's own format (JSON), annotations from Recogito 2
            (JSON), or its download (CSV).
        onto: The record.
        text: The name of the annotated file to add, if Recogito 2 has several: a value of the
            column FILE, or of `filepart_id` in JSON. By default all are added, each to the
            corresponding part of the record's text; annotations of files that the record does not
            have are reported.
        mapping: Rules that map bodies to statements. They take precedence over the default rules.
        status: The status of the new statements.
        by: The name or id of the agent that adds the file; the agent is created if it is not in the
            record.
        at: The time of the import.
        trust: Whether to keep the makers and times that the file states.

    Raises:
        ReadError: The data hold no annotations from Recogito.
    """
    from archive.annotations.external.overlay import add as add_annotations

    file = read_annotations(data, text=text)
    return add_annotations(
        file, onto=onto, mapping=mapping, status=status, by=by, at=at, trust=trust
    )


def read_annotations(data: bytes, *, text: str | None = None) -> AnnotationFile:
    """Return the annotations of a file.

    Args:
        data: The file.
        text: The name of the annotated file to read, if Recogito 2 has several.

    Raises:
        ReadError: There are no annotations, or none of the chosen file.
    """
    from archive.annotations.external.web_annotation_json import not_annotations, read_json
    from archive.annotations.recogito import text_annotator, version_2
    from archive.formats.recognition import is_json

    if not is_json(data):
        return version_2.read_csv(data, SCHEME, text)
    raw = read_json(data)
    if not isinstance(raw, dict | list):
        raise not_annotations("annotations from Recogito are JSON objects")
    if version_2.is_version_2(raw):
        return version_2.read(raw, SCHEME, text)
    if text is not None:
        message = f"the annotations do not name their text files, so there is no {short(text)}"
        raise ReadError([Finding("text-not-chosen", message, "omit text (--text)")])
    return text_annotator.read(raw, SCHEME)


_TABLE = re.compile(rb"\A(?:\xef\xbb\xbf)?UUID[,;\t].*QUOTE_TRANSCRIPTION")
_VERSION_2 = re.compile(rb'"annotation_id"\s*:')
_TEXT_ANNOTATOR = re.compile(rb'"bodies"\s*:\s*\[')


def _can_add(data: bytes) -> bool:
    """Whether the data begin like a format that only Recogito writes.

    W3C annotations from Recogito are added in the format `web-annotation`.
    """
    if _TABLE.match(data):
        return True
    has_selector = b'"selector"' in data
    return (_VERSION_2.search(data) is not None and b'"anchor"' in data) or (
        has_selector and _TEXT_ANNOTATOR.search(data) is not None
    )


RECOGITO = Format(
    name="recogito",
    media_type="application/json",
    suffixes=(".recogito.json", ".recogito.csv"),
    add=add,
    can_add=_can_add,
    layers=(),
)
