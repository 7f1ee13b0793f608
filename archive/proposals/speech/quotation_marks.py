"""`quotations_in` finds text in quotation marks of all scripts, also across paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.model.blocks import TextBlock
from archive.proposals.tuning import DEEPEST_QUOTATION, NEAR_CLOSING

_CLOSERS = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "»": "«", "›": "‹", "「": "」", "『": "』",
    "｢": "｣", "〝": "〞〟", '"': '"', "‘": "’", "‚": "‘’", "”": "”", "'": "'", "''": "''",
    "``": "''",
}  # fmt: skip
"""The marks that close each opening mark: German „so“, German and Danish »so«, Swedish ”so”."""
_MARKS = re.compile("''|``|[“”„‟«»‹›「」『』｢｣〝〞〟\"‘’‚']")
_NEVER_WITHIN = ("'", "’")
"""Marks that are apostrophes more often than quotation marks."""


class QuotedPiece(NamedTuple):
    """A stretch of a block between quotation marks."""

    block: TextBlock
    start: int
    """The offset of the opening mark."""
    end: int
    """The offset just past the closing mark; the end of the block if the quotation continues."""
    inner_start: int
    inner_end: int

    @property
    def words(self) -> str:
        """The words between the marks."""
        return self.block.text[self.inner_start : self.inner_end]

    @property
    def opening(self) -> str:
        """The opening mark."""
        return self.block.text[self.start : self.inner_start]


@dataclass(frozen=True, slots=True)
class MarkedQuotation:
    """Text in quotation marks: one piece, or several if it continues in further paragraphs."""

    pieces: tuple[QuotedPiece, ...]

    @property
    def words(self) -> str:
        """The words of the quotation."""
        return " ".join(piece.words for piece in self.pieces)


def quotations_in(blocks: Sequence[TextBlock]) -> Iterator[MarkedQuotation]:
    """Yield the quotations in order. Nested quotations are part of the outer one.

    If a quotation is not closed in its block and the next block opens with the same mark, it
    continues there, as in a quotation of several paragraphs. Otherwise its mark opens nothing.
    """
    open_pieces: list[QuotedPiece] = []
    for number, block in enumerate(blocks):
        last = open_pieces[-1].opening if open_pieces else None
        pieces, is_open = _pieces(block)
        if last is not None and not (pieces and _begins_with(block, pieces[0], last)):
            open_pieces = []
        for piece in pieces[: len(pieces) - is_open]:
            yield MarkedQuotation((*open_pieces, piece))
            open_pieces = []
        if is_open:
            following = blocks[number + 1].text.lstrip() if number + 1 < len(blocks) else ""
            opening = pieces[-1].opening
            if following.startswith(opening) and opening not in _NEVER_WITHIN:
                open_pieces = [*open_pieces, pieces[-1]]
            else:
                open_pieces = []


def _begins_with(block: TextBlock, piece: QuotedPiece, mark: str) -> bool:
    return not block.text[: piece.start].strip() and piece.opening == mark


def _pieces(block: TextBlock) -> tuple[list[QuotedPiece], bool]:
    """Return the outermost pieces of a block, and whether the last one is not closed."""
    text = block.text
    pieces: list[QuotedPiece] = []
    opened: list[tuple[str, int]] = []

    def closed(at: int, mark: str) -> QuotedPiece:
        opening, start = opened[0]
        return QuotedPiece(block, start, at + len(mark), start + len(opening), at)

    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if opened and _closes(mark, opened[-1][0]) and _may_close(text, at, opened[-1][0]):
            if len(opened) == 1 and closed(at, mark).inner_start < at:
                pieces.append(closed(at, mark))
            opened.pop()
        elif len(opened) > 1 and _closes(mark, opened[0][0]) and _may_close(text, at, mark):
            pieces.append(closed(at, mark))  # the inner opening mark was an apostrophe
            opened = []
        elif mark in _CLOSERS and _may_open(text, at, mark) and len(opened) < DEEPEST_QUOTATION:
            opened.append((mark, at))
    if not opened:
        return pieces, False
    opening, start = opened[0]
    return [*pieces, QuotedPiece(block, start, len(text), start + len(opening), len(text))], True


def _closes(mark: str, opening: str) -> bool:
    """Return whether a mark may close the opening mark; one apostrophe cannot close two."""
    closers = _CLOSERS[opening]
    return mark == closers if closers == "''" else mark in closers


def _may_open(text: str, at: int, mark: str) -> bool:
    """Return whether a mark can open a quotation: a word follows it, and none is just before it."""
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    if mark in "「『｢〝":
        return bool(after)
    if not after or (after.isspace() and mark != "«"):
        return False
    if mark in "“„«‹" or mark == "``":
        return True
    if mark == "’":
        return False
    if mark == "'":
        return (not before or before in ' \t\n\u00a0(["“—–') and not re.match(
            r"'(?:tis|twas|em|cause|\d\ds?)\b", text[at : at + 8]
        )
    return not before or not (before.isalnum() or before in ".,!?")


def _may_close(text: str, at: int, opening: str) -> bool:
    """Return whether a mark can close a quotation with this opening mark; an apostrophe cannot."""
    if opening not in ("‘", "'", "‚"):
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if after.isalnum() or before.isspace():
        return False
    if before in '.,!?;:…—–)”"' or not before.isalpha():
        return True
    # in "the boys’ room", a later mark may be the closing one
    following = _CLOSES_WELL.search(text, at + 1, at + NEAR_CLOSING)
    reopened = text.find(opening, at + 1, at + NEAR_CLOSING)
    if following is None and before == "s":
        following = _CLOSES.search(text, at + 1, at + NEAR_CLOSING)
    return following is None or -1 < reopened < following.start()


_CLOSES_WELL = re.compile(r"[.,!?;:…—–][’'](?!\w)")
_CLOSES = re.compile(r"(?<=\w)[’'](?!\w)")
