"""The page of a validation report: a summary, each finding, and the layers not run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.findings import Finding, Severity
from archive.validation import Report
from archive.view.page_parts import Items, Notice, Paragraph, Part, Parts, Run, Style, Text, text
from archive.wording import findings as wording

_STYLES: Mapping[Severity, Style] = {
    Severity.ERROR: "bad",
    Severity.WARNING: "doubt",
    Severity.NOTE: "quiet",
}


def report_parts(report: Report) -> Parts:
    """Return the parts of the page: the summary, each finding, and the layers that were not run."""
    return tuple(_report(report))


def _report(report: Report) -> Iterator[Part]:
    source = f"{report.source}: " if report.source else ""
    verdict = Run("sound", "good") if report.ok else Run("not sound", "bad")
    yield Paragraph((source, verdict, f", {wording.summary([report])}"))
    yield findings_list(report)
    for line in (*wording.layers_not_run(report), *wording.rules_not_run(report.choices)):
        yield Notice(line, "quiet")


def findings_list(findings: Iterable[Finding]) -> Items:
    """Return a list of findings: severity, code, location, message and hint."""
    return Items(tuple(map(_finding, findings)))


def _finding(finding: Finding) -> Text:
    where = ", ".join(filter(None, (str(finding.location), finding.location.pointer)))
    label = Run(f"{finding.severity}[{finding.code}]", _STYLES[finding.severity])
    return text(label, f" {where}: " if where else ": ", wording.advice(finding))
