"""Builds a document from raw parts, which are checked one by one.

A reader therefore does not have a long file in memory twice, as raw data and as values.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from archive.errors import InvalidDocument
from archive.findings import Finding, Location
from archive.model.document import IN_PARTS, Document
from archive.model.invariants import check
from archive.model.pydantic_errors import findings_of


class DocumentBuilder:
    """The parts of a document that is being read, by collection."""

    def __init__(self) -> None:
        self._collections: dict[str, list[Any]] = {}

    def add(self, collection: str, raw: dict[str, Any]) -> list[Finding]:
        """Check a raw part and add it at the end of its collection.

        Args:
            collection: A field of `Document` with several parts, such as "claims".
            raw: The part as in JSON.

        Returns:
            The problems of the part with their JSON Pointers; none if it was added.
        """
        parts = self._collections.setdefault(collection, [])
        try:
            parts.append(_adapter(collection).validate_python(raw))
        except ValidationError as problems:
            at = f"/{collection}/{len(parts)}"
            parts.append(None)
            return [_within(at, finding) for finding in findings_of(problems, raw)]
        return []

    def ids(self) -> dict[str, list[dict[str, Any]]]:
        """Return, for each part that was added, a raw part that has only the id."""
        return {
            name: [{} if part is None else {"id": part.id} for part in parts]
            for name, parts in self._collections.items()
        }

    def document(self, rest: dict[str, Any]) -> Document:
        """Return the document with the added parts, and with the other fields in `rest`.

        Raises:
            InvalidDocument: `rest` is not valid, a part was refused, or the document is not
                consistent. Refused parts are not reported again.
        """
        head = Document.model_validate(rest, context=IN_PARTS)
        if any(part is None for parts in self._collections.values() for part in parts):
            raise InvalidDocument([])
        collections = {name: tuple(parts) for name, parts in self._collections.items()}
        document = Document.model_construct(**{**head.__dict__, **collections})
        if findings := tuple(check(document)):
            raise InvalidDocument(findings)
        return document


@cache
def _adapter(collection: str) -> TypeAdapter[Any]:
    """Return the pydantic adapter that checks a member of a collection."""
    return TypeAdapter(get_args(Document.model_fields[collection].annotation)[0])


def _within(at: str, finding: Finding) -> Finding:
    pointer = at + (finding.location.pointer or "")
    return replace(finding, location=Location(pointer=pointer))
