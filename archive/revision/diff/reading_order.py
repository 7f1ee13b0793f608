"""Gives the parts of two versions of a text a common reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.model.document import Document
from archive.model.walk import walk


def places_in(old: Document, new: Document) -> dict[str, float]:
    """Return a number for each part of the text; sorting by it gives the reading order.

    A removed part comes between the part before it and the next part.
    """
    places: dict[str, float] = {part.id: n for n, part in enumerate(_with_ids(new))}
    removed = [part.id for part in _with_ids(old) if part.id not in places]
    step = 1 / (len(removed) + 1)
    before = -1.0
    for part in _with_ids(old):
        if part.id in places:
            before = places[part.id]
        else:
            before += step
            places[part.id] = before
    return places


def _with_ids(document: Document) -> Iterator[Any]:
    """Yield the sections and blocks of a document, in reading order."""
    for section in document.sections:
        yield from (part for _, part in walk(section) if "id" in part.__dict__)
