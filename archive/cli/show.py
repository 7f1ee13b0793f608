"""`archive show` prints a record as a page to read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.console import PATH, load, say_findings, width_and_colours
from archive.cli.paging import page_options, show_page
from archive.english import counted

if TYPE_CHECKING:
    from archive.model.document import Document


@click.command()
@click.argument("path", type=PATH)
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
    path: Path,
    table: bool,
    wanted: Sequence[str],
    rights: bool,
    furniture: bool,
    width: int | None,
    no_color: bool,
    no_pager: bool,
) -> None:
    """Show a record as a page to read.

    PATH is a file, a record's folder, or - for standard input.

    Shows the text with its claims and, for each claim, the claimant, the source and the doubts. One
    line states how much page furniture surrounds the article; --furniture shows it.

    --claim shows one claim: its words in context, the attribution chain, sources, claims for and
    against it, findings, comments, and its history.

    --rights shows what the rights in the record permit: whether the text may be published, quoted
    and described, and whether the record and each figure may be published. It also shows the line
    to print beside them.
    """
    from archive.view.show import claim_page, claims_table, page, permissions_page

    if table and wanted:
        raise click.UsageError("--claims and --claim cannot be combined; use one of them")
    if rights and (table or wanted):
        raise click.UsageError("--rights shows no claims; leave out --claims and --claim")
    if furniture and (table or wanted or rights):
        raise click.UsageError("--furniture cannot be combined with --claims, --claim or --rights")
    result = load(path)
    say_findings(result.findings)
    document, screen = result.document, width_and_colours(sys.stdout.isatty(), width, no_color)
    if wanted:
        ids = dict.fromkeys(_id_of(claim, document) for claim in wanted)
        text = "\n\n".join(claim_page(document, id, **screen) for id in ids)
    elif table or rights:
        text = (permissions_page if rights else claims_table)(document, **screen)
    else:
        text = page(document, furniture=furniture, **screen)
    show_page(text, no_pager=no_pager)


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
