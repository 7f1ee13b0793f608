"""Counts the metadata of a page that a record cannot hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.articles.html.losses import with_counts
from archive.english import counted
from archive.findings import NOT_KEPT, Finding, note, short, shortened, warning

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from archive.articles.html.metadata.page_elements import PageElements

_ELSEWHERE = "these metadata are not kept, or taken from another place of the page"
_OF_PLATFORMS = "metadata of how the page looks, is found or is counted are not kept"
_OBJECTS = "JSON-LD objects that are not about the article are not kept, by type"
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
        self._other_count = 0
        self._counts: dict[str, Counter[str]] = {}

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
            self._other_count += 1

    def add_other_place(self, key: str, node: LexborNode) -> None:
        """Count a value of a field that the record takes from another place of the page."""
        self._count(_ELSEWHERE, key)

    def add_ignored(self, key: str) -> None:
        """Count a key about how the page looks, is found or is counted."""
        self._count(_OF_PLATFORMS, key)

    def add_object(self, type: str) -> None:
        """Count an object of JSON-LD that is not about the article."""
        self._count(_OBJECTS, type)

    def _count(self, what: str, key: str) -> None:
        self._counts.setdefault(what, Counter())[shortened(key)] += 1

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each key, then one for all the others."""
        for number, (key, (count, first)) in enumerate(self._keys.items()):
            if number == _MOST:
                others = [count for count, _ in self._keys.values()][_MOST:]
                message = f"{counted(len(others), 'more keys')} found no place"
                message += _in_all(sum(others), len(others))
                yield warning(NOT_KEPT, self._page.path(first), message)
                break
            times = f", {count} times" if count > 1 else ""
            message = f"{short(key)} in the metadata of the page found no place{times}"
            yield warning(NOT_KEPT, self._page.path(first), message)
        if self._others:
            names = ", ".join(short(key) for key in [*self._others][:_MOST_NAMED])
            unnamed = len(self._others) - _MOST_NAMED
            more = f" and {counted(unnamed, 'other keys')}" if unnamed > 0 else ""
            message = f"{names}{more} of no known vocabulary found no place"
            message += _in_all(self._other_count, len(self._others))
            yield warning(NOT_KEPT, self._page.path(next(iter(self._others.values()))), message)
        for what, counts in self._counts.items():
            yield note(NOT_KEPT, "", f"{what}: {with_counts(counts)}")


def _in_all(count: int, kinds: int) -> str:
    return f", {count} in all" if count > kinds else ""


_MOST_NAMED = 3
