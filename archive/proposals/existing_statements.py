"""`ExistingStatements` knows the words of existing statements, so that none is proposed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from archive.model.anchors import Anchor, Orphan, Stretch
from archive.model.annotations import Tag
from archive.model.document import Document

_LEAST_SHARED = {"claim": 0.5, "tag": 0.5}
"""The least share of the shorter stretch that the other must have; else any overlap is enough."""
_MADE_IN_ONE_RUN = ("claim", "tag")
"""Kinds that several rules propose. One rule may propose two of another kind on the same words."""
_PAGE = 256
"""The length, in code points, of the sections by which stretches are indexed."""


class ExistingStatements:
    """The words that the existing statements of a record are anchored on.

    It does not matter who made the statements, or whether they are rejected.
    """

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], dict[int, list[tuple[int, int]]]] = {}
        self._orphaned: set[tuple[str, str]] = set()

    @classmethod
    def of(cls, document: Document) -> ExistingStatements:
        """Return the existing statements of a record."""
        existing = cls()
        for claim in document.claims:
            existing._add("claim", claim.anchors)
        for annotation in document.annotations:
            if not isinstance(annotation, Tag) or annotation.tag == "quotation":
                existing._add(annotation.type, annotation.anchors)
        return existing

    def admits(self, raw: Mapping[str, Any]) -> bool:
        """Whether a raw statement may be proposed; if so, its words are then taken."""
        kind, anchors = raw.get("type", "claim"), raw["anchors"]
        if self.holds(kind, anchors) or (kind == "tag" and self.holds("claim", anchors)):
            return False
        if kind in _MADE_IN_ONE_RUN:
            for one in anchors:
                self._place(kind, one["block"], one["start"], one["end"])
        return True

    def _add(self, kind: str, stretches: Sequence[Stretch]) -> None:
        for one in stretches:
            match one:
                case Anchor():
                    self._place(kind, one.block, one.start, one.end)
                case Orphan():
                    self._orphaned.add((kind, one.exact))

    def _place(self, kind: str, block: str, start: int, end: int) -> None:
        pages = self._places.setdefault((kind, block), {})
        for page in range(start // _PAGE, (end - 1) // _PAGE + 1):
            pages.setdefault(page, []).append((start, end))

    def holds(self, kind: str, anchors: Iterable[Mapping[str, Any]]) -> bool:
        """Return whether a statement of this kind already has these words."""
        least = _LEAST_SHARED.get(kind, 0.0)
        return any(
            (kind, one["exact"]) in self._orphaned
            or any(
                _shared(one["start"], one["end"], *other) > least for other in self._near(kind, one)
            )
            for one in anchors
        )

    def _near(self, kind: str, one: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
        pages = self._places.get((kind, one["block"]), {})
        for page in range(one["start"] // _PAGE, (one["end"] - 1) // _PAGE + 1):
            yield from pages.get(page, ())


def _shared(start: int, end: int, other_start: int, other_end: int) -> float:
    """Return how much of the shorter of two stretches is in the other, from 0 to 1."""
    both = min(end, other_end) - max(start, other_start)
    return both / min(end - start, other_end - other_start)
