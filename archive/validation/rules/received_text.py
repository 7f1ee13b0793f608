"""Rules on the text of a record: is it the text of the captures?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from unicodedata import category

from archive.errors import ArchiveError, MissingExtra, ReadError
from archive.files.interface import Files
from archive.findings import Finding, error, short, warning
from archive.model.document import Document
from archive.text.alignment.increasing_subsequence import longest_increasing_subsequence
from archive.validation.accounting import Account, Owner, accounts
from archive.validation.rederivation import (
    derived_again,
    difference,
)
from archive.validation.rules.derivations import encoding_to_name


def block_differs_from_capture(document: Document, files: Files) -> Iterator[Finding]:
    """The text of a block, or its marker, differs from the text at its origin in the capture.

    The text must be as it was received, errors included. Restore it. For an error of the author,
    add a `correction`; if the publisher has changed the text, rebase the record onto the new
    version. `archive rebase --text` cannot be used, because the text is derived, not transcribed.
    If the origin of a block has no place in the capture, its text is searched for in the whole
    capture.
    """
    for number, capture, outcome in derived_again(document, files, unnamed=True):
        if isinstance(outcome, ArchiveError) and not isinstance(outcome, MissingExtra):
            why, hint = f"{outcome}", encoding_to_name(files.read(capture.file) or b"")
            if isinstance(outcome, ReadError):
                why, is_of_encoding = (
                    outcome.findings[0].message,
                    outcome.findings[0].code in _CODES,
                )
                hint = hint if is_of_encoding else outcome.findings[0].hint or hint
            message = f"no text can be derived from {capture.file}: {why}"
            yield error(
                "block-differs-from-capture", f"/captures/{number}/media_type", message, hint
            )
    hint = 'put the text back as it was received; if the author made an error, add a "correction"'
    for account in accounts(document, files):
        for owner in account.blocks:
            kept, derived = owner.text or "", account.derived
            field, received = "text", derived.words(owner.origin)
            if kept == received and owner.marker:
                field, kept = "marker", owner.marker
                received = derived.before(owner.origin, len(kept)) or ""
            start, end = account.stretch(owner)
            if kept == received and end - start < len(owner.text or ""):
                message = f"the origin of {owner.name} is not in the text of {account.capture.id}"
                hint_of_place = "correct the origin: it must be the place of the words"
                yield error(
                    "block-differs-from-capture", f"{owner.pointer}/origin", message, hint_of_place
                )
            if kept != received:
                message = f"{owner.name} {difference(kept, received, account.capture.id)}"
                yield error("block-differs-from-capture", f"{owner.pointer}/{field}", message, hint)
        for pointer, block in account.lost:
            message = f"{block.id} has {short(block.text)}, which is not in {account.capture.id}"
            yield error("block-differs-from-capture", f"{pointer}/text", message, hint)


_CODES = ("not-utf-8", "not-in-encoding")
"""The codes for bytes in another encoding."""


def separator_differs_from_capture(document: Document, files: Files) -> Iterator[Finding]:
    """The blanks before a block differ from the capture.

    Blocks and separators together must be equal to the text of the capture.
    """
    for account in accounts(document, files):
        for pointer, kept, found, at in account.gaps:
            if kept is not None and not found.strip() and kept != found:
                yield error(
                    "separator-differs-from-capture",
                    pointer,
                    f"the record has {kept!r}, but the capture has {found!r} at {at}",
                )


def marker_not_a_sign(document: Document, files: Files) -> Iterator[Finding]:
    """The marker of an item or note is not just a sign or a number.

    Words and amounts belong in blocks, because a marker is not part of the text. A marker is at the
    beginning of a line. A number or letter must be followed by a sign, as in "1.", or be a label in
    the file; the number of a note needs no sign. Automatic numbers of word processors are not in
    the text; such a marker is allowed only if the file numbers the paragraph, and only with the
    words of that numbering.
    """
    for account in accounts(document, files):
        for owner in account.blocks:
            shown = owner.shown_marker
            of_note = owner.note != ""
            if shown and not account.derived.is_marker(owner.origin, shown, of_note=of_note):
                words = short(" ".join(shown.split()))
                message = f"the marker of {owner.name} is {words}, which is not a number or sign"
                if not owner.marker:
                    message = f"{message} of a numbering in {account.capture.id}"
                hint = "put the words into a block"
                yield error("marker-not-a-sign", f"{owner.pointer}/marker", message, hint)


_AROUND = 12
"""How many characters are shown before and after a place."""


def block_cut_within_word(document: Document, files: Files) -> Iterator[Finding]:
    """A block begins or ends within a word of the capture.

    The record would have two words that are not in the capture. Move the word into one of the
    blocks. If an element of the file begins or ends there, the finding is only a warning, because
    two words may be meant.
    """
    for account in accounts(document, files):
        text = account.derived.text
        for owner in account.blocks:
            start, end = account.with_marker(owner)
            after_marker, _ = account.stretch(owner)
            if start == end:
                continue
            for at in sorted({start, after_marker, end}):
                is_after_number = at == after_marker > start and text[at - 1].isdecimal()
                if is_after_number and text[at : at + 1].isalpha():
                    continue  # a number directly before the words of its note
                if 0 < at < len(text) and _cuts_word(text, at):
                    words = short(" ".join(text[max(0, at - _AROUND) : at + _AROUND].split()))
                    message = f"{owner.name} is cut within a word of {account.capture.id}: {words}"
                    hint = "move the whole word into one of the blocks"
                    tell = warning if account.derived.is_edge(at) else error
                    yield tell("block-cut-within-word", f"{owner.pointer}/origin", message, hint)


def _cuts_word(text: str, at: int) -> bool:
    """Whether an offset is within a number, a word in an alphabet, or a single character.

    It never is within a word of Chinese or Japanese, which do not separate words.
    """
    one, other = text[at - 1], text[at]
    if one.isspace() or other.isspace():
        return False
    if category(other).startswith("M") or not _JOINERS.isdisjoint((one, other)):
        return True
    return (
        (one in _BEFORE_NUMBERS and other.isdecimal())
        or (one.isdecimal() and other in _AFTER_NUMBERS)
        or _are_joined(one, other)
        or _are_joined(one, text[at + 1 : at + 2], by=other)
        or _are_joined(text[at - 2 : at - 1], other, by=one)
    )


_BEFORE_NUMBERS = frozenset("-−+±~$€£¥<>≤≥")
_AFTER_NUMBERS = frozenset("%‰°$€£¥")
"""Signs that belong to a number."""
_JOINERS = frozenset("\u00ad\u200d\u2060")
"""SOFT HYPHEN, ZERO WIDTH JOINER, WORD JOINER."""


def _are_joined(one: str, other: str, by: str = "") -> bool:
    """Whether two characters belong to one word or number, with `by` between them."""
    if one.isdecimal() and other.isdecimal():
        return by in ("", *_WITHIN_NUMBERS)
    return by in ("", "'", "’") and _is_of_word(one) and _is_of_word(other)


_WITHIN_NUMBERS = frozenset(".,:/")


def _is_of_word(character: str) -> bool:
    """Whether a character is a digit, or a letter in a script that separates words."""
    is_parted = character < "\u2e80" or "\uac00" <= character <= "\ud7a3"
    return character.isalnum() and is_parted


def capture_not_covered(document: Document, files: Files) -> Iterator[Finding]:
    """Words of a capture are not in any block.

    All received words must be in the record once and in order; words that are not part of the
    article are furniture. If words are left out on purpose, list them in `omitted` of the capture,
    with who left them out and why.
    """
    for account in accounts(document, files):
        for pointer, _, found, at in account.gaps:
            if found.strip():
                yield error(
                    "capture-not-covered",
                    pointer,
                    f"{short(found.strip())} is in {account.capture.id} at {at}, but in no block",
                    'add it as a block, with the type "furniture" if it is not the article; or '
                    'list it in "omitted" of the capture',
                )


def words_in_two_blocks(document: Document, files: Files) -> Iterator[Finding]:
    """Two blocks have the same words of a capture, or a block has omitted words.

    Each word of a capture may be in the record only once. Remove one of the two blocks, or correct
    its origin.
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
                    "remove one of them, or correct its origin",
                )
            if reached is None or its_end >= end:
                reached, end = owner, its_end


def blocks_out_of_order(document: Document, files: Files) -> Iterator[Finding]:
    """The order of blocks differs from the order of their words in the capture.

    Put the block back. The caption of a table or figure may be before or after it, with notes of
    the table between them. A caption is shown before its table. If it comes after the table in the
    file, and the file does not mark it as the caption, the finding is a warning; if the file has no
    such table, an error.
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
            calls = {note for one in tables[caption.group] for note in one.calls}
            earlier = (texts[n] for n in range(first - 1, -1, -1))
            later = (texts[n] for n in range(last + 1, len(texts)))
            before, after = (_nearest(account, side, calls) for side in (earlier, later))
            cells = {
                cell
                for number in (first, last)
                for cell in account.derived.row_of(texts[number].origin)
            }
            own = place[caption.pointer]
            is_marked = account.derived.is_with_table(caption.origin)
            is_among = place[texts[first].pointer] < own < place[texts[last].pointer]
            is_within = is_among and not is_marked
            is_beyond = (before is not None and own < place[before.pointer]) or (
                after is not None and own > place[after.pointer]
            )
            is_cell = account.derived.cell_of(caption.origin) in cells
            is_after = own > place[texts[last].pointer]
            in_rows = (one for one in tables[caption.group] if one is not caption)
            has_table = any(account.derived.table_of(one.origin) is not None for one in in_rows)
            if is_within or is_beyond or is_cell or (is_after and not is_marked and not has_table):
                yield _out_of_place(account, caption)
            elif is_after and not is_marked:
                message = f"{caption.name} ({caption.shown}) comes after its table"
                message = f"{message} in {account.capture.id}"
                hint = "check that it is the caption: the file does not say so"
                yield warning("blocks-out-of-order", caption.pointer, message, hint)


def _nearest(account: Account, texts: Iterable[Owner], called: Collection[str]) -> Owner | None:
    """Return the first text that is not a note to which the table refers."""
    for one in texts:
        if one.note not in called or account.derived.note_of(one.origin) is None:
            return one
    return None


def _out_of_order(
    account: Account, owners: Sequence[Owner], places: Sequence[tuple[int, ...]]
) -> Iterator[Finding]:
    """Yield an error for each block that must be moved, for as few blocks as possible."""
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
        f"{owner.name} ({words}) has another place in {account.capture.id}, at {start}",
        "move it there, between the blocks that are next to it in the file",
    )
