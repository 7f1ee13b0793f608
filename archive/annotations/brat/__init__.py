"""Adds annotations from brat to a record. brat keeps them in a file beside the text (`.ann`).

The annotations are typed spans, events, relations, attributes, normalisations and notes. This
format is only read, not written.
"""

from __future__ import annotations

import re

from archive.annotations.external import AnnotationFile
from archive.annotations.external.data_model import Status
from archive.annotations.external.mapping import GivenMapping
from archive.findings import NOT_KEPT
from archive.formats.format import Format, ReadResult
from archive.model.document import Document


def read_annotations(
    data: bytes, *, file: str = "", text: str | bytes | None = None
) -> AnnotationFile:
    """Return the annotations of a file.

    Args:
        data: The `.ann` file.
        file: The name of the file; ids are unique within it.
        text: The annotated text, or the content of its `.txt` file.

    Raises:
        ReadError: The file is not from brat, or a line is malformed.
    """
    from archive.annotations.brat import reader

    return reader.read_annotations(data, file=file, text=text)


def add(
    data: bytes,
    *,
    onto: Document,
    file: str = "",
    text: str | bytes | None = None,
    mapping: GivenMapping | None = None,
    status: Status = "proposed",
    by: str | None = None,
    at: str | None = None,
    trust: bool = False,
) -> ReadResult:
    """Return a record with the annotations of a file.

    Args:
        data: The `.ann` file.
        onto: The record.
        file: The name of the file. Ids (`T1`) are unique only within it, so a second import needs
            the same name to match them.
        text: The annotated text, or the content of its `.txt` file. Offsets are checked against
            this text. Without it, the words of each annotation are searched near its offsets.
        mapping: Rules that map types and notes to statements. They take precedence over the default
            rules.
        status: The status of the new statements.
        by: The name or id of the agent that adds the file; the agent is created if it is not in the
            record.
        at: The time of the import.
        trust: Whether to keep the makers and times that the file states.

    Raises:
        ReadError: The file is not from brat, or a line is malformed.
        InvalidDocument: The content of the file does not fit the record.
    """
    from archive.annotations.brat import reader
    from archive.annotations.external import overlay

    annotation_file = reader.read_annotations(data, file=file, text=text)
    return overlay.add(
        annotation_file, onto=onto, mapping=mapping, status=status, by=by, at=at, trust=trust
    )


_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?T\d+\t\S+ \d+ \d+(?:;\d+ \d+)*\t")


def _can_add(data: bytes) -> bool:
    """Whether the first line annotates words, as in most brat files."""
    return _FIRST_LINE.match(data) is not None


BRAT = Format(
    name="brat",
    media_type="text/plain",
    suffixes=(".ann",),
    add=add,
    can_add=_can_add,
    beside={"text": ".txt"},
    layers=(),
    losses=frozenset((NOT_KEPT, "remark-not-placed", "remark-not-there")),
)
