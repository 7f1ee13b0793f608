"""Parquet: a record as tables, which are read again."""

import pyarrow.parquet

import archive

document = archive.read(b"It rained. The wall held.", "text", id="harbour").document
archive.tables([document]).write("tables", format="parquet")
rows = pyarrow.parquet.read_table("tables/documents.parquet").to_pylist()
assert [row["document"] for row in rows] == ["harbour"], rows
