"""Finds the classes and ids that the style sheets in a page hide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.derivations.html_text_1 import Page


def hidden_selectors(page: Page) -> frozenset[str]:
    """Return the classes and ids that the style sheets in a page hide, as selectors."""
    found: set[str] = set()
    for element in page.elements:
        if element.name == "style":
            sheet = element.node.text()[:_LONGEST_SHEET]
            if "none" in sheet:
                found.update(_hidden_by(_COMMENT.sub("", sheet)))
    return frozenset(found)


_LONGEST_SHEET = 500_000
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_HIDES = re.compile(r"(?:^|[;{\s])display\s*:\s*none", re.I)


def _hidden_by(sheet: str) -> Iterator[str]:
    """Yield the selectors of rules with `display: none`, except rules within `@media` and so on."""
    depth, start, selector = 0, 0, ""
    for match in re.finditer(r"[{}]", sheet):
        if match[0] == "{":
            if depth == 0:
                selector = sheet[start : match.start()]
            depth += 1
        else:
            depth = max(0, depth - 1)
            if depth == 0 and not selector.strip().startswith("@"):
                body = sheet[start + len(selector) : match.start()]
                if "none" in body and _HIDES.search(body):
                    for one in selector.split(","):
                        if re.fullmatch(r"(?:[a-z]+[0-9]?)?[.#][\w-]+", one.strip()):
                            yield re.sub(r"^[a-z0-9]+", "", one.strip())
        if depth == 0 and match[0] == "}":
            start = match.end()
