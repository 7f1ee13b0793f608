"""Counts what a record cannot hold of a file, with the line of the first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.tei_of_others.vocabulary import DEFAULTS, NOT_COUNTED
from archive.derivations.tei_vocabulary import ID
from archive.english import counted
from archive.findings import NOT_KEPT, Finding, Location, Severity, shortened

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element


_MOST = 500
"""How many names are reported one by one; a file may have any number of them."""
_LONGEST = 120


class _Count:
    """How often something was lost, with what it holds, and the line of the first."""

    __slots__ = ("attributes", "elements", "line", "on", "times", "within")

    def __init__(self, line: int | None) -> None:
        self.line, self.times = line, 0
        self.elements = self.attributes = 0
        """How many elements are in it, and attributes on it and in it."""
        self.on: dict[str, None] = {}
        """The elements whose attribute it is."""
        self.within: dict[str, None] = {}
        """The elements in which it is."""

    def __str__(self) -> str:
        """Return where it was lost and how often, as in " on <pb>: 12, first at line 7"."""
        where = f" on {_listed(self.on)}" if self.on else ""
        where += f" in {_listed(self.within)}" if self.within else ""
        holds = [
            counted(number, noun)
            for number, noun in ((self.elements, "elements"), (self.attributes, "attributes"))
            if number
        ]
        inner = f", with {' and '.join(holds)}" if holds else ""
        return f"{where}: {self.times}{inner}, first at line {self.line}"


class MarkupLosses:
    """Counts what a record cannot hold; one finding for each name."""

    def __init__(self) -> None:
        self._elements: dict[str, _Count] = {}
        self._attributes: dict[str, _Count] = {}
        self._others: dict[str, _Count] = {}
        self._by_element: dict[str, _Count] = {}
        self._by_whole: dict[str, _Count] = {}
        """The counts of elements by name, cached: whose words are in the record, and are not."""
        self._by_attribute: dict[tuple[str, str], _Count] = {}
        """The counts of attributes by attribute and element name, cached."""
        self._groups: dict[str, dict[str, _Count]] = {}

    def element(self, name: str, element: Element) -> None:
        """Count an element that is not in the record, while its words are."""
        count = self._by_element.get(name)
        if count is None:
            count = self._add(self._elements, f"<{_short_name(name)}>", element)
            self._by_element[name] = count
        else:
            count.times += 1

    def whole(self, name: str, element: Element) -> None:
        """Count an element that is not in the record, and neither is anything in it."""
        count = self._by_whole.get(name)
        if count is None:
            key = f"<{_short_name(name)}> and what it holds"
            count = self._by_whole[name] = self._add(self._elements, key, element)
        else:
            count.times += 1
        elements, attributes = extent_of(element)
        count.elements += elements
        count.attributes += attributes

    def wrapper(self, name: str, element: Element) -> None:
        """Count an element that says nothing but by what is in it."""
        self._group("elements that only hold others", name, element)

    def part_of_value(self, name: str, element: Element) -> None:
        """Count an element in a value of the header, of which the words are in the record."""
        self._group("elements in values of the header, of which the words are kept", name, element)

    def part_of_description(self, name: str, element: Element) -> None:
        """Count an element in a description, of which the words are in the record."""
        self._group("elements in works and lists, of which the words are kept", name, element)

    def _group(self, what: str, name: str, element: Element) -> None:
        """Count an element among others, all of which are one finding."""
        self._add(self._groups.setdefault(what, {}), f"<{_short_name(name)}>", element)

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
            not_counted: The attributes that are counted elsewhere, or say nothing.
        """
        for key, value in element.items():
            is_counted = key not in taken and key not in not_counted
            if is_counted and (key not in DEFAULTS or DEFAULTS[key] != value):
                self.attribute(key, name, element)

    def attribute(self, attribute: str, name: str, element: Element) -> None:
        """Count an attribute that is not in the record."""
        count = self._by_attribute.get((attribute, name))
        if count is not None:
            count.times += 1
            return
        shown = _short_name(attribute.rpartition("}")[2])
        prefix = "xml:" if attribute.startswith("{http://www.w3.org/XML/") else ""
        count = self._add(self._attributes, f"@{prefix}{shown}", element)
        count.on[f"<{_short_name(name)}>"] = None
        self._by_attribute[attribute, name] = count

    def other(self, what: str, element: Element, *, within: str = "") -> None:
        """Count something else that is not in the record, by the element in which it is."""
        count = self._add(self._others, what, element)
        if within:
            count.within[f"<{_short_name(within)}>"] = None

    def repeated(self, element: Element) -> None:
        """Count a value that the record has from elsewhere in the file."""
        self.other("values that repeat what the record has from another place", element)

    def unread(self, parts: Iterable[Element], around: Collection[Element]) -> None:
        """Count elements of which nothing was read, with their attributes, and those around."""
        what = "elements around the text that was read, and in other texts"
        count = _Count(None)
        for part in parts:
            elements, attributes = extent_of(part, with_ids=True)
            count.line = count.line or part.sourceline
            count.times += elements + 1
            count.attributes += attributes
        count.times += len(around)
        count.attributes += sum(len(one.attrib) for one in around)
        if count.times:
            self._others[what] = count

    def _add(self, counts: dict[str, _Count], key: str, element: Element) -> _Count:
        count = counts.get(key)
        if count is None:
            count = counts[key] = _Count(element.sourceline)
        count.times += 1
        return count

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each name: elements, attributes, and others, by their first place."""
        for what, group in self._groups.items():
            count = _Count(next(iter(group.values())).line)
            count.times = sum(one.times for one in group.values())
            self._others[f"{what} ({_listed(group)})"] = count
        for counts in (self._elements, self._attributes, self._others):
            in_order = sorted(counts.items(), key=lambda one: one[1].line or 0)
            for key, count in in_order[:_MOST]:
                yield _finding(f"{key}{count}", count.line)
            if more_names := in_order[_MOST:]:
                line = more_names[0][1].line
                times = counted(sum(count.times for _, count in more_names), "times")
                names = counted(len(more_names), "names")
                yield _finding(f"{names} more, {times}, first at line {line}", line)


def _listed(names: Collection[str]) -> str:
    """The first names, and how many others there are."""
    more = f" and {counted(len(names) - 3, 'others')}" if len(names) > 3 else ""
    return ", ".join([*names][:3]) + more


def _finding(message: str, line: int | None) -> Finding:
    return Finding(NOT_KEPT, message, None, Severity.WARNING, Location(line=line))


def extent_of(element: Element, *, with_ids: bool = False) -> tuple[int, int]:
    """How many elements are in an element, and how many attributes on it and in it."""
    keys = element.keys()
    own = len(keys) - (ID in keys and not with_ids)
    if not len(element):
        return 0, own
    elements: Any = element.xpath("count(descendant::*)")
    attributes: Any = element.xpath(
        "count(descendant::*/@*)"
        if with_ids
        else "count(descendant::*/@*) - count(descendant::*/@xml:id)"
    )
    return int(elements), own + int(attributes)


def _short_name(name: str) -> str:
    """A name for a message, in full but for one of another namespace or too long."""
    return name if len(name) <= _LONGEST else shortened(name)
