"""Reads and writes a sheet of an Excel workbook (ISO/IEC 29500, `.xlsx`)."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from io import BytesIO
from typing import Any

from archive.annotations.sheet.columns import BY_NAME
from archive.annotations.sheet.grid import (
    Grid,
    Row,
    filled_cells,
    header_of,
    not_a_sheet,
    report_unnamed_columns,
    warning,
)
from archive.derivations.zip_limits import zip_exceptions
from archive.english import listed
from archive.errors import MissingExtra, ReadError
from archive.findings import Finding, Location, Severity

_MOST_BYTES = 50_000_000
"""The largest total size of the unpacked files in a workbook."""
_MOST_COLUMNS = 200
"""The most columns that are read."""
_MOST_EMPTY = 1000
"""The number of empty rows after which reading ends."""
_WIDTHS = {"words": 50, "restatement": 50, "reasoning": 50, "reason": 30, "quoted": 40, "about": 30}
LONGEST_CELL = 32_767
"""The most characters that a cell of Excel can have."""
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_UNESCAPED = re.compile(r"_x005F(?=_x[0-9A-Fa-f]{4}_)", re.I)


def _library() -> Any:
    try:
        return import_module("openpyxl")
    except ImportError:
        raise MissingExtra("excel", "Excel") from None


def grid_of(data: bytes) -> Grid:
    """Return the rows of a workbook.

    Raises:
        ReadError: The data are not a workbook, or none of its sheets has known columns.
        MissingExtra: The extra `excel` is not installed.
    """
    _check_package(data)
    openpyxl = _library()
    try:
        book = openpyxl.load_workbook(BytesIO(data))
    except Exception as problem:  # openpyxl raises errors of its parsers: KeyError, ValueError ...
        message = f"this workbook cannot be read: {type(problem).__name__} {problem}"
        raise not_a_sheet(message[:200], "save it again as .xlsx, or as CSV") from None
    grid = Grid()
    sheet = _sheet_of(book, grid)
    _report_hidden(sheet, grid)
    header: dict[int, str] = {}
    unnamed: list[int] = []
    reported: set[int] = set()
    for number, cells in _filled_rows(sheet, grid):
        if not header:
            names = [str(cell.value or "") for cell in cells]
            header = header_of(names, number, grid)
            unnamed = [n for n, name in enumerate(names) if not name.strip()]
            continue
        beside = [n + 1 for n in unnamed if str(cells[n].value or "").strip()]
        report_unnamed_columns(grid, number, number, beside, reported)
        row = _read_row(number, cells, header, grid)
        if row.cells or row.unread:
            grid.rows.append(row)
    grid.findings.sort(key=lambda found: found.location.line or 0)
    return grid


def _check_package(data: bytes) -> None:
    """Raise an error if a file is not a workbook, is too large, or refers to a DTD."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            infos = parts.infolist()
            names = {info.filename for info in infos}
            if sum(info.file_size for info in infos) > _MOST_BYTES:
                message = f"the workbook unpacks to more than {_MOST_BYTES:,} bytes"
                raise not_a_sheet(message, "save the one sheet as CSV")
            if "xl/workbook.xml" not in names:
                hint = "save it as .xlsx, or as CSV"
                kind = "an OpenDocument file" if "mimetype" in names else "a zip file"
                raise not_a_sheet(f"this is {kind}, not an Excel workbook", hint)
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    with parts.open(info) as part:
                        if b"<!DOCTYPE" in part.read(2000):
                            raise not_a_sheet(f"{info.filename} refers to a DTD", "save it again")
    except ReadError:
        raise
    except zip_exceptions() as problem:
        raise not_a_sheet(f"this workbook is broken: {problem}", "save it again") from None


def _sheet_of(book: Any, grid: Grid) -> Any:
    """Return the first sheet whose first filled row has known columns; report the other sheets.

    Hidden sheets are tried last.
    """
    sheets = sorted(book.worksheets, key=_is_hidden)
    if not sheets:
        raise not_a_sheet("the workbook has no sheet", "begin with a row of column names")
    chosen = next((sheet for sheet in sheets if _has_columns(sheet)), sheets[0])
    others = [
        f"{sheet.title}{' (hidden)' if _is_hidden(sheet) else ''}"
        for sheet in book.worksheets
        if sheet is not chosen and sheet.max_row > 1
    ]
    if others:
        message = f'only the sheet "{chosen.title}" is read; left out: {listed(others)}'
        hint = "save each sheet with claims as a file of its own"
        grid.findings.append(warning("sheet-not-read", message, hint))
    return chosen


def _is_hidden(sheet: Any) -> bool:
    return bool(sheet.sheet_state != "visible")


def _has_columns(sheet: Any) -> bool:
    for row in sheet.iter_rows(max_row=20, max_col=_MOST_COLUMNS):
        names = {str(cell.value or "").strip().lower() for cell in row}
        if names != {""}:
            return len(names & BY_NAME.keys()) > 1
    return False


def _report_hidden(sheet: Any, grid: Grid) -> None:
    rows = [str(n) for n, row in sheet.row_dimensions.items() if row.hidden and n > 1]
    several = (
        ("the sheet", [f'"{sheet.title}"'] if _is_hidden(sheet) else []),
        ("columns", list(_hidden_columns(sheet))),
        ("rows", rows),
    )
    for what, hidden in several:
        if hidden:
            message = f"hidden in the workbook, but read: {what} {listed(hidden)}"
            hint = "unhide and check them, or delete them"
            grid.findings.append(warning("rows-hidden", message, hint))
    for merged in sheet.merged_cells.ranges:
        message = f"{merged} is a merged cell: only its first row has a value"
        hint = "unmerge the cells, and fill each row"
        at = Location(line=merged.min_row)
        found = Finding("cell-merged", message, hint, Severity.WARNING, at)
        grid.findings.append(found)


def _hidden_columns(sheet: Any) -> Iterator[str]:
    """Yield the letters of the hidden columns, adjacent columns as one range: `D-E`."""
    for letter, column in sheet.column_dimensions.items():
        if column.hidden:
            first, last = column.min, column.max
            is_one = first is None or last is None or first == last
            yield letter if is_one else f"{letter}-{_library().utils.get_column_letter(last)}"


def _filled_rows(sheet: Any, grid: Grid) -> Iterator[tuple[int, Sequence[Any]]]:
    if sheet.max_column > _MOST_COLUMNS:
        message = f"columns after the first {_MOST_COLUMNS} are not read"
        grid.findings.append(warning("cells-too-many", message, line=1))
    empty = 0
    last = min(sheet.max_column, _MOST_COLUMNS)
    for number, cells in enumerate(sheet.iter_rows(max_col=last), 1):
        if all(cell.value is None or not str(cell.value).strip() for cell in cells):
            empty += 1
            if empty > _MOST_EMPTY:
                message = f"after {_MOST_EMPTY} empty rows the rest is not read"
                grid.findings.append(warning("rows-not-read", message, line=number))
                return
            continue
        empty = 0
        yield number, cells


def _read_row(number: int, cells: Sequence[Any], header: dict[int, str], grid: Grid) -> Row:
    columns = {name: n + 1 for n, name in header.items()}
    texts: dict[str, str] = {}
    numeric: set[str] = set()
    unread: dict[str, Sequence[Finding]] = {}
    for n, name in header.items():
        cell = cells[n] if n < len(cells) else None
        value = cell.value if cell is not None else None
        if cell is None or value is None:
            continue
        row, before = Row(number, {}, number, columns), len(grid.findings)
        if cell.data_type == "f":
            message = f"this is a formula: {str(value)[:60]}"
            hint = "write its value; if it is text, type ' before the ="
            unread[name] = (row.finding("cell-spoilt", name, message, hint),)
            continue
        if isinstance(value, datetime.datetime | datetime.date | datetime.time):
            text = _date_text(value, cell, row, name, grid)
        elif isinstance(value, bool):
            text = ("false", "true")[value]
        elif isinstance(value, int | float):
            numeric.add(name)
            whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
            text = str(int(value) if whole else value)
        else:
            text = _UNESCAPED.sub("", str(value))
        if len(str(value)) >= LONGEST_CELL:
            message = (
                f"the cell is full: {LONGEST_CELL:,} characters, the length at which Excel cuts "
                f"cells"
            )
            hint = "use CSV; for long words, write their beginning and end with ... between"
            grid.findings.append(row.finding("cell-spoilt", name, message, hint))
        if any(found.severity is Severity.ERROR for found in grid.findings[before:]):
            unread[name] = grid.findings[before:]
            del grid.findings[before:]
        else:
            texts[name] = text
    return Row(number, filled_cells(texts), number, columns, frozenset(numeric), unread=unread)


def _date_text(value: Any, cell: Any, row: Row, name: str, grid: Grid) -> str:
    """Return the text of a date that Excel has made, if only a day can have been typed, else ""."""
    shows_a_day = "d" in str(cell.number_format).lower().replace("[red]", "")
    if BY_NAME[name].takes != "date" or isinstance(value, datetime.time) or not shows_a_day:
        message = f"the spreadsheet turned this into a date: {value}, shown as {cell.number_format}"
        hint = "format the cell as text, and type it again"
        grid.findings.append(row.finding("cell-spoilt", name, message, hint))
        return ""
    day = value.strftime("%Y-%m-%d")
    clock = value.strftime("T%H:%M:%S") if isinstance(value, datetime.datetime) else ""
    text = f"{day}{clock}Z" if name == "at" else day if clock in ("", "T00:00:00") else day + clock
    message = f"the cell is a date, read as {text}"
    found = row.finding("cell-is-date", name, message, severity=Severity.NOTE)
    grid.findings.append(found)
    return text


def write_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[bytes, list[Finding]]:
    """Return rows as a workbook, with a fixed header, text cells, and lists of the allowed words.

    Raises:
        MissingExtra: The extra `excel` is not installed.
    """
    openpyxl = _library()
    styles = import_module("openpyxl.styles")
    validation = import_module("openpyxl.worksheet.datavalidation")

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "claims"
    sheet.freeze_panes = "A2"
    found: list[Finding] = []
    count = 1
    for count, cells in enumerate((header, *rows), 1):
        for n, text in enumerate(cells, 1):
            if not text and count > 1:
                continue
            if len(text) > LONGEST_CELL:
                message = f"row {count}, {header[n - 1]}: the cell has {len(text):,} characters,"
                message += f" but Excel keeps only {LONGEST_CELL:,}"
                found.append(warning("not-kept", message, "write the sheet as CSV", count))
                text = text[:LONGEST_CELL]
            cell = sheet.cell(count, n)
            cell.value = _ESCAPED.sub(lambda one: f"_x005F{one[0]}", text)
            cell.data_type, cell.number_format = "s", "@"
            cell.quotePrefix = text[:1] in "=+-@"
            cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
            if count == 1:
                cell.font = styles.Font(bold=True)
    for n, name in enumerate(header, 1):
        column, letter = BY_NAME[name], openpyxl.utils.get_column_letter(n)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, max(12, len(name) + 3))
        words = list(column.meanings) or (["true", "false"] if column.takes == "boolean" else [])
        choices = ",".join(words)
        if words and len(choices) <= 255:  # the most characters that such a list can have
            rule = validation.DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{max(count, 1) + 1000}")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue(), found
