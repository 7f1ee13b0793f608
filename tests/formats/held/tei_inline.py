"""All that a file of TEI with names and claims inline holds, as lxml reads it."""

from __future__ import annotations

from lxml import etree

from archive.formats.base import WriteResult

NAME = "tei-inline"


def held(written: WriteResult) -> str:
    """Every attribute, then all text from beginning to end."""
    tree = etree.fromstring(written.data)
    attributes = [
        str(value) for element in tree.iter(etree.Element) for value in element.attrib.values()
    ]
    return "\n".join([*attributes, "".join(tree.itertext())])
