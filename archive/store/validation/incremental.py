"""Validates the records of a store that changed since they were validated, and only those."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from sqlite3 import Connection

from archive.store.index.index import Index
from archive.store.index.refreshing import Progress
from archive.store.validation.record_checks import (
    CheckedRecord,
    RuleSet,
    Task,
    UnchangedRecord,
    check_record,
    place_of,
    report_from,
)
from archive.store.validation.record_files import files_state
from archive.store.validation.stored_reports import (
    StoredState,
    drop_reports_of_others,
    is_storable,
    put_report,
    renew_report,
    stored_report,
    stored_states,
)
from archive.store.worker_processes import can_start_processes, processors, results_in_order
from archive.validation import Report

_SECONDS_IN_A_TRANSACTION = 1.0
_RECORDS_IN_A_TRANSACTION = 200
"""What is lost at most if the work is interrupted; another writer waits for one transaction."""

_MANY = 50
"""The number of records from which several processes are faster, although they take a second to
start."""


def bring_up_to_date(
    root: Path,
    index: Index,
    paths: Sequence[str],
    rules: RuleSet,
    *,
    again: bool = False,
    progress: Progress | None = None,
    processes: int | None = None,
) -> int:
    """Validate the records whose report in the index does not hold, and keep their reports.

    What is done is kept at least each second, so that an interrupted run goes on where it was.

    Args:
        root: The folder of the store.
        index: The index.
        paths: The paths of all records in the store.
        rules: The rules to run.
        again: Whether to validate every record.
        progress: Called for each record that was validated.
        processes: The most processes to use; if left out, as many as there are processors, but
            only this process where Python would run the caller's script again in each new process.

    Returns:
        The number of records that were validated.

    Raises:
        IndexUnavailable: The index cannot be written.
    """
    storable = [path for path in paths if is_storable(path)]
    with index.writing() as writer:
        drop_reports_of_others(writer, storable)
    digest, place = rules.digest, place_of(root)
    known = {} if again else dict(stored_states(index.connection))
    tasks = [
        task
        for path in storable
        if (task := _task(root, path, known.get(path), digest, place)) is not None
    ]
    del known
    if processes is None:
        processes = processors() if can_start_processes() else 1
    check = partial(check_record, root, rules)
    validated = 0
    checking = results_in_order(check, tasks, processes=processes if len(tasks) >= _MANY else 1)
    with closing(checking):  # ends the processes, if it is interrupted
        for batch in _batches(_counted(checking, len(tasks), progress)):
            with index.writing() as writer:
                for record in batch:
                    if isinstance(record, CheckedRecord):
                        put_report(writer, digest, record)
                        validated += 1
                    else:
                        renew_report(writer, digest, record)
    return validated


def _task(root: Path, path: str, known: StoredState | None, rules: str, place: str) -> Task | None:
    """Return what to do about a record; `None` if its report holds."""
    if known is None or known.rules != rules or known.place not in (None, place):
        return Task(path)
    state = files_state(f"{root}/{path}")
    if state is not None and state.digest == known.files:
        return None
    return Task(path, known.content)


def _counted(
    checking: Iterator[CheckedRecord | UnchangedRecord], total: int, progress: Progress | None
) -> Iterator[CheckedRecord | UnchangedRecord]:
    for done, record in enumerate(checking, start=1):
        yield record
        if progress:
            progress(done, total)


def _batches(
    checking: Iterator[CheckedRecord | UnchangedRecord],
) -> Iterator[list[CheckedRecord | UnchangedRecord]]:
    """Yield the records in lists; each is written in one transaction."""
    batch: list[CheckedRecord | UnchangedRecord] = []
    started_at = time.monotonic()
    for record in checking:
        batch.append(record)
        is_late = time.monotonic() - started_at > _SECONDS_IN_A_TRANSACTION
        if is_late or len(batch) == _RECORDS_IN_A_TRANSACTION:
            yield batch
            batch, started_at = [], time.monotonic()
    if batch:
        yield batch


def report_of(
    root: Path, index: Index, connection: Connection, path: str, rules: RuleSet
) -> Report:
    """Return the report of a record; a new one, if the index has none, or a damaged one.

    Args:
        root: The folder of the store.
        index: The index, to which a new report is added.
        connection: A connection that reads the index.
        path: The path of the record.
        rules: The rules that are run.
    """
    kept = stored_report(connection, root, path, rules.digest)
    if kept is not None:
        return kept
    made = check_record(root, rules, Task(path))
    assert isinstance(made, CheckedRecord)  # nothing was known of it
    if is_storable(path):
        with index.writing() as writer:
            put_report(writer, rules.digest, made)
    return report_from(root, path, made.layers, made.findings)
