"""How the reader takes blocks where others than these are allowed."""

from __future__ import annotations

PLAIN = frozenset(
    {
        "p", "title", "subtitle", "label", "attrib",
    }
)  # fmt: skip
"""Blocks whose words become a paragraph, without loss, where only paragraphs are allowed."""

AS_LINES = frozenset(
    {
        "disp-formula", "alternatives", "product", "preformat", "code",
    }
)  # fmt: skip
"""Blocks that become one paragraph each, without loss, where only paragraphs are allowed."""

REPORTED_BLOCKS = frozenset(
    {
        "list", "def-list", "disp-quote", "verse-group", "sec", "preformat", "code", "speech",
        "statement", "array", "address", "answer", "question", "explanation", "sig-block",
    }
)  # fmt: skip
"""Blocks of which a line keeps the words alone, and which are then reported."""
