"""`receive_bag` takes the records out of a bag, if the bag is valid."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from archive import io
from archive.errors import ReadError, WriteError, require
from archive.files.atomic_write import folder_made_of
from archive.files.layout import RECORD
from archive.files.path_resolution import record_at
from archive.files.record_discovery import is_within_record
from archive.findings import Finding
from archive.model.document import Document
from archive.preservation.bagit.checking import CheckedBag
from archive.preservation.bagit.opening import is_bag, opened_bag
from archive.preservation.bagit.records import BagContents, contents_of, left_findings
from archive.preservation.bagit.tag_files import PAYLOAD
from archive.reprs import OneLineRepr, ReprItems, Unquoted


@dataclass(frozen=True, slots=True, repr=False)
class ReceivedBag(OneLineRepr):
    """The records that were taken out of a bag."""

    folder: Path
    """The folder of the record; or, of several records, the store with all of them."""
    ids: tuple[str, ...]
    """The ids of the records."""
    findings: tuple[Finding, ...]
    """Warnings of the check, of the readers, and on files that stay in the bag."""

    def _repr_items(self) -> ReprItems:
        yield None, str(self.folder)
        yield None, Unquoted(f"{len(self.ids)} records")


def receive_bag(
    bag: str | Path, folder: str | Path | None = None, *, within: str | Path = ""
) -> ReceivedBag:
    """Check a bag completely, and take its records out of it.

    A bag with one record gives the folder of that record. A bag with several gives a store: a
    folder with their groups, and with the files that belong to no record, but for hidden ones.
    Either appears as a whole, or not at all; nothing is taken from a bag that is not valid.

    Args:
        bag: A folder, or a zip or tar file of one.
        folder: The new folder; if left out, the id of the record, or the name of the bag.
        within: The folder around it, if `folder` is left out.

    Raises:
        ReadError: The bag is not valid, has no record, or a record in it cannot be read; the error
            has every finding.
        InvalidDocument: A record is not consistent.
        WriteError: The folder exists, or cannot be made.
    """
    require(bag, (str, Path), "receive_bag takes the path of a bag")
    path = Path(bag)
    if not is_bag(path):
        finding = Finding("bag-declaration", "this is no bag: it has no bagit.txt")
        raise ReadError([finding.at(file=str(path))], str(path))
    with opened_bag(path) as opened:
        contents = contents_of(opened, path)
        documents, findings = _read(contents, opened)
        is_one = len(documents) == 1
        name = documents[0].id if is_one else _name_of(path)
        target = Path(folder) if folder is not None else Path(within) / name
        _refuse(target)
        if is_one:
            [record] = contents.records
            _copy([(record.folder / file, file) for file in record.files], target, RECORD)
            left = contents
        else:
            payload = opened.folder / PAYLOAD
            files = [
                (record.folder / file, f"{record.place}/{file}")
                for record in contents.records
                for file in record.files
            ]
            files += [(payload / file, file) for file in contents.others]
            _copy(files, target, "")
            left = replace(contents, others=())
    ids = tuple(document.id for document in documents)
    found = (*contents.findings, *findings, *left_findings(left, path))
    return ReceivedBag(target, ids, found)


def _read(contents: BagContents, bag: CheckedBag) -> tuple[list[Document], list[Finding]]:
    """Read each record, so that none is taken that nobody could read."""
    documents, findings = [], []
    for record in contents.records:
        read = io.read_record(record_at(record.folder))
        documents.append(read.document)
        findings += [_shown(finding, bag) for finding in read.findings]
    return documents, findings


def _shown(finding: Finding, bag: CheckedBag) -> Finding:
    """Return a finding with the path in the bag that was given, not in a temporary folder."""
    file = finding.location.file or ""
    return finding.at(file=file.replace(str(bag.folder), bag.shown_as, 1))


def _name_of(path: Path) -> str:
    name = path.resolve().name
    for suffix in (".zip", ".tar", ".tar.gz", ".tgz"):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return f"{name}-records"


def _refuse(target: Path) -> None:
    if os.path.lexists(target):
        raise WriteError(f"{target} exists already; choose another folder with -o")
    if is_within_record(target.parent):
        raise WriteError(f"{target} is in the folder of a record; choose another folder with -o")


def _copy(files: Iterable[tuple[Path, str]], target: Path, last: str) -> None:
    with io.system_errors_as_ours(target), folder_made_of(target, last=last) as new_folder:
        for source, name in files:
            place = new_folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place, follow_symlinks=False)
