"""`MergedIndex` puts the rows that batches have made into the file of one index."""

from __future__ import annotations

import base64
import json
import zlib

from archive.corpus.places import Place
from archive.corpus.row_tables import INDEXED, rows_of_parquet
from archive.errors import WriteError
from archive.store.index.index import Index, IndexedRecord
from archive.store.index.row_types import Part, Passage, RecordRows

FILE = "index.sqlite"


class MergedIndex:
    """The index among the results of a run.

    The rows of a batch are a Parquet file until they are in the index: after an interruption, what
    is still there is put into it.

    Args:
        place: The place of the results, a folder of this machine: SQLite writes no other.

    Raises:
        WriteError: The place is elsewhere.
        IndexUnavailable: The file cannot be made.
    """

    def __init__(self, place: Place) -> None:
        if place.folder is None:
            raise WriteError(
                f"{place} is no folder of this machine, which the file of an index needs; "
                "give a folder that all machines share"
            )
        self._place, self._file = place, place.folder / FILE
        self._index: Index | None = None

    def merge(self, batch: str) -> None:
        """Put the rows of a batch into the index, unless they are in it already."""
        part = f"tables/{INDEXED.name}/{batch}.parquet"
        try:
            data = self._place.read(part)
        except FileNotFoundError:
            return
        index = self._index = self._index or Index.open(self._file)
        with index.writing():
            for row in rows_of_parquet(data):
                rows = row.pop("rows")
                record = IndexedRecord(row["path"], row["sha256"], row["size_bytes"], row["stamp"])
                if rows is not None:
                    index.put_rows(record, unpacked(rows))
                else:
                    index.put_problem(record, row["problem"])
        self._place.remove(part)

    def close(self) -> None:
        """Close the file."""
        if self._index is not None:
            self._index.close()


def unpacked(rows: str) -> RecordRows:
    """Return the rows of a record (`tasks.packed`)."""
    document, tables, passages, parts, sources = json.loads(zlib.decompress(base64.b85decode(rows)))
    return RecordRows(
        document,
        tuple(tables),
        [Passage(*passage) for passage in passages],
        [Part(kind, id, tuple(keys)) for kind, id, keys in parts],
        [tuple(source) for source in sources],
    )
