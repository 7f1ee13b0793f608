"""Writes findings as text, JSON, SARIF or GitHub's commands. Only this package does so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from archive.control_characters import safe
from archive.errors import UnknownFormat
from archive.report.github import as_github, github_parts
from archive.report.json import as_json
from archive.report.sarif import SARIF_SCHEMA, as_sarif
from archive.report.statistics import as_statistics, as_statistics_json
from archive.report.text import as_text, line_of, text_parts
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
    "report_parts",
    "safe",
    "write_report",
]

FORMATS: Mapping[str, Callable[[Sequence[Report]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
"""The functions that write reports, by format."""

STATISTICS: Mapping[str, Callable[[Iterable[Report]], str]] = {
    "text": as_statistics,
    "json": as_statistics_json,
}
"""The functions that count the findings of reports, by format."""


_PARTS: Mapping[str, Callable[[Iterable[Report]], Iterator[str]]] = {
    "text": text_parts,
    "github": github_parts,
}
"""The functions that yield the lines of a format."""


def write_report(
    reports: Report | Iterable[Report],
    format: str = "text",
    *,
    statistics: bool = False,
    styled: bool = False,
) -> str:
    """Return the findings of reports, as `archive validate` prints them.

    Control characters are escaped in every format.

    Args:
        reports: The results of `validate`, one for each record.
        format: "text" (a line for each finding, then a summary), "json" (all parts of each
            finding), "sarif" (SARIF 2.1.0, for code scanners and editors) or "github" (workflow
            commands).
        statistics: Only count the findings of each code, as "text" or "json".
        styled: Whether to colour the lines of "text" for a terminal; other formats have no colours.

    Raises:
        UnknownFormat: No format for reports, or for counts, has this name.
    """
    return "".join(report_parts(reports, format, statistics=statistics, styled=styled))


def report_parts(
    reports: Report | Iterable[Report],
    format: str = "text",
    *,
    statistics: bool = False,
    styled: bool = False,
) -> Iterator[str]:
    """Return an iterator over the parts of what `write_report` returns, as soon as they are known.

    "text" and "github" hold no report, nor do statistics. "json" and "sarif" are one part, made of
    all reports at once.

    Raises:
        UnknownFormat: As `write_report`.
    """
    forms = STATISTICS if statistics else FORMATS
    if format not in forms:
        raise UnknownFormat(format, tuple(forms))
    several = _checked((reports,) if isinstance(reports, Report) else reports)
    if statistics:
        return iter((STATISTICS[format](several),))
    if styled and format == "text":
        return text_parts(several, styled=True)
    if format in _PARTS:
        return _PARTS[format](several)
    return iter((FORMATS[format](tuple(several)),))


def _checked(reports: Iterable[Report]) -> Iterator[Report]:
    for report in reports:
        if not isinstance(report, Report):
            raise TypeError(f"a report is a result of `validate`, not {type(report).__name__}")
        yield report
