"""Validates one record, with what one needs to know whether its report still holds later."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from archive.files.layout import PUBLISHED, RECORD
from archive.files.regular_files import path_inside, unreadable
from archive.findings import Finding, Location, Severity
from archive.store.events import LINK_OUT
from archive.store.validation.library_state import library_state
from archive.store.validation.record_files import content_digest, files_state
from archive.validation import Report, explain, validate

_ATTEMPTS = 2
"""How often a record is validated again whose files change meanwhile."""

FindingRow = tuple[Any, ...]
"""The values of a finding, in the order of `FINDING_COLUMNS`."""

FINDING_COLUMNS = ("code", "severity", "message", "hint", "file", "line", "column", "pointer")
"""The columns of the table `findings`, without those that say to which report it belongs."""


class RuleSet(NamedTuple):
    """The rules that are run, by their codes."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """A digest of the choice and of the library: reports of another one do not hold."""
        choice = [sorted(set(self.select)), sorted(set(self.ignore)), library_state()]
        return sha256(json.dumps(choice).encode()).hexdigest()

    def runs(self, code: str) -> bool:
        """Return whether a rule is run."""
        return (not self.select or code in self.select) and code not in self.ignore


def rule_set(select: Collection[str], ignore: Collection[str]) -> RuleSet:
    """Return a choice of rules.

    Raises:
        UnknownCode: A code does not exist.
    """
    rules = RuleSet(
        *(tuple([codes] if isinstance(codes, str) else codes) for codes in (select, ignore))
    )
    for code in (*rules.select, *rules.ignore):
        explain(code)
    return rules


class CheckedRecord(NamedTuple):
    """The report of a record as the index keeps it: plain values."""

    path: str
    """The path of the record's folder in the store, with slashes."""
    files: str | None
    """The stamp of its files; `None` if the record must be validated each time."""
    content: str | None
    """The digest of its files."""
    place: str | None
    """The place of the store, if messages name paths; `None` if the report holds in any place."""
    layers: str
    """The layers with their outcomes, as JSON."""
    findings: tuple[FindingRow, ...]
    """The findings, in order. Files of the record are relative to the store."""


class UnchangedRecord(NamedTuple):
    """A record whose files have the bytes that were validated, but another stamp."""

    path: str
    files: str | None


class Task(NamedTuple):
    """A record to validate."""

    path: str
    content: str | None = None
    """The digest of the files for which the index has a report that would still hold."""


def check_record(root: Path, rules: RuleSet, task: Task) -> CheckedRecord | UnchangedRecord:
    """Validate a record of a store; no problem with the record raises."""
    folder, attempts = root / task.path, 0
    while True:
        attempts += 1
        before = files_state(str(folder))
        content = content_digest(str(folder))
        if before and content and content == task.content:
            return UnchangedRecord(task.path, before.stamp)
        report = _link_out(root, task.path) or validate(
            folder, select=rules.select, ignore=rules.ignore
        )
        if before is None or content is None or attempts > _ATTEMPTS:
            return _checked(root, task.path, report, None, None)
        after = files_state(str(folder))
        is_same = after is not None and after.digest == before.digest
        if is_same and (before.is_sure or content_digest(str(folder)) == content):
            return _checked(root, task.path, report, before.stamp, content)


def _link_out(root: Path, path: str) -> Report | None:
    """Return the report of a record whose main file is a link out of the store."""
    for name in (RECORD, PUBLISHED):
        if path_inside(root, f"{path}/{name}") is None:
            return Report(unreadable(root / path / name, LINK_OUT).findings)
    return None


def place_of(root: Path) -> str:
    """Return the place of a store: its path as given and as the system has it."""
    return json.dumps([str(root), *_absolute(root)])


def _absolute(path: Path) -> tuple[str, str]:
    return os.path.abspath(path), os.path.realpath(path)  # noqa: PTH100


def _checked(
    root: Path, path: str, report: Report, files: str | None, content: str | None
) -> CheckedRecord:
    rows = tuple(_finding_rows(report.findings, str(root / path), path))
    place = place_of(root) if _names_paths(report, root / path) else None
    layers = json.dumps(dict(report.layers))
    return CheckedRecord(path, files, content, place, layers, rows)


def _finding_rows(findings: Sequence[Finding], folder: str, path: str) -> Iterator[FindingRow]:
    for finding in findings:
        at = finding.location
        file = at.file
        if file is not None and file.startswith(folder):
            file = path + file[len(folder) :]
        severity = finding.severity.value
        yield (
            *(finding.code, severity, finding.message, finding.hint),
            *(file, at.line, at.column, at.pointer),
        )


def _names_paths(report: Report, folder: Path) -> bool:
    """Return whether a message or hint may have the path of the record's folder in it."""
    paths = [str(folder), *_absolute(folder)]
    forms = [form for path in paths for form in (path, shlex.quote(path).removesuffix("'"))]
    return any(
        form in text
        for finding in report
        for text in (finding.message, finding.hint or "")
        for form in forms
    )


def report_from(root: Path, path: str, layers: str, rows: Sequence[FindingRow]) -> Report:
    """Return a report as `validate` returned it, from the values that the index keeps."""
    layers_by_name = MappingProxyType(json.loads(layers))
    return Report(findings_from(root, path, rows), layers_by_name, str(root / path))


def findings_from(root: Path, path: str, rows: Sequence[FindingRow]) -> tuple[Finding, ...]:
    """Return the findings of a record from the values that the index keeps."""
    return tuple(_finding(root, path, row) for row in rows)


def _finding(root: Path, path: str, row: FindingRow) -> Finding:
    code, severity, message, hint, file, line, column, pointer = row
    if file is not None and file.startswith(path):
        file = str(root / path) + file[len(path) :]
    return Finding(code, message, hint, Severity(severity), Location(file, line, column, pointer))
