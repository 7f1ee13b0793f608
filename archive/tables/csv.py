"""The format `csv`: a record as a folder of CSV files with a `datapackage.json`.

RFC 4180: a header, commas, CRLF at the ends of rows, quotation marks where a cell needs them, so
that line ends within a cell stay as they are; UTF-8 without a byte order mark. An empty cell has no
value. Booleans are `true` and `false`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from archive.findings import Finding
from archive.formats.format import Format, WriteResult
from archive.model.document import Document

if TYPE_CHECKING:
    from archive.tables.data_package import TableFormat
    from archive.tables.table_schemas import TableSchema


class CsvTable:
    """Writes a table as CSV."""

    def __init__(self, schema: TableSchema, file: IO[bytes]) -> None:
        import csv
        from io import TextIOWrapper

        self._text = TextIOWrapper(file, encoding="utf-8", newline="")
        self._rows = csv.writer(self._text)
        self._is_open = True
        self._rows.writerow(schema.row._fields)
        self._booleans = [n for n, column in enumerate(schema.columns) if column.type == "boolean"]

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write rows."""
        self._rows.writerows(map(self._with_booleans, rows) if self._booleans else rows)

    def _with_booleans(self, row: tuple[Any, ...]) -> list[Any]:
        cells = list(row)
        for n in self._booleans:
            cells[n] = _BOOLEANS[cells[n]]
        return cells

    def close(self) -> None:
        """Write the remaining rows; a second call does nothing. The file stays open."""
        if self._is_open:
            self._is_open = False
            self._text.detach()

    def losses(self) -> Iterator[Finding]:
        """Nothing: CSV holds everything."""
        return iter(())


_BOOLEANS = {True: "true", False: "false", None: None}


def table_format() -> TableFormat:
    """Return how the tables of a package are written."""
    from archive.tables.data_package import TableFormat

    return TableFormat("csv", "text/csv", CsvTable, lambda: {"encoding": "utf-8"})


def write(document: Document, *, public: bool = False, proposals: bool = False) -> WriteResult:
    """Return the `datapackage.json` of a record, and as files beside it a CSV file a table.

    Args:
        document: The record.
        public: Whether it is for everybody (`archive.public_record`); `withheld` in `documents.csv`
            says what is left out.
        proposals: Whether a public form shows proposals, as such.
    """
    from archive.tables.data_package import write_document

    return write_document(document, table_format(), public=public, proposals=proposals)


CSV = Format(
    name="csv",
    media_type="application/vnd.datapackage+json",
    write=write,
    main="datapackage.json",
    is_folder=True,
    layers=(),
)
