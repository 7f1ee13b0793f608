"""What a sheet holds, as Python's own parser reads it."""

from __future__ import annotations

import csv
import io

from archive.formats.format import WriteResult

NAME = "sheet"


def held(written: WriteResult) -> str:
    """Every cell; names and places stand in cells with others."""
    csv.field_size_limit(2**31 - 1)
    text = written.data.decode("utf-8-sig")
    return "\n".join(cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row)
