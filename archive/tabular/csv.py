"""The format `csv`: a record as a folder of CSV files with a `datapackage.json`.

The files follow RFC 4180: a header, commas, CRLF after each row, quotation marks around cells that
need them; line ends within a cell are kept. They are UTF-8 without a byte order mark. An empty cell
has no value. Booleans are `true` and `false`.

By default, words that look like a formula are not changed, because most programs do not compute
cells. The option `spreadsheet` puts an apostrophe before such words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from archive.english import counted
from archive.findings import Finding, Severity
from archive.formats.format import Format, WriteResult
from archive.model.document import Document

if TYPE_CHECKING:
    from archive.tabular.data_package import TableFormat
    from archive.tabular.table_schemas import TableSchema


class CsvTable:
    """Writes a table as CSV."""

    def __init__(self, schema: TableSchema, file: IO[bytes], *, spreadsheet: bool = False) -> None:
        import csv
        from io import TextIOWrapper

        self._text = TextIOWrapper(file, encoding="utf-8", newline="")
        self._rows = csv.writer(self._text)
        self._is_open = True
        self._rows.writerow(schema.row._fields)
        self._schema = schema
        self._booleans = [n for n, column in enumerate(schema.columns) if column.type == "boolean"]
        self._spreadsheet = spreadsheet
        self._number = 1
        self._escaped = 0
        self._first_escaped = ""

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write rows."""
        if self._booleans:
            rows = map(self._with_booleans, rows)
        self._rows.writerows(map(self._harmless, rows) if self._spreadsheet else rows)

    def _with_booleans(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        cells = list(row)
        for n in self._booleans:
            cells[n] = _BOOLEANS[cells[n]]
        return tuple(cells)

    def _harmless(self, row: tuple[Any, ...]) -> list[Any]:
        """Return the row with formulas escaped. Only strings are checked, not negative numbers."""
        from archive.text.spreadsheet_cells import escape_formula

        self._number += 1
        cells = [escape_formula(cell) if isinstance(cell, str) else cell for cell in row]
        changed = [n for n, cell in enumerate(row) if cell != cells[n]]
        if changed and not self._escaped:
            column = self._schema.columns[changed[0]].name
            self._first_escaped = f"row {self._number}, {column}"
        self._escaped += len(changed)
        return cells

    def close(self) -> None:
        """Write the remaining rows; a second call does nothing. The file stays open."""
        if self._is_open:
            self._is_open = False
            self._text.detach()

    def losses(self) -> Iterator[Finding]:
        """Yield a finding on the cells that were escaped. CSV loses nothing else."""
        if self._escaped:
            message = (
                f"{self._schema.name}.csv: an apostrophe precedes words that a spreadsheet would "
                f"compute, in {counted(self._escaped, 'cells')}, the first in {self._first_escaped}"
            )
            hint = "for other programs, write the files without spreadsheet=True"
            yield Finding("cells-escaped", message, hint, Severity.NOTE)


_BOOLEANS = {True: "true", False: "false", None: None}


_ESCAPES = {
    "cellsEscapedWith": "'",
    "escapedCells": "words that begin with a tab, a line end or, after any blanks and quotation "
    "marks, with =, +, - or @, full-width too; words that look as if they were escaped",
}
"""The description of the escapes in `datapackage.json`, for programs that undo them."""


def table_format(*, spreadsheet: bool = False) -> TableFormat:
    """Return the `TableFormat` of CSV."""
    from functools import partial

    from archive.tabular.data_package import TableFormat

    described = {"encoding": "utf-8", **(_ESCAPES if spreadsheet else {})}
    writer = partial(CsvTable, spreadsheet=spreadsheet)
    return TableFormat("csv", "text/csv", writer, lambda: described)


def write(
    document: Document, *, public: bool = False, proposals: bool = False, spreadsheet: bool = False
) -> WriteResult:
    """Return the `datapackage.json` of a record, with a CSV file for each table in `files`.

    Args:
        document: The record.
        public: Whether the files are for the public (`archive.public_record`). The column
            `withheld` of `documents.csv` says what is left out.
        proposals: Whether public files include proposed statements, marked as proposed.
        spreadsheet: Whether to put an apostrophe before words that a spreadsheet would compute,
            such as `=HYPERLINK(…)`. A finding counts these cells; `datapackage.json` describes
            them.
    """
    from archive.tabular.data_package import write_document

    form = table_format(spreadsheet=spreadsheet)
    return write_document(document, form, public=public, proposals=proposals)


_CODES = {
    "cells-escaped": """An apostrophe was put before words that begin like a formula.

        A spreadsheet computes a cell that begins with `=`, `+`, `-` or `@`. A harmful formula could
        send other cells to a web address. `spreadsheet=True` puts an apostrophe before such words,
        which are then no longer the words of the record. For other programs, write the files
        without this option.""",
}


CSV = Format(
    name="csv",
    media_type="application/vnd.datapackage+json",
    write=write,
    main="datapackage.json",
    is_folder=True,
    layers=(),
    codes=_CODES,
)
