"""Writes a record back if nobody else has changed it, or reports what they changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from archive import io
from archive.english import counted
from archive.errors import ArchiveError, Conflict, InvalidDocument, ReadError
from archive.files.layout import PUBLISHED, RECORD
from archive.files.manifest import write_one
from archive.files.one_writer import NONE_THERE, hold_to_read, one_writer, write_alone
from archive.files.path_resolution import RecordFile
from archive.files.regular_files import is_same_file
from archive.formats import FORMATS
from archive.formats.format import ReadResult, WriteResult
from archive.model.document import Document

SAME_CONTENT = "its new content is the same, written in other bytes"
"""What a writer is told if somebody else has only formatted the record."""
_MOST_LINES = 24
"""The most lines of a report on changes by somebody else: about a screen."""


def write_in_place(
    file: RecordFile,
    document: Document,
    read: ReadResult,
    *,
    files: Mapping[str, bytes] | None = None,
) -> WriteResult:
    """Write a record back in place and in its format, atomically, if nobody else has changed it.

    Args:
        file: The file of the record.
        document: The new state of the record.
        read: The result of reading the record.
        files: New captures, by their names in the record's folder. A record that was named as a
            single file has no place for them.

    Raises:
        Conflict: Somebody else has changed the record since; the error lists their changes.
        WriteError: Another file has the name of a new capture, or the record cannot be written.
    """
    with conflicts_explained(file, read.document):
        if file.alone:
            return io.save(document, file.where, _format_of(file), based_on=read.sha256)
        written = io.write(document, "json")
        with io.system_errors_as_ours(Path(file.around.where(""))):
            file.around.write(
                {**(files or {}), RECORD: written.data}, based_on=read.sha256, over_others=False
            )
        return written


def _format_of(file: RecordFile) -> str:
    """Return the format of a file; for an unreadable one any format, because it is not written."""
    try:
        format = FORMATS.of_record(file.read(), file.name)
    except ReadError:
        format = None
    return format.name if format else "json"


def write_output(data: bytes, output: Path, file: RecordFile, read: ReadResult) -> None:
    """Write the output of a command to a file.

    If the file is the record itself, or its TEI beside it, it is written only if nobody else has
    changed the record.

    Args:
        data: The output.
        output: The file to write.
        file: The file of the record.
        read: The result of reading the record.

    Raises:
        Conflict: Somebody else has changed the record since; the error lists their changes.
        WriteError: Another program has locked the file.
        OSError: The system refuses.
    """
    with conflicts_explained(file, read.document):
        if not (file.is_at(output) or _is_published(file, output)):
            write_alone(output, data)
            return
        with one_writer(output):
            hold_to_read(file.where, read.sha256, lambda: file.again().read())
            write_one(output, data)


def _is_published(file: RecordFile, path: Path) -> bool:
    """Return whether a path is the TEI file beside a record."""
    own = file.around.path_of(PUBLISHED)
    return file.has_published and own is not None and is_same_file(own, path)


@contextmanager
def conflicts_explained(file: RecordFile, before: Document) -> Iterator[None]:
    """Add to a `Conflict` about a record the changes that somebody else has made.

    Args:
        file: The file of the record.
        before: The record as it was read.
    """
    try:
        yield
    except Conflict as conflict:
        difference = _difference(file, before)
        raise Conflict(conflict.path, conflict.based_on, conflict.found, difference) from None


def _difference(file: RecordFile, before: Document) -> str:
    """Describe the difference between a record as read and the record as it is stored now."""
    from archive.revision.diff import diff
    from archive.view.diff_page import changes_page

    try:
        now = io.read_record(file.again()).document
    except (InvalidDocument, ReadError) as problem:
        if {finding.code for finding in problem.findings} <= NONE_THERE:
            return "it is gone"
        return _shortened(["its new content cannot be read:", *map(str, problem.findings)])
    except ArchiveError as problem:
        return f"its new content cannot be read: {problem}"
    changes = diff(before, now)
    if not changes:
        return SAME_CONTENT
    return _shortened(["what they changed:", *changes_page(changes).rstrip().split("\n")])


def _shortened(lines: list[str]) -> str:
    if (more := len(lines) - _MOST_LINES) > 1:
        lines[_MOST_LINES:] = [f"... and {counted(more, 'lines')} more"]
    return "\n".join(lines)
