"""`archive rebase` moves a record onto the current text of its article."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli import option_checks
from archive.cli.article_options import (
    article_options,
    option_names_in_errors,
    options_given,
    refuse_options_of_file,
)
from archive.cli.console import (
    ERRORS_FOUND,
    PATH,
    allow_closed_pipe,
    fail,
    say_findings,
    width_and_colours,
    write_out,
)
from archive.cli.many_records import refuse_several
from archive.cli.paging import page_options, show_page
from archive.english import listed

if TYPE_CHECKING:
    from archive.files.path_resolution import RecordFile
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
    help="Replace the text of BLOCK, whose transcription was wrong, by TEXT.",
)
@article_options("ONTO", "--text-number")
@click.option("--write", is_flag=True, help="Write the record. [default: only report]")
@option_checks.by_option(
    "Who does it, for the history: the name or id of an agent, created if new."
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also list what moved and what changed outside the article; show whole sentences.",
)
@option_checks.text_or_json("A page to read, or all outcomes as data.")
@page_options
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
    """Move a RECORD onto the current text of its article.

    ONTO is the article as received again, in any format that `archive receive` accepts, or a record
    of it. The report has the outcome of every anchor: unchanged, moved, restyled, altered,
    ambiguous or orphaned. Titles, authors, dates, rights, figures and links are updated unless
    somebody has edited them in the record, and the history keeps their old values. Nothing is
    written without --write, or if nothing has changed. With --received-at, the record also keeps
    that the article was received again unchanged.
    """
    from archive import io
    from archive.control_characters import safe
    from archive.files.path_resolution import record_at
    from archive.findings import Severity
    from archive.model.dates import now
    from archive.view.rebase_page import outcomes_page
    from archive.workflows.rebase import captures_not_received, rebase_onto, rebase_texts, target_at

    if (onto is None) == (not texts):
        raise click.UsageError("give either ONTO or --text")
    if len(dict(texts)) < len(texts):
        raise click.UsageError("--text is given twice for the same block")
    at = now()
    refuse_several(record, "is rebased")
    file = record_at(record)
    read = io.read_record(file)
    if onto is None:
        refuse_options_of_file("--text names none")
        _check_texts(file, read.document, dict(texts))
        rebased = rebase_texts(file, read.document, dict(texts), by=by, at=at)
    else:
        target = target_at(onto)
        if target.is_record:
            refuse_options_of_file(f"{onto} is a record")
        given = options_given(options)
        with option_names_in_errors():
            new = target.read(id=read.document.id, **given)
        say_findings(new.findings)
        dated = target.is_record or "received_at" in given
        rebased = rebase_onto(file, read.document, target, new, by=by, at=at, dated=dated)
        for capture in captures_not_received(rebased):
            fail(ERRORS_FOUND, f"{capture.file}: the bytes are not those of {capture.id}")
    result = rebased.result
    with allow_closed_pipe():
        say_findings((*read.findings, *result.findings))
        if format == "json":
            write_out(result.to_json().encode("utf-8", "surrogatepass"), None)
        else:
            screen = width_and_colours(sys.stdout.isatty(), width, no_color)
            page = outcomes_page(result, **screen, everything=everything)
            show_page(
                page, no_pager=no_pager or write
            )  # the record is written even if the reader is gone
    if any(finding.severity is Severity.ERROR for finding in result.findings):
        fail(ERRORS_FOUND, "nothing was written" if write else "")
    if rebased.is_unchanged:
        click.echo("nothing has changed, and nothing was written", err=True)
    elif not write:
        click.echo("nothing was written; --write writes the record", err=True)
    else:
        written = rebased.write(read)
        say_findings(written.findings)
        click.echo(safe(f"wrote {listed(written.files)}"), err=True)


def _check_texts(file: RecordFile, document: Document, texts: Mapping[str, str]) -> None:
    """Refuse a text without words, or a text that differs from the capture of its block."""
    from archive.workflows.rebase import texts_refused

    for id, text in texts.items():
        document.block(id)
        if not text.strip():
            raise click.UsageError(f"--text has no words for {id}")
    if findings := texts_refused(file, document, texts):
        say_findings(findings)
        fail(ERRORS_FOUND, "nothing was written")
