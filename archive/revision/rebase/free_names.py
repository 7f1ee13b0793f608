"""`FreeNames` makes ids and file names that a record does not use yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from archive.model.document import Document


class FreeNames:
    """Makes ids and file names that are not used in a document."""

    def __init__(self, document: Document) -> None:
        self._ids = set(document.index.by_id)
        files = (part.__dict__.get("file") for _, part in document.index.parts)
        self._files = {file.casefold() for file in files if file is not None}
        self._given: dict[str, str] = {}
        self.files: dict[str, str] = {}
        """The new names of files; the values are the old names."""

    def id(self, wanted: str) -> str:
        """Return an unused id: the wanted id, if necessary with a number appended."""
        id = _free(wanted, self._ids, lambda number: f"{wanted}-{number}")
        self._ids.add(id)
        return id

    def file(self, wanted: str) -> str:
        """Return an unused file name, if necessary with a number; one file always gets one name."""
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
