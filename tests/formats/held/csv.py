"""What a package of CSV files holds, as Python's own parser reads it."""

from __future__ import annotations

import csv
import io

from archive.formats.format import WriteResult

NAME = "csv"


def held(written: WriteResult) -> str | set[str]:
    """Every cell of every table."""
    csv.field_size_limit(2**31 - 1)
    cells: set[str] = set()
    for data in written.files.values():
        for row in csv.reader(io.StringIO(data.decode(), newline="")):
            cells.update(row)
    return cells
