"""`held_stretches` yields the anchors and orphans of a record, with the part of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive.model.anchors import Anchor, Orphan
from archive.model.document import Document


class HeldStretch(NamedTuple):
    """An anchor or orphan, and its place in the record."""

    pointer: str
    """The JSON Pointer of the anchor or orphan."""
    holder: str
    """The id of the part that has it; empty if the part has no id."""
    stretch: Anchor | Orphan
    """The anchor or orphan itself; it is looked up by identity."""


def held_stretches(document: Document) -> Iterator[HeldStretch]:
    """Yield every anchor and orphan of a document, in the record's order."""
    holders = [("", "")]
    for pointer, part in document.index.parts:
        while not pointer.startswith(holders[-1][0]):
            holders.pop()
        if isinstance(part, Anchor | Orphan):
            yield HeldStretch(pointer, holders[-1][1], part)
        elif pointer and "id" in part.__dict__:
            holders.append((f"{pointer}/", part.__dict__["id"]))
