"""`archive receive` makes records from files with articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from archive.cli.article_options import article_options, options_given
from archive.cli.console import (
    COULD_NOT_RUN,
    ERRORS_FOUND,
    PATH,
    allow_closed_pipe,
    fail,
    progress,
    say,
    say_findings,
)
from archive.english import counted, listed
from archive.errors import ArchiveError, InvalidDocument, MissingExtra, ReadError, WriteError

if TYPE_CHECKING:
    from archive.workflows.receive import NewRecord, RecordPlan


class _FormatOption(click.Option):
    """An option whose help lists the formats that can be received, looked up when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the help with the names of the formats, those of other packages included."""
        from archive.formats import FORMATS

        ours = ("html", "markdown", "docx", "odt", "jats", "tei-of-others", "text", "warc", "wacz")
        others = (name for name, one in FORMATS.of_packages.items() if one.receive or one.unpack)
        self.help = f"The format of FILE: {', '.join((*ours, *others))}. {_BY_CONTENT}"
        return super().get_help_record(ctx)


_BY_CONTENT = "[default: recognised by its content]"


@click.command()
@click.argument("files", metavar="FILE...", type=PATH, nargs=-1, required=True)
@click.option("--id", help="Id of the record. [default: made from the name of FOLDER or FILE]")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=PATH,
    help="Folder to make; with several FILEs, the parent of their folders. [default: the id]",
)
@click.option("--format", metavar="NAME", cls=_FormatOption)
@article_options("FILE", "--text")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many FILEs to read at a time.",
)
def receive(
    files: Sequence[Path],
    id: str | None,
    output: Path | None,
    jobs: int,
    **options: Any,
) -> None:
    """Make a record from each FILE with an article in it.

    Web pages, Word, OpenDocument, Markdown, JATS, other TEI and plain text are recognised by their
    content. Makes a folder with the file as received and a record of its text, and reports what
    the record cannot hold. An existing folder is never touched. With several FILEs, the others are
    still received if one is refused.

    A FILE may be a bag (BagIt): a folder, or a zip or tar file of one. It is checked completely,
    and its records are taken out of it as they are; of a bag that is not valid, none.
    """
    from archive.preservation.bagit.opening import is_bag
    from archive.workflows.receive import RecordPlan, id_from, id_problem, plan_records

    bags = [file for file in files if is_bag(file)]
    if bags:
        _receive_bags(bags, files, output, {"--id": id, "--format": options.get("format")} | {
            f"--{name.replace('_', '-')}": value
            for name, value in options_given(options).items()
        })  # fmt: skip
        return
    if id is not None and (problem := id_problem(id)):
        raise click.BadParameter(problem, param_hint="--id")
    options = options_given(options)
    if len(files) == 1:
        [file] = files
        if output is not None and output.is_dir():
            within = quote(str(output / (id or id_from(file))))
            raise WriteError(f"{output} exists already; to make the record in it: -o {within}")
        id = id or id_from(file, output)
        _report_record(RecordPlan(files, id, output or Path(id)).make(**options))
        return
    of_one = {
        "--id": id,
        "--address": options.get("address"),
        "--from": options.get("transcript_of"),
    }
    for option, value in of_one.items():
        if value is not None:
            raise click.UsageError(f"{option} is only for one text; name one FILE")
    _make_several(plan_records(files, output or Path()), len(files), options, jobs)


def _receive_bags(
    bags: Sequence[Path], files: Sequence[Path], output: Path | None, options: Mapping[str, Any]
) -> None:
    """Take the records out of bags; report a bag that is refused, and go on with the others."""
    from archive.workflows.receive_bag import receive_bag

    for option, value in options.items():
        if value is not None:
            raise click.UsageError(f"{option} is for articles; a bag has whole records: {bags[0]}")
    if len(bags) < len(files):
        [other, *_] = [file for file in files if file not in bags]
        raise click.UsageError(f"{bags[0]} is a bag, and {other} is none; receive them separately")
    failed = 0
    for bag in bags:
        alone = output if len(bags) == 1 else None
        try:
            received = receive_bag(bag, alone, within=output or Path())
        except (InvalidDocument, ReadError) as problem:
            say_findings(problem.findings)
            say(f"{bag}: nothing was taken from it")
            failed += 1
            continue
        except ArchiveError as problem:
            if len(bags) == 1:
                raise
            say(str(problem))
            failed += 1
            continue
        say_findings(received.findings)
        records = counted(len(received.ids), "records")
        say(f"{received.folder}: {records} from the bag {bag}")
    if failed:
        done = f"{len(bags) - failed} of {len(bags)} bags received" if len(bags) > 1 else ""
        fail(ERRORS_FOUND, done)


def _make_several(
    plans: Sequence[RecordPlan], wanted: int, options: Mapping[str, Any], jobs: int
) -> None:
    """Make several records; report each failure, and go on with the others."""
    from archive.control_characters import safe
    from archive.workflows.receive import make_each

    made = 0
    missing: dict[str, tuple[MissingExtra, list[Path]]] = {}
    try:
        for n, (plan, outcome) in enumerate(make_each(plans, options, jobs=jobs), 1):
            with progress(n, len(plans), plan.files[0]), allow_closed_pipe():
                match outcome:
                    case InvalidDocument() | ReadError():
                        say_findings(outcome.findings)
                    case MissingExtra():
                        missing.setdefault(outcome.extra, (outcome, []))[1].extend(plan.files)
                    case ArchiveError():
                        click.echo(safe(f"archive: {outcome}"), err=True)
                    case _:
                        made += 1
                        _report_record(outcome)
    finally:
        for problem, unread in missing.values():
            say(f"{listed(unread)}: {problem}")
        click.echo(f"{made} of {wanted} records made", err=True)
    if made < wanted:
        fail(COULD_NOT_RUN if missing else ERRORS_FOUND)


def _report_record(record: NewRecord) -> None:
    """Report the contents of a record that was made."""
    from archive.control_characters import safe

    say_findings(record.findings)
    named = "" if record.folder.name == record.id else f" (id {record.id})"
    click.echo(safe(f"{record.folder}{named}: {record.contents}"), err=True)
