"""Counts what a record cannot hold of a page, by kind, with the place of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.findings import NOT_KEPT, Finding, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.derivations.html_text_1 import Element


class PageLosses:
    """What a record cannot hold of a page."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._first: dict[str, Element | None] = {}

    def add(self, what: str, element: Element | None = None) -> None:
        """Count one thing of a kind, named in the plural."""
        self._counts[what] = self._counts.get(what, 0) + 1
        self._first.setdefault(what, element)

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each kind."""
        for what, count in self._counts.items():
            first = self._first[what]
            where = f"; the first is {first.path}" if first is not None else ""
            message = f"the record has no place for {what}: {count}{where}"
            yield warning(NOT_KEPT, "", message, "the capture keeps them")
