"""`ReviewedRecord` writes a record after each decision, but never over somebody else's changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archive import io
from archive.files.atomic_write import writable
from archive.files.path_resolution import record_at
from archive.findings import Finding
from archive.formats.format import ReadResult
from archive.model.document import Document
from archive.workflows.in_place import write_in_place


class ReviewedRecord:
    """A record under review, with its state as last read or written."""

    def __init__(self, path: Path) -> None:
        """Read the record.

        Raises:
            ReadError: There is no record.
            InvalidDocument: The record is invalid.
            PermissionError: The record is read-only.
        """
        self._path = path
        self.findings: Sequence[Finding] = ()
        """Findings of reading the record."""
        self.document = self.read()
        """The record as it was last read or written."""

    @property
    def where(self) -> str:
        """The path of the record, as findings show it."""
        return self._file.where

    def read(self) -> Document:
        """Read the record as stored now."""
        self._file = record_at(self._path)
        if (path := self._file.around.path_of(self._file.name)) is not None:
            writable(path)
        self._read = io.read_record(self._file)
        self.findings = self._read.findings
        self.document = self._read.document
        return self.document

    def write(self, document: Document) -> Sequence[Finding]:
        """Write the record back atomically; return what its format cannot carry.

        Raises:
            Conflict: Somebody else has changed the record.
            WriteError: The system refuses.
        """
        saved = write_in_place(self._file, document, self._read)
        if not self._file.alone:
            self._file = record_at(self._path)
        self._read = ReadResult(document, sha256=saved.sha256)
        self.document = document
        return saved.findings
