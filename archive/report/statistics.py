"""Counts how often each code was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archive.findings import Severity
from archive.report.control_characters import safe_json
from archive.report.text import not_run_lines
from archive.validation import Report
from archive.wording.findings import summary


def as_statistics(reports: Sequence[Report]) -> str:
    """A line for each code, the most frequent first; then what did not run, and a summary.

    >>> from archive.findings import Finding
    >>> print(as_statistics([Report((Finding("not-json", "expected value"),))]), end="")
    1  error    not-json
    1 error in 1 record
    """
    counts = _counts(reports)
    width = max((len(str(count)) for *_, count in counts), default=0)
    lines = [f"{count:>{width}}  {severity:7}  {code}" for severity, code, count in counts]
    return "\n".join([*lines, *not_run_lines(reports), summary(reports)]) + "\n"


def as_statistics_json(reports: Sequence[Report]) -> str:
    """The same as a list of objects."""
    return safe_json(
        [
            {"code": code, "severity": severity.value, "count": count}
            for severity, code, count in _counts(reports)
        ]
    )


def _counts(reports: Sequence[Report]) -> list[tuple[Severity, str, int]]:
    """Severity, code and number: by number, then by severity, then by code."""
    numbers = Counter((f.severity, f.code) for report in reports for f in report)
    order = list(Severity)
    counts = ((severity, code, number) for (severity, code), number in numbers.items())
    return sorted(counts, key=lambda entry: (-entry[2], order.index(entry[0]), entry[1]))
