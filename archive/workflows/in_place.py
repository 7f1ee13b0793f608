"""`write_in_place` writes a record to its place, in the format that it has there."""

from __future__ import annotations

from collections.abc import Mapping

from archive import io
from archive.files.path_resolution import RecordFile
from archive.formats import FORMATS
from archive.formats.format import WriteResult
from archive.model.document import Document


def write_in_place(
    file: RecordFile, document: Document, *, files: Mapping[str, bytes] | None = None
) -> WriteResult:
    """Write a record anew in its place, whole or not at all; return what was written.

    Args:
        file: Where the record lies.
        document: The record as it is now.
        files: New captures, by their names there; a record that was named as a file by itself has
            no place for them.

    Raises:
        WriteError: It cannot be written, with the reason.
    """
    if not file.alone:
        return io.save(document, file.around.where(""), files=files)
    format = FORMATS.of_record(file.read(), file.name)
    return io.save(document, file.where, format.name if format else None)
