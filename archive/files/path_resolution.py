"""Resolves a path to the files of a record, or to the file that holds a record."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ReadError, WriteError
from archive.files.folder import FilesInFolder
from archive.files.interface import Files
from archive.files.layout import RECORD
from archive.files.memory import FilesInMemory
from archive.files.regular_files import is_folder, is_same_file, status
from archive.files.zip_file import FilesInZip, is_zip


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The file that holds a record."""

    name: str
    """The name of the file in its place."""
    around: Files
    """The place of the file; for a file that was given directly, its folder."""
    alone: bool = False
    """Whether the path of the file was given, not the path of its place."""

    @property
    def files(self) -> Files | None:
        """The files of the record; `None` if the file was given directly."""
        return None if self.alone else self.around

    @property
    def where(self) -> str:
        """The location of the file, as findings show it."""
        return self.around.where(self.name)

    @property
    def has_published(self) -> bool:
        """Whether there may be TEI made from the record in the same place."""
        return not self.alone and self.name == RECORD

    def is_at(self, path: Path) -> bool:
        """Return whether a path leads to this file, even if the file no longer exists."""
        own = self.around.path_of(self.name)
        return own is not None and is_same_file(own, path)

    def read(self) -> bytes:
        """Return the bytes of the file.

        Raises:
            ReadError: The file cannot be read; the error has the reason.
        """
        return self.around.demand_record(self.name)

    def write(self, data: bytes, *, based_on: str | None = None) -> None:
        """Rewrite the file, atomically.

        Args:
            data: Its new bytes.
            based_on: The SHA-256 of the bytes that were read; if left out, the file is overwritten
                in any case.

        Raises:
            Conflict: The file has changed since it was read.
            WriteError: The file is TEI in a zip file; or another program is writing there and does
                not finish.
            OSError: The system reports an error.
        """
        self.around.write_record(self.name, data, based_on=based_on)

    def again(self) -> RecordFile:
        """Return the file that holds the record now, without cached content.

        Raises:
            ReadError: The file no longer exists; the error has the reason.
        """
        return record_at(Path(self.where if self.alone else self.around.where("")))


def files_at(path: Path) -> Files | None:
    """Return the place at a path: a folder or zip file; `None` for a file of another kind.

    Raises:
        ReadError: Nothing is there, or the system does not allow the program to read the place.
    """
    mode = status(path).st_mode
    if stat.S_ISDIR(mode):
        return FilesInFolder(path)
    return FilesInZip(path) if stat.S_ISREG(mode) and is_zip(path) else None


def record_at(path: Path) -> RecordFile:
    """Return the file that holds a record: the file at this path, or the file in this place.

    Raises:
        ReadError: There is no such file, or the place has no record.
    """
    files = files_at(path)
    if files is None:
        return RecordFile(path.name, FilesInFolder(path.parent), alone=True)
    return RecordFile(files.record_name(), files)


def record_from_bytes(data: bytes, name: str) -> RecordFile:
    """Return a record file for bytes without a path, such as those of standard input.

    Args:
        data: The bytes.
        name: The name of the file in findings.
    """
    return RecordFile(name, FilesInMemory({name: data}), alone=True)


def files_for(path: Path, *, folder: bool = False) -> Files:
    """Return the place at a path for writing a record; the place need not exist yet.

    Args:
        path: The path.
        folder: Whether the place is a folder even if its name ends with `.zip`.

    Raises:
        WriteError: Something that is no folder or zip file is there.
    """
    if not folder and is_zip(path):
        files = FilesInZip(path)
        try:
            files.holds(RECORD)
        except ReadError as problem:
            raise WriteError(f"{path} was not changed: {problem.findings[0].message}") from None
        return files
    if os.path.lexists(path) and not is_folder(path):
        raise WriteError(f"{path} is not a folder; give another path, or a file with a suffix")
    return FilesInFolder(path)
