"""Reads the element `figure`: images, tables and quotations, each with its caption."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.html.images import key_of
from archive.articles.html.page_context import Piece, Walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.derivations.html_text_1 import Element

_LONGEST = 400


def pieces(walk: Walk, element: Element, depth: int) -> Iterator[Piece]:
    """Yield the blocks of a figure. Among several images, the first gets all captions."""
    yield from attach_captions(list(walk.pieces(element, depth)))


def attach_captions(found_in: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the blocks of a figure; each caption is added to its image, table or quotation."""
    images, seen = list[Piece](), set[str]()
    aside: list[Piece] = []
    others: list[Piece] = []
    for piece in found_in:
        if isinstance(piece.block, content.Furniture):
            aside.append(piece)
        elif not _is_image(piece):
            others.append(piece)
        elif (key := _key(piece)) not in seen:
            seen.add(key)
            images.append(piece)
    captions = [piece for piece in others if _caption(piece) is not None]
    first_at = captions[0].start if captions else 0
    before = [piece for piece in aside if piece.start < first_at]
    after = aside[len(before) :]
    is_parted = bool(captions and after and after[0].start < captions[-1].start)
    if images and len(captions) == len(others) and not is_parted:
        words = tuple(one for piece in captions if (one := _caption(piece)) is not None)
        first = images[0].block
        assert isinstance(first, content.Figure)
        start = captions[0].start if captions else images[0].start
        end = captions[-1].end if captions else images[0].end
        # All captions go to one figure: a credit alone would be a figure without an image.
        yield from before
        yield Piece(replace(first, captions=words), start, end)
        yield from images[1:]
        yield from after
        return
    made: list[Piece] = []
    for piece in found_in:
        words_of = _caption(piece) if isinstance(piece.block, content.Figure) else None
        last = made[-1] if made else None
        if words_of is not None and last is not None:
            if isinstance(last.block, content.Quotation) and last.block.credit is None:
                block = replace(last.block, credit=words_of)
                made[-1] = Piece(block, last.start, piece.end)
                continue
            if isinstance(last.block, content.Table) and last.block.caption is None:
                made[-1] = Piece(replace(last.block, caption=words_of), last.start, piece.end)
                continue
            if _is_image(last):
                assert isinstance(last.block, content.Figure)
                made[-1] = Piece(replace(last.block, captions=(words_of,)), piece.start, piece.end)
                continue
        if isinstance(piece.block, content.Table) and last is not None:
            caption = _caption(last) if isinstance(last.block, content.Figure) else None
            if caption is not None and piece.block.caption is None and not _has_image(last):
                made[-1] = Piece(replace(piece.block, caption=caption), last.start, piece.end)
                continue
        made.append(piece)
    yield from made


def _is_image(piece: Piece) -> bool:
    """Whether a block is an image without a caption."""
    return isinstance(piece.block, content.Figure) and not piece.block.captions


def _key(piece: Piece) -> str:
    """Return a key of the image, to recognise its copy for browsers without scripts."""
    return key_of(piece.block.image if isinstance(piece.block, content.Figure) else None)


def _has_image(piece: Piece) -> bool:
    return isinstance(piece.block, content.Figure) and piece.block.image is not None


def _caption(piece: Piece) -> content.Words | None:
    """Return the words of a block that can be a caption; `None` for other blocks."""
    block = piece.block
    if isinstance(block, content.Figure) and len(block.captions) == 1 and block.image is None:
        return block.captions[0]
    if isinstance(block, content.Paragraph) and piece.end - piece.start <= _LONGEST:
        return block.words
    return None
