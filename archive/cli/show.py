"""`archive show` prints records as pages to read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from archive.cli.console import PATH, load, say_findings, width_and_colours
from archive.cli.many_records import Outcome, Tally, records_if_several
from archive.cli.paging import has_pager, page_options, paged, show_page
from archive.english import counted

if TYPE_CHECKING:
    from archive.files.record_discovery import Records
    from archive.model.document import Document


@click.command()
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option(
    "--claims",
    "table",
    is_flag=True,
    help="Only a table of the claims: id, who says it, source, verdict.",
)
@click.option(
    "--claim",
    "wanted",
    metavar="ID",
    multiple=True,
    help="Only this claim (id or number), with all that belongs to it. Can be repeated.",
)
@click.option(
    "--rights",
    is_flag=True,
    help="Only what you may publish, quote and describe, with reasons and conditions.",
)
@click.option(
    "--furniture",
    is_flag=True,
    help="Also the page furniture around the article: menus, a comment form.",
)
@page_options
def show(
    paths: Sequence[Path],
    table: bool,
    wanted: Sequence[str],
    rights: bool,
    furniture: bool,
    width: int | None,
    no_color: bool,
    no_pager: bool,
) -> None:
    """Show a record, or many, as pages to read.

    PATHS are files, folders of records, or folders that are searched for records at any depth; -
    is standard input. Several records are shown one after the other; with --claims, as one table
    of all claims.

    Shows the text with its claims and, for each claim, the claimant, the source and the doubts. One
    line states how much page furniture surrounds the article; --furniture shows it.

    --claim shows one claim: its words in context, the attribution chain, sources, claims for and
    against it, findings, comments, and its history.

    --rights shows what the rights in the record permit: whether the text may be published, quoted
    and described, and whether the record and each figure may be published. It also shows the line
    to print beside them.
    """
    from archive.view.show import claim_page, claims_table

    if table and wanted:
        raise click.UsageError("--claims and --claim cannot be combined; use one of them")
    if rights and (table or wanted):
        raise click.UsageError("--rights shows no claims; leave out --claims and --claim")
    if furniture and (table or wanted or rights):
        raise click.UsageError("--furniture cannot be combined with --claims, --claim or --rights")
    found = records_if_several(paths)
    screen = width_and_colours(sys.stdout.isatty(), width, no_color)
    if found is not None:
        if wanted:
            raise click.UsageError("--claim is about one record; name it alone")
        if table:
            _show_claims(found, screen, no_pager=no_pager)
        _show_several(found, screen, rights=rights, furniture=furniture, no_pager=no_pager)
    [path] = paths
    result = load(path)
    say_findings(result.findings)
    document = result.document
    if wanted:
        ids = dict.fromkeys(_id_of(claim, document) for claim in wanted)
        text = "\n\n".join(claim_page(document, id, **screen) for id in ids)
    elif table:
        text = claims_table(document, **screen)
    else:
        text = _page(document, screen, rights=rights, furniture=furniture)
    show_page(text, no_pager=no_pager)


def _page(document: Document, screen: Mapping[str, Any], *, rights: bool, furniture: bool) -> str:
    """Return the page of a record, or of what its rights permit."""
    from archive.view.show import page, permissions_page

    if rights:
        return permissions_page(document, **screen)
    return page(document, furniture=furniture, **screen)


def _show_several(
    found: Records, screen: Mapping[str, Any], *, rights: bool, furniture: bool, no_pager: bool
) -> NoReturn:
    """Show several records one after the other, each under its path."""
    from archive.report import line_of, safe

    tally = Tally(len(found.paths), ["shown"], "not shown", held=has_pager(no_pager=no_pager))
    with paged(no_pager=no_pager) as show_next:

        def act(path: Path) -> Outcome:
            result = load(path)
            page = _page(result.document, screen, rights=rights, furniture=furniture)
            show_next(f"==> {safe(str(path))} <==\n\n{page.rstrip()}\n\n")
            return Outcome("shown", [line_of(finding) for finding in result.findings])

        tally.run(found.paths, act)
    tally.end(found)


def _show_claims(found: Records, screen: Mapping[str, Any], *, no_pager: bool) -> NoReturn:
    """Show one table of the claims of several records."""
    from archive.report import line_of
    from archive.view.claims_table import AllClaims
    from archive.view.terminal import render

    tally, claims = Tally(len(found.paths), ["shown"], "not shown"), AllClaims()

    def act(path: Path) -> Outcome:
        result = load(path)
        claims.add(result.document)
        return Outcome("shown", [line_of(finding) for finding in result.findings])

    tally.run(found.paths, act)
    show_page(render(claims.parts(), **screen), no_pager=no_pager)
    tally.end(found)


def _id_of(wanted: str, document: Document) -> str:
    """Return the id of the claim with this id, or with this number on pages: `12`, `[12?]`.

    No id begins with a digit, so a number is never an id.
    """
    from archive.wording.claims import numbers_of

    numbers = numbers_of(document)
    if wanted in numbers:
        return wanted
    bare = wanted.strip("[]?!")
    for id, number in numbers.items():
        if bare == number.rstrip("?!"):
            return id
    near = list(_similar_ids(wanted, document))
    suggestion = f"did you mean {' or '.join(near)}? " if near else ""
    of = f"not a claim of {document.id}, which has {counted(len(numbers), 'claims')}"
    raise click.BadParameter(
        f"{wanted!r} is {of}; {suggestion}--claims lists them", param_hint="--claim"
    )


def _similar_ids(wanted: str, document: Document) -> Iterator[str]:
    """Yield the ids of claims that are similar to an unknown id."""
    from difflib import get_close_matches

    part = document.index.by_id.get(wanted)
    about = getattr(part, "claim", None) or getattr(part, "subject", None)
    ids = [claim.id for claim in document.claims]
    if about:  # it is an assessment of the claim, or a relation from it
        yield about
        return
    holding = [id for id in ids if len(wanted) > 2 and wanted.lower() in id.lower()]
    yield from (holding or get_close_matches(wanted, ids))[:3]
