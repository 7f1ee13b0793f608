"""Rules on the text of a record and the captures that it comes from: does it stand there?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from archive.derivations import PLAIN, derivation_for, derivation_of
from archive.english import counted, listed
from archive.errors import ArchiveError, MissingExtra, ReadError
from archive.findings import Finding, error, note, short, warning
from archive.model.blocks import Row
from archive.model.captures import BlockOrigin, ElementOrigin, LinesOrigin, TextOrigin
from archive.text.alignment.increasing_subsequence import longest_increasing_subsequence
from archive.text.decoding import charset_of, is_utf_8, seeming_encoding
from archive.validation.accounting import Account, Owner, accounts
from archive.validation.rederivation import (
    derived_again,
    derived_text_of,
    derived_texts,
    difference,
    possible_derivation,
)

if TYPE_CHECKING:
    from archive.derivations.derivation import Derivation
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
    for number, capture, outcome in derived_again(document, files, unnamed=True):
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


def derivation_not_of_content(document: Document, files: Files) -> Iterator[Finding]:
    """The derivation of a capture is not one for what its bytes are.

    Another derivation finds other words in the same bytes, or none. Where a file with markup is
    taken for plain text (`archive new --plain`), the markup is text, and so is what only programs
    read: comments, scripts, attributes. That is a warning: a reader of the article saw no such
    words.
    """
    for number, capture in enumerate(document.captures):
        named = capture.derivation
        content = files.content(capture.file) if named is not None else None
        if named is None or not files.is_intact(capture):
            continue
        of_type = derivation_for(capture.media_type)
        is_other = of_type is not None and _KIND.get(of_type.name) != _KIND.get(named)
        if is_other and of_type is not None:
            message = f"{capture.file} is said to be {capture.media_type}, which {named} is not for"
            hint = f"{of_type.name} is; receive it again (archive new)"
            yield error(
                "derivation-not-of-content", f"/captures/{number}/media_type", message, hint
            )
            continue
        if _is_of(content, named):
            continue
        pointer, is_plain = f"/captures/{number}/derivation", named in PLAIN
        if is_plain and content is not None and content.name in _OF_MARKUP:
            message = f"{capture.file} has markup, and all of it is text for {named}"
            hint = f"receive it again (archive new): its text is that of {content.name}"
            yield warning("derivation-not-of-content", pointer, message, hint)
        elif not is_plain or (content is not None and content.name not in PLAIN):
            what = "no text that can be derived" if content is None else f"text for {content.name}"
            message = f"{capture.file} holds {what}, not for {named}"
            hint = "receive it again (archive new), and rebase the record onto that"
            yield error("derivation-not-of-content", pointer, message, hint)


_KIND = dict.fromkeys(PLAIN, "text") | {
    "html-text-1": "html",
    "markdown-text-1": "markdown",
    "docx-text-1": "docx",
    "odt-text-1": "odt",
    "jats-text-1": "xml",
    "tei-text-1": "xml",
}
"""What a derivation is for, as media types tell it: JATS and TEI share one."""


def _is_of(content: Derivation | None, named: str) -> bool:
    """Whether a derivation is one for a file that shows to be for another.

    Markdown need not look like it, has HTML in it, and may be read as a page.
    """
    if content is None:
        return False
    text = (*PLAIN, "markdown-text-1")
    return (
        content.name == named
        or (content.name in text and named in (*text, "html-text-1"))
        or (content.name == "html-text-1" and named == "markdown-text-1")
    )


def encoding_differs(document: Document, files: Files) -> Iterator[Finding]:
    """The bytes of a capture are in another encoding than its media type says.

    Bytes beyond ASCII that make a text in UTF-8 are in UTF-8: by accident they hardly ever do.
    Where bytes are said to be UTF-8, and are not, characters are lost (U+FFFD).
    """
    texts = derived_texts(document, files)
    for number, capture in enumerate(document.captures):
        charset = charset_of(capture.media_type).lower()
        data = files.read(capture.file) if capture.id in texts else None
        if capture.derivation not in _BY_CHARSET or data is None or data.isascii():
            continue
        pointer, is_named_utf_8 = f"/captures/{number}/media_type", charset in ("", "utf-8", "utf8")
        if is_utf_8(data) and not is_named_utf_8 and not charset.startswith(("utf-16", "iso-2022")):
            message = f"{capture.file} is UTF-8, and is said to be {charset}"
            hint = "receive it again (archive new), and rebase the record onto that"
            yield error("encoding-differs", pointer, message, hint)
        elif is_named_utf_8 and not is_utf_8(data) and capture.derivation == "html-text-1":
            message = f"{capture.file} is said to be UTF-8, and is not: characters are U+FFFD"
            yield warning("encoding-differs", pointer, message, _encoding_to_name(data))


def capture_read_twice(document: Document, files: Files) -> Iterator[Finding]:
    """Blocks come from two captures of the same bytes.

    What was received once would be in the record twice, or in any order. Give all blocks the
    origin of one of them; the other may stay, as a receipt.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    first: dict[str, str] = {}
    for number, capture in enumerate(document.captures):
        if capture.id not in sources:
            continue
        other = first.setdefault(capture.sha256, capture.id)
        if other != capture.id:
            message = f"blocks come from {other} and from {capture.id}, which are the same bytes"
            hint = f"let all of them come from {other}"
            yield error("capture-read-twice", f"/captures/{number}", message, hint)


def text_without_origin(document: Document, files: Files) -> Iterator[Finding]:
    """No block says where it was received, though a capture has text.

    The bytes of a capture are of a kind from which text can be derived, whatever its media type
    says. Receive the file again (`archive new`), and rebase the record onto that.
    """
    blocks = document.index.text_blocks
    if any(block.origin is not None for _, block in blocks):
        return
    for number, capture in enumerate(document.captures):
        if files.is_intact(capture) and possible_derivation(capture, files) is not None:
            hint = f"receive {capture.file} again (archive new), and keep the origins"
            if blocks:
                message = f"{capture.file} has text, and no block has an origin in it"
                yield error("text-without-origin", f"/captures/{number}", message, hint)
            elif capture.derivation is None:  # else its words are not covered
                message = f"{capture.file} has text, and the record has none"
                yield warning("text-without-origin", f"/captures/{number}", message, hint)


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


_LONGEST_MARKER = 40
"""Code points of a marker at most."""
_MOST_WORDS = 2
"""Words of two letters or more in a marker at most, as in "See note 5"."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_AROUND = 12
"""How much of the text is shown around a place."""
_OF_MARKUP = ("html-text-1", "jats-text-1", "tei-text-1")
"""Derivations for which tags are no text."""
_BY_CHARSET = ("verbatim-1", "verbatim-2", "html-text-1", "markdown-text-1")
"""Derivations that decode by the charset of the media type."""


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


def marker_not_a_sign(document: Document, files: Files) -> Iterator[Finding]:
    """The marker of an item or note is more than a sign or a number.

    Words belong into blocks. A marker is one short line; where a word processor counts, and no
    marker stands in the text, it has no words but those of the numbering in the file.
    """
    for account in accounts(document, files):
        for owner in account.blocks:
            shown = owner.shown_marker
            if not shown:
                continue
            is_short = len(shown) <= _LONGEST_MARKER and len(_WORD.findall(shown)) <= _MOST_WORDS
            if not is_short or "\n" in shown.strip():
                words = short(" ".join(shown.split()))
                message = f"the marker of {owner.name} is {words}, {len(shown)} code points"
            elif not owner.marker and not account.derived.may_count(shown):
                message = f"the marker of {owner.name} is {short(shown)}, which no numbering makes"
            else:
                continue
            hint = "words that were received belong into a block"
            yield error("marker-not-a-sign", f"{owner.pointer}/marker", message, hint)


def block_cut_within_word(document: Document, files: Files) -> Iterator[Finding]:
    """A block begins or ends within a word of the capture.

    Two words that the capture has not would stand in the record. Let the block end where the word
    does.
    """
    for account in accounts(document, files):
        text = account.derived.text
        for owner in account.blocks:
            start, end = account.with_marker(owner)
            if start == end:
                continue
            for at in (start, end):
                if 0 < at < len(text) and _cuts_word(text, at):
                    words = short(text[max(0, at - _AROUND) : at + _AROUND])
                    message = f"{owner.name} is cut within a word of {account.capture.id}: {words}"
                    hint = "let it begin and end with whole words"
                    yield error("block-cut-within-word", f"{owner.pointer}/origin", message, hint)


def furniture_within_line(document: Document, files: Files) -> Iterator[Finding]:
    """Words in the midst of a line of the article are called furniture.

    Furniture is not shown as the article, so the sentence would have other words. What is not the
    article stands beside it: before a line, after it, or on its own.
    """
    for account in accounts(document, files):
        derived, owners = account.derived, account.in_order
        for before, owner, after in zip(owners, owners[1:], owners[2:], strict=False):
            if not owner.is_furniture or before.is_furniture or after.is_furniture:
                continue
            if derived.is_one_line(before.origin, owner.origin) and derived.is_one_line(
                owner.origin, after.origin
            ):
                message = f"{owner.name} ({short(owner.text or '')}) stands in the midst of a line"
                hint = "make it part of the block around it"
                message = f"{message} of {account.capture.id}"
                yield error("furniture-within-line", owner.pointer, message, hint)


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
    """Whether an offset lies between two letters of one word of an alphabet."""
    return all(one.isalpha() and one < "\u2e80" for one in text[at - 1 : at + 1])


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
        derived = account.derived
        origins = {owner.name: owner.origin for owner in account.blocks}
        for pointer, row in document.index.of_type(Row):
            own = [origins[cell.id] for cell in row.cells if cell.id in origins]
            if len(own) < len(row.cells):
                continue
            cells = next(filter(None, map(derived.row_of, own)), ())
            foreign = [
                cell.id
                for cell, origin in zip(row.cells, own, strict=True)
                if cells and derived.cell_of(origin) not in cells
            ]
            for id in foreign:
                message = f"{id} does not stand in the row of the other cells"
                hint = "put it back into its own row, or out of the table"
                message = f"{message} in {account.capture.id}"
                yield error("cell-not-covered", pointer, message, hint)
            keys = [derived.cell_of(origin) for origin in own]
            for cell, key, at in zip(row.cells, keys, range(len(keys)), strict=True):
                if key is not None and key in keys[:at]:
                    message = f"{cell.id} is a part of another cell in {account.capture.id}"
                    hint = "put the words of one cell into one"
                    yield error("cell-not-covered", pointer, message, hint)
            missing = {*cells} - {*keys}
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
            called = {note for one in tables[caption.group] for note in one.calls}
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
            if len(blocks) == len(document.index.text_blocks):
                yield note("block-not-derived", pointer, message)
                continue
            for pointer, id in blocks:
                message = (
                    f"{id} is a transcript of {capture_id}, and nothing derives it; others are"
                )
                yield warning("block-not-derived", pointer, message, "compare it with the file")


def transcript_beside_text(document: Document, files: Files) -> Iterator[Finding]:
    """The text is a transcript of one capture, though another capture has text.

    Of a page somebody can check each word, of a transcript of a scan nobody can but by reading. If
    the capture with text is the article, take its words: receive it, and rebase the record onto
    it.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    derivable = {
        capture.id
        for capture in document.captures
        if files.is_intact(capture) and possible_derivation(capture, files) is not None
    }
    if not sources - derivable:
        return
    for number, capture in enumerate(document.captures):
        if capture.id in derivable - sources:
            message = f"{capture.file} has text, and blocks are a transcript of another file"
            yield warning("transcript-beside-text", f"/captures/{number}", message)


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
