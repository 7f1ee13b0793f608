"""Returns XPaths of elements for messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from archive.formats.tei.parser import Element, ElementLocations


class Unit(NamedTuple):
    """A part of a file that is read in one step: a member of a list, or all the rest."""

    element: Element
    """The element."""
    around: Sequence[Element] = ()
    """The ancestors of the element, from the root on."""
    number: int = 1
    """The number of the element among the children of its list."""


def _xpath_of(around: Sequence[Element], locations: ElementLocations) -> str:
    """Return the XPath to the last of these elements; each is the parent of the next."""
    path = ""
    for holder, element in zip((None, *around), around, strict=False):
        siblings = (
            [element] if holder is None else [child for child in holder if child.tag == element.tag]
        )
        number = f"[{siblings.index(element) + 1}]" if len(siblings) > 1 else ""
        path = _step(element, path, number, locations)
    return path


def _step(element: Element, path: str, number: str, locations: ElementLocations) -> str:
    name = _step_name(element.tag)
    id = locations.id_of(element)
    if id is not None and '"' not in id:
        return f'//{name}[@xml:id="{id}"]'
    return f"{path}/{name}{number}"


def _step_name(tag: str) -> str:
    """Return the name of an element in an XPath."""
    namespace, blank, local = tag.rpartition(" ")
    if not blank:
        return f"tei:{tag}"
    return f"*[local-name()='{local}' and namespace-uri()='{namespace}']"


def collect_paths(
    unit: Unit, locations: ElementLocations, wanted: set[int], paths: dict[int, str]
) -> str:
    """Collect the XPaths to the wanted elements of a unit; return the XPath to the unit."""
    number = f"[{unit.number}]" if unit.around else ""
    path = _step(unit.element, _xpath_of(unit.around, locations), number, locations)
    stack = [(unit.element, path)]
    while stack:
        here, at = stack.pop()
        if id(here) in wanted:
            paths[id(here)] = at
        total: dict[str, int] = {}
        for child in here:
            total[child.tag] = total.get(child.tag, 0) + 1
        reached: dict[str, int] = {}
        for child in here:
            position = reached[child.tag] = reached.get(child.tag, 0) + 1
            step = f"[{position}]" if total[child.tag] > 1 else ""
            stack.append((child, _step(child, at, step, locations)))
    return path


def attribute_step(name: str) -> str:
    """Return the step of an XPath to an attribute."""
    namespace, blank, local = name.rpartition(" ")
    if not blank:
        return f"/@{name}"
    return f"/@*[local-name()='{local}' and namespace-uri()='{namespace}']"


def expanded_name(name: str) -> str:
    """Return a name for messages; a namespace other than TEI's is added in braces.

    >>> expanded_name("http://example.org/ note")
    '{http://example.org/}note'
    """
    namespace, blank, local = name.rpartition(" ")
    return f"{{{namespace}}}{local}" if blank else name
