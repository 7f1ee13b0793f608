"""Writes findings as text, JSON, SARIF or GitHub's commands: only here a finding becomes text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from archive.errors import UnknownFormat
from archive.report.control_characters import safe
from archive.report.github import as_github
from archive.report.json import as_json
from archive.report.sarif import SARIF_SCHEMA, as_sarif
from archive.report.statistics import as_statistics, as_statistics_json
from archive.report.text import as_text, line_of
from archive.validation import Report

__all__ = [
    "FORMATS",
    "SARIF_SCHEMA",
    "STATISTICS",
    "as_github",
    "as_json",
    "as_sarif",
    "as_statistics",
    "as_statistics_json",
    "as_text",
    "line_of",
    "safe",
    "write_report",
]

FORMATS: Mapping[str, Callable[[Sequence[Report]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
"""Every form in which reports are written."""

STATISTICS: Mapping[str, Callable[[Sequence[Report]], str]] = {
    "text": as_statistics,
    "json": as_statistics_json,
}
"""Every form in which the findings of reports are counted."""


def write_report(
    reports: Report | Iterable[Report],
    format: str = "text",
    *,
    statistics: bool = False,
    styled: bool = False,
) -> str:
    """Return what validation found, as `archive validate` prints it.

    What would steer a terminal is escaped in every form.

    Args:
        reports: What `validate` returned; of several records, one report each.
        format: "text" (a line for each finding, then a summary), "json" (all parts of each),
            "sarif" (SARIF 2.1.0, for code scanners and editors) or "github" (workflow commands).
        statistics: Only how often each code was found; as "text" or "json".
        styled: Whether lines of "text" are coloured for a terminal; no other form has colours.

    Raises:
        UnknownFormat: Reports are not written, or counted, in a form of this name.
    """
    forms = STATISTICS if statistics else FORMATS
    if format not in forms:
        raise UnknownFormat(format, tuple(forms))
    several = (reports,) if isinstance(reports, Report) else tuple(reports)
    for report in several:
        if not isinstance(report, Report):
            raise TypeError(f"a report is what `validate` returns, not {type(report).__name__}")
    if styled and forms[format] is as_text:
        return as_text(several, styled=True)
    return forms[format](several)
