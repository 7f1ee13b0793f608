"""Counts the values of works that a format of bibliographies cannot hold, and reports them."""

from __future__ import annotations

from archive.bibliographies.citable_works import Cited
from archive.findings import NOT_KEPT, Finding, warning

_POINTERS: dict[Cited, str] = {"article": "/metadata", "record": "/revisions"}
"""The pointer of all losses of something that is not a work of the record."""


class BibliographyLosses:
    """What is lost while works are written, counted by kind."""

    def __init__(self, format_name: str, of: Cited) -> None:
        self._format_name, self._pointer = format_name, _POINTERS.get(of)
        self._counts: dict[str, tuple[int, str]] = {}

    def add(self, what: str, pointer: str) -> None:
        """Count something that is lost: "the section of a work"."""
        number, first = self._counts.get(what, (0, self._pointer or pointer))
        self._counts[what] = number + 1, first

    def findings(self) -> list[Finding]:
        """Return a warning `not-kept` for each kind of loss, with the place of the first."""
        return [
            warning(
                NOT_KEPT,
                pointer,
                f"{self._format_name} does not carry {what}: {number}",
                "the forms json and tei keep it",
            )
            for what, (number, pointer) in self._counts.items()
        ]
