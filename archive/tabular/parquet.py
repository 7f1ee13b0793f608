"""The format `parquet`: a record as a folder of Parquet files with a `datapackage.json`.

Columns have the types given in the package, and their descriptions as metadata. The format needs
the extra `arrow`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

from archive.english import counted
from archive.errors import MissingExtra
from archive.findings import NOT_KEPT, Finding, warning
from archive.formats.format import Format, WriteResult
from archive.model.document import Document

if TYPE_CHECKING:
    from archive.tabular.data_package import TableFormat
    from archive.tabular.table_schemas import TableDescription, TableSchema

_AT_ONCE = 5_000
"""How many rows are collected before they are written as one row group."""

_LARGEST = 2**63 - 1
"""The largest number in a column of integers. Larger numbers are replaced by it, with a warning."""


class ParquetTable:
    """Writes a table as Parquet."""

    def __init__(self, schema: TableSchema | TableDescription, file: IO[bytes]) -> None:
        try:
            self._arrow: Any = import_module("pyarrow")
            parquet: Any = import_module("pyarrow.parquet")
        except ImportError:
            raise MissingExtra("arrow", "Parquet") from None
        pyarrow = self._arrow
        types = {
            "string": pyarrow.string(),
            "integer": pyarrow.int64(),
            "number": pyarrow.float64(),
            "boolean": pyarrow.bool_(),
            "date": pyarrow.date32(),
        }
        self._columns = schema.columns
        self._schema = pyarrow.schema(
            [
                pyarrow.field(
                    column.name,
                    types[column.type],
                    nullable=not column.is_required,
                    metadata={"description": column.description},
                )
                for column in self._columns
            ],
            metadata={"name": schema.name, "description": schema.description},
        )
        self._writer = parquet.ParquetWriter(file, self._schema)
        self._rows: list[tuple[Any, ...]] = []
        self._name, self._too_large = schema.name, 0

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows, and write them when there are enough for a row group."""
        self._rows.extend(rows)
        if len(self._rows) >= _AT_ONCE:
            self._write()

    def close(self) -> None:
        """Write the remaining rows; a second call does nothing. The file stays open."""
        if self._writer.is_open:
            if self._rows:
                self._write()
            self._writer.close()

    def losses(self) -> Iterator[Finding]:
        """Yield a finding if numbers were too large and were replaced."""
        if self._too_large:
            numbers = counted(self._too_large, "numbers")
            message = f"{numbers} of {self._name} are too large and were replaced by {_LARGEST}"
            yield warning(NOT_KEPT, "", message, "to keep them, write json, tei or csv")

    def _write(self) -> None:
        pyarrow = self._arrow
        cells = list(zip(*self._rows, strict=True))
        for n, column in enumerate(self._columns):
            if column.type == "date":
                cells[n] = tuple(date.fromisoformat(day) if day else None for day in cells[n])
            elif column.type == "integer":
                cells[n] = tuple(map(self._small, cells[n]))
        arrays = [
            pyarrow.array(values, field.type)
            for values, field in zip(cells, self._schema, strict=True)
        ]
        self._writer.write_table(pyarrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []

    def _small(self, number: int | None) -> int | None:
        if number is None or number <= _LARGEST:
            return number
        self._too_large += 1
        return _LARGEST


def table_format() -> TableFormat:
    """Return the `TableFormat` of Parquet."""
    from archive.tabular.data_package import TableFormat

    return TableFormat("parquet", "application/vnd.apache.parquet", ParquetTable)


def write(document: Document, *, public: bool = False, proposals: bool = False) -> WriteResult:
    """Return the `datapackage.json` of a record, with a Parquet file for each table in `files`.

    Args:
        document: The record.
        public: Whether the files are for the public (`archive.public_record`). The column
            `withheld` of the table `documents` says what is left out.
        proposals: Whether public files include proposed statements, marked as proposed.

    Raises:
        MissingExtra: The extra `arrow` is not installed.
    """
    from archive.tabular.data_package import write_document

    return write_document(document, table_format(), public=public, proposals=proposals)


PARQUET = Format(
    name="parquet",
    media_type="application/vnd.datapackage+json",
    write=write,
    main="datapackage.json",
    is_folder=True,
    layers=(),
)
