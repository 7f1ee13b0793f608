"""What a package of Parquet files holds, as pyarrow reads it."""

from __future__ import annotations

import io

from archive.formats.format import WriteResult
from tests.conftest import import_or_skip

NAME = "parquet"


def held(written: WriteResult) -> str | set[str]:
    """Every cell of every table that is a string."""
    parquet = import_or_skip("pyarrow.parquet")
    cells: set[str] = set()
    for data in written.files.values():
        table = parquet.read_table(io.BytesIO(data))
        for column in table.columns:
            cells.update(cell for cell in column.to_pylist() if isinstance(cell, str))
    return cells
