"""Counts what a record cannot hold of a page, and records which of its markup it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.formats.losses import Losses

if TYPE_CHECKING:
    from archive.derivations.html_text_1 import Element


class PageLosses(Losses["Element"]):
    """What a record cannot hold of a page, and which of its markup it holds."""

    def __init__(self) -> None:
        super().__init__(lambda element: element.path, hint="the capture keeps them")
        self._taken: dict[Element, tuple[str, ...]] = {}

    def take(self, element: Element, *attributes: str) -> None:
        """Record that the record holds an element, and the meaning of these attributes."""
        known = self._taken.get(element)
        self._taken[element] = (*known, *attributes) if known else attributes

    def taken(self, element: Element) -> tuple[str, ...] | None:
        """Return the attributes of an element that were taken; `None` if it was not taken."""
        return self._taken.get(element)
