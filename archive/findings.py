"""The `Finding`: a problem of the data, its place, its severity, and a hint on what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from archive.reprs import OneLineRepr, ReprItems, Unquoted

NOT_KEPT = "not-kept"
"""The code for content that is lost: the record, or the format to write, cannot hold it."""


class Severity(StrEnum):
    """How much a finding matters: an error fails validation, a warning or a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


Stage = Literal["well-formed", "schema", "invariants"]
"""The stage of reading: the form of the file, the schema, the invariants of the record."""
STAGES: tuple[Stage, ...] = ("well-formed", "schema", "invariants")
"""The stages, in order."""


@dataclass(frozen=True, slots=True, repr=False)
class Location(OneLineRepr):
    """The place of a finding; parts that are not known are `None`."""

    file: str | None = None
    """The path, as the caller gave it."""
    line: int | None = None
    """The line, counted from 1."""
    column: int | None = None
    """The column, counted from 1 in code points."""
    pointer: str | None = None
    """A JSON Pointer (RFC 6901) into the record, or an XPath into the TEI."""

    def __str__(self) -> str:
        """`file:line:column`, as far as known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


@dataclass(frozen=True, slots=True, repr=False)
class Finding(OneLineRepr):
    """A problem, or a fact worth knowing, about a record or a file.

    >>> print(Finding("block-empty", "p-3 has no text", hint="remove the block"))
    error[block-empty]: p-3 has no text (remove the block)
    """

    code: str
    """A permanent code in words; `archive explain CODE` prints its manual page."""
    message: str
    """One sentence: the value, and what is wrong with the value."""
    hint: str | None = None
    """What to do about the problem."""
    severity: Severity = Severity.ERROR
    location: Location = field(default_factory=Location)
    stage: Stage | None = field(default=None, compare=False)
    """The stage that the reader had reached; `None` if the finding is not from a reader."""

    def at(
        self,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        pointer: str | None = None,
    ) -> Finding:
        """Return the finding with the given values added to its location."""
        old = self.location
        return replace(
            self,
            location=Location(
                file if file is not None else old.file,
                line if line is not None else old.line,
                column if column is not None else old.column,
                pointer if pointer is not None else old.pointer,
            ),
        )

    def _repr_items(self) -> ReprItems:
        yield None, self.code
        if self.severity is not Severity.ERROR:
            yield None, Unquoted(self.severity)
        if location := self.location.pointer or str(self.location):
            yield None, location
        yield "message", self.message
        if self.hint is not None:
            yield "hint", self.hint

    def __str__(self) -> str:
        """Return the finding on one line, location first."""
        location = str(self.location)
        hint = f" ({self.hint})" if self.hint else ""
        where = f"{self.location.pointer}: " if self.location.pointer else ""
        head = f"{location}: " if location else ""
        return f"{head}{self.severity}[{self.code}]: {where}{self.message}{hint}"


UNREACHED = frozenset(
    {"no-such-file", "file-unreadable", "no-record", "place-unusable", "no-inputs"}
)
"""The codes of findings about input that could not be checked at all."""

FAULTS = frozenset({"format-failed", "rule-failed"})
"""The codes of findings that report a bug in the library, or in a format from another package."""


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings sorted by file, then by place in the file.

    Files are in the order of their first findings. In each file, findings without a line come
    first, since they are about the whole file; findings with the same location keep their order.
    """
    ordered = list(findings)
    files: dict[str | None, int] = {}
    for finding in ordered:
        files.setdefault(finding.location.file, len(files))

    def location_in_order(finding: Finding) -> tuple[int, int, int]:
        at = finding.location
        return files[at.file], at.line or 0, at.column or 0

    return sorted(ordered, key=location_in_order)


def at_stage(stage: Stage, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings; those without a stage get this stage."""
    return [finding if finding.stage else replace(finding, stage=stage) for finding in findings]


def pointer_step(key: str) -> str:
    """Return a key as a step of a JSON Pointer (RFC 6901, section 3).

    >>> pointer_step("a/b~c")
    'a~1b~0c'
    """
    return key.replace("~", "~0").replace("/", "~1")


def pointer_steps(pointer: str) -> list[str]:
    """Return the keys and numbers of a JSON Pointer (RFC 6901, section 4).

    >>> pointer_steps("/extensions/https:~1~1example.org~1a/0")
    ['extensions', 'https://example.org/a', '0']
    """
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def short(text: str) -> str:
    """Return a text in quotation marks, for a message; a long text is cut in the middle."""
    return f'"{shortened(text)}"'


def shortened(text: str) -> str:
    """Return a short text whole, and of a long text only the beginning and the end."""
    return text if len(text) <= MOST_SHOWN else f"{text[:28]} … {text[-28:]}"


MOST_SHOWN = 60
"""The most code points of a text that a message shows."""


def error(code: str, pointer: str, message: str, hint: str | None = None) -> Finding:
    """Return an error at a place in the record."""
    return Finding(code, message, hint, Severity.ERROR, Location(pointer=pointer))


def warning(code: str, pointer: str, message: str, hint: str | None = None) -> Finding:
    """Return a warning at a place in the record."""
    return Finding(code, message, hint, Severity.WARNING, Location(pointer=pointer))


def note(code: str, pointer: str, message: str, hint: str | None = None) -> Finding:
    """Return a note at a place in the record."""
    return Finding(code, message, hint, Severity.NOTE, Location(pointer=pointer))
