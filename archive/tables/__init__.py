"""Rows of documents, claims, sources and all else: for notebooks, CSV, Parquet, SQL."""

from archive.tables.tables import Rows, Tables, tables

__all__ = ["Rows", "Tables", "tables"]
