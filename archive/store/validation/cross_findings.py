"""Runs the rules that compare records, and keeps their findings in the index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from archive.errors import ReadError
from archive.files.layout import PUBLISHED, RECORD
from archive.files.regular_files import read_bytes
from archive.findings import Finding, Severity
from archive.store.events import Event, last_source_checks
from archive.store.index.index import Index
from archive.store.search.snapshots import snapshot
from archive.store.validation.record_checks import FindingRow, RuleSet
from archive.store.validation.rules import EVENT_RULES, RULES
from archive.store.validation.rules.places import PlacedFinding
from archive.store.validation.stored_reports import (
    cross_findings,
    drop_cross_findings,
    is_cross_checked,
    note_cross_check,
    put_cross_findings,
)
from archive.text.decoding import decode
from archive.validation.json_locations import JsonLocations
from archive.validation.manual import code_of


def state_of_records(connection: Connection, rules: RuleSet, checks: Mapping[str, Event]) -> str:
    """Return a digest of all records in the index, of the rules and of the checks of sources."""
    digest = sha256(rules.digest.encode())
    for row in connection.execute("SELECT path, sha256, document FROM records ORDER BY path"):
        digest.update(json.dumps(row).encode())
    for id, event in sorted(checks.items()):
        if any(passage.get("state") == "drifted" for passage in event.passages):
            digest.update(id.encode() + event.line())
    return digest.hexdigest()


def compare_records(root: Path, index: Index, rules: RuleSet) -> str:
    """Compare the records of a store, unless the index has the findings for this state of them.

    Returns:
        The state for which the findings hold.

    Raises:
        IndexUnavailable: The index cannot be written.
    """
    reader = index.connection
    checks = _source_checks(root)
    state = state_of_records(reader, rules, checks)
    if is_cross_checked(reader, state):
        return state
    with index.writing() as writer, snapshot(reader):
        state = state_of_records(reader, rules, checks)
        _find(reader, rules, checks)
        earlier = _Earlier(reader)
        drop_cross_findings(writer)
        for path, found in _found_by_record(reader):
            record = _RecordFile(root, path, _sha256(reader, path))
            kept = earlier.places(path, record.sha256)
            rows = tuple(_row(record, kept, *one) for one in found)
            put_cross_findings(writer, path, record.sha256, rows)
        note_cross_check(writer, state)
    return state


def _source_checks(root: Path) -> Mapping[str, Event]:
    """Return the last check of the sources of each record; none if the events cannot be read.

    `archive store verify` reports that.
    """
    try:
        return last_source_checks(root)
    except ReadError:
        return {}


_Found = tuple[str, str, str, str, str, str | None]
"""The collection, the part, the code, the severity, the message and the hint of a finding."""


def _find(connection: Connection, rules: RuleSet, checks: Mapping[str, Event]) -> None:
    """Put the findings into a temporary table, because there may be many."""
    connection.execute(
        "CREATE TEMP TABLE found"
        " (path TEXT, number INTEGER PRIMARY KEY, collection, part, code, severity, message, hint)"
    )
    for rule in RULES:
        if rules.runs(code_of(rule)):
            _put(connection, rule(connection))
    for event_rule in EVENT_RULES:
        if rules.runs(code_of(event_rule)):
            _put(connection, event_rule(connection, checks))


def _put(connection: Connection, found: Iterable[PlacedFinding]) -> None:
    connection.executemany(
        "INSERT INTO temp.found (path, collection, part, code, severity, message, hint)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(one.path, one.collection, one.part, one.finding.code),
                *(one.finding.severity.value, one.finding.message, one.finding.hint),
            )
            for one in found
        ),
    )


def _found_by_record(connection: Connection) -> Iterator[tuple[str, Iterator[_Found]]]:
    rows = connection.execute(
        "SELECT path, collection, part, code, severity, message, hint FROM temp.found"
        " ORDER BY path, number"
    )
    for path, found in groupby(rows, key=itemgetter(0)):
        yield path, (row[1:] for row in found)


def _sha256(connection: Connection, path: str) -> str | None:
    row = connection.execute("SELECT sha256 FROM records WHERE path = ?", (path,)).fetchone()
    return None if row is None else row[0]


_Place = tuple[str | None, int | None, int | None, str | None]
"""File, line, column and pointer."""


class _Earlier:
    """The places of the findings that the index has: those in an unchanged file still hold."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def places(self, path: str, sha256: str | None) -> dict[tuple[Any, ...], _Place]:
        """Return the place of each kept finding by code, severity, message and hint."""
        of_file, findings = cross_findings(self._connection, path)
        if sha256 is None or of_file != sha256:
            return {}
        return {row[:4]: row[4:] for row in findings}


class _RecordFile:
    """The file of a record, which is read only if a place in it is wanted."""

    def __init__(self, root: Path, path: str, sha256: str | None) -> None:
        self.path, self.sha256 = path, sha256
        self._file = root / path / RECORD
        self.name = RECORD if sha256 or not (root / path / PUBLISHED).exists() else PUBLISHED

    @cached_property
    def _data(self) -> bytes | None:
        """The bytes that were indexed; `None` if the file has others now."""
        if self.sha256 is None:
            return None
        try:
            data = read_bytes(self._file)
        except ReadError:
            return None
        return data if sha256(data).hexdigest() == self.sha256 else None

    @cached_property
    def _values(self) -> Any:
        try:
            return json.loads(decode(self._data or b""))
        except ValueError:
            return None

    @cached_property
    def _locations(self) -> JsonLocations:
        return JsonLocations(self._data or b"")

    def place(self, collection: str, part: str) -> _Place:
        """Return the place of a part, or of a field of the document."""
        file = f"{self.path}/{self.name}"
        values = self._values
        if not isinstance(values, dict):
            return file, None, None, f"/{collection}"
        pointer = f"/{collection}"
        for number, one in enumerate(values.get(collection, ()) if part else ()):
            if isinstance(one, dict) and one.get("id") == part:
                pointer = f"/{collection}/{number}"
        at = self._locations.of_part(Finding("", "").at(pointer=pointer)).location
        return file, at.line, at.column, pointer


def _row(
    record: _RecordFile,
    kept: dict[tuple[Any, ...], _Place],
    collection: str,
    part: str,
    code: str,
    severity: str,
    message: str,
    hint: str | None,
) -> FindingRow:
    """Return a finding as the index keeps it."""
    values = (code, Severity(severity).value, message, hint)
    return (*values, *(kept.get(values) or record.place(collection, part)))
