"""Records as they are given to a store: a document with its files, or a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from archive.errors import ReadError, WriteError, raised_in, require
from archive.files.folder import FilesInFolder
from archive.files.interface import kept_file_names
from archive.files.layout import RECORD
from archive.files.manifest import MANIFEST, listed_names
from archive.files.path_resolution import record_at
from archive.findings import Finding
from archive.formats import FORMATS
from archive.formats.format import ReadResult
from archive.formats.json import canonical
from archive.model.document import Document
from archive.model.identifiers import file_name_problem
from archive.preservation.bagit.opening import is_bag, opened_bag
from archive.preservation.bagit.records import contents_of


class GivenRecord(NamedTuple):
    """A record that is added to a store."""

    document: Document
    files: Mapping[str, bytes]
    """The bytes of its files by name, `document.json` among them."""
    is_folder: bool
    """Whether the files are all those of a folder, and not only those that the record names."""


def given_record(
    record: ReadResult | Document | str | Path, files: Mapping[str, bytes] | None = None
) -> GivenRecord:
    """Return the document to add, and the bytes of all its files.

    Args:
        record: The result of `receive` or `read`, a document, the folder of a record, or a bag
            with one record.
        files: More files of a document, by name.

    Raises:
        WriteError: The record names files that are not given.
        ReadError: The folder has no record, a file in it cannot be read, or the bag is not valid.
        InvalidDocument: The record in the folder is not consistent.
    """
    if isinstance(record, str | Path):
        path = Path(record)
        given = _only_of_bag(path) if is_bag(path) else _of_folder(path)
    else:
        of_result = record.files if isinstance(record, ReadResult) else {}
        document = record.document if isinstance(record, ReadResult) else record
        require(document, Document, "add takes what receive returns, a Document, or a folder")
        given = GivenRecord(document, {**of_result, **(files or {})}, is_folder=False)
    if missing := [name for name in kept_file_names(given.document) if name not in given.files]:
        raise WriteError(
            f"{given.document.id} names {', '.join(missing)}, which are not given: add the folder "
            "of the record, or give files"
        )
    if given.is_folder:  # the names of its files are those of files
        return given
    for name in given.files:
        if problem := _name_problem(name):
            raise WriteError(f"{name!r} is not a file of {given.document.id}: {problem}")
    return given._replace(files={**given.files, RECORD: canonical(given.document)})


def records_of_bag(path: Path) -> Iterator[GivenRecord]:
    """Yield each record in a bag, which is checked completely first.

    Raises:
        ReadError: The bag is not valid, has no record, or a record in it cannot be read.
        InvalidDocument: A record is not consistent.
    """
    with opened_bag(path) as bag:
        for record in contents_of(bag, path).records:
            names = [name for name in record.files if name != MANIFEST]
            with raised_in(str(path)):
                yield _of_folder(record.folder, names)


def _only_of_bag(path: Path) -> GivenRecord:
    first, *others = records_of_bag(path)
    if others:
        number = len(others) + 1
        raise WriteError(f"{path} is a bag of {number} records; add them all with add_many")
    return first


def _of_folder(folder: Path, names: Sequence[str] | None = None) -> GivenRecord:
    place = FilesInFolder(folder)
    if place.record_name() != RECORD:
        raise ReadError([Finding("no-record", f"{folder} has no {RECORD}").at(file=str(folder))])
    place.demand(RECORD)  # which is no link out of the folder
    document = FORMATS.read_record(record_at(folder)).document
    wanted = listed_names(folder) if names is None else names
    files = {name: place.demand(name) for name in wanted}
    return GivenRecord(document, files, is_folder=True)


def _name_problem(name: str) -> str | None:
    if name == MANIFEST:
        return "the store writes it itself"
    return None if name == RECORD else file_name_problem(name)
