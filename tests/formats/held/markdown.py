"""What Markdown holds, as markdown-it-py reads it."""

from __future__ import annotations

from archive.formats.format import WriteResult
from tests.markdown import held_in

NAME = "markdown"
JUDGED = True
"""It is read by one of the programs that judge."""


def held(written: WriteResult) -> str:
    """All words, and where links lead."""
    return held_in(written.data.decode())
