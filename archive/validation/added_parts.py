"""Checks whether the article supports parts that are added to a record."""

from __future__ import annotations

from collections.abc import Iterator

from archive.findings import Finding
from archive.model.document import Document
from archive.validation.rules import grounding, rules_of, spans

_RULES = (*rules_of(grounding), spans.anchor_in_furniture)
"""The rules on data without support in the article, and on claims in furniture."""
_COLLECTIONS = ("claims", "entities", "works")
"""The fields of the document with the parts that these rules check."""


def findings_on_added(before: Document, after: Document) -> Iterator[Finding]:
    """Yield the findings of these rules on the new and changed parts of a record.

    Args:
        before: The record without these parts.
        after: The record with these parts.
    """
    added = {
        f"/{collection}/{number}"
        for collection in _COLLECTIONS
        for number, part in enumerate(getattr(after, collection))
        if before.index.by_id.get(part.id) != part
    }
    for rule in _RULES if added else ():
        for finding in rule(after):
            if "/".join((finding.location.pointer or "").split("/")[:3]) in added:
                yield finding
