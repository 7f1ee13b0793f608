"""Reads floats (figures, tables, images, supplements): one handler for each element name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.figures import (
    caption_of,
    captioned,
    figure_of,
    image_at,
    image_of_table,
    images_in,
    may_hold_words,
    supplement_of,
)
from archive.articles.jats.tables import table_of
from archive.derivations.jats_forms import IMAGES, other_forms
from archive.derivations.jats_tree import children, first, holds_words, name_of, pieces_of
from archive.derivations.jats_vocabulary import FIGURES, FLOATS, NO_BLOCKS, OF_CAPTIONS

if TYPE_CHECKING:
    from archive.articles.jats.block_walk import BlockHandler, BlockWalk
    from archive.derivations.untrusted_xml import Element


def _figure(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    if name == "fig-group":
        walk.losses.element(name, element, words=True)
    before, caption, after = captioned(walk.inline, element)
    _content(walk, element, before, level)
    for block in figure_of(walk.inline, element, caption, walk.losses):
        walk.sequence.add(block, level)
    _content(walk, element, after, level)


def _content(walk: BlockWalk, element: Element, pieces: list[Element | str], level: int) -> None:
    """Read the content of a figure or supplement outside its caption, and words of its images."""
    name = name_of(element)
    lines = OF_CAPTIONS if name in FIGURES else _OF_TABLES if name in FLOATS else ()
    for piece in pieces:
        if isinstance(piece, str):
            walk.loose_words(piece, element, level)
        elif name_of(piece) in NO_BLOCKS:
            pass  # read with the figure, or reported
        elif name_of(piece) in lines:
            walk.add_paragraph(walk.inline.words(piece), level)
        elif name_of(piece) in IMAGES and name != "fig-group":
            _words_with_image(walk, piece, level)
        elif name_of(piece) == "alternatives" and name != "fig-group":
            _alternatives_of_figure(walk, piece, level)
        else:
            walk.block(piece, level)


def _words_with_image(walk: BlockWalk, element: Element, level: int) -> None:
    """Read the words in the element of an image that is part of a figure or supplement."""
    before, caption, after = captioned(walk.inline, element)
    _content(walk, element, before, level)
    walk.add_paragraph(caption_of(walk.inline, element, caption), level)
    _content(walk, element, after, level)


def _image(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    before, caption, after = captioned(walk.inline, element)
    _content(walk, element, before, level)
    words = caption_of(walk.inline, element, caption)
    figure = image_at(element, walk.losses)
    walk.sequence.add(replace(figure, captions=() if words is None else (words,)), level)
    _content(walk, element, after, level)


def _supplement(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    before, caption, after = captioned(walk.inline, element)
    _content(walk, element, before, level)
    walk.add_paragraph(supplement_of(walk.inline, element, caption, walk.losses), level)
    _content(walk, element, after, level)


# --- alternatives ---


def _alternatives(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    others = other_forms(element)
    for other in others:
        walk.losses.other_form(other)
    walk.blocks(element, level, others)


def _alternatives_of_figure(walk: BlockWalk, element: Element, level: int) -> None:
    """Read the words in a group of alternative images; the figure itself reads the image."""
    others = other_forms(element)
    pieces = [piece for piece in pieces_of(element) if piece not in others]
    for other in others:
        if name_of(other) not in IMAGES:
            walk.losses.other_form(other)
    _content(walk, element, pieces, level)


# --- tables ---


def _table(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    _add(walk, table_of(walk.inline, element, walk.losses), level)


def _add(walk: BlockWalk, block: content.Block | None, level: int) -> None:
    if block is not None:
        walk.sequence.add(block, level)


def _table_wrap(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """`table-wrap`: add its tables, the nearest with the caption; or an image in their place."""
    for other in children(element, *NO_BLOCKS):
        walk.losses.element(name_of(other), other)
    before, parts, after = captioned(walk.inline, element, _OF_TABLES)
    before, after = [*_with_alternatives(walk, before)], [*_with_alternatives(walk, after)]
    caption = caption_of(walk.inline, element, parts)
    tables = [piece for piece in (*before, *after) if _is_table(piece)]
    if not tables:
        _content(walk, element, before, level)
        images = [*image_of_table(element, caption, walk.losses)]
        for figure in images:
            walk.sequence.add(figure, level)
        if not images:
            walk.losses.element("table-wrap", element, words=holds_words(element))
        _content(walk, element, after, level)
        return
    for image in images_in(element, walk.losses):
        walk.losses.other_form(image)
    of_caption = _first_block(walk, after)
    if of_caption is None:
        of_caption = _first_block(walk, reversed(before))
    for piece in (*before, None, *after):
        if piece is None:
            if of_caption is None:
                walk.add_paragraph(caption, level)
        elif isinstance(piece, str) or not _is_table(piece):
            _content(walk, element, [piece], level)
        else:
            holder = element if piece is tables[0] else None
            own = caption if piece is of_caption else None
            _add(walk, table_of(walk.inline, piece, walk.losses, own, holder), level)


_OF_TABLES = frozenset(("label", "caption"))


def _is_table(piece: Element | str) -> bool:
    return not isinstance(piece, str) and name_of(piece) == "table"


def _first_block(walk: BlockWalk, pieces: Iterable[Element | str]) -> Element | None:
    """Return the first piece that may become a block with words, but only if it is a table."""
    found = next((one for one in pieces if may_hold_words(walk.inline, one)), "")
    return None if isinstance(found, str) or not _is_table(found) else found


def _with_alternatives(walk: BlockWalk, pieces: list[Element | str]) -> Iterator[Element | str]:
    """Yield the pieces; of a group of alternatives with a table, yield the chosen forms."""
    for piece in pieces:
        if (
            isinstance(piece, str)
            or name_of(piece) != "alternatives"
            or first(piece, "table") is None
        ):
            yield piece
            continue
        others = other_forms(piece)
        for other in others:
            if name_of(other) not in IMAGES:
                walk.losses.other_form(other)
        yield from (one for one in pieces_of(piece) if one not in others)


FLOAT_HANDLERS: Mapping[str, BlockHandler] = {
    **dict.fromkeys(("supplementary-material", "media"), _supplement),
    **dict.fromkeys(("fig", "fig-group"), _figure),
    "table-wrap": _table_wrap,
    "table": _table,
    "graphic": _image,
    "alternatives": _alternatives,
}
"""The handlers of floats, by element name."""
