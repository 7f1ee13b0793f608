"""Reads claims from JSON Lines, or from a language model's answer with or without a code fence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import jiter

from archive.annotations.sheet.columns import BY_NAME
from archive.annotations.sheet.grid import Grid, Row, filled_cells, not_a_sheet, unknown, warning
from archive.errors import ReadError
from archive.findings import Finding, Location, Severity
from archive.formats.json_source_map import LenientSourceMap

_FENCED = re.compile(
    r"^[ \t]*(`{3,}|~{3,})[ \t]*(?:json[lc5]?|JSON)?[ \t]*\n(.*?)^[ \t]*\1", re.M | re.S
)
_OPEN_FENCE = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,})[ \t]*(?:json\w*|JSON)?[ \t]*\n(?=[ \t\n]*[\[{])", re.M
)
_ANSWER_START = re.compile(r'\{\s*"claims"\s*:\s*\[\s*(?:\{\s*"(?:words|restatement)"|\])')
"""Matches the beginning of an answer."""
_DEEPEST = 3
"""The nesting of an answer: the answer, the list of claims, a claim, a list of names."""


def looks_like_json(text: str) -> bool:
    """Whether a text is JSON, has JSON in a code fence, or has an answer among sentences."""
    return (
        text.lstrip()[:1] in ("{", "[")
        or _FENCED.search(text) is not None
        or _OPEN_FENCE.search(text) is not None
        or begins_answer(text)
    )


def begins_answer(text: str) -> bool:
    """Whether a text has the beginning of an answer, even of an empty one."""
    return _ANSWER_START.search(text) is not None


def grid_of(text: str) -> Grid:
    """Return the claims of a JSON text as rows.

    Raises:
        ReadError: The text is not JSON, or has no claims.
    """
    grid = Grid()
    if text.lstrip()[:1] not in ("{", "["):
        blocks = [(match.start(2), match[2]) for match in _FENCED.finditer(text)]
        if not blocks and (opened := _OPEN_FENCE.search(text)):
            blocks = [(opened.end(), text[opened.end() :])]  # the answer was cut off
        blocks = [(start, block) for start, block in blocks if block.strip()[:1] in ("{", "[")]
        blocks = blocks or _among_sentences(text)
    elif _ANSWER_START.match(text, len(text) - len(text.lstrip())):
        blocks = _among_sentences(text)  # there may be sentences after it
    else:
        blocks = [(0, text)]
    if not blocks:
        raise not_a_sheet(
            "no code block of the text holds JSON", "use the answer as the model gave it"
        )
    for start, block in blocks:
        grid.is_answer |= start > 0
        _read_block(block, text.count("\n", 0, start), grid)
    return grid


def _among_sentences(text: str) -> list[tuple[int, str]]:
    """Return the answer in a text without a code fence that has sentences before or after it.

    Raises:
        ReadError: There are several answers, because models may write drafts.
    """
    answers = list(_ANSWER_START.finditer(text))
    if len(answers) > 1:
        hint = "keep only the final one"
        line = text.count("\n", 0, answers[1].start()) + 1
        raise not_a_sheet(f"{len(answers)} answers are in the text", hint, line)
    if not answers:
        return []
    start = answers[0].start()
    try:
        end = json.JSONDecoder().raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        end = len(text)  # the error is reported when this is parsed
    return [(start, text[start:end])]


def _read_block(text: str, lines_before: int, grid: Grid) -> None:
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > 1 and _is_json_object(lines[0][1]) and lines[1][1].lstrip().startswith("{"):
        for n, line in lines:
            value = _parse(line, lines_before + n)
            _add_claims(value, line, lines_before + n - 1, grid, str(n))
        return
    value = _parse(text, lines_before + 1)
    _add_claims(value, text, lines_before, grid, "")


def _is_json_object(line: str) -> bool:
    """Whether a line is a complete JSON object."""
    try:
        return isinstance(jiter.from_json(line.encode()), dict)
    except ValueError:
        return False


def _parse(text: str, line: int) -> Any:
    try:
        return jiter.from_json(text.encode(), catch_duplicate_keys=True, allow_inf_nan=False)
    except ValueError as problem:
        positions = LenientSourceMap(text)
        message, hint = str(problem), "no row is added; ask for the answer again, or correct it"
        at = Location(line=line)
        if positions.broken:
            offset, message = positions.broken
            if offset >= len(text.rstrip()):
                message = f"the text ends within the JSON: {message}"
                hint = "the answer was cut off: ask for fewer claims at a time"
            row, column = positions.at(offset)
            at = Location(None, row + line - 1, column)
        elif positions.slips:
            slip = positions.slips[0]
            row, column = positions.at(slip.at)
            message, at = slip.reason, Location(None, row + line - 1, column)
        raise ReadError([Finding("not-json", message, hint, location=at)]) from None


def _add_claims(value: Any, text: str, lines_before: int, grid: Grid, of_line: str) -> None:
    """Add the claims of one JSON value.

    An array of claims, alone or within an object, is the answer of a language model. JSON Lines may
    also come from `archive sheet`.
    """
    match value:
        case {"claims": [*items]}:
            for name in value.keys() - {"claims"}:
                grid.findings.append(unknown_key(name))
            base: str | None = "/claims"
            grid.is_answer = True
        case [*items]:
            base, grid.is_answer = "", True
        case {"words": _} | {"restatement": _} | {"type": _} | {"claim": _} | {"id": _}:
            items, base = [value], None
        case _:
            hint = 'write {"claims": [...]}, as `archive schema sheet` describes it'
            raise not_a_sheet("this JSON holds no claims", hint, lines_before + 1)
    positions = LenientSourceMap(text)
    what = "line" if of_line else "claim"
    columns: list[Finding] = []
    for n, item in enumerate(items):
        number = lines_before + 1 if of_line else n + 1
        pointer = "" if base is None else f"{base}/{n}"
        line = positions.of(pointer)[0] + lines_before
        if not isinstance(item, dict):
            at = Location(line=line)
            message = f"{what} {number}: this is not an object"
            grid.findings.append(Finding("cell-wrong", message, "a claim is {...}", location=at))
            grid.bad.append(Row(number, {}, line, what=what))
            continue
        cells: dict[str, str] = {}
        lines: dict[str, tuple[int, int]] = {}
        unread: dict[str, Sequence[Finding]] = {}
        for name, given in item.items():
            row, column = positions.of(f"{pointer}/{name}")
            place = row + lines_before, column
            if name not in BY_NAME:
                finding = unknown(name, Location(None, *place))
                (columns if finding.severity is Severity.ERROR else grid.findings).append(finding)
                continue
            cell = cell_text(given, name)
            if cell is None:
                at = Location(None, *place)
                message = f"{what} {number}, {name}: {json.dumps(given)[:60]} is not a valid {name}"
                hint = "write a string" if BY_NAME[name].takes != "boolean" else "true or false"
                unread[name] = (Finding("cell-wrong", message, hint, location=at),)
            else:
                cells[name], lines[name] = cell, place
        if (cells := filled_cells(cells)) or unread:
            grid.rows.append(Row(number, cells, line, what=what, lines=lines, unread=unread))
    if columns:
        raise ReadError([*grid.findings, *columns])


def unknown_key(name: str) -> Finding:
    """Return the warning for a key of an answer other than its claims."""
    return warning("column-unknown", f'the answer has "{name}" beside its claims', "it is left out")


def cell_text(given: Any, name: str) -> str | None:
    """Return a value as the text of a cell; `None` if a cell cannot have this value."""
    match given:
        case None:
            return ""
        case bool():
            return ("false", "true")[given]
        case str():
            return given
        case int() | float():
            return str(given)
        case [*items] if all(isinstance(one, str) for one in items):
            takes = BY_NAME[name].takes
            if takes in ("names", "words") or name == "name":
                return ("; " if takes == "names" else " | ").join(
                    one for one in items if one.strip()
                )
    return None


def write_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as JSON Lines without the empty cells."""
    return b"".join(_lines(header, rows))


def _lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    for row in rows:
        filled: Mapping[str, str] = {
            name: cell for name, cell in zip(header, row, strict=True) if cell
        }
        yield json.dumps(filled, ensure_ascii=False).encode() + b"\n"
