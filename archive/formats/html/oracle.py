"""trafilatura, which says which words of a page are its article, and what it guesses about that."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from archive.formats.html.extra import extra_web

_LONGEST_PAGE = 8_000_000
"""Code points of markup about which it is asked."""


class Oracle:
    """What trafilatura says of a page; what it guesses is found out when it is asked for."""

    def __init__(self, markup: str, address: str | None) -> None:
        """Ask for the article.

        Raises:
            MissingExtra: It is not installed.
        """
        self._markup, self._address = markup, address
        self.text = self._article()
        """The words of the article, as it has them; empty if it finds none."""

    def _article(self) -> str:
        with extra_web():
            from trafilatura import bare_extraction
        if len(self._markup) > _LONGEST_PAGE:
            return ""
        with _quiet():
            try:
                found = bare_extraction(self._markup, url=self._address, include_comments=False)
            except Exception:  # whatever a page made it do, the article is found without it
                return ""
        return str(getattr(found, "raw_text", None) or getattr(found, "text", None) or "")

    @cached_property
    def _guesses(self) -> Any:
        from trafilatura.metadata import extract_metadata
        from trafilatura.utils import load_html

        if len(self._markup) > _LONGEST_PAGE:
            return None
        with _quiet():
            try:
                tree = load_html(self._markup)
                return None if tree is None else extract_metadata(tree, self._address)
            except Exception:
                return None

    @property
    def title(self) -> str | None:
        """The title, as it guesses."""
        return getattr(self._guesses, "title", None)

    @property
    def author(self) -> str | None:
        """The authors, as it guesses, parted by `;`."""
        return getattr(self._guesses, "author", None)

    @property
    def date(self) -> str | None:
        """When it was published, as it guesses."""
        return getattr(self._guesses, "date", None)

    @property
    def sitename(self) -> str | None:
        """Where it was published, as it guesses."""
        return getattr(self._guesses, "sitename", None)

    @property
    def language(self) -> str | None:
        """Its language, as it guesses."""
        return getattr(self._guesses, "language", None)


@contextmanager
def _quiet() -> Iterator[None]:
    """Let it write nothing into logs."""
    logger = logging.getLogger("trafilatura")
    was_disabled, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = was_disabled
