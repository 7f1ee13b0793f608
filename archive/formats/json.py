"""JSON: the record as people and programs keep it, exact and canonical."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import jiter

from archive.errors import InvalidDocument, ReadError, WriteError
from archive.findings import Finding, Location, Severity, error
from archive.formats.base import ReadResult, WriteResult
from archive.formats.decoding import byte_order_mark, decode, has_byte_order_mark
from archive.formats.positions import Positions
from archive.formats.quotes import complete_quotes
from archive.model.document import SCHEMA_VERSION, Document

_PLACE = re.compile(r"(.*) at line (\d+) column (\d+)$", re.DOTALL)
_MAJOR, _MINOR = map(int, SCHEMA_VERSION.split("."))


def read(data: bytes) -> ReadResult:
    """Return the document of a JSON record.

    An anchor of which only the words are written is completed where they stand in one place.

    Raises:
        ReadError: These bytes are no JSON, or no record that this library knows.
        InvalidDocument: They are, but make no document. Findings carry pointer, line and column.
    """
    record = _parse(data)
    findings = [byte_order_mark()] if has_byte_order_mark(data) else []
    findings += _version_findings(record, data)
    try:
        document = Document.model_validate(record)
    except InvalidDocument as invalid:
        problems = complete_quotes(record)
        if problems is None:
            raise InvalidDocument(_placed(invalid.findings, data)) from None
        try:
            document = Document.model_validate(record)
        except InvalidDocument as still_invalid:
            rest = [f for f in still_invalid.findings if not _within(f, problems)]
            raise InvalidDocument(_placed([*problems, *rest], data)) from None
    return ReadResult(document, tuple(findings))


def write(document: Document) -> WriteResult:
    """Return the canonical JSON of a document.

    UTF-8, two spaces of indent, fields in the model's order, defaults left out, a final newline.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    if _minor(document.schema_version) > _MINOR:
        raise WriteError(
            f"{document.id} follows schema {document.schema_version}, newer than {SCHEMA_VERSION}, "
            "which is all that this version of archive can write; update archive"
        )
    text = document.model_dump_json(indent=2, exclude_defaults=True)
    return WriteResult(text.encode() + b"\n")


def _parse(data: bytes) -> dict[str, Any]:
    try:
        record = jiter.from_json(
            data.removeprefix(b"\xef\xbb\xbf"), catch_duplicate_keys=True, allow_inf_nan=False
        )
    except ValueError as problem:
        raise ReadError(_syntax_findings(data, str(problem))) from None
    if not isinstance(record, dict):
        raise ReadError(
            [error("not-a-record", "", "a record is a JSON object").at(line=1, column=1)]
        )
    return record


def _syntax_findings(data: bytes, problem: str) -> Iterator[Finding]:
    text = decode(data)
    positions = Positions(text)
    for pointer, offset in positions.duplicate_keys:
        line, column = positions.at(offset)
        name = pointer.rpartition("/")[2]
        yield error(
            "duplicate-key", pointer, f'"{name}" stands here already', "remove one of the two"
        ).at(line=line, column=column)
    if not problem.startswith("Detected duplicate key"):
        place = _PLACE.match(problem)
        message, line, column = (
            (place[1], int(place[2]), int(place[3])) if place else (problem, 1, 1)
        )
        code = "lone-surrogate" if "surrogate" in message else "not-json"
        message = message[:1].lower() + message[1:]
        yield Finding(code, message, location=Location(line=line, column=max(column, 1)))


def _version_findings(record: dict[str, Any], data: bytes) -> list[Finding]:
    version = record.get("schema_version")
    if version is None:
        found = error(
            "missing-field",
            "/schema_version",
            '"schema_version" is required and left out',
            f'add "schema_version": "{SCHEMA_VERSION}"',
        )
        raise ReadError(_placed([found], data))
    if not isinstance(version, str) or not re.fullmatch(r"[0-9]+\.[0-9]+", version):
        return []
    if int(version.split(".")[0]) != _MAJOR:
        found = error(
            "unsupported-schema-version",
            "/schema_version",
            f"the record follows schema {version}; this version of archive reads {_MAJOR}.x",
        )
        raise ReadError(_placed([found], data))
    if _minor(version) > _MINOR:
        found = Finding(
            "newer-schema-version",
            f"the record follows schema {version}, newer than {SCHEMA_VERSION}",
            "update archive before you write it",
            Severity.WARNING,
            Location(pointer="/schema_version"),
        )
        return _placed([found], data)
    return []


def _minor(version: str) -> int:
    return int(version.split(".")[1])


def _placed(findings: Iterable[Finding], data: bytes) -> list[Finding]:
    """The findings with line and column beside their pointers."""
    positions = Positions(decode(data))
    placed = []
    for finding in findings:
        line, column = positions.of(finding.location.pointer or "")
        placed.append(finding.at(line=line, column=column))
    return placed


def _within(finding: Finding, problems: list[Finding]) -> bool:
    """Whether a finding is about a quote that is a problem already."""
    pointer = finding.location.pointer or ""
    return any(pointer.startswith(problem.location.pointer or "\0") for problem in problems)
