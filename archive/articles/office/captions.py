"""Attaches captions to tables and images; in the file, a caption is a paragraph beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from archive.articles import content
from archive.articles.office.marked_copy import DocumentImage

_OF_TABLE = re.compile(r"\W*(?:tab|таб|πίν|tav|quadro|cuadro|表|표|جدول)", re.IGNORECASE)
"""Matches the beginning of captions of tables: Table, Tabelle, Tableau, Tabla, Tavola, ..."""
_OF_FIGURE = re.compile(
    r"\W*(?:fig|abb|ill|image|photo|bild|рис|εικ|図|图|圖|그림|شكل)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A paragraph whose style is one for captions."""

    words: content.Words
    is_of_table: bool = False
    """Whether its style is for captions of tables."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image."""

    of_file: DocumentImage
    is_apart: bool = False
    """Whether the image was inside another block: in a table cell, list item or note."""


Piece: TypeAlias = content.Block | Caption | Picture
"""A block, caption or image in a sequence."""
_Place: TypeAlias = tuple[int, type]


def with_captions(pieces: Sequence[Piece]) -> Iterator[content.Block]:
    """Yield the blocks; tables and figures get the caption that is next to them.

    A caption that begins with a word such as "Table" belongs to a table, one with a word such as
    "Figure" to an image, any other to either. The image before a caption and the table after it are
    tried first. A caption without a table or image becomes a figure without an image.
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
    """Return the positions and types that a caption may belong to, the likeliest first."""
    tables = (n + 1, content.Table), (n - 1, content.Table)
    images = (n - 1, Picture), (n + 1, Picture)
    if caption.is_of_table or _OF_TABLE.match(caption.words.text):
        return tables
    if _OF_FIGURE.match(caption.words.text):
        return images
    return images[0], tables[0], tables[1], images[1]


def _is_uncaptioned(value: object, kind: type) -> bool:
    """Whether a value is of this type and has no caption yet."""
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
