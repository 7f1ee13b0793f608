"""A plain text that is received from a file: a document of its blocks, and the file its capture."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive import catalogue
from archive.errors import raised_in
from archive.files.base import RECEIVED
from archive.formats.base import ReadResult
from archive.model.identifiers import file_name_problem


def now() -> str:
    """Return this moment, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def receive_text(
    file: Path,
    data: bytes,
    *,
    id: str,
    received_at: str | None = None,
    address: str | None = None,
    **options: Any,
) -> ReadResult:
    """Return the document of a plain text; findings name its file.

    Args:
        file: Where the text lies; its capture keeps the name, if it can.
        data: What the file holds.
        id: The id of the document.
        received_at: When the text was received; now, if left out.
        address: Where it was received from.
        **options: What the reader of plain text takes (`archive.formats.text.read`).

    Raises:
        ReadError: It is no plain text, or holds none.
        InvalidDocument: The id is none.
        UnknownEncoding: No encoding has this name.
    """
    with raised_in(str(file)):
        result = catalogue.read(data, "text", id=id, file=_name_of_capture(file), **options)
    of_capture = {"received_at": received_at or now(), "address": address}
    captures = tuple(capture.update(**of_capture) for capture in result.document.captures)
    return replace(
        result,
        document=result.document.update(captures=captures),
        findings=tuple(finding.at(file=str(file)) for finding in result.findings),
    )


def _name_of_capture(file: Path) -> str | None:
    """The name of the capture of a file: its own where a record can have it, else `None`."""
    name = f"{RECEIVED}/{file.name}"
    return None if file_name_problem(name) else name
