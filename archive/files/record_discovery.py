"""Finds records: in trees of folders, or around a file that belongs to a record."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.english import listed
from archive.errors import ReadError, WriteError
from archive.files.layout import PUBLISHED, RECEIVED, RECORD
from archive.files.regular_files import is_folder, read_start
from archive.findings import Finding

_MAIN = frozenset((RECORD, PUBLISHED))
"""The names of files that make a folder a record; one of them is enough."""

_LOOSE = {
    ".json": re.compile(rb'"schema_version"\s*:\s*"[0-9]+\.[0-9]+"'),
    ".xml": re.compile(rb'<schemaRef\b[^>]*\bkey="archive-document-'),
    ".zip": re.compile(rb"(?s:PK\x03\x04.{26})(?:[^/]{1,255}/)?document\.(?:json|tei\.xml)"),
}
"""A string that is near the beginning of every file with a record, by suffix."""
_NEAR = 1 << 16
"""The number of bytes in which this string is searched for."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder that is searched for records at any depth.

    Folders whose names begin with a dot are skipped, and links to folders are not followed. Records
    within another record are not yielded.
    """

    folder: Path
    loose: list[Path] = field(default_factory=list)
    """Files that look like records, in folders that are not records."""
    inner: list[Path] = field(default_factory=list)
    """Folders of records within other records."""
    entries: Callable[[Path], Iterable[tuple[str, bool]]] | None = None
    """Returns the name of each entry of a folder, and whether it is a folder, in order, for a tree
    that is not in the file system. In such a tree no files are opened, and none is loose."""

    def records(self) -> Iterator[Path]:
        """Yield the folder of each record, in the order of their paths.

        Two other kinds of folder are also yielded: a folder with captures, but without a record in
        it or below it (the main file is missing), and a folder that the system does not allow the
        program to list.
        """
        waiting = [(self.folder, False)]
        without_main: Path | None = None
        while waiting:
            here, is_within = waiting.pop()
            if without_main is not None and without_main not in here.parents:
                yield without_main
                without_main = None
            try:
                entries = (self.entries or _entries)(here)
            except OSError:
                if not is_within:
                    yield here
                continue
            folders, files = list[str](), list[str]()
            for name, is_dir in entries:
                (folders if is_dir else files).append(name)
            if any(name in _MAIN for name in files):
                if is_within:
                    self.inner.append(here)
                else:
                    yield here
                    without_main = None  # it contains this record, so it is not one itself
                is_within = True
            elif not is_within:
                if RECEIVED in folders:
                    without_main = here
                if self.entries is None:
                    loose = (here / name for name in files)
                    self.loose.extend(path for path in loose if _is_loose_record(path))
            visible = (name for name in reversed(folders) if not name.startswith("."))
            waiting += [(here / name, is_within) for name in visible]
        if without_main is not None:
            yield without_main


def _entries(folder: Path) -> list[tuple[str, bool]]:
    """Return the name of each entry of a folder, and whether it is a folder, by name."""
    with os.scandir(folder) as listing:
        return sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing)


def _is_loose_record(path: Path) -> bool:
    pattern = _LOOSE.get(path.suffix.lower())
    return pattern is not None and bool(pattern.search(read_start(path, _NEAR)))


def record_of(file: Path, is_record: Callable[[Path], bool]) -> Path | None:
    """Return the folder of the record that a file belongs to, or `None`.

    A record's files are `document.json`, the `document.tei.xml` beside it or beside captures, the
    files in `received/`, and all other files in or below its folder except other records and files
    that may be records: JSON and XML files. The search ends at the repository of the file.

    Args:
        file: The file, or a folder in a record.
        is_record: A function that returns whether a file is read as a separate record.
    """
    at = Path(os.path.abspath(file))  # noqa: PTH100 (keeps a path through links)
    if _is_main(at):
        folder: Path | None = at.parent
    else:
        folder = next((one.parent for one in at.parents if one.name == RECEIVED), None)
        if not (at.suffix.lower() in (".json", ".xml") or is_record(file)):
            folder = next(filter(holds_record, _folders_around(at)), folder)
    if folder is None or file.is_absolute():
        return folder
    return Path(os.path.relpath(folder))


def _is_main(at: Path) -> bool:
    """Return whether a file is the record of its folder, or the TEI made from the record."""
    return at.name == RECORD or (at.name == PUBLISHED and _is_beside_others(at))


def _standing_for(path: Path, is_record: Callable[[Path], bool]) -> list[Path]:
    """Return the paths of the records that a given path means.

    A record among the captures of another record means that other record, because the captured
    record may have been changed.
    """
    record = record_of(path, is_record)
    if record is None:
        return [path]
    is_own = not _is_main(path.absolute()) and is_record(path)
    return [record, path] if is_own else [record]


def record_around(file: Path) -> Path | None:
    """Return the folder of the record that contains a file, after following links, or `None`."""
    return next(filter(holds_record, _folders_around(Path(os.path.realpath(file)))), None)


def is_within_record(folder: Path) -> bool:
    """Return whether a folder is a record or inside one, after following links."""
    return any(map(holds_record, _folders_around(Path(os.path.realpath(folder)) / RECORD)))


def refuse_received(path: Path) -> None:
    """Raise `WriteError` if a path leads among the received files of a record.

    Raises:
        WriteError: The path leads among received files.
    """
    place = Path(os.path.realpath(path))
    record = record_around(place / "any")
    if record is not None and place.relative_to(record).parts[:1] == (RECEIVED,):
        raise WriteError(f"{path} is among the received files of a record; choose another path")


def refuse_mixing(folder: Path, names: Collection[str]) -> None:
    """Raise `WriteError` if a folder has other files than those that a format writes.

    Otherwise public output could be beside a whole record that was written there earlier, or a
    record beside the tables of another record. Earlier files of the same format are overwritten.

    Raises:
        WriteError: The folder is that of a record, or has other files; the message names them.
    """
    refuse_received(folder)
    if not folder.is_dir():
        return
    there = sorted(path.name for path in folder.iterdir())
    if holds_record(folder):
        raise WriteError(f"{folder} is the folder of a record; choose another folder")
    if others := [name for name in there if name not in names]:
        raise WriteError(
            f"{folder} has {listed(others)}, which would be beside the new files; "
            "choose another folder, or empty this one"
        )


def _is_beside_others(published: Path) -> bool:
    return any(os.path.lexists(published.with_name(name)) for name in (RECORD, RECEIVED))


def _folders_around(file: Path) -> Iterator[Path]:
    for folder in file.parents:
        yield folder
        if os.path.lexists(folder / ".git"):
            break


def holds_record(folder: Path) -> bool:
    """Return whether a folder has the main file of a record, even a broken link, but no folder."""
    return any(_is_file_or_link(folder / name) for name in _MAIN)


def _is_file_or_link(path: Path) -> bool:
    try:
        return not stat.S_ISDIR(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class Records:
    """The records that were found at some paths."""

    paths: list[Path]
    """The place or file of each record, each once, even if several paths lead to the same
    record."""
    without: list[Finding]
    """The findings for folders without a record."""
    loose: list[Path]
    """Files that look like records, in folders of records; they are read only if they are named."""
    inner: list[Path]
    """Records within other records, in a subfolder or in the same zip file; they are read only if
    they are named, or unpacked."""


def records_in(
    paths: Sequence[Path], *, is_record: Callable[[Path], bool] | None = None
) -> Records:
    """Return the records at some paths, at any depth.

    Args:
        paths: Files and folders. Other paths are returned unchanged.
        is_record: A function that returns whether a file is read as a separate record; any other
            file in a record's folder then means the whole record. If left out, each file means only
            itself.
    """
    records: dict[str, Path] = {}
    findings: list[Finding] = []
    loose: list[Path] = []
    within: list[Path] = []
    for path in paths:
        inner = [path]
        if is_record is not None and os.path.lexists(path):
            inner = _standing_for(path, is_record)
        if is_folder(path):
            tree = Tree(path)
            around = [] if inner == [path] else inner  # for example, of its received/
            inner = list(tree.records())
            loose += tree.loose if inner else ()
            within += tree.inner
            inner = inner or around
            if not inner:
                findings.append(_no_record(tree))
        for record in inner:
            file = record / RECORD if is_folder(record) else record
            records.setdefault(os.path.realpath(file), record)
            within += _records_in_zip(record)
    known = {os.path.realpath(path) for path in (*paths, *records.values())}
    loose, within = _not_among(known, loose), _not_among(known, within)
    return Records(list(records.values()), findings, loose, within)


def _not_among(known: Collection[str], paths: Sequence[Path]) -> list[Path]:
    """Return the paths, each once, that do not lead to a known path."""
    return [path for path in dict.fromkeys(paths) if os.path.realpath(path) not in known]


def _records_in_zip(path: Path) -> list[Path]:
    """Return the records in a zip file except its main record."""
    from archive.files.zip_file import FilesInZip, is_zip

    if not is_zip(path):
        return []
    try:
        return [path / name for name in FilesInZip(path).records_within()]
    except ReadError:
        return []


def _no_record(tree: Tree) -> Finding:
    """Return the finding for a folder without a record."""
    hint = "a record is a folder with a document.json; `archive receive` makes one from a text"
    if tree.loose:
        hint = f"give the path of a file that is not in a record's folder: {listed(tree.loose)}"
    return Finding("no-record", f"no record in {tree.folder}", hint).at(file=str(tree.folder))
