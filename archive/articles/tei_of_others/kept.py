"""Records which elements and attributes of a file are in the record."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element


class Kept:
    """The elements and attributes that are in the record as values, not as text.

    They come from the header, the lists of people and places and the bibliographies.
    """

    def __init__(self) -> None:
        self._attributes: dict[Element, set[str]] = {}
        self._words: set[Element] = set()
        self._ways: set[Element] = set()

    def add(self, element: Element, *attributes: str) -> None:
        """Record that an element and these of its attributes are kept."""
        self._attributes.setdefault(element, set()).update(attributes)

    def add_words(self, element: Element) -> None:
        """Record that all words in an element are kept, but not the elements in it."""
        self._words.add(element)

    def add_value(self, element: Element, *attributes: str) -> None:
        """Record that an element, its words and these attributes are kept."""
        self.add(element, *attributes)
        self.add_words(element)

    def add_way(self, element: Element) -> None:
        """Record the ancestors of an element as the path by which it was found."""
        around = element.getparent()
        while around is not None and around not in self._ways:
            self._ways.add(around)
            around = around.getparent()

    def __contains__(self, element: Element) -> bool:
        return element in self._attributes

    def attributes_of(self, element: Element) -> Collection[str]:
        """Return the attributes of an element that are kept."""
        return self._attributes.get(element, ())

    def taken_of(self, element: Element) -> Collection[str] | None:
        """Return the attributes of an element that are kept; `None` if the element is not."""
        return self._attributes.get(element)

    def has_words(self, element: Element) -> bool:
        """Whether all words of an element are kept."""
        return element in self._words

    def is_way(self, element: Element) -> bool:
        """Whether an element is on the path by which another was found."""
        return element in self._ways

    def around(self) -> set[Element]:
        """Return the ancestors of all elements that are kept."""
        found: set[Element] = set()
        for element in (*self._attributes, *self._words):
            around = element.getparent()
            while around is not None and around not in found:
                found.add(around)
                around = around.getparent()
        return found
