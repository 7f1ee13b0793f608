"""The command line: a command parses its options, calls one function and prints the result.

The library can do all that the commands do. Each command has its own file. Only click is imported
at the top, so that the program starts quickly; each command imports what it needs.
"""

from __future__ import annotations

from typing import Any

import click

from archive.cli import (
    add,
    diff,
    format,
    manual,
    propose,
    rebase,
    receive,
    review,
    search,
    show,
    store,
    validate,
    view,
    write,
)
from archive.cli.console import errors_as_messages
from archive.version import VERSION


class _Group(click.Group):
    """The group of all commands; it turns every failure into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        with errors_as_messages():
            return super().invoke(ctx)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="archive")
def main() -> None:
    """Keep articles as evidence: check a record, turn it into TEI, read it.

    Exit codes: 0 clean, 1 errors found, 2 could not run.
    """


for command in (
    receive.receive,
    add.add,
    add.sheet,
    validate.validate,
    write.write,
    show.show,
    view.view,
    format.format_records,
    rebase.rebase,
    propose.propose,
    review.review,
    diff.diff_records,
    store.store,
    search.search,
    manual.explain,
    manual.schema,
):
    main.add_command(command)
