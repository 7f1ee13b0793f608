"""Counts what a record cannot hold of a JATS file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.formats import losses

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

OTHER_FORM = "another form of the same (<{}>)"
"""The name of a loss that is not read since the file has it in another form as well."""


class ElementLosses(losses.LineLosses):
    """Losses, located by the line of an element."""

    def element(self, name: str, element: Element, *, words: bool = False) -> None:
        """Count an element that the record cannot hold; its words may be in it."""
        self.other(f"<{name}>{'; its words are kept' if words else ''}", element)

    def other(self, what: str, element: Element) -> None:
        """Count something else that the record cannot hold."""
        self.add(what, element.sourceline or 1)
