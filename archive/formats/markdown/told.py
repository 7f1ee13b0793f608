"""What found no place, counted by what it is, with the line of the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from archive.findings import Finding, warning
from archive.formats.base import NOT_KEPT


class Told:
    """What a file holds and a record has no place for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counts: Counter[str] = Counter()
        self._first: dict[str, int] = {}

    def __call__(self, what: str, at: int) -> None:
        """Note something, by the offset where it stands or begins."""
        self._counts[what] += 1
        self._first.setdefault(what, at)

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each kind of thing, in the order of the text."""
        for what, at in sorted(self._first.items(), key=lambda first: first[1]):
            line = self._text.count("\n", 0, at) + 1
            found = warning(NOT_KEPT, "", f"{what}: {self._counts[what]}")
            yield replace(found, location=replace(found.location, line=line, pointer=None))
