"""Counts the metadata of a page that a record cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.english import counted
from archive.findings import NOT_KEPT, Finding, short, warning

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from archive.articles.html.metadata.page_elements import PageElements

_MOST = 20
"""How many keys are reported one by one."""
_OF_ARTICLES = ("article:", "og:", "dc.", "dcterms.", "citation_", "prism.", "eprints.", "bepress_")
"""How the keys of vocabularies begin that are about articles; many others are a site's own."""


class MetadataLosses:
    """Keys that no reader uses, each with its count and its first place."""

    def __init__(self, page: PageElements) -> None:
        self._page = page
        self._keys: dict[str, tuple[int, LexborNode]] = {}
        self._others: dict[str, LexborNode] = {}

    def add(self, key: str, node: LexborNode) -> None:
        """Count a loss about the article."""
        count, first = self._keys.get(key, (0, node))
        self._keys[key] = count + 1, first

    def add_key(self, key: str, node: LexborNode) -> None:
        """Count a key of `meta`; those of no known vocabulary are reported as one."""
        if key.lower().replace(":", ".", 1).startswith(("article.", "og.", *_OF_ARTICLES)):
            self.add(key, node)
        else:
            self._others.setdefault(key, node)

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each key, then one for all the others."""
        for number, (key, (count, first)) in enumerate(self._keys.items()):
            if number == _MOST:
                more = counted(len(self._keys) - _MOST, "more keys")
                yield warning(NOT_KEPT, self._page.path(first), f"{more} found no place")
                break
            times = f", {count} times" if count > 1 else ""
            message = f"{short(key)} in the metadata of the page found no place{times}"
            yield warning(NOT_KEPT, self._page.path(first), message)
        if self._others:
            names = ", ".join(short(key) for key in [*self._others][:_MOST_NAMED])
            others = len(self._others) - _MOST_NAMED
            more = f" and {counted(others, 'other keys')}" if others > 0 else ""
            message = f"{names}{more} of no known vocabulary found no place"
            yield warning(NOT_KEPT, self._page.path(next(iter(self._others.values()))), message)


_MOST_NAMED = 3
