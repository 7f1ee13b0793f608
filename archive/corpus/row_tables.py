"""The tables that every run writes: what became of each input, and the findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from io import BytesIO
from typing import Any

from archive.tabular.parquet import ParquetTable
from archive.tabular.table_schemas import TABLES, Column, TableDescription, TableSchema

Row = tuple[Any, ...]


_PATH = Column("path", "string", True, "The path of the input in its place.")

INPUTS = TableDescription(
    "inputs",
    "What became of each input.",
    (
        _PATH,
        Column("document", "string", False, "The id of the record, if it could be read."),
        Column(
            "outcome", "string", True, "done, refused, or lost: its process did not survive it."
        ),
        Column("errors", "integer", True, "The number of errors among its findings."),
        Column("warnings", "integer", True, "The number of warnings among its findings."),
    ),
)
"""A row for each input."""

FINDINGS = TableDescription(
    "findings",
    "What was found in the inputs.",
    (
        _PATH,
        Column(
            "position", "integer", True, "The position among the findings of the input, from 0."
        ),
        Column("code", "string", True, "The code."),
        Column("severity", "string", True, "error, warning or info."),
        Column("message", "string", True, "What is wrong."),
        Column("hint", "string", False, "What to do."),
        Column("file", "string", False, "The file, relative to the place of the inputs."),
        Column("line", "integer", False, "The line, from 1."),
        Column("column", "integer", False, "The column, in code points from 1."),
        Column("pointer", "string", False, "The place in the record, as a JSON Pointer."),
    ),
)
"""A row for each finding."""

INDEXED = TableDescription(
    "indexed",
    "The rows of each record in the index of a store, until they are in its file.",
    (
        _PATH,
        Column("sha256", "string", False, "SHA-256 of the record's file."),
        Column("size_bytes", "integer", False, "The size of that file."),
        Column("stamp", "string", False, "The stamp of that file (archive.store.index.stamps)."),
        Column("problem", "string", False, "Why the record could not be read."),
        Column("rows", "string", False, "The rows, as JSON, compressed, in base64."),
    ),
)
"""A row for each record that is indexed."""

CONTENT: Mapping[str, TableSchema] = {schema.name: schema for schema in TABLES}
"""The tables of the content of records, by name."""

_SCHEMAS: Mapping[str, TableDescription | TableSchema] = {
    **{table.name: table for table in (INPUTS, FINDINGS, INDEXED)},
    **CONTENT,
}


def parquet_of(table: str, rows: Iterable[Row]) -> bytes:
    """Return the rows of a table as a Parquet file.

    Raises:
        MissingExtra: The extra `arrow` is not installed.
    """
    file = BytesIO()
    writer = ParquetTable(_SCHEMAS[table], file)
    writer.add(rows)
    writer.close()
    return file.getvalue()


def joined_parquet(files: Iterable[bytes]) -> bytes:
    """Return one Parquet file with the rows of several of the same table, in order."""
    pyarrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    joined = BytesIO()
    tables = [parquet.read_table(BytesIO(file)) for file in files]
    parquet.write_table(pyarrow.concat_tables(tables), joined)
    return joined.getvalue()


def rows_of_parquet(file: bytes) -> list[dict[str, Any]]:
    """Return the rows of a Parquet file."""
    parquet: Any = import_module("pyarrow.parquet")
    rows: list[dict[str, Any]] = parquet.read_table(BytesIO(file)).to_pylist()
    return rows
