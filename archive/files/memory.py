"""The files of a record in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from archive.errors import ReadError
from archive.files.interface import Files
from archive.findings import Finding


@dataclass(slots=True, eq=False)
class FilesInMemory(Files):
    """The files of a record that is not stored yet."""

    files: Mapping[str, bytes]
    own_name: str | None = None
    """The name of a folder with these files, if they were stored."""

    called: ClassVar[str] = "memory"

    @property
    def name(self) -> str | None:
        """The name of a folder with these files, if they were stored; `None` if unknown."""
        return self.own_name

    def demand(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            ReadError: There is no file of this name.
        """
        if name not in self.files:
            raise ReadError([Finding("no-such-file", "there is no such file").at(file=name)])
        return self.files[name]

    def holds(self, name: str) -> bool:
        """Return whether there is a file of this name."""
        return name in self.files

    def names(self, under: str) -> Sequence[str]:
        """Return the names of all files in a subfolder, at any depth, sorted."""
        return sorted(name for name in self.files if name.startswith(f"{under}/"))

    def where(self, name: str) -> str:
        """Return the name of a file, unchanged."""
        return name

    def _hold_to_read(self, based_on: str | None) -> None:
        """Do nothing, because nobody else writes here."""

    def _write(self, files: Mapping[str, bytes]) -> None:
        self.files = {**self.files, **files}
