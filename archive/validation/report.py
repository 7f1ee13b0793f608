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
"""How a layer ended. It fails on an error; warnings and notes do not fail it."""

RULES = "rules"
CAPTURES = "captures"
COMPARISON = "comparison with TEI"
"""Layers that come after those of a format."""


@dataclass(frozen=True, slots=True, repr=False)
class RuleChoice(OneLineRepr):
    """A choice of rules: that some alone were run, or that some were not."""

    key: Literal["select", "ignore"]
    """Whether the codes are those that alone were looked for, or those that were not."""
    codes: tuple[str, ...]
    """The codes."""
    file: str | None = None
    """The file of settings that makes the choice; `None` where the caller does."""


def in_tei(layer: str) -> str:
    """Return the name of a layer of the TEI beside a record."""
    return f"{layer} (TEI)"


@dataclass(frozen=True, slots=True, repr=False)
class Report(NotebookRepr):
    """What validation found, in the order of the files.

    >>> report = Report((Finding("block-empty", "p-3 is blank", severity=Severity.WARNING),))
    >>> report.ok, len(report.warnings)
    (True, 1)
    """

    findings: tuple[Finding, ...] = ()
    """Everything that was found."""
    layers: Mapping[str, Outcome] = field(default_factory=lambda: MappingProxyType({}))
    """Each layer in order and how it ended. After a failed layer those that build on it do not
    run, and nothing is known of what they would have found. `captures` runs on a record's folder
    only; where a `document.tei.xml` lies beside the record, its layers follow."""
    source: str | None = None
    """The path that was validated, as given; `None` for bytes and documents."""
    choices: tuple[RuleChoice, ...] = ()
    """What was not looked for; empty, if every rule was run."""

    def __post_init__(self) -> None:
        """Bring the findings into the order of the files, whichever layer they are from."""
        object.__setattr__(self, "findings", tuple(in_order(self.findings)))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __reduce__(self) -> tuple[Callable[..., Report], tuple[object, ...]]:
        """Pickle and copy by what can be pickled: a view of a mapping cannot."""
        return _report, (self.findings, dict(self.layers), self.source, self.choices)

    def _repr_items(self) -> ReprItems:
        """What was validated, whether it is sound, and how much was found."""
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
        """Whether there was a record to look at; not where its file is missing, or unreadable."""
        if not self.findings or next(iter(self.layers.values()), None) == "passed":
            return True
        return any(finding.code not in UNREACHED for finding in self.findings)

    @property
    def errors(self) -> Sequence[Finding]:
        """What makes the record wrong."""
        return self.of(Severity.ERROR)

    @property
    def warnings(self) -> Sequence[Finding]:
        """What is probably wrong."""
        return self.of(Severity.WARNING)

    @property
    def notes(self) -> Sequence[Finding]:
        """What could be better."""
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
