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
    for pointer, block in document.index.text_blocks:
        origin = block.origin
        if block.id in document.index.edits:
            continue  # block-edited
        if isinstance(origin, BlockOrigin) and origin.end - origin.start != len(block.text):
            yield error(
                "origin-length-differs",
                f"{pointer}/origin",
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
    for pointer, block in document.index.text_blocks:
        origin = block.origin
        if not isinstance(origin, BlockOrigin):
            continue
        if origin.start < reached.get(origin.capture, 0):
            yield error(
                "origins-out-of-order",
                f"{pointer}/origin",
                f"{block.id} begins at {origin.start}, "
                f"but the block before it ends at {reached[origin.capture]}",
            )
        reached[origin.capture] = max(origin.end, reached.get(origin.capture, 0))


def origin_without_derivation(document: Document) -> Iterator[Finding]:
    """An origin is a stretch of a capture's text, but the capture has no derivation.

    Without a derivation, the text cannot be derived again. If only the capture of a block is known,
    its origin is `{"type": "capture"}`.
    """
    captures = {capture.id: capture for capture in document.captures}
    for pointer, origin in document.index.of_type(TextOrigin):
        capture = captures.get(origin.capture)
        if capture is not None and capture.derivation is None:
            yield error(
                "origin-without-derivation",
                pointer,
                f"{capture.id} has no derivation",
                'give the capture "derivation": "verbatim-1"',
            )


def origin_backwards(document: Document) -> Iterator[Finding]:
    """The origin of a value is an empty stretch of a capture.

    The stretch ends at or before its start. A stretch of an element or of lines needs both `start`
    and `end`; an origin without them is the whole element, which may be empty.
    """
    for pointer, origin in document.index.of_type(TextOrigin):
        if not isinstance(origin, BlockOrigin) and origin.end <= origin.start:
            message = f"{origin.start} to {origin.end} is not a stretch of {origin.capture}"
            yield error("origin-backwards", pointer, message)
    for pointer, lines in document.index.of_type(LinesOrigin):
        if lines.last < lines.first:
            message = f"line {lines.first} to {lines.last} is not a stretch of {lines.capture}"
            yield error("origin-backwards", pointer, message)
    of_stretches: tuple[tuple[str, ElementOrigin | LinesOrigin], ...] = (
        *document.index.of_type(ElementOrigin),
        *document.index.of_type(LinesOrigin),
    )
    for pointer, element in of_stretches:
        start, end = element.start, element.end
        if start is None and end is None:
            continue
        if start is None or end is None:
            given, other = ("end", "start") if start is None else ("start", "end")
            yield error(
                "origin-backwards",
                pointer,
                f'"{given}" is given without "{other}"',
                f'add "{other}", or remove both to mean all the text',
            )
        elif end < start:
            where = "lines" if isinstance(element, LinesOrigin) else element.path
            message = f"{start} to {end} is not a stretch of {where} in {element.capture}"
            yield error("origin-backwards", pointer, message)


def separator_not_blank(document: Document) -> Iterator[Finding]:
    """The text between two blocks, or before the first, is not blank.

    Every code point of a text capture that is not blank belongs to a block.
    """
    for pointer, origin in document.index.of_type(BlockOrigin):
        if origin.separator.strip():
            yield error(
                "separator-not-blank",
                f"{pointer}/separator",
                f"{short_repr(origin.separator)} is not blank",
            )
    for pointer, capture in document.index.of_type(Capture):
        if capture.lead.strip():
            yield error(
                "separator-not-blank", f"{pointer}/lead", f"{short_repr(capture.lead)} is not blank"
            )


def capture_file_twice(document: Document) -> Iterator[Finding]:
    """Two captures have the same file, or files that some systems do not distinguish.

    The names of such files differ only in capitals (`a`, `A`) or in the Unicode form of an accent.
    """
    seen: dict[str, str] = {}
    for pointer, capture in document.index.of_type(Capture):
        name = normalize("NFC", normalize("NFD", capture.file).casefold())
        if name in seen:
            yield error(
                "capture-file-twice",
                f"{pointer}/file",
                f"{capture.file} is already the file of {seen[name]}",
            )
        seen.setdefault(name, capture.id)
