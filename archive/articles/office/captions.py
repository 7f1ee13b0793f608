"""Attaches captions to tables and images, which a word processor only puts side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from archive.articles import content
from archive.articles.office.marked_copy import DocumentImage

_OF_TABLE = re.compile(r"\W*(?:tab|таб|πίν|tav|quadro|cuadro|表|표|جدول)", re.IGNORECASE)
"""How captions of tables begin: Table, Tabelle, Tableau, Tabla, Tavola, ..."""
_OF_FIGURE = re.compile(
    r"\W*(?:fig|abb|ill|image|photo|bild|рис|εικ|図|图|圖|그림|شكل)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A paragraph in the style of captions."""

    words: content.Words
    is_of_table: bool = False
    """Whether the style is for captions of tables."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image."""

    of_file: DocumentImage
    is_apart: bool = False
    """Whether it was within the block before it: in a cell, item or note."""


Piece: TypeAlias = content.Block | Caption | Picture
"""A block, caption or image in a sequence."""
_Place: TypeAlias = tuple[int, type]


def with_captions(pieces: Sequence[Piece]) -> Iterator[content.Block]:
    """Yield the blocks, each table and figure with the caption next to it.

    A caption that begins like one of a table goes to a table, one that begins like one of a figure
    to an image, any other to either; the image before it and the table after it come first. A
    caption without either becomes a figure without an image.
    """
    taken: dict[int, Caption] = {}
    gone: set[int] = set()
    flow = [
        n for n, piece in enumerate(pieces) if not (isinstance(piece, Picture) and piece.is_apart)
    ]
    for position, n in enumerate(flow):
        caption = pieces[n]
        if not isinstance(caption, Caption):
            continue
        for at, kind in _candidates(position, caption):
            m = flow[at] if 0 <= at < len(flow) else n
            if m not in taken and _is_uncaptioned(pieces[m], kind):
                taken[m] = caption
                gone.add(n)
                break
    for n, piece in enumerate(pieces):
        if n not in gone:
            yield _block(piece, taken.get(n))


def _candidates(n: int, caption: Caption) -> Sequence[_Place]:
    """Where to look for the table or image of a caption, the likeliest first."""
    tables = (n + 1, content.Table), (n - 1, content.Table)
    images = (n - 1, Picture), (n + 1, Picture)
    if caption.is_of_table or _OF_TABLE.match(caption.words.text):
        return tables
    if _OF_FIGURE.match(caption.words.text):
        return images
    return images[0], tables[0], tables[1], images[1]


def _is_uncaptioned(value: object, kind: type) -> bool:
    """Whether something is of a kind, and has no caption."""
    return isinstance(value, kind) and getattr(value, "caption", None) is None


def _block(value: Piece, caption: Caption | None) -> content.Block:
    if isinstance(value, Caption):
        return content.Figure((value.words,))
    if isinstance(value, Picture):
        captions = () if caption is None else (caption.words,)
        return content.Figure(captions, value.of_file.image, value.of_file.description)
    if isinstance(value, content.Table) and caption is not None:
        return replace(value, caption=caption.words)
    return value
