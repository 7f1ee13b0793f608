"""Tables of rows for documents, claims, sources and all else: for notebooks, CSV, Parquet, SQL."""

from archive.tabular.table_set import Rows, Tables, tables

__all__ = ["Rows", "Tables", "tables"]
