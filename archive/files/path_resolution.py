"""Resolves a path to the files of a record, or to the file that holds one."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ReadError, WriteError
from archive.files.folder import FilesInFolder
from archive.files.interface import RECORD, Files
from archive.files.memory import FilesInMemory
from archive.files.regular_files import is_folder, is_same_file, status
from archive.files.zip_file import FilesInZip, is_zip


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The file that holds a record."""

    name: str
    """Its name in the place where it lies."""
    around: Files
    """The place where it lies; of a file that was named itself, the folder around it."""
    alone: bool = False
    """Whether it was named itself, and not the place where it lies."""

    @property
    def files(self) -> Files | None:
        """The files of the record; `None` where it was named alone."""
        return None if self.alone else self.around

    @property
    def where(self) -> str:
        """Where it lies, as findings show it."""
        return self.around.where(self.name)

    @property
    def has_published(self) -> bool:
        """Whether TEI that is made from the record may lie beside it."""
        return not self.alone and self.name == RECORD

    def is_at(self, path: Path) -> bool:
        """Whether a path leads to it, even if it has gone since."""
        own = self.around.path_of(self.name)
        return own is not None and is_same_file(own, path)

    def read(self) -> bytes:
        """Return its bytes.

        Raises:
            ReadError: It cannot be read; it says why.
        """
        return self.around.demand_record(self.name)

    def write(self, data: bytes, *, based_on: str | None = None) -> None:
        """Write it anew, whole or not at all.

        Args:
            data: Its new bytes.
            based_on: The SHA-256 of what was read of it; left out, it is written over.

        Raises:
            Conflict: It is not what was read.
            WriteError: It is TEI in a zip file; or another program does not end writing there.
            OSError: The system refuses.
        """
        self.around.write_record(self.name, data, based_on=based_on)

    def again(self) -> RecordFile:
        """Return the file that holds the record now, with nothing known of what it held before.

        Raises:
            ReadError: It has gone; it says why.
        """
        return record_at(Path(self.where if self.alone else self.around.where("")))


def files_at(path: Path) -> Files | None:
    """Return the record's place at a path, or `None` where there is a file of another kind.

    Raises:
        ReadError: There is nothing, or the system does not say what.
    """
    mode = status(path).st_mode
    if stat.S_ISDIR(mode):
        return FilesInFolder(path)
    return FilesInZip(path) if stat.S_ISREG(mode) and is_zip(path) else None


def record_at(path: Path) -> RecordFile:
    """Return the file that holds a record: the one at this path, or that in the place there.

    Raises:
        ReadError: There is no such file, or the place holds no record.
    """
    files = files_at(path)
    if files is None:
        return RecordFile(path.name, FilesInFolder(path.parent), alone=True)
    return RecordFile(files.record_name(), files)


def record_from_bytes(data: bytes, name: str) -> RecordFile:
    """Return the file of bytes that lie nowhere, such as those of standard input.

    Args:
        data: The bytes.
        name: The name of the file in findings.
    """
    return RecordFile(name, FilesInMemory({name: data}), alone=True)


def files_for(path: Path, *, folder: bool = False) -> Files:
    """Return the place at a path into which a record is to go; it need not be there yet.

    Args:
        path: The path.
        folder: Whether it is a folder though its name is that of a zip file.

    Raises:
        WriteError: Something else is there.
    """
    if not folder and is_zip(path):
        files = FilesInZip(path)
        try:
            files.holds(RECORD)
        except ReadError as problem:
            raise WriteError(f"{path} is left as it is: {problem.findings[0].message}") from None
        return files
    if os.path.lexists(path) and not is_folder(path):
        raise WriteError(f"{path} is no folder; name another, or a file with a suffix")
    return FilesInFolder(path)
