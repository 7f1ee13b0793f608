"""The command line: parse, call one function, print. It does nothing the library cannot.

Exit codes: 0 clean, 1 errors found in what was given, 2 could not run. Results go to standard
output, everything about the run to standard error. Only click is imported at the top, so that the
program starts quickly; each command imports what it needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from archive.errors import ArchiveError, InvalidDocument, ReadError
from archive.version import VERSION

if TYPE_CHECKING:
    from archive.findings import Finding
    from archive.model.document import Document
    from archive.validation import Report

ERRORS_FOUND = 1
COULD_NOT_RUN = 2
_INTERRUPTED = 130
_PIPE_CLOSED = 141

_NOT_REACHED = frozenset({"no-such-file", "file-unreadable"})
"""Codes that say that there was nothing to look at."""

_PATH = click.Path(path_type=Path)
_FORMATS = ("text", "json", "sarif")


class _Group(click.Group):
    """The commands, with every failure told in a sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        with _told_plainly():
            return super().invoke(ctx)


@contextmanager
def _told_plainly() -> Iterator[None]:
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
        _say_findings(problem.findings)
        _fail(_exit_code(problem.findings))
    except ArchiveError as problem:
        _fail(COULD_NOT_RUN, str(problem))
    except BrokenPipeError:
        # Whoever read us has enough. Python would complain once more when it flushes at the end.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _fail(_PIPE_CLOSED)
    except KeyboardInterrupt:
        _fail(_INTERRUPTED)
    except OSError as problem:
        _fail(COULD_NOT_RUN, _reason(problem))
    except Exception as problem:
        if os.environ.get("ARCHIVE_TRACEBACK"):
            raise
        _fail(
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


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="archive")
def main() -> None:
    """Keep articles as evidence: check a record, turn it into TEI, read it.

    Exit codes: 0 clean, 1 errors found, 2 could not run.
    """


@main.command()
@click.argument("file", type=_PATH)
@click.option("--id", help="Id of the record. [default: made from the name of FOLDER or FILE]")
@click.option("-o", "--output", "folder", type=_PATH, help="Folder to make. [default: the id]")
def new(file: Path, id: str | None, folder: Path | None) -> None:
    """Start a record from a plain text FILE.

    Makes a folder with the text as received and a record of its blocks. A folder that is there
    already is never touched.
    """
    from archive import formats
    from archive.formats.folder import read_bytes
    from archive.report import safe

    id = id or _id_from(folder.name if folder else file.stem)
    folder = folder or Path(id)
    if folder.exists():
        _fail(COULD_NOT_RUN, f"{folder} is there already; choose another folder with -o")
    with _in_file(file):
        result = formats.read(read_bytes(file), "text", id=id)
    formats.save(_received(result.document, _now()), folder, files=result.files)
    _say_findings(finding.at(file=str(file)) for finding in result.findings)
    count = len(result.document.text_blocks())
    click.echo(safe(f"{folder}: {count} blocks of text"), err=True)


@main.command()
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=_PATH)
@click.option(
    "--format",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to write the findings.",
)
@click.option("--select", metavar="CODES", multiple=True, help="Run these rules only: a,b")
@click.option("--ignore", metavar="CODES", multiple=True, help="Leave these out: a,b")
@click.option("-o", "--output", type=_PATH, help="File to write the findings to.")
def validate(
    paths: Sequence[Path],
    format: str,
    select: Sequence[str],
    ignore: Sequence[str],
    output: Path | None,
) -> None:
    """Report what is wrong with records.

    Everything that is wrong is reported, and what could be better.

    PATHS are files, folders of one record, or folders of such folders. `archive explain CODE`
    tells more about a finding.
    """
    from archive import report, validation

    records = list(_records(paths))
    reports: list[Report] = []
    for n, path in enumerate(records, start=1):
        with _progress(n, len(records), path):
            reports.append(validation.validate(path, select=_codes(select), ignore=_codes(ignore)))
    shown = {"text": report.as_text, "json": report.as_json, "sarif": report.as_sarif}[format](
        reports
    )
    if output is None and format == "text":
        click.echo(shown, nl=False)
    else:
        _write(shown.encode("utf-8", "backslashreplace"), output)
    sys.exit(max(_report_code(one) for one in reports))


@main.command()
@click.argument("path", type=_PATH)
@click.option(
    "--to", "format", metavar="FORMAT", help="json, tei or tei-inline. [default: by FILE]"
)
@click.option("-o", "--output", metavar="FILE", type=_PATH, help="File to write.")
@click.option("--lossy", is_flag=True, help="Leave out what a record cannot hold; it is told.")
def convert(path: Path, format: str | None, output: Path | None, lossy: bool) -> None:
    """Write a record in another format.

    Writes to standard output, or with -o to a file, whole or not at all. What the format cannot
    carry is told on standard error. What was read holds more than a record can: that is an error,
    or with --lossy a warning; and the file that was read is never overwritten while anything is
    lost.
    """
    from archive import formats
    from archive.formats.base import losses
    from archive.formats.folder import record_path

    format = format or (formats.format_of(output) if output else None)
    if format is None:
        raise click.UsageError("name a format with --to")
    read = formats.load_result(path, lossy=lossy)
    written = formats.write(read.document, format)
    findings = (*read.findings, *written.findings)
    _say_findings(findings)
    if output and (lost := losses(findings)) and _is_same(record_path(path), output):
        things = "1 thing" if len(lost) == 1 else f"{len(lost)} things"
        _fail(ERRORS_FOUND, f"{output} is what was read, and would lose {things}; write elsewhere")
    _write(written.data, output)


@main.command()
@click.argument("path", type=_PATH)
@click.option(
    "--claims", is_flag=True, help="Only a table: who makes each claim, from which source."
)
@click.option("--width", type=click.IntRange(min=40), help="Columns. [default: the terminal's]")
@click.option("--no-color", is_flag=True, help="No colours, as when not on a terminal.")
def show(path: Path, claims: bool, width: int | None, no_color: bool) -> None:
    """Show a record as a page to read.

    The text with its claims; for each claim who says so, from which source, and what is doubtful.
    """
    from archive.formats import load_result
    from archive.show import claims_table, page

    result = load_result(path)
    _say_findings(result.findings)
    make = claims_table if claims else page
    click.echo(make(result.document, **_look(sys.stdout.isatty(), width, no_color)), nl=False)


@main.command("format")
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=_PATH)
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if anything would change.")
def format_records(paths: Sequence[Path], check: bool) -> None:
    """Put JSON records into their canonical form.

    Completes anchors of which only the words are written, and makes ids that are missing. A record
    with errors is reported and left as it is; the others are formatted.

    PATHS are files, folders of one record, or folders of such folders; - stands for standard input,
    which is formatted to standard output.
    """
    records = list(_records(paths))
    worst = 0
    for n, path in enumerate(records, start=1):
        with _progress(n, len(records), path):
            code, said = _format(path, check=check)
        for line in said:
            click.echo(line, err=True)
        worst = max(worst, code)
    sys.exit(worst)


@main.command()
@click.argument("record", type=_PATH)
@click.argument("onto", type=_PATH, required=False)
@click.option(
    "--text",
    "texts",
    nargs=2,
    multiple=True,
    metavar="BLOCK TEXT",
    help="The transcription of BLOCK was wrong: TEXT is right.",
)
@click.option("--write", is_flag=True, help="Write the record anew; left out, nothing is written.")
@click.option("--by", metavar="AGENT", help="Id of the agent who does it, for the history.")
@click.option("--all", "everything", is_flag=True, help="List the anchors that moved as well.")
@click.option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="A page to read, or every outcome as data.",
)
def rebase(
    record: Path,
    onto: Path | None,
    texts: Sequence[tuple[str, str]],
    write: bool,
    by: str | None,
    everything: bool,
    format: str,
) -> None:
    """Bring a RECORD to the text of the article as it is now.

    ONTO is the text as it was received again (a .txt file), or a record of it. Every anchor is
    accounted for: unchanged, moved, altered, ambiguous or orphaned. Nothing is written without
    --write.
    """
    from archive import formats, revision
    from archive.findings import Severity
    from archive.show.outcomes import outcomes_page

    if (onto is None) == (not texts):
        raise click.UsageError("name either a text or record to rebase onto, or --text")
    if len(dict(texts)) < len(texts):
        raise click.UsageError("--text names a block twice")
    now = _now()
    read = formats.load_result(record)
    files: dict[str, bytes] = {}
    if onto is None:
        result = revision.with_text(read.document, dict(texts), by=by, at=now)
    else:
        new, received = _text_or_record(onto, read.document.id, now)
        result = revision.rebase(read.document, onto=new, by=by, at=now)
        files = {name: received(theirs) for name, theirs in result.files.items()}
        _check_captures(result.document, files)
    _say_findings((*read.findings, *result.findings))
    if format == "json":
        _write(result.to_json().encode("utf-8", "surrogatepass"), None)
    else:
        page = outcomes_page(result, **_look(sys.stdout.isatty()), everything=everything)
        click.echo(page, nl=False)
    if any(finding.severity is Severity.ERROR for finding in result.findings):
        _fail(ERRORS_FOUND, "nothing was written" if write else "")
    if not write:
        click.echo("nothing was written; --write writes the record", err=True)
    else:
        _write_rebased(result.document, record, files)


def _text_or_record(path: Path, id: str, now: str) -> tuple[Document, Callable[[str], bytes]]:
    """The document of a plain text received now, or of a record; and what reads its files."""
    from archive import formats
    from archive.formats.folder import read_bytes, record_path

    if not path.is_dir() and formats.format_of(path) == "text":
        with _in_file(path):
            data = read_bytes(path)
            text = formats.read(data, "text", id=id, file=f"received/{path.name}")
        _say_findings(finding.at(file=str(path)) for finding in text.findings)
        return _received(text.document, now), text.files.__getitem__
    read = formats.load_result(path)
    _say_findings(read.findings)
    folder = record_path(path).parent
    return read.document, lambda name: read_bytes(folder / name)


def _check_captures(document: Document, files: Mapping[str, bytes]) -> None:
    """End if bytes that came with a record are not those that it says were received."""
    from hashlib import sha256

    for capture in document.captures:
        data = files.get(capture.file)
        if data is not None and sha256(data).hexdigest() != capture.sha256:
            _fail(ERRORS_FOUND, f"{capture.file}: these are not the bytes of {capture.id}")


def _write_rebased(document: Document, record: Path, files: Mapping[str, bytes]) -> None:
    """Write a record anew in its place, with the captures that came to it."""
    from archive import formats
    from archive.formats.folder import record_path

    file = _writable(record_path(record))
    if record.is_dir():
        for name, data in files.items():
            if (record / name).exists() and (record / name).read_bytes() != data:
                _fail(
                    COULD_NOT_RUN, f"{record / name} is another file; the record does not name it"
                )
        formats.save(document, record, files=files)
    elif files:
        _fail(COULD_NOT_RUN, f"{record} is a file; name its folder, where the new capture goes too")
    else:
        formats.save(document, file, formats.detect(file.read_bytes()))


@main.command("diff")
@click.argument("paths", metavar="A B", nargs=-1, required=True, type=_PATH)
@click.option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="A page to read, or a diff that can be applied.",
)
@click.option("--all", "everything", is_flag=True, help="List what merely moved, too.")
@click.option("--exit-code", is_flag=True, help="End with 1 if the two differ, with 0 if not.")
@click.option("--git", is_flag=True, help="Take the arguments that git gives to a diff driver.")
@click.option("-o", "--output", metavar="FILE", type=_PATH, help="File to write the diff to.")
@click.option("--width", type=click.IntRange(min=40), help="Columns. [default: the terminal's]")
@click.option("--no-color", is_flag=True, help="No colours, as when not on a terminal.")
def diff_records(
    paths: Sequence[Path],
    format: str,
    everything: bool,
    exit_code: bool,
    git: bool,
    output: Path | None,
    width: int | None,
    no_color: bool,
) -> None:
    """Tell what changed from record A to record B.

    In words of the domain, group by group: text corrected, claims restated, sources added. What
    merely moved is counted. --format json writes a diff that can be stored, and applied later.

    A and B are files or folders of records, in any format that is read.
    """
    from archive import formats
    from archive.revision.diff import diff
    from archive.show.changes import changes_page, file_page

    # Under git, standard output leads to its pager, which shows colours and has the terminal.
    seen = output is None and (
        sys.stdout.isatty() or bool(git and os.environ.get("GIT_PAGER_IN_USE"))
    )
    look = {**_look(seen, width, no_color), "everything": everything}
    if git and (format != "text" or output or exit_code):
        raise click.UsageError("--git makes a page for git, and nothing else")
    if git:
        click.echo(file_page(*_from_git(paths), **look), nl=False, color=look["styled"])
        return
    if len(paths) != 2:
        raise click.UsageError("name two records, A and B")
    old, new = map(formats.load_result, paths)
    _say_findings((*old.findings, *new.findings))
    changes = diff(old.document, new.document)
    if format == "json":
        _write(changes.to_json().encode(), output)
    elif output:
        _write(changes_page(changes, **look).encode("utf-8", "backslashreplace"), output)
    else:
        click.echo(changes_page(changes, **look), nl=False)
    sys.exit(ERRORS_FOUND if exit_code and changes else 0)


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Tell what a finding means and what to do about it."""
    from archive.validation import explain as page_of

    click.echo(page_of(code).rstrip())


@main.command()
@click.argument("name", required=False)
@click.option("--list", "listed", is_flag=True, help="List the names.")
@click.option("-o", "--output", metavar="FILE", type=_PATH, help="File to write.")
def schema(name: str | None, listed: bool, output: Path | None) -> None:
    """Print a schema, such as document.schema.json or archive.rng."""
    from archive.validation.schemas import names, read

    if listed:
        click.echo("\n".join(names()))
    elif name not in names():
        wrong = f"no schema {name!r}" if name else "name a schema"
        raise click.UsageError(f"{wrong}; there are {', '.join(names())}")
    else:
        _write(read(name), output)


def _records(paths: Sequence[Path]) -> Iterator[Path]:
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


def _look(seen: bool, width: int | None = None, no_color: bool = False) -> dict[str, Any]:
    """Columns and colours of a page, by whether it is seen on a terminal."""
    from shutil import get_terminal_size

    return {
        "width": width or (max(get_terminal_size().columns, 40) if seen else 80),
        "styled": seen and not no_color and not os.environ.get("NO_COLOR"),
    }


def _now() -> str:
    """This moment, to the second."""
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _received(document: Document, at: str) -> Document:
    """The document with its captures received at a moment."""
    captures = (capture.update(received_at=at) for capture in document.captures)
    return document.update(captures=tuple(captures))


def _from_git(arguments: Sequence[Path]) -> tuple[str, bytes | None, bytes | None]:
    """The name of a file and its two versions, from what git gives to a diff driver.

    Path, old file, its hash and mode, new file, its hash and mode; of a renamed file two more. A
    version that is not there is /dev/null. See "Defining a custom diff driver" in gitattributes(5),
    and GIT_EXTERNAL_DIFF in git(1).
    """
    from archive.formats.folder import read_bytes

    if len(arguments) not in (7, 9):
        raise click.UsageError("--git takes the seven arguments that git gives to a diff driver")
    old, new = (
        None if path == Path("/dev/null") else read_bytes(path)
        for path in (arguments[1], arguments[4])
    )
    name = str(arguments[0])
    return f"{name} → {arguments[7]}" if len(arguments) == 9 else name, old, new


def _format(path: Path, *, check: bool) -> tuple[int, list[str]]:
    """Format one record in its place; return an exit code, and what is to be said about it."""
    from archive.formats.folder import read_bytes, record_path
    from archive.report import line_of, safe
    from archive.revision.formatting import format

    piped = path == Path("-")
    file = path
    try:
        file = path if piped else record_path(path)
        result = format(sys.stdin.buffer.read() if piped else read_bytes(file))
        if piped and not check:
            _write(result.data, None)
        elif result.changed and not check:
            _replace(file, result.data)
    except (InvalidDocument, ReadError) as problem:
        named = (f if f.location.file else f.at(file=str(file)) for f in problem.findings)
        return _exit_code(problem.findings), [line_of(finding) for finding in named]
    except ArchiveError as problem:
        return COULD_NOT_RUN, [safe(f"archive: {file}: {problem}")]
    except BrokenPipeError:
        raise
    except OSError as problem:
        return COULD_NOT_RUN, [safe(f"archive: {file}: {problem.strerror or problem}")]
    if not result.changed or (piped and not check):
        return 0, []
    done = "would format" if check else "formatted"
    return int(check), [safe(f"{done} {file}{_made(result.findings)}")]


def _made(findings: Iterable[Finding]) -> str:
    """How much was made in a record beside its form: ` (ids made: 2)`."""
    codes = [finding.code for finding in findings]
    counts = (
        f"{what}: {codes.count(code)}"
        for code, what in (("id-made", "ids made"), ("anchor-completed", "anchors completed"))
        if code in codes
    )
    return f" ({made})" if (made := ", ".join(counts)) else ""


def _replace(file: Path, data: bytes) -> None:
    """Write a file anew, whole or not at all; one that is read-only is left alone."""
    from archive.formats.folder import write_file

    write_file(_writable(file), data)


def _writable(file: Path) -> Path:
    """The file that is to be written anew; of a link, what it leads to.

    Raises:
        PermissionError: It is read-only.
    """
    import errno

    found = file.resolve()
    if found.exists() and not (os.access(found, os.W_OK) and found.stat().st_mode & 0o222):
        raise PermissionError(errno.EACCES, "the file is read-only", str(file))
    return found


def _codes(options: Sequence[str]) -> list[str]:
    """The codes in options that may name several each, parted by commas."""
    return [code.strip() for option in options for code in option.split(",") if code.strip()]


def _report_code(report: Report) -> int:
    return _exit_code(report.findings) if not report.ok else 0


def _exit_code(findings: Sequence[Finding]) -> int:
    unreached = any(finding.code in _NOT_REACHED for finding in findings)
    return COULD_NOT_RUN if unreached else ERRORS_FOUND


def _id_from(name: str) -> str:
    """An id made from the name of a file: `My Article (2)` becomes `my-article-2`."""
    import re
    from unicodedata import normalize

    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    id = re.sub("[^a-z0-9_]+", "-", plain).strip("-")[:80]
    is_reserved = re.fullmatch("con|prn|aux|nul|(com|lpt)[0-9]", id)
    return id if re.match("[a-z_]", id) and not is_reserved else f"article-{id}".strip("-")


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file."""
    return other.exists() and one.samefile(other)


def _write(data: bytes, output: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    if output is not None:
        from archive.formats.folder import write_file

        write_file(output, data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _say_findings(findings: Iterable[Finding]) -> None:
    from archive.report import line_of

    for finding in findings:
        click.echo(line_of(finding), err=True)


@contextmanager
def _progress(n: int, total: int, path: Path) -> Iterator[None]:
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
def _in_file(file: Path) -> Iterator[None]:
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


def _fail(code: int, message: str = "") -> NoReturn:
    if message:
        from archive.report import safe

        with suppress(OSError):
            click.echo("\n".join(map(safe, f"archive: {message}".split("\n"))), err=True)
    sys.exit(code)
