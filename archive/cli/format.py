"""`archive format`: records in their canonical form."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.running import COULD_NOT_RUN, PATH, exit_code, progress, records_in, replace, write
from archive.errors import ArchiveError, InvalidDocument, ReadError

if TYPE_CHECKING:
    from archive.findings import Finding


@click.command("format")
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if anything would change.")
def format_records(paths: Sequence[Path], check: bool) -> None:
    """Put JSON records into their canonical form.

    Completes anchors of which only the words are written, and makes ids that are missing. A record
    with errors is reported and left as it is; the others are formatted.

    PATHS are files, folders of one record, or folders of such folders; - stands for standard input,
    which is formatted to standard output.
    """
    records = list(records_in(paths))
    worst = 0
    for n, path in enumerate(records, start=1):
        with progress(n, len(records), path):
            code, said = _format(path, check=check)
        for line in said:
            click.echo(line, err=True)
        worst = max(worst, code)
    sys.exit(worst)


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
            write(result.data, None)
        elif result.changed and not check:
            replace(file, result.data)
    except (InvalidDocument, ReadError) as problem:
        named = (f if f.location.file else f.at(file=str(file)) for f in problem.findings)
        return exit_code(problem.findings), [line_of(finding) for finding in named]
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
