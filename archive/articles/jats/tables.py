"""Reads tables in the XHTML table model, which JATS uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.figures import caption_of, image_at, images_in
from archive.articles.jats.losses import OTHER_FORM
from archive.derivations.jats_forms import IMAGES
from archive.derivations.jats_tree import BLANKS, name_of

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import InlineWalk
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element
    from archive.model.blocks import CellRole

_PARTS = ("thead", "tbody", "tfoot")
_WIDEST = 1000
"""How many columns or rows a cell spans at most; browsers have the same bound for columns."""


def tables_of(
    inline: InlineWalk, element: Element, left: ElementLosses
) -> Iterator[content.Table | content.Figure | content.Paragraph]:
    """Yield the tables in a `table-wrap`, or else the image in place of one.

    The first of several has the caption.
    """
    is_alone = name_of(element) == "table"
    caption = None if is_alone else caption_of(inline, element)
    id = element.get("id") or ""
    tables = [element] if is_alone else [*_outermost(element)]
    for number, table in enumerate(tables):
        rows = tuple(_rows(inline, table, left))
        own = (table.get("id") or "") if number else (id or table.get("id") or "")
        if rows:
            yield content.Table(rows, None if number else caption, own)
        else:
            left.element("table", table)
            if caption is not None and not number:
                yield content.Paragraph(caption)
    images = [*images_in(element, left)]
    if not tables and (images or caption is not None):
        image = image_at(images[0], left).image if images else None
        captions = () if caption is None else (caption,)
        yield content.Figure(captions, image, id=id)
        images = images[1:]
        if image is not None:
            left.other("a table that is an image; it is a figure", element)
    for other in images:
        if tables:
            left.other(OTHER_FORM.format(name_of(other)), other)
        else:
            yield image_at(other, left)


def _outermost(element: Element) -> Iterator[Element]:
    for child in element:
        if name_of(child) == "table":
            yield child
        elif name_of(child) == "alternatives":
            yield from _outermost(child)


def _rows(inline: InlineWalk, table: Element, left: ElementLosses) -> Iterator[content.Row]:
    for part in table:
        name = name_of(part)
        if name in _PARTS:
            for row in part:
                yield from _row(inline, row, left, is_head=name == "thead")
        elif name not in ("col", "colgroup"):
            yield from _row(inline, part, left, is_head=False)


def _row(
    inline: InlineWalk, row: Element, left: ElementLosses, *, is_head: bool
) -> Iterator[content.Row]:
    if name_of(row) != "tr":
        left.element(name_of(row), row, words=True)
        words = inline.words(row)
        if words is not None:
            yield content.Row((content.Cell(words),))
        return
    cells = tuple(_cell(inline, cell) for cell in row)
    if cells:
        yield content.Row(cells, "label" if is_head else "data")
    else:
        left.other("<tr> without cells", row)


def _cell(inline: InlineWalk, element: Element) -> content.Cell:
    words = inline.words(element)
    if words is None:
        words = content.Words("", inline.paths.origin(element), id=element.get("id") or "")
    role: CellRole = "label" if name_of(element) == "th" else "data"
    return content.Cell(words, role, _span(element, "colspan"), _span(element, "rowspan"))


def _span(element: Element, attribute: str) -> int:
    value = (element.get(attribute) or "").strip(BLANKS)
    return min(int(value), _WIDEST) or 1 if value.isdecimal() and len(value) < 6 else 1


def parts_of_tables(element: Element) -> Iterator[Element]:
    """Yield tables, their parts and rows: elements that hold no words themselves."""
    tables = [element] if name_of(element) == "table" else []
    if name_of(element) == "table-wrap":
        tables = [*_outermost(element)]
    for table in tables:
        if table is not element:
            yield table
        for part in table:
            if name_of(part) in _PARTS:
                yield part
                yield from (row for row in part if name_of(row) == "tr")
            elif name_of(part) == "tr":
                yield part


def holds_table(alternatives: Element) -> bool:
    """Whether one of several alternatives is a table that can be read."""
    return any(name_of(child) in ("table", *IMAGES) for child in alternatives)
