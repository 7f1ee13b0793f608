"""Distinguishes data tables from tables that are only used for layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.articles.html.furniture_names import classes_and_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.derivations.html_text_1 import Element

_NAMES_ARRANGED = "table h1 h2 h3 h4 h5 h6 pre blockquote figure form article section nav hr center"
_NOT_IN_DATA_CELLS = frozenset(_NAMES_ARRANGED.split())
"""Elements that are never in a cell of a data table."""
_LONGEST_CELL = 600


def is_data_table(table: Element) -> bool:
    """Return whether a table is a data table, and not only used for layout.

    A table with header cells or a caption is a data table, unless a cell contains an element that
    is never in one. Without them, it must have two rows and two columns, and no long texts.
    """
    if table.get("role") in ("presentation", "none"):
        return False
    rows = list(rows_of(table))
    cells = [cell for row in rows for cell in cells_of(row)]
    if not any(cell.end > cell.start for cell in cells):
        return False
    says = any(cell.name == "th" for cell in cells) or any(
        child.name in ("caption", "thead") for child in table.children
    )
    is_called = any(name in classes_and_id(table) for name in ("wikitable", "infobox", "data"))
    if not is_called and any(
        one.name in _NOT_IN_DATA_CELLS and one.end > one.start
        for cell in cells
        for one in cell.within()
    ):
        return False
    if says or is_called:
        return True
    full = [sum(cell.end > cell.start for cell in cells_of(row)) for row in rows]
    if sum(count > 1 for count in full) < 2:
        return False
    return max(cell.end - cell.start for cell in cells) <= _LONGEST_CELL


def captions_and_rows(table: Element) -> Iterator[Element]:
    """Yield the captions and rows of a table, in order."""
    for child in table.children:
        if child.name in ("tbody", "thead", "tfoot"):
            yield from (one for one in child.children if one.name == "tr")
        elif child.name in ("tr", "caption"):
            yield child


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table."""
    return (one for one in captions_and_rows(table) if one.name == "tr")


def cells_of(row: Element) -> Iterator[Element]:
    """Yield the cells of a row."""
    return (one for one in row.children if one.name in ("td", "th"))
