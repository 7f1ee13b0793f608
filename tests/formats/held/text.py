"""What plain text holds: itself."""

from __future__ import annotations

from archive.formats.base import WriteResult

NAME = "text"


def held(written: WriteResult) -> str:
    """All of it."""
    return written.data.decode()
