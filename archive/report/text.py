"""Findings as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.findings import Finding, Severity
from archive.report.escaping import safe
from archive.validation import Report


def as_text(reports: Sequence[Report]) -> str:
    """One line for each finding, then which layers did not run, and how much was found in how many.

    >>> finding = Finding("not-json", "expected value").at(file="a.json", line=3)
    >>> print(as_text([Report((finding,))]), end="")
    a.json:3: error[not-json]: expected value
    1 error in 1 record
    """
    lines = [line_of(finding) for report in reports for finding in report]
    lines += [line for report in reports for line in not_run(report)]
    return "\n".join([*lines, summary(reports)]) + "\n"


def line_of(finding: Finding) -> str:
    """`file:line:column: severity[code]: pointer: message (what to do)`, on one line."""
    return safe(str(finding))


def not_run(report: Report) -> Iterator[str]:
    """What nobody looked at, and why: layers that build on one that failed before them."""
    place = f"{safe(report.source)}: " if report.source else ""
    after: dict[str, list[str]] = {}
    failed: str | None = None
    for layer, outcome in report.layers.items():
        if outcome == "failed":
            failed = layer
        elif outcome == "not run" and failed is not None:
            after.setdefault(failed, []).append(layer)
    for failed, layers in after.items():
        yield f"{place}not run, because {failed} failed: {', '.join(layers)}"


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
