"""An archive of many records: a folder of records, each kept whole, found and asked."""

from archive.store.store import Store as Store

__all__ = ["Store"]
