"""Writes findings as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from archive.control_characters import safe_json
from archive.findings import Finding, Severity
from archive.validation import Report


def as_json(reports: Sequence[Report]) -> str:
    """Return a JSON object with all parts of the findings, and the results of the layers."""
    return safe_json(
        {
            "ok": all(report.ok for report in reports),
            "counts": {
                f"{severity}s": sum(len(report.of(severity)) for report in reports)
                for severity in Severity
            },
            "records": [
                {
                    "source": report.source,
                    "ok": report.ok,
                    "layers": dict(report.layers),
                    "choices": [asdict(choice) for choice in report.choices],
                }
                for report in reports
            ],
            "findings": [_as_object(finding) for report in reports for finding in report],
        }
    )


def _as_object(finding: Finding) -> dict[str, Any]:
    location = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": location.file,
        "line": location.line,
        "column": location.column,
        "pointer": location.pointer,
        "message": finding.message,
        "hint": finding.hint,
    }
