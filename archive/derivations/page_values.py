"""The values of a page besides its text: in its head, its attributes, its structured data.

No reader stores all of them in a record; they show whether two captures differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from archive.derivations.html_text_1 import Element, Page
from archive.model.licences import recognise

Kind = Literal["head", "link", "image", "frame"]


class PageValue(NamedTuple):
    """A value of a page."""

    kind: Kind
    """Whether the value describes the page, or is the target of a link, image or embedded page."""
    name: str
    """Examples: `og:title`, `link canonical`, `NewsArticle.headline`, `alt`. It is empty for the
    target of a link or an image."""
    value: str
    """The value, with runs of whitespace as one space."""
    at: int
    """Where the value's element begins in the text of the page, in code points."""


def page_values(page: Page) -> Iterator[PageValue]:
    """Yield the values of a page in the order of their elements.

    Values that only a browser needs are left out (style sheets, icons, the size of the window).
    """
    for element in page.elements:
        for kind, name, value in _values_of(element):
            if words := " ".join(value.split()):
                yield PageValue(kind, name, words, element.start)


_Raw = tuple[Kind, str, str]


def _values_of(element: Element) -> Iterator[_Raw]:
    match element.name:
        case "html":
            yield "head", "html lang", element.get("lang") or element.get("xml:lang")
        case "title":
            yield "head", "title", element.own
        case "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop")
            if _IS_TOLD.search(name):
                yield "head", name, element.get("content")
        case "link" if relations := _LINKED & {*element.get("rel").lower().split()}:
            yield "head", f"link {min(relations)}", element.get("href")
        case "time":
            yield "head", "time", element.get("datetime")
        case "script" if "ld+json" in element.get("type"):
            yield from _structured_data(element)
        case "a" | "area":
            is_named = "license" in element.get("rel").lower().split()
            if is_named or recognise(element.get("href").strip()) is not None:
                yield "head", "link license", element.get("href")
            else:
                yield "link", "", element.get("href")
        case "img":
            yield "image", "", element.get("src") or element.get("data-src")
            yield "image", "alt", element.get("alt")
        case "source":
            yield "image", "", element.get("srcset") or element.get("src")
        case "iframe" | "embed" | "video" | "audio":
            yield "frame", "", element.get("src")
        case _:
            pass


_IS_TOLD = re.compile(
    "author|creator|date|time|title|description|keyword|tag|section|site_name|rights|copyright"
    "|licen[cs]e|publisher|image|url|locale|lang|subject|identifier|^citation_|^dc|^prism",
    re.IGNORECASE,
)
"""Matches the names of `meta` elements that describe an article."""
_LINKED = frozenset(("amphtml", "author", "canonical", "license", "shortlink"))
"""The `rel` values of `link` elements that describe an article."""


def _structured_data(script: Element) -> Iterator[_Raw]:
    """Yield the words and numbers of JSON-LD; the name of each is its type and field."""
    text = script.node.text()
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        yield "head", "structured data", text
        return
    left: list[tuple[str, Any]] = [("", data)]
    while left:
        name, value = left.pop()
        if isinstance(value, dict):
            type = value.get("@type")
            within = type if isinstance(type, str) else name
            left += ((f"{within}.{key}", inner) for key, inner in reversed(value.items()))
        elif isinstance(value, list):
            left += ((name, inner) for inner in reversed(value))
        elif isinstance(value, str | int | float) and not name.rpartition(".")[2].startswith("@"):
            yield "head", name, value if isinstance(value, str) else json.dumps(value)
