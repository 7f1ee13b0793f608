"""`archive search` finds words in the records of a store."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.console import COULD_NOT_RUN, PATH, fail, say, width_and_colours, write_out
from archive.cli.option_checks import text_or_json
from archive.english import counted

if TYPE_CHECKING:
    from archive.store.search.search import Hit


@click.command()
@click.argument("folder", metavar="STORE", type=PATH)
@click.argument("query", metavar="WORDS...", nargs=-1, required=True)
@click.option("--record", "records", metavar="ID", multiple=True, help="Only in this record.")
@click.option(
    "--in", "passages", metavar="KIND", multiple=True,
    help="Only in title, text, claim, source, work, entity, reason or comment.",
)  # fmt: skip
@click.option("--kind", "kinds", metavar="KIND", multiple=True, help="Only claims of this kind.")
@click.option("--commitment", "commitments", metavar="WORD", multiple=True, help="Likewise.")
@click.option("--status", "statuses", metavar="STATUS", multiple=True, help="Likewise.")
@click.option("--verdict", "verdicts", metavar="VERDICT", multiple=True, help="Likewise.")
@click.option(
    "--claimant", "claimants", metavar="WHO", multiple=True, help="Claims of this entity."
)
@click.option(
    "--source", "sources", metavar="SOURCE", multiple=True, help="Claims with this source."
)
@click.option("--entity", "entities", metavar="ENTITY", multiple=True, help="About this entity.")
@click.option(
    "--time", metavar="EDTF", help="Claims about a time that overlaps this date or interval."
)
@click.option("--published", metavar="EDTF", help="Articles published then.")
@click.option(
    "--licence", "licences", metavar="LICENCE", multiple=True, help="Texts under this licence."
)
@click.option(
    "--doubted/--not-doubted", default=None, help="Only claims with, or without, a doubt."
)
@click.option("--index", metavar="FILE", type=PATH, help="The index, if it is not in the store.")
@click.option(
    "--first", type=click.IntRange(1), default=20, show_default=True, help="The most hits."
)
@click.option("--after", type=click.IntRange(0), default=0, help="How many hits to pass over.")
@text_or_json("Print lines to read, or JSON.")
def search(
    folder: Path,
    query: tuple[str, ...],
    first: int,
    after: int,
    format: str,
    index: Path | None,
    **filters: object,
) -> None:
    """Find words in the texts, claims, sources and reasons of all records of a store.

    All WORDS must occur in a passage; case and diacritics do not count. Nothing is syntax, but
    '"a phrase"' in quotation marks, and a prefix*. Put -- before words that begin with a hyphen.

    An option may be repeated: one of its values is enough. SOURCE, WHO and ENTITY are an
    identifier, an address, an id, or RECORD#ID.
    """
    from archive.cli.store import index_of
    from archive.store.store import Store

    if not folder.is_dir():
        fail(COULD_NOT_RUN, f"{folder}: there is no such folder")
    store = Store(folder, index=index)
    refreshed = index_of(store)
    results = store.search(" ".join(query), first=first, after=after, **filters)
    if format == "json":
        data = json.dumps(results.as_json(), ensure_ascii=False, indent=2)
        write_out(f"{data}\n".encode(), None)
    else:
        styled = width_and_colours(sys.stdout.isatty())["styled"]
        for hit in results.hits:
            click.echo(_line(hit, styled=styled))
    if refreshed.problems:
        say(f"{counted(refreshed.problems, 'records')} cannot be read, and were not searched")
    if results.note:
        say(results.note)
    more = f"; --after {results.next} shows more" if results.next is not None else ""
    say(f"{'more than ' if results.is_wide else ''}{counted(results.total, 'matches')}{more}")


def _line(hit: Hit, *, styled: bool) -> str:
    """Return the line of a hit: where it is, and the words around the matches, which are marked."""
    from archive.control_characters import safe

    snippet, at, parts = hit.snippet, 0, []
    for start, end in snippet.places:
        match = safe(snippet.text[start:end])
        parts += [
            safe(snippet.text[at:start]),
            f"\x1b[1m{match}\x1b[0m" if styled else f"[{match}]",
        ]
        at = end
    words = "".join((*parts, safe(snippet.text[at:])))
    proposed = " (proposed)" if hit.status == "proposed" else ""
    return f"{safe(f'{hit.record}#{hit.part}')} {hit.kind}{proposed}: {' '.join(words.split())}"
