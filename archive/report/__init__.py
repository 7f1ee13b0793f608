"""Findings as text, as JSON and as SARIF: the only place where a finding becomes text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from archive.errors import UnknownFormat
from archive.report.escaping import safe
from archive.report.json import as_json
from archive.report.sarif import SARIF_SCHEMA, as_sarif
from archive.report.text import as_text, line_of
from archive.validation import Report

__all__ = [
    "FORMATS",
    "SARIF_SCHEMA",
    "as_json",
    "as_sarif",
    "as_text",
    "line_of",
    "safe",
    "write_report",
]

FORMATS: Mapping[str, Callable[[Sequence[Report]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
}
"""Every form in which reports are written."""


def write_report(reports: Report | Iterable[Report], format: str = "text") -> str:
    """Return what validation found, as `archive validate` prints it.

    What would steer a terminal is escaped in every form.

    Args:
        reports: What `validate` returned; of several records, one report each.
        format: "text" (a line for each finding, then a summary), "json" (all parts of each) or
            "sarif" (SARIF 2.1.0, for code scanners and editors).

    Raises:
        UnknownFormat: Reports are not written in a form of this name.
    """
    if format not in FORMATS:
        raise UnknownFormat(format, tuple(FORMATS))
    several = (reports,) if isinstance(reports, Report) else tuple(reports)
    for report in several:
        if not isinstance(report, Report):
            raise TypeError(f"a report is what `validate` returns, not {type(report).__name__}")
    return FORMATS[format](several)
