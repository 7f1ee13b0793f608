"""The libraries that the extra `web` brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import MissingExtra


@contextmanager
def extra_web() -> Iterator[None]:
    """Say what to install where a library of the extra is missing.

    Raises:
        MissingExtra: One of them is.
    """
    try:
        yield
    except ImportError:
        raise MissingExtra("web", "receiving a web page") from None
