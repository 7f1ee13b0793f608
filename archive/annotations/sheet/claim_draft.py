"""Drafts of a claim and of the statements about it, made from the rows of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from archive.annotations.sheet.cell_values import RowValues
from archive.annotations.sheet.grid import Row
from archive.annotations.sheet.name_resolution import Raw
from archive.findings import Finding
from archive.text.word_finder import TextPlace

_PROVENANCE_COLUMNS = ("status", "by", "at")
"""The columns that apply to all statements that a row makes."""


@dataclass(slots=True)
class StatementDraft:
    """A statement made from rows: the filled fields, as raw JSON values."""

    row: Row
    raw: Raw = field(default_factory=dict)
    id: str | None = None
    status: str | None = None
    by: str | None = None
    at: str | None = None
    to: str = ""
    """The other claim of a relation, as written in the cell."""

    def set_provenance(self, cells: RowValues) -> None:
        """Set the status, maker and time, unless an earlier row has set them."""
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
    """The relations, each by its content."""
    assessed: dict[tuple[Any, ...], StatementDraft] = field(default_factory=dict)
    """The assessments by id, verdict and reasoning; also the first for each id and verdict."""
    rows: list[Row] = field(default_factory=list)
    is_wrong: bool = False
    """Whether one of its rows is wrong."""
    is_unidentified: bool = False
    """Whether it is not known which claim this is, for example if the words are not in the text."""
    pending_findings: list[tuple[Raw, Finding]] = field(default_factory=list)
    """Findings on steps and conditions that may belong to another claim. Each is reported if its
    step or condition is new."""
    row_contents: set[tuple[Any, ...]] = field(default_factory=set)
    """The content of each row so far, to find duplicates."""
