"""Counts the findings of each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from archive.control_characters import safe_json
from archive.findings import Severity
from archive.report.text import last_lines
from archive.validation import RULES, Report, RuleChoice
from archive.validation.manual import code_of
from archive.wording.findings import Totals


def as_statistics(reports: Iterable[Report]) -> str:
    """Return a line for each code, the most frequent first; then skipped checks and a summary.

    >>> from archive.findings import Finding
    >>> print(as_statistics([Report((Finding("not-json", "expected value"),))]), end="")
    1  error    not-json
    1 error in 1 record
    """
    totals, numbers, _ = _counted(reports)
    counts = _sorted(numbers)
    width = max((len(str(count)) for *_, count in counts), default=0)
    lines = [f"{count:>{width}}  {severity:7}  {code}\n" for severity, code, count in counts]
    return "".join([*lines, *last_lines(totals)])


def as_statistics_json(reports: Iterable[Report]) -> str:
    """Return the counts as a JSON list; codes that settings turned off have no count."""
    _, numbers, choices = _counted(reports)
    counts: list[dict[str, Any]] = [
        {"code": code, "severity": severity.value, "count": count}
        for severity, code, count in _sorted(numbers)
    ]
    found = {code for _, code in numbers}
    not_run = [{"code": code, "severity": None, "count": None} for code in _not_run(choices, found)]
    return safe_json(counts + not_run)


_Numbers = Counter[tuple[Severity, str]]
"""The number of findings by severity and code."""


def _counted(reports: Iterable[Report]) -> tuple[Totals, _Numbers, set[RuleChoice]]:
    """Count the findings of reports, and collect the choices of rules; no report is held."""
    totals, numbers = Totals(), _Numbers()
    choices: set[RuleChoice] = set()
    for report in reports:
        numbers.update((finding.severity, finding.code) for finding in report)
        choices.update(report.choices)
        totals.add(report)
    return totals, numbers, choices


def _not_run(choices: Iterable[RuleChoice], found: Collection[str]) -> Sequence[str]:
    """Return the codes that a settings file turned off."""
    codes: set[str] = set()
    for choice in choices:
        if choice.file and choice.key == "ignore":
            codes.update(choice.codes)
        elif choice.file:
            codes.update({code_of(rule) for rule in RULES} - {*choice.codes})
    return sorted(codes.difference(found))


def _sorted(numbers: _Numbers) -> list[tuple[Severity, str, int]]:
    """Return severity, code and number of findings, sorted by number, severity and code."""
    order = list(Severity)
    counts = ((severity, code, number) for (severity, code), number in numbers.items())
    return sorted(counts, key=lambda entry: (-entry[2], order.index(entry[0]), entry[1]))
