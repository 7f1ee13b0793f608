"""Counts the findings of each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from archive.findings import Severity
from archive.report.control_characters import safe_json
from archive.report.text import not_run_lines
from archive.validation import RULES, Report
from archive.validation.manual import code_of
from archive.wording.findings import summary


def as_statistics(reports: Sequence[Report]) -> str:
    """Return a line for each code, the most frequent first; then skipped checks and a summary.

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
    """Return the counts as a JSON list; codes that settings turned off have no count."""
    counts: list[dict[str, Any]] = [
        {"code": code, "severity": severity.value, "count": count}
        for severity, code, count in _counts(reports)
    ]
    not_run = [{"code": code, "severity": None, "count": None} for code in _not_run(reports)]
    return safe_json(counts + not_run)


def _not_run(reports: Sequence[Report]) -> Sequence[str]:
    """Return the codes that a settings file turned off."""
    codes: set[str] = set()
    found = {finding.code for report in reports for finding in report}
    for choice in {choice for report in reports for choice in report.choices if choice.file}:
        if choice.key == "ignore":
            codes.update(choice.codes)
        else:
            codes.update({code_of(rule) for rule in RULES} - {*choice.codes})
    return sorted(codes - found)


def _counts(reports: Sequence[Report]) -> list[tuple[Severity, str, int]]:
    """Return severity, code and number of findings, sorted by number, severity and code."""
    numbers = Counter((f.severity, f.code) for report in reports for f in report)
    order = list(Severity)
    counts = ((severity, code, number) for (severity, code), number in numbers.items())
    return sorted(counts, key=lambda entry: (-entry[2], order.index(entry[0]), entry[1]))
