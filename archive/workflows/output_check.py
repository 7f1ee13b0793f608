"""`check_output` refuses to write to a file that is read, or that belongs to a record."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from archive import io
from archive.errors import ArchiveError, ReadError, WriteError
from archive.files.interface import kept_file_names
from archive.files.layout import PUBLISHED, RECEIVED, RECORD
from archive.files.record_discovery import record_around
from archive.files.zip_file import FilesInZip, is_zip


def check_output(
    output: Path | None, format: str | None = None, *, read: Iterable[Path] = ()
) -> None:
    """Refuse an output file that is read, or that belongs to a record.

    Args:
        output: The file; `None` for standard output.
        format: The format in which a record is to be written; `None` for something else.
        read: The files that are read and must not be overwritten.

    Raises:
        WriteError: The file is one of these.
    """
    if output is None or (output.exists() and not output.is_file()):  # a device cannot lose data
        return
    file = Path(os.path.realpath(output))
    for name, kept in ((RECORD, "json"), (PUBLISHED, "tei")):
        if name in (output.name, file.name) and format != kept:
            where = f"{output} is the {kept.upper()} file of a record"
            raise WriteError(f"{where}; choose another file")
    if any(output.exists() and path.exists() and path.samefile(output) for path in read):
        raise WriteError(f"{output} is an input file; choose another file")
    if _holds_record(output):
        raise WriteError(f"{output} is a record's file; choose another file")
    if format is not None and is_zip(output):
        raise WriteError(f"{output} is a zip file, not {format}; choose another file")
    record = record_around(output)
    if record is None:
        return
    inner = file.relative_to(record)
    if inner.parts[0] == RECEIVED:
        raise WriteError(f"{output} is among the received files of a record; choose another file")
    if output.exists() and inner.as_posix() in _files_kept(record):
        raise WriteError(f"{output} belongs to the record around it; choose another file")


def _holds_record(output: Path) -> bool:
    """Return whether a path is a zip file with one or more records in it."""
    if not (is_zip(output) and output.exists()):
        return False
    files = FilesInZip(output)
    try:
        return bool(files.records_within() or files.record_name())
    except ReadError:
        return False


def _files_kept(record: Path) -> Collection[str]:
    """Return the names of the files that belong to a record; none if the record is unreadable."""
    try:
        return kept_file_names(io.load(record))
    except ArchiveError:
        return ()
