"""Counts the metadata that is on a page but not in its record."""

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
"""Prefixes of keys in vocabularies for articles. Many other keys are used by one site only."""


class MetadataLosses:
    """Counts of metadata keys that were not read, each with its first place."""

    def __init__(self, page: PageElements) -> None:
        def place(node: LexborNode) -> Location:
            return Location(pointer=page.path(node))

        self._keys = Losses(place)
        self._others = Losses(place)
        self._counts = Losses[None](severity=Severity.NOTE)

    def add(self, key: str, node: LexborNode) -> None:
        """Count a key for metadata of the article; each such key gets its own warning."""
        self._keys.add(f"{short(key)} in the metadata of the page", node)

    def add_key(self, key: str, node: LexborNode) -> None:
        """Count a key of a `meta` element; one warning lists all keys of unknown vocabularies."""
        if key.lower().replace(":", ".", 1).startswith(("article.", "og.", *_OF_ARTICLES)):
            self.add(key, node)
        else:
            self._others.add("metadata of unknown vocabularies", node, detail=key)

    def add_other_place(self, key: str) -> None:
        """Count a value that was not used because another place on the page gives the field."""
        self._counts.add(_ELSEWHERE, detail=key)

    def add_ignored(self, key: str) -> None:
        """Count a key for display, search engines or analytics."""
        self._counts.add(_OF_PLATFORMS, detail=key)

    def add_object(self, type: str) -> None:
        """Count an object of JSON-LD that is not about the article."""
        self._counts.add(_OBJECTS, detail=type)

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each key, then a warning for unknown keys, and notes on the rest."""
        yield from self._keys.findings()
        yield from self._others.findings()
        yield from self._counts.findings()
