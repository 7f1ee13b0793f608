"""Invariants of captures, and of the origins of blocks and values in them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from archive.english import counted
from archive.findings import Finding, error
from archive.model.captures import (
    BlockOrigin,
    Capture,
    ElementOrigin,
    LinesOrigin,
    TextOrigin,
)
from archive.text.nearest_words import short_repr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.model.document import Document


def origin_length_differs(document: Document) -> Iterator[Finding]:
    """The origin of a block is a stretch whose length differs from that of the block's text.

    `verbatim-1` and `verbatim-2` take the text from the capture code point by code point.
    """
    for number, block in enumerate(document.index.every_text_block):
        origin = block.origin
        if not isinstance(origin, BlockOrigin) or block.id in document.index.edits:
            continue  # block-edited
        if origin.end - origin.start != len(block.text):
            yield error(
                "origin-length-differs",
                _pointer(document, number),
                f"{origin.start} to {origin.end} is "
                f"{counted(origin.end - origin.start, 'code points', grouped=False)}, "
                f"but the text of {block.id} has {len(block.text)}",
                "put the text back as it was received",
            )


def origins_out_of_order(document: Document) -> Iterator[Finding]:
    """The origin of a block begins before the end of the origin of the preceding block.

    Blocks are in reading order, and a code point of a capture belongs to one block only.
    """
    reached: dict[str, int] = {}
    for number, block in enumerate(document.index.every_text_block):
        origin = block.origin
        if not isinstance(origin, BlockOrigin):
            continue
        end = reached.get(origin.capture, 0)
        if origin.start < end:
            yield error(
                "origins-out-of-order",
                _pointer(document, number),
                f"{block.id} begins at {origin.start}, but the block before it ends at {end}",
            )
        reached[origin.capture] = max(origin.end, end)


def _pointer(document: Document, block: int) -> str:
    """Return the JSON Pointer of the origin of a block; the argument is the block's position."""
    return f"{document.index.text_blocks[block][0]}/origin"


def origin_without_derivation(document: Document) -> Iterator[Finding]:
    """An origin is a stretch of a capture's text, but the capture has no derivation.

    Without a derivation, the text cannot be derived again. If only the capture of a block is known,
    its origin is `{"type": "capture"}`.
    """
    captures = {capture.id: capture for capture in document.captures}
    without = {capture.id for capture in captures.values() if capture.derivation is None}
    for pointer, origin in document.index.such(lambda it: it.capture in without, TextOrigin):
        yield error(
            "origin-without-derivation",
            pointer,
            f"{origin.capture} has no derivation",
            'give the capture "derivation": "verbatim-1"',
        )


def origin_backwards(document: Document) -> Iterator[Finding]:
    """The origin of a value is an empty stretch of a capture.

    The stretch ends at or before its start. A stretch of an element or of lines needs both `start`
    and `end`; an origin without them is the whole element, which may be empty.
    """
    such = document.index.such
    for pointer, origin in such(_is_empty, TextOrigin):
        message = f"{origin.start} to {origin.end} is not a stretch of {origin.capture}"
        yield error("origin-backwards", pointer, message)
    for pointer, lines in such(lambda lines: lines.last < lines.first, LinesOrigin):
        message = f"line {lines.first} to {lines.last} is not a stretch of {lines.capture}"
        yield error("origin-backwards", pointer, message)
    of_stretches: tuple[tuple[str, ElementOrigin | LinesOrigin], ...] = (
        *such(_has_no_stretch, ElementOrigin),
        *such(_has_no_stretch, LinesOrigin),
    )
    for pointer, element in of_stretches:
        start, end = element.start, element.end
        if start is None or end is None:
            given, other = ("end", "start") if start is None else ("start", "end")
            yield error(
                "origin-backwards",
                pointer,
                f'"{given}" is given without "{other}"',
                f'add "{other}", or remove both to mean all the text',
            )
        else:
            where = "lines" if isinstance(element, LinesOrigin) else element.path
            message = f"{start} to {end} is not a stretch of {where} in {element.capture}"
            yield error("origin-backwards", pointer, message)


def _is_empty(origin: TextOrigin) -> bool:
    return not isinstance(origin, BlockOrigin) and origin.end <= origin.start


def _has_no_stretch(element: ElementOrigin | LinesOrigin) -> bool:
    """Return whether only one of the two offsets is given, or the end is before the start."""
    start, end = element.start, element.end
    if start is None or end is None:
        return start is not end
    return end < start


def separator_not_blank(document: Document) -> Iterator[Finding]:
    """The text between two blocks, or before the first, is not blank.

    Every code point of a text capture that is not blank belongs to a block.
    """
    for pointer, origin in document.index.such(lambda it: it.separator.strip(), BlockOrigin):
        yield error(
            "separator-not-blank",
            f"{pointer}/separator",
            f"{short_repr(origin.separator)} is not blank",
        )
    for pointer, capture in document.index.such(lambda it: it.lead.strip(), Capture):
        yield error(
            "separator-not-blank", f"{pointer}/lead", f"{short_repr(capture.lead)} is not blank"
        )


def capture_file_twice(document: Document) -> Iterator[Finding]:
    """Two captures have the same file, or files that some systems do not distinguish.

    The names of such files differ only in capitals (`a`, `A`) or in the Unicode form of an accent.
    """
    seen: dict[str, str] = {}
    for n, capture in enumerate(document.captures):
        name = normalize("NFC", normalize("NFD", capture.file).casefold())
        if name in seen:
            yield error(
                "capture-file-twice",
                f"/captures/{n}/file",
                f"{capture.file} is already the file of {seen[name]}",
            )
        seen.setdefault(name, capture.id)
