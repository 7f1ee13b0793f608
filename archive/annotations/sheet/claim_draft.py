"""Drafts of a claim and of the statements about it, built from the rows of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from archive.annotations.sheet.cell_values import RowValues
from archive.annotations.sheet.grid import Row
from archive.annotations.sheet.name_resolution import Raw
from archive.findings import Finding
from archive.text.word_finder import TextPlace

_PROVENANCE_COLUMNS = ("status", "by", "at")
"""The columns that apply to all statements of a row."""


@dataclass(slots=True)
class StatementDraft:
    """A statement from rows: its filled fields as raw JSON values."""

    row: Row
    raw: Raw = field(default_factory=dict)
    id: str | None = None
    status: str | None = None
    by: str | None = None
    at: str | None = None
    to: str = ""
    """The other claim of a relation, as in the cell."""

    def set_provenance(self, cells: RowValues) -> None:
        """Set its status, maker and time, if no earlier row has set them."""
        for name in _PROVENANCE_COLUMNS:
            if getattr(self, name) is None and cells.has(name):
                setattr(self, name, cells.get(name))


@dataclass(slots=True)
class ClaimDraft:
    """A claim and all statements about it."""

    statement: StatementDraft
    places: tuple[TextPlace, ...] = ()
    steps: list[Raw] = field(default_factory=list)
    relations: list[StatementDraft] = field(default_factory=list)
    assessments: list[StatementDraft] = field(default_factory=list)
    related: dict[tuple[Any, ...], StatementDraft] = field(default_factory=dict)
    """The relations by their content."""
    assessed: dict[tuple[Any, ...], StatementDraft] = field(default_factory=dict)
    """The assessments by id, verdict and reasoning, and the first of each by id and verdict."""
    rows: list[Row] = field(default_factory=list)
    is_wrong: bool = False
    """Whether a row of it is wrong."""
    is_unidentified: bool = False
    """Whether the claim is not identified, for example if its words are not in the text."""
    pending_findings: list[tuple[Raw, Finding]] = field(default_factory=list)
    """Findings on steps and conditions that may not belong to the claim, reported if these are
    new."""
    row_contents: set[tuple[Any, ...]] = field(default_factory=set)
    """The contents of its rows, to find duplicates."""
