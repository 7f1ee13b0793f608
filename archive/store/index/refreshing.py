"""Brings an index up to date: reads the records that changed, and only those."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archive.files.layout import RECORD
from archive.store.index.freshness import KnownRecord, Survey, survey
from archive.store.index.index import Index
from archive.store.index.opening import errors_of
from archive.store.index.stamps import is_of
from archive.store.worker_processes import can_start_processes, processors

if TYPE_CHECKING:
    from archive.store.index.reading import ReadRecord

Progress = Callable[[int, int], None]
"""A function that is called with the number of records done, and of all that must be read."""

_RECORDS_IN_A_TRANSACTION = 200
_BYTES_IN_A_TRANSACTION = 1 << 24
"""The most packed rows in one transaction: what is held in memory, and lost if it is interrupted.
Another writer waits for one transaction at most."""

_MANY = 200
"""The number of records from which several processes are faster, although they take a second to
start."""

_PASSES = 5
"""How often the store is surveyed, if records change while they are read."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What was done to bring an index up to date."""

    records: int
    """The number of records in the store."""
    indexed: int
    """The number of records whose rows were written."""
    removed: int
    """The number of records that are no longer in the store."""
    problems: int
    """The number of records that cannot be read; the table `records` says why."""
    left: int
    """The number of records that changed each time they were read; the next refresh reads them."""


def refresh(
    root: str | Path,
    index: Index,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Refreshed:
    """Bring the index of a store up to date.

    A record that cannot be read stops nothing. If the work is interrupted, the records that were
    read until then, except the last few hundred, need not be read again. Several programs may do
    this at the same time.

    Args:
        root: The folder of the store.
        index: The index.
        progress: Called for each record that was read.
        processes: The number of processes that read. If left out, one for each processor where
            there are many records to read, but only this process where Python would run the
            caller's script again in each new process.

    Raises:
        IndexUnavailable: The index cannot be written.
        OSError: The folder of the store cannot be listed.
    """
    root = Path(root)
    index.reopen_if_replaced()
    indexed = removed = left = 0
    found = Survey()
    for _ in range(_PASSES):
        with errors_of(index.path):
            found = survey(root, index.connection)
            removed += _remove(index, found)
        left, done = 0, 0
        for batch in _batches(_read(root, found, processes)):
            with errors_of(index.path):
                written, skipped = _write(root, index, found, batch)
            indexed, left, done = indexed + written, left + skipped, done + len(batch)
            if progress:
                progress(done, len(found.suspects))
        with errors_of(index.path):
            _write_folders(index, found)
            # The id of a removed record may be that of another one, which then counts.
            if not found.gone and not found.suspects:
                break
            if not left and not _has_unread(index):
                break
    with errors_of(index.path):
        [(problems,)] = index.connection.execute(
            "SELECT count(*) FROM records WHERE document IS NULL"
        )
    return Refreshed(found.records, indexed, removed, problems, left)


# --- reading ---


def _read(root: Path, found: Survey, processes: int | None) -> Iterator[ReadRecord]:
    # Folders are mostly named by ids, and rows that arrive in the order of their keys fill pages.
    suspects = sorted(
        ((path, known.sha256) for path, known in found.suspects.items()),
        key=lambda suspect: suspect[0].rpartition("/")[2],
    )
    unread = sum(known.sha256 is None for known in found.suspects.values())
    if processes is None:
        processes = processors() if unread >= _MANY and can_start_processes() else 1
    if not suspects:
        return iter(())
    from archive.store.index.reading import read_records

    return read_records(root, suspects, processes=processes)


def _batches(reading: Iterator[ReadRecord]) -> Iterator[list[ReadRecord]]:
    """Yield the records in lists; each is written in one transaction."""
    batch: list[ReadRecord] = []
    size_bytes = 0
    for read in reading:
        batch.append(read)
        size_bytes += len(read.rows or b"")
        if len(batch) == _RECORDS_IN_A_TRANSACTION or size_bytes > _BYTES_IN_A_TRANSACTION:
            yield batch
            batch, size_bytes = [], 0
    if batch:
        yield batch


# --- writing ---


def _remove(index: Index, found: Survey) -> int:
    """Remove the records that are gone; return their number."""
    if len(found.gone) == found.known > _RECORDS_IN_A_TRANSACTION:
        index.clear()  # the index of another store
        return len(found.gone)
    for start in range(0, len(found.gone), _RECORDS_IN_A_TRANSACTION):
        with index.writing():
            for path in found.gone[start : start + _RECORDS_IN_A_TRANSACTION]:
                index.drop_path(path)
    return len(found.gone)


def _write(root: Path, index: Index, found: Survey, batch: list[ReadRecord]) -> tuple[int, int]:
    """Write what was read, unless the index has it already.

    Returns:
        The number of records whose rows were written, and of those whose file has changed since it
        was read, so that nothing was written.
    """
    news = [read for read in batch if _is_new(read, found.suspects[read.record.path], index)]
    written = skipped = 0
    if not news:
        return 0, 0
    from archive.store.index.reading import unpacked

    with index.writing():
        for record, rows, problem in news:
            path = record.path
            # Another program may have written a newer state of the record in the meantime.
            if not is_of(record.stamp, root / path / RECORD):
                skipped += 1
            elif rows is not None:
                index.put_rows(record, unpacked(rows))
                written += 1
            elif problem is not None:
                index.put_problem(record, problem)
                written += 1
            else:
                skipped += not index.renew(record)
    return written, skipped


def _is_new(read: ReadRecord, known: KnownRecord, index: Index) -> bool:
    """Whether the index has not yet what was read.

    In an index that cannot be written, stamps need not be right: the records are then compared by
    digest each time.
    """
    if read.rows is not None or read.problem not in (None, known.problem):
        return True
    if read.record.sha256 != known.sha256:
        return True
    return read.record.stamp != known.stamp and not index.is_read_only


def _write_folders(index: Index, found: Survey) -> None:
    if (found.folders or found.gone_folders) and not index.is_read_only:
        with index.writing() as writer:
            writer.executemany("REPLACE INTO folders VALUES (?, ?)", found.folders.items())
            writer.executemany(
                "DELETE FROM folders WHERE path = ?", [(path,) for path in found.gone_folders]
            )


def _has_unread(index: Index) -> bool:
    query = "SELECT 1 FROM records WHERE stamp IS NULL LIMIT 1"
    return index.connection.execute(query).fetchone() is not None
