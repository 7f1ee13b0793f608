"""What a reader leaves of a file: counted by what it is, with where the first of it stands."""

from __future__ import annotations

from collections.abc import Iterator

from archive.findings import Finding, Location, Severity
from archive.formats.format import NOT_KEPT


class LineLosses:
    """What is told in the end, one finding for each kind of thing."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}
        """How often, and the line of the first."""

    def add(self, what: str, line: int) -> None:
        """Note that something has no place in the record.

        Args:
            what: What it is; behind `; ` may stand what is kept of it.
            line: On which line it stands or begins.
        """
        count = self._counts.get(what)
        if count is None:
            self._counts[what] = [1, line]
        else:
            count[0] += 1

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each kind of thing, by where the first stands."""
        for what, (times, line) in sorted(self._counts.items(), key=lambda one: one[1][1]):
            thing, parted, kept = what.partition("; ")
            message = f"{thing}: {times}, first at line {line}{parted}{kept}"
            at = Location(line=line)
            yield Finding(NOT_KEPT, message, severity=Severity.WARNING, location=at)
