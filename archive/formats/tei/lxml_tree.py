"""Parses a TEI file with lxml, for validation against its schemas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from lxml import etree

from archive.derivations.xml_encoding import in_utf8
from archive.derivations.xml_parser import inert_parser
from archive.errors import ReadError
from archive.findings import Finding, Location
from archive.formats.tei.parser import DEEPEST, NAMESPACE, ElementLocations, check_prolog, parse

Element: TypeAlias = "etree._Element"

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PREFIX = f"{{{NAMESPACE}}}"
_IS_TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")
"""Goes down level by level; counting the ancestors of each element takes as long as parsing."""


def parse_tree(data: bytes) -> Element:
    """Return the root of a TEI file, without comments and processing instructions.

    A DOCTYPE is refused before libxml2 reads the file, because libxml2 would open the files that a
    DOCTYPE names.

    Raises:
        ReadError: The file is not well-formed XML 1.0, has a DOCTYPE, or is not TEI.
    """
    data = in_utf8(data)
    check_prolog(data)
    try:
        root = etree.fromstring(data, inert_parser())
    except etree.XMLSyntaxError as problem:
        parse(data, locations=ElementLocations(data))  # gives better messages
        line, column = problem.position
        location = Location(line=line or None, column=column or None)
        message = problem.msg or "libxml2 cannot read the file"
        raise ReadError([Finding("not-well-formed", message, location=location)]) from None
    if root.tag != f"{_PREFIX}TEI" or _IS_TOO_DEEP(root):
        parse(data, locations=ElementLocations(data))
    return root


def name_of(element: Element) -> str:
    """Return the local name of a TEI element, or the name with namespace of any other element."""
    return str(element.tag).removeprefix(_PREFIX)


def xpath_of(element: Element) -> str:
    """Return an XPath to an element, from the nearest `xml:id`, with the prefix `tei`."""
    steps = ""
    here: Element | None = element
    while here is not None:
        id = here.get(XML_ID)
        name = f"tei:{name_of(here)}" if str(here.tag).startswith(_PREFIX) else "*"
        if id is not None and '"' not in id:
            return f'//{name}[@xml:id="{id}"]{steps}'
        parent = here.getparent()
        same: Sequence[Element] = (
            [] if parent is None else [child for child in parent if child.tag == here.tag]
        )
        position = f"[{same.index(here) + 1}]" if len(same) > 1 else ""
        steps = f"/{name}{position}{steps}"
        here = parent
    return steps
