"""The format `csv`: a record as a folder of CSV files with a `datapackage.json`.

RFC 4180: a header, commas, CRLF at the ends of rows, quotation marks where a cell needs them, so
that line ends within a cell stay as they are; UTF-8 without a byte order mark. An empty cell has no
value. Booleans are `true` and `false`.

Words that begin like a formula stay as they are, since a cell is data and most readers compute
nothing. For a spreadsheet, which does, they get an apostrophe.
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
        """The row without formulas: of words alone, since a negative number is a number."""
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
        """The cells that are other than the record; CSV holds everything."""
        if self._escaped:
            message = (
                f"{self._schema.name}.csv: an apostrophe stands before what a spreadsheet would "
                f"compute, in {counted(self._escaped, 'cells')}, the first in {self._first_escaped}"
            )
            hint = "programs that compute nothing read the words without spreadsheet=True"
            yield Finding("cells-escaped", message, hint, Severity.NOTE)


_BOOLEANS = {True: "true", False: "false", None: None}


_ESCAPES = {
    "cellsEscapedWith": "'",
    "escapedCells": "words that begin with a tab, a line end or, after any blanks and quotation "
    "marks, with =, +, - or @, full-width too; words that look as if they were escaped",
}
"""What the description of a file says, so that a program can take the apostrophes off."""


def table_format(*, spreadsheet: bool = False) -> TableFormat:
    """Return how the tables of a package are written."""
    from functools import partial

    from archive.tabular.data_package import TableFormat

    described = {"encoding": "utf-8", **(_ESCAPES if spreadsheet else {})}
    writer = partial(CsvTable, spreadsheet=spreadsheet)
    return TableFormat("csv", "text/csv", writer, lambda: described)


def write(
    document: Document, *, public: bool = False, proposals: bool = False, spreadsheet: bool = False
) -> WriteResult:
    """Return the `datapackage.json` of a record, and as files beside it a CSV file a table.

    Args:
        document: The record.
        public: Whether it is for everybody (`archive.public_record`); `withheld` in `documents.csv`
            says what is left out.
        proposals: Whether a public form shows proposals, as such.
        spreadsheet: Whether an apostrophe stands before words that a spreadsheet would compute,
            `=HYPERLINK(…)`. A finding counts these cells, and `datapackage.json` names them.
    """
    from archive.tabular.data_package import write_document

    form = table_format(spreadsheet=spreadsheet)
    return write_document(document, form, public=public, proposals=proposals)


_CODES = {
    "cells-escaped": """Words begin like a formula, and an apostrophe stands before them.

        A spreadsheet computes a cell that begins with `=`, `+`, `-` or `@`, whoever wrote it: it
        may open an address with what other cells hold. `spreadsheet=True` puts an apostrophe before
        such words. They are no longer the words of the record: give programs the files without
        it.""",
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
