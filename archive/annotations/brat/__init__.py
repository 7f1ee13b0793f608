"""Lays annotations of brat, in a file beside the text (`.ann`), onto a record.

These are words with types, events, relations, attributes, normalisations and notes. brat is read
and not written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.annotations.external.data_model import Status
from archive.annotations.external.mapping import GivenMapping
from archive.findings import NOT_KEPT
from archive.formats.format import Format, ReadResult
from archive.model.document import Document

if TYPE_CHECKING:
    from archive.annotations.external import AnnotationFile


def read_annotations(
    data: bytes, *, file: str = "", text: str | bytes | None = None
) -> AnnotationFile:
    """Return the annotations of a file.

    Args:
        data: The `.ann` file.
        file: What it is called; ids are unique within it.
        text: The text that it is about, or the `.txt` file with it.

    Raises:
        ReadError: It is no file of brat, or lines are not as they have to be.
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
        file: What it is called: ids (`T1`) are unique within it, and known again by its name.
        text: The text that it is about, or the `.txt` file with it. Offsets are held to it; without
            it each annotation is placed by its words alone, near its offsets.
        mapping: What becomes of types and notes, before the rules that hold for all.
        status: Where the statements stand.
        by: The name or id of who adds the file; an agent is made if there is none.
        at: When.
        trust: Whether the makers and times count that the file states.

    Raises:
        ReadError: It is no file of brat, or lines are not as they have to be.
        InvalidDocument: What it says does not fit the record.
    """
    from archive.annotations.brat import reader
    from archive.annotations.external import overlay

    annotation_file = reader.read_annotations(data, file=file, text=text)
    return overlay.add(
        annotation_file, onto=onto, mapping=mapping, status=status, by=by, at=at, trust=trust
    )


_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?T\d+\t\S+ \d+ \d+(?:;\d+ \d+)*\t")


def _is_laid(data: bytes) -> bool:
    """Whether the first line annotates words, as in most files."""
    return _FIRST_LINE.match(data) is not None


BRAT = Format(
    name="brat",
    media_type="text/plain",
    suffixes=(".ann",),
    add=add,
    can_add=_is_laid,
    beside={"text": ".txt"},
    layers=(),
    losses=frozenset((NOT_KEPT, "remark-not-placed", "remark-not-there")),
)
