"""What a record's place holds: the record, its captures under `received/`, what is made from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from archive.model.blocks import Image
from archive.model.captures import Capture
from archive.model.document import Document
from archive.model.works import ArchivedCopy

RECORD = "document.json"
"""The record itself."""
PUBLISHED = "document.tei.xml"
"""The record as TEI, made from it."""
RECEIVED = "received"
"""The folder of what was received."""


class Files(Protocol):
    """The files that belong to a record, by their names in its folder."""

    @property
    def name(self) -> str | None:
        """The name of the folder itself."""

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or `None` where there is none that can be read."""

    def names(self, under: str) -> Iterable[str]:
        """Return the names of all files under a folder of the folder, sorted."""
        ...

    def place(self, name: str) -> str:
        """Return the path of a file as findings show it."""
        ...


def files_named(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the pointer and file of each capture, image and saved copy that has one."""
    kinds: tuple[type[Capture | Image | ArchivedCopy], ...] = (Capture, Image, ArchivedCopy)
    for pointer, part in document.index.of_type(*kinds):
        if part.file is not None:
            yield pointer, part.file
