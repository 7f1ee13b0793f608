"""All that a file of TEI with names and claims inline holds, as lxml reads it."""

from __future__ import annotations

from urllib.parse import unquote

from lxml import etree

from archive.formats.base import WriteResult

NAME = "tei-inline"


def held(written: WriteResult) -> str:
    """Every attribute, also without the escapes of addresses, then all text in order."""
    tree = etree.fromstring(written.data)
    attributes = [
        str(value) for element in tree.iter(etree.Element) for value in element.attrib.values()
    ]
    attributes += map(unquote, attributes)
    return "\n".join([*attributes, "".join(tree.itertext())])
