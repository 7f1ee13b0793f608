"""A record in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilesInMemory:
    """The files of a record that lies in no folder yet."""

    files: Mapping[str, bytes]
    name: str | None = None

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or `None` where there is none."""
        return self.files.get(name)

    def names(self, under: str) -> Iterable[str]:
        """Return the names of all files under a folder of the folder, sorted."""
        return sorted(name for name in self.files if name.startswith(f"{under}/"))

    def place(self, name: str) -> str:
        """Return the name itself."""
        return name
