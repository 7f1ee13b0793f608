"""`archive format` puts records into their canonical form."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from archive.cli.console import (
    COULD_NOT_RUN,
    PATH,
    STANDARD_INPUT,
    allow_closed_pipe,
    exit_code,
    lines_of,
    progress,
    record_of,
    say_findings,
    say_passed_over,
    write_out,
)
from archive.english import counted
from archive.errors import ArchiveError, Conflict, InvalidDocument, ReadError
from archive.findings import Finding


@click.command("format")
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if anything would change.")
def format_records(paths: Sequence[Path], check: bool) -> None:
    """Put JSON records into their canonical form.

    Adds missing ids, and the missing places of anchors. A record with errors is
    reported and not changed; the others are formatted.

    PATHS are files, or folders, which are searched for records at any depth. - reads standard
    input and writes to standard output.
    """
    from archive.files.record_discovery import records_in

    records = records_in(paths)
    outcomes = []
    for n, path in enumerate(records.paths, start=1):
        with progress(n, len(records.paths), path):
            outcome = _format(path, check=check)
        with allow_closed_pipe():
            for line in outcome.messages:
                click.echo(line, err=True)
        outcomes.append(outcome)
    say_findings(records.without)
    say_passed_over(records)
    if any(path.is_dir() for path in records.paths):  # each file that was named is reported
        click.echo(_summary(outcomes, check=check), err=True)
    sys.exit(
        max([*(outcome.code for outcome in outcomes), *(COULD_NOT_RUN for _ in records.without)])
    )


class _Outcome(NamedTuple):
    """The outcome for one record."""

    code: int
    """The exit code."""
    messages: Sequence[str] = ()
    """The messages about the record."""
    changed: bool = False
    """Whether the bytes of the record changed, or would change without `--check`."""


def _format(path: Path, *, check: bool) -> _Outcome:
    """Format one record in place."""
    from archive.report import line_of, safe
    from archive.workflows.format import format_in_place

    piped = path == STANDARD_INPUT
    file = str(path)
    try:
        record = record_of(path)
        file = record.where
        result = format_in_place(record, write=not check)
        if piped and not check:
            write_out(result.data, None)
    except (InvalidDocument, ReadError) as problem:
        return _Outcome(exit_code(problem.findings), [line_of(f) for f in problem.findings])
    except Conflict as problem:
        return _Outcome(COULD_NOT_RUN, lines_of(problem))
    except ArchiveError as problem:
        return _Outcome(COULD_NOT_RUN, [safe(f"archive: {file}: {problem}")])
    except BrokenPipeError:
        raise
    except OSError as problem:
        return _Outcome(COULD_NOT_RUN, [safe(f"archive: {file}: {problem.strerror or problem}")])
    if not result.changed or (piped and not check):
        return _Outcome(0)
    done = "would format" if check else "formatted"
    return _Outcome(int(check), [safe(f"{done} {file}{_additions(result.findings)}")], changed=True)


def _additions(findings: Iterable[Finding]) -> str:
    """Return how many ids and anchors were completed in a record: ` (ids made: 2)`."""
    codes = [finding.code for finding in findings]
    counts = (
        f"{what}: {codes.count(code)}"
        for code, what in (("id-made", "ids made"), ("anchor-completed", "anchors completed"))
        if code in codes
    )
    return f" ({made})" if (made := ", ".join(counts)) else ""


def _summary(outcomes: Sequence[_Outcome], *, check: bool) -> str:
    """Return the number of processed records, and the number of each outcome.

    >>> _summary([_Outcome(0), _Outcome(0, changed=True), _Outcome(1)], check=False)
    '3 records: 1 formatted, 1 unchanged, 1 not formatted'
    """
    changed = sum(outcome.changed for outcome in outcomes)
    unchanged = sum(not outcome.changed and not outcome.code for outcome in outcomes)
    failed = len(outcomes) - changed - unchanged
    parts = (
        (changed, "would be formatted" if check else "formatted"),
        (unchanged, "unchanged"),
        (failed, "not formatted"),
    )
    counts = ", ".join(f"{number} {what}" for number, what in parts if number)
    return f"{counted(len(outcomes), 'records', grouped=False)}: {counts}"
