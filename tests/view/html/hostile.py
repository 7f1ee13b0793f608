"""Words that would be elements, scripts or turned around, in every place of a record and a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import lxml.html

from archive.errors import InvalidDocument
from archive.model.document import Document
from tests.view.articles import rich

EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onmouseover=alert(1) "
    "</title></style></svg><svg onload=alert(1)>]]>--> javascript:alert(1) {{7*7}} ${7} "
    "\u202etxet\u2069 " + "w" * 1000
)
"""Names no attribute or element that we write."""

ELEMENTS = frozenset({
    "a", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "h3", "h4",
    "h5", "h6", "ins", "li", "p", "path", "pre", "rect", "span", "strong", "style", "summary",
    "svg", "table", "tbody", "td", "text", "th", "thead", "tr", "ul", "use",
    "html", "head", "body",
})  # fmt: skip
ATTRIBUTES = frozenset({
    "class", "dir", "scope", "href", "tabindex", "viewbox", "aria-hidden", "focusable", "x", "y",
    "width", "height", "d", "text-anchor",
})  # fmt: skip
"""All that fragments have, as a parser of HTML has them."""


@cache
def hostile() -> Document:
    """A record with something of everything, with hostile words after every string that it can have
    them after: titles, texts, names, reasons, and what no rule has thought of."""
    raw = rich().model_dump(mode="json")
    for holder, key in _strings(raw):
        kept = holder[key]
        for evil in (f"{kept} {EVIL}", f"{kept}{EVIL}".replace(" ", "")):
            holder[key] = evil
            try:
                Document.model_validate(raw)
            except InvalidDocument:
                holder[key] = kept
            else:
                break
    return Document.model_validate(raw)


def _strings(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each string in a tree, as what holds it and its key or position there."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        if isinstance(value[key], str):
            yield value, key
        elif isinstance(value[key], dict | list):
            yield from _strings(value[key])


def spoilt(value: Any, evil: str = EVIL) -> Any:
    """A part of a page with every word that is shown replaced."""
    if isinstance(value, str):
        return evil
    if isinstance(value, tuple):
        return tuple(spoilt(item, evil) for item in value)
    if is_dataclass(value):
        kept = ("style", "kind", "which", "hanging", "from_start", "to_end", "is_end", "shares")
        given = {
            field.name: item if field.name in kept else spoilt(item, evil)
            for field in fields(value)
            for item in [getattr(value, field.name)]
        }
        return type(value)(**given)  # type: ignore[operator]
    return value


def assert_harmless(markup: str) -> None:
    """Nothing is in it but elements and attributes that we wrote, and links within."""
    for element in elements(markup):
        assert element.tag in ELEMENTS, element.tag
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        assert element.get("href", "#").startswith("#")
        if element.tag == "style":
            assert "alert" not in element.text_content()


def elements(markup: str) -> Iterator[lxml.html.HtmlElement]:
    root = lxml.html.document_fromstring(f"<!doctype html><body>{markup}")
    return (element for element in root.iter() if isinstance(element.tag, str))
