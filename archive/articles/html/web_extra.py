"""Raises a helpful error if a library of the extra `web` is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import MissingExtra


@contextmanager
def extra_web() -> Iterator[None]:
    """Convert an `ImportError` within the context to `MissingExtra`.

    Raises:
        MissingExtra: A library of the extra `web` is not installed.
    """
    try:
        yield
    except ImportError:
        raise MissingExtra("web", "receiving a web page") from None
