"""What is done with the inputs of a run: `perform` takes a batch and returns rows and files.

Nothing in an input raises an exception: what is wrong with it is rows of the tables `inputs` and
`findings`. The rows depend on the inputs and the options alone, and not on the engine.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from archive import io
from archive.corpus.batches import Input
from archive.corpus.row_tables import CONTENT, FINDINGS, INDEXED, INPUTS, Row, parquet_of
from archive.cycle_collector import uncollected
from archive.errors import ArchiveError, InvalidDocument, ReadError, faults_raised
from archive.files.layout import RECORD
from archive.files.path_resolution import record_at
from archive.findings import Finding, Severity
from archive.formats import FORMATS
from archive.formats.format import options_of
from archive.model.document import Document

DONE, REFUSED, LOST = "done", "refused", "lost"
"""What can become of an input."""


class Task(NamedTuple):
    """What is done with each input of a run."""

    name: str
    """The name, one of `TASKS`."""
    options: Mapping[str, Any]
    """The options, plain values."""


@dataclass(slots=True, kw_only=True)
class BatchCounts:
    """What became of the inputs of a batch, in numbers."""

    inputs: int = 0
    """The number of inputs."""
    refused: int = 0
    """The number of inputs that could not be read or written."""
    lost: tuple[str, ...] = ()
    """The paths of inputs whose process did not survive them."""
    errors: int = 0
    """The number of errors found."""
    warnings: int = 0
    """The number of warnings found."""
    reasons: tuple[str, ...] = ()
    """Why the first inputs were refused, with their paths."""


@dataclass(slots=True)
class BatchResult(BatchCounts):
    """The rows and files made from a batch."""

    tables: dict[str, bytes]
    """The rows of each table that has any, as a Parquet file."""
    files: dict[str, bytes]
    """The bytes of each file, by its path among the results."""


@dataclass(slots=True)
class Outcome:
    """What was made of one input."""

    document: str | None = None
    """The id of the record."""
    findings: Sequence[Finding] = ()
    """What was found in it."""
    tables: dict[str, Iterable[Row]] = field(default_factory=dict)
    """Rows, by table."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files, by path among the results."""
    outcome: str = DONE
    """Whether it was done, or refused."""


def perform(task: Task, root: Path, inputs: Sequence[Input]) -> BatchResult:
    """Return the rows and files made from some inputs.

    Args:
        task: What to do with each.
        root: The folder in which they are.
        inputs: The inputs, by their paths in it.

    Raises:
        MissingExtra: The extra `arrow` is not installed.
    """
    act = partial(TASKS[task.name].act, task.options)
    return result_of(((one.path, _outcome(act, root, one.path)) for one in inputs), root)


def result_of(outcomes: Iterable[tuple[str, Outcome]], root: Path) -> BatchResult:
    """Return the rows and files of a batch, from what was made of each input, with its path."""
    rows: dict[str, list[Row]] = defaultdict(list)
    result = BatchResult({}, {})
    for path, outcome in outcomes:
        severities = [finding.severity for finding in outcome.findings]
        errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
        result.inputs += 1
        result.errors += errors
        result.warnings += warnings
        if outcome.outcome == LOST:
            result.lost = (*result.lost, path)
        elif outcome.outcome == REFUSED:
            result.refused += 1
            if len(result.reasons) < _REASONS:
                result.reasons = (*result.reasons, f"{path}: {_reason(outcome.findings)}")
        row = path, outcome.document, outcome.outcome, errors, warnings
        rows[INPUTS.name].append(_storable(row))
        for position, finding in enumerate(outcome.findings):
            rows[FINDINGS.name].append(_storable((path, position, *_finding_cells(finding, root))))
        for table, of_table in outcome.tables.items():
            rows[table] += map(tuple, of_table)
        result.files.update(outcome.files)
    result.tables = {table: parquet_of(table, of_table) for table, of_table in rows.items()}
    return result


_REASONS = 5
"""The number of refused inputs of a batch that are reported while the run is going on; the table
`findings` has all."""


def _reason(findings: Sequence[Finding]) -> str:
    first = next((one for one in findings if one.severity is Severity.ERROR), findings[0])
    return f"{first.code}: {first.message}"


def _storable(row: Row) -> Row:
    """Return a row whose texts are Unicode: the names of files need not be."""
    return tuple(
        cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell
        for cell in row
    )


def _finding_cells(finding: Finding, root: Path) -> Row:
    at, within = finding.location, f"{root}/"
    file = at.file and at.file.removeprefix(within)
    message, hint = (text and text.replace(within, "") for text in (finding.message, finding.hint))
    severity = finding.severity.value
    return finding.code, severity, message, hint or None, file, at.line, at.column, at.pointer


def _outcome(act: Callable[[Path, str], Outcome], root: Path, path: str) -> Outcome:
    try:
        with uncollected(), faults_raised(f"{path} failed: the task"):
            return act(root, path)
    except (InvalidDocument, ReadError) as problem:
        return Outcome(findings=problem.findings, outcome=REFUSED)
    except (ArchiveError, OSError, MemoryError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem) or "out of memory"
        return Outcome(
            findings=[Finding("input-refused", reason, "").at(file=path)], outcome=REFUSED
        )


# --- the tasks ---


def _validate(options: Mapping[str, Any], root: Path, path: str) -> Outcome:
    from archive.validation import validate

    report = validate(root / path, **options)
    return Outcome(_id_in(root / path), report.findings)


def _id_in(folder: Path) -> str | None:
    """Return the id of a record; `None` if it cannot be read."""
    try:
        return FORMATS.read_record(record_at(folder)).document.id
    except (ReadError, InvalidDocument):
        return None


def _tables(options: Mapping[str, Any], root: Path, path: str) -> Outcome:
    from archive.tabular.row_builders import row_source

    read = io.read_record(record_at(root / path))
    record = row_source(read.document, **options)
    rows = {name: tuple(map(tuple, schema.make(record))) for name, schema in CONTENT.items()}
    return Outcome(
        read.document.id,
        read.findings,
        {name: of_table for name, of_table in rows.items() if of_table},
    )


def _write(options: Mapping[str, Any], root: Path, path: str) -> Outcome:
    from archive.workflows.save_many import suffix_of
    from archive.workflows.view import images_of

    name, others = options["format"], dict(options["options"])
    form, record = FORMATS[name], record_at(root / path)
    read = io.read_record(record)
    if form.write is not None and "images" in options_of(form.write):
        others["images"] = images_of(read.document, record)
    written = io.write(read.document, name, **others)
    target = _sibling(path, read.document.id)
    if written.files:
        main = form.main or RECORD
        files = {f"files/{target}/{file}": data for file, data in written.files.items()}
        files[f"files/{target}/{main}"] = written.data
    else:
        files = {f"files/{target}{suffix_of(form, options['options'])}": written.data}
    return Outcome(read.document.id, (*read.findings, *written.findings), files=files)


def _sibling(path: str, name: str) -> str:
    """Return the path of something beside an input."""
    return str(PurePosixPath(path).parent / name) if path != "." else name


def _receive(options: Mapping[str, Any], root: Path, path: str) -> Outcome:
    received = io.receive(root / path, **options)
    document: Document = received.document
    folder = f"records/{_sibling(path, document.id)}"
    written = io.write(document, "json")
    files = {f"{folder}/{name}": data for name, data in (received.files or {}).items()}
    files[f"{folder}/{RECORD}"] = written.data
    return Outcome(document.id, (*received.findings, *written.findings), files=files)


def _index(options: Mapping[str, Any], root: Path, path: str) -> Outcome:
    from archive.store.index.reading import read_record, unpacked

    read = read_record(root, path)
    record, problem = read.record, read.problem
    stamp = record.stamp if options["in_place"] else ""
    rows = None if read.rows is None else unpacked(read.rows)
    cells = (path, record.sha256, record.size_bytes, stamp, problem, rows and packed(rows))
    findings = [Finding("record-not-indexed", problem, "").at(file=path)] if problem else []
    return Outcome(
        rows.document if rows else None,
        findings,
        {INDEXED.name: [cells]},
        outcome=REFUSED if problem else DONE,
    )


def packed(rows: Any) -> str:
    """Return the rows of a record as text that holds nothing but values, unlike a pickle."""
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return base64.b85encode(zlib.compress(data, 1)).decode("ascii")


class TaskKind(NamedTuple):
    """A kind of task."""

    act: Callable[[Mapping[str, Any], Path, str], Outcome]
    """What is done with an input."""
    of_records: bool
    """Whether the inputs are records, and not files of articles."""
    whole: bool
    """Whether all files of a record are read, and not its main file alone."""
    tables: Sequence[str] = ()
    """The tables that it writes besides `inputs` and `findings`."""


TASKS: Mapping[str, TaskKind] = {
    "receive": TaskKind(_receive, of_records=False, whole=True),
    "validate": TaskKind(_validate, of_records=True, whole=True),
    "write": TaskKind(_write, of_records=True, whole=True),
    "tables": TaskKind(_tables, of_records=True, whole=False, tables=tuple(CONTENT)),
    "index": TaskKind(_index, of_records=True, whole=False, tables=(INDEXED.name,)),
}
"""The tasks by name, which are also the names of the commands."""
