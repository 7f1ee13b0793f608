"""`archive explain` and `archive schema` print the manual and the schemas of the package."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.console import PATH, write_out


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain what a finding means and what to do about it."""
    from archive.validation import explain as page_of

    click.echo(page_of(code).rstrip())


@click.command()
@click.argument("name", required=False)
@click.option("--list", "listed", is_flag=True, help="List the names.")
@click.option(
    "--where",
    is_flag=True,
    help="Print the path of the schema; without NAME, the path of the folder of schemas.",
)
@click.option("-o", "--output", metavar="FILE", type=PATH, help="File to write.")
def schema(name: str | None, listed: bool, where: bool, output: Path | None) -> None:
    """Print a schema, such as document.schema.json or archive.rng.

    With `catalog.xml`, an XML editor finds the schemas that TEI files name: give the editor the
    path that `archive schema catalog.xml --where` prints. `sheet` is the schema for claims that a
    language model writes; `archive add` reads its answer.
    """
    from archive.annotations.sheet.answer_schema import schema_file
    from archive.validation.schemas import names, path, read
    from archive.workflows.output_check import check_output

    if listed:
        click.echo("\n".join((*names(), "sheet")))
    elif where and not name:
        click.echo(path())
    elif name == "sheet":
        if where:
            raise click.UsageError("sheet is not a file, it is made on request; leave out --where")
        check_output(output)
        write_out(schema_file(), output)
    elif name not in names():
        wrong = f"no schema {name!r}" if name else "name a schema"
        raise click.UsageError(f"{wrong}; the names are {', '.join((*names(), 'sheet'))}")
    elif where:
        click.echo(path(name))
    else:
        check_output(output)
        write_out(read(name), output)
