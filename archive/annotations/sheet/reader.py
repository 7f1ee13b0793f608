"""Adds a sheet to a record: matches the rows with the record, then adds and changes statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archive.annotations.sheet.cell_values import RowValues, row_values
from archive.annotations.sheet.columns import WORDS_COLUMNS
from archive.annotations.sheet.grid import Grid, Row, warning
from archive.annotations.sheet.name_resolution import NameResolver
from archive.annotations.sheet.parsing import grid_of
from archive.annotations.sheet.part_rows import PartRows
from archive.annotations.sheet.record_matching import StatementMatches
from archive.annotations.sheet.record_update import RecordUpdate
from archive.annotations.sheet.row_grouping import ClaimDrafts
from archive.annotations.sheet.stated_makers import leave_out_makers
from archive.annotations.sheet.word_places import WordPlaces
from archive.errors import ReadError, RowsRefused
from archive.findings import Finding, Severity, in_order
from archive.formats.added_statements import with_what_counts
from archive.formats.caller import Caller, UntrustedClaims, caller_of
from archive.formats.format import ReadResult
from archive.model.document import Document

_NAME_COLUMNS = ("about", "claimant", "agent", "work", "evidence", "name")
_LEAST_CLAIMS = 3
"""With fewer claims, all may be wrong although the sheet is about the right article."""
_NAME_SEPARATOR = re.compile(r";|(?<=\s)\|(?=\s)")
_TYPE_PREFIX = re.compile(r"^[A-Za-z-]+\s*:\s*")


def add(
    data: bytes,
    onto: Document,
    called: Mapping[str, Any],
    *,
    good_rows: bool,
    encoding: str | None,
) -> ReadResult:
    """Return a record with the content of a sheet (`sheet.add`).

    Args:
        data: The file.
        onto: The record.
        called: The arguments `by`, `at`, `status` and `trust` of the call.
        good_rows: Whether to add the valid rows if others are wrong.
        encoding: The encoding of the text, if it is not UTF-8.
    """
    grid = grid_of(data, encoding)
    caller = caller_of(onto, **called, is_program=grid.is_answer)
    return add_rows(grid, onto, caller, good_rows=good_rows)


def add_rows(
    grid: Grid,
    onto: Document,
    caller: Caller,
    *,
    good_rows: bool = False,
    only_adds: bool = False,
) -> ReadResult:
    """Return a record with the content of rows added.

    Args:
        grid: The rows.
        onto: The record.
        caller: The agent that adds the rows, with time, status and trust.
        good_rows: Whether to add the valid rows if others are wrong.
        only_adds: Whether existing statements only get fields that they lack.

    Raises:
        RowsRefused: Rows are wrong; the error has a finding for each.
        InvalidDocument: The content of the rows does not fit the record.
    """
    claims = UntrustedClaims(caller)
    leave_out_makers(grid, onto, claims)
    found = [*grid.findings, *claims.findings()]
    all_cells = [row_values(row, found) for row in grid.rows]
    bad = [*(cells.row for cells in all_cells if not cells.is_right), *grid.bad]
    places = WordPlaces(onto.index.joined_text, searched_words(all_cells))
    names = NameResolver(onto, places, found)
    parts = PartRows(names, found)
    parts.add_rows(cells for cells in all_cells if cells.is_right and cells.has("type"))
    drafts = ClaimDrafts(names, places, found)
    drafts.add_rows(cells for cells in all_cells if cells.lacks("type"))
    _refuse_another_article(drafts, found)
    _mark_wrong_drafts(drafts, bad)
    matches = StatementMatches(drafts, names, parts, found, caller, only_adds)
    matches.check()
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors and not good_rows:
        refused = {re.split("[,:]", one.message, maxsplit=1)[0] for one in errors}  # "row 5"
        raise RowsRefused(found, len(refused), len(grid.rows) + len(grid.bad))
    if drafts.unfilled:
        first = drafts.unfilled[0]
        message = f"rows that have only words: {len(drafts.unfilled)}, first {first.what} "
        hint = "they are skipped until somebody fills them in"
        note = warning("row-unfilled", f"{message}{first.number}", hint, first.line)
        found.append(replace(note, severity=Severity.NOTE))
    update = RecordUpdate(matches)
    added = with_what_counts(onto, ReadResult(update.document()), caller, update.located)
    found += added.findings
    findings = [
        replace(one, severity=Severity.WARNING) if one.severity is Severity.ERROR else one
        for one in found
    ]
    return ReadResult(added.document, tuple(in_order(findings)))


def _refuse_another_article(drafts: ClaimDrafts, found: Sequence[Finding]) -> None:
    """Raise an error if no claim of a sheet has words that are in the text.

    Raises:
        ReadError: The words of no claim are in the text.
    """
    known = [draft for draft in drafts.all if not draft.is_unidentified]
    with_words = [draft for draft in known if any(row.get("words") for row in draft.rows)]
    if len(with_words) < _LEAST_CLAIMS or any(draft.places for draft in drafts.all):
        return
    message = f"none of {len(with_words)} claims has words that are in the text"
    hint = "check that the sheet is about this article"
    raise ReadError([Finding("not-this-article", message, hint), *found], stage="invariants")


def _mark_wrong_drafts(drafts: ClaimDrafts, bad: Sequence[Row]) -> None:
    """Mark each claim with a wrong row as wrong: without the row it would mean something else."""
    ids = {row.get("claim") or row.get("id") for row in bad} - {""}
    words = {(row.get("words"), row.get("restatement")) for row in bad}
    for draft in drafts.all:
        same = {(row.get("words"), row.get("restatement")) for row in draft.rows} - {("", "")}
        draft.is_wrong |= draft.statement.id in ids or not same.isdisjoint(words)


def searched_words(several: Iterable[RowValues]) -> Iterator[str]:
    """Yield all cells that are searched in the text: words, sources and names."""
    for cells in several:
        for name in (*WORDS_COLUMNS, "source"):
            if cells.has(name):
                yield str(cells.get(name))
        for name in _NAME_COLUMNS:
            for one in _NAME_SEPARATOR.split(str(cells.get(name) or "")):
                yield one.strip()
                yield _TYPE_PREFIX.sub("", one.strip())
