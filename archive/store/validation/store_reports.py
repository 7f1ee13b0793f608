"""The reports of all records of a store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

from archive.errors import IndexUnavailable
from archive.files.record_discovery import Tree
from archive.store.index.index import Index
from archive.store.index.opening import connect_to_read, errors_of
from archive.store.index.refreshing import Progress, refresh
from archive.store.validation.cross_findings import compare_records
from archive.store.validation.incremental import bring_up_to_date, report_of
from archive.store.validation.record_checks import RuleSet
from archive.store.validation.stored_reports import cross_findings_of, is_cross_checked
from archive.validation import Report, RuleChoice

_ATTEMPTS = 5
"""How often the work is done again if another program changes the findings meanwhile."""

_MANY = 200
"""The number of new records from which the index is made in several processes."""


def store_reports(
    root: Path,
    index: Index,
    rules: RuleSet,
    *,
    again: bool = False,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Iterator[Report]:
    """Validate the records of a store; return an iterator over the reports, in order of the paths.

    Args:
        root: The folder of the store.
        index: The index, which is brought up to date.
        rules: The rules to run.
        again: Whether to validate all records, also those that did not change.
        progress: Called with the number of records done, and of all to be done.
        processes: The most processes; if left out, as many as there are processors, if there is
            much to do.

    Raises:
        IndexUnavailable: The index cannot be written.
    """
    for _ in range(_ATTEMPTS):
        paths = [folder.relative_to(root).as_posix() for folder in Tree(root).records()]
        with errors_of(index.path):
            is_new = len(paths) - _indexed(index) >= _MANY
            refresh(root, index, progress, processes if is_new or processes is None else 1)
            bring_up_to_date(
                root, index, paths, rules, again=again, progress=progress, processes=processes
            )
            state = compare_records(root, index, rules)
            # A connection of its own sees one state, whatever else is done with the store.
            connection = connect_to_read(index.path)
            connection.execute("BEGIN")
            if is_cross_checked(connection, state):
                return _reports(root, index, connection, paths, rules)
            connection.close()  # another program has changed the findings in the meantime
    reason = "another program validates the store with other rules"
    raise IndexUnavailable(str(index.path), reason, "try again later")


def _indexed(index: Index) -> int:
    [(count,)] = index.connection.execute("SELECT count(*) FROM records")
    return int(count)


def _reports(
    root: Path, index: Index, connection: Connection, paths: Sequence[str], rules: RuleSet
) -> Iterator[Report]:
    made = (RuleChoice("select", rules.select), RuleChoice("ignore", rules.ignore))
    choices = tuple(one for one in made if one.codes)
    with errors_of(index.path), closing(connection):
        for path in paths:
            own = report_of(root, index, connection, path, rules)
            beside = cross_findings_of(connection, root, path)
            yield replace(own, findings=(*own.findings, *beside), choices=choices)
