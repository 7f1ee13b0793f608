"""Adds many records to a store: several threads write, and their folders are synced together.

The records are added in batches. Within a batch, the files of each record are made durable under
temporary names while the next record is read. The folders then get their names, and the folder
around them is synced once. After a crash, each record is there as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from archive.english import counted
from archive.errors import ArchiveError, WriteError
from archive.files.atomic_write import StagedFolder, mode_of_new_folder, sync_folder
from archive.files.fixity import fixity_of
from archive.files.layout import RECORD
from archive.files.manifest import with_manifest
from archive.files.record_discovery import holds_record
from archive.files.regular_files import path_inside
from archive.formats.format import ReadResult
from archive.model.document import Document
from archive.model.identifiers import file_name_problem
from archive.preservation.bagit.opening import is_bag
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.store.record_input import GivenRecord, given_record, records_of_bag

RECORDS_IN_A_BATCH = 50
BYTES_IN_A_BATCH = 1 << 24
"""The most records of a batch, and the bytes of files from which a batch ends. They bound the
memory, and the time for which another writer waits."""

WRITERS = 8
"""The number of threads that write: the system makes the files of several durable in one go."""


class StoredVersion(NamedTuple):
    """A version of a record in a store."""

    id: str
    sha256: str
    """The SHA-256 of `document.json` as it lies in the store; the next version is based on it."""
    folder: Path
    """The folder of the record."""

    @classmethod
    def of(cls, data: bytes, folder: Path) -> StoredVersion:
        """Return the version with these bytes of `document.json` in a folder."""
        return cls(folder.name, fixity_of(data).sha256, folder)


class Refused(NamedTuple):
    """A record that could not be added."""

    record: str
    """The path that was given, or the id of the document."""
    problem: ArchiveError | OSError
    """Why."""

    def __str__(self) -> str:
        """Return the record and the reason in one line."""
        return f"{self.record}: not added: {self.problem}"


@dataclass(frozen=True, slots=True, repr=False)
class Additions(OneLineRepr):
    """What became of many records that were given, each in the order in which they were."""

    added: tuple[StoredVersion, ...]
    """The records that were added."""
    refused: tuple[Refused, ...]
    """The records that were not."""

    def __str__(self) -> str:
        """Return one line: how many of how many were added."""
        given = len(self.added) + len(self.refused)
        return f"{len(self.added)} of {counted(given, 'records')} added"

    def _repr_items(self) -> ReprItems:
        yield None, Unquoted(str(self))


Given = ReadResult | Document | str | Path
"""What can be added: the result of `receive` or `read`, a document, or the path of a record or a
bag."""


@dataclass(slots=True)
class Addition:
    """A record that was read, and is being written under a temporary name."""

    record: Given | GivenRecord
    """What was given."""
    given: GivenRecord
    """The document with its files."""
    folder: Path
    """The folder that it gets."""
    staged: Future[StagedFolder]
    """The folder under its temporary name."""

    @property
    def data(self) -> bytes:
        """The bytes of `document.json`."""
        return self.given.files[RECORD]

    @property
    def version(self) -> StoredVersion:
        """The version that is added."""
        return StoredVersion.of(self.data, self.folder)


def group_folder(store: Path, under: str) -> Path:
    """Return the folder of a group of records in a store.

    Raises:
        WriteError: It is not a path in the store, or is in the folder of a record.
    """
    parts = [part for part in under.split("/") if part]
    problem = file_name_problem("/".join(parts)) if parts else None
    if (
        problem
        or under.startswith("/")
        or any(part.startswith(".") for part in parts)
        or path_inside(store, "/".join(parts)) is None
    ):
        why = f": {problem}" if problem else ""
        raise WriteError(
            f"{under!r} is not a group of the store{why}; give a path such as 2016/march"
        )
    group = store.joinpath(*parts)
    if any(holds_record(one) for one in (group, *group.parents) if one != store):
        raise WriteError(f"{under!r} is in the folder of a record; choose another group")
    return group


def each_given(records: Iterable[Given]) -> Iterator[Given | GivenRecord | Refused]:
    """Yield what was given, and in the place of a bag each record in it, or why there is none."""
    for record in records:
        if not (isinstance(record, str | Path) and is_bag(Path(record))):
            yield record
            continue
        try:
            yield from records_of_bag(Path(record))
        except ArchiveError as problem:
            yield Refused(str(record), problem)


def begin_batch(
    records: Iterator[Given | GivenRecord | Refused],
    group: Path,
    refuse: Callable[[Path], None],
    writers: ThreadPoolExecutor,
) -> list[Addition | Refused]:
    """Read the next records, and begin to write each; return an empty list at the end.

    Args:
        records: The records that were not read yet.
        group: The folder to add them in, which exists.
        refuse: A function that raises an error if a record cannot have this folder, because the
            store has, or had, one of this id or of a similar one.
        writers: The threads that write.
    """
    batch: list[Addition | Refused] = []
    mode, size_bytes = mode_of_new_folder(), 0
    names: set[str] = set()
    try:
        while len(batch) < RECORDS_IN_A_BATCH and size_bytes < BYTES_IN_A_BATCH:
            record = next(records, None)
            if record is None:
                break
            if isinstance(record, Refused):
                batch.append(record)
                continue
            try:
                given = record if isinstance(record, GivenRecord) else given_record(record)
                folder = group / given.document.id
                refuse(folder)
                if folder.name.casefold() in names:
                    raise name_taken(folder)
            except (ArchiveError, OSError) as problem:
                batch.append(Refused(_name_of(record), problem))
                continue
            names.add(folder.name.casefold())
            size_bytes += sum(map(len, given.files.values()))
            files = with_manifest(given.files)
            staged = writers.submit(StagedFolder, folder, files, mode)
            batch.append(Addition(record, given, folder, staged))
    except BaseException:
        discard(batch)
        raise
    return batch


def finish_batch(batch: Sequence[Addition | Refused], group: Path) -> list[Addition | Refused]:
    """Wait until the records are written, and put them in place, durably.

    Returns:
        The batch; an addition that failed has become a refusal.
    """
    try:
        finished = [one if isinstance(one, Refused) else _put_in_place(one) for one in batch]
    finally:
        discard(batch)
    sync_folder(group)
    return finished


def _put_in_place(addition: Addition) -> Addition | Refused:
    try:
        addition.staged.result().put_in_place()
    except FileExistsError:
        return Refused(_name_of(addition.record), name_taken(addition.folder))
    except OSError as problem:
        return Refused(_name_of(addition.record), problem)
    return addition


def name_taken(folder: Path) -> WriteError:
    """Return the error for a record whose folder would be, on any system, what is there already."""
    return WriteError(
        f"{folder} is there already, and case does not count on some systems; choose another id or "
        "group"
    )


def discard(batch: Sequence[Addition | Refused]) -> None:
    """Remove what was written of a batch and not put in place."""
    for one in batch:
        if isinstance(one, Addition) and one.staged.exception() is None:
            one.staged.result().discard()


def _name_of(record: Given | GivenRecord) -> str:
    document = record.document if isinstance(record, ReadResult | GivenRecord) else record
    return document.id if isinstance(document, Document) else str(record)
