"""Reads the metadata of pages for tests, and prints them in lines for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.articles.content import Given
from archive.articles.html.metadata import PageMetadata, read_metadata
from archive.findings import NOT_KEPT, Severity
from archive.model.metadata import Metadata
from archive.model.rights import Rights


def path(node: LexborNode | None) -> str:
    """The path of an element, as slow as it is simple."""
    steps: list[str] = []
    while node is not None and node.is_element_node:
        number, before = 1, node.prev
        while before is not None:
            number += before.tag == node.tag
            before = before.prev
        steps.append(f"{node.tag}[{number}]")
        node = node.parent
    return "/" + "/".join(reversed(steps))


def read(page: str, *, address: str | None = None, trafilatura: Any = None) -> PageMetadata:
    """The metadata of a page, checked to be valid for the model."""
    fields = {"address": address} if address else {}
    given = Given(data=page.encode(), id="article", file="page.html", fields=fields)
    tree = LexborHTMLParser(page)
    found = read_metadata(tree, path, given, trafilatura)
    Metadata.model_validate(found.metadata)
    if found.rights is not None:
        Rights.model_validate(found.rights)
    for origin in origins(found.metadata):
        assert tree.css_first(css(origin["path"])) is not None, origin
        assert origin["capture"] == given.capture
    return found


def css(path: str) -> str:
    """A path as a selector."""
    return re.sub(r"([^/\[\]]+)\[(\d+)\]", r"\1:nth-of-type(\2)", path).strip("/").replace("/", ">")


def origins(raw: Any) -> Iterator[dict[str, Any]]:
    """Every origin in a raw part."""
    if isinstance(raw, dict):
        if "origin" in raw:
            yield raw["origin"]
        for value in raw.values():
            yield from origins(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from origins(value)


def value_lines(found: PageMetadata) -> list[str]:
    """Each value on a line: its field, text, basis, and the last step of its origin."""
    lines: list[str] = []
    metadata = dict(found.metadata)
    publication = metadata.pop("publication", {})
    for field, raw in (*metadata.items(), *publication.items()):
        for one in raw if isinstance(raw, list) else [raw]:
            lines.append(f"{field}: {_value(one)}")
    if found.rights is not None:
        rights = {name: value for name, value in found.rights.items() if value}
        basis = rights.pop("basis")
        says = "; ".join(f"{name} {value}" for name, value in rights.items())
        lines.append(f"rights: {says} ({basis})")
    for finding in found.findings:
        if (finding.code, finding.severity) == (NOT_KEPT, Severity.NOTE):
            continue  # sums of what is passed over
        lines.append(f"! {finding.code}: {finding.message}")
    return lines


def _value(raw: dict[str, Any]) -> str:
    raw = dict(raw)
    basis = raw.pop("basis", "")
    steps = raw.pop("origin", {}).get("path", "").rpartition("/")[2]
    name = raw.pop("name", None)
    if isinstance(name, dict):
        raw = {"name": name.get("literal") or f"{name['family']}, {name['given']}", **raw}
    elif name is not None:
        raw = {"name": name, **raw}
    identifiers = raw.pop("identifiers", [])
    parts = [str(value) for value in raw.values()]
    parts += [f"{one['scheme']} {one['value']}" for one in identifiers]
    end = ", ".join(filter(None, (basis, steps)))
    return " | ".join(parts) + (f" ({end})" if end else "")
