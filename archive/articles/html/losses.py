"""Counts the losses of a page, and remembers which elements and attributes were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.formats.losses import Losses

if TYPE_CHECKING:
    from archive.derivations.html_text_1 import Element


class PageLosses(Losses["Element"]):
    """The losses of a page, and the elements and attributes that were read."""

    def __init__(self) -> None:
        super().__init__(lambda element: element.path, hint="the capture keeps them")
        self._taken: dict[Element, tuple[str, ...]] = {}

    def take(self, element: Element, *attributes: str) -> None:
        """Remember that an element and these attributes were read, and are not lost."""
        known = self._taken.get(element)
        self._taken[element] = (*known, *attributes) if known else attributes

    def taken(self, element: Element) -> tuple[str, ...] | None:
        """Return the attributes of an element that were read; `None` if the element was not."""
        return self._taken.get(element)
