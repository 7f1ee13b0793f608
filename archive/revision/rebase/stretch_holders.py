"""`held_stretches` yields the stretches of a record, each with the part that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive.model.anchors import Anchor, Orphan
from archive.model.document import Document


class HeldStretch(NamedTuple):
    """A stretch, and its place in the record."""

    pointer: str
    """Its JSON Pointer."""
    holder: str
    """The id of the part that it belongs to; empty if the part has none."""
    stretch: Anchor | Orphan
    """The value itself, by whose identity it is looked up."""


def held_stretches(document: Document) -> Iterator[HeldStretch]:
    """Yield every stretch of a document, in the record's order."""
    holders = [("", "")]
    for pointer, part in document.index.parts:
        while not pointer.startswith(holders[-1][0]):
            holders.pop()
        if isinstance(part, Anchor | Orphan):
            yield HeldStretch(pointer, holders[-1][1], part)
        elif pointer and "id" in part.__dict__:
            holders.append((f"{pointer}/", part.__dict__["id"]))
