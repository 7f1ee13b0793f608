"""What a form of a bibliography cannot say of some works, though it has a place for the like."""

from __future__ import annotations

from archive.bibliography.citable_works import Cited
from archive.findings import Finding, warning
from archive.formats.format import NOT_KEPT

_PLACES: dict[Cited, str] = {"article": "/metadata", "record": "/revisions"}
"""Where stands what is told of something that is no work of the record."""


class BibliographyLosses:
    """What is lost while works are written, by what it is."""

    def __init__(self, form: str, of: Cited) -> None:
        self._form, self._place = form, _PLACES.get(of)
        self._found: dict[str, tuple[int, str]] = {}

    def add(self, what: str, pointer: str) -> None:
        """Count something that is lost: "the section of a work"."""
        number, first = self._found.get(what, (0, self._place or pointer))
        self._found[what] = number + 1, first

    def findings(self) -> list[Finding]:
        """Return a warning `not-kept` for each kind of thing, with the place of the first."""
        return [
            warning(
                NOT_KEPT,
                pointer,
                f"{self._form} does not carry {what}: {number}",
                "the forms json and tei keep it",
            )
            for what, (number, pointer) in self._found.items()
        ]
