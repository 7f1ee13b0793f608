"""Invariants of captures, and of what has its origin in them."""

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
    """A block's origin is a stretch of another length than the block's text.

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
                f"the text of {block.id} has {len(block.text)}",
                "put the text back as it was received",
            )


def origins_out_of_order(document: Document) -> Iterator[Finding]:
    """A block's origin begins before the origin of the block before it has ended.

    Blocks stand in reading order, and no code point of a capture lies in two of them.
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
                f"the block before it ends at {reached[origin.capture]}",
            )
        reached[origin.capture] = max(origin.end, reached.get(origin.capture, 0))


def origin_without_derivation(document: Document) -> Iterator[Finding]:
    """A stretch of a capture's text is named, and the capture names no derivation.

    Without it nobody can derive the text again. A block of which only the capture is known has
    `{"type": "capture"}` as its origin.
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
    """A value is said to have been found in a stretch of a capture that holds nothing.

    It ends where it begins, or before. Of a stretch of an element or of lines both ends are given,
    and an element without text may be all of it.
    """
    for pointer, origin in document.index.of_type(TextOrigin):
        if not isinstance(origin, BlockOrigin) and origin.end <= origin.start:
            message = f"{origin.start} to {origin.end} is no stretch of {origin.capture}"
            yield error("origin-backwards", pointer, message)
    for pointer, lines in document.index.of_type(LinesOrigin):
        if lines.last < lines.first:
            message = f"line {lines.first} to {lines.last} is no stretch of {lines.capture}"
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
                f'add "{other}"; without both it is all of the element\'s text',
            )
        elif end < start:
            where = "lines" if isinstance(element, LinesOrigin) else element.path
            message = f"{start} to {end} is no stretch of {where} in {element.capture}"
            yield error("origin-backwards", pointer, message)


def separator_not_blank(document: Document) -> Iterator[Finding]:
    """What stands between two blocks, or before the first, is not blank.

    Every code point of a text capture that is not blank lies in a block.
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
    """Two captures lie in one file, or in two that some systems do not tell apart.

    Those are names that differ in capitals (`a`, `A`) or in how an accent is written only.
    """
    seen: dict[str, str] = {}
    for pointer, capture in document.index.of_type(Capture):
        name = normalize("NFC", normalize("NFD", capture.file).casefold())
        if name in seen:
            yield error(
                "capture-file-twice",
                f"{pointer}/file",
                f"{capture.file} holds {seen[name]} already",
            )
        seen.setdefault(name, capture.id)
