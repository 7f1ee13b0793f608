"""Detects pages for which trafilatura would take too long.

Its time is quadratic in the number of elements of a paragraph, of rows of a table, and of forms of
a page. A page with too many of them is read without trafilatura.
"""

from __future__ import annotations

from itertools import pairwise

from archive.articles.html.layout_tables import cells_of, rows_of
from archive.derivations.html_text_1 import VERBATIM, Element, Page

MOST_CODE_POINTS = 8_000_000
"""The maximum length of the markup of a page, in code points."""
MOST_IN_LINE = 1_000
"""The maximum number of elements in the text of one block, or between its words."""
MOST_CHILDREN = 20_000
"""The maximum number of child elements of an element."""
MOST_FORMS = 200
MOST_CELLS_IN_ROW = 500
MOST_FILLED = 10
"""The maximum number of cells that trafilatura may add for each cell of a table."""
_WIDEST = 100
"""The maximum number of columns that trafilatura lets a cell span."""


def excess_for_trafilatura(page: Page, markup: str) -> str:
    """Return what the page has too many of for trafilatura, such as "forms"; empty if nothing."""
    if len(markup) > MOST_CODE_POINTS:
        return "characters"
    blocks: dict[Element, Element] = {}
    counts: dict[Element, int] = {}
    forms = 0
    for element in page.elements:
        parent = element.parent
        if parent is not None and parent.is_left_out:
            continue
        if len(element.children) > MOST_CHILDREN:
            return "elements in one element"
        if element.name == "table" and _is_filled(element):
            return "cells in a table"
        forms += element.name == "form"
        block = element if parent is None or element.is_block else blocks[parent]
        blocks[element] = block
        count = _parted(element) + (not element.is_block and element.name not in _BREAKS)
        counts[block] = counts.get(block, 0) + count
        if counts[block] > (MOST_CHILDREN if block.name in VERBATIM else MOST_IN_LINE):
            return "elements in one paragraph"
    return "forms" if forms > MOST_FORMS else ""


def _parted(element: Element) -> int:
    """Return the number of child blocks with words of the element directly before them."""
    if len(element.children) < 2:
        return 0
    return sum(
        other.is_block and other.start - one.end > 1 for one, other in pairwise(element.children)
    )


def _is_filled(table: Element) -> bool:
    """Whether trafilatura would add too many cells to a table, or a row has too many."""
    rows = [[*cells_of(row)] for row in rows_of(table)]
    cells = sum(map(len, rows))
    widths = [sum(_span(cell, "colspan") for cell in row) for row in rows]
    spanned = sum(
        _span(cell, "colspan") * min(_span(cell, "rowspan"), len(rows))
        for row in rows
        for cell in row
    )
    filled = max(spanned, len(rows) * min(max(widths, default=0), _WIDEST))
    return max(map(len, rows), default=0) > MOST_CELLS_IN_ROW or (
        filled > MOST_FILLED * cells + _ALWAYS_FILLED
    )


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) if cell.attributes else ""
    return min(int(value), _WIDEST) if value.isdecimal() and len(value) < _LONGEST_NUMBER else 1


_BREAKS = frozenset(("br", "wbr"))
_ALWAYS_FILLED = 10_000
_LONGEST_NUMBER = 7
