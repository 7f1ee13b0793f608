"""The glyphs of the page: their drawings, their masks in CSS, and the element of each."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote

from archive.view.html.page.assets import asset

_SYMBOL = re.compile(r'<symbol id="g-([a-z]+)" viewBox="0 0 16 16">(.*?)</symbol>')


def drawings() -> str:
    """Return the drawings, which the page includes once; pictures refer to them by name."""
    return asset("glyphs.svg")


@cache
def masks() -> str:
    """Return the drawings as CSS rules: masks through which the colour of a glyph is seen.

    In the text, of whose glyphs a page has thousands, an element of a few bytes is enough then.
    """
    return "".join(
        f'.{name}{{--s:url("data:image/svg+xml,{quote(_image(drawing), safe=_READABLE)}")}}'
        for name, drawing in _SYMBOL.findall(drawings())
    )


_READABLE = " =:;/,.-'()"
"""Characters that need no encoding in a quoted data address."""


def _image(drawing: str) -> str:
    drawing = drawing.replace('"', "'").replace("currentColor", "#000")
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{drawing}</svg>"


@cache
def glyph(name: str) -> str:
    """Return a glyph. It is hidden from screen readers, which read the words beside it."""
    return f'<i class="g {name}"></i>'
