"""Reads an OpenDocument text: the marked copy through pandoc, and the properties of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml.etree import _Element as Element

from archive.articles.content import Article, Given
from archive.articles.office.marked_copy import MarkedCopy
from archive.articles.office.metadata import Properties
from archive.articles.office.opendocument.elements import DC
from archive.articles.office.opendocument.inventory import Inventory
from archive.articles.office.opendocument.preprocessing import OtherParts, prepare_for_pandoc
from archive.articles.office.opendocument.styles import Styles
from archive.articles.office.pandoc_article import article_from_copy
from archive.derivations.odt_text_1 import DERIVATION, KIND, MEDIA_TYPE, TextParts, TextWalk
from archive.derivations.package import Package
from archive.files.zip_file import pack

_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_PROPERTY_NAMES = {
    "title": "title",
    "subject": "subject",
    "description": "description",
    "language": "language",
    "keyword": "keywords",
    "initial-creator": "creator",
    "creator": "lastModifiedBy",
    "creation-date": "created",
    "date": "modified",
    "user-defined": "user-defined",
}
"""The properties that are read or reported (ODF 1.3 part 3, 4.3), with our name for each."""


def read_article(given: Given) -> Article:
    """Return the article in an OpenDocument text."""
    parts = TextParts(given.data)
    package, walk = parts.package, TextWalk(parts)
    derived = walk.text(DERIVATION)
    marked = MarkedCopy()
    known = OtherParts(package, Styles(parts.styles, parts.root), walk, derived)
    inventory = Inventory(known.styles)
    inventory.add(parts.root, parts.styles)
    inventory.add_properties(package.xml_if_there("meta.xml"), _PROPERTY_NAMES)
    marked.unread = inventory.unread
    try:
        prepare_for_pandoc(parts.root, marked, known)
        copy = pack(dict(_copy(package, parts.root)))
    finally:
        walk.release()
    if any(name.startswith("Basic/") for name in package.names):
        marked.losses.add("macros, which are never run; left in the file as received")
    return article_from_copy(
        given,
        marked,
        copy,
        derived,
        reader="odt-auto_identifiers",
        kind=KIND,
        media_type=MEDIA_TYPE,
        properties=_properties(package),
    )


def _copy(package: Package, root: Element) -> Iterator[tuple[str, bytes]]:
    from lxml import etree

    yield "content.xml", etree.tostring(root, encoding="utf-8")
    yield "mimetype", MEDIA_TYPE.encode()
    for name in ("styles.xml", "META-INF/manifest.xml"):
        if name in package:
            yield name, package.read(name)


def _properties(package: Package) -> Properties:
    """Return the properties of the file."""
    found: dict[str, list[str]] = defaultdict(list)
    root = package.xml_if_there("meta.xml")
    for one in () if root is None else root.iter():
        tag = str(one.tag)
        name = tag.rpartition("}")[2]
        if tag.startswith((DC, _META)) and one.text and name in _PROPERTY_NAMES:
            label = next((f"{value}: " for value in one.attrib.values() if name[0] == "u"), "")
            found[_PROPERTY_NAMES[name]].append(label + one.text)
    return found
