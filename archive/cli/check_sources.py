"""`archive check-sources` holds what records quote as evidence against copies of the works."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.console import (
    COULD_NOT_RUN,
    ERRORS_FOUND,
    PATH,
    ProgressOfMany,
    allow_closed_pipe,
    say_findings,
)
from archive.cli.many_records import JsonArray, Tally
from archive.cli.option_checks import by_option, text_or_json
from archive.english import listed
from archive.findings import Severity

if TYPE_CHECKING:
    from archive.workflows.check_sources import CheckedSources


@click.command("check-sources")
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option(
    "--copies",
    metavar="PATH",
    multiple=True,
    type=PATH,
    help="More copies: a file, a folder, or a WARC or WACZ file. Can be repeated.",
)
@click.option("--write", is_flag=True, help="Keep the results. [default: only report]")
@by_option("Who checks, for the history: a person or an organisation.")
@text_or_json("A line for each passage that needs a look, or all results as data.")
def check_sources(
    paths: Sequence[Path], copies: Sequence[Path], write: bool, by: str | None, format: str
) -> None:
    """Hold what records quote as evidence against copies of the works.

    Every passage that an assessment or a relation quotes is looked for in the copies that the
    record names, in those of --copies, and in the articles of the records. A passage is verified,
    drifted (a copy has other words now), unavailable (no copy is at hand) or unverifiable (no copy
    can be read). Nothing is fetched from the network.

    Files are recognised by the digest or the file name that the record notes, pages in web archives
    by the address of the work.

    PATHS are records, or folders, which are searched for records at any depth. With --write, the
    results are kept in the events of a store, or in a record that is given itself.
    """
    from archive.workflows.check_sources import check_sources

    with ProgressOfMany() as shown:
        result = check_sources(paths, copies, write=write, by=by, progress=shown)
    with allow_closed_pipe():
        _print(result, as_json=format == "json")
    say_findings(result.given.findings)
    tally = Tally(len(result.problems), (), "not checked")
    for path, problem in result.problems.items():
        tally.failed(path, problem)
    for line in _notes(result, write=write):
        click.echo(line, err=True)
    if tally.code or any(one.severity is Severity.ERROR for one in result.given.findings):
        sys.exit(tally.code or COULD_NOT_RUN)
    sys.exit(ERRORS_FOUND if result.of_state("drifted") else 0)


def _print(result: CheckedSources, *, as_json: bool) -> None:
    """Print all results as JSON, or a line for each passage that a person should look at."""
    from archive.control_characters import safe

    if as_json:
        array = JsonArray()
        for check in result.passages:
            array.add(check.as_json())
        array.end()
        return
    for check in result.passages:
        if check.state != "verified" or check.moved:
            click.echo(safe(str(check)))


def _notes(result: CheckedSources, *, write: bool) -> Iterator[str]:
    """Yield the lines about the run; the last one is the summary."""
    from archive.control_characters import safe

    for file in result.given.unused:
        yield safe(f"{file}: not used: it is no copy of a quoted work")
    if result.skipped:
        yield safe(f"skipped: {listed(result.skipped)}; name each of them to check it")
    if result.kept:
        yield safe(f"wrote {listed(result.kept)}")
    elif not write and result.passages:
        yield "nothing was written; --write keeps the results"
    yield safe(str(result))
