"""The styles that colour glyphs, each by the custom property of the page with its name."""

from __future__ import annotations

from archive.view.claim_glyphs import GLYPHS


def glyph_colours(within: str) -> str:
    """Return the styles that colour the glyphs within an element."""
    return "".join(f"{within} .{name}{{color:var(--{name});fill:var(--{name})}}" for name in GLYPHS)
