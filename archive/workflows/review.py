"""`ReviewedRecord` is written after each decision, but never over changes of somebody else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from archive import io
from archive.errors import WriteError, raised_in
from archive.files.atomic_write import writable
from archive.files.path_resolution import RecordFile, record_at
from archive.findings import Finding
from archive.formats import FORMATS
from archive.model.document import Document
from archive.workflows.in_place import write_in_place


class ChangedMeanwhile(WriteError):
    """Somebody else has written the record since it was read; nothing was written over it."""


class ReviewedRecord:
    """A record under review in its place, with its state as last read or written."""

    def __init__(self, path: Path) -> None:
        """Read the record.

        Raises:
            ReadError: There is none.
            InvalidDocument: It says something untrue about itself.
            PermissionError: It is read-only.
        """
        self._path = path
        self.findings: Sequence[Finding] = ()
        """Findings of reading it."""
        self.document = self.read()
        """The record as it was last read or written."""

    @property
    def where(self) -> str:
        """Where the record lies, as findings show it."""
        return self._file.where

    def read(self) -> Document:
        """Read the record, as it lies there now."""
        self._file = record_at(self._path)
        if (path := self._file.around.path_of(self._file.name)) is not None:
            writable(path)
        data = self._file.read()
        with raised_in(self._file.where):
            format = FORMATS.of_record(data, self._file.name)
            result = io.read(data, format.name if format else None)
        self._digest = sha256(data).digest()
        self.findings = [finding.at(file=self._file.where) for finding in result.findings]
        self.document = result.document
        return self.document

    def write(self, document: Document) -> Sequence[Finding]:
        """Write the record anew, whole or not at all; return what its format could not carry.

        Raises:
            ChangedMeanwhile: Somebody else has written it.
            WriteError: The system refuses.
        """
        with self._alone():
            if sha256(self._file.read()).digest() != self._digest:
                raise ChangedMeanwhile(f"{self.where} was changed meanwhile by somebody else")
            saved = write_in_place(self._file, document)
            if not self._file.alone:
                self._file = record_at(self._path)
            self._digest = sha256(saved.data).digest()
            self.document = document
        return saved.findings

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep another review from writing between our look at the record and our writing it.

        The folder is locked, since the file itself is replaced. Where a system has no such locks,
        the look alone has to do.
        """
        try:
            import fcntl
        except ImportError:
            yield
            return
        folder = os.open(_folder_of(self._file, self._path), os.O_RDONLY)
        try:
            with suppress(OSError):
                fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


def _folder_of(file: RecordFile, path: Path) -> Path:
    """The folder in which the record is written; for a zip file, the folder around it."""
    own = file.around.path_of(file.name)
    return own.parent if own is not None else path.resolve().parent
