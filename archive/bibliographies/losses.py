"""Counts the values of works that a bibliography format cannot express, and reports them."""

from __future__ import annotations

from collections.abc import Iterator

from archive.bibliographies.citable_works import Cited
from archive.findings import Finding, Location
from archive.formats.losses import Losses

_POINTERS: dict[Cited, str] = {"article": "/metadata", "record": "/revisions"}
"""The pointers for losses when the article or the record is written as a work."""


class BibliographyLosses:
    """Counts losses by kind while works are written."""

    def __init__(self, format_name: str, of: Cited) -> None:
        self._format_name, self._pointer = format_name, _POINTERS.get(of)
        self._losses = Losses[Location](hint="write json or tei to keep it")

    def add(self, what: str, pointer: str) -> None:
        """Count a loss, named as in "the section of a work"."""
        first = Location(pointer=self._pointer or pointer)
        self._losses.add(f"{self._format_name} does not carry {what}", first)

    def findings(self) -> Iterator[Finding]:
        """Yield a warning `not-kept` for each kind of loss, with the location of the first loss."""
        return self._losses.findings()
