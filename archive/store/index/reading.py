"""Reads a record for the index: its bytes, their digest, and the rows made from them."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from archive.cycle_collector import uncollected
from archive.errors import InvalidDocument, ReadError, faults_raised
from archive.files.layout import PUBLISHED, RECORD
from archive.files.regular_files import leads_out, open_regular
from archive.findings import Severity
from archive.formats import FORMATS
from archive.store.index.index import IndexedRecord
from archive.store.index.row_types import RecordRows
from archive.store.index.rows import record_rows
from archive.store.index.stamps import lasting_stamp, stamp_of, unsure_stamp
from archive.store.worker_processes import results_in_order

_ATTEMPTS = 5
"""How often a file is read that somebody changes while it is read."""


class ReadRecord(NamedTuple):
    """A record as it was read."""

    record: IndexedRecord
    """The file."""
    rows: bytes | None
    """The rows (see `unpacked`); `None` if there is a problem, or the bytes are those in the
    index."""
    problem: str | None = None
    """Why the record could not be read."""


def read_record(root: Path, path: str, known_sha256: str | None = None) -> ReadRecord:
    """Read a record; no problem with the record raises.

    Args:
        root: The folder of the store.
        path: The path of the record's folder in it.
        known_sha256: The digest of the bytes in the index. If the file still has these bytes, no
            rows are made.
    """
    file = root / path / RECORD
    try:
        data, status = _bytes_of(root, path)
    except (ReadError, OSError) as problem:
        record = IndexedRecord(path, None, None, unsure_stamp(file))
        return ReadRecord(record, None, _unreadable(file, problem))
    digest = sha256(data).hexdigest()
    record = IndexedRecord(path, digest, len(data), lasting_stamp(status))
    if digest == known_sha256:
        return ReadRecord(record, None)
    try:
        with uncollected(), faults_raised("making the index of a record"):
            rows = record_rows(FORMATS.read(data, "json").document)
    except (ReadError, InvalidDocument) as problem:
        return ReadRecord(record, None, _first_error(problem))
    return ReadRecord(record, pickle.dumps(tuple(rows), pickle.HIGHEST_PROTOCOL))


def unpacked(rows: bytes) -> RecordRows:
    """Return the rows of a record that this process, or one that it started, has read.

    Packed rows need a fraction of the memory, and another process can send them as they are.
    """
    return RecordRows._make(pickle.loads(rows))  # noqa: S301 (bytes of our own process)


def _bytes_of(root: Path, path: str) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a record's file, and its status when it had these bytes.

    Raises:
        ReadError: The file is a link out of the store, or cannot be read.
        OSError: The system reports an error.
    """
    file = root / path / RECORD
    if leads_out(root, f"{path}/{RECORD}"):
        raise PermissionError(0, f"{RECORD} is a link out of the store, or to itself")
    for _ in range(_ATTEMPTS):
        with open_regular(file) as stream:
            before = os.fstat(stream.fileno())
            data = stream.read()
            after = os.fstat(stream.fileno())
        if stamp_of(before) == stamp_of(after) and len(data) == before.st_size:
            return data, before
    raise BlockingIOError(0, f"{RECORD} changes while it is read")


def _unreadable(file: Path, problem: ReadError | OSError) -> str:
    if not os.path.lexists(file) and os.path.lexists(file.with_name(PUBLISHED)):
        return f"there is {PUBLISHED}, but no {RECORD}"
    if isinstance(problem, ReadError):
        return _first_error(problem)
    return problem.strerror or str(problem)


def _first_error(problem: ReadError | InvalidDocument) -> str:
    """Return the code and message of the first error, and the number of the others."""
    errors = [one for one in problem.findings if one.severity is Severity.ERROR]
    first = (errors or problem.findings)[0]
    others = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f"{first.code}: {first.message}{others}"


# --- several records ---


def read_records(
    root: Path, suspects: list[tuple[str, str | None]], *, processes: int = 1
) -> Iterator[ReadRecord]:
    """Yield records as they are read, in order.

    At most a few records for each process are held at a time, however slowly they are taken.

    Args:
        root: The folder of the store.
        suspects: The path of each record, with the digest of its bytes in the index.
        processes: The number of processes; 1 means this process.
    """
    return results_in_order(partial(_read_suspect, root), suspects, processes=processes)


def _read_suspect(root: Path, suspect: tuple[str, str | None]) -> ReadRecord:
    return read_record(root, *suspect)
