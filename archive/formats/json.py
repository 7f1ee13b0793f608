"""JSON: the record as people and programs keep it, exact and canonical."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jiter

from archive.errors import InvalidDocument, ReadError
from archive.findings import Finding, Location, at_stage, error, pointer_steps
from archive.formats.format import Format, ReadResult, WriteResult, refuse_newer, version_finding
from archive.formats.recognition import is_json
from archive.model.document import SCHEMA_VERSION, Document
from archive.text.decoding import byte_order_mark, decode, has_byte_order_mark

if TYPE_CHECKING:
    from archive.formats.json_source_map import LenientSourceMap
    from archive.formats.lenient_input import Received


def read(data: bytes) -> ReadResult:
    """Return the document of a JSON record.

    An anchor with words but no place is completed if the words are in exactly one place.

    Raises:
        ReadError: The bytes are not JSON, or not a record that this library can read.
        InvalidDocument: The record is not valid. Findings have pointer, line and column.
    """
    return read_with(data, document_of)


def read_with(data: bytes, document_of: Callable[[dict[str, Any]], Document]) -> ReadResult:
    """Return the document that a function makes of the raw record in these bytes.

    Raises:
        ReadError: As `read`.
        InvalidDocument: The function raised it; line and column are added.
    """
    record, unclear, is_certain = _parse(data)
    findings = [byte_order_mark()] if has_byte_order_mark(data) else []
    version = _version_findings(record, data)
    if any(finding.code == "unsupported-schema-version" for finding in version):
        raise ReadError([*unclear, *version], stage="schema")
    if "schema_version" in record:
        findings += version
    else:
        unclear += version
    try:
        document = document_of(record)
    except InvalidDocument as invalid:
        certain = _without_pending(
            located(_certain_findings(invalid.findings, is_certain), data), unclear
        )
        all_findings = [*unclear, *findings, *certain]
        if unclear:
            raise ReadError(all_findings, stage="schema") from None
        raise InvalidDocument(all_findings, "schema") from None
    if unclear:
        raise ReadError([*unclear, *findings], stage="schema")
    return ReadResult(document, tuple(findings))


def _without_pending(findings: Iterable[Finding], unclear: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those about values that are still to be written."""
    from archive.formats.json_source_map import STILL_OPEN

    still_open = {
        (finding.location.line, finding.location.column)
        for finding in unclear
        if finding.message.endswith(STILL_OPEN)
    }
    for finding in findings:
        at = (finding.location.line, finding.location.column)
        if at not in still_open or finding.code == "unknown-field":
            yield finding


def _certain_findings(findings: Iterable[Finding], is_certain: bool) -> Iterable[Finding]:
    """The findings that are certain although the content of the record may be unclear."""
    if is_certain:
        return findings
    return [finding for finding in findings if finding.stage != "invariants"]


def document_of(
    record: dict[str, Any],
    received: Received | None = None,
    unnamed: list[Finding] | None = None,
) -> Document:
    """Return the document of a raw record; its quotes are completed.

    Args:
        record: The raw record, which is changed in place if something is completed.
        received: Returns the text of blocks as received, by their ids, if it is known.
        unnamed: A list that gets the findings on missing ids; ids are then generated, so that the
            document can be checked. By default missing ids are errors.

    Raises:
        InvalidDocument: The record is not valid; the error has a finding for every problem.
    """
    try:
        return Document.model_validate(record)
    except InvalidDocument:
        from archive.formats import lenient_input

        completed = lenient_input.complete(record)
        problems = [*completed.unnamed, *completed.unplaced]
        if unnamed is not None:
            unnamed += completed.unnamed
            problems = [*completed.unplaced]
        return lenient_input.document_of(record, problems, received)


def write(document: Document) -> WriteResult:
    """Return the canonical JSON of a document.

    UTF-8, two spaces of indent, short values on one line, fields in the model's order, defaults
    left out, a final newline.

    Raises:
        WriteError: The record has a newer schema, whose fields could be lost.
    """
    refuse_newer(document)
    return WriteResult(canonical(document))


def canonical(document: Document) -> bytes:
    """Return the canonical JSON of a document, even of one with a newer schema.

    `write` refuses these, since new fields could be lost in the file. Use this function only if no
    file is replaced.
    """
    serializer = type(document).__pydantic_serializer__
    indented = serializer.to_json(document, indent=2, exclude_defaults=True)
    return _laid_out(indented) + b"\n"


def _laid_out(indented: bytes) -> bytes:
    """Put on one line each object or array that holds only plain values or such objects and arrays.

    An array of one such item counts as that item. The record and its fields keep a line for each of
    their items.
    """
    text = _ARRAY_OF_ONE.sub(rb"[\1]", b"".join(_on_one_line_each(indented)))
    return _ARRAY_OF_ONE.sub(rb"[\1]", _OBJECT.sub(_members_on_one_line, text))


def _members_on_one_line(match: re.Match[bytes]) -> bytes:
    return b"{" + re.sub(rb"\n *", b" ", match[1]) + b"}"


_ARRAY_OF_ONE = re.compile(rb"\[\n *+([{\[][^\n]++)\n {4,}+\]")
_OBJECT = re.compile(
    rb"\{\n *+((?![}\]])[^\n]*+(?<![{\[])(?:\n *+(?![}\]])[^\n]*+(?<![{\[]))*+)\n {4,}+\}"
)
"""An object with each member on a line, none of which ends with an opening bracket."""


def _on_one_line_each(indented: bytes) -> Iterator[bytes]:
    """Yield an indented JSON text in pieces, each innermost object or array on one line.

    Strings hold no line ends, so a line end after a bracket belongs to the layout. Between two
    opening brackets, only the first can be innermost: it is if its closing bracket is there.
    """
    for number, of_object in enumerate(indented.split(b"{\n")):
        bracket = b"{" if number else b""
        for piece in of_object.split(b"[\n"):
            step = len(piece) - len(piece.lstrip(b" "))
            line_start = b"\n" + piece[:step]
            end = piece.find(line_start[:-2] + _CLOSING[bracket])
            if not bracket or end < 0:
                yield bracket + b"\n" + piece if bracket else piece
            else:
                yield bracket + piece[step:end].replace(line_start, b" ")
                yield piece[end + step - 1 :]
            bracket = b"["


_CLOSING = {b"": b"", b"{": b"}", b"[": b"]"}


def _parse(data: bytes) -> tuple[dict[str, Any], list[Finding], bool]:
    """Return the raw record, findings on faults, and whether the meaning of all faults is clear.

    If the meaning of a fault is clear, the record has what was meant.
    """
    plain = data.removeprefix(b"\xef\xbb\xbf")
    unclear: list[Finding] = []
    is_certain = True
    try:
        record = jiter.from_json(plain, catch_duplicate_keys=True, allow_inf_nan=False)
    except ValueError:
        positions = _positions(data)
        unclear = at_stage("well-formed", (*_duplicate_keys(positions), *_slips(positions)))
        plain = positions.mended().encode() if positions.slips else plain
        try:
            record = jiter.from_json(plain, allow_inf_nan=False)
        except ValueError as problem:
            syntax_findings = _syntax_findings(positions, str(problem))
            raise ReadError([*unclear, *syntax_findings]) from None
        if any(finding.code == "duplicate-key" for finding in unclear):
            record, is_certain = _with_joined_keys(plain)
    if not isinstance(record, dict):
        message = "a record must be a JSON object"
        raise ReadError([*unclear, error("not-a-record", "", message).at(line=1, column=1)])
    return record, [*unclear, *_inexact_numbers(data)], is_certain


def _with_joined_keys(text: bytes) -> tuple[Any, bool]:
    """A JSON value with duplicate keys merged, and whether all of them could be merged.

    Two objects or two arrays are merged; of other values the last is used.
    """
    is_certain = True

    def join(first: Any, second: Any) -> Any:
        nonlocal is_certain
        match first, second:
            case dict(), dict():
                both = {name: join(first[name], second[name]) for name in first if name in second}
                return {**first, **second, **both}
            case list(), list():
                return [*first, *second]
            case _:
                is_certain = False
                return second

    def join_members(members: list[tuple[str, Any]]) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for name, inner in members:
            value[name] = join(value[name], inner) if name in value else inner
        return value

    return json.loads(text, object_pairs_hook=join_members), is_certain


def _slips(positions: LenientSourceMap) -> Iterator[Finding]:
    for slip in positions.slips:
        line, column = positions.at(slip.at)
        yield Finding("not-json", slip.reason, location=Location(line=line, column=column))


_CERTAINTY = re.compile(rb'"certainty":\s*-?[0-9]')


def _inexact_numbers(data: bytes) -> Iterator[Finding]:
    """The numbers that programs cannot read exactly.

    Only certainties and extensions have fractions, and most records hold neither.
    """
    if b'"extensions"' not in data and not _CERTAINTY.search(data):
        return
    text = data.decode()
    for number in _NUMBER.finditer(text):
        digits = number[1]
        if digits and Decimal(digits) != Decimal(repr(float(digits))):
            line = text.count("\n", 0, number.start(1)) + 1
            column = number.start(1) - text.rfind("\n", 0, number.start(1))
            message = f"{digits[:60]} is a number that programs read as {float(digits)!r}"
            location = Location(line=line, column=column)
            yield Finding("number-not-exact", message, "write fewer digits", location=location)


_NUMBER = re.compile(
    r'"(?:[^"\\]|\\.)*+"|(-?[0-9]+(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+))'
)
"""A string, or a number with a fraction or an exponent (in group 1)."""


def _positions(data: bytes) -> LenientSourceMap:
    """The source map of the bytes, made only if there is something to locate."""
    from archive.formats.json_source_map import LenientSourceMap

    return LenientSourceMap(decode(data))


def _duplicate_keys(positions: LenientSourceMap) -> Iterator[Finding]:
    for pointer, offset, bracket in positions.duplicate_keys():
        line, column = positions.at(offset)
        name = pointer_steps(pointer)[-1]
        message = f'"{name}" is a duplicate key'
        hint = "merge the two values into one" if bracket else "remove one of the two"
        finding = error("duplicate-key", pointer, message, hint)
        yield finding.at(line=line, column=column)


def _syntax_findings(positions: LenientSourceMap, problem: str) -> Iterator[Finding]:
    """The findings on a text that the parser refused, from its reason."""
    if positions.broken is None:
        surrogates = list(positions.lone_surrogates())
        for offset in surrogates:
            line, column = positions.at(offset)
            message = "this is half of a surrogate pair, which is not a character"
            yield Finding(
                "lone-surrogate",
                message,
                "write the character itself",
                location=Location(line=line, column=column),
            )
        if surrogates:
            return
    offset, message = positions.broken or (0, problem)
    hint = None
    if merged := _CONFLICT.search(positions.text):
        offset, message = merged.start(), "this is an unresolved merge conflict"
        hint = (
            "keep one of the two versions, and remove the lines with <<<<<<<, ======= and >>>>>>>"
        )
    line, column = positions.at(offset)
    yield Finding("not-json", message, hint, location=Location(line=line, column=column))


_CONFLICT = re.compile(r"^<{7} .*$", re.MULTILINE)
"""A conflict marker of git. JSON strings have no line ends, so it is never within a string."""


def _version_findings(record: dict[str, Any], data: bytes) -> list[Finding]:
    version = record.get("schema_version")
    if version is None:
        message = '"schema_version" is required and left out'
        hint = f'add "schema_version": "{SCHEMA_VERSION}"'
        return located([error("missing-field", "/schema_version", message, hint)], data)
    finding = version_finding(version)
    return located([finding], data) if finding else []


def located(findings: Iterable[Finding], data: bytes) -> list[Finding]:
    """Return findings with the line and column of their pointers in these bytes."""
    positions = _positions(data)
    result = []
    for finding in findings:
        line, column = positions.of(finding.location.pointer or "")
        result.append(finding.at(line=line, column=column))
    return result


_CODES = {
    "not-json": """The file is not well-formed JSON.

        The location is where something else was expected; the fault is there or just before it. If
        the meaning is clear, the rest of the file is checked as well. This is so for superfluous
        and missing commas, comments, `True`, single quotation marks, quotation marks within a
        string (write `\\"`), and the `...` in hints, which you must replace.""",
    "duplicate-key": """An object of the JSON file has a duplicate key.

        Parsers disagree about which value is used, so neither is. Two objects or two arrays are
        checked as if merged: merge them. Of other values, remove one.""",
    "lone-surrogate": """A string holds half of a surrogate pair.

        It is not valid Unicode and cannot be written as UTF-8. Write the whole character, or its
        pair of escapes.""",
    "number-not-exact": """A number has more digits than programs can store.

        JSON readers round it to the nearest number with about sixteen digits, and would write that.
        Write fewer digits, or the number as a string.""",
}
"""The pages of the codes that only JSON has."""

JSON = Format(
    name="json",
    media_type="application/json",
    suffixes=(".json",),
    knows=is_json,
    read=read,
    write=write,
    is_exact=True,
    codes=_CODES,
)
