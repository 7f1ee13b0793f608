"""The CSS that colours glyphs: the page has a custom property named after each glyph."""

from __future__ import annotations

from archive.view.claim_glyphs import GLYPHS


def glyph_colours(within: str) -> str:
    """Return the CSS that colours the glyphs within an element."""
    return "".join(f"{within} .{name}{{color:var(--{name});fill:var(--{name})}}" for name in GLYPHS)
