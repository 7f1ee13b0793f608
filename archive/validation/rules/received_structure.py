"""Rules on what stands beside what: in tables, in notes, in lines, of several captures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.english import counted, listed
from archive.findings import Finding, error, warning
from archive.model.blocks import Row
from archive.validation.accounting import Account, Owner, accounts

if TYPE_CHECKING:
    from archive.files.interface import Files
    from archive.model.captures import Origin
    from archive.model.document import Document


def furniture_within_line(document: Document, files: Files) -> Iterator[Finding]:
    """Words in the midst of a line of the article are called furniture, or a note.

    Neither is shown there, so the sentence would have other words. What is not the article stands
    beside it, on its own; of a note in a line the file makes an element. Whole lines in the midst
    of a paragraph may be none of it, as a number of a page is where pages were joined; so may the
    first or last words of a paragraph, as a place is before a report: both are warnings, since
    nobody but a reader can tell.
    """
    for account in accounts(document, files):
        derived = account.derived
        for before, run, after in _set_apart(account):
            first, last, of = run[0].origin, run[-1].origin, account.capture.id
            words = ", ".join(f"{one.name} ({one.shown})" for one in run)
            hint = "make it part of the block around it"
            if before and after and derived.is_one_paragraph(before.origin, after.origin):
                is_one_line = derived.is_one_line(before.origin, after.origin)
                what = f"in the midst of a {'line' if is_one_line else 'paragraph'} of {of}"
                message = f"{words} {'stands' if len(run) == 1 else 'stand'} {what}"
                tell = error if is_one_line else warning
                yield tell("furniture-within-line", run[0].pointer, message, hint)
                continue
            ends = before and derived.is_one_paragraph(before.origin, first)
            begins = after and derived.is_one_paragraph(last, after.origin)
            if _SIGNS.issuperset(character for one in run for character in one.text or ""):
                continue
            if (ends and not derived.is_whole(first)) or (begins and not derived.is_whole(last)):
                message = f"{words} {'ends' if ends else 'begins'} a paragraph of {of}"
                yield warning("furniture-within-line", run[0].pointer, message, hint)


_SIGNS = frozenset("^↑↩⤴⏎↵*†‡§¶|·• \n\t[]\ufe0e\ufe0f")
"""What may stand in a line and be none of its words: the way back from a note, a rule."""


def _set_apart(account: Account) -> Iterator[tuple[Owner | None, list[Owner], Owner | None]]:
    """Yield the furniture and notes between two other texts, with these.

    A note that is an element of the file is as other texts.
    """
    before: Owner | None = None
    run: list[Owner] = []
    for owner in account.in_order:
        start, end = account.stretch(owner)
        is_element = owner.note != "" and account.derived.note_of(owner.origin) is not None
        if owner.text is None or start == end:
            continue
        if owner.is_furniture or (owner.note and not is_element):
            run.append(owner)
            continue
        if run:
            yield before, run, owner
        before, run = owner, []
    if run:
        yield before, run, None


def furniture_of_the_text(document: Document, files: Files) -> Iterator[Finding]:
    """A block is called furniture, and the file has it as a part of the article.

    What stands at the head or foot of all pages is marked as such in a word processor's file and
    in TEI, and JATS has no such parts. Furniture is not shown as the article. If somebody decided
    that it is none, nothing is wrong; readers should know.
    """
    for account in accounts(document, files):
        for owner in account.blocks:
            if owner.is_furniture and account.derived.is_furniture(owner.origin) is False:
                message = f"{owner.name} ({owner.shown}) is a part of the article"
                message = f"{message} in {account.capture.id}"
                yield warning("furniture-of-the-text", owner.pointer, message)


def cell_not_covered(document: Document, files: Files) -> Iterator[Finding]:
    """A row of a table lacks a cell that it has in the capture, or has what is none of its cells.

    An empty cell counts: what stands to the right of it would be in another column. Put the cell
    back.
    """
    for account in accounts(document, files):
        owners = {owner.name: owner for owner in account.blocks}
        tables = {
            owner.group
            for owner in account.blocks
            if owner.is_cell and owner.is_tied and account.derived.row_of(owner.origin)
        }
        for pointer, row in document.index.of_type(Row):
            own = [owners[cell.id] for cell in row.cells if cell.id in owners]
            if not own and pointer.partition("/rows/")[0] in tables:
                message = f"this row stands in no table of {account.capture.id}, and others do"
                hint = "put it out of the table"
                yield error("cell-not-covered", pointer, message, hint)
            if all(owner.is_tied for owner in own):
                yield from _row_differs(account, pointer, row, own)
            elif len(own) == len(row.cells):
                yield from _found_row_differs(account, pointer, own)
        yield from _words_out_of_cells(account)


def _row_differs(
    account: Account, pointer: str, row: Row, own: Sequence[Owner]
) -> Iterator[Finding]:
    """Yield an error for each way in which a row with these cells is not that of the capture."""
    derived = account.derived
    first = next((owner.origin for owner in own if derived.row_of(owner.origin)), None)
    if first is None:
        return
    cells = dict.fromkeys(derived.row_of(first))
    origins = {owner.name: owner.origin for owner in own}
    of = f"in {account.capture.id}"
    seen: set[Hashable] = set()
    for cell in row.cells:
        origin = origins.get(cell.id)
        key = None if origin is None else derived.cell_of(origin)
        is_of_row = key in cells
        if not is_of_row and origin is not None:
            is_of_row = derived.is_between_cells(origin, first)
        if not is_of_row:
            message = f"{cell.id} does not stand in the row of the other cells {of}"
            hint = "put it back into its own row, or out of the table"
            yield error("cell-not-covered", pointer, message, hint)
        elif not cell.text and key not in account.omitted_cells and derived.cell_has_words(key):
            message = f"{cell.id} has no words, and its cell has some {of}"
            yield error("cell-not-covered", pointer, message, "put the words back into it")
        elif key is not None and key in seen:
            message = f"{cell.id} is a part of another cell {of}"
            yield error("cell-not-covered", pointer, message, "put the words of one cell into one")
        seen.add(key)
    missing = cells.keys() - seen
    if missing:
        number = [n for n, cell in enumerate(cells, 1) if cell in missing]
        message = f"this row lacks cell {listed(number)} of {counted(len(cells), 'cells')} {of}"
        hint = "put it back, without words if it has none"
        yield error("cell-not-covered", pointer, message, hint)


def _words_out_of_cells(account: Account) -> Iterator[Finding]:
    """Yield an error for each block that has words of a cell of a table, and is none of it."""
    derived = account.derived
    tied = [owner for owner in account.blocks if owner.is_tied]
    used = {derived.cell_of(owner.origin) for owner in tied if owner.is_cell} - {None}
    for owner in tied if used else ():
        if not owner.is_cell and owner.text and derived.cell_of(owner.origin) in used:
            message = f"{owner.name} ({owner.shown}) stands in a cell of {account.capture.id}"
            hint = "put its words back into that cell of the table"
            yield error("cell-not-covered", owner.pointer, message, hint)


def _found_row_differs(account: Account, pointer: str, own: Sequence[Owner]) -> Iterator[Finding]:
    """Yield an error for each cell that was found in another column of a row as long."""
    derived = account.derived
    found = [(n, one) for n, one in enumerate(own) if one.text]
    cells = next((row for _, one in found if (row := derived.row_of(one.origin))), ())
    columns = {cell: n for n, cell in enumerate(cells)}
    for n, owner in found:
        column = columns.get(derived.cell_of(owner.origin), n)
        if len(cells) == len(own) and column != n:
            message = f"{owner.name} stands in column {column + 1} in {account.capture.id}"
            hint = f"put it back: it is in column {n + 1} of the record"
            yield error("cell-not-covered", pointer, message, hint)


def texts_regrouped(document: Document, files: Files) -> Iterator[Finding]:
    """A table or note has texts of two of the capture, or has them with another in common.

    A row belongs to the head of its own table, a caption to its own table or figure, a paragraph of
    a note to the place where that note is called. Put the text back into its own. A warning is a
    block with several cells or a note in it: nothing says any more where they begin.
    """
    for account in accounts(document, files):
        derived = account.derived
        tables: dict[str, list[Owner]] = defaultdict(list)
        notes: dict[str, list[Owner]] = defaultdict(list)
        for owner in account.blocks:
            if not owner.is_tied:
                continue
            if owner.is_cell or owner.is_caption:
                tables[owner.group].append(owner)
            elif owner.note:
                notes[owner.note].append(owner)
        cells = {group: [one for one in own if one.is_cell] for group, own in tables.items()}
        yield from _regrouped(account, cells, derived.table_of, "table")
        yield from _regrouped(account, notes, derived.note_of, "note")
        for owners in tables.values():
            yield from _caption_of_another(account, owners)
        used = {derived.cell_of(one.origin) for own in cells.values() for one in own}
        used |= {derived.note_of(one.origin) for own in notes.values() for one in own}
        for owner in account.blocks:
            if owner.is_tied:
                yield from _several_in_one(account, owner, used)


_BACK = "put it back where it was received"


def _regrouped(
    account: Account,
    groups: Mapping[str, Sequence[Owner]],
    key_of: Callable[[Origin], Hashable],
    what: str,
) -> Iterator[Finding]:
    """Yield an error for each text that is not in the table or note of the first, or in a used one.

    A group of which no text stands in one of the capture is the work of whoever edits the record.
    """
    used: dict[Hashable, Owner] = {}
    for owners in groups.values():
        keys = [(owner, key_of(owner.origin)) for owner in owners if owner.text]
        key, first = next(((key, owner) for owner, key in keys if key is not None), (None, None))
        if key is None or first is None:
            continue
        capture = account.capture.id
        for owner, other in keys:
            if other != key:
                message = f"{owner.name} ({owner.shown}) is not in the {what}"
                message = f"{message} of {first.name} in {capture}"
                yield error("texts-regrouped", owner.pointer, message, _BACK)
        if key in used:
            message = f"{first.name} and {used[key].name} stand in one {what} of {capture}"
            hint = f"make one {what} of the two"
            yield error("texts-regrouped", first.pointer, message, hint)
        used.setdefault(key, first)


def _caption_of_another(account: Account, table: Sequence[Owner]) -> Iterator[Finding]:
    """Yield an error for the caption of a table that is received with another."""
    derived = account.derived
    caption = next((one for one in table if one.is_caption and one.text), None)
    cells = (one for one in table if one.is_cell and derived.table_of(one.origin) is not None)
    cell = next(cells, None)
    if caption is None or cell is None:
        return
    if not derived.may_be_caption_of(caption.origin, cell.origin):
        message = f"{caption.name} ({caption.shown}) is not in the table of {cell.name}"
        message = f"{message}, or round it, in {account.capture.id}"
        yield error("texts-regrouped", caption.pointer, message, _BACK)


def _several_in_one(
    account: Account, owner: Owner, used: Collection[Hashable]
) -> Iterator[Finding]:
    """Yield a warning for a block with cells or notes of the file in it.

    It is an error where it has a part of one that a cell or note has another part of, and for a
    cell; but tables in a cell are words of it.
    """
    derived = account.derived
    is_outer_cell = owner.is_cell and derived.cell_of(owner.origin) is not None
    cells, notes, cut = derived.cells_and_notes_in(owner.origin)
    if (cells or notes) and not owner.is_furniture and not is_outer_cell:
        number = [counted(cells, "cells")] if cells else []
        number += [counted(notes, "notes")] if notes else []
        message = f"{owner.name} ({owner.shown}) has {' and '.join(number)}"
        message = f"{message} of {account.capture.id} in it"
        tell = error if owner.is_cell or not cut.isdisjoint(used) else warning
        yield tell("texts-regrouped", owner.pointer, message, "make each a block")


def captures_interleaved(document: Document, files: Files) -> Iterator[Finding]:
    """Blocks of one capture stand among those of another.

    Within a paragraph that is an error: a sentence would have words that were received elsewhere.
    An article that was received in several files has their texts one after the other.
    """
    blocks = document.index.text_blocks
    numbers = {pointer: n for n, (pointer, _) in enumerate(blocks)}
    for account in accounts(document, files):
        for before, after in pairwise(one for one in account.blocks if one.text):
            first, last = numbers[before.pointer] + 1, numbers[after.pointer]
            between = [
                (pointer, block.id)
                for pointer, block in blocks[first:last]
                if block.origin is None or block.origin.capture != account.capture.id
            ]
            is_in_order = account.stretch(before)[1] <= account.stretch(after)[0]
            is_within = between and is_in_order
            if is_within and account.derived.is_one_paragraph(before.origin, after.origin):
                which = listed([id for _, id in between])
                verb = "stands" if len(between) == 1 else "stand"
                message = f"{which} {verb} within a paragraph of {account.capture.id}"
                hint = "put it before or after that, as a block of its own"
                yield error("captures-interleaved", between[0][0], message, hint)
    ended: set[str] = set()
    last_capture = ""
    for pointer, block in blocks:
        capture = "" if block.origin is None else block.origin.capture
        if capture and capture != last_capture:
            if capture in ended:
                message = f"from {block.id} on {capture} goes on, after blocks of {last_capture}"
                yield warning("captures-interleaved", pointer, message, "compare both files")
                return
            ended.add(last_capture)
            last_capture = capture
