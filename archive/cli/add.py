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
from archive.cli.many_records import records_if_several, refuse_several
from archive.cli.write import write_several
from archive.english import counted
from archive.errors import ArchiveError, InvalidDocument, ReadError, RowsRefused, raised_in


class _FormatOption(click.Option):
    """An option whose help lists the formats that can be added, looked up when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the help with the names of the formats, and the default."""
        from archive.workflows.add import formats_to_add

        *others, last = formats_to_add()
        self.help = f"The format of FILE: {', '.join(others)} or {last}. [default: by content]"
        return super().get_help_record(ctx)


@click.command()
@click.argument("files", metavar="FILE...", type=PATH, nargs=-1, required=True)
@click.option("--to", "record", metavar="RECORD", type=PATH, required=True, help="The record.")
@click.option("--format", metavar="NAME", cls=_FormatOption)
@option_checks.by_option(
    "Who adds it: the name of an agent, created if new; a program as 'software: NAME'."
)
@option_checks.at_option("2026-11-25T09:30:00Z")
@click.option(
    "--status",
    type=click.Choice(("proposed", "accepted", "rejected")),
    help="The status of the new statements. [default: proposed]",
)
@click.option(
    "--trust",
    is_flag=True,
    help="Keep the makers, times and statuses that FILE states; you are responsible for them.",
)
@click.option("--good-rows", is_flag=True, help="Add the valid rows even if others have errors.")
@click.option(
    "--map", "mapping", metavar="FILE", type=PATH, help="The mapping from labels to statements."
)
@click.option(
    "--text", metavar="NAME", help="The text to use if FILE has several; in a zip file, its number."
)
@click.option(
    "--technical", is_flag=True, help="Also add tokens, sentences and other output of programs."
)
@click.option("--encoding", metavar="NAME", help="The encoding of a FILE that is not UTF-8.")
@click.option("--lossy", is_flag=True, help="Leave out what a record cannot hold, and report it.")
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing; report what would be done.")
def add(
    files: Sequence[Path],
    record: Path,
    format: str | None,
    dry_run: bool,
    **options: Any,
) -> None:
    """Add the statements in each FILE to RECORD.

    FILE is a sheet of claims (CSV, TSV, Excel, JSON Lines, the answer of a language model),
    annotations, or a bibliography. Quoted words are checked against the text. A row of a sheet
    whose words are not in the text is an error; an annotation whose words are not in the text is
    reported and left out. The record is written only if there is no error and something is new.

    --by names who adds the statements. The makers, times and statuses that FILE states are reported
    and left out unless a person trusts them with --trust. A program cannot use --trust, and cannot
    accept or reject statements.
    """
    from archive import io
    from archive.control_characters import safe
    from archive.files.regular_files import read_bytes
    from archive.model.dates import now
    from archive.workflows import add as adding

    if [*files, record].count(STANDARD_INPUT) > 1:
        raise click.UsageError("standard input (-) can be given only once")
    given = {name: value for name, value in options.items() if value}
    if mapping := given.get("mapping"):
        with raised_in(str(mapping)):
            given["mapping"] = adding.mapping_of(read_bytes(mapping))
    refuse_several(record, "gets statements")
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
    """Return the message of a refusal; if only some rows are wrong, with the option that helps."""
    if not isinstance(problem, RowsRefused):
        return "nothing was written"
    rest = " (--good-rows writes the others)" if problem.refused < problem.rows else ""
    rows = counted(problem.rows, "rows")
    return f"{problem.refused:,} of {rows} refused; nothing was written{rest}"


@click.command()
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=PATH,
    help="File to write; of several records, a folder. [default: standard output]",
)
@click.option(
    "--form",
    type=click.Choice(("csv", "tsv", "jsonl", "xlsx")),
    help="The file type. [default: from the name of FILE, or csv]",
)
@click.option("--empty", is_flag=True, help="Write only the header, for a person to fill in.")
@click.option(
    "--sentences", is_flag=True, help="Also write a row for each sentence without a claim."
)
@verbose
def sheet(
    paths: Sequence[Path],
    output: Path | None,
    form: str | None,
    empty: bool,
    sentences: bool,
    verbose: bool,
) -> None:
    """Write the claims of a record, or of many, as sheets, one row per claim.

    PATHS are files, folders of records, or folders that are searched for records at any depth; -
    is standard input. Several records have a sheet each, with the name of the record's id.

    Change rows or add some, then `archive add` the sheet to its record. What a sheet does not
    carry stays in the record; one line on standard error counts it, and -v lists it.
    """
    from archive import io
    from archive.annotations.sheet.file_types import FORMS
    from archive.workflows.output_check import check_output

    if output == STANDARD_INPUT:
        output = None
    found = records_if_several(paths)
    if found is not None:
        if output is None:
            raise click.UsageError("several sheets are written into a folder; name it with -o")
        given = {"form": form or "csv", "empty": empty, "sentences": sentences}
        write_several(found, paths, output, "sheet", given, verbose=verbose).end(found)
    [record] = paths
    suffix = output.suffix.lower() if output is not None else ""
    form = form or FORMS.get(suffix) or ("csv" if output is None else None)
    if form is None:
        raise click.UsageError("choose the file type with --form: csv, tsv, jsonl, xlsx")
    check_output(output, "sheet")
    file = record_of(record)
    read = io.read_record(file)
    written = io.write(read.document, "sheet", form=form, empty=empty, sentences=sentences)
    say_findings(read.findings)
    say_losses(written.findings, "sheet", verbose=verbose)
    write_out(written.data, output)
