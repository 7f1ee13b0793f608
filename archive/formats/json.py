"""JSON, the form in which records are kept: complete and canonical."""

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

    If an anchor has words but no place, the place is added if the words occur exactly once.

    Raises:
        ReadError: The bytes are not JSON, or are not a record that this library can read.
        InvalidDocument: The record is not valid. Findings have pointer, line and column.
    """
    return read_with(data, document_of)


def read_with(data: bytes, document_of: Callable[[dict[str, Any]], Document]) -> ReadResult:
    """Parse a JSON record, and return the document that a function makes from it.

    Raises:
        ReadError: As `read`.
        InvalidDocument: Raised by the function; line and column are added to its findings.
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
    """Yield the findings, except those on placeholders (`...`) that must be replaced."""
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
    """Return the findings; without those on invariants if the content of the record is unclear."""
    if is_certain:
        return findings
    return [finding for finding in findings if finding.stage != "invariants"]


def document_of(
    record: dict[str, Any],
    received: Received | None = None,
    unnamed: list[Finding] | None = None,
) -> Document:
    """Complete the quotes of a raw record, and return its document.

    Args:
        record: The raw record, which is changed in place if something is completed.
        received: Returns the received text of blocks, by their ids, if it is known.
        unnamed: If given, findings on missing ids are added to this list, and ids are generated, so
            that the document can be checked. By default, missing ids are errors.

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

    It is UTF-8, indented by two spaces, with short values on one line, fields in the order of the
    model, no default values, and a final newline.

    Raises:
        WriteError: The record has a newer schema; fields could be lost.
    """
    refuse_newer(document)
    return WriteResult(canonical(document))


def canonical(document: Document) -> bytes:
    """Return the canonical JSON of a document, even if it has a newer schema.

    The result may lack fields of that schema, so use it only if no file is replaced.
    """
    serializer = type(document).__pydantic_serializer__
    indented = serializer.to_json(document, indent=2, exclude_defaults=True)
    return _laid_out(indented) + b"\n"


def _laid_out(indented: bytes) -> bytes:
    """Put on one line each innermost object or array, and objects with only innermost ones.

    An array of one such item counts as that item. The record and its fields keep a line for each
    item.
    """
    # Strings contain no line ends, so a line end after a bracket belongs to the layout. The text is
    # split at these: a piece is what follows an opening bracket, up to the next one. A closing
    # bracket is found by its indent. All of it is one function, because a large record has tens of
    # thousands of pieces: the same as methods of an object takes half as long again.
    pieces: list[bytes] = []
    open_containers: list[tuple[int, bytes]] = []  # position of the first piece, and the end
    kinds: list[int] = []  # of the longest member so far, of each open container
    line_starts = [b"\n", b"\n  "]
    depth = 1
    opening = closing = b""
    for of_object in indented.split(b"{\n"):
        for piece in of_object.split(b"[\n"):
            line_start, end = line_starts[depth], line_starts[depth - 1] + closing
            members, found, rest = piece.partition(end)
            if not opening:
                pieces.append(piece)
            elif not found:
                open_containers.append((len(pieces), end))
                kinds.append(_PLAIN)
                pieces.append(opening + b"\n" + piece)
                depth += 1
                if depth == len(line_starts):
                    line_starts.append(line_start + b"  ")
            else:
                pieces.append(opening + members[2 * depth :].replace(line_start, b" ") + closing)
                while open_containers:
                    first, end = open_containers[-1]
                    between, found, after = rest.partition(end)
                    if not found:
                        break
                    rest = after
                    open_containers.pop()
                    depth -= 1
                    pieces.append(between)
                    inner, kind = pieces[first:], kinds.pop()
                    if end.endswith(b"}"):
                        kind = _OBJECT if kind <= _ALMOST_PLAIN else _LONG
                    else:
                        kind = _ARRAY_OF_ONE[kind] if _is_one(inner, depth) else _LONG
                    if depth > 2 and kind < _LONG:
                        text = b"".join(inner)[2 * depth + 2 :].replace(line_starts[depth], b" ")
                        pieces[first:] = [inner[0][:1] + text + end[-1:]]
                    else:
                        kind = _LONG
                        pieces.append(end)
                    if kinds and kind > kinds[-1]:
                        kinds[-1] = kind
                pieces.append(rest)
            opening, closing = b"[", b"]"
        opening, closing = b"{", b"}"
    return b"".join(pieces)


def _is_one(pieces: list[bytes], depth: int) -> bool:
    """Return whether an array has a single item, an object or array on one line."""
    return len(pieces) == 3 and len(pieces[0]) == 2 * depth + 2 and not pieces[2]


_PLAIN, _ALMOST_PLAIN, _OBJECT, _SHORT, _LONG = range(5)
"""Kinds of objects and arrays. All but the last are on one line: with plain values only; an array
of one such; an object of plain values and these; an array of one of the last two."""
_ARRAY_OF_ONE = (_ALMOST_PLAIN, _SHORT, _SHORT, _LONG, _LONG)
"""The kind of an array with one item, by the kind of the item."""


def _parse(data: bytes) -> tuple[dict[str, Any], list[Finding], bool]:
    """Return the raw record, findings on syntax errors, and whether it is clear what was meant.

    Errors are corrected in the raw record if their intended meaning is clear.
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
    """Return a JSON value with duplicate keys merged, and whether all of them could be merged.

    Two objects or two arrays are merged. If the values are of another kind, the last one is used.
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
    """Yield findings on numbers with more digits than programs can store.

    Only certainties and extensions have fractions, and most records have neither.
    """
    if b'"extensions"' not in data and not _CERTAINTY.search(data):
        return
    text = data.decode()
    for number in _NUMBER.finditer(text):
        digits = number[1]
        if digits and Decimal(digits) != Decimal(repr(float(digits))):
            line = text.count("\n", 0, number.start(1)) + 1
            column = number.start(1) - text.rfind("\n", 0, number.start(1))
            message = f"{digits[:60]} has too many digits: programs read it as {float(digits)!r}"
            location = Location(line=line, column=column)
            yield Finding("number-not-exact", message, "write fewer digits", location=location)


_NUMBER = re.compile(
    r'"(?:[^"\\]|\\.)*+"|(-?[0-9]+(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+))'
)
"""A string, or a number with a fraction or an exponent (in group 1)."""


def _positions(data: bytes) -> LenientSourceMap:
    """Return the source map of the bytes; slow, so call it only if something must be located."""
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
    """Yield the findings on a text that the parser refused with this reason."""
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
"""A conflict marker of git. It is never within a JSON string, since these have no line ends."""


def _version_findings(record: dict[str, Any], data: bytes) -> list[Finding]:
    version = record.get("schema_version")
    if version is None:
        message = '"schema_version" is missing, but required'
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

        The location is where the parser stopped; the fault is there or just before it. If it is
        clear what was meant, the rest of the file is checked too: for superfluous or missing
        commas, comments, `True`, single quotation marks, quotation marks within a string (write
        `\\"`), and `...` copied from a hint, which you must replace.""",
    "duplicate-key": """An object of the JSON file has a duplicate key.

        Parsers disagree about which value to use, so the file is refused. Merge two objects or two
        arrays, which are checked as if they were merged. Of other values, remove one.""",
    "lone-surrogate": """A string holds half of a surrogate pair.

        Half of a pair is not a character and cannot be written as UTF-8. Write the whole character,
        or both escapes of the pair.""",
    "number-not-exact": """A number has more digits than programs can store.

        Programs round such a number to about sixteen digits when they read it, and the rest is
        lost. Write fewer digits, or write the number as a string.""",
}
"""The manual pages of the codes that only JSON has."""

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
