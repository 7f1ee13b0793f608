"""What plain text holds: itself, but for the numbers of claims that are put into it."""

from __future__ import annotations

import re

from archive.formats.format import WriteResult

NAME = "text"

NUMBERS = r"\[claim \d+(, \d+)*\]"


def held(written: WriteResult) -> str:
    """All of it, with these numbers and without."""
    text = written.data.decode()
    return f"{text}\n{re.sub(NUMBERS, '', text)}"
