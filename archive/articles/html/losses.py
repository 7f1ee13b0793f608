"""Counts what a record cannot hold of a page, by kind, with the place of the first."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from archive.findings import NOT_KEPT, Finding, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.derivations.html_text_1 import Element


MOST_NAMED = 30
"""How many kinds a finding names."""


def with_counts(counts: Counter[str]) -> str:
    """Return names with their counts, in their order; of many only the first.

    >>> with_counts(Counter(title=2, rel=1))
    'title 2, rel 1'
    """
    shown = ", ".join(f"{name} {count}" for name, count in islice(counts.items(), MOST_NAMED))
    others = [*islice(counts.values(), MOST_NAMED, None)]
    return f"{shown} and {sum(others)} of {len(others)} more kinds" if others else shown


class PageLosses:
    """What a record cannot hold of a page, and which of its markup the record holds."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._first: dict[str, Element | None] = {}
        self._taken: dict[Element, tuple[str, ...]] = {}

    def add(self, what: str, element: Element | None = None) -> None:
        """Count one thing of a kind, named in the plural."""
        self._counts[what] = self._counts.get(what, 0) + 1
        self._first.setdefault(what, element)

    def take(self, element: Element, *attributes: str) -> None:
        """Note that the record holds an element, and what these attributes of it say."""
        known = self._taken.get(element)
        self._taken[element] = (*known, *attributes) if known else attributes

    def taken(self, element: Element) -> tuple[str, ...] | None:
        """Return the attributes of an element that were taken; `None` if it was not."""
        return self._taken.get(element)

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each kind."""
        for what, count in self._counts.items():
            first = self._first[what]
            where = f"; the first is {first.path}" if first is not None else ""
            message = f"the record has no place for {what}: {count}{where}"
            yield warning(NOT_KEPT, "", message, "the capture keeps them")
