"""Counts the metadata of a page that a record cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.findings import Finding, Location, Severity, short
from archive.formats.losses import Losses

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from archive.articles.html.metadata.page_elements import PageElements

_ELSEWHERE = "metadata not kept, or taken from another place on the page"
_OF_PLATFORMS = "metadata for display, search engines and analytics"
_OBJECTS = "JSON-LD objects that are not about the article, by type"
_OF_ARTICLES = ("article:", "og:", "dc.", "dcterms.", "citation_", "prism.", "eprints.", "bepress_")
"""How the keys of vocabularies about articles begin; many others are a site's own."""


class MetadataLosses:
    """Keys that no reader uses, each with its count and its first place."""

    def __init__(self, page: PageElements) -> None:
        def place(node: LexborNode) -> Location:
            return Location(pointer=page.path(node))

        self._keys = Losses(place)
        self._others = Losses(place)
        self._counts = Losses[None](severity=Severity.NOTE)

    def add(self, key: str, node: LexborNode) -> None:
        """Count a loss about the article."""
        self._keys.add(f"{short(key)} in the metadata of the page", node)

    def add_key(self, key: str, node: LexborNode) -> None:
        """Count a key of `meta`; keys of unknown vocabularies are reported together."""
        if key.lower().replace(":", ".", 1).startswith(("article.", "og.", *_OF_ARTICLES)):
            self.add(key, node)
        else:
            self._others.add("metadata of unknown vocabularies", node, detail=key)

    def add_other_place(self, key: str) -> None:
        """Count a value of a field that the record takes from another place on the page."""
        self._counts.add(_ELSEWHERE, detail=key)

    def add_ignored(self, key: str) -> None:
        """Count a key for display, search engines or analytics."""
        self._counts.add(_OF_PLATFORMS, detail=key)

    def add_object(self, type: str) -> None:
        """Count an object of JSON-LD that is not about the article."""
        self._counts.add(_OBJECTS, detail=type)

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each key, then one for all the others."""
        yield from self._keys.findings()
        yield from self._others.findings()
        yield from self._counts.findings()
