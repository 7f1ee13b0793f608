"""The account of what a record does not hold of a file: how often, and where the first stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.findings import Finding, Location, Severity
from archive.formats.base import NOT_KEPT

if TYPE_CHECKING:
    from archive.formats.foreign_xml import Element

OTHER_FORM = "another form of the same (<{}>)"
"""What is said of what is not read, since the file says it in another form as well."""

_WORDS_KEPT = "; its words are kept"


class Left:
    """What is told in the end: one finding for each name."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}
        """How often, and the line of the first."""

    def element(self, name: str, element: Element, *, words: bool = False) -> None:
        """An element has no place in the record; its words may."""
        self.other(f"<{name}>{_WORDS_KEPT if words else ''}", element)

    def other(self, what: str, element: Element) -> None:
        """Something else has no place in the record."""
        count = self._counts.get(what)
        if count is None:
            self._counts[what] = [1, element.sourceline or 0]
        else:
            count[0] += 1

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be told, by where the first of each stands."""
        for what, (times, line) in sorted(self._counts.items(), key=lambda one: one[1][1]):
            name, _, kept = what.partition(";")
            first = f", first at line {line}" if line else ""
            message = f"{name}: {times}{first}{';' + kept if kept else ''}"
            at = Location(line=line or None)
            yield Finding(NOT_KEPT, message, severity=Severity.WARNING, location=at)
