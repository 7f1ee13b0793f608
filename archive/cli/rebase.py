"""`archive rebase`: a record brought to the text as it is now."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.paging import of_a_page, show_page
from archive.cli.plain_text import of_plain_text, received_as, refuse_options_of_plain_text
from archive.cli.running import (
    COULD_NOT_RUN,
    ERRORS_FOUND,
    PATH,
    fail,
    in_file,
    look,
    now,
    say_findings,
)
from archive.cli.running import write as write_out
from archive.english import listed

if TYPE_CHECKING:
    from archive.model.document import Document


@click.command()
@click.argument("record", type=PATH)
@click.argument("onto", type=PATH, required=False)
@click.option(
    "--text",
    "texts",
    nargs=2,
    multiple=True,
    metavar="BLOCK TEXT",
    help="The transcription of BLOCK was wrong: TEXT is right.",
)
@of_plain_text
@click.option("--write", is_flag=True, help="Write the record anew; left out, nothing is written.")
@click.option("--by", metavar="AGENT", help="Id of the agent who does it, for the history.")
@click.option("--all", "everything", is_flag=True, help="List the anchors that moved as well.")
@click.option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="A page to read, or every outcome as data.",
)
@of_a_page
def rebase(
    record: Path,
    onto: Path | None,
    texts: Sequence[tuple[str, str]],
    write: bool,
    by: str | None,
    everything: bool,
    format: str,
    width: int | None,
    no_color: bool,
    no_pager: bool,
    **options: Any,
) -> None:
    """Bring a RECORD to the text of the article as it is now.

    ONTO is the text as it was received again, or a record of it. Every anchor is accounted for:
    unchanged, moved, altered, ambiguous or orphaned. Nothing is written without --write, and
    nothing where nothing has changed.
    """
    from archive import catalogue, revision
    from archive.findings import Severity
    from archive.report import safe
    from archive.view.outcomes import outcomes_page

    if (onto is None) == (not texts):
        raise click.UsageError("name either a text or record to rebase onto, or --text")
    if len(dict(texts)) < len(texts):
        raise click.UsageError("--text names a block twice")
    at = now()
    read = catalogue.load_result(record)
    files: dict[str, bytes] = {}
    if onto is None:
        refuse_options_of_plain_text("--text is none")
        _check_texts(read.document, record, dict(texts))
        result = revision.with_text(read.document, dict(texts), by=by, at=at)
    else:
        new, received = _text_or_record(onto, read.document.id, at, options)
        result = revision.rebase(read.document, onto=new, by=by, at=at)
        files = {name: received(theirs) for name, theirs in result.files.items()}
        _check_captures(result.document, files)
    say_findings((*read.findings, *result.findings))
    if format == "json":
        write_out(result.to_json().encode("utf-8", "surrogatepass"), None)
    else:
        screen = look(sys.stdout.isatty(), width, no_color)
        page = outcomes_page(result, **screen, everything=everything)
        show_page(page, no_pager=no_pager or write)  # what is written waits for no reader
    if any(finding.severity is Severity.ERROR for finding in result.findings):
        fail(ERRORS_FOUND, "nothing was written" if write else "")
    if not write:
        click.echo("nothing was written; --write writes the record", err=True)
    elif _says_the_same(result.document, read.document):
        click.echo("nothing has changed, and nothing was written", err=True)
    else:
        written = _write_rebased(result.document, record, files)
        click.echo(safe(f"wrote {listed(written)}"), err=True)


def _text_or_record(
    path: Path, id: str, now: str, options: Mapping[str, Any]
) -> tuple[Document, Callable[[str], bytes]]:
    """The document of a plain text received now, or of a record; and what reads its files."""
    from archive import catalogue
    from archive.files.folder import read_bytes, record_path

    if not path.is_dir() and not _may_be_record(path, data := read_bytes(path)):
        with in_file(path):
            text = catalogue.read(data, "text", id=id, file=received_as(path), **options)
        say_findings(finding.at(file=str(path)) for finding in text.findings)
        return _received(text.document, now), text.files.__getitem__
    refuse_options_of_plain_text(f"{path} is a record")
    read = catalogue.load_result(path)
    say_findings(read.findings)
    folder = record_path(path).parent
    return read.document, lambda name: read_bytes(folder / name)


def _received(document: Document, at: str) -> Document:
    """The document with its captures received at a moment."""
    captures = (capture.update(received_at=at) for capture in document.captures)
    return document.update(captures=tuple(captures))


def _may_be_record(path: Path, data: bytes) -> bool:
    """Whether a file is read as a record, by its content; one that is called a text never is."""
    from archive import catalogue
    from archive.formats.foreign import kind_of
    from archive.text.decoding import decode_leniently

    if catalogue.format_of(path) == "text" or catalogue.CATALOGUE.of_record(data) is None:
        return False
    kind = kind_of(data, decode_leniently(data, "utf-8"))
    return kind is None or kind.may_be_record


def _says_the_same(new: Document, old: Document) -> bool:
    """Whether two records differ in nothing but in who looked at them when."""
    fields = (name for name in type(old).model_fields if name != "revisions")
    return all(getattr(new, name) == getattr(old, name) for name in fields)


def _check_texts(document: Document, record: Path, texts: Mapping[str, str]) -> None:
    """End if a block would get no words, or others than what was received has for it."""
    from archive.files.folder import record_path
    from archive.validation.base import FolderFiles
    from archive.validation.rules.captures import not_as_received

    for id, text in texts.items():
        document.block(id)
        if not text.strip():
            raise click.UsageError(f"--text has no words for {id}")
    if found := list(not_as_received(document, texts, FolderFiles(record_path(record).parent))):
        say_findings(found)
        fail(ERRORS_FOUND, "nothing was written")


def _check_captures(document: Document, files: Mapping[str, bytes]) -> None:
    """End if bytes that came with a record are not those that it says were received."""
    from hashlib import sha256

    for capture in document.captures:
        data = files.get(capture.file)
        if data is not None and sha256(data).hexdigest() != capture.sha256:
            fail(ERRORS_FOUND, f"{capture.file}: these are not the bytes of {capture.id}")


def _write_rebased(document: Document, record: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write a record anew in its place, with the captures that came to it; return what it wrote."""
    from archive import catalogue
    from archive.files.folder import RECORD, record_path

    if record.is_dir():
        for name, data in files.items():
            if (record / name).exists() and (record / name).read_bytes() != data:
                fail(COULD_NOT_RUN, f"{record / name} is another file; the record does not name it")
        brought = [name for name in files if not (record / name).exists()]
        say_findings(catalogue.save(document, record, files=files).findings)
        return [record / name for name in (RECORD, *brought)]
    if files:
        fail(COULD_NOT_RUN, f"{record} is a file; name its folder, where the new capture goes too")
    file = record_path(record)
    say_findings(catalogue.save(document, file, catalogue.detect(file.read_bytes())).findings)
    return [file]
