"""Describes findings: the summary of a validation, advice, and the checks that were not run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from archive.english import counted
from archive.findings import Finding, Severity
from archive.validation import Report
from archive.validation.report import CAPTURES, RULES, RuleChoice


def advice(finding: Finding) -> str:
    """Return the message of a finding, with the hint in brackets.

    >>> advice(Finding("block-empty", "p-3 has no text", hint="remove the block"))
    'p-3 has no text (remove the block)'
    """
    return f"{finding.message} ({finding.hint})" if finding.hint else finding.message


class Totals:
    """What is said of many reports after all of them. It counts them and keeps none."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._findings: Counter[Severity] = Counter()
        self._records = self._wrong = 0
        self._layers: list[str] = []
        self._lacking: Counter[str | None] = Counter()
        self._choices: dict[RuleChoice, None] = {}
        for report in reports:
            self.add(report)

    def add(self, report: Report) -> None:
        """Count a report."""
        self._findings.update(finding.severity for finding in report)
        self._records += report.reached
        self._wrong += report.reached and not report.ok
        self._layers += layers_not_run(report)
        self._lacking.update(finding.hint for finding in report if _lacks_library(finding))
        self._choices.update(dict.fromkeys(report.choices))

    def summary(self) -> str:
        """Return the number of findings, of records, and of records with errors."""
        counts = {f"{severity}s": self._findings[severity] for severity in Severity}
        counts_in_words = (counted(n, things, grouped=False) for things, n in counts.items() if n)
        total = ", ".join(counts_in_words) or "nothing found"
        of_many = f", {self._wrong} with errors" if self._wrong and self._records > 1 else ""
        return f"{total} in {counted(self._records, 'records', grouped=False)}{of_many}"

    def not_run(self) -> Iterator[str]:
        """Yield lines for the layers, texts and rules that were not checked."""
        yield from self._layers
        for command, number in self._lacking.items():
            yield f"the text of {counted(number, 'captures')} was not checked: {command}"
        yield from rules_not_run(self._choices)


def summary(reports: Sequence[Report]) -> str:
    """Return the number of findings, of records, and of records with errors.

    >>> broken = Report((Finding("not-json", "expected value"),))
    >>> summary([broken]), summary([Report(), broken, broken])
    ('1 error in 1 record', '2 errors in 3 records, 2 with errors')
    """
    return Totals(reports).summary()


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


def rules_not_run(choices: Iterable[RuleChoice]) -> Iterator[str]:
    """Yield lines with the codes that a settings file turns off, without those of the caller."""
    for choice in dict.fromkeys(choices):
        if choice.file is not None:
            what = "selects only" if choice.key == "select" else "turns off"
            yield f"{choice.file} {what} these codes: {', '.join(choice.codes)}"


def without_command(finding: Finding) -> Finding:
    """Return a finding without the install command, because `Totals.not_run` has the command."""
    return replace(finding, hint=None) if _lacks_library(finding) else finding


def _lacks_library(finding: Finding) -> bool:
    return finding.code == "text-not-checked"


def _is_wanted(layer: str, report: Report) -> bool:
    """Return whether a layer would have run if no other had failed; captures need a folder."""
    return layer != CAPTURES or report.layers.get(RULES) == "not run"
