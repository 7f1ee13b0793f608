"""Records as tables of documents, claims, sources etc., for notebooks, CSV, Parquet and SQL."""

from archive.tabular.table_set import Rows, Tables, tables

__all__ = ["Rows", "Tables", "tables"]
