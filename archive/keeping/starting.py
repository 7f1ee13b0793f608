"""Start: a record of a plain text, in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import catalogue
from archive.errors import InvalidDocument, ReadError, WriteError
from archive.files.reading import read_bytes
from archive.findings import Finding
from archive.keeping.receiving import receive_text
from archive.model.document import Document
from archive.model.identifiers import document_id_from


@dataclass(frozen=True, slots=True)
class Started:
    """A record that was made."""

    document: Document
    folder: Path
    """Where it lies now."""
    findings: Sequence[Finding]
    """What was noticed about the text; each names its file."""


@dataclass(frozen=True, slots=True)
class Start:
    """A record that is to be made."""

    files: Sequence[Path]
    """The text of which it is made; several are one too many, since their names give one id."""
    id: str
    folder: Path
    """Where it is to lie; what is there already is never touched."""

    def make(self, **options: Any) -> Started:
        """Make the folder, with the text as received and a record of its blocks.

        Args:
            **options: When and from where the text was received, and what its reader takes
                (`archive.keeping.receiving.receive_text`).

        Raises:
            ReadError: The file cannot be read as plain text.
            InvalidDocument: The id is none.
            WriteError: There are several files; or the folder is there already, or cannot be made.
        """
        if len(self.files) > 1:
            names = " and ".join(map(str, self.files))
            raise WriteError(
                f"{names} give the same id, {self.id}; make them one by one, with --id"
            )
        [file] = self.files
        _refuse_folder(file)
        if os.path.lexists(self.folder):
            raise WriteError(f"{self.folder} is there already; choose another folder with -o")
        received = receive_text(file, read_bytes(file), id=self.id, **options)
        # It is a folder, whatever its name.
        saved = catalogue.save(received.document, f"{self.folder}/", files=received.files)
        findings = (*received.findings, *saved.findings)
        return Started(received.document, self.folder, findings)


def starts(files: Iterable[Path], within: Path) -> list[Start]:
    """Return the records to be made of several files, each in a folder of its own in another."""
    by_id: dict[str, list[Path]] = {}
    for file in files:
        by_id.setdefault(id_from(file), []).append(file)
    return [Start(named, id, within / id) for id, named in by_id.items()]


def id_from(file: Path, folder: Path | None = None) -> str:
    """Return the id of a record: the name of its folder if it can be one, or made from a name."""
    if folder is None:
        return document_id_from(file.stem)
    name = folder.resolve().name
    return name if id_problem(name) is None else document_id_from(name)


def id_problem(id: str) -> str | None:
    """Return why a text cannot be the id of a record, or `None` if it can."""
    try:
        Document(id=id)
    except InvalidDocument as invalid:
        return invalid.findings[0].message
    return None


def _refuse_folder(file: Path) -> None:
    """Say of a folder that it is one.

    Raises:
        ReadError: It is.
    """
    if file.is_dir():
        hint = f"name the text files in it: {file / '*.txt'}"
        found = Finding("file-unreadable", "this is a folder", hint)
        raise ReadError([found.at(file=str(file))])
