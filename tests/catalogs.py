"""Which schemas a file names, found as an editor finds them: through a catalog, by programs of others.

Nothing of `archive` is used here.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

CATALOG = Path(__file__).resolve().parent.parent / "schemas" / "catalog.xml"
RELAX_NG = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"


class Model(NamedTuple):
    """What an `xml-model` instruction says (W3C, Associating Schemas with XML documents 1.0)."""

    href: str
    language: str


def models(root: etree._Element) -> Iterator[Model]:
    """What the `xml-model` instructions before a root say, in their order."""
    for node in root.xpath("preceding-sibling::processing-instruction('xml-model')"):
        yield Model(node.get("href"), node.get("schematypens"))


def resolved_by_java(name: str, catalog: Path = CATALOG) -> Path | None:
    """The file that a name leads to by Java's own resolver; Java must be running."""
    from jpype import JClass

    try:
        source = _java_resolver(catalog.as_uri()).resolve(name, None)
    except JClass("javax.xml.catalog.CatalogException"):
        return None
    return _path(str(source.getSystemId()))


@cache
def _java_resolver(catalog: str) -> Any:
    from jpype import JClass

    features = JClass("javax.xml.catalog.CatalogFeatures").defaults()
    return JClass("javax.xml.catalog.CatalogManager").catalogResolver(
        features, [JClass("java.net.URI").create(catalog)]
    )


def resolved_by_libxml2(name: str, catalog: Path = CATALOG) -> Path | None:
    """The file that a name leads to by `xmlcatalog`, which must be there."""
    run = subprocess.run(
        ["xmlcatalog", str(catalog), name], capture_output=True, text=True, check=False
    )
    return _path(run.stdout.strip()) if run.returncode == 0 else None


def _path(address: str) -> Path:
    return Path(unquote(urlsplit(address).path))
