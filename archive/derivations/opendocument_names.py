"""Names of OpenDocument elements and attributes (ODF 1.3 part 3)."""

from __future__ import annotations

from functools import cache

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


@cache
def text(name: str) -> str:
    """Return a name in the namespace `text`."""
    return f"{{{_OASIS}:text:1.0}}{name}"


@cache
def office(name: str) -> str:
    """Return a name in the namespace `office`."""
    return f"{{{_OASIS}:office:1.0}}{name}"


@cache
def draw(name: str) -> str:
    """Return a name in the namespace `drawing`."""
    return f"{{{_OASIS}:drawing:1.0}}{name}"


@cache
def table(name: str) -> str:
    """Return a name in the namespace `table`."""
    return f"{{{_OASIS}:table:1.0}}{name}"


@cache
def style(name: str) -> str:
    """Return a name in the namespace `style`."""
    return f"{{{_OASIS}:style:1.0}}{name}"


PARAGRAPHS = (text("p"), text("h"))
"""The names of paragraphs and headings."""
