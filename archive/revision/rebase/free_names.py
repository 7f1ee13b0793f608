"""`FreeNames` gives free ids and file names to the parts and files that a record gets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from archive.model.document import Document


class FreeNames:
    """Ids and file names that are free in a document."""

    def __init__(self, document: Document) -> None:
        self._ids = set(document.index.by_id)
        files = (part.__dict__.get("file") for _, part in document.index.parts)
        self._files = {file.casefold() for file in files if file is not None}
        self._given: dict[str, str] = {}
        self.files: dict[str, str] = {}
        """The new names of files, with their old names."""

    def id(self, wanted: str) -> str:
        """Return a free id: the wanted one, or one with a number appended."""
        id = _free(wanted, self._ids, lambda number: f"{wanted}-{number}")
        self._ids.add(id)
        return id

    def file(self, wanted: str) -> str:
        """Return a free file name, perhaps with a number before the suffix; one name per file."""
        if wanted in self._given:
            return self._given[wanted]
        path = PurePosixPath(wanted)
        given = _free(
            wanted,
            self._files,
            lambda number: str(path.with_name(f"{path.stem}-{number}{path.suffix}")),
        )
        self._files.add(given.casefold())
        self._given[wanted] = given
        self.files[given] = wanted
        return given


def _free(wanted: str, taken: set[str], numbered: Callable[[int], str]) -> str:
    free, number = wanted, 1
    while free.casefold() in taken or free in taken:
        number += 1
        free = numbered(number)
    return free
