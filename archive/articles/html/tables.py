"""Reads data tables: captions, rows and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.html.layout_tables import captions_and_rows, cells_of
from archive.articles.html.page_context import PageContext, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.derivations.html_text_1 import Element
    from archive.model.blocks import CellRole

_MOST_SPANNED = 1000


def pieces(context: PageContext, table: Element) -> Iterator[Piece]:
    """Yield a table; any further captions follow as figures without an image."""
    caption: content.Words | None = None
    late: list[Piece] = []
    rows: list[content.Row] = []
    for child in captions_and_rows(table):
        if child.name == "caption":
            if child.end > child.start:
                words = context.words_of_element(child)
                context.losses.take(child)
                if caption:
                    late.append(Piece(content.Figure((words,)), child.start, child.end))
                else:
                    caption = words
            continue
        row = _row(context, child)
        if row is not None:
            rows.append(row)
    if rows:
        context.losses.take(table)
        yield Piece(content.Table(tuple(rows), caption), table.start, table.end)
    yield from late


def _row(context: PageContext, row: Element) -> content.Row | None:
    cells = list(cells_of(row))
    if not cells:
        return None
    in_head = row.parent is not None and row.parent.name == "thead"
    if in_head and row.parent is not None:
        context.losses.take(row.parent)
    context.losses.take(row)
    is_label = in_head or all(cell.name == "th" for cell in cells)
    return content.Row(
        tuple(_cell(context, cell, is_label=in_head) for cell in cells),
        "label" if is_label else "data",
    )


def _cell(context: PageContext, cell: Element, *, is_label: bool) -> content.Cell:
    spans = [_span(cell.get(name)) for name in _SPANS]
    read = (
        name for name, span in zip(_SPANS, spans, strict=True) if span == cell.get(name).strip()
    )
    context.losses.take(cell, *read)
    columns, rows = map(int, spans)
    role: CellRole = "label" if is_label or cell.name == "th" else "data"
    return content.Cell(context.words_of_element(cell), role, columns, rows)


_SPANS = ("colspan", "rowspan")


def _span(value: str) -> str:
    """Return a `colspan` or `rowspan` as a number from 1 to 1000; "1" if it is not a number."""
    value = value.strip()
    if not value.isascii() or not value.isdigit() or len(value) > 6:
        return "1"
    return str(min(max(1, int(value)), _MOST_SPANNED))
