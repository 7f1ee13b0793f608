"""A sheet laid onto a record: what its rows say is compared, and added or changed at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from archive.annotations.sheet.cell_values import Cells, cells_of
from archive.annotations.sheet.columns import WITH_WORDS
from archive.annotations.sheet.grid import Row, warning
from archive.annotations.sheet.name_resolution import Names
from archive.annotations.sheet.parsing import grid_of
from archive.annotations.sheet.part_rows import Things
from archive.annotations.sheet.record_matching import Matches
from archive.annotations.sheet.record_update import Putting
from archive.annotations.sheet.row_grouping import Drafts
from archive.annotations.sheet.word_places import Places
from archive.errors import ReadError, RowsRefused
from archive.findings import Finding, Severity, in_order
from archive.formats.format import ReadResult
from archive.model.document import Document
from archive.model.statements import Status

_WITH_NAMES = ("about", "claimant", "agent", "work", "evidence", "name")
_FEW = 3
"""Of fewer claims all can be wrong and still be about the article."""
_NAME = re.compile(r";|(?<=\s)\|(?=\s)")
_PREFIX = re.compile(r"^[A-Za-z-]+\s*:\s*")


def lay(
    data: bytes,
    onto: Document,
    *,
    status: Status,
    by: str | None,
    at: str | None,
    good_rows: bool,
    encoding: str | None,
) -> ReadResult:
    """Return a record with what a sheet says (`sheet.lay`)."""
    grid = grid_of(data, encoding)
    found = list(grid.findings)
    all_cells = [cells_of(row, found) for row in grid.rows]
    bad = [*(cells.row for cells in all_cells if not cells.is_right), *grid.bad]
    places = Places(
        ((block.id, block.text) for block in onto.text_blocks()), _with_words(all_cells)
    )
    names = Names(onto, places, found)
    things = Things(names, found)
    things.take(cells for cells in all_cells if cells.is_right and cells.has("type"))
    drafts = Drafts(names, places, found)
    drafts.take(cells for cells in all_cells if cells.lacks("type"))
    _refuse_another_article(drafts, found)
    _mark(drafts, bad)
    matches = Matches(drafts, names, things, found, status=status, by=by, at=at)
    matches.check()
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors and not good_rows:
        refused = {re.split("[,:]", one.message, maxsplit=1)[0] for one in errors}  # "row 5"
        raise RowsRefused(found, len(refused), len(grid.rows) + len(grid.bad))
    if drafts.unfilled:
        first = drafts.unfilled[0]
        message = (
            f"rows in which nothing but words stands: {len(drafts.unfilled)}, first {first.what} "
        )
        hint = "they are left until somebody fills them"
        note = warning("row-unfilled", f"{message}{first.number}", hint, first.line)
        found.append(replace(note, severity=Severity.NOTE))
    document = Putting(matches).document()
    told = [
        replace(one, severity=Severity.WARNING) if one.severity is Severity.ERROR else one
        for one in found
    ]
    return ReadResult(document, tuple(in_order(told)))


def _refuse_another_article(drafts: Drafts, found: Sequence[Finding]) -> None:
    """Refuse a sheet of whose claims none stands in the text, whatever else is in it.

    Raises:
        ReadError: That is so.
    """
    known = [draft for draft in drafts.all if not draft.is_lost]
    with_words = [draft for draft in known if any(row.get("words") for row in draft.rows)]
    if len(with_words) < _FEW or any(draft.places for draft in drafts.all):
        return
    message = f"of {len(with_words)} claims none has words that stand in the text"
    hint = "look whether the sheet is about this article"
    raise ReadError([Finding("not-this-article", message, hint), *found], stage="invariants")


def _mark(drafts: Drafts, bad: Sequence[Row]) -> None:
    """Mark claims of which a row was wrong: without it they would say something else."""
    ids = {row.get("claim") or row.get("id") for row in bad} - {""}
    words = {(row.get("words"), row.get("restatement")) for row in bad}
    for draft in drafts.all:
        same = {(row.get("words"), row.get("restatement")) for row in draft.rows} - {("", "")}
        draft.is_wrong |= draft.said.id in ids or not same.isdisjoint(words)


def _with_words(several: Iterable[Cells]) -> Iterator[str]:
    """All cells whose words are looked for in the text: words, sources, and names."""
    for cells in several:
        for name in (*WITH_WORDS, "source"):
            if cells.has(name):
                yield str(cells.get(name))
        for name in _WITH_NAMES:
            for one in _NAME.split(str(cells.get(name) or "")):
                yield one.strip()
                yield _PREFIX.sub("", one.strip())
