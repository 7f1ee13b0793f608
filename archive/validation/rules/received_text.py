"""Rules on the text of a record and the captures that it comes from: does it stand there?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from unicodedata import category

from archive.english import counted, listed
from archive.errors import ArchiveError, MissingExtra, ReadError
from archive.findings import Finding, error, short, warning
from archive.model.blocks import Row
from archive.text.alignment.increasing_subsequence import longest_increasing_subsequence
from archive.validation.accounting import Account, Owner, accounts
from archive.validation.rederivation import (
    derived_again,
    difference,
)
from archive.validation.rules.derivations import encoding_to_name

if TYPE_CHECKING:
    from archive.files.interface import Files
    from archive.model.captures import Origin
    from archive.model.document import Document


def block_differs_from_capture(document: Document, files: Files) -> Iterator[Finding]:
    """The text of a block, or its marker, is not what stands at its origin in the capture.

    The text is as it was received, errors included. Put it back. An author's error is a
    `correction`, never an edit; if the publisher has changed the text, rebase the record onto the
    new one. Nobody has transcribed such a text: it is derived, so that `archive rebase --text`
    takes no other for it. A block whose origin is only the capture is looked for in all of its
    text.
    """
    for number, capture, outcome in derived_again(document, files, unnamed=True):
        if isinstance(outcome, ArchiveError) and not isinstance(outcome, MissingExtra):
            why = outcome.findings[0].message if isinstance(outcome, ReadError) else outcome
            message = f"no text can be derived from {capture.file}: {why}"
            yield error(
                "block-differs-from-capture",
                f"/captures/{number}/media_type",
                message,
                encoding_to_name(files.read(capture.file) or b""),
            )
    hint = 'put the text back as it was received; an error of the author\'s is a "correction"'
    for account in accounts(document, files):
        for owner in account.blocks:
            kept, derived = owner.text or "", account.derived
            field, received = "text", derived.words(owner.origin)
            if kept == received and owner.marker:
                field, kept = "marker", owner.marker
                received = derived.before(owner.origin, len(kept)) or ""
            start, end = account.stretch(owner)
            if kept == received and end - start < len(owner.text or ""):
                message = f"{owner.name} stands where {account.capture.id} has no text of the page"
                hint_of_place = "give it the origin of its words in the text"
                yield error(
                    "block-differs-from-capture", f"{owner.pointer}/origin", message, hint_of_place
                )
            if kept != received:
                message = f"{owner.name} {difference(kept, received, account.capture.id)}"
                yield error("block-differs-from-capture", f"{owner.pointer}/{field}", message, hint)
        for pointer, block in account.lost:
            message = f"{block.id} has {short(block.text)}, which {account.capture.id} has nowhere"
            yield error("block-differs-from-capture", f"{pointer}/text", message, hint)


def separator_differs_from_capture(document: Document, files: Files) -> Iterator[Finding]:
    """The blanks before a block are not those in the capture.

    Blocks and the separators between them give back the capture.
    """
    for account in accounts(document, files):
        for pointer, kept, found, at in account.gaps():
            if kept is not None and not found.strip() and kept != found:
                yield error(
                    "separator-differs-from-capture",
                    pointer,
                    f"{kept!r} is kept, {found!r} stands in the capture at {at}",
                )


def marker_not_a_sign(document: Document, files: Files) -> Iterator[Finding]:
    """The marker of an item or note is more than a sign or a number.

    Words and amounts belong into blocks, since a marker is no part of the text. A number or letter
    ends with a sign, as "1." does, or stands in an element of its own. Where a word processor
    counts, and no marker stands in the text, the file has to count the paragraph, and a marker has
    no words but those of the numbering there.
    """
    for account in accounts(document, files):
        for owner in account.blocks:
            shown = owner.shown_marker
            if shown and not account.derived.is_marker(owner.origin, shown):
                words = short(" ".join(shown.split()))
                message = f"the marker of {owner.name} is {words}, which is no number or sign"
                if not owner.marker:
                    message = f"{message} that {account.capture.id} counts by"
                hint = "words that were received belong into a block"
                yield error("marker-not-a-sign", f"{owner.pointer}/marker", message, hint)


_AROUND = 12
"""How much of the text is shown around a place."""


def block_cut_within_word(document: Document, files: Files) -> Iterator[Finding]:
    """A block begins or ends within a word of the capture.

    Two words that the capture has not would stand in the record. Let the block end where the word
    does.
    """
    for account in accounts(document, files):
        text = account.derived.text
        for owner in account.blocks:
            start, end = account.with_marker(owner)
            after_marker, _ = account.stretch(owner)
            if start == end:
                continue
            for at in sorted({start, after_marker, end}):
                if 0 < at < len(text) and _cuts_word(text, at):
                    words = short(text[max(0, at - _AROUND) : at + _AROUND])
                    message = f"{owner.name} is cut within a word of {account.capture.id}: {words}"
                    hint = "let it begin and end with whole words"
                    yield error("block-cut-within-word", f"{owner.pointer}/origin", message, hint)


def furniture_within_line(document: Document, files: Files) -> Iterator[Finding]:
    """Words in the midst of a line of the article are called furniture.

    Furniture is not shown as the article, so the sentence would have other words. What is not the
    article stands beside it, on its own. Whole lines in the midst of a paragraph may be none of it,
    as a number of a page is where pages were joined; so may the first or last words of a line, as a
    place is before a report: both are warnings, since nobody but a reader can tell.
    """
    for account in accounts(document, files):
        derived = account.derived
        for before, run, after in _runs_of_furniture(account):
            first, last, of = run[0].origin, run[-1].origin, account.capture.id
            words = ", ".join(f"{one.name} ({short(one.text or '')})" for one in run)
            hint = "make it part of the block around it"
            if before and after and derived.is_one_paragraph(before.origin, after.origin):
                is_one_line = derived.is_one_line(before.origin, after.origin)
                what = f"in the midst of a {'line' if is_one_line else 'paragraph'} of {of}"
                message = f"{words} {'stands' if len(run) == 1 else 'stand'} {what}"
                tell = error if is_one_line else warning
                yield tell("furniture-within-line", run[0].pointer, message, hint)
                continue
            ends = before and derived.is_one_line(before.origin, first)
            begins = after and derived.is_one_line(last, after.origin)
            if not any(character.isalnum() for one in run for character in one.text or ""):
                continue  # a sign, such as the way back from a note
            if (ends and not derived.is_whole(first)) or (begins and not derived.is_whole(last)):
                message = f"{words} {'ends' if ends else 'begins'} a line of {of}"
                yield warning("furniture-within-line", run[0].pointer, message, hint)


def _runs_of_furniture(
    account: Account,
) -> Iterator[tuple[Owner | None, list[Owner], Owner | None]]:
    """Yield the furniture between two texts of the article, with these, as the file has them."""
    before: Owner | None = None
    run: list[Owner] = []
    for owner in account.in_order:
        start, end = account.stretch(owner)
        if owner.text is None or start == end:
            continue
        if owner.is_furniture:
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
                words = short(owner.text or "")
                message = f"{owner.name} ({words}) is a part of the article in {account.capture.id}"
                yield warning("furniture-of-the-text", owner.pointer, message)


def _cuts_word(text: str, at: int) -> bool:
    """Whether an offset lies within a number, a word of an alphabet, or what is one character.

    Chinese and Japanese part no words.
    """
    one, other = text[at - 1], text[at]
    if one.isspace() or other.isspace():
        return False
    if category(other).startswith("M") or not _JOINERS.isdisjoint((one, other)):
        return True
    return (
        _are_joined(one, other)
        or _are_joined(one, text[at + 1 : at + 2], by=other)
        or _are_joined(text[at - 2 : at - 1], other, by=one)
    )


_JOINERS = frozenset("\u00ad\u200d\u2060")
"""SOFT HYPHEN, ZERO WIDTH JOINER, WORD JOINER."""


def _are_joined(one: str, other: str, by: str = "") -> bool:
    """Whether two characters are of one word or number, with a sign between them or none."""
    if one.isdecimal() and other.isdecimal():
        return by in ("", ".", ",")
    return by in ("", "'", "’") and all(c.isalpha() and c < "\u2e80" for c in (one, other))


def capture_not_covered(document: Document, files: Files) -> Iterator[Finding]:
    """Words of a capture lie in no block.

    Everything that was received is in the record once, in order: what is not the article is
    furniture. What a record leaves out on purpose, its capture names, with who did so and why:
    `omitted`.
    """
    for account in accounts(document, files):
        for pointer, _, found, at in account.gaps():
            if found.strip():
                yield error(
                    "capture-not-covered",
                    pointer,
                    f"{short(found.strip())} stands in {account.capture.id} at {at} and in no "
                    "block",
                    'add it as a block; what is not the article is "furniture", and what is left '
                    'out on purpose stands in "omitted" of the capture',
                )


def cell_not_covered(document: Document, files: Files) -> Iterator[Finding]:
    """A row of a table lacks a cell that it has in the capture, or has what is none of its cells.

    An empty cell counts: what stands to the right of it would be in another column. Put the cell
    back.
    """
    for account in accounts(document, files):
        owners = {owner.name: owner for owner in account.blocks}
        for pointer, row in document.index.of_type(Row):
            own = [owners[cell.id] for cell in row.cells if cell.id in owners]
            if all(owner.is_tied for owner in own):
                yield from _row_differs(account, pointer, row, own)
            elif len(own) == len(row.cells):
                yield from _found_row_differs(account, pointer, own)


def _row_differs(
    account: Account, pointer: str, row: Row, own: Sequence[Owner]
) -> Iterator[Finding]:
    """Yield an error for each way in which a row with these cells is not that of the capture."""
    derived = account.derived
    first = next((owner.origin for owner in own if derived.row_of(owner.origin)), None)
    if first is None:
        return
    cells = derived.row_of(first)
    keys = {owner.name: derived.cell_of(owner.origin) for owner in own}
    origins = {owner.name: owner.origin for owner in own}
    of = f"in {account.capture.id}"
    seen: set[Hashable] = set()
    for cell in row.cells:
        key = keys.get(cell.id)
        is_loose = cell.id in keys and derived.is_between_cells(origins[cell.id], first)
        if key not in cells and not is_loose:
            message = f"{cell.id} does not stand in the row of the other cells {of}"
            hint = "put it back into its own row, or out of the table"
            yield error("cell-not-covered", pointer, message, hint)
        elif key is not None and key in seen:
            message = f"{cell.id} is a part of another cell {of}"
            yield error("cell-not-covered", pointer, message, "put the words of one cell into one")
        seen.add(key)
    missing = {*cells} - seen
    if missing:
        number = [n for n, cell in enumerate(cells, 1) if cell in missing]
        message = f"this row lacks cell {listed(number)} of {counted(len(cells), 'cells')} {of}"
        hint = "put it back, without words if it has none"
        yield error("cell-not-covered", pointer, message, hint)


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
    a note to the place where that note is called. Put the text back into its own.
    """
    for account in accounts(document, files):
        derived = account.derived
        tables: dict[str, list[Owner]] = defaultdict(list)
        notes: dict[str, list[Owner]] = defaultdict(list)
        for owner in account.blocks:
            if owner.is_cell or owner.is_caption:
                tables[owner.group].append(owner)
            elif owner.note:
                notes[owner.note].append(owner)
        cells = {group: [one for one in own if one.is_cell] for group, own in tables.items()}
        yield from _regrouped(account, cells, derived.table_of, "table")
        yield from _regrouped(account, notes, derived.note_of, "note")
        for group, owners in tables.items():
            caption = next((one for one in owners if one.is_caption and one.text), None)
            in_table = (one for one in cells[group] if derived.table_of(one.origin) is not None)
            cell = next(in_table, None)
            if (
                caption is not None
                and cell is not None
                and not derived.may_be_caption_of(caption.origin, cell.origin)
            ):
                message = f"{caption.name} ({short(caption.text or '')}) is not in the table"
                message = f"{message} of {cell.name}, or round it, in {account.capture.id}"
                yield error("texts-regrouped", caption.pointer, message, _BACK)


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
                message = f"{owner.name} ({short(owner.text or '')}) is not in the {what}"
                message = f"{message} of {first.name} in {capture}"
                yield error("texts-regrouped", owner.pointer, message, _BACK)
        if key in used:
            message = f"{first.name} and {used[key].name} stand in one {what} of {capture}"
            hint = f"make one {what} of the two"
            yield error("texts-regrouped", first.pointer, message, hint)
        used.setdefault(key, first)


def words_in_two_blocks(document: Document, files: Files) -> Iterator[Finding]:
    """Two blocks have the same words of a capture, or a block has what is omitted.

    What was received once is in the record once. Remove one of the two, or give it the origin of
    its own words.
    """
    for account in accounts(document, files):
        reached: Owner | None = None
        end = 0
        for owner in account.in_order:
            start, its_end = account.with_marker(owner)
            is_same = owner.is_tied and reached is not None and reached.origin == owner.origin
            if reached is not None and (is_same or start < min(end, its_end)):
                words = short(account.derived.text[start : min(end, its_end)] or owner.pointer)
                yield error(
                    "words-in-two-blocks",
                    f"{owner.pointer}/origin",
                    f"{owner.name} and {reached.name} both have {words} of {account.capture.id}",
                    "remove one, or give it the origin of its own words",
                )
            if reached is None or its_end >= end:
                reached, end = owner, its_end


def blocks_out_of_order(document: Document, files: Files) -> Iterator[Finding]:
    """A block stands elsewhere among the others than its words do in the capture.

    Blocks have the order of what was received. The caption of a table or figure may stand before
    or after the rest of it, wherever it was printed; notes that are called in it may stand between.
    Put the block back.
    """
    for account in accounts(document, files):
        place = {owner.pointer: account.place(owner) for owner in account.blocks}
        tables = {
            group: [*owners] for group, owners in groupby(account.blocks, key=lambda one: one.group)
        }
        captions = [
            owner
            for owners in tables.values()
            for owner in owners
            if owner.is_caption and len(owners) > 1
        ]
        apart = {caption.pointer for caption in captions}
        texts = [owner for owner in account.blocks if owner.pointer not in apart]
        yield from _out_of_order(account, texts, [place[one.pointer] for one in texts])
        yield from _out_of_order(account, captions, [place[one.pointer] for one in captions])
        numbers = {owner.pointer: number for number, owner in enumerate(texts)}
        for caption in captions:
            rows = [numbers[one.pointer] for one in tables[caption.group] if one is not caption]
            first, last = min(rows), max(rows)
            before = texts[max(0, first - _MOST_CALLED) : first]
            after = texts[last + 1 : last + 1 + _MOST_CALLED]
            cells = {
                cell
                for number in (first, last)
                for cell in account.derived.row_of(texts[number].origin)
            }
            own = place[caption.pointer]
            calls = {note for one in tables[caption.group] for note in one.calls}
            called = {
                one.note
                for one in (*before, *after)
                if one.note in calls and account.derived.note_of(one.origin) is not None
            }
            is_within = place[texts[first].pointer] < own < place[texts[last].pointer]
            is_beyond = any(
                own < place[one.pointer] for one in before if one.note not in called
            ) or any(own > place[one.pointer] for one in after if one.note not in called)
            is_cell = account.derived.cell_of(caption.origin) in cells
            if is_within or is_beyond or is_cell:
                yield _out_of_place(account, caption)


_MOST_CALLED = 20
"""How many texts are looked at on either side of a table, as some are notes that it calls."""


def _out_of_order(
    account: Account, owners: Sequence[Owner], places: Sequence[tuple[int, ...]]
) -> Iterator[Finding]:
    """Yield an error for as few of the blocks as have to be put elsewhere."""
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)))}
    numbers = [ranks[place] for place in places]
    staying = set(longest_increasing_subsequence(numbers, strictly=False))
    for n, owner in enumerate(owners):
        if n not in staying:
            yield _out_of_place(account, owner)


def _out_of_place(account: Account, owner: Owner) -> Finding:
    start, end = account.stretch(owner)
    words = short(account.derived.text[start:end]) if start < end else "a block without words"
    return error(
        "blocks-out-of-order",
        owner.pointer,
        f"{owner.name} ({words}) stands elsewhere in {account.capture.id}, at {start}",
        "put it back between the blocks beside which it was received",
    )


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
