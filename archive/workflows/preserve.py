"""`write_bag` and `write_ocfl` put records into packages that repositories keep."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive import io
from archive.english import listed
from archive.errors import OF_THE_CALL, ArchiveError, InvalidDocument, ReadError, WriteError
from archive.files.atomic_write import folder_made_of
from archive.files.path_resolution import record_at
from archive.files.record_discovery import Records, holds_record, is_within_record, records_in
from archive.files.regular_files import is_folder
from archive.findings import Finding, Severity
from archive.model.dates import now
from archive.model.identifiers import address_problem, as_uri
from archive.preservation.bagit.opening import is_bag
from archive.preservation.bagit.tag_files import DECLARATION
from archive.preservation.bagit.writing import today
from archive.preservation.bagit.writing import write_bag as write_bag_folder
from archive.preservation.git_history import (
    GitHistory,
    GitObjects,
    RecordVersion,
    git_history,
    git_objects,
)
from archive.preservation.ocfl import storage_root
from archive.preservation.ocfl.inventory import Version
from archive.preservation.ocfl.objects import object_id, write_object
from archive.preservation.record_files import (
    PackedFile,
    PackedRecord,
    left_out_findings,
    packed_record,
)
from archive.preservation.ro_crate import METADATA, CrateMetadata
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.version import VERSION
from archive.workflows.view import images_of

PACKAGES = ("bagit", "ocfl")
"""The packages that `archive write --to` takes beside the formats of single records."""


@dataclass(frozen=True, slots=True, repr=False)
class WrittenPackage(OneLineRepr):
    """A package that was written."""

    folder: Path
    """The folder of the package."""
    records: int
    """The number of records in it."""
    findings: tuple[Finding, ...]
    """The findings of reading the records, and warnings on files that are not in the package."""

    def _repr_items(self) -> ReprItems:
        yield None, str(self.folder)
        yield None, Unquoted(f"{self.records} records")


def write_bag(
    paths: str | Path | Iterable[str | Path],
    folder: str | Path,
    *,
    tei: bool = False,
    page: bool = False,
    crate: bool = True,
    bagging_date: str = "",
    external_identifier: str = "",
    external_description: str = "",
    source_organization: str = "",
    organization_address: str = "",
    contact_name: str = "",
    contact_phone: str = "",
    contact_email: str = "",
    bag_group_identifier: str = "",
    bag_count: str = "",
    internal_sender_identifier: str = "",
    internal_sender_description: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> WrittenPackage:
    """Write records as a bag (BagIt 1.0, RFC 8493), with all their files as they are.

    The bag appears when it is whole. Each record is in `data`, in a folder with the name of its id,
    in the group that it has in its store; so are the files of a store that belong to no record,
    such as its events. What is made from records (the index, TEI, pages) lies beside them or is not
    there. The metadata of RO-Crate is `data/ro-crate-metadata.json`.

    Args:
        paths: Folders of records, and folders that are searched for records, such as stores.
        folder: The folder of the bag; it must be new or empty.
        tei: Whether to add the TEI of each record, as `ID.tei.xml` beside its folder.
        page: Whether to add a page to read of each record, as `ID.html` beside its folder.
        crate: Whether to add the metadata of RO-Crate, which needs the extra `rocrate`.
        bagging_date: The date of the bag (`2026-12-01`); if left out, today.
        external_identifier: The identifier of what is in the bag. If left out, the address or the
            id of the only record.
        external_description: What is in the bag, in a sentence.
        source_organization: Who sends the bag.
        organization_address: The postal address of who sends it.
        contact_name: A person to ask.
        contact_phone: Their telephone number.
        contact_email: Their email address.
        bag_group_identifier: The identifier of a series of bags.
        bag_count: The number of the bag in its series, and how many there are: `1 of 3`.
        internal_sender_identifier: The sender's own identifier.
        internal_sender_description: The sender's own description.
        progress: Called with the number of records that were packed, and of all.

    Raises:
        ReadError: Records cannot be read; the error has every finding. Nothing was written.
        WriteError: The folder has files, or is among the records; files of a record are not as its
            manifest says; or the system reports an error. Nothing was written.
        MissingExtra: The extra `rocrate` is not installed.
    """
    if bagging_date and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", bagging_date):
        raise WriteError(f"bagging_date is a date such as 2026-12-01, not {bagging_date!r}")
    inputs = _Inputs.at(paths, Path(folder), "bag", progress)
    stated = {
        "Source-Organization": source_organization,
        "Organization-Address": organization_address,
        "Contact-Name": contact_name,
        "Contact-Phone": contact_phone,
        "Contact-Email": contact_email,
        "External-Description": external_description,
        "External-Identifier": external_identifier or _identifier(inputs),
        "Bag-Group-Identifier": bag_group_identifier,
        "Bag-Count": bag_count,
        "Internal-Sender-Identifier": internal_sender_identifier,
        "Internal-Sender-Description": internal_sender_description,
    }
    info = [(label, value) for label, value in stated.items() if value]
    bagging_date = bagging_date or today()
    metadata = CrateMetadata() if crate else None
    payload = _Payload(inputs, metadata, bagging_date, external_description, tei=tei, page=page)
    with (
        io.system_errors_as_ours(inputs.folder),
        folder_made_of(inputs.folder, last=DECLARATION) as new_folder,
    ):
        write_bag_folder(new_folder, payload.files(), info, bagging_date=bagging_date)
    return WrittenPackage(inputs.folder, len(inputs.records.paths), tuple(payload.findings))


def write_ocfl(
    paths: str | Path | Iterable[str | Path],
    folder: str | Path,
    *,
    history: bool = True,
    base: str = "",
    user: str = "",
    user_address: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> WrittenPackage:
    """Write records as a storage root of OCFL 1.1, with an object for each record.

    If the records are in a git repository, an object has a version for each commit of the present
    branch that changed files of the record, with its author, date and message; and what is not
    committed as the last version. Otherwise it has one version. A file that did not change is
    stored once. The root appears when it is whole; nothing is added to an existing one.

    Args:
        paths: Folders of records, and folders that are searched for records, such as stores.
        folder: The folder of the storage root; it must be new or empty.
        history: Whether to write the versions in git, or only the records as they are now.
        base: The beginning of the ids of objects, to which the id of the record is added
            (`https://example.org/records/`). If left out, the id is the address of the record, or a
            URN made from its id: name a base if objects of several stores shall lie in one root.
        user: Who writes the version that is not from git; if left out, this program.
        user_address: Their address, a URI (`mailto:ada@example.org`).
        progress: Called with the number of records that were packed, and of all.

    Raises:
        ReadError: Records cannot be read; the error has every finding. Nothing was written.
        WriteError: The folder has files, or is among the records; files of a record are not as its
            manifest says; git is needed and cannot be used; two records have one id; or the system
            reports an error. Nothing was written.
    """
    for name, address in (("base", base), ("user_address", user_address)):
        if address and (problem := address_problem(address)):
            raise WriteError(f"{name} must be a URI: {problem}")
    inputs = _Inputs.at(paths, Path(folder), "storage root", progress)
    packing = _Packing(inputs)
    histories = _Histories(inputs) if history else None
    said = Version(now(), "", user or f"archive {VERSION}", user_address or ("" if user else _HERE))
    ids: dict[str, Path] = {}
    with (
        io.system_errors_as_ours(inputs.folder),
        folder_made_of(inputs.folder, last=storage_root.DECLARATION) as new_folder,
        ExitStack() as opened,
    ):
        storage_root.write_root(new_folder)
        for record in packing.records():
            id = object_id(record.document, base)
            other = ids.setdefault(id, record.folder)
            if other != record.folder:
                raise WriteError(
                    f"{other} and {record.folder} would be one object, {id}; name another base, or "
                    "give one of the records another id or address"
                )
            place = new_folder / storage_root.object_path(id)
            found = histories.of(record.folder, opened) if histories is not None else None
            versions, objects = found or ([], None)
            message = _UNCOMMITTED if versions else f"The record {record.document.id}"
            present = replace(said, message=message)
            write_object(place, id, record, versions, objects, present)
    return WrittenPackage(inputs.folder, len(inputs.records.paths), tuple(packing.findings))


_UNCOMMITTED = "Not committed to git when the object was written"
_HERE = "https://pypi.org/project/annotated-archive/"
"""Where this program is, as OCFL wants an address for whoever made a version."""


class _Histories:
    """The versions in git of the records at several paths; each path is asked about once."""

    def __init__(self, inputs: _Inputs) -> None:
        self._inputs = inputs
        self._known: dict[Path, tuple[GitHistory | None, GitObjects | None]] = {}

    def of(
        self, record: Path, opened: ExitStack
    ) -> tuple[Sequence[RecordVersion], GitObjects | None]:
        """Return the versions of a record, and the objects of the repository with its files."""
        roots = self._inputs.roots
        root = record if record in roots else next(r for r in roots if r in record.parents)
        if root not in self._known:
            paths = [
                one.relative_to(root).as_posix()
                for one in self._inputs.records.paths
                if one == root or root in one.parents
            ]
            history = git_history(root, paths)
            has_any = history is not None
            objects = opened.enter_context(git_objects(root)) if has_any else None
            self._known[root] = history, objects
        history, objects = self._known[root]
        versions = [] if history is None else history.versions(record.relative_to(root).as_posix())
        return versions, objects


@dataclass(frozen=True, slots=True)
class _Inputs:
    """The records of a package, and the folder that it gets."""

    records: Records
    roots: tuple[Path, ...]
    folder: Path
    progress: Callable[[int, int], None] | None

    @classmethod
    def at(
        cls,
        paths: str | Path | Iterable[str | Path],
        folder: Path,
        what: str,
        progress: Callable[[int, int], None] | None,
    ) -> _Inputs:
        """Return the records at some paths.

        Raises:
            ReadError: There are none, or a path is no folder.
            WriteError: The folder cannot have a package in it.
        """
        given = [paths] if isinstance(paths, str | Path) else [*paths]
        roots = tuple(Path(path) for path in given)
        for root in roots:
            if is_bag(root):
                raise WriteError(
                    f"{root} is a bag already; take its records out with `archive receive {root}`"
                )
            if not is_folder(root):
                message = f"a {what} has the folders of records, and this is no folder"
                finding = Finding("no-record", message, "give the folder of the record, or a store")
                raise ReadError([finding.at(file=str(root))], str(root))
        records = records_in(roots)
        if not records.paths:
            raise ReadError(records.without, listed([str(root) for root in roots]))
        _refuse(folder, roots)
        return cls(records, roots, folder, progress)

    def group(self, record: Path) -> str:
        """Return the path from where the search began to the group of a record."""
        if record in self.roots:
            return ""
        root = next(root for root in self.roots if root in record.parents)
        return record.parent.relative_to(root).as_posix().removeprefix(".")


def _refuse(folder: Path, roots: Sequence[Path]) -> None:
    """Refuse a folder for a package that has files, or is among the records.

    Raises:
        WriteError: It is such a folder, or no folder.
    """
    if folder.suffix.lower() == ".zip":
        raise WriteError(f"{folder}: a package is a folder; write it, and zip the folder then")
    if os.path.lexists(folder) and not is_folder(folder):
        raise WriteError(f"{folder} is not a folder; choose another path")
    if folder.is_dir() and any(folder.iterdir()):
        raise WriteError(f"{folder} has files; choose a new folder, since a package is whole")
    if is_within_record(folder):
        raise WriteError(f"{folder} is in the folder of a record; choose another folder")
    place = Path(os.path.realpath(folder))
    for root in roots:
        if place.is_relative_to(os.path.realpath(root)):
            raise WriteError(f"{folder} is in {root}, which is packed; choose another folder")


def _identifier(inputs: _Inputs) -> str:
    """Return the address or id of the only record; empty if there are several."""
    if len(inputs.records.paths) != 1:
        return ""
    try:
        document = io.read_record(record_at(inputs.records.paths[0])).document
    except ArchiveError:
        return ""  # it is reported when the record is packed
    address = as_uri(document.base_iri or "")
    return address if address.splitlines() == [address] else document.id


def _refused(problems: Sequence[ArchiveError], paths: Sequence[Path]) -> ArchiveError:
    """Return one error with all problems of records."""
    if len(problems) == 1:
        return problems[0]
    findings: list[Finding] = []
    for problem, path in zip(problems, paths, strict=True):
        if isinstance(problem, ReadError | InvalidDocument):
            findings += problem.findings
        else:
            findings.append(Finding("package-refused", str(problem)).at(file=str(path)))
    return ReadError(findings, f"{len(problems)} records")


@dataclass(slots=True)
class _Packing:
    """The reading of records for a package, which collects what was found."""

    inputs: _Inputs
    findings: list[Finding] = field(default_factory=list)

    def records(self) -> Iterator[PackedRecord]:
        """Yield each record with its files.

        Raises:
            ReadError: Records could not be packed; the error has the findings on all of them.
        """
        problems: list[ArchiveError] = []
        paths: list[Path] = []
        for finding in self.inputs.records.without:
            problems.append(ReadError([finding]))
            paths.append(Path(finding.location.file or ""))
        for number, path in enumerate(self.inputs.records.paths, 1):
            if self.inputs.progress is not None:
                self.inputs.progress(number, len(self.inputs.records.paths))
            try:
                record = packed_record(path, self.inputs.group(path))
            except ArchiveError as problem:
                if isinstance(problem, OF_THE_CALL):
                    raise
                problems.append(problem)
                paths.append(path)
                continue
            self.findings += left_out_findings(record)
            if not problems:  # otherwise only problems are looked for
                yield record
        if problems:
            raise _refused(problems, paths)


class _Payload(_Packing):
    """The payload files of a bag."""

    def __init__(
        self,
        inputs: _Inputs,
        metadata: CrateMetadata | None,
        published: str,
        name: str,
        *,
        tei: bool,
        page: bool,
    ) -> None:
        super().__init__(inputs)
        self._metadata, self._published, self._name = metadata, published, name
        self._tei, self._page = tei, page

    def files(self) -> Iterator[PackedFile]:
        """Yield the files one by one; their bytes are read when they are written."""
        places: dict[str, Path] = {}
        for record in self.records():
            other = places.setdefault(record.place.casefold(), record.folder)
            if other != record.folder:
                raise WriteError(
                    f"{other} and {record.folder} would both be {record.place} in the bag; write "
                    "them into two bags, or put them into one store"
                )
            sizes = {}
            for file in record.files:
                name = f"{record.place}/{file.name}"
                sizes[name] = _size(file)
                yield PackedFile(name, file.source, file.sha256)
            rendered = dict(self._rendered(record))
            for name, (_, data) in rendered.items():
                sizes[name] = len(data)
                yield PackedFile(name, data)
            if self._metadata is not None:
                kinds = {name: kind for name, (kind, _) in rendered.items()}
                self._metadata.add_record(record, sizes, kinds)
        for file in self._others():
            if self._metadata is not None:
                self._metadata.add_file(file.name, _size(file))
            yield file
        if self._metadata is not None:
            yield PackedFile(METADATA, self._metadata.data(self._name, self._published))

    def _rendered(self, record: PackedRecord) -> Iterator[tuple[str, tuple[str, bytes]]]:
        """Yield the files that are made from a record: path, media type, bytes."""
        if self._tei:
            written = io.write(record.document, "tei")
            yield f"{record.place}.tei.xml", ("application/tei+xml", written.data)
        if self._page:
            images = images_of(record.document, record_at(record.folder))
            written = io.write(record.document, "html", images=images)
            yield f"{record.place}.html", ("text/html", written.data)

    def _others(self) -> Iterator[PackedFile]:
        """Yield the files of stores that belong to no record; report those that are left out."""
        for root in self.inputs.roots:
            if holds_record(root):
                continue
            for at, folders, files in os.walk(root):
                here = Path(at)
                folders[:] = sorted(
                    name
                    for name in folders
                    if not name.startswith(".") and not holds_record(here / name)
                )
                for name in sorted(files):
                    path = here / name
                    place = path.relative_to(root).as_posix()
                    if path.is_symlink() or not path.is_file():
                        self.findings.append(_left_out(path))
                    elif not name.startswith("."):
                        yield PackedFile(place, path)
            if (root / ".removed").is_dir():
                self.findings.append(_left_out(root / ".removed"))


def _left_out(path: Path) -> Finding:
    message = "it is not in the package: a link, or records that were removed"
    finding = Finding("package-file-left-out", message, None, Severity.WARNING)
    return finding.at(file=str(path))


def _size(file: PackedFile) -> int:
    return len(file.source) if isinstance(file.source, bytes) else file.source.stat().st_size
