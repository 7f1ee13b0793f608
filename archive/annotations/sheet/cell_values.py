"""Converts cells to values: words of a closed vocabulary, dates and numbers.

Cells that a spreadsheet has changed are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import chain
from typing import Any, NamedTuple

from archive.annotations.sheet.columns import BY_NAME, Column
from archive.annotations.sheet.grid import Row
from archive.findings import Finding, Severity, short

_ERRORS = re.compile(
    r"#(?:NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!)|#{3,}", re.I
)
_LOCALIZED_ERRORS = re.compile(r"#(?:BEZUG|WERT|NV|ZAHL|NOMBRE|NOM|VALEUR|VALOR)[!?]?", re.I)
"""The error values of formulas in German, French and Spanish spreadsheets."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that JSON can escape, but a record cannot contain (XML 1.0, production 2)."""
_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]\d+", re.I)
_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?")
_BY_SLASHES = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH = re.compile(r"(?:\d{1,2}[- ])?[A-Za-zä]{3,4}\.?[- ]\d{2}(?:\d{2})?")
_MONTHS = "Jan|Feb|Mar|Mrz|Mär|Apr|May|Mai|Jun|Jul|Aug|Sept?|Oct|Okt|Nov|Dec|Dez"
_PART_AS_DAY = re.compile(rf"\d{{1,2}}(?:\. |-)(?:{_MONTHS})\.?|(?:{_MONTHS})-\d{{2}}")
"""Matches the dates into which spreadsheets turn "1.3" and "1-3"."""
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,199}")
_CUT = 32_767
_YES = {"true", "yes", "1", "wahr", "vrai", "vero", "verdadero", "waar", "x"}
_NO = {"false", "no", "0", "falsch", "faux", "falso", "onwaar"}
_FIRST_DAY = date(1899, 12, 30)
"""The date that a spreadsheet stores as 0, for all dates from March 1900 on."""
_CERTAINTIES = ("high", "medium", "low")


class RowValues(NamedTuple):
    """The values of the cells of a row."""

    row: Row
    values: Mapping[str, Any]
    """The value of each cell that is filled and valid."""
    is_right: bool = True
    """Whether all cells are valid."""

    def get(self, name: str) -> Any:
        """Return the value of a column; `None` if it has none."""
        return self.values.get(name)

    def has(self, *names: str) -> bool:
        """Whether one of these columns is filled."""
        return any(name in self.values for name in names)

    def lacks(self, name: str) -> bool:
        """Whether a column is empty; a cell with a wrong value is not empty."""
        return not self.row.has(name)


def row_values(row: Row, findings: list[Finding]) -> RowValues:
    """Return the values of the valid cells of a row, and report the other cells."""
    values: dict[str, Any] = {}
    findings += chain.from_iterable(row.unread.values())
    for name, text in row.cells.items():
        column = BY_NAME[name]
        found = list(_spreadsheet_damage(text, column, row))
        value = None if found else _cell_value(text, column, row, found)
        findings += found
        if not any(one.severity is Severity.ERROR for one in found):
            values[name] = value
    return RowValues(row, values, is_right=not row.unread and len(values) == len(row.cells))


def _spreadsheet_damage(text: str, column: Column, row: Row) -> Iterator[Finding]:
    """Yield an error for each change that a spreadsheet has made to a cell."""
    cell, name = text.strip(), column.name
    if control := _CONTROL.search(text):
        message = f"U+{ord(control[0]):04X} is a character that XML cannot carry"
        yield row.finding("characters-xml-cannot-carry", name, message, "remove it")
    elif _ERRORS.fullmatch(cell) or _LOCALIZED_ERRORS.fullmatch(cell):
        message = f"{short(cell)} is the error of a formula"
        if not cell.strip("#"):
            message = f"{short(cell)} is what a spreadsheet shows in a narrow column"
        yield row.finding("cell-spoilt", name, message, "enter the intended value as text")
    elif name in row.formulas:
        message = f"{short(cell)} is a formula"
        hint = "write its value; if it is text, type ' before the ="
        yield row.finding("cell-spoilt", name, message, hint)
    elif len(text) == _CUT and row.what == "row":
        message = f"the cell has {_CUT:,} characters, the length at which spreadsheets cut cells"
        hint = (
            "check that it is complete; for long words, write their beginning and end with ... "
            "between"
        )
        yield row.finding("cell-spoilt", name, message, hint)
    elif _SCIENTIFIC.fullmatch(cell) and column.takes not in ("text", "certainty"):
        message = f"{short(cell)} is a number that a spreadsheet shortened"
        yield row.finding(
            "cell-spoilt", name, message, "format the cell as text, and type it again"
        )
    elif column.takes == "date" and (meant := _date_hint(cell)):
        message = f"{short(cell)} is a date in the format of a spreadsheet"
        yield row.finding("cell-spoilt", name, message, meant)
    elif name == "locator" and _PART_AS_DAY.fullmatch(cell):
        message = f"{short(cell)} is a number that a spreadsheet turned into a date"
        yield row.finding(
            "cell-spoilt", name, message, "format the cell as text, and type it again"
        )


def _date_hint(cell: str) -> str | None:
    """Return what to write in place of a date that a spreadsheet has made."""
    if _NUMBER.fullmatch(cell):
        day = _FIRST_DAY + timedelta(days=int(cell[:5]))
        return f"it may be the day {day}; format the cell as text, and type it again"
    if slashes := _BY_SLASHES.fullmatch(cell):
        year = slashes[4] if len(slashes[4]) == 4 else f"20{slashes[4]}"
        one, other = slashes[1].zfill(2), slashes[3].zfill(2)
        meant = [
            f"{year}-{month}-{day}"
            for month, day in dict.fromkeys(((other, one), (one, other)))
            if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
        ]
        return f"write year, month, day: {' or '.join(meant) or '2016-03-22'}"
    if _MONTH.fullmatch(cell):
        return "write year and month: 2016-03"
    return None


def _cell_value(text: str, column: Column, row: Row, found: list[Finding]) -> Any:
    """Return the value of a cell; errors are added to `found`."""
    cell = _single_line(text)
    if column.meanings:
        return _closed_word(cell, column, row, found)
    match column.takes:
        case "boolean":
            return _boolean_value(cell, column, row, found)
        case "certainty":
            return _certainty_value(cell, column, row, found)
        case "id":
            if not _ID.fullmatch(cell):
                message = f"{short(cell)} is not an id"
                hint = _id_hint(cell, column.name)
                found.append(row.finding("cell-wrong", column.name, message, hint))
            return cell
        case "words" | "text":
            return text
        case _:
            return cell


def _id_hint(cell: str, name: str) -> str:
    """Return what to write in place of a cell that is not an id."""
    if name == "id":
        return 'use letters, digits, "-" and "_", not beginning with a digit: c-1'
    shown = "RECORD --claims" if name == "claim" else "RECORD --claim ID"
    wanted = f"write the id of {_NAMED_BY_ID[name]}; `archive show {shown}` lists them"
    if cell.isdecimal():
        return f"{wanted}; numbers change with the record, ids do not"
    if name == "claim" and " " in cell:
        return (
            f"{wanted}; for a new claim, or another row of this sheet about it, leave the cell "
            f"empty and give the words and the restatement"
        )
    return wanted


_NAMED_BY_ID = {"claim": "a claim of the record", "supersedes": "an earlier assessment"}
"""What the id in a column belongs to."""


def _single_line(text: str) -> str:
    """Return a cell on one line, with a single space for each run of white space or controls."""
    return " ".join(part for part in re.split(r"[\x00-\x20]+", text) if part)


def _closed_word(cell: str, column: Column, row: Row, found: list[Finding]) -> str:
    if (word := closed_word(cell, column)) is not None:
        return word
    known: dict[str, str] = {_folded_word(word): word for word in column.meanings}
    near = get_close_matches(_folded_word(cell), known, n=1, cutoff=0.75)
    meant = f'did you mean "{known[near[0]]}"? ' if near else ""
    words: Sequence[str] = list(column.meanings)
    shown = ", ".join(words if len(words) < 20 else [*words[:12], "or the type of a work in CSL"])
    message = f"{short(cell)} is not a valid {column.name}"
    found.append(row.finding("cell-wrong", column.name, message, f"{meant}allowed are {shown}"))
    return cell


def closed_word(cell: str, column: Column) -> str | None:
    """Return the word in the closed vocabulary of a column that matches a cell, ignoring case.

    Return `None` if no word matches.
    """
    wanted = _folded_word(cell)
    return next((word for word in column.meanings if _folded_word(word) == wanted), None)


def _folded_word(word: str) -> str:
    return re.sub(r"[\s_-]+", "", word).lower()


def _boolean_value(cell: str, column: Column, row: Row, found: list[Finding]) -> bool:
    word = cell.lower()
    if word not in _YES | _NO:
        message = f"{short(cell)} is neither true nor false"
        found.append(row.finding("cell-wrong", column.name, message, "write true or false"))
    return word in _YES


def _certainty_value(cell: str, column: Column, row: Row, found: list[Finding]) -> str | float:
    if cell.lower() in _CERTAINTIES:
        return cell.lower()
    hint = "high, medium, low, or a number from 0 to 1"
    if share := re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?) ?%", cell):
        hint = f"write {float(share[1].replace(',', '.')) / 100:g}"
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1 or "_" in cell:
        message = f"{short(cell)} is not a certainty"
        found.append(row.finding("cell-wrong", column.name, message, hint))
    elif "," in cell:
        message = f"{short(cell)} is read as {value:g}"
        found.append(row.finding("cell-mended", column.name, message, severity=Severity.NOTE))
    return value
