"""`asset` reads the style sheet, the script and the drawings of the page from the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def asset(name: str) -> str:
    """Return the text of a file beside this module, without indents: each page has a copy."""
    text = (files("archive") / "view" / "html" / "page" / name).read_text("utf-8")
    return "\n".join(map(str.strip, text.strip().splitlines()))
