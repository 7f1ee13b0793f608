"""A record in its folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ReadError
from archive.files.base import PUBLISHED, RECORD
from archive.files.reading import inside, read_bytes, status, unreadable
from archive.findings import Finding


def record_path(path: Path) -> Path:
    """Return the file that holds the record: the path itself, or the record in this folder.

    Raises:
        ReadError: There is no such file, or the folder holds no record.
    """
    if not stat.S_ISDIR(status(path).st_mode):
        return path
    for name in (RECORD, PUBLISHED):
        if (path / name).is_file():
            return path / name
    _check_can_be_listed(path)
    message = f"the folder holds neither {RECORD} nor {PUBLISHED}"
    raise ReadError([Finding("folder-without-record", message).at(file=str(path))])


def _check_can_be_listed(folder: Path) -> None:
    """Refuse to say what is not in a folder that the system does not let us look into."""
    try:
        os.scandir(folder).close()
    except OSError as problem:
        raise unreadable(folder, problem.strerror or str(problem)) from None


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The files in a record's folder."""

    folder: Path

    @property
    def name(self) -> str | None:
        """The name of the folder itself."""
        return self.folder.resolve().name

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file.

        `None` where it is missing, no regular file, or a link out of the folder or to itself.
        """
        try:
            return self.demand(name)
        except ReadError:
            return None

    def demand(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            ReadError: `read` would return `None`; it says why.
        """
        path = inside(self.folder, name)
        if path is None:
            raise ReadError([Finding("file-unreadable", "this is a link out of the folder")])
        return read_bytes(path)

    def names(self, under: str) -> Iterable[str]:
        """Return the names of all files under a folder of the folder, sorted; links are files.

        A link in the place of that folder is not followed out of this one.
        """
        if inside(self.folder, under) is None:
            return [under]
        return sorted(self._names(self.folder / under))

    def _names(self, folder: Path) -> Iterator[str]:
        for at, folders, files in os.walk(folder):
            links = (name for name in folders if Path(at, name).is_symlink())
            for name in (*files, *links):
                yield Path(at, name).relative_to(self.folder).as_posix()

    def place(self, name: str) -> str:
        """Return the path of a file as findings show it."""
        return str(self.folder / name)
