"""All that a file of TEI with names and claims inline holds, as lxml reads it."""

from __future__ import annotations

from urllib.parse import unquote

from lxml import etree

from archive.formats.format import WriteResult

NAME = "tei-inline"


def held(written: WriteResult) -> str:
    """Every attribute, pointers as they are and decoded; then all text from beginning to end."""
    tree = etree.fromstring(written.data)
    values = [
        str(value) for element in tree.iter(etree.Element) for value in element.attrib.values()
    ]
    decoded = [unquote(value) for value in values if "%" in value]
    return "\n".join([*values, *decoded, "".join(tree.itertext())])
