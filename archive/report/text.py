"""Findings as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.findings import Finding, Severity
from archive.report.escaping import safe
from archive.validation import Report
from archive.validation.base import RULES


def as_text(reports: Sequence[Report], *, styled: bool = False) -> str:
    """One line for each finding, and at the end how many there are and which layers did not run.

    Args:
        reports: What was found, record after record.
        styled: Whether place, severity and code stand out in colours of a terminal.

    >>> finding = Finding("not-json", "expected value").at(file="a.json", line=3)
    >>> print(as_text([Report((finding,))]), end="")
    a.json:3: error[not-json]: expected value
    1 error
    """
    lines = [line_of(finding, styled=styled) for report in reports for finding in report]
    lines += [line for report in reports for line in not_run(report)]
    return "\n".join([*lines, _summary(reports)]) + "\n"


def line_of(finding: Finding, *, styled: bool = False) -> str:
    """`file:line:column: severity[code]: pointer: message (what to do)`, on one line."""
    line = safe(str(finding))
    if not styled:
        return line
    place = safe(str(finding.location))
    label = safe(f"{finding.severity}[{finding.code}]")
    rest = line[len(place) + 2 if place else 0 :].removeprefix(label)
    head = f"{_BOLD}{place}{_PLAIN}: " if place else ""
    return f"{head}{_COLOURS[finding.severity]}{label}{_PLAIN}{rest}"


_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[1;36m",
}
"""Red, yellow and cyan, all of them bold: legible on light and dark (ECMA-48, SGR)."""


def not_run(report: Report) -> Iterator[str]:
    """What nobody looked at, and why."""
    failed = [layer for layer, outcome in report.layers.items() if outcome == "failed"]
    if failed and report.layers.get(RULES) == "not run":  # else only what was not asked for
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
