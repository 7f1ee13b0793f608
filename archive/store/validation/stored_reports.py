"""The reports of records in the index.

Each report has a digest of itself, because SQLite's pages have none: a report that was damaged, or
that another program is just writing, counts as missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection
from typing import Any, NamedTuple

from archive.findings import Finding
from archive.store.validation.record_checks import (
    FINDING_COLUMNS,
    CheckedRecord,
    FindingRow,
    UnchangedRecord,
    findings_from,
    report_from,
)
from archive.validation import Report

_COLUMNS = ", ".join(f'"{name}"' for name in FINDING_COLUMNS)
_MARKS = ", ".join("?" * (3 + len(FINDING_COLUMNS)))
_INSERTION = f"INSERT INTO findings (path, is_across_records, number, {_COLUMNS}) VALUES ({_MARKS})"  # noqa: S608
_FINDINGS = (
    f"SELECT {_COLUMNS} FROM findings WHERE path = ? AND is_across_records = ?"  # noqa: S608
    " ORDER BY number"
)


class StoredState(NamedTuple):
    """For what the report of a record in the index holds."""

    rules: str
    """The digest of the rules that were run."""
    files: str | None
    """The stamp of the files."""
    content: str | None
    """The digest of the files."""
    place: str | None
    """The place of the store, if it matters."""


def is_storable(text: str) -> bool:
    """Return whether SQLite can keep a text: names of files need not be UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def stored_states(connection: Connection) -> Iterator[tuple[str, StoredState]]:
    """Yield the path and the state of every report in the index."""
    for path, *values in connection.execute(
        "SELECT path, rules, files, content, place FROM reports"
    ):
        yield path, StoredState(*values)


def put_report(connection: Connection, rules: str, record: CheckedRecord) -> None:
    """Keep the report of a record in place of its earlier one."""
    path, files, content, place, layers, findings = record
    digest = _digest(layers, rules, files, content, place, findings)
    connection.execute(
        "REPLACE INTO reports (path, rules, files, content, place, layers, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (path, rules, files, content, place, layers, digest),
    )
    _put_findings(connection, path, findings, across=False)


def renew_report(connection: Connection, rules: str, record: UnchangedRecord) -> None:
    """Set the stamp of the files of a record that has the bytes that were validated."""
    found = _whole_report(connection, record.path, rules)
    if found is not None:
        layers, _, content, place, findings = found
        renewed = CheckedRecord(record.path, record.files, content, place, layers, findings)
        put_report(connection, rules, renewed)


def stored_report(connection: Connection, root: Path, path: str, rules: str) -> Report | None:
    """Return the report of a record; `None` if it is missing or damaged."""
    found = _whole_report(connection, path, rules) if is_storable(path) else None
    if found is None:
        return None
    layers, *_, findings = found
    return report_from(root, path, layers, findings)


_Whole = tuple[str, str | None, str | None, str | None, tuple[FindingRow, ...]]
"""The layers, the stamp of the files, their digest, the place, and the findings of a report."""


def _whole_report(connection: Connection, path: str, rules: str) -> _Whole | None:
    """Return the values of a report; `None` if it is missing or damaged."""
    found = connection.execute(
        "SELECT layers, files, content, place, digest FROM reports WHERE path = ? AND rules = ?",
        (path, rules),
    ).fetchone()
    if found is None:
        return None
    layers, files, content, place, digest = found
    findings = _findings(connection, path, across=False)
    if _digest(layers, rules, files, content, place, findings) != digest:
        return None
    return layers, files, content, place, findings


def drop_reports_of_others(connection: Connection, paths: Iterable[str]) -> None:
    """Remove the reports of all records but these."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS kept (path TEXT PRIMARY KEY)")
    connection.execute("DELETE FROM temp.kept")
    connection.executemany(
        "INSERT OR IGNORE INTO temp.kept VALUES (?)", ((path,) for path in paths)
    )
    for table in ("reports", "cross_reports", "findings"):
        connection.execute(
            f"DELETE FROM {table} WHERE path NOT IN (SELECT path FROM temp.kept)"  # noqa: S608
        )


# --- findings of comparing records ---


def put_cross_findings(
    connection: Connection, path: str, sha256: str | None, findings: Sequence[FindingRow]
) -> None:
    """Keep the findings of a record beside others.

    Args:
        connection: The index.
        path: The path of the record.
        sha256: The digest of the file in which the findings have their lines.
        findings: The findings.
    """
    connection.execute(
        "INSERT INTO cross_reports (path, sha256, digest) VALUES (?, ?, ?)",
        (path, sha256, _digest(path, sha256, findings)),
    )
    _put_findings(connection, path, findings, across=True)


def cross_findings(connection: Connection, path: str) -> tuple[str | None, tuple[FindingRow, ...]]:
    """Return the findings of a record beside others, with the digest of its file.

    Damaged findings are not returned.
    """
    found = connection.execute(
        "SELECT sha256, digest FROM cross_reports WHERE path = ?", (path,)
    ).fetchone()
    if found is None:
        return None, ()
    of_file, digest = found
    findings = _findings(connection, path, across=True)
    if _digest(path, of_file, findings) != digest:
        return None, ()
    return of_file, findings


def cross_findings_of(connection: Connection, root: Path, path: str) -> tuple[Finding, ...]:
    """Return the findings of a record beside others."""
    if not is_storable(path):
        return ()
    return findings_from(root, path, cross_findings(connection, path)[1])


def drop_cross_findings(connection: Connection) -> None:
    """Remove the findings of all records beside each other."""
    connection.execute("DELETE FROM cross_check")
    connection.execute("DELETE FROM cross_reports")
    connection.execute("DELETE FROM findings WHERE is_across_records")


def note_cross_check(connection: Connection, state: str) -> None:
    """Note for which state of the records all findings beside each other are kept."""
    connection.execute(
        "INSERT INTO cross_check VALUES (?, ?)", (state, _digest_of_cross_findings(connection))
    )


def is_cross_checked(connection: Connection, state: str) -> bool:
    """Return whether the index has whole findings for a state of the records."""
    found = connection.execute(
        "SELECT digest FROM cross_check WHERE state = ?", (state,)
    ).fetchall()
    return found == [(_digest_of_cross_findings(connection),)]


def _digest_of_cross_findings(connection: Connection) -> str:
    digest = sha256()
    for path, of_file in connection.execute("SELECT path, sha256 FROM cross_reports ORDER BY path"):
        findings = _findings(connection, path, across=True)
        digest.update(_digest(path, of_file, findings).encode())
    return digest.hexdigest()


def _put_findings(
    connection: Connection, path: str, findings: Sequence[FindingRow], *, across: bool
) -> None:
    connection.execute(
        "DELETE FROM findings WHERE path = ? AND is_across_records = ?", (path, across)
    )
    connection.executemany(
        _INSERTION,
        [(path, across, n, *map(_storable, row)) for n, row in enumerate(findings)],
    )


def _findings(connection: Connection, path: str, *, across: bool) -> tuple[FindingRow, ...]:
    rows = connection.execute(_FINDINGS, (path, across))
    return tuple(tuple(map(_as_given, row)) for row in rows)


def _storable(value: Any) -> Any:
    """Return a value for SQLite; a name of a file that is not UTF-8 becomes bytes."""
    if isinstance(value, str) and not is_storable(value):
        return value.encode("utf-8", "surrogatepass")
    return value


def _as_given(value: Any) -> Any:
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def _digest(*values: Any) -> str:
    return sha256(json.dumps(values).encode()).hexdigest()
