"""Helpers for XML: child elements in lxml's trees, and namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from lxml import etree

Element: TypeAlias = "etree._Element"
"""An element of a schema, or of a file that is checked."""

RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
BLANKS = " \t\r\n"


def child_elements(node: Element) -> Iterator[Element]:
    """Yield the child elements of an element, without comments and processing instructions."""
    return (child for child in node if isinstance(child.tag, str))
