"""The annotations of a page, read without archive: with json, lxml, and a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

import archive
from archive.model.anchors import Anchor
from archive.model.document import Document


def letters(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s+", "", text)


def page_text(path: Path, within: str = "") -> str:
    """The text of an HTML page as a browser gives it, or of the element with this id."""
    tree = html.fromstring(path.read_bytes())
    element = tree.get_element_by_id(within) if within else tree.find("body")
    return "".join((tree if element is None else element).itertext())


def record_text(document: Document) -> str:
    """The texts of all blocks, one after the other, without white space."""
    return letters("".join(block.text for block in document.text_blocks()))


def said_of(document: Document, scheme: str) -> dict[str, list[Any]]:
    """The statements of a record by the names of the annotations that they come from."""
    found: dict[str, list[Any]] = {}
    for statement in document.annotations:
        for identifier in statement.identifiers:
            if identifier.scheme == scheme:
                found.setdefault(identifier.value, []).append(statement)
    return found


def words_of(statement: Any) -> str:
    """The words of a statement without white space, each checked against its block."""
    return letters("".join(anchor.exact for anchor in statement.anchors))


def before(document: Document, anchor: Anchor, length: int) -> str:
    """So many letters that stand before an anchor in the record."""
    text = ""
    for block in document.text_blocks():
        if block.id == anchor.block:
            return letters(text + block.text[: anchor.start])[-length:]
        text += block.text
    raise AssertionError(anchor.block)


def quotes_in(raw: Any) -> Iterator[str]:
    """Every `exact` or `quote` of a selector."""
    if isinstance(raw, dict):
        for name in ("exact", "quote"):
            if isinstance(raw.get(name), str):
                yield raw[name]
        for value in raw.values():
            yield from quotes_in(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from quotes_in(value)


def received(path: Path) -> Document:
    return archive.receive(path).document


def rows(path: Path) -> list[dict[str, Any]]:
    raw: Any = json.loads(path.read_text("utf-8"))
    found: list[dict[str, Any]] = raw["rows"]
    return found
