"""The glyphs of the page: their drawings, their masks in CSS, and their elements."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote

from archive.view.html.page.assets import asset

_SYMBOL = re.compile(r'<symbol id="g-([a-z]+)" viewBox="0 0 16 16">(.*?)</symbol>')
_COLOURS = re.compile(r'(?<=id="g-)([a-z]+)(" viewBox="0 0 16 16") data-colours="(\S+) (\S+)"')
"""The colours at the drawings of kinds of claims: on white and on black."""
_OF_EACH_KIND = re.compile(r"/\*kinds(,?)\*/(.*?)/\*\*/")
"""Rules of the style sheet that are written once for every kind of claim."""


def drawings() -> str:
    """Return the drawings, which the page includes once; its diagrams refer to them by name."""
    return _COLOURS.sub(r"\1\2", asset("glyphs.svg"))


def style() -> str:
    """Return the CSS of the page, with the rules for each kind of claim."""
    kinds = _COLOURS.findall(asset("glyphs.svg"))

    def rules(found: re.Match[str]) -> str:
        return found[1].join(
            found[2].replace("KIND", kind).replace("LIGHT", light).replace("DARK", dark)
            for kind, _, light, dark in kinds
        )

    return _OF_EACH_KIND.sub(rules, asset("page.css"))


@cache
def masks() -> str:
    """Return the drawings as CSS masks, through which the colour of a glyph is seen.

    A text can have thousands of glyphs; with masks, each is an element of a few bytes.
    """
    return "".join(
        f'.{name}{{--s:url("data:image/svg+xml,{quote(_image(drawing), safe=_READABLE)}")}}'
        for name, drawing in _SYMBOL.findall(drawings())
    )


_READABLE = " =:;/,.-'()"
"""Characters that stay unencoded in a quoted data address."""


def _image(drawing: str) -> str:
    drawing = drawing.replace('"', "'").replace("currentColor", "#000")
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{drawing}</svg>"


@cache
def glyph(name: str) -> str:
    """Return a glyph. Screen readers skip it, and read the words beside it."""
    return f'<i class="g {name}"></i>'
