"""`format_in_place` puts a record into its canonical form in place."""

from __future__ import annotations

from hashlib import sha256

from archive.errors import raised_in
from archive.files.layout import RECORD
from archive.files.path_resolution import RecordFile
from archive.revision.canonical_form import Formatted, format
from archive.workflows.in_place import conflicts_explained


def format_in_place(file: RecordFile, *, write: bool = True) -> Formatted:
    """Put a JSON record into its canonical form in place; write it only if it changes.

    The manifest of its folder gets the new digests of the record and of its TEI.

    Args:
        file: The file of the record.
        write: Whether to write; if false, the result has what would be written.

    Raises:
        ReadError: As from `format`, or the file cannot be read.
        InvalidDocument: As from `format`.
        Conflict: Somebody else has changed the record since it was read.
        WriteError: As from `format`, or another file of the folder is not as its manifest says.
        OSError: The system refuses to write it.
    """
    data = file.read()
    with raised_in(file.where):
        result = format(data)
    if result.changed and write:
        with conflicts_explained(file, result.document):
            file.write(result.data, based_on=sha256(data).hexdigest())
    if write and file.name == RECORD:
        file.around.renew_manifest()
    return result
