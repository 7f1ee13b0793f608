"""What commands on many records share: each record is reported, one summary line ends the run."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from archive.cli.console import (
    COULD_NOT_RUN,
    STANDARD_INPUT,
    ProgressOfMany,
    allow_closed_pipe,
    exit_code,
    fail,
    lines_of,
    progress,
    record_of,
    say_findings,
    say_passed_over,
    write_out,
)
from archive.english import counted
from archive.errors import (
    OF_THE_CALL,
    ArchiveError,
    Conflict,
    InvalidDocument,
    ReadError,
    faults_raised,
)

if TYPE_CHECKING:
    from archive.files.record_discovery import Records


def records_if_several(paths: Sequence[Path]) -> Records | None:
    """Return the records at some paths; `None` if one record was given, or what is no record.

    Several paths are several records, and so is a folder that is no record but has records in it,
    even if only one.
    """
    from archive.files.record_discovery import holds_record, records_in
    from archive.files.regular_files import is_folder

    if len(paths) > 1:
        if STANDARD_INPUT in paths:
            raise click.UsageError("standard input (-) is one record; name it alone")
        return records_in(paths)
    [path] = paths
    if path == STANDARD_INPUT or not is_folder(path) or holds_record(path):
        return None
    found = records_in(paths)
    return None if found.paths in ([], [path]) else found


def together(*found: Records) -> Records:
    """Return the records of several searches as those of one."""
    from archive.files.record_discovery import Records

    return Records(
        [path for one in found for path in one.paths],
        [finding for one in found for finding in one.without],
        [path for one in found for path in one.loose],
        [path for one in found for path in one.inner],
    )


def refuse_several(path: Path, what: str) -> None:
    """Exit if a folder of several records is given to a command that is about one record.

    Args:
        path: The path.
        what: What the command does with the record, for the message: "is rebased".
    """
    found = records_if_several([path])
    if found is not None:
        count = counted(len(found.paths), "records")
        first = found.paths[0]
        fail(COULD_NOT_RUN, f"{path} is a folder of {count}; one {what} at a time: name {first}")


class Outcome(NamedTuple):
    """The outcome for one record."""

    done: str
    """What the summary counts it as: "formatted"."""
    messages: Sequence[str] = ()
    """The messages about the record."""
    code: int = 0
    """The exit code."""


class Tally:
    """Reports the outcome for each of many records, and ends with a summary line and an exit code.

    >>> tally = Tally(3, ["formatted", "unchanged"], "not formatted")
    >>> for outcome in Outcome("unchanged"), Outcome("formatted"), Outcome("not formatted", code=1):
    ...     tally.report(outcome)
    >>> tally.summary(), tally.code
    ('3 records: 1 formatted, 1 unchanged, 1 not formatted', 1)

    Args:
        total: The number of records.
        kinds: What the summary counts, in order.
        failed: What it calls a record that failed.
        held: Whether messages wait for the end of the run, because a pager has the terminal.
    """

    def __init__(
        self, total: int, kinds: Sequence[str], failed: str, *, held: bool = False
    ) -> None:
        self.code = 0
        self._total, self._kinds, self._failed = total, (*kinds, failed), failed
        self._counts: Counter[str] = Counter()
        self._held: list[str] | None = [] if held else None
        self._progress = ProgressOfMany()

    def show_progress(self) -> None:
        """Show on a terminal how many records are done, until the next message."""
        self._progress(self._counts.total(), self._total)

    def clear_progress(self) -> None:
        """Remove what `show_progress` has shown."""
        if self._total > 1:
            self._progress.clear()

    def report(self, outcome: Outcome) -> None:
        """Count the outcome for a record, and write its messages to standard error."""
        self._counts[outcome.done] += 1
        self.code = max(self.code, outcome.code)
        if self._held is not None:
            self._held += outcome.messages
            return
        if outcome.messages:
            self.clear_progress()
        _say_lines(outcome.messages)

    @property
    def number_failed(self) -> int:
        """How many records failed."""
        return self._counts[self._failed]

    @property
    def number_done(self) -> int:
        """How many records did not fail."""
        return self._counts.total() - self.number_failed

    def count_more(self, done: str, number: int) -> None:
        """Count records that need no message."""
        self._counts[done] += number

    def has_other_than(self, kind: str) -> bool:
        """Return whether a record has another outcome."""
        return self._counts.total() > self._counts[kind]

    def failed(self, path: Path, problem: ArchiveError | OSError) -> None:
        """Count a record that failed, and report why."""
        messages, code = _explained(path, problem)
        self.report(Outcome(self._failed, messages, code))

    def run(self, paths: Iterable[Path], act: Callable[[Path], Outcome]) -> None:
        """Do something with each record; an error in one of them is reported, and stops no other.

        Raises:
            ArchiveError: The call is wrong, and would be for every record.
            BrokenPipeError: The reader of the output is gone.
            KeyboardInterrupt: The user interrupted; the summary says how far the run came.
        """
        try:
            for n, path in enumerate(paths, start=1):
                with progress(n, self._total if self._held is None else 1, path):
                    outcome = self._outcome(path, act)
                self.report(outcome)
        except KeyboardInterrupt:
            self.say_interrupted()
            raise

    def _outcome(self, path: Path, act: Callable[[Path], Outcome]) -> Outcome:
        try:
            with faults_raised("the command failed: it"):
                return act(path)
        except BrokenPipeError:
            raise
        except (ArchiveError, OSError) as problem:
            if isinstance(problem, OF_THE_CALL):
                raise
            messages, code = _explained(path, problem)
            return Outcome(self._failed, messages, code)

    def say_interrupted(self, *, kept: bool = True) -> None:
        """Say how far an interrupted run came, and whether what it has done was kept."""
        self.clear_progress()
        done = f"interrupted after {self._counts.total()} of {self._total} records"
        click.echo(f"{done}{f': {self._counted()}' if kept else '; nothing was written'}", err=True)

    def summary(self) -> str:
        """Return the number of records, and of each outcome."""
        records = counted(self._counts.total(), "records", grouped=False)
        return f"{records}: {self._counted()}"

    def _counted(self) -> str:
        counts = ((self._counts[kind], kind) for kind in self._kinds)
        return ", ".join(f"{count} {kind}" for count, kind in counts if count) or "none"

    def end(self, found: Records, *, with_summary: bool = True) -> NoReturn:
        """Report what was skipped, print the summary line, and exit.

        Args:
            found: The records, with what was skipped.
            with_summary: Whether to print the summary line.
        """
        _say_lines(self._held or ())
        say_findings(found.without)
        say_passed_over(found)
        if with_summary:
            click.echo(self.summary(), err=True)
        sys.exit(COULD_NOT_RUN if found.without else self.code)


class JsonArray:
    """Writes a JSON array item by item, so that none is kept in memory.

    Args:
        sink: Takes the bytes; if left out, standard output.
    """

    def __init__(self, sink: Callable[[bytes], None] | None = None) -> None:
        self._count = 0
        self._sink = sink or partial(write_out, output=None)

    def add(self, item: object) -> None:
        """Write an item."""
        text = json.dumps(item, ensure_ascii=False, indent=2)
        self._sink(f"{',' if self._count else '['}\n{text}".encode("utf-8", "surrogatepass"))
        self._count += 1

    def end(self) -> None:
        """Write the end of the array."""
        with allow_closed_pipe():
            self._sink(b"\n]\n" if self._count else b"[]\n")


def _say_lines(lines: Iterable[str]) -> None:
    with allow_closed_pipe():
        for line in lines:
            click.echo(line, err=True)


def _explained(path: Path, problem: ArchiveError | OSError) -> tuple[list[str], int]:
    """Return the messages on an error in a record, and its exit code."""
    from archive.report import line_of, safe

    match problem:
        case InvalidDocument() | ReadError():
            return [line_of(finding) for finding in problem.findings], exit_code(problem.findings)
        case Conflict():
            return lines_of(problem), COULD_NOT_RUN
        case ArchiveError():
            return [safe(f"archive: {_where(path)}: {problem}")], COULD_NOT_RUN
        case OSError():
            reason = problem.strerror or problem
            return [safe(f"archive: {_where(path)}: {reason}")], COULD_NOT_RUN


def _where(path: Path) -> str:
    """Return the file of a record, or its path if it has none."""
    try:
        return str(path) if path == STANDARD_INPUT else record_of(path).where
    except (ArchiveError, OSError):
        return str(path)
