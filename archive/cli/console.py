"""Functions that all commands share: exit codes, error messages, input and output.

Results go to standard output, everything about the run to standard error.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from archive.english import counted, listed
from archive.errors import ArchiveError, InvalidDocument, ReadError, ReadFault, WriteFault
from archive.findings import FAULTS, UNREACHED, Finding, Severity

if TYPE_CHECKING:
    from archive.files.path_resolution import RecordFile
    from archive.files.record_discovery import Records
    from archive.formats.format import ReadResult

ERRORS_FOUND = 1
COULD_NOT_RUN = 2
_INTERRUPTED = 130
_PIPE_CLOSED = 141

PATH = click.Path(path_type=Path, readable=False)
"""The type of path arguments. It does not check files: an unreadable one becomes a finding."""


@contextmanager
def errors_as_messages() -> Iterator[None]:
    """Turn every exception into a message on standard error and an exit code, without traceback."""
    _replace_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        with _warnings_as_messages():
            yield
        sys.stdout.flush()
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except (InvalidDocument, ReadError) as problem:
        if isinstance(problem, ReadFault) and os.environ.get("ARCHIVE_TRACEBACK"):
            raise
        say_findings(problem.findings)
        # In a tree, a record without its main file; given alone, a folder that is no record.
        is_none = any(finding.code == "folder-without-record" for finding in problem.findings)
        fail(COULD_NOT_RUN if is_none else exit_code(problem.findings))
    except ArchiveError as problem:
        if isinstance(problem, WriteFault) and os.environ.get("ARCHIVE_TRACEBACK"):
            raise
        fail(COULD_NOT_RUN, str(problem))
    except BrokenPipeError:
        _silence_closed_pipes()
        fail(_PIPE_CLOSED)
    except KeyboardInterrupt:
        fail(_INTERRUPTED)
    except OSError as problem:
        fail(COULD_NOT_RUN, _reason(problem))
    except Exception as problem:
        if os.environ.get("ARCHIVE_TRACEBACK"):
            raise
        fail(
            COULD_NOT_RUN,
            f"a fault in archive itself: {type(problem).__name__}: {problem}\n"
            "Please report it; ARCHIVE_TRACEBACK=1 in the environment shows where it happened.",
        )


@contextmanager
def _warnings_as_messages() -> Iterator[None]:
    """Print each warning about another package as a one-line message, like other messages."""
    show = warnings.showwarning

    def say_or_show(message: Warning | str, category: type[Warning], *place: Any) -> None:
        if category is RuntimeWarning:
            say(str(message))
        else:
            show(message, category, *place)

    warnings.showwarning = say_or_show  # type: ignore[assignment]
    try:
        yield
    finally:
        warnings.showwarning = show


@contextmanager
def allow_closed_pipe() -> Iterator[None]:
    """Continue when a reader such as `head` closes the pipe, so that a record is still written."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_closed_pipes()


def _silence_closed_pipes() -> None:
    """Redirect a stream whose reader is gone to the null device.

    Otherwise Python reports a second error when it flushes the stream at exit.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _replace_closed_streams() -> None:
    """Replace standard streams that the caller has closed (`>&-`) by the null device.

    An opened file gets the lowest free number. The streams are therefore opened in the order of
    their numbers, before another file can become a standard stream.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 (to the end)
            setattr(sys, name, stream)


STANDARD_INPUT = Path("-")
"""The path that means standard input."""


def say_passed_over(records: Records) -> None:
    """Report on standard error which records, and files that look like records, were skipped."""
    if records.loose:
        say(
            f"skipped: {listed(records.loose)}; a file outside a record's folder is "
            "read only if you name it"
        )
    if records.inner:
        say(
            f"skipped: {listed(records.inner)}, inside other records; name each of them, and "
            "unpack a zip file that holds several"
        )


def load(path: Path, *, lossy: bool = False) -> ReadResult:
    """Read the document of a file, a folder or standard input, with findings that name its place.

    Raises:
        ReadError: There is no document in it.
        InvalidDocument: The document is invalid.
    """
    from archive import io

    return io.read_record(record_of(path), lossy=lossy)


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file, or of standard input.

    Raises:
        ReadError: The file cannot be read.
    """
    from archive.files.regular_files import read_bytes

    return sys.stdin.buffer.read() if path == STANDARD_INPUT else read_bytes(path)


def record_of(path: Path) -> RecordFile:
    """Return the file of a record, at a path or from standard input.

    Raises:
        ReadError: There is no such file, or the folder has no record.
    """
    from archive.files.path_resolution import record_at, record_from_bytes

    if path == STANDARD_INPUT:
        return record_from_bytes(bytes_of(path), str(path))
    return record_at(path)


def width_and_colours(
    on_terminal: bool, width: int | None = None, no_color: bool = False
) -> dict[str, Any]:
    """Return the width of a page, and whether it has colours, as arguments for its function."""
    from shutil import get_terminal_size

    return {
        "width": width or (max(get_terminal_size().columns, 40) if on_terminal else 80),
        "styled": on_terminal
        and not (no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"),
    }


def exit_code(findings: Sequence[Finding]) -> int:
    """Return the exit code for errors: 2 if input was not read or `archive` has a bug, else 1."""
    could_not_run = any(finding.code in UNREACHED | FAULTS for finding in findings)
    return COULD_NOT_RUN if could_not_run else ERRORS_FOUND


def write_out(data: bytes, output: Path | None) -> None:
    """Write atomically to a file, or to standard output."""
    sys.stdout.flush()
    if output is not None:
        from archive.files.one_writer import write_alone

        write_alone(output, data)
        return
    shown = _safe_on_terminal(data) if sys.stdout.isatty() else data
    sys.stdout.buffer.write(shown)
    sys.stdout.buffer.flush()
    if shown != data:
        say("control characters are shown as <U+...>; a pipe or -o FILE gets them unchanged")


def _safe_on_terminal(data: bytes) -> bytes:
    """Return the bytes for a terminal: control characters in text are escaped."""
    from archive.control_characters import safe_lines

    return safe_lines(data.decode("utf-8", "backslashreplace")).encode("utf-8", "backslashreplace")


def say_findings(findings: Iterable[Finding]) -> None:
    """Write findings to standard error, one line each."""
    from archive.report import line_of

    for finding in findings:
        click.echo(line_of(finding), err=True)


def say_losses(
    findings: Sequence[Finding], form: str, *, verbose: bool, of_many: bool = False
) -> None:
    """Report the findings of a writer, with its losses in one line unless `verbose`.

    Args:
        findings: The findings; of many records one of each kind.
        form: The name of the format.
        verbose: Whether to report each loss.
        of_many: Whether the losses are those of many records: one line even for a single one.
    """
    from archive.formats import FORMATS

    lost = FORMATS.losses(f for f in findings if f.severity is not Severity.ERROR)
    if verbose or (len(lost) == 1 and not of_many):
        lost = []
    say_findings(finding for finding in findings if finding not in lost)
    if lost:
        first = ", ".join(list(dict.fromkeys(filter(None, map(place_of, lost))))[:3])
        message = f"{form} leaves out {counted(len(lost), 'kinds of things')}: {first} ..."
        hint = "-v lists all kinds, with the number of each; json and tei leave out nothing"
        say_findings([Finding(lost[0].code, message, hint, Severity.WARNING)])


def place_of(finding: Finding) -> str:
    """Return where in a record a finding is, without the positions in lists: `claims/time`."""
    return re.sub(r"/\d+(?=/|$)", "", finding.location.pointer or "").lstrip("/")


verbose = click.option(
    "-v", "--verbose", is_flag=True, help="List each kind of thing that the format leaves out."
)
"""The option of commands that write a lossy format."""


@contextmanager
def progress(n: int, total: int, path: Path) -> Iterator[None]:
    """Show on a terminal which of many records is being processed."""
    from archive.control_characters import safe

    wanted = total > 1 and sys.stderr.isatty()
    if wanted:
        click.echo(f"\r\x1b[K{n}/{total} {safe(str(path))}", nl=False, err=True)
    try:
        yield
    finally:
        if wanted:
            click.echo("\r\x1b[K", nl=False, err=True)


class ProgressOfMany:
    """Shows on a terminal how many records are done; it is called with that number, and of all.

    The line is cleared at the end of the `with` block.
    """

    def __init__(self) -> None:
        self._is_wanted = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Show the numbers."""
        if self._is_wanted and total > 1:
            click.echo(f"\r\x1b[K{done}/{total}", nl=False, err=True)

    def clear(self) -> None:
        """Clear the line."""
        if self._is_wanted:
            click.echo("\r\x1b[K", nl=False, err=True)

    def __enter__(self) -> ProgressOfMany:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()


def _reason(problem: OSError) -> str:
    """Return the error message of the operating system, after the name of the file."""
    reason = problem.strerror or str(problem)
    file = problem.filename2 or problem.filename
    return f"{file}: {reason}" if file else reason


def fail(code: int, message: str = "") -> NoReturn:
    """Exit with a code, and write the reason to standard error."""
    if message:
        say(message)
    sys.exit(code)


def say(message: str) -> None:
    """Write a message about the run to standard error."""
    with suppress(OSError):
        click.echo("\n".join(lines_of(message)), err=True)


def lines_of(message: object) -> list[str]:
    """Return the lines of a message about the run, safe for a terminal."""
    from archive.control_characters import safe

    return [safe(line) for line in f"archive: {message}".split("\n")]
