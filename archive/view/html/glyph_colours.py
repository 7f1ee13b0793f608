"""The colours of signs: a custom property of the page for each, called like the sign."""

from __future__ import annotations

from archive.view.claim_glyphs import GLYPHS


def glyph_colours(within: str) -> str:
    """Return the styles that give each sign within an element its colour."""
    return "".join(f"{within} .{name}{{color:var(--{name});fill:var(--{name})}}" for name in GLYPHS)
