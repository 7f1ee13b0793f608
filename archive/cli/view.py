"""`archive view` shows records as pages in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from archive.cli.console import PATH, record_of, say_findings
from archive.cli.many_records import records_if_several
from archive.cli.write import write_several

if TYPE_CHECKING:
    from archive.files.record_discovery import Records


@click.command()
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Folder to write the pages into. [default: a new temporary folder]",
)
@click.option(
    "--public",
    is_flag=True,
    help="Leave out what must not be published; a note is in its place.",
)
@click.option("--no-open", is_flag=True, help="Only write the page; open no browser.")
def view(paths: Sequence[Path], output: Path | None, public: bool, no_open: bool) -> None:
    """Show a record, or many, as pages in the browser.

    PATHS are files, folders of records, or folders that are searched for records at any depth; -
    is standard input.

    The page of a record is one file with the images of the record in it; it loads nothing from the
    network. The record as JSON and as TEI is written beside it. Several records have a page each,
    and an index page of all records and claims. Prints the path of the page.
    """
    import tempfile

    folder = output or Path(tempfile.mkdtemp(prefix="archive-")) / "page"
    found = records_if_several(paths)
    if found is not None:
        _view_several(found, paths, folder, public=public, no_open=no_open)
    [path] = paths
    from archive.workflows.view import view as write_page

    written = write_page(record_of(path), folder, public=public)
    say_findings(written.findings)
    _open(folder / "index.html", no_open=no_open)


def _view_several(
    found: Records, paths: Sequence[Path], folder: Path, *, public: bool, no_open: bool
) -> NoReturn:
    tally = write_several(found, paths, folder, "html", {"public": public})
    if tally.number_done:
        _open(folder / "index.html", no_open=no_open)
    tally.end(found)


def _open(page: Path, *, no_open: bool) -> None:
    """Open a page in the browser, and print its path."""
    import webbrowser

    is_seen = no_open or webbrowser.open(page.resolve().as_uri())
    click.echo(str(page) if is_seen else f"open this file in a browser: {page}")
