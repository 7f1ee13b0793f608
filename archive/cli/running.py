"""What every command does alike: exit codes, failures told in a sentence, where output goes.

Results go to standard output, everything about the run to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from archive.errors import ArchiveError, InvalidDocument, ReadError

if TYPE_CHECKING:
    from archive.findings import Finding
    from archive.model.document import Document

ERRORS_FOUND = 1
COULD_NOT_RUN = 2
_INTERRUPTED = 130
_PIPE_CLOSED = 141

_NOT_REACHED = frozenset({"no-such-file", "file-unreadable"})
"""Codes that say that there was nothing to look at."""

PATH = click.Path(path_type=Path)


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
        fail(exit_code(problem.findings))
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


def records_in(paths: Sequence[Path]) -> Iterator[Path]:
    """The paths, those of folders of records replaced by the records in them."""
    from archive.formats.folder import PUBLISHED, RECORD

    def holds(folder: Path, *names: str) -> bool:
        return any((folder / name).exists() for name in names)

    for path in paths:
        inner: list[Path] = []
        if path.is_dir() and not holds(path, RECORD, PUBLISHED):
            # What has captures and no record is a record that has lost its main file.
            inner = sorted(p for p in path.iterdir() if holds(p, RECORD, PUBLISHED, "received"))
        yield from inner or (path,)


def look(seen: bool, width: int | None = None, no_color: bool = False) -> dict[str, Any]:
    """Columns and colours of a page, by whether it is seen on a terminal."""
    from shutil import get_terminal_size

    return {
        "width": width or (max(get_terminal_size().columns, 40) if seen else 80),
        "styled": seen and not no_color and not os.environ.get("NO_COLOR"),
    }


def now() -> str:
    """This moment, to the second."""
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def received(document: Document, at: str) -> Document:
    """The document with its captures received at a moment."""
    captures = (capture.update(received_at=at) for capture in document.captures)
    return document.update(captures=tuple(captures))


def replace(file: Path, data: bytes) -> None:
    """Write a file anew, whole or not at all; one that is read-only is left alone."""
    from archive.formats.folder import write_file

    write_file(writable(file), data)


def writable(file: Path) -> Path:
    """The file that is to be written anew; of a link, what it leads to.

    Raises:
        PermissionError: It is read-only.
    """
    import errno

    found = file.resolve()
    if found.exists() and not (os.access(found, os.W_OK) and found.stat().st_mode & 0o222):
        raise PermissionError(errno.EACCES, "the file is read-only", str(file))
    return found


def exit_code(findings: Sequence[Finding]) -> int:
    """The exit code for findings of which one is an error."""
    unreached = any(finding.code in _NOT_REACHED for finding in findings)
    return COULD_NOT_RUN if unreached else ERRORS_FOUND


def write(data: bytes, output: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    if output is not None:
        from archive.formats.folder import write_file

        write_file(output, data)
        return
    sys.stdout.flush()
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
        from archive.report import safe

        with suppress(OSError):
            click.echo("\n".join(map(safe, f"archive: {message}".split("\n"))), err=True)
    sys.exit(code)
