"""What every command does alike: exit codes, failures told in a sentence, where output goes.

Results go to standard output, everything about the run to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from dataclasses import replace as replaced
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from archive.english import listed
from archive.errors import ArchiveError, InvalidDocument, ReadError, WriteError
from archive.findings import UNREACHED, Finding

if TYPE_CHECKING:
    from archive.files.records import Tree
    from archive.formats.base import ReadResult

ERRORS_FOUND = 1
COULD_NOT_RUN = 2
_INTERRUPTED = 130
_PIPE_CLOSED = 141

PATH = click.Path(path_type=Path, readable=False)
"""A path; what cannot be read is told as a finding, and does not keep others from being read."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what goes wrong into a message on standard error and an exit code; no traceback."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        yield
        sys.stdout.flush()
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except (InvalidDocument, ReadError) as problem:
        say_findings(problem.findings)
        # In a tree it is a record that has lost its main file; named as the one record, it is none.
        is_none = any(finding.code == "folder-without-record" for finding in problem.findings)
        fail(COULD_NOT_RUN if is_none else exit_code(problem.findings))
    except ArchiveError as problem:
        fail(COULD_NOT_RUN, str(problem))
    except BrokenPipeError:
        # Whoever read us has enough. Python would complain once more when it flushes at the end.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
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


def _open_what_is_closed() -> None:
    """Let standard streams that the caller has closed (`>&-`) read and write nothing.

    In their order: what is opened next takes the lowest free number, so no file of ours can come to
    stand in the place of a stream.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 (to the end)
            setattr(sys, name, stream)


STANDARD_INPUT = Path("-")
"""The path that stands for standard input."""


@dataclass(frozen=True, slots=True)
class Records:
    """The records that the paths of a call stand for."""

    paths: list[Path]
    """Each once, though several paths lead to it: a record's folder, or a file."""
    without: list[Finding]
    """What is to be said of each path that is a folder in which there is none."""
    loose: list[Path]
    """Files that look like records, in folders of records: they are looked at by name only."""


def records_in(paths: Sequence[Path], *, whole: bool = False) -> Records:
    """Find the records that paths stand for, at any depth.

    Args:
        paths: Files and folders, or `-`.
        whole: Whether a file in a record's folder stands for the whole record.
    """
    from archive.files.folder import RECORD, is_folder
    from archive.files.records import Tree, record_of

    found: dict[str, Path] = {}
    without: list[Finding] = []
    loose: list[Path] = []
    for path in paths:
        around = record_of(path) if whole and os.path.lexists(path) else None
        inner = [around or path]
        if is_folder(path):
            tree = Tree(path)
            inner = list(tree.records())
            loose += tree.loose if inner else ()
            if not inner and around is not None:  # its received/, say
                inner = [around]
            if not inner:
                without.append(_no_record(tree))
        for record in inner:
            file = record / RECORD if is_folder(record) else record
            found.setdefault(os.path.realpath(file), record)
    named = {os.path.realpath(path) for path in paths}
    loose = [path for path in loose if os.path.realpath(path) not in named]
    return Records(list(found.values()), without, loose)


def _no_record(tree: Tree) -> Finding:
    """What is to be said of a folder without any record in it."""
    hint = "a record is a folder with a document.json; `archive new` makes one from a text"
    if tree.loose:
        hint = f"a file outside of a record's folder has to be named itself: {listed(tree.loose)}"
    return Finding("no-record", f"no record in {tree.folder}", hint).at(file=str(tree.folder))


def say_loose(records: Records) -> None:
    """Say on standard error which files were passed over that look like records."""
    if records.loose:
        say(
            f"not looked at: {listed(records.loose)}; a file outside of a record's folder is "
            "looked at when it is named"
        )


def load(path: Path, *, lossy: bool = False) -> ReadResult:
    """Return the document of a file, a folder or standard input; findings name where they are.

    Raises:
        ReadError: It holds none.
        InvalidDocument: It holds one that says something untrue about itself.
    """
    from archive import catalogue

    if path != STANDARD_INPUT:
        return catalogue.load_result(path, lossy=lossy)
    data = sys.stdin.buffer.read()
    try:
        result = catalogue.read(data, lossy=lossy)
    except InvalidDocument as problem:
        raise InvalidDocument(_on_standard_input(problem.findings)) from None
    except ReadError as problem:
        raise ReadError(_on_standard_input(problem.findings), "standard input") from None
    return replaced(result, findings=_on_standard_input(result.findings))


def _on_standard_input(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding.at(file=str(STANDARD_INPUT)) for finding in findings)


def look(seen: bool, width: int | None = None, no_color: bool = False) -> dict[str, Any]:
    """Columns and colours of a page, by whether it is seen on a terminal."""
    from shutil import get_terminal_size

    return {
        "width": width or (max(get_terminal_size().columns, 40) if seen else 80),
        "styled": seen
        and not (no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"),
    }


def now() -> str:
    """This moment, to the second."""
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def exit_code(findings: Sequence[Finding]) -> int:
    """The exit code for findings of which one is an error."""
    unreached = any(finding.code in UNREACHED for finding in findings)
    return COULD_NOT_RUN if unreached else ERRORS_FOUND


def check_output(
    output: Path | None, format: str | None = None, *, read: Iterable[Path] = ()
) -> None:
    """Refuse a file to write that is read, or that a record keeps.

    Args:
        output: The file; `None` for standard output.
        format: The format in which a record is to be written; `None` for something else.
        read: What the command reads, and does not write anew.

    Raises:
        WriteError: It is such a file.
    """
    from archive.files.folder import PUBLISHED, RECEIVED, RECORD
    from archive.files.records import record_around

    if output is None or (output.exists() and not output.is_file()):  # a device is read by nobody
        return
    file = Path(os.path.realpath(output))
    for name, kept in ((RECORD, "json"), (PUBLISHED, "tei")):
        if name in (output.name, file.name) and format != kept:
            where = f"{output} is where a record has its {kept.upper()}"
            raise WriteError(f"{where}; choose another file")
    if any(output.exists() and path.exists() and path.samefile(output) for path in read):
        raise WriteError(f"{output} is what is read; choose another file")
    record = record_around(output)
    if record is None:
        return
    inner = file.relative_to(record)
    if inner.parts[0] == RECEIVED:
        raise WriteError(f"{output} lies in what was received by a record; choose another file")
    if output.exists() and inner.as_posix() in _files_kept(record):
        raise WriteError(f"{output} belongs to the record that it lies in; choose another file")


def _files_kept(record: Path) -> set[str]:
    """The names of the files that a record names; none of one that cannot be read."""
    from archive import catalogue
    from archive.files.folder import files_named

    try:
        return {name for _, name in files_named(catalogue.load(record))}
    except ArchiveError:
        return set()


def write(data: bytes, output: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    sys.stdout.flush()
    if output is not None:
        from archive.files.folder import write_file

        write_file(output, data)
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say_findings(findings: Iterable[Finding]) -> None:
    """Write findings to standard error, a line each."""
    from archive.report import line_of

    for finding in findings:
        click.echo(line_of(finding), err=True)


@contextmanager
def progress(n: int, total: int, path: Path) -> Iterator[None]:
    """Say on a terminal which of many records is being looked at."""
    from archive.report import safe

    wanted = total > 1 and sys.stderr.isatty()
    if wanted:
        click.echo(f"\r\x1b[K{n}/{total} {safe(str(path))}", nl=False, err=True)
    try:
        yield
    finally:
        if wanted:
            click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def in_file(file: Path) -> Iterator[None]:
    """Name the file in the findings of what is raised."""
    try:
        yield
    except (InvalidDocument, ReadError) as problem:
        if any(finding.location.pointer == "/id" for finding in problem.findings):
            raise click.BadParameter(problem.findings[0].message, param_hint="--id") from None
        raise ReadError([f.at(file=str(file)) for f in problem.findings], str(file)) from None


def _reason(problem: OSError) -> str:
    """What the system said, with the file it said it of."""
    reason = problem.strerror or str(problem)
    file = problem.filename2 or problem.filename
    return f"{file}: {reason}" if file else reason


def fail(code: int, message: str = "") -> NoReturn:
    """End with an exit code, and say why on standard error."""
    if message:
        say(message)
    sys.exit(code)


def say(message: str) -> None:
    """Say something about the run on standard error."""
    from archive.report import safe

    with suppress(OSError):
        click.echo("\n".join(map(safe, f"archive: {message}".split("\n"))), err=True)
