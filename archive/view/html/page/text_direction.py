"""`direction` returns the direction in which a language is written."""

from __future__ import annotations

from functools import cache

_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)
"""Languages written from right to left, unless their tag names another script."""
_SCRIPTS = frozenset(
    ("adlm", "arab", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa")
)
"""Scripts written from right to left (ISO 15924)."""


@cache
def direction(tag: str | None) -> str | None:
    """Return "rtl" or "ltr" for a BCP 47 tag; None if the language is unknown.

    >>> direction("ar"), direction("az-Arab-IR"), direction("ar-Latn"), direction(None)
    ('rtl', 'rtl', 'ltr', None)
    """
    if not tag:
        return None
    language, *subtags = tag.lower().split("-")
    script = next((part for part in subtags if len(part) == 4 and part.isalpha()), None)
    right = script in _SCRIPTS if script else language in _RIGHT_TO_LEFT
    return "rtl" if right else "ltr"
