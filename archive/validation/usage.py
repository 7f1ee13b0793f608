"""Tells whether other parts of a record refer to a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.model.document import Document


def is_used(document: Document, id: str) -> bool:
    """Return whether another part refers to the part with this id; revisions do not count."""
    return id in document.index.used
