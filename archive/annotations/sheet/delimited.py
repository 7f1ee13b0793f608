"""Reads and writes CSV and TSV (RFC 4180), with the separators of spreadsheets in any locale."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from archive.annotations.sheet.columns import BY_NAME
from archive.annotations.sheet.grid import (
    Grid,
    Row,
    filled_cells,
    header_of,
    not_a_sheet,
    report_unnamed_columns,
    warning,
)
from archive.english import counted
from archive.text.spreadsheet_cells import escape_formula, unescape_formula

_SEPARATORS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")
"""Matches the line in which Excel states the separator of cells."""
_FORMULA = re.compile(r"=[A-Za-z0-9(+\-\"$_\\]")
_LONGEST_CELL = 10_000_000
"""The most characters that a cell may have."""


def grid_of(text: str) -> Grid:
    """Return the rows of a text with cells separated by commas, semicolons or tabs.

    Raises:
        ReadError: The text has no header with known columns, or a quoted cell is not closed.
    """
    separator_line = _SEPARATOR_LINE.match(text)
    if separator_line:
        text = text[separator_line.end() :]
    separator = separator_line[1] if separator_line else _separator_of(text)
    grid = Grid()
    header: dict[int, str] = {}
    width = 0
    unnamed: list[int] = []
    reported: set[int] = set()
    for number, line, cells in _numbered_rows(text, separator):
        number, line = number + bool(separator_line), line + bool(separator_line)
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header, width = header_of(cells, line, grid), len(cells)
            unnamed = [n for n, cell in enumerate(cells) if not cell.strip()]
            continue
        _report_extra_cells(cells, width, number, line, grid)
        beside = [n + 1 for n in unnamed if n < len(cells) and cells[n].strip()]
        report_unnamed_columns(grid, number, line, beside, reported)
        typed = {name: cells[n] for n, name in header.items() if n < len(cells)}
        formulas = frozenset(name for name, cell in typed.items() if _FORMULA.match(cell))
        if found := filled_cells({name: unescape_formula(cell) for name, cell in typed.items()}):
            columns = {name: n + 1 for n, name in header.items()}
            grid.rows.append(Row(number, found, line, columns, formulas=formulas))
    if not header:
        raise not_a_sheet("the file is empty", "begin with a row of column names")
    return grid


def _numbered_rows(text: str, separator: str) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Yield the number of each row, the line on which it begins, and its cells."""
    if '"' not in text and "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    limit = csv.field_size_limit(_LONGEST_CELL)
    number, line = 0, 1
    try:
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                hint = 'put a cell with " or line ends in "...", and write each " in it twice'
                raise not_a_sheet(f"row {number + 1}: {problem}", hint, line) from None
            number += 1
            yield number, line, cells
            line = reader.line_num + 1
    finally:
        csv.field_size_limit(limit)


def _separator_of(text: str) -> str:
    """Return the separator that gives the most known columns in the first line with text."""
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")

    def known(separator: str) -> int:
        names = (name.strip(' "').lower() for name in first.split(separator))
        return sum(name in BY_NAME for name in names)

    return max(_SEPARATORS, key=known)


def _report_extra_cells(
    cells: Sequence[str], width: int, number: int, line: int, grid: Grid
) -> None:
    """Report cells beyond the last column. Often a cell with a comma is not in quotation marks."""
    more = [cell for cell in cells[width:] if cell.strip()]
    if more:
        cells_more = counted(len(more), "cells")
        message = f"row {number} has {cells_more} more than the header has columns"
        hint = 'put a cell with the separator in "..."'
        grid.findings.append(warning("cells-too-many", message, hint, line))


def write_rows(header: Sequence[str], rows: Iterable[Sequence[str]], separator: str) -> bytes:
    """Return rows as CSV or TSV with a byte order mark, by which Excel recognises UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([escape_formula(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
