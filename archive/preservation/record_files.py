"""The files of records as packages take them: all of a record, checked by its manifest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.english import listed
from archive.errors import ReadError, WriteError
from archive.files.manifest import MANIFEST, Manifest, digest_of, listed_names, manifest_in
from archive.files.path_resolution import record_at
from archive.findings import Finding, Severity
from archive.formats import FORMATS
from archive.model.document import Document


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file that is put into a package."""

    name: str
    """Its path in the package."""
    source: Path | bytes
    """Where it is, or its bytes."""
    sha256: str = ""
    """The digest that it must have, because a manifest says so; empty if none does."""


@dataclass(frozen=True, slots=True)
class PackedRecord:
    """A record that is put into a package."""

    folder: Path
    """The folder of the record."""
    place: str
    """Its path in the package, which ends with its id."""
    document: Document
    """The record."""
    files: tuple[PackedFile, ...]
    """All its files, its manifest among them; the names are those in its folder."""
    left_out: tuple[str, ...]
    """What lies in its folder and does not belong to it: hidden files, links out of the folder."""


def packed_record(folder: Path, group: str = "") -> PackedRecord:
    """Return a record with all its files, as its folder has them.

    A record without a manifest gets one.

    Args:
        folder: The folder of the record.
        group: The path of the group in the package.

    Raises:
        ReadError: The record cannot be read.
        InvalidDocument: The record is not consistent.
        WriteError: A file is missing that the manifest lists; or the name of a file cannot be
            written.
    """
    if not folder.is_dir():
        message = "this is not the folder of a record; a package has whole folders"
        raise ReadError([Finding("no-record", message).at(file=str(folder))], str(folder))
    document = FORMATS.read_record(record_at(folder)).document
    names, manifest = listed_names(folder), manifest_in(folder)
    for name in names:
        if any("\ud800" <= sign <= "\udfff" for sign in name):
            raise WriteError(f"{folder}: the name of a file is not in UTF-8: {name!r}; rename it")
    stated = {} if manifest is None else manifest.digests
    if missing := sorted(stated.keys() - set(names)):
        raise WriteError(f"{folder} lacks {listed(missing)}, which its manifest lists; {_MEND}")
    files = [PackedFile(name, folder / name, stated.get(name, "")) for name in names]
    if manifest is not None:
        files.append(PackedFile(MANIFEST, folder / MANIFEST))
    else:
        digests = {name: digest_of(folder / name) for name in names}
        files.append(PackedFile(MANIFEST, Manifest(digests).data()))
    place = "/".join(filter(None, (group, document.id)))
    kept = {*names, MANIFEST}
    left = tuple(sorted(name for name in _all_files(folder) if name not in kept))
    return PackedRecord(folder, place, document, tuple(files), left)


_MEND = "mend the record first: `archive store verify --from COPY`, or `archive format`"


def _all_files(folder: Path) -> Iterator[str]:
    for at, _, files in os.walk(folder):
        for name in files:
            yield Path(at, name).relative_to(folder).as_posix()


def left_out_findings(record: PackedRecord) -> Iterator[Finding]:
    """Yield a warning for each file in a record's folder that is not in the package."""
    for name in record.left_out:
        message = "it is not in the package: it is hidden, a link, or of another record"
        hint = "if it belongs to the record, list it in the manifest of the record"
        finding = Finding("package-file-left-out", message, hint, Severity.WARNING)
        yield finding.at(file=str(record.folder / name))


def damaged(files: Iterable[Path]) -> WriteError:
    """Return the error for files whose bytes are not those that a manifest lists."""
    named = listed([str(path) for path in files])
    return WriteError(f"nothing was written, since files are damaged: {named}; {_MEND}")
