"""`archive diff`: what changed from one record to another."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from archive.cli.paging import of_a_page, show_page
from archive.cli.running import (
    ERRORS_FOUND,
    PATH,
    STANDARD_INPUT,
    load,
    look,
    say_findings,
    until_closed,
    write,
)


@click.command("diff")
@click.argument("paths", metavar="A B", nargs=-1, required=True, type=PATH)
@click.option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="A page to read, or a diff that can be applied.",
)
@click.option("--all", "everything", is_flag=True, help="List what merely moved, too.")
@click.option("--exit-code", is_flag=True, help="End with 1 if the two differ, with 0 if not.")
@click.option("--git", is_flag=True, help="Take the arguments that git gives to a diff driver.")
@click.option("-o", "--output", metavar="FILE", type=PATH, help="File to write the diff to.")
@of_a_page
def diff_records(
    paths: Sequence[Path],
    format: str,
    everything: bool,
    exit_code: bool,
    git: bool,
    output: Path | None,
    width: int | None,
    no_color: bool,
    no_pager: bool,
) -> None:
    """Tell what changed from record A to record B.

    In words of the domain, group by group: text corrected, claims restated, sources added. What
    merely moved is counted. --format json writes a diff that can be stored, and applied later.

    A and B are files or folders of records, in any format that is read; one of them can be -, for
    standard input.
    """
    from archive.keeping.outputs import check_output
    from archive.revision.diff import diff
    from archive.view.changes import changes_page, file_page

    # Under git, standard output leads to its pager, which shows colours and has the terminal.
    seen = output is None and (
        sys.stdout.isatty() or bool(git and os.environ.get("GIT_PAGER_IN_USE"))
    )
    page_look = {**look(seen, width, no_color), "everything": everything}
    if git and (format != "text" or output or exit_code):
        raise click.UsageError("--git makes a page for git, and nothing else")
    if git:
        page = file_page(*_from_git(paths), **page_look)
        with until_closed():  # git stops with an error where its driver ends with any but 0
            click.echo(page, nl=False, color=page_look["styled"])
        return
    if len(paths) != 2:
        raise click.UsageError("name two records, A and B")
    if paths[0] == paths[1] == STANDARD_INPUT:
        raise click.UsageError("only one of the two can be standard input")
    check_output(output, read=paths)
    old, new = map(load, paths)
    say_findings((*old.findings, *new.findings))
    changes = diff(old.document, new.document)
    if format == "json":
        write(changes.to_json().encode(), output)
    elif output:
        write(changes_page(changes, **page_look).encode("utf-8", "backslashreplace"), output)
    else:
        show_page(changes_page(changes, **page_look), no_pager=no_pager)
    sys.exit(ERRORS_FOUND if exit_code and changes else 0)


def _from_git(arguments: Sequence[Path]) -> tuple[str, bytes | None, bytes | None]:
    """The name of a file and its two versions, from what git gives to a diff driver.

    Path, old file, its hash and mode, new file, its hash and mode; of a renamed file two more. A
    version that is not there is /dev/null. See "Defining a custom diff driver" in gitattributes(5),
    and GIT_EXTERNAL_DIFF in git(1).
    """
    from archive.files.reading import read_bytes

    if len(arguments) not in (7, 9):
        raise click.UsageError("--git takes the seven arguments that git gives to a diff driver")
    old, new = (
        None if path == Path("/dev/null") else read_bytes(path)
        for path in (arguments[1], arguments[4])
    )
    name = str(arguments[0])
    return f"{name} → {arguments[7]}" if len(arguments) == 9 else name, old, new
