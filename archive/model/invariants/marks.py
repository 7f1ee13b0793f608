"""Invariants of the marks in a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.english import counted, with_article
from archive.findings import Finding, error
from archive.model.blocks import InlineImage, LineBreak, NoteCall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.model.document import Document

DEEPEST_MARK = 64
"""The greatest allowed depth of nested marks in one block."""


def mark_out_of_range(document: Document) -> Iterator[Finding]:
    """A mark ends after the end of its block's text, or before its own start."""
    for number, block in enumerate(document.index.every_text_block):
        if not block.marks or block.id in document.index.edits:
            continue  # block-edited
        for n, mark in enumerate(block.marks):
            if not mark.start <= mark.end <= len(block.text):
                yield error(
                    "mark-out-of-range",
                    _pointer(document, number, n),
                    f"{mark.start} to {mark.end} is not a stretch of {block.id}, "
                    f"which has {counted(len(block.text), 'code points', grouped=False)}",
                )


def mark_of_wrong_width(document: Document) -> Iterator[Finding]:
    """A line break or an image covers words, or another mark covers no words.

    Only marks without words in the text have zero width: a line break, an image, and a note call
    for which nothing is printed.
    """
    for number, block in enumerate(document.index.every_text_block):
        for n, mark in enumerate(block.marks):
            if isinstance(mark, LineBreak | InlineImage):
                wrong, bound = mark.start != mark.end, "must have no width"
            else:
                wrong = mark.start == mark.end and not isinstance(mark, NoteCall)
                bound = "must cover at least one code point"
            if wrong:
                yield error(
                    "mark-of-wrong-width",
                    _pointer(document, number, n),
                    f"{mark.start} to {mark.end}: {with_article(mark.type)} {bound}",
                )


def marks_cross(document: Document) -> Iterator[Finding]:
    """A mark begins inside another mark and ends outside it, or the marks are not in order.

    Marks nest like XML elements. They are listed in the order of their starts; of two marks with
    the same start, the outer mark comes first. Use annotations for stretches that overlap freely.
    """
    for number, block in enumerate(document.index.every_text_block):
        if not block.marks:
            continue
        open_ends: list[int] = []
        last = 0
        for n, mark in enumerate(block.marks):
            while open_ends and open_ends[-1] <= mark.start:
                open_ends.pop()
            if mark.start < last or (open_ends and mark.end > open_ends[-1]):
                yield error(
                    "marks-cross",
                    _pointer(document, number, n),
                    f"{mark.start} to {mark.end} is neither inside the mark before it nor after it",
                    "split one of the two",
                )
            else:
                open_ends.append(mark.end)
                last = mark.start


def marks_nested_too_deeply(document: Document) -> Iterator[Finding]:
    """Marks are nested more than 64 deep in one block.

    Real pages do not have so many, and programs that read XML safely refuse such files. Delete
    marks that have the same meaning.
    """
    for number, block in enumerate(document.index.every_text_block):
        if len(block.marks) <= DEEPEST_MARK:
            continue
        open_ends: list[int] = []
        for n, mark in enumerate(block.marks):
            while open_ends and open_ends[-1] <= mark.start:
                open_ends.pop()
            open_ends.append(mark.end)
            if len(open_ends) > DEEPEST_MARK:
                yield error(
                    "marks-nested-too-deeply",
                    _pointer(document, number, n),
                    f"{len(open_ends)} marks are nested; at most {DEEPEST_MARK} are allowed",
                    "delete marks that have the same meaning",
                )
                break


def _pointer(document: Document, block: int, mark: int) -> str:
    """Return the JSON Pointer of a mark; the arguments are the positions of block and mark."""
    return f"{document.index.text_blocks[block][0]}/marks/{mark}"
