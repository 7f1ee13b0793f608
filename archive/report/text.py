"""Findings as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.findings import Finding, Severity
from archive.report.escaping import safe
from archive.validation import Report
from archive.validation.base import CAPTURES, RULES


def as_text(reports: Sequence[Report], *, styled: bool = False) -> str:
    """One line for each finding, then which layers did not run, and how much was found in how many.

    Args:
        reports: What was found, record after record.
        styled: Whether place, severity and code stand out in colours of a terminal.

    >>> finding = Finding("not-json", "expected value").at(file="a.json", line=3)
    >>> print(as_text([Report((finding,))]), end="")
    a.json:3: error[not-json]: expected value
    1 error in 1 record
    """
    lines = [line_of(finding, styled=styled) for report in reports for finding in report]
    lines += [line for report in reports for line in not_run(report)]
    return "\n".join([*lines, summary(reports)]) + "\n"


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
    """What nobody looked at, and why: layers that build on one that failed before them."""
    if not report.reached:
        return
    place = f"{safe(report.source)}: " if report.source else ""
    after: dict[str, list[str]] = {}
    failed: str | None = None
    for layer, outcome in report.layers.items():
        if outcome == "failed":
            failed = layer
        elif outcome == "not run" and failed is not None and _is_wanted(layer, report):
            after.setdefault(failed, []).append(layer)
    for failed, layers in after.items():
        yield f"{place}not run, because {failed} failed: {', '.join(layers)}"


def _is_wanted(layer: str, report: Report) -> bool:
    """Whether a layer would have run; where there is no folder nobody looks at captures."""
    return layer != CAPTURES or report.layers.get(RULES) == "not run"


def summary(reports: Sequence[Report]) -> str:
    """How much was found, in how many records, and in how many of them there are errors.

    >>> broken = Report((Finding("not-json", "expected value"),))
    >>> summary([broken]), summary([Report(), broken, broken])
    ('1 error in 1 record', '2 errors in 3 records, 2 with errors')
    """
    counts = [
        _counted(sum(len(report.of(severity)) for report in reports), severity.value)
        for severity in Severity
    ]
    found = ", ".join(count for count in counts if count) or "nothing found"
    reached = [report for report in reports if report.reached]
    wrong = sum(not report.ok for report in reached)
    of_many = f", {wrong} with errors" if wrong and len(reached) > 1 else ""
    return f"{found} in {_counted(len(reached), 'record') or '0 records'}{of_many}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}" if number else ""
