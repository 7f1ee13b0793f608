"""Reads an OpenDocument text: its marked copy through pandoc, and its properties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml.etree import _Element as Element

from archive.articles.content import Article, Given
from archive.articles.office.marked_copy import MarkedCopy
from archive.articles.office.metadata import Properties
from archive.articles.office.opendocument.elements import DC
from archive.articles.office.opendocument.preprocessing import prepare_for_pandoc
from archive.articles.office.opendocument.styles import Styles
from archive.articles.office.pandoc_article import article_from_copy
from archive.derivations.opendocument_names import PARAGRAPHS, office, style
from archive.derivations.package import Package, refusal
from archive.files.zip_file import pack

KIND = "OpenDocument text"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
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
"""Metadata that are reported (ODF 1.3 part 3, 4.3), with their names in the finding."""


def read_article(given: Given) -> Article:
    """Return the article in an OpenDocument text."""
    package = Package(given.data, KIND)
    _refuse_others(package)
    root, sheet = package.xml("content.xml"), package.xml_if_there("styles.xml")
    if root.find(f"{office('body')}/{office('text')}") is None:
        raise refusal(f"this is no {KIND}: content.xml holds no text document")
    marked = MarkedCopy()
    prepare_for_pandoc(root, marked, Styles(sheet, root))
    if any(name.startswith("Basic/") for name in package.names):
        marked.losses.add("programs", "macros, which are never run; left in the file as received")
    return article_from_copy(
        given,
        marked,
        pack(dict(_copy(package, root))),
        reader="odt-auto_identifiers",
        kind=KIND,
        media_type=MEDIA_TYPE,
        properties=_properties(package),
        headers_and_footers=[] if sheet is None else [*_headers_and_footers(sheet)],
    )


def _refuse_others(package: Package) -> None:
    """Refuse a file that is encrypted, or not a text document."""
    manifest = package.xml_if_there("META-INF/manifest.xml")
    encrypted = [] if manifest is None else [*manifest.iter(f"{_MANIFEST}encryption-data")]
    if encrypted:
        raise refusal(f"this {KIND} is encrypted", "save it without a password")
    kind = (
        package.read("mimetype").decode("utf-8", "replace").strip() if "mimetype" in package else ""
    )
    if kind and not kind.startswith(MEDIA_TYPE):
        raise refusal(f"this is no {KIND}: it says that it is {kind}")


def _copy(package: Package, root: Element) -> Iterator[tuple[str, bytes]]:
    from lxml import etree

    yield "content.xml", etree.tostring(root, encoding="utf-8")
    yield "mimetype", MEDIA_TYPE.encode()
    for name in ("styles.xml", "META-INF/manifest.xml"):
        if name in package:
            yield name, package.read(name)
    for name in package.names:
        if name.startswith(("Pictures/", "media/")) and not name.endswith("/"):
            yield name, b""


def _properties(package: Package) -> Properties:
    """The properties of a text."""
    found: dict[str, list[str]] = defaultdict(list)
    root = package.xml_if_there("meta.xml")
    for one in () if root is None else root.iter():
        tag = str(one.tag)
        name = tag.rpartition("}")[2]
        if tag.startswith((DC, _META)) and one.text and name in _PROPERTY_NAMES:
            found[_PROPERTY_NAMES[name]].append(one.text)
    return found


def _headers_and_footers(sheet: Element) -> Iterator[tuple[str, str]]:
    """The headers and footers of pages (16.9): `header` or `footer`, and the words."""
    seen: set[str] = set()
    for role in ("header", "footer"):
        for suffix in ("", "-left", "-first"):
            for whole in sheet.iter(style(role + suffix)):
                for paragraph in whole.iter(*PARAGRAPHS):
                    words = " ".join("".join(paragraph.itertext()).split())
                    if words and words not in seen:
                        seen.add(words)
                        yield role, words
