"""Names the extra `cite` where a library that it installs is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import MissingExtra


@contextmanager
def extra_cite(what: str) -> Iterator[None]:
    """Name the extra where a library that it installs is missing.

    Args:
        what: What needs it: "reading BibTeX".

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        yield
    except ImportError:
        raise MissingExtra("cite", what) from None
