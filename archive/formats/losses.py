"""Counts what a reader drops from a file, by what it is and where the first of it stands."""

from __future__ import annotations

from collections.abc import Iterator

from archive.findings import NOT_KEPT, Finding, Location, Severity


class LineLosses:
    """The losses of a file that is read by lines: one finding for each kind of thing."""

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
            subject, parted, remainder = what.partition("; ")
            message = f"{subject}: {times}, first at line {line}{parted}{remainder}"
            at = Location(line=line)
            yield Finding(NOT_KEPT, message, severity=Severity.WARNING, location=at)
