"""Counts the content of a file that a record cannot hold, with the line of the first loss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.tei_of_others.vocabulary import DEFAULTS, NOT_COUNTED
from archive.derivations.tei_vocabulary import ID
from archive.findings import Finding
from archive.formats.losses import Loss, Losses

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element


class MarkupLosses:
    """Counts lost elements and attributes; each name becomes one finding."""

    def __init__(self) -> None:
        self._losses = Losses[int | None]()
        self._elements: dict[str, Loss[int | None]] = {}
        self._wholes: dict[str, Loss[int | None]] = {}
        """Caches of the losses of elements by name: `_elements` if their words are kept, `_wholes`
        if not."""
        self._attributes: dict[tuple[str, str], tuple[Loss[int | None], str]] = {}
        """A cache of the losses of attributes and their details, by attribute and element name."""

    def element(self, name: str, element: Element) -> None:
        """Count an element that is lost; its words are kept."""
        loss = self._elements.get(name)
        if loss is None:
            loss = self._elements[name] = self._losses.of(f"<{name}>", element.sourceline)
        loss.times += 1

    def whole(self, name: str, element: Element) -> None:
        """Count an element that is lost with all its content."""
        loss = self._wholes.get(name)
        if loss is None:
            loss = self._losses.of(f"<{name}> with its content", element.sourceline)
            self._wholes[name] = loss
        loss.times += 1
        loss.details.update(extent_of(element))

    def wrapper(self, name: str, element: Element) -> None:
        """Count an element that only contains other elements."""
        self._among("elements that only contain others", name, element)

    def part_of_value(self, name: str, element: Element) -> None:
        """Count an element in a value of the header; its words are kept."""
        self._among("elements in values of the header; their words are kept", name, element)

    def part_of_description(self, name: str, element: Element) -> None:
        """Count an element in a description of a work or entity; its words are kept."""
        self._among("elements in works and lists; their words are kept", name, element)

    def _among(self, what: str, name: str, element: Element) -> None:
        """Count an element in a finding that it shares with other elements."""
        self._losses.add(what, element.sourceline, detail=f"<{name}>")

    def attributes(
        self,
        name: str,
        element: Element,
        taken: Collection[str] = (),
        not_counted: Collection[str] = NOT_COUNTED,
    ) -> None:
        """Count the attributes of an element that are not in the record.

        Args:
            name: The name of the element.
            element: The element.
            taken: The attributes that are in the record.
            not_counted: The attributes that are counted elsewhere, or have no meaning.
        """
        for key, value in element.items():
            is_counted = key not in taken and key not in not_counted
            if is_counted and (key not in DEFAULTS or DEFAULTS[key] != value):
                self.attribute(key, name, element)

    def attribute(self, attribute: str, name: str, element: Element) -> None:
        """Count an attribute that is not in the record."""
        known = self._attributes.get((attribute, name))
        if known is None:
            prefix = "xml:" if attribute.startswith("{http://www.w3.org/XML/") else ""
            what = f"@{prefix}{attribute.rpartition('}')[2]}"
            known = self._losses.of(what, element.sourceline), f"on <{name}>"
            self._attributes[attribute, name] = known
        loss, detail = known
        loss.times += 1
        loss.details[detail] += 1

    def other(self, what: str, element: Element, *, within: str = "") -> None:
        """Count a loss of another kind, perhaps by the name of the element around it."""
        detail = f"in <{within}>" if within else ""
        self._losses.add(what, element.sourceline, detail=detail)

    def repeated(self, element: Element) -> None:
        """Count a value that the file repeats: the record has it from another place."""
        self.other("values that the record has from another place in the file", element)

    def unread(self, parts: Iterable[Element], around: Collection[Element]) -> None:
        """Count elements that were not read, the elements around them, and all attributes."""
        loss = Loss[int | None]()
        attributes = sum(len(one.attrib) for one in around)
        for part in parts:
            extent = extent_of(part, with_ids=True)
            loss.first = loss.first or part.sourceline
            loss.times += extent["elements"] + 1
            attributes += extent["attributes"]
        loss.times += len(around)
        loss.details = +Counter(attributes=attributes)
        self._losses.put("elements around the text that was read, and in other texts", loss)

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each name of lost elements or attributes, and for other losses."""
        return self._losses.findings()


def extent_of(element: Element, *, with_ids: bool = False) -> Counter[str]:
    """Count the elements inside an element, and the attributes of these and of the element."""
    keys = element.keys()
    own = len(keys) - (ID in keys and not with_ids)
    if not len(element):
        return +Counter(attributes=own)
    elements: Any = element.xpath("count(descendant::*)")
    attributes: Any = element.xpath(
        "count(descendant::*/@*)"
        if with_ids
        else "count(descendant::*/@*) - count(descendant::*/@xml:id)"
    )
    return +Counter(elements=int(elements), attributes=own + int(attributes))
