"""`archive convert`: a record in another format."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.running import (
    ERRORS_FOUND,
    PATH,
    fail,
    record_of,
    say_findings,
    write,
)
from archive.english import counted


class _ToFormat(click.Option):
    """An option whose help names the formats that are written, looked up when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Say what the formats are called, and what is taken without the option."""
        from archive.catalogue import WRITERS

        *others, last = WRITERS
        self.help = f"{', '.join(others)} or {last}. [default: by FILE]"
        return super().get_help_record(ctx)


@click.command()
@click.argument("path", type=PATH)
@click.option("--to", "format", metavar="FORMAT", cls=_ToFormat)
@click.option("-o", "--output", metavar="FILE", type=PATH, help="File to write.")
@click.option("--lossy", is_flag=True, help="Leave out what a record cannot hold; it is told.")
def convert(path: Path, format: str | None, output: Path | None, lossy: bool) -> None:
    """Write a record in another format.

    PATH is a file, a record's folder, or - for standard input.

    Writes to standard output, or with -o to a file, whole or not at all. What the format cannot
    carry is told on standard error. What was read holds more than a record can: that is an error,
    or with --lossy a warning; and the file that was read is never overwritten while anything is
    lost.
    """
    from archive import catalogue
    from archive.keeping.outputs import check_output

    format = format or (catalogue.format_of(output) if output else None)
    if format is None:
        raise click.UsageError("name a format with --to")
    check_output(output, format)
    record = record_of(path)
    read = catalogue.read_record(record, lossy=lossy)
    written = catalogue.write(read.document, format)
    findings = (*read.findings, *written.findings)
    say_findings(findings)
    lost = catalogue.CATALOGUE.losses(findings)
    if lost and output and record.is_at(output):
        things = counted(len(lost), "things")
        fail(ERRORS_FOUND, f"{output} is what was read, and would lose {things}; write elsewhere")
    write(written.data, output)
