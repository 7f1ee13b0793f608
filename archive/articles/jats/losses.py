"""The account of what a record does not hold of a JATS file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.formats import losses

if TYPE_CHECKING:
    from archive.formats.untrusted_xml import Element

OTHER_FORM = "another form of the same (<{}>)"
"""What is said of what is not read, since the file says it in another form as well."""


class ElementLosses(losses.LineLosses):
    """What is told in the end, by the elements where it stands."""

    def element(self, name: str, element: Element, *, words: bool = False) -> None:
        """An element has no place in the record; its words may."""
        self.other(f"<{name}>{'; its words are kept' if words else ''}", element)

    def other(self, what: str, element: Element) -> None:
        """Something else has no place in the record."""
        self.add(what, element.sourceline or 1)
