"""Records which elements and attributes of a file are in the record."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element


class Kept:
    """The elements and attributes that are in the record otherwise than as text.

    They come from the header, the lists of people and places and the bibliographies.
    """

    def __init__(self) -> None:
        self._attributes: dict[Element, set[str]] = {}
        self._words: set[Element] = set()
        self._ways: set[Element] = set()

    def add(self, element: Element, *attributes: str) -> None:
        """Add an element, with those of its attributes that are in the record."""
        self._attributes.setdefault(element, set()).update(attributes)

    def add_words(self, element: Element) -> None:
        """Add all words in an element; this does not add the elements in it."""
        self._words.add(element)

    def add_value(self, element: Element, *attributes: str) -> None:
        """Add an element with its words, and with attributes."""
        self.add(element, *attributes)
        self.add_words(element)

    def add_way(self, element: Element) -> None:
        """Add the elements on the path by which an element was found."""
        around = element.getparent()
        while around is not None and around not in self._ways:
            self._ways.add(around)
            around = around.getparent()

    def __contains__(self, element: Element) -> bool:
        return element in self._attributes

    def attributes_of(self, element: Element) -> Collection[str]:
        """The attributes of an element that are in the record."""
        return self._attributes.get(element, ())

    def taken_of(self, element: Element) -> Collection[str] | None:
        """The attributes of an element that are in the record; `None` if the element is not."""
        return self._attributes.get(element)

    def has_words(self, element: Element) -> bool:
        """Whether all words of an element are in the record."""
        return element in self._words

    def is_way(self, element: Element) -> bool:
        """Whether something was found by a path through an element."""
        return element in self._ways

    def around(self) -> set[Element]:
        """The elements around something that is in the record."""
        found: set[Element] = set()
        for element in (*self._attributes, *self._words):
            around = element.getparent()
            while around is not None and around not in found:
                found.add(around)
                around = around.getparent()
        return found
