"""Findings as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.findings import Finding, Severity
from archive.report.escaping import safe
from archive.validation import Report


def as_text(reports: Sequence[Report]) -> str:
    """One line for each finding, and at the end how many there are and which layers did not run.

    >>> finding = Finding("not-json", "expected value").at(file="a.json", line=3)
    >>> print(as_text([Report((finding,))]), end="")
    a.json:3: error[not-json]: expected value
    1 error
    """
    lines = [line_of(finding) for report in reports for finding in report]
    lines += [line for report in reports for line in not_run(report)]
    return "\n".join([*lines, _summary(reports)]) + "\n"


def line_of(finding: Finding) -> str:
    """`file:line:column: severity[code]: pointer: message (what to do)`, on one line."""
    return safe(str(finding))


def not_run(report: Report) -> Iterator[str]:
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
