"""The file types of a sheet, and the suffixes of their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Form = Literal["csv", "tsv", "jsonl", "xlsx"]
"""The file type of a sheet."""

FORMS: Mapping[str, Form] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
}
"""The file type for each suffix."""
