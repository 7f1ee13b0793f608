"""`archive write` writes a record in another format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import click

from archive.cli.console import (
    ERRORS_FOUND,
    PATH,
    STANDARD_INPUT,
    fail,
    record_of,
    say_findings,
    say_losses,
    verbose,
    write_out,
)
from archive.english import counted


class _TargetOption(click.Option):
    """An option whose help lists the formats that can be written, looked up when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the help with the names of the formats, and the default."""
        from archive.io import WRITERS

        *others, last = WRITERS
        self.help = f"{', '.join(others)} or {last}. [default: from the name of FILE]"
        return super().get_help_record(ctx)


@click.command()
@click.argument("path", type=PATH)
@click.option("--to", "format", metavar="FORMAT", cls=_TargetOption)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="File to write; for a format with several files, a folder.",
)
@click.option("--lossy", is_flag=True, help="Leave out what a record cannot hold, and report it.")
@click.option(
    "--public",
    is_flag=True,
    help="Leave out what must not be published, and report it; proposals=yes keeps proposals.",
)
@verbose
@click.option(
    "--option",
    "given",
    metavar="NAME=VALUE",
    multiple=True,
    help="An option of the format; a wrong NAME lists the options.",
)
def write(
    path: Path,
    format: str | None,
    output: str | None,
    lossy: bool,
    public: bool,
    verbose: bool,
    given: Sequence[str],
) -> None:
    """Write a record in another format.

    PATH is a file, a record's folder, or - for standard input.

    Writes to standard output, or with -o atomically to a file. A format with several files, such
    as csv, or a page with the record beside it, is written into a folder. One line on standard
    error counts what the format cannot carry, and -v lists it. Content of PATH that a record cannot
    hold is an error, or with --lossy a warning. The file that was read is never overwritten if
    anything would be lost.
    """
    from archive import io
    from archive.formats import FORMATS
    from archive.formats.format import options_of
    from archive.workflows.in_place import write_output
    from archive.workflows.output_check import check_output
    from archive.workflows.view import images_of

    if output == "":
        raise click.UsageError("-o is empty; name a file")
    place = Path(output) if output and output != str(STANDARD_INPUT) else None
    if format is None:
        if place is None:
            raise click.UsageError(f"name a format with --to: {', '.join(io.WRITERS)}")
        format = io.format_to_write(place)
    options = options_from(given, format)
    if public:
        options["public"] = True
    into_folder = place is not None and io.goes_into_folder(
        format, place, folder=str(output).endswith("/")
    )
    if not into_folder:
        refuse_loose(format, place)
        check_output(place, format)
    record = record_of(path)
    read = io.read_record(record, lossy=lossy)
    writer = io.WRITERS.get(format)
    if writer is not None and "images" in options_of(writer):
        options["images"] = images_of(read.document, record)
    if into_folder:
        written = io.save(read.document, output or "", format, **options)
        say_findings(read.findings)
        say_losses(written.findings, format, verbose=verbose)
        return
    written = io.write(read.document, format, **options)
    say_findings(read.findings)
    say_losses(written.findings, format, verbose=verbose)
    lost = FORMATS.losses((*read.findings, *written.findings))
    if lost and place and record.is_at(place):
        things = counted(len(lost), "things")
        fail(ERRORS_FOUND, f"{place} is the input, and would lose {things}; choose another file")
    if place is None:
        write_out(written.data, None)
    else:
        write_output(written.data, place, record, read)


def refuse_loose(format: str, place: Path | None) -> None:
    """Refuse to write a format with several files to one file."""
    from archive.formats import FORMATS

    form = FORMATS.get(format)
    if form is not None and form.is_folder and place is None:
        raise click.UsageError(f"{format} has several files; name a folder with -o")


_OF_PYTHON = ("folder", "images")
"""Options of writers that the command line sets itself."""


def options_from(given: Sequence[str], format: str) -> dict[str, Any]:
    """Return the options in NAME=VALUE, with values of the types that the writer expects."""
    from archive.formats import FORMATS
    from archive.formats.format import hints_of

    form = FORMATS.get(format)
    hints = hints_of(form.write) if form is not None and form.write is not None else {}
    options: dict[str, Any] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="--option")
        if name in options:
            raise click.BadParameter(f"{name} is given twice", param_hint="--option")
        if name in _OF_PYTHON:
            message = f"{name} is only for Python; the command line sets it itself"
            raise click.BadParameter(message, param_hint="--option")
        options[name] = _value(name, value, hints.get(name) or str)
    return options


def _value(name: str, value: str, hint: Any) -> Any:
    """Convert the value of an option to the type that the writer expects; refuse a wrong value."""
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    if hint is bool:
        value = {"true": "yes", "false": "no"}.get(value.lower(), value.lower())
        choices = ("yes", "no")
    if choices and value not in choices:
        raise click.BadParameter(
            f"{value!r} is not a value of {name}; choose from {', '.join(map(str, choices))}",
            param_hint="--option",
        )
    if hint is int:
        return click.INT(value)
    return value == "yes" if hint is bool else value
