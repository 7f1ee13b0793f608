"""Findings as text, as JSON and as SARIF: the only place where a finding becomes text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from archive.errors import UnknownCode
from archive.findings import Finding, Severity
from archive.validation import Report, explain
from archive.version import VERSION

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
"""Where the schema of SARIF 2.1.0, an OASIS standard, has its address."""


def as_text(reports: Sequence[Report]) -> str:
    """One line for each finding, and at the end how many there are and which layers did not run.

    >>> finding = Finding("not-json", "expected value").at(file="a.json", line=3)
    >>> print(as_text([Report((finding,))]), end="")
    a.json:3: error[not-json]: expected value
    1 error
    """
    lines = [line_of(finding) for report in reports for finding in report]
    lines += [line for report in reports for line in _not_run(report)]
    return "\n".join([*lines, _summary(reports)]) + "\n"


def line_of(finding: Finding) -> str:
    """`file:line:column: severity[code]: pointer: message (what to do)`, on one line."""
    return safe(str(finding))


def safe(text: str) -> str:
    r"""Return a text without what steers a terminal or turns the order in which it is read.

    A tab or line end becomes a blank; any other such character is shown as its number.

    >>> safe("red: \x9b31m, tab:\t.")
    'red: <U+009B>31m, tab: .'
    """
    return _STEERING.sub(_visible, text)


_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def _visible(found: re.Match[str]) -> str:
    character = found[0]
    return " " if character in "\t\n\r\u2028\u2029" else f"<U+{ord(character):04X}>"


def _not_run(report: Report) -> Iterator[str]:
    """What nobody looked at, and why."""
    failed = [layer for layer, outcome in report.layers.items() if outcome == "failed"]
    if failed and report.not_run:
        place = f"{safe(report.source)}: " if report.source else ""
        yield f"{place}not run, because {failed[0]} failed: {', '.join(report.not_run)}"


def _summary(reports: Sequence[Report]) -> str:
    counts = [
        _counted(sum(len(report.of(severity)) for report in reports), severity.value)
        for severity in Severity
    ]
    found = ", ".join(count for count in counts if count) or "nothing found"
    return f"{found} in {len(reports)} records" if len(reports) > 1 else found


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}" if number else ""


def as_json(reports: Sequence[Report]) -> str:
    """One object: the findings with all their parts, and how the layers of each record ended."""
    return _dumped(
        {
            "ok": all(report.ok for report in reports),
            "counts": {
                f"{severity}s": sum(len(report.of(severity)) for report in reports)
                for severity in Severity
            },
            "records": [
                {"source": report.source, "ok": report.ok, "layers": dict(report.layers)}
                for report in reports
            ],
            "findings": [_as_object(finding) for report in reports for finding in report],
        }
    )


def _as_object(finding: Finding) -> dict[str, Any]:
    place = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "pointer": place.pointer,
        "message": finding.message,
        "hint": finding.hint,
    }


def as_sarif(reports: Sequence[Report]) -> str:
    """A log in SARIF 2.1.0 for code scanners and editors, with the manual page of each code.

    Columns count code points; a JSON Pointer or XPath is the name of a logical location.
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
                    {"level": "note", "message": {"text": line}}
                    for report in reports
                    for line in _not_run(report)
                ],
            }
        ],
        "results": [_result(finding, numbers[finding.code]) for finding in findings],
    }
    return _dumped({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    """The manual page of a code: its first sentence, and all of it."""
    try:
        page = explain(code)
    except UnknownCode:  # a finding of somebody else's
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": page.partition("\n\n")[0].replace("\n", " ")},
        "fullDescription": {"text": page},
    }


def _result(finding: Finding, number: int) -> dict[str, Any]:
    hint = f" ({finding.hint})" if finding.hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": finding.severity.value,
        "message": {"text": finding.message + hint},
    }
    if location := _location(finding):
        result["locations"] = [location]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.location
    location: dict[str, Any] = {}
    if place.file is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
        if place.line is not None:
            physical["region"] = {"startLine": place.line}
            if place.column is not None:
                physical["region"]["startColumn"] = place.column
        location["physicalLocation"] = physical
    if place.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": place.pointer}]
    return location


def _uri(file: str) -> str:
    """A path as a URI: absolute with `file:`, relative as it is."""
    from os import fsencode
    from urllib.parse import quote

    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(fsencode(path.as_posix()))


def _dumped(value: object) -> str:
    """JSON in which what would steer a terminal that shows it is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "\n".join(_STEERING.sub(_escaped, line) for line in text.split("\n")) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
