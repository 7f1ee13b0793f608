"""`archive view` shows a record as a page in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.console import PATH, record_of, say_findings


@click.command()
@click.argument("path", type=PATH)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Folder to write the page into. [default: a new temporary folder]",
)
@click.option(
    "--public",
    is_flag=True,
    help="Leave out what must not be published; a note is in its place.",
)
@click.option("--no-open", is_flag=True, help="Only write the page; open no browser.")
def view(path: Path, output: Path | None, public: bool, no_open: bool) -> None:
    """Show a record as a page in the browser.

    PATH is a file, a record's folder, or - for standard input.

    The page is one file with the images of the record in it; it loads nothing from the network. The
    record as JSON and as TEI is written beside it. Prints the path of the page.
    """
    import tempfile

    from archive.workflows.view import view as write_page

    record = record_of(path)
    folder = output or Path(tempfile.mkdtemp(prefix="archive-")) / "page"
    written = write_page(record, folder, public=public)
    say_findings(written.findings)
    page = folder / "index.html"
    import webbrowser

    is_seen = no_open or webbrowser.open(page.resolve().as_uri())
    click.echo(str(page) if is_seen else f"open this file in a browser: {page}")
