"""Writes findings as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.control_characters import safe
from archive.findings import Finding, Severity
from archive.validation import Report
from archive.wording import findings as wording


def as_text(reports: Iterable[Report], *, styled: bool = False) -> str:
    """Return a line for each finding, then lines for checks that did not run, then a summary.

    Args:
        reports: The reports, one for each record.
        styled: Whether to colour location, severity and code for a terminal.

    >>> finding = Finding("not-json", "expected value").at(file="a.json", line=3)
    >>> print(as_text([Report((finding,))]), end="")
    a.json:3: error[not-json]: expected value
    1 error in 1 record
    """
    return "".join(text_parts(reports, styled=styled))


def text_parts(reports: Iterable[Report], *, styled: bool = False) -> Iterator[str]:
    """Yield the lines of `as_text`, each as soon as it is known; no report is held."""
    totals = wording.Totals()
    for report in reports:
        for finding in map(wording.without_command, report):
            yield line_of(finding, styled=styled) + "\n"
        totals.add(report)
    yield from last_lines(totals)


def last_lines(totals: wording.Totals) -> Iterator[str]:
    """Yield the lines for checks that did not run, and the summary."""
    for line in totals.not_run():
        yield safe(line) + "\n"
    yield totals.summary() + "\n"


def line_of(finding: Finding, *, styled: bool = False) -> str:
    """Return the line of a finding: `file:line:column: severity[code]: pointer: message (hint)`."""
    line = safe(str(finding))
    if not styled:
        return line
    location = safe(str(finding.location))
    label = safe(f"{finding.severity}[{finding.code}]")
    rest = line[len(location) + 2 if location else 0 :].removeprefix(label)
    head = f"{_BOLD}{location}{_PLAIN}: " if location else ""
    return f"{head}{_COLOURS[finding.severity]}{label}{_PLAIN}{rest}"


_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[1;36m",
}
"""Red, yellow and cyan, all bold: legible on light and dark (ECMA-48, SGR)."""


def not_run_lines(reports: Iterable[Report]) -> Iterator[str]:
    """Yield lines for the layers, texts and rules that were not checked, record after record."""
    yield from map(safe, wording.Totals(reports).not_run())
