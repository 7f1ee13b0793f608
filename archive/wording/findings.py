"""Describes findings: the summary of a validation, advice, and the checks that were not run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.english import counted
from archive.findings import Finding, Severity
from archive.validation import Report
from archive.validation.report import CAPTURES, RULES


def advice(finding: Finding) -> str:
    """Return the message of a finding, with the hint in brackets.

    >>> advice(Finding("block-empty", "p-3 has no text", hint="remove the block"))
    'p-3 has no text (remove the block)'
    """
    return f"{finding.message} ({finding.hint})" if finding.hint else finding.message


def summary(reports: Sequence[Report]) -> str:
    """Return the number of findings, of records, and of records with errors.

    >>> broken = Report((Finding("not-json", "expected value"),))
    >>> summary([broken]), summary([Report(), broken, broken])
    ('1 error in 1 record', '2 errors in 3 records, 2 with errors')
    """
    counts = {
        f"{severity}s": sum(len(report.of(severity)) for report in reports) for severity in Severity
    }
    counts_in_words = (counted(n, things, grouped=False) for things, n in counts.items() if n)
    total = ", ".join(counts_in_words) or "nothing found"
    reached = [report for report in reports if report.reached]
    wrong = sum(not report.ok for report in reached)
    of_many = f", {wrong} with errors" if wrong and len(reached) > 1 else ""
    return f"{total} in {counted(len(reached), 'records', grouped=False)}{of_many}"


def layers_not_run(report: Report) -> Iterator[str]:
    """Yield lines with the layers that did not run because they depend on a layer that failed."""
    if not report.reached:
        return
    source = f"{report.source}: " if report.source else ""
    after: dict[str, list[str]] = {}
    failed: str | None = None
    for layer, outcome in report.layers.items():
        if outcome == "failed":
            failed = layer
        elif outcome == "not run" and failed is not None and _is_wanted(layer, report):
            after.setdefault(failed, []).append(layer)
    for failed, layers in after.items():
        yield f"{source}{', '.join(layers)} did not run, because {failed} failed"


def rules_not_run(reports: Sequence[Report]) -> Iterator[str]:
    """Yield lines with the codes that a settings file turns off, without those of the caller."""
    choices = dict.fromkeys(choice for report in reports for choice in report.choices)
    for choice in choices:
        if choice.file is not None:
            what = "selects only" if choice.key == "select" else "turns off"
            yield f"{choice.file} {what} these codes: {', '.join(choice.codes)}"


def texts_not_checked(reports: Sequence[Report]) -> Iterator[str]:
    """Yield lines with the number of texts that were not checked, and the missing library."""
    commands = Counter(
        finding.hint for report in reports for finding in report if _lacks_library(finding)
    )
    for command, number in commands.items():
        yield f"the text of {counted(number, 'captures')} was not checked: {command}"


def without_command(finding: Finding) -> Finding:
    """Return a finding without the install command, because `texts_not_checked` has the command."""
    return replace(finding, hint=None) if _lacks_library(finding) else finding


def _lacks_library(finding: Finding) -> bool:
    return finding.code == "text-not-checked"


def _is_wanted(layer: str, report: Report) -> bool:
    """Return whether a layer would have run if no other had failed; captures need a folder."""
    return layer != CAPTURES or report.layers.get(RULES) == "not run"
