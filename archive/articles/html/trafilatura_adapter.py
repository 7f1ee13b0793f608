"""Gets from trafilatura the words of the article in a page, and guesses of its metadata."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any

from archive.articles.html.trafilatura_limits import MOST_CODE_POINTS
from archive.articles.html.web_extra import extra_web
from archive.derivations.log_suppression import without_logs

_CALLED_AUTHOR = re.compile(
    r"""=\s{0,9}["']?[^"'=>]{0,200}(?:[Aa]uthor|by(?:l|-)|Byl|BBL|username|zuozhe|(?:b|xiao)bian"""
    r"""|(?:channel|journalist)-name|screenname|writer)|[rR][eE][lL]=["']?me\b|<author""",
)
"""Markup in which trafilatura looks for authors. Without a match it is not called, to save time."""

_LOGGING = (
    "trafilatura",
    "htmldate",
    "courlan",
    "justext",
    "charset_normalizer",
    "dateparser",
    "tld",
)
"""Trafilatura and the packages that it uses; their logs are silenced."""


class Trafilatura:
    """The article and metadata that trafilatura finds in a page; metadata is found on demand."""

    def __init__(self, markup: str, address: str | None, *, asks: bool = True) -> None:
        """Find the article, unless `asks` is false, as for pages that are too large.

        Raises:
            MissingExtra: Trafilatura is not installed.
        """
        self._markup, self._address = markup, address
        logging.getLogger("htmldate.validators")  # created here, since it logs while it is imported
        with extra_web(), _without_logging():
            import trafilatura  # noqa: F401
        self.text = self._article() if asks else ""
        """The words of the article according to trafilatura; empty if it finds none."""

    def _article(self) -> str:
        from trafilatura import bare_extraction

        with _without_logging():
            try:
                found = bare_extraction(self._markup, url=self._address, include_comments=False)
            except Exception:  # after any error, the article is found without trafilatura
                return ""
        return str(getattr(found, "raw_text", None) or getattr(found, "text", None) or "")

    @cached_property
    def _tree(self) -> Any:
        from trafilatura.utils import load_html

        return load_html(self._markup) if len(self._markup) <= MOST_CODE_POINTS else None

    def _guess(self, ask: Callable[[Any], Any]) -> Any:
        """Return a guess from the tree of the page; `None` if trafilatura raises an error."""
        with _without_logging():
            try:
                return ask(self._tree) if self._tree is not None else None
            except Exception:
                return None

    @cached_property
    def _page_metadata(self) -> Any:
        """The page's own metadata, as trafilatura reads it."""
        from trafilatura.metadata import examine_meta, extract_meta_json

        return self._guess(lambda tree: extract_meta_json(tree, examine_meta(tree)))

    @cached_property
    def title(self) -> str | None:
        """The title of the page, guessed."""
        from trafilatura.metadata import extract_title

        title: str | None = self._guess(extract_title)
        return title

    @cached_property
    def author(self) -> str | None:
        """The authors, guessed, separated by `;`."""
        from trafilatura.metadata import extract_author

        names = str(getattr(self._page_metadata, "author", None) or "")
        if " " in names or not _CALLED_AUTHOR.search(self._markup):
            return names if " " in names else None
        author: str | None = self._guess(extract_author)
        return author

    @cached_property
    def sitename(self) -> str | None:
        """The name of the site, guessed; it is not a host name."""
        from trafilatura.metadata import extract_sitename

        name: str | None = getattr(self._page_metadata, "sitename", None) or self._guess(
            extract_sitename
        )
        return name

    @cached_property
    def date(self) -> str | None:
        """The date of publication, guessed."""
        from htmldate import find_date
        from trafilatura.settings import set_date_params

        asked = set_date_params(False)
        found: str | None = self._guess(lambda tree: find_date(tree, url=self._address, **asked))
        return found


def _without_logging() -> AbstractContextManager[None]:
    """Silence the logs of trafilatura and of the packages that it uses."""
    return without_logs(*_LOGGING)
