"""`archive write` writes records in another format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import click

from archive.cli.console import (
    ERRORS_FOUND,
    PATH,
    STANDARD_INPUT,
    ProgressOfMany,
    fail,
    place_of,
    record_of,
    say,
    say_findings,
    say_losses,
    verbose,
    write_out,
)
from archive.cli.many_records import Outcome, Tally, records_if_several
from archive.english import counted
from archive.errors import UnknownFormat, UnknownOption

if TYPE_CHECKING:
    from archive.files.record_discovery import Records
    from archive.findings import Finding


class _TargetOption(click.Option):
    """An option whose help lists the formats that can be written, looked up when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the help with the names of the formats, and the default."""
        *others, last = _targets()
        self.help = f"{', '.join(others)} or {last}. [default: from the name of FILE]"
        return super().get_help_record(ctx)


def _targets() -> tuple[str, ...]:
    """Return the names of what can be written: formats of single records, and packages."""
    from archive.io import WRITERS

    return (*WRITERS, *PACKAGES)


PACKAGES = ("bagit", "ocfl")
"""The packages of `workflows.preserve`, which `--help` must not import."""


@click.command()
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option("--to", "format", metavar="FORMAT", cls=_TargetOption)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="File to write; for a format with several files, or several records, a folder.",
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
    paths: Sequence[Path],
    format: str | None,
    output: str | None,
    lossy: bool,
    public: bool,
    verbose: bool,
    given: Sequence[str],
) -> None:
    """Write a record, or many, in another format.

    PATHS are files, folders of records, or folders that are searched for records at any depth; -
    is standard input.

    One record is written to standard output, or with -o atomically to a file. A format with
    several files, such as csv, or a page with the record beside it, is written into a folder. One
    line on standard error counts what the format cannot carry, and -v lists it. Content that a
    record cannot hold is an error, or with --lossy a warning. The file that was read is never
    overwritten if anything would be lost.

    Several records are written into a folder: csv and parquet as one package of tables, html as a
    page for each record with an index.html of all records and claims, other formats as a file for
    each record, with the name of its id. A record that cannot be written is reported, and the
    others are written.

    bagit and ocfl are packages for repositories: folders of records, one or many, are written as a
    bag (BagIt 1.0) or a storage root (OCFL 1.1) into a new folder, with all their files as they
    are; all records or none.
    """
    from archive import io
    from archive.formats import FORMATS
    from archive.formats.format import options_of
    from archive.workflows.in_place import write_output
    from archive.workflows.output_check import check_output
    from archive.workflows.view import images_of

    if output == "":
        raise click.UsageError("-o is empty; name a file")
    if format is not None and format not in _targets():
        raise UnknownFormat(format, _targets())
    if format in PACKAGES:
        if lossy or public:
            flag = "--lossy" if lossy else "--public"
            raise click.UsageError(f"{format} holds whole records, as they are; leave out {flag}")
        _write_package(format, paths, output, given)
        return
    found = records_if_several(paths)
    if found is not None:
        options = options_from(given, format or "") | ({"public": True} if public else {})
        folder = _folder_for_several(format, output)
        tally = write_several(
            found, paths, folder, format or "", options, lossy=lossy, verbose=verbose
        )
        tally.end(found)
    [path] = paths
    place = Path(output) if output and output != str(STANDARD_INPUT) else None
    if format is None:
        if place is None:
            raise click.UsageError(f"name a format with --to: {', '.join(_targets())}")
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


def _write_package(
    format: str, paths: Sequence[Path], output: str | None, given: Sequence[str]
) -> None:
    """Write records as a package, and say what is in it."""
    from archive.formats.format import hints_of
    from archive.workflows import preserve

    if output is None or output == str(STANDARD_INPUT):
        raise click.UsageError(f"{format} is a folder of files; name a new folder with -o")
    if STANDARD_INPUT in paths:
        raise click.UsageError(f"{format} has folders of records; standard input (-) is none")
    writers: dict[str, Callable[..., preserve.WrittenPackage]] = {
        "bagit": preserve.write_bag,
        "ocfl": preserve.write_ocfl,
    }
    hints = {name: hint for name, hint in hints_of(writers[format]).items() if name != "progress"}
    options = _options(given, hints)
    for name in options:
        if name not in hints:
            takers = [other for other, one in writers.items() if name in hints_of(one)]
            raise UnknownOption(name, format, tuple(hints), takers)
    with ProgressOfMany() as shown:
        written = writers[format](paths, output, progress=shown, **options)
    say_findings(written.findings)
    say(f"{counted(written.records, 'records')} written to {output}")


def _folder_for_several(format: str | None, output: str | None) -> Path:
    """Return the folder for several records; refuse a call that does not name it and a format."""
    if format is None:
        raise click.UsageError(f"name a format with --to: {', '.join(_targets())}")
    if output is None or output == str(STANDARD_INPUT):
        raise click.UsageError("several records are written into a folder; name it with -o")
    return Path(output)


def write_several(
    found: Records,
    paths: Sequence[Path],
    folder: Path,
    format: str,
    options: Mapping[str, Any],
    *,
    lossy: bool = False,
    verbose: bool = False,
) -> Tally:
    """Write several records into a folder, report each, and return the tally."""
    from archive.formats import FORMATS
    from archive.report import line_of, safe
    from archive.workflows.save_many import WRITTEN_WHOLE, SavedRecord, save_records

    done = safe(f"written to {folder}")
    tally = Tally(len(found.paths), [done], "not written")
    losses: dict[tuple[str, str], Finding] = {}

    def report(saved: SavedRecord) -> None:
        if saved.problem is not None:
            tally.failed(saved.path, saved.problem)
        else:
            lost = [] if verbose else FORMATS.losses(saved.findings)
            for finding in lost:
                losses.setdefault((finding.code, place_of(finding)), finding)
            said = [line_of(finding) for finding in saved.findings if finding not in lost]
            tally.report(Outcome(done, said))
        tally.show_progress()

    try:
        written = save_records(
            replace(found, without=[]),
            paths,
            folder,
            format,
            lossy=lossy,
            report=report,
            options=options,
        )
    except KeyboardInterrupt:
        tally.say_interrupted(kept=format not in WRITTEN_WHOLE)
        raise
    tally.clear_progress()
    say_losses(written.findings, format, verbose=verbose)
    say_losses(list(losses.values()), format, verbose=False, of_many=True)
    return tally


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
    return _options(given, hints_of(form.write) if form is not None and form.write else {})


def _options(given: Sequence[str], hints: Mapping[str, Any]) -> dict[str, Any]:
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
