"""The forms of a sheet, and how the names of their files end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Form = Literal["csv", "tsv", "jsonl", "xlsx"]
"""How a sheet is written."""

FORMS: Mapping[str, Form] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
}
"""How a sheet is written, by how the name of its file ends."""
