"""Reports the extra `cite` if a library that it installs is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import MissingExtra


@contextmanager
def extra_cite(what: str) -> Iterator[None]:
    """Raise an error that names the extra if a library that it installs is missing.

    Args:
        what: The task that needs the extra: "reading BibTeX".

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        yield
    except ImportError:
        raise MissingExtra("cite", what) from None
