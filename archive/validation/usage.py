"""`is_used` returns whether another part of a record refers to a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.model.document import Document


def is_used(document: Document, id: str) -> bool:
    """Return whether another part refers to this one; references from revisions do not count."""
    return id in document.index.used
