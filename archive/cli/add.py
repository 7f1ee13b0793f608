"""`archive add` merges files with statements into a record; `archive sheet` writes its claims."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from archive.cli import option_checks
from archive.cli.console import (
    PATH,
    STANDARD_INPUT,
    allow_closed_pipe,
    bytes_of,
    exit_code,
    fail,
    record_of,
    say_findings,
    say_losses,
    verbose,
    write_out,
)
from archive.english import counted
from archive.errors import ArchiveError, InvalidDocument, ReadError, RowsRefused, raised_in


class _FormatOption(click.Option):
    """An option whose help names the formats that can be merged into records, looked up then."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the help with the names of the formats, and the default."""
        from archive.workflows.add import formats_to_lay

        *others, last = formats_to_lay()
        self.help = f"What FILE is: {', '.join(others)} or {last}. [default: what it shows]"
        return super().get_help_record(ctx)


@click.command()
@click.argument("files", metavar="FILE...", type=PATH, nargs=-1, required=True)
@click.option("--to", "record", metavar="RECORD", type=PATH, required=True, help="The record.")
@click.option(
    "--format",
    metavar="NAME",
    cls=_FormatOption,
)
@click.option(
    "--by",
    metavar="NAME",
    callback=option_checks.name,
    help="Who adds it: the name of an agent, made if new; a program as 'software: NAME'.",
)
@click.option(
    "--at",
    metavar="TIME",
    callback=option_checks.instant,
    help="When: 2026-11-25T09:30:00Z. [default: now]",
)
@click.option(
    "--status",
    type=click.Choice(("proposed", "accepted", "rejected")),
    help="The status of what is new. [default: proposed]",
)
@click.option(
    "--trust",
    is_flag=True,
    help="Take the makers, times and status that FILE states; you answer for them.",
)
@click.option(
    "--good-rows", is_flag=True, help="Take the rows that are good, though others are not."
)
@click.option(
    "--map", "mapping", metavar="FILE", type=PATH, help="What becomes of labels and bodies."
)
@click.option(
    "--text", metavar="NAME", help="Which of several texts in FILE; or its number in a zip file."
)
@click.option(
    "--technical", is_flag=True, help="Take tokens, sentences and other notes of programs, too."
)
@click.option("--encoding", metavar="NAME", help="The encoding of a FILE that is not UTF-8.")
@click.option("--lossy", is_flag=True, help="Leave out what a record cannot hold; it is told.")
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing; say what would be done.")
def add(
    files: Sequence[Path],
    record: Path,
    format: str | None,
    dry_run: bool,
    **options: Any,
) -> None:
    """Add to RECORD what each FILE says of its article.

    FILE is a sheet of claims (CSV, TSV, Excel, JSON Lines, the answer of a language model),
    annotations, or a bibliography. Words are held to the text. A row of a sheet whose words do not
    stand there is an error; an annotation is told and left out. The record is written anew only if
    there is no error, and something is new.

    Nobody speaks for others: you say who adds it. Makers, times and status that FILE states are
    told and left out, unless a person trusts them. A program is not trusted, and decides nothing.
    """
    from archive import io
    from archive.files.regular_files import read_bytes
    from archive.model.dates import now
    from archive.report import safe
    from archive.workflows import add as adding

    if [*files, record].count(STANDARD_INPUT) > 1:
        raise click.UsageError("standard input is read once")
    given = {name: value for name, value in options.items() if value}
    if mapping := given.get("mapping"):
        with raised_in(str(mapping)):
            given["mapping"] = adding.mapping_of(read_bytes(mapping))
    file = record_of(record)
    read = io.read_record(file)
    several = ((path, bytes_of(path)) for path in files)
    try:
        added = adding.add(file, read.document, several, format, **{"at": now(), **given})
    except (InvalidDocument, ReadError) as problem:
        say_findings(problem.findings)
        fail(exit_code(problem.findings), _refusal(problem))
    with allow_closed_pipe():
        say_findings((*read.findings, *added.findings))
        for line in added.summary_lines():
            click.echo(safe(line), err=record == STANDARD_INPUT)
    if added.is_unchanged:
        has_unplaced = any(finding.code == "remark-not-placed" for finding in added.findings)
        what = "nothing was added" if has_unplaced else "nothing is new"
        click.echo(f"{what}, and nothing was written", err=True)
    elif dry_run:
        click.echo("nothing was written", err=True)
    elif record == STANDARD_INPUT:
        write_out(io.write(added.document, "json").data, None)
    else:
        say_findings(added.write(read))
        click.echo(safe(f"wrote {file.where}"), err=True)


def _refusal(problem: ArchiveError) -> str:
    """The message of a refusal, with the option that helps where only some rows are wrong."""
    if not isinstance(problem, RowsRefused):
        return "nothing was written"
    rest = " (--good-rows writes the others)" if problem.refused < problem.rows else ""
    rows = counted(problem.rows, "rows")
    return f"{problem.refused:,} of {rows} refused; nothing was written{rest}"


@click.command()
@click.argument("record", type=PATH)
@click.option(
    "-o", "--output", metavar="FILE", type=PATH, help="File to write. [default: standard output]"
)
@click.option(
    "--form",
    type=click.Choice(("csv", "tsv", "jsonl", "xlsx")),
    help="How it is written. [default: by FILE, or csv]",
)
@click.option("--empty", is_flag=True, help="Write no claims: a header for a person to fill.")
@click.option(
    "--sentences", is_flag=True, help="Write a row for each sentence in which no claim stands."
)
@verbose
def sheet(
    record: Path,
    output: Path | None,
    form: str | None,
    empty: bool,
    sentences: bool,
    verbose: bool,
) -> None:
    """Write the claims of RECORD as a sheet, a row each, with what is said about them.

    Change the rows or add some, and `archive add` adds the sheet to the record again. What a
    sheet does not carry is told on standard error, in a line, or all of it with -v; the record
    keeps it.
    """
    from archive import io
    from archive.annotations.sheet.file_types import FORMS
    from archive.workflows.output_check import check_output

    if output == STANDARD_INPUT:
        output = None
    suffix = output.suffix.lower() if output is not None else ""
    form = form or FORMS.get(suffix) or ("csv" if output is None else None)
    if form is None:
        raise click.UsageError("name the form with --form: csv, tsv, jsonl, xlsx")
    check_output(output, "sheet")
    file = record_of(record)
    read = io.read_record(file)
    written = io.write(read.document, "sheet", form=form, empty=empty, sentences=sentences)
    say_findings(read.findings)
    say_losses(written.findings, "sheet", verbose=verbose)
    write_out(written.data, output)
