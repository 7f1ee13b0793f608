"""Names the extra `web` where one of its libraries is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import MissingExtra


@contextmanager
def extra_web() -> Iterator[None]:
    """Raise an error that names the extra where one of its libraries is missing.

    Raises:
        MissingExtra: One of them is.
    """
    try:
        yield
    except ImportError:
        raise MissingExtra("web", "receiving a web page") from None
