"""Reads the properties of a Word document: Dublin Core and a few more (ECMA-376 part 2, 11)."""

from __future__ import annotations

from collections import defaultdict

from archive.articles.office.metadata import Properties
from archive.derivations.package import Package


def properties_of(package: Package) -> Properties:
    """Return the properties of a document."""
    found: dict[str, list[str]] = defaultdict(list)
    root = package.xml_if_there("docProps/core.xml")
    for one in () if root is None else root:
        name = str(one.tag).rpartition("}")[2]
        if one.text:
            found[name].append(one.text)
    custom = package.xml_if_there("docProps/custom.xml")
    names = [one.get("name") or "" for one in (() if custom is None else custom)]
    if names:
        found["custom properties"].append(", ".join(names))
    return found
