"""The rows of a sheet, read from any type of file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from archive.annotations.sheet.columns import BY_NAME, nearest_column
from archive.errors import ReadError
from archive.findings import Finding, Location, Severity, short


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the filled cells, by column."""

    ONE_NAME: ClassVar[str] = "give each further name a row of its own, with the same claim"
    """The hint for a cell with several names, where only one is allowed."""
    number: int
    """The number of the row, as in a spreadsheet; in an answer, the number of the claim, from 1."""
    cells: Mapping[str, str]
    line: int | None = None
    """The line of the file on which the row begins."""
    columns: Mapping[str, int] = field(default_factory=dict)
    """The number of each column, from 1."""
    numeric: frozenset[str] = frozenset()
    """The columns in which the cell is a number for the spreadsheet."""
    what: str = "row"
    """The word for the row in messages."""
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each cell, if they are known."""
    formulas: frozenset[str] = frozenset()
    """The columns in which the cell is a formula."""
    unread: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    """The columns whose cell cannot be read, and the findings about it."""

    def get(self, name: str) -> str:
        """Return the cell of a column; an empty string if the row has none."""
        return self.cells.get(name, "")

    def has(self, column: str) -> bool:
        """Return whether the cell of a column is filled, even if with a wrong value."""
        return column in self.cells or column in self.unread

    @property
    def key(self) -> tuple[int, int]:
        """Return the key of the row, unique in its file: its line and number."""
        return self.line or 0, self.number

    def at(self, column: str = "") -> Location:
        """Return the location of a cell, or of the row."""
        if column in self.lines:
            return Location(None, *self.lines[column])
        return Location(None, self.line, self.columns.get(column))

    def finding(
        self,
        code: str,
        column: str,
        message: str,
        hint: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """Return a finding about a cell or, without a column, about the row."""
        return Finding(code, f"{self.prefix(column)}{message}", hint, severity, self.at(column))

    def prefix(self, column: str) -> str:
        """Return the words before a message about a cell or the row, which say where it is."""
        return f"{self.what} {self.number}{f', {column}' if column else ''}: "


class UnnumberedRow(Row):
    """The values of one call or answer in the form of a row, which messages do not name."""

    ONE_NAME = "give only one name; add a step of attribution for each further claimant"

    def prefix(self, column: str) -> str:
        """Return nothing: there is only one row."""
        return ""


@dataclass(slots=True)
class Grid:
    """All rows of a file, and the findings from reading them."""

    rows: list[Row] = field(default_factory=list)
    bad: list[Row] = field(default_factory=list)
    """The rows with a cell that cannot be read."""
    findings: list[Finding] = field(default_factory=list)
    is_answer: bool = False
    """Whether the file is the answer of a language model."""


def filled_cells(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the filled cells. A cell with only spaces counts if `place` has a place for it."""
    place = cells.get("place", "")
    return {
        name: text
        for name, text in cells.items()
        if text.strip(" \t\r\n") or (text and f"{name} " in place)
    }


def warning(code: str, message: str, hint: str | None = None, line: int | None = None) -> Finding:
    """Return a warning about a line, or about the file."""
    return Finding(code, message, hint, Severity.WARNING, Location(line=line))


def not_a_sheet(message: str, hint: str, line: int | None = None) -> ReadError:
    """Return the error that a file is not a sheet."""
    return ReadError([Finding("not-a-sheet", message, hint, location=Location(line=line))])


def header_of(names: Sequence[str], line: int, grid: Grid) -> dict[int, str]:
    """Return the known column at each position of a header, and report the other names.

    Raises:
        ReadError: No column has words, or a column appears twice.
    """
    found: dict[int, str] = {}
    problems: list[Finding] = []
    given_names = [name.strip() for name in names if name.strip()]
    ours = [name for name in given_names if nearest_column(name) is not None]
    if len(ours) == 1 and ours[0].lower() not in BY_NAME:  # a title that resembles a column name
        message = f"the first row has no known columns, only {short(' | '.join(given_names))}"
        hint = (
            "begin with a row of column names: words, restatement, kind ...; put no title before it"
        )
        at = Location(line=line)
        raise ReadError([Finding("column-missing", message, hint, location=at)])
    for n, given in enumerate(names):
        name = given.strip().lower()
        if not name:
            continue
        at = Location(None, line, n + 1)
        if name in BY_NAME:
            if name in found.values():
                message = f"two columns are called {name}"
                problems.append(Finding("column-twice", message, "remove one", location=at))
            found[n] = name
            continue
        problem = unknown(given.strip(), at)
        (problems if problem.severity is Severity.ERROR else grid.findings).append(problem)
    if not problems and not {"id", "claim", "type"} & {*found.values()}:
        for name in ("words", "restatement"):
            if name not in found.values():
                hint = "begin with a row of column names: words, restatement, kind ..."
                message = f"no column is called {name}"
                at = Location(line=line)
                problems.append(Finding("column-missing", message, hint, location=at))
    if problems:
        raise ReadError(problems)
    return found


def report_unnamed_columns(
    grid: Grid, number: int, line: int, filled: Sequence[int], reported: set[int]
) -> None:
    """Report each column without a name that has a filled cell, once.

    Args:
        grid: The rows, to which the findings are added.
        number: The number of a row.
        line: The line on which the row begins.
        filled: The numbers of the row's filled cells in unnamed columns, from 1.
        reported: The columns already reported, to which those of this row are added.
    """
    for column in filled:
        if column not in reported:
            reported.add(column)
            message = f"column {column} has no name, but a cell in row {number}"
            at = Location(None, line, column)
            hint = "its cells are left out"
            grid.findings.append(Finding("column-unknown", message, hint, Severity.WARNING, at))


def unknown(name: str, at: Location) -> Finding:
    """Return the finding for an unknown column: an error if it is probably a misspelt known one."""
    meant = nearest_column(name)
    message = f"no column is called {short(name)}"
    if meant is None:
        hint = "its cells are left out"
        return Finding("column-unknown", message, hint, Severity.WARNING, at)
    return Finding("column-unknown", message, f'did you mean "{meant}"?', location=at)
