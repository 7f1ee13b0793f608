"""Rules on the text and its structure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from archive.derivations import derivation_for
from archive.english import counted
from archive.findings import Finding, error, note, short, warning
from archive.model.blocks import (
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Note,
    NoteCall,
    Quotation,
    Section,
    Table,
)
from archive.text.furniture_phrases import reads_like_furniture

if TYPE_CHECKING:
    from archive.model.document import Document


def text_not_nfc(document: Document) -> Iterator[Finding]:
    """A text is not in Unicode normalization form C (NFC).

    The text looks the same as its NFC form but is not equal to it, so searches miss it. Type a
    restatement or a name again. For received text, which is never changed, the finding is only a
    note.
    """
    for pointer, block in document.index.text_blocks:
        if not is_normalized("NFC", block.text):
            yield note("text-not-nfc", f"{pointer}/text", f"the text of {block.id} is not in NFC")
    for number, claim in enumerate(document.claims):
        for field in ("restatement", "public_restatement"):
            wording: str = getattr(claim, field) or ""
            if not is_normalized("NFC", wording):
                at = f"/claims/{number}/{field}"
                yield warning("text-not-nfc", at, f"{short(wording)} is not in NFC")
    for number, entity in enumerate(document.entities):
        for position, name in enumerate(entity.names):
            if not is_normalized("NFC", name.text):
                at = f"/entities/{number}/names/{position}/text"
                yield warning("text-not-nfc", at, f"{short(name.text)} is not in NFC")


def block_empty(document: Document) -> Iterator[Finding]:
    """A block that should have text is empty or blank.

    Remove the block. Empty table cells and empty lines of code are allowed.
    """
    for pointer, block in document.index.text_blocks:
        holds_nothing = not block.text.strip() and not block.marks
        if holds_nothing and not isinstance(block, Cell | CodeBlock) and not _has_lists(block):
            yield warning("block-empty", pointer, f"{block.id} has no text", "remove the block")


def _has_lists(block: object) -> bool:
    return bool(getattr(block, "lists", ()))


def section_empty(document: Document) -> Iterator[Finding]:
    """A section has neither blocks nor subsections.

    Remove it.
    """
    for pointer, section in document.index.of_type(Section):
        if not section.blocks and not section.sections:
            yield warning("section-empty", pointer, f"{section.id} is empty", "remove it")


def heading_heads_nothing(document: Document) -> Iterator[Finding]:
    """A heading is the last block of its section, so that nothing follows it.

    The heading may be a caption, or its blocks may be in another section. A first section with only
    the title of the article is accepted.
    """
    for pointer, section in document.index.of_type(Section):
        if pointer == "/sections/0" or section.role == "furniture" or section.sections:
            continue
        if section.blocks and isinstance(heading := section.blocks[-1], Heading):
            at = f"{pointer}/blocks/{len(section.blocks) - 1}"
            yield note("heading-heads-nothing", at, f"nothing follows {short(heading.text)}")


def furniture_in_article(document: Document) -> Iterator[Finding]:
    """A block of the article reads like a part of the page around it.

    Keep comment forms, share bars and cookie notices as `furniture`, so that they are not counted
    or quoted as the author's words.
    """
    quoted = _quoted(document)
    for pointer, block in document.index.text_blocks:
        if (
            reads_like_furniture(block.text)
            and block.id not in document.index.furniture
            and block.id not in quoted
            and not isinstance(block, CodeBlock)
        ):
            yield warning(
                "furniture-in-article",
                pointer,
                f"{short(block.text)} reads like a part of the page, not of the article",
                'make it a block of type "furniture"',
            )


def _quoted(document: Document) -> frozenset[str]:
    """Return the ids of the paragraphs of block quotations."""
    quotations = document.index.of_type(Quotation)
    return frozenset(block.id for _, quotation in quotations for block in quotation.blocks)


def note_never_called(document: Document) -> Iterator[Finding]:
    """Nothing in the text refers to a footnote or endnote.

    Readers cannot know what the note is about. Add a mark of type `note-call` where the text refers
    to it, or make it a marginal note.
    """
    called = {call.note for _, call in document.index.of_type(NoteCall)}
    for pointer, printed in document.index.of_type(Note):
        if printed.id not in called and printed.place != "margin":
            yield warning(
                "note-never-called",
                pointer,
                f"nothing in the text refers to {printed.id}",
                'add a mark of type "note-call" where the text refers to it',
            )


def table_ragged(document: Document) -> Iterator[Finding]:
    """The rows of a table have different numbers of columns.

    A cell is missing, or the number of columns or rows that a cell spans is wrong. A cell that
    spans several rows counts in each of them.
    """
    for pointer, table in document.index.of_type(Table):
        widths = _widths(table)
        for number, width in enumerate(widths):
            if width != widths[0]:
                columns = counted(width, "columns")
                message = f"{table.id} has {columns} here, but {widths[0]} in its first row"
                yield warning("table-ragged", f"{pointer}/rows/{number}", message)
                break


def _widths(table: Table) -> list[int]:
    """Return the number of columns of each row, including cells that span into it from above."""
    ending = [0] * (len(table.rows) + 1)
    widths, width = [], 0
    for number, row in enumerate(table.rows):
        width -= ending[number]
        for cell in row.cells:
            width += cell.columns
            ending[min(number + cell.rows, len(table.rows))] += cell.columns
        widths.append(width)
    return widths


def image_without_description(document: Document) -> Iterator[Finding]:
    """A figure has an image, but no description of it.

    Readers who cannot see the image, and programs, do not know what it shows.
    """
    for pointer, figure in document.index.of_type(Figure):
        if figure.image is not None and figure.description is None:
            message = f"{figure.id} has an image, but no description"
            yield note("image-without-description", pointer, message)


def text_without_capture(document: Document) -> Iterator[Finding]:
    """The record has no capture, so its text cannot be checked.

    If you have the file from which the text was taken, receive it (`archive receive`), and rebase
    the record onto the result.
    """
    if not document.captures and any(block.text for block in document.text_blocks()):
        yield note("text-without-capture", "", "the record has no capture to compare its text with")


def block_without_origin(document: Document) -> Iterator[Finding]:
    """A block has no origin, although other blocks have one.

    The words of the block cannot be compared with a capture. If the text was received, add its
    origin; if an editor wrote it about the article, replace the block by a comment. If no block has
    an origin, but text can be derived from a capture, receive the file again: `archive receive`.
    """
    blocks = document.index.text_blocks
    missing = [(pointer, block) for pointer, block in blocks if block.origin is None]
    if not missing or not document.captures:
        return
    if len(missing) < len(blocks):
        for pointer, block in missing:
            message = f"{block.id} has no origin in any capture: {short(block.text)}"
            hint = "add the capture and the place of its words there"
            yield error("block-without-origin", pointer, message, hint)
        return
    number = counted(len(missing), "blocks")
    of_values = {origin.capture for _, origin in document.index.origins_of_values}
    sources = [
        capture
        for capture in document.captures
        if capture.id not in of_values and derivation_for(capture.media_type) is not None
    ]
    if sources:
        message = f"there is no origin for {number}, but {sources[0].id} has text"
        hint = f"receive {sources[0].file} again (archive receive), and keep the origins"
        yield error("block-without-origin", missing[0][0], message, hint)
    else:
        message = f"there is no origin for {number}, so no capture can be compared"
        yield note("block-without-origin", missing[0][0], message)
