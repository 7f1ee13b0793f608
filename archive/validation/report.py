"""`Report` is the result of validation: the findings, and the outcome of each layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from archive.english import counted
from archive.findings import UNREACHED, Finding, Severity, in_order
from archive.reprs import NotebookRepr, OneLineRepr, ReprItems, Unquoted

Outcome = Literal["passed", "failed", "not run"]
"""The outcome of a layer. A layer fails if it has an error, not for warnings and notes."""

RULES = "rules"
CAPTURES = "captures"
COMPARISON = "comparison with TEI"
"""The layers that run after those of a format."""


@dataclass(frozen=True, slots=True, repr=False)
class RuleChoice(OneLineRepr):
    """A choice of rules by their codes."""

    key: Literal["select", "ignore"]
    """Whether only these rules were run (`select`), or not run (`ignore`)."""
    codes: tuple[str, ...]
    """The codes."""
    file: str | None = None
    """The settings file with the choice; `None` if the caller made it."""


def in_tei(layer: str) -> str:
    """Return the name of a layer for the TEI in a record's folder."""
    return f"{layer} (TEI)"


@dataclass(frozen=True, slots=True, repr=False)
class Report(NotebookRepr):
    """The result of validation: findings, in the order of the files, and outcomes of layers.

    >>> report = Report((Finding("block-empty", "p-3 is blank", severity=Severity.WARNING),))
    >>> report.ok, len(report.warnings)
    (True, 1)
    """

    findings: tuple[Finding, ...] = ()
    """All findings."""
    layers: Mapping[str, Outcome] = field(default_factory=lambda: MappingProxyType({}))
    """Each layer in order, with its outcome. Layers that depend on a failed layer do not run, so
    their findings are unknown. `captures` runs only on a record's folder. If the folder has a
    `document.tei.xml`, its layers follow."""
    source: str | None = None
    """The path that was validated, as given; `None` for bytes and documents."""
    choices: tuple[RuleChoice, ...] = ()
    """The rules that were not run; empty if every rule was run."""

    def __post_init__(self) -> None:
        """Sort the findings in the order of the files, across layers."""
        object.__setattr__(self, "findings", tuple(in_order(self.findings)))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __reduce__(self) -> tuple[Callable[..., Report], tuple[object, ...]]:
        """Pickle and copy with a plain `dict`, since a `MappingProxyType` cannot be pickled."""
        return _report, (self.findings, dict(self.layers), self.source, self.choices)

    def _repr_items(self) -> ReprItems:
        """Yield the source, whether the record is valid, and the number of findings."""
        if self.source is not None:
            yield None, self.source
        yield None, Unquoted("ok" if self.ok else "not ok")
        for severity in Severity:
            if found := self.of(severity):
                yield None, Unquoted(counted(len(found), f"{severity}s"))

    @property
    def ok(self) -> bool:
        """Whether there are no errors, and no layer has failed."""
        return not self.errors and "failed" not in self.layers.values()

    @property
    def reached(self) -> bool:
        """Whether a record was found: false if its file is missing or unreadable."""
        if not self.findings or next(iter(self.layers.values()), None) == "passed":
            return True
        return any(finding.code not in UNREACHED for finding in self.findings)

    @property
    def errors(self) -> Sequence[Finding]:
        """The findings that are errors: the record is invalid."""
        return self.of(Severity.ERROR)

    @property
    def warnings(self) -> Sequence[Finding]:
        """The findings that are warnings: something is probably wrong."""
        return self.of(Severity.WARNING)

    @property
    def notes(self) -> Sequence[Finding]:
        """The findings that are notes: something could be better."""
        return self.of(Severity.NOTE)

    @property
    def not_run(self) -> Sequence[str]:
        """The layers that did not run."""
        return tuple(layer for layer, outcome in self.layers.items() if outcome == "not run")

    def of(self, severity: Severity) -> Sequence[Finding]:
        """Return the findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity is severity)


def _report(
    findings: tuple[Finding, ...],
    layers: Mapping[str, Outcome],
    source: str | None,
    choices: tuple[RuleChoice, ...],
) -> Report:
    return Report(findings, MappingProxyType(layers), source, choices)
