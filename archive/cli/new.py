"""`archive new`: records of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from archive.cli.plain_text import of_plain_text
from archive.cli.running import ERRORS_FOUND, PATH, fail, progress, say_findings
from archive.english import counted
from archive.errors import ArchiveError, InvalidDocument, ReadError, WriteError

if TYPE_CHECKING:
    from archive.keeping.starting import Start, Started
    from archive.model.document import Document


@click.command()
@click.argument("files", metavar="FILE...", type=PATH, nargs=-1, required=True)
@click.option("--id", help="Id of the record. [default: made from the name of FOLDER or FILE]")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=PATH,
    help="Folder to make; of several FILEs, where to make a folder for each. [default: the id]",
)
@of_plain_text
@click.option(
    "--received-at",
    metavar="TIME",
    help="When the text was received, such as 2016-03-20T09:30:00Z. [default: now]",
)
@click.option("--address", metavar="URL", help="Where the text was received from.")
def new(
    files: Sequence[Path],
    id: str | None,
    output: Path | None,
    received_at: str | None,
    address: str | None,
    **options: Any,
) -> None:
    """Start a record from each plain text FILE.

    Makes a folder with the text as received and a record of its blocks. A folder that is there
    already is never touched. Web pages, Word documents, PDF, Markdown and the like are refused by
    their content. Of several FILEs one that is refused does not stop the others.
    """
    from archive.keeping.receiving import now
    from archive.keeping.starting import Start, id_from, starts

    _check(id, received_at, address)
    options = {**options, "received_at": received_at or now(), "address": address}
    if len(files) == 1:
        [file] = files
        if output is not None and output.is_dir():
            within = quote(str(output / (id or id_from(file))))
            raise WriteError(f"{output} is there already; to make the record in it: -o {within}")
        id = id or id_from(file, output)
        _say(Start(files, id, output or Path(id)).make(**options))
        return
    for option, value in (("--id", id), ("--address", address)):
        if value is not None:
            raise click.UsageError(f"{option} is of one text; name one FILE")
    _make_several(starts(files, output or Path()), len(files), options)


def _check(id: str | None, received_at: str | None, address: str | None) -> None:
    """Refuse what no record and no capture can have, before anything is read."""
    from pydantic import TypeAdapter, ValidationError

    from archive.keeping.starting import id_problem
    from archive.model.dates import Instant
    from archive.model.identifiers import address_problem

    if id is not None and (problem := id_problem(id)):
        raise click.BadParameter(problem, param_hint="--id")
    if address is not None and (problem := address_problem(address)):
        raise click.BadParameter(problem, param_hint="--address")
    try:
        TypeAdapter(Instant | None).validate_python(received_at)
    except ValidationError as found:
        raise click.BadParameter(found.errors()[0]["msg"], param_hint="--received-at") from None


def _make_several(plans: Sequence[Start], wanted: int, options: Mapping[str, Any]) -> None:
    """Make each of some records; what fails is told, and stops no other."""
    from archive.report import safe

    made = 0
    for n, plan in enumerate(plans, 1):
        try:
            with progress(n, len(plans), plan.files[0]):
                _say(plan.make(**options))
            made += 1
        except (InvalidDocument, ReadError) as problem:
            say_findings(problem.findings)
        except ArchiveError as problem:
            click.echo(safe(f"archive: {problem}"), err=True)
    click.echo(f"{made} of {wanted} records made", err=True)
    if made < wanted:
        fail(ERRORS_FOUND)


def _say(started: Started) -> None:
    """Tell what is in a record that was made."""
    from archive.report import safe

    document, folder = started.document, started.folder
    say_findings(started.findings)
    named = "" if folder.name == document.id else f" (id {document.id})"
    click.echo(safe(f"{folder}{named}: {_contents(document)}"), err=True)


_CALLED = {
    "Title": "titles",
    "Heading": "headings",
    "Paragraph": "paragraphs",
    "CodeBlock": "code blocks",
    "VerseLine": "verse lines",
    "Item": "list items",
    "Cell": "cells",
    "Caption": "captions",
    "Furniture": "furniture",
}
"""What blocks of text are called, by their classes: all of the model, and the title among the
headings."""


def _contents(document: Document) -> str:
    """How many blocks a text has: "14 blocks of text: 1 title, 2 headings, 11 paragraphs"."""
    counts = Counter(type(block).__name__ for block in document.text_blocks())
    # Every other heading opens a section of its own.
    counts["Title"] = sum(type(b).__name__ == "Heading" for b in document.sections[0].blocks)
    counts["Heading"] -= counts["Title"]
    told = (counted(counts[cls], things) for cls, things in _CALLED.items() if counts[cls])
    return f"{counted(len(document.text_blocks()), 'blocks')} of text: {', '.join(told)}"
