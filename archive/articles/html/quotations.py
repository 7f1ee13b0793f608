"""Reads block quotations, with the credit: the line that names the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.html.furniture_names import classes_and_id
from archive.articles.html.page_context import Piece, Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.derivations.html_text_1 import Element

_LINES = content.Paragraph | content.Furniture
_LONGEST_CREDIT = 300
_CREDIT_CLASSES = ("credit", "source", "attribution", "cite", "byline", "author")


def pieces(walk: Walk, element: Element, depth: int) -> Iterator[Piece]:
    """Yield a quotation. Lists, tables and images are not allowed in it, and split it in two."""
    credit = _credit(walk, element)
    losses = walk.context.losses
    text: list[Piece] = []
    for piece in walk.pieces(element, depth):
        block = piece.block
        if credit and text and piece.start >= credit.start and isinstance(block, _LINES):
            losses.take(credit)
            yield _quotation(text, block.words, piece.end)
            text = []
        elif isinstance(block, content.Paragraph):
            losses.take(element)
            text.append(piece)
        else:
            if text:
                yield _quotation(text, None, text[-1].end)
                text = []
            yield piece
    if text:
        yield _quotation(text, None, text[-1].end)


def _quotation(text: list[Piece], credit: content.Words | None, end: int) -> Piece:
    paragraphs = tuple(
        piece.block.words for piece in text if isinstance(piece.block, content.Paragraph)
    )
    return Piece(content.Quotation(paragraphs, credit), text[0].start, end)


def _credit(walk: Walk, quotation: Element) -> Element | None:
    """Return the last element of a quotation, if it names the source."""
    at = quotation
    while True:
        children = [child for child in at.children if child.end > child.start]
        if not children or children[-1].end < quotation.end:
            return None
        last = children[-1]
        is_named = any(word in classes_and_id(last) for word in _CREDIT_CLASSES)
        is_alone = last.start > quotation.start and last.end - last.start <= _LONGEST_CREDIT
        before = walk.context.page.text[quotation.start : last.start]
        begins_line = before.endswith("\n")
        if is_alone and begins_line and (last.name in ("footer", "cite", "figcaption") or is_named):
            return last
        at = last
