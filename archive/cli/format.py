"""`archive format` puts records into their canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import click

from archive.cli.console import PATH, STANDARD_INPUT, record_of, write_out
from archive.cli.many_records import Outcome, Tally
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
    kinds = ("would be formatted" if check else "formatted", "unchanged")
    tally = Tally(len(records.paths), kinds, "not formatted")
    tally.run(records.paths, partial(_format, check=check))
    # Each file that was named is reported by itself.
    tally.end(records, with_summary=any(path.is_dir() for path in records.paths))


def _format(path: Path, *, check: bool) -> Outcome:
    """Format one record in place."""
    from archive.control_characters import safe
    from archive.workflows.format import format_in_place

    piped = path == STANDARD_INPUT
    record = record_of(path)
    result = format_in_place(record, write=not check)
    if piped and not check:
        write_out(result.data, None)
    if not result.changed or (piped and not check):
        return Outcome("unchanged")
    done = "would format" if check else "formatted"
    message = safe(f"{done} {record.where}{_additions(result.findings)}")
    return Outcome("would be formatted" if check else "formatted", [message], int(check))


def _additions(findings: Iterable[Finding]) -> str:
    """Return how many ids and anchors were completed in a record: ` (ids made: 2)`."""
    codes = [finding.code for finding in findings]
    counts = (
        f"{what}: {codes.count(code)}"
        for code, what in (("id-made", "ids made"), ("anchor-completed", "anchors completed"))
        if code in codes
    )
    return f" ({made})" if (made := ", ".join(counts)) else ""
