"""Tables of a page: those that hold data, and those that only arrange it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.formats import found
from archive.formats.html.furniture import names_of
from archive.formats.html.runs import Piece, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.derivations.html_text_1 import Element

_NAMES_ARRANGED = "table h1 h2 h3 h4 h5 h6 pre blockquote figure form article section nav hr center"
_ARRANGED = frozenset(_NAMES_ARRANGED.split())
"""What stands in no cell of a table that holds data."""
_LONGEST_CELL = 600
_MOST_SPANNED = 1000


def is_data(table: Element) -> bool:
    """Whether a table holds data; else it arranges what stands in it, and is no table.

    What has header cells or a caption holds data, unless it holds what no cell does. Without them
    it has two rows and two columns at least, and no long texts.
    """
    if table.get("role") in ("presentation", "none"):
        return False
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in _cells(row)]
    if not any(cell.end > cell.start for cell in cells):
        return False
    says = any(cell.name == "th" for cell in cells) or any(
        child.name in ("caption", "thead") for child in table.children
    )
    is_called = any(name in names_of(table) for name in ("wikitable", "infobox", "data"))
    if not is_called and any(
        one.name in _ARRANGED and one.end > one.start for cell in cells for one in cell.within()
    ):
        return False
    if says or is_called:
        return True
    full = [sum(cell.end > cell.start for cell in _cells(row)) for row in rows]
    if sum(count > 1 for count in full) < 2:
        return False
    return max(cell.end - cell.start for cell in cells) <= _LONGEST_CELL


def pieces(reading: Reading, table: Element) -> Iterator[Piece]:
    """Yield a table; a second caption follows it."""
    caption: found.Words | None = None
    late: list[Piece] = []
    rows: list[found.Row] = []
    for child in _parts(table):
        if child.name == "caption":
            if child.end > child.start:
                words = reading.of_element(child)
                if caption:
                    late.append(Piece(found.Figure((words,)), child.start, child.end))
                else:
                    caption = words
            continue
        row = _row(reading, child)
        if row is not None:
            rows.append(row)
    if rows:
        yield Piece(found.Table(tuple(rows), caption), table.start, table.end)
    yield from late


def _parts(table: Element) -> Iterator[Element]:
    """The captions and rows of a table, in order."""
    for child in table.children:
        if child.name in ("tbody", "thead", "tfoot"):
            yield from (one for one in child.children if one.name == "tr")
        elif child.name in ("tr", "caption"):
            yield child


def _rows(table: Element) -> Iterator[Element]:
    return (one for one in _parts(table) if one.name == "tr")


def _cells(row: Element) -> Iterator[Element]:
    return (one for one in row.children if one.name in ("td", "th"))


def _row(reading: Reading, row: Element) -> found.Row | None:
    cells = list(_cells(row))
    if not cells:
        return None
    in_head = row.parent is not None and row.parent.name == "thead"
    is_label = in_head or all(cell.name == "th" for cell in cells)
    return found.Row(
        tuple(_cell(reading, cell, is_label=in_head) for cell in cells),
        "label" if is_label else "data",
    )


def _cell(reading: Reading, cell: Element, *, is_label: bool) -> found.Cell:
    return found.Cell(
        reading.of_element(cell),
        "label" if is_label or cell.name == "th" else "data",
        _span(cell.get("colspan")),
        _span(cell.get("rowspan")),
    )


def _span(said: str) -> int:
    said = said.strip()
    if not said.isascii() or not said.isdigit() or len(said) > 6:
        return 1
    return min(max(1, int(said)), _MOST_SPANNED)
