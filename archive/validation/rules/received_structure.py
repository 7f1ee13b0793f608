"""Rules on the structure of received text: tables, notes, lines, several captures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise

from archive.english import counted, listed
from archive.files.interface import Files
from archive.findings import Finding, error, warning
from archive.model.blocks import Row
from archive.model.captures import Origin
from archive.model.document import Document
from archive.validation.accounting import Account, Owner, accounts


def furniture_within_line(document: Document, files: Files) -> Iterator[Finding]:
    """Words in the middle of a line of the article are marked as furniture or as a note.

    Readers do not see these words there, so the sentence would have other words. Furniture is in
    blocks of its own beside the article, and a note within a line has an element in the file. The
    finding is only a warning for whole lines within a paragraph, such as a page number between
    joined pages, and for the first or last words of a paragraph, such as the place before a report:
    a person must decide whether they belong to the article.
    """
    for account in accounts(document, files):
        derived = account.derived
        for before, run, after in _set_apart(account):
            first, last, of = run[0].origin, run[-1].origin, account.capture.id
            words = ", ".join(f"{one.name} ({one.shown})" for one in run)
            hint = "make these words part of the block around them"
            if before and after and derived.is_one_paragraph(before.origin, after.origin):
                is_one_line = derived.is_one_line(before.origin, after.origin)
                what = f"in the middle of a {'line' if is_one_line else 'paragraph'} of {of}"
                message = f"{words} {'is' if len(run) == 1 else 'are'} {what}"
                tell = error if is_one_line else warning
                yield tell("furniture-within-line", run[0].pointer, message, hint)
                continue
            ends = before and derived.is_one_paragraph(before.origin, first)
            begins = after and derived.is_one_paragraph(last, after.origin)
            if _SIGNS.issuperset(character for one in run for character in one.text or ""):
                continue
            if (ends and not derived.is_whole(first)) or (begins and not derived.is_whole(last)):
                verb = "end" if ends else "begin"
                message = f"{words} {verb}{'s' if len(run) == 1 else ''} a paragraph of {of}"
                yield warning("furniture-within-line", run[0].pointer, message, hint)


_SIGNS = frozenset("^↑↩⤴⏎↵*†‡§¶|·• \n\t[]\ufe0e\ufe0f")
"""Characters that do not count as words: a back link of a note, a rule."""


def _set_apart(account: Account) -> Iterator[tuple[Owner | None, list[Owner], Owner | None]]:
    """Yield each run of furniture and notes, with the text before it and the text after it.

    A note that is an element of the file counts as text, not as part of a run.
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
    """A block is furniture in the record, but part of the article in the file.

    Word processors and TEI mark headers and footers of pages, and JATS has none. Furniture is not
    shown as part of the article. If the block belongs to the article, change its type. If somebody
    decided that it is furniture, nothing is wrong.
    """
    for account in accounts(document, files):
        for owner in account.blocks:
            if owner.is_furniture and account.derived.is_furniture(owner.origin) is False:
                message = f"{owner.name} ({owner.shown}) is furniture here, but article text"
                message = f"{message} in {account.capture.id}"
                yield warning("furniture-of-the-text", owner.pointer, message)


def cell_not_covered(document: Document, files: Files) -> Iterator[Finding]:
    """A row of a table lacks a cell of the capture, or has a cell that is not in that row.

    Empty cells count too: without them, the cells to the right would be in another column. Put the
    cell back.
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
                message = f"in {account.capture.id}, this row is not in the table of the others"
                hint = "move it out of the table"
                yield error("cell-not-covered", pointer, message, hint)
            if all(owner.is_tied for owner in own):
                yield from _row_differs(account, pointer, row, own)
            elif len(own) == len(row.cells):
                yield from _found_row_differs(account, pointer, own)
        yield from _words_out_of_cells(account)


def _row_differs(
    account: Account, pointer: str, row: Row, own: Sequence[Owner]
) -> Iterator[Finding]:
    """Yield an error for each difference between a row and the row in the capture."""
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
            message = f"{cell.id} is in another row than the other cells {of}"
            hint = "put the cell back into its own row, or move it out of the table"
            yield error("cell-not-covered", pointer, message, hint)
        elif not cell.text and key not in account.omitted_cells and derived.cell_has_words(key):
            message = f"{cell.id} is empty, but not {of}"
            yield error("cell-not-covered", pointer, message, "put the words of the cell back")
        elif key is not None and key in seen:
            message = f"{cell.id} has only some words of a cell {of}"
            yield error("cell-not-covered", pointer, message, "put them into one cell")
        seen.add(key)
    missing = cells.keys() - seen
    if missing:
        number = [n for n, cell in enumerate(cells, 1) if cell in missing]
        message = f"this row lacks cell {listed(number)} of {counted(len(cells), 'cells')} {of}"
        hint = "put the cell back, also if it is empty"
        yield error("cell-not-covered", pointer, message, hint)


def _words_out_of_cells(account: Account) -> Iterator[Finding]:
    """Yield an error for each block outside a table that has words of a cell in the table."""
    derived = account.derived
    tied = [owner for owner in account.blocks if owner.is_tied]
    used = {derived.cell_of(owner.origin) for owner in tied if owner.is_cell} - {None}
    for owner in tied if used else ():
        if not owner.is_cell and owner.text and derived.cell_of(owner.origin) in used:
            message = f"{owner.name} ({owner.shown}) has words of a cell of {account.capture.id}"
            hint = "put these words back into the cell of the table"
            yield error("cell-not-covered", owner.pointer, message, hint)


def _found_row_differs(account: Account, pointer: str, own: Sequence[Owner]) -> Iterator[Finding]:
    """Yield an error for each cell in the wrong column, if the rows have the same length."""
    derived = account.derived
    found = [(n, one) for n, one in enumerate(own) if one.text]
    cells = next((row for _, one in found if (row := derived.row_of(one.origin))), ())
    columns = {cell: n for n, cell in enumerate(cells)}
    for n, owner in found:
        column = columns.get(derived.cell_of(owner.origin), n)
        if len(cells) == len(own) and column != n:
            message = f"{owner.name} is in column {column + 1} in {account.capture.id}"
            hint = f"put the cell back: in the record it is in column {n + 1}"
            yield error("cell-not-covered", pointer, message, hint)


def texts_regrouped(document: Document, files: Files) -> Iterator[Finding]:
    """A table or note combines texts of two tables or notes of the capture, or splits one.

    A row must stay in its own table, a caption in its own table or figure, a paragraph in its own
    note. Put the text back where it belongs. If a block only contains several cells, or a note, the
    finding is a warning: the record does not show where these begin.
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


_BACK = "put it back where it is in the received file"


def _regrouped(
    account: Account,
    groups: Mapping[str, Sequence[Owner]],
    key_of: Callable[[Origin], Hashable],
    what: str,
) -> Iterator[Finding]:
    """Yield an error for each text that is not in the same table or note as the first one.

    It is also an error if two groups are one table or note in the capture. A group with no text in
    a table or note of the capture was made by an editor, and is accepted.
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
            message = f"{first.name} and {used[key].name} are in the same {what} of {capture}"
            hint = f"join them into one {what}"
            yield error("texts-regrouped", first.pointer, message, hint)
        used.setdefault(key, first)


def _caption_of_another(account: Account, table: Sequence[Owner]) -> Iterator[Finding]:
    """Yield an error if the caption of a table belongs to another table in the capture."""
    derived = account.derived
    caption = next((one for one in table if one.is_caption and one.text), None)
    cells = (one for one in table if one.is_cell and derived.table_of(one.origin) is not None)
    cell = next(cells, None)
    if caption is None or cell is None:
        return
    if not derived.may_be_caption_of(caption.origin, cell.origin):
        message = f"{caption.name} ({caption.shown}) is not in the table of {cell.name}"
        message = f"{message}, or around it, in {account.capture.id}"
        yield error("texts-regrouped", caption.pointer, message, _BACK)


def _several_in_one(
    account: Account, owner: Owner, used: Collection[Hashable]
) -> Iterator[Finding]:
    """Yield a warning for a block that contains several cells or notes of the file.

    It is an error if one of them is divided between this block and another, or if the block is a
    cell. A table within a cell counts as words of the cell.
    """
    derived = account.derived
    is_outer_cell = owner.is_cell and derived.cell_of(owner.origin) is not None
    cells, notes, cut = derived.cells_and_notes_in(owner.origin)
    if (cells or notes) and not owner.is_furniture and not is_outer_cell:
        number = [counted(cells, "cells")] if cells else []
        number += [counted(notes, "notes")] if notes else []
        message = f"{owner.name} ({owner.shown}) contains {' and '.join(number)}"
        message = f"{message} of {account.capture.id}"
        tell = error if owner.is_cell or not cut.isdisjoint(used) else warning
        yield tell("texts-regrouped", owner.pointer, message, "make a block of each")


def captures_interleaved(document: Document, files: Files) -> Iterator[Finding]:
    """Blocks of one capture are between blocks of another.

    If an article was received in several files, their texts must follow one another. Within a
    paragraph, this is an error: a sentence would have words of another file.
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
                verb = "is" if len(between) == 1 else "are"
                message = f"{which} {verb} within a paragraph of {account.capture.id}"
                hint = "put it before or after the paragraph, as a block of its own"
                yield error("captures-interleaved", between[0][0], message, hint)
    ended: set[str] = set()
    last_capture = ""
    for pointer, block in blocks:
        capture = "" if block.origin is None else block.origin.capture
        if capture and capture != last_capture:
            if capture in ended:
                message = f"{capture} continues at {block.id} after blocks of {last_capture}"
                hint = "keep the blocks of a file together"
                yield warning("captures-interleaved", pointer, message, hint)
                return
            ended.add(last_capture)
            last_capture = capture
