"""Writes findings as SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from archive.control_characters import safe_json
from archive.errors import UnknownCode
from archive.findings import Finding
from archive.report.text import not_run_lines
from archive.validation import Report, explain
from archive.version import VERSION
from archive.wording.findings import advice

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
"""The address of the schema of SARIF 2.1.0, an OASIS standard."""


def as_sarif(reports: Sequence[Report]) -> str:
    """Return findings as a SARIF log, with the manual page of each code.

    Columns count code points. JSON Pointers and XPaths are names of logical locations.
    """
    findings = [finding for report in reports for finding in report]
    codes = sorted({finding.code for finding in findings})
    numbers = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "archive",
                "version": VERSION,
                "semanticVersion": VERSION,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": line}} for line in not_run_lines(reports)
                ],
            }
        ],
        "results": [_result(finding, numbers[finding.code]) for finding in findings],
    }
    return safe_json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    """Return the manual page of a code: its first sentence, and its full text."""
    try:
        page = explain(code)
    except UnknownCode:  # a finding of another package
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": page.partition("\n\n")[0].replace("\n", " ")},
        "fullDescription": {"text": page},
    }


def _result(finding: Finding, number: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": finding.severity.value,
        "message": {"text": advice(finding)},
    }
    if location := _location(finding):
        result["locations"] = [location]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    at = finding.location
    location: dict[str, Any] = {}
    if at.file is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(at.file)}}
        if at.line is not None:
            physical["region"] = {"startLine": at.line}
            if at.column is not None:
                physical["region"]["startColumn"] = at.column
        location["physicalLocation"] = physical
    if at.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": at.pointer}]
    return location


def _uri(file: str) -> str:
    """Return a path as a URI: absolute with `file:`, relative unchanged."""
    from os import fsencode
    from urllib.parse import quote

    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(fsencode(path.as_posix()))
