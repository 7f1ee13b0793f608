"""`archive show`: a record as a page to read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from archive.cli.running import PATH, load, look, say_findings


@click.command()
@click.argument("path", type=PATH)
@click.option(
    "--claims", is_flag=True, help="Only a table: who makes each claim, from which source."
)
@click.option("--width", type=click.IntRange(min=40), help="Columns. [default: the terminal's]")
@click.option("--no-color", is_flag=True, help="No colours, as when not on a terminal.")
def show(path: Path, claims: bool, width: int | None, no_color: bool) -> None:
    """Show a record as a page to read.

    PATH is a file, a record's folder, or - for standard input.

    The text with its claims; for each claim who says so, from which source, and what is doubtful.
    """
    from archive.view import claims_table, page

    result = load(path)
    say_findings(result.findings)
    make = claims_table if claims else page
    click.echo(make(result.document, **look(sys.stdout.isatty(), width, no_color)), nl=False)
