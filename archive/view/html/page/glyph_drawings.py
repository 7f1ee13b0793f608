"""The glyphs of the page: their drawings, their masks in CSS, and the element of each."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote

from archive.view.html.page.assets import asset

_SYMBOL = re.compile(r'<symbol id="g-([a-z]+)" viewBox="0 0 16 16">(.*?)</symbol>')


def drawings() -> str:
    """Return the drawings, to be put into the page once; pictures in it use them by name."""
    return asset("glyphs.svg")


@cache
def masks() -> str:
    """Return the same as rules of CSS: through each, the colour of a glyph is seen.

    An element of a few bytes stands for a glyph in the text, of which a page has thousands.
    """
    return "".join(
        f'.{name}{{--s:url("data:image/svg+xml,{quote(_image(drawing), safe=_READABLE)}")}}'
        for name, drawing in _SYMBOL.findall(drawings())
    )


_READABLE = " =:;/,.-'()"
"""Characters that need no encoding in a data address within quotes."""


def _image(drawing: str) -> str:
    drawing = drawing.replace('"', "'").replace("currentColor", "#000")
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{drawing}</svg>"


@cache
def glyph(name: str) -> str:
    """Return a glyph, which says nothing to those who do not see it: words beside it do."""
    return f'<i class="g {name}"></i>'
