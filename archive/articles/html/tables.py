"""Tables of a page: those that hold data, and those that only arrange it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.html.layout_tables import captions_and_rows, cells_of
from archive.articles.html.page_context import PageContext, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.derivations.html_text_1 import Element

_MOST_SPANNED = 1000


def pieces(reading: PageContext, table: Element) -> Iterator[Piece]:
    """Yield a table; a second caption follows it."""
    caption: content.Words | None = None
    late: list[Piece] = []
    rows: list[content.Row] = []
    for child in captions_and_rows(table):
        if child.name == "caption":
            if child.end > child.start:
                words = reading.words_of_element(child)
                if caption:
                    late.append(Piece(content.Figure((words,)), child.start, child.end))
                else:
                    caption = words
            continue
        row = _row(reading, child)
        if row is not None:
            rows.append(row)
    if rows:
        yield Piece(content.Table(tuple(rows), caption), table.start, table.end)
    yield from late


def _row(reading: PageContext, row: Element) -> content.Row | None:
    cells = list(cells_of(row))
    if not cells:
        return None
    in_head = row.parent is not None and row.parent.name == "thead"
    is_label = in_head or all(cell.name == "th" for cell in cells)
    return content.Row(
        tuple(_cell(reading, cell, is_label=in_head) for cell in cells),
        "label" if is_label else "data",
    )


def _cell(reading: PageContext, cell: Element, *, is_label: bool) -> content.Cell:
    return content.Cell(
        reading.words_of_element(cell),
        "label" if is_label or cell.name == "th" else "data",
        _span(cell.get("colspan")),
        _span(cell.get("rowspan")),
    )


def _span(said: str) -> int:
    said = said.strip()
    if not said.isascii() or not said.isdigit() or len(said) > 6:
        return 1
    return min(max(1, int(said)), _MOST_SPANNED)
