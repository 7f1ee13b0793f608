"""`is_used` tells whether another part of a record refers to a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.model.document import Document


def is_used(document: Document, id: str) -> bool:
    """Whether another part refers to this one; the list of revisions does not count."""
    return id in document.index.used
