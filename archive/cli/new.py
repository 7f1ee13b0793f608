"""`archive new`: records of texts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from archive.cli.plain_text import of_plain_text, received_as
from archive.cli.running import ERRORS_FOUND, PATH, fail, in_file, now, progress, say_findings
from archive.english import counted
from archive.errors import ArchiveError, InvalidDocument, ReadError, WriteError

if TYPE_CHECKING:
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
    _check(id, received_at, address)
    capture = {"received_at": received_at or now(), "address": address}
    if len(files) == 1:
        [file] = files
        given, id = id, id or _id_from(file, output)
        if output is not None and output.is_dir():
            within = quote(str(output / (given or _id_from(file))))
            raise WriteError(f"{output} is there already; to make the record in it: -o {within}")
        _make(file, id, output or Path(id), capture, options)
        return
    for option, value in (("--id", id), ("--address", address)):
        if value is not None:
            raise click.UsageError(f"{option} is of one text; name one FILE")
    _make_several(files, output or Path(), capture, options)


def _check(id: str | None, received_at: str | None, address: str | None) -> None:
    """Refuse what no record and no capture can have, before anything is read."""
    from pydantic import TypeAdapter, ValidationError

    from archive.model.dates import Instant
    from archive.model.document import Document
    from archive.model.identifiers import address_problem

    if id is not None:
        try:
            Document(id=id)
        except InvalidDocument as invalid:
            raise click.BadParameter(invalid.findings[0].message, param_hint="--id") from None
    if address is not None and (problem := address_problem(address)):
        raise click.BadParameter(problem, param_hint="--address")
    try:
        TypeAdapter(Instant | None).validate_python(received_at)
    except ValidationError as found:
        raise click.BadParameter(found.errors()[0]["msg"], param_hint="--received-at") from None


def _id_from(file: Path, folder: Path | None = None) -> str:
    """The id of a record: the name of its folder if it can be one, or made from a name."""
    from pydantic import TypeAdapter, ValidationError

    from archive.model.identifiers import DocumentId, document_id_from

    if folder is None:
        return document_id_from(file.stem)
    name = folder.resolve().name
    try:
        return TypeAdapter(DocumentId).validate_python(name)
    except ValidationError:
        return document_id_from(name)


def _make_several(
    files: Sequence[Path], within: Path, capture: Mapping[str, Any], options: Mapping[str, Any]
) -> None:
    """Make a record of each file in a folder of its own; what fails is told, and stops no other."""
    from archive.report import safe

    by_id: dict[str, list[Path]] = {}
    for file in files:
        by_id.setdefault(_id_from(file), []).append(file)
    made = 0
    for n, (id, named) in enumerate(by_id.items(), 1):
        try:
            with progress(n, len(by_id), named[0]):
                _make_one_of(named, id, within / id, capture, options)
            made += 1
        except (InvalidDocument, ReadError) as problem:
            say_findings(problem.findings)
        except ArchiveError as problem:
            click.echo(safe(f"archive: {problem}"), err=True)
    click.echo(f"{made} of {len(files)} records made", err=True)
    if made < len(files):
        fail(ERRORS_FOUND)


def _make_one_of(files: Sequence[Path], id: str, *of_record: Any) -> None:
    """Make a record of the only file whose name gives this id.

    Raises:
        ReadError: It cannot be read as plain text.
        WriteError: There are several; or the folder is there already, or cannot be made.
    """
    if len(files) > 1:
        names = " and ".join(map(str, files))
        raise WriteError(f"{names} give the same id, {id}; make them one by one, with --id")
    _make(files[0], id, *of_record)


def _make(
    file: Path,
    id: str,
    folder: Path,
    capture: Mapping[str, Any],
    options: Mapping[str, Any],
) -> None:
    """Make the folder of one record, and tell what is in it.

    Raises:
        ReadError: The file cannot be read as plain text.
        WriteError: The folder is there already, or cannot be made.
    """
    from archive import catalogue
    from archive.files.folder import read_bytes
    from archive.report import safe

    _refuse_folder(file)
    if os.path.lexists(folder):
        raise WriteError(f"{folder} is there already; choose another folder with -o")
    with in_file(file):
        result = catalogue.read(read_bytes(file), "text", id=id, file=received_as(file), **options)
    [received] = result.document.captures
    document = result.document.update(captures=(received.update(**capture),))
    saved = catalogue.save(document, folder, files=result.files)
    say_findings(finding.at(file=str(file)) for finding in result.findings)
    say_findings(finding.at(file=str(folder)) for finding in saved.findings)
    named = "" if folder.name == id else f" (id {id})"
    click.echo(safe(f"{folder}{named}: {_contents(document)}"), err=True)


def _refuse_folder(file: Path) -> None:
    """Say of a folder that it is one.

    Raises:
        ReadError: It is.
    """
    from archive.findings import Finding

    if file.is_dir():
        hint = f"name the text files in it: {file / '*.txt'}"
        found = Finding("file-unreadable", "this is a folder", hint)
        raise ReadError([found.at(file=str(file))])


_KINDS = {
    "Title": "titles",
    "Heading": "headings",
    "Paragraph": "paragraphs",
    "Item": "list items",
    "Caption": "captions",
    "Furniture": "furniture",
}
"""What blocks of a plain text are called, by their classes."""


def _contents(document: Document) -> str:
    """How many blocks a text has: "14 blocks of text: 1 title, 2 headings, 11 paragraphs"."""
    counts = Counter(type(block).__name__ for block in document.text_blocks())
    # Every other heading opens a section of its own.
    counts["Title"] = sum(type(b).__name__ == "Heading" for b in document.sections[0].blocks)
    counts["Heading"] -= counts["Title"]
    kinds = (counted(counts[kind], things) for kind, things in _KINDS.items() if counts[kind])
    return f"{counted(len(document.text_blocks()), 'blocks')} of text: {', '.join(kinds)}"
