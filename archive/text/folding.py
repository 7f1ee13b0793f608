"""A text without what is form only: case, and how quotation marks and dashes are drawn."""

from __future__ import annotations

_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


def fold(text: str) -> str:
    """Return a text without case and typographic form, code point for code point."""
    if text.isascii():
        return text.lower()
    for sign, plain in _TYPOGRAPHY.items():
        text = text.replace(sign, plain)
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_lower, text))


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character
