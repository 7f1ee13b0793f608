"""Rules on the text of a record and the captures that it comes from: does it stand there?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from archive.derivations import derivation_of
from archive.english import counted, listed
from archive.errors import ArchiveError, MissingExtra, ReadError
from archive.findings import Finding, error, note, short, warning
from archive.model.blocks import Row
from archive.model.captures import BlockOrigin, ElementOrigin, LinesOrigin, TextOrigin
from archive.text.alignment.increasing_subsequence import longest_increasing_subsequence
from archive.text.decoding import is_utf_8, seeming_encoding
from archive.validation.accounting import Account, Owner, accounts
from archive.validation.rederivation import (
    derived_again,
    derived_text_of,
    derived_texts,
    difference,
)

if TYPE_CHECKING:
    from archive.files.interface import Files
    from archive.model.document import Document


def block_differs_from_capture(document: Document, files: Files) -> Iterator[Finding]:
    """The text of a block, or its marker, is not what stands at its origin in the capture.

    The text is as it was received, errors included. Put it back. An author's error is a
    `correction`, never an edit; if the publisher has changed the text, rebase the record onto the
    new one. Nobody has transcribed such a text: it is derived, so that `archive rebase --text`
    takes no other for it. A block whose origin is only the capture is looked for in all of its
    text.
    """
    for number, capture, outcome in derived_again(document, files):
        if isinstance(outcome, ArchiveError) and not isinstance(outcome, MissingExtra):
            why = outcome.findings[0].message if isinstance(outcome, ReadError) else outcome
            message = f"no text can be derived from {capture.file}: {why}"
            yield error(
                "block-differs-from-capture",
                f"/captures/{number}/media_type",
                message,
                _encoding_to_name(files.read(capture.file) or b""),
            )
    hint = 'put the text back as it was received; an error of the author\'s is a "correction"'
    for account in accounts(document, files):
        for owner in account.blocks:
            kept, derived = owner.text or "", account.derived
            field, received = "text", derived.words(owner.origin)
            if kept == received and owner.marker:
                field, kept = "marker", owner.marker
                received = derived.before(owner.origin, len(kept)) or ""
            if kept != received:
                message = f"{owner.name} {difference(kept, received, account.capture.id)}"
                yield error("block-differs-from-capture", f"{owner.pointer}/{field}", message, hint)
        for pointer, block in account.lost:
            message = f"{block.id} has {short(block.text)}, which {account.capture.id} has nowhere"
            yield error("block-differs-from-capture", f"{pointer}/text", message, hint)


def text_not_checked(document: Document, files: Files) -> Iterator[Finding]:
    """Whether the text is that of the capture was not checked: a library is missing.

    The text of a web page is derived by a parser that comes with the extra `web`, that of Markdown
    by one of the extra `markdown`. Without it all else is checked. Nothing is wrong, and not
    everything was looked at.
    """
    for number, capture, outcome in derived_again(document, files, unnamed=True):
        if isinstance(outcome, MissingExtra):
            message = f"whether the text is that of {capture.file} was not checked"
            yield warning(
                "text-not-checked", f"/captures/{number}/derivation", message, outcome.hint
            )


def _encoding_to_name(data: bytes) -> str:
    """The advice on a capture that is not in its stated encoding."""
    if is_utf_8(data):
        return "the file is UTF-8: text/plain;charset=utf-8"
    if seemingly := seeming_encoding(data):
        name, reading = seemingly
        return f"as {name} it reads {reading}; if that is right: text/plain;charset={name}"
    return "name the encoding of the file, as in text/plain;charset=windows-1252"


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
    """A row of a table lacks a cell that it has in the capture, be it without words.

    What stands to the right of it would be in another column. Put the cell back.
    """
    for account in accounts(document, files):
        derived = account.derived
        origins = {owner.name: owner.origin for owner in account.blocks}
        for pointer, row in document.index.of_type(Row):
            own = [origins[cell.id] for cell in row.cells if cell.id in origins]
            cells = derived.row_of(own[0]) if len(own) == len(row.cells) > 0 else ()
            missing = {*cells} - {derived.cell_of(origin) for origin in own}
            if missing:
                number = [n for n, cell in enumerate(cells, 1) if cell in missing]
                message = f"this row lacks cell {listed(number)} of {counted(len(cells), 'cells')}"
                hint = "put it back, without words if it has none"
                yield error("cell-not-covered", pointer, f"{message} in {account.capture.id}", hint)


def words_in_two_blocks(document: Document, files: Files) -> Iterator[Finding]:
    """Two blocks have the same words of a capture, or a block has what is omitted.

    What was received once is in the record once. Remove one of the two, or give it the origin of
    its own words.
    """
    for account in accounts(document, files):
        reached: Owner | None = None
        end = 0
        for owner in account.in_order:
            start, its_end = account.stretch(owner)
            is_same = reached is not None and reached.origin == owner.origin
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
    or after the rest of it, wherever it was printed. Put the block back.
    """
    for account in accounts(document, files):
        places = {owner.pointer: account.place(owner) for owner in account.blocks}
        groups = [[*owners] for _, owners in groupby(account.blocks, key=lambda one: one.group)]
        for owners in groups:
            captions = [one for one in owners if one.pointer.endswith("/caption")]
            texts = [one for one in owners if one not in captions]
            yield from _out_of_order(account, texts, [places[one.pointer] for one in texts])
            for caption in captions if texts else ():
                first, last = (places[texts[n].pointer] for n in (0, -1))
                cells = {cell for one in texts for cell in account.derived.row_of(one.origin)}
                is_cell = account.derived.cell_of(caption.origin) in cells
                if first < places[caption.pointer] < last or is_cell:
                    yield _out_of_place(account, caption)
        firsts = [min(owners, key=account.place) for owners in groups]
        lasts = [max(places[one.pointer] for one in owners) for owners in groups]
        yield from _out_of_order(account, firsts, [places[one.pointer] for one in firsts])
        for owner, last, following in zip(firsts, lasts, firsts[1:], strict=False):
            if places[owner.pointer] < places[following.pointer] < last:
                yield _out_of_place(account, following)


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


def block_not_derived(document: Document, files: Files) -> Iterator[Finding]:
    """The text of a block cannot be derived again from what was received.

    Of its origin only the capture is known. Where the file is of a kind from which text can be
    derived, receive it again (`archive new`), and rebase the record onto that: older versions of
    this library tied the text of fewer kinds of files. Until then the words are looked for in all
    of its text. Otherwise the text is a transcript of a scan, a recording, an image: whether the
    words stand there, a person has to look. All such blocks of a capture are named at once, at the
    first.
    """
    derived = set()
    for account in accounts(document, files):
        capture = account.capture
        derived.add(capture.id)
        if capture.derivation is not None:
            for pointer, block in account.inexact:
                message = f"the origin of {block.id} does not say where in {capture.id} it stands"
                hint = f"name the place, as {capture.derivation} counts it"
                yield error("block-not-derived", f"{pointer}/origin", message, hint)
        elif account.inexact:
            pointer, _ = account.inexact[0]
            number = counted(len(account.inexact), "blocks")
            message = f"no place in {capture.id} is named for {number}"
            hint = f"receive {capture.file} again (archive new), and rebase the record onto that"
            yield warning("block-not-derived", f"{pointer}/origin", message, hint)
    derivations = {one.id: derivation_of(one) for one in document.captures}
    transcribed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pointer, block in document.index.text_blocks:
        origin = block.origin
        if origin is not None and derivations[origin.capture] is None:
            transcribed[origin.capture].append((f"{pointer}/origin", block.id))
    for capture_id, blocks in transcribed.items():
        if capture_id not in derived:
            pointer, _ = blocks[0]
            which = listed([id for _, id in blocks])
            message = f"nothing derives {which} from {capture_id} again: the text is a transcript"
            yield note("block-not-derived", pointer, message)


def words_omitted(document: Document, files: Files) -> Iterator[Finding]:
    """A capture has words that were left out of the record on purpose.

    Nothing is wrong: the record says who left them out, and why. Who relies on the record should
    know.
    """
    texts = derived_texts(document, files)
    for number, capture in enumerate(document.captures):
        for place, omission in enumerate(capture.omitted):
            text = derived_text_of(omission.origin, texts)
            words = f" ({short(text.words(omission.origin))})" if text is not None else ""
            yield note(
                "words-omitted",
                f"/captures/{number}/omitted/{place}",
                f"{omission.by} left a part of {capture.id} out{words}: {short(omission.reason)}",
            )


def origin_past_the_end(document: Document, files: Files) -> Iterator[Finding]:
    """A value of the metadata was found beyond the end of its capture, or nowhere in it.

    It names a stretch of the capture's text, in code points, and the text is shorter; or an element
    that the captured page has not, or whose text is shorter.
    """
    derived = derived_texts(document, files)
    lengths = {id: len(text.text) for id, text in derived.items()}
    for pointer, element in document.index.of_type(ElementOrigin):
        text = derived_text_of(element, derived)
        if text is not None and not text.has(element):
            yield error(
                "origin-past-the-end",
                f"{pointer}/path",
                f"{element.path} is not in {element.capture}, or has less text",
                "look for the words again: the path is that in the tree of the file",
            )
    for pointer, lines in document.index.of_type(LinesOrigin):
        text = derived_text_of(lines, derived)
        if text is not None and not text.has(lines):
            yield error(
                "origin-past-the-end",
                f"{pointer}/first",
                f"no such text stands on line {lines.first} to {lines.last} of {lines.capture}",
                "look for the words again: lines count from 1",
            )
    for pointer, origin in document.index.of_type(TextOrigin):
        if isinstance(origin, BlockOrigin) or origin.capture not in lengths:
            continue
        length = lengths[origin.capture]
        if origin.end > length:
            yield error(
                "origin-past-the-end",
                f"{pointer}/end",
                f"it ends at {origin.end}, and {origin.capture} has "
                f"{counted(length, 'code points', grouped=False)}",
                "count again: offsets are code points of the decoded text",
            )
