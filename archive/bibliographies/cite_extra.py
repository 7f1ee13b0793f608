"""Raises an error if a library of the extra `cite` is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import MissingExtra


@contextmanager
def extra_cite(what: str) -> Iterator[None]:
    """Raise `MissingExtra` if a library that the extra `cite` installs is missing.

    Args:
        what: The task that needs the extra: "reading BibTeX".

    Raises:
        MissingExtra: The extra `cite` is not installed.
    """
    try:
        yield
    except ImportError:
        raise MissingExtra("cite", what) from None
