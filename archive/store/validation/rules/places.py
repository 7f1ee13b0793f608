"""Places in the records of a store, by the ids of parts: the index has no JSON Pointers."""

from __future__ import annotations

from typing import NamedTuple

from archive.findings import Finding, Severity


class PlacedFinding(NamedTuple):
    """A finding with its place in a record."""

    path: str
    """The path of the record in the store."""
    collection: str
    """The field of the document: `works`, `claims`; `id` or `base_iri` for the field itself."""
    part: str
    """The id of the part; empty for the field itself."""
    finding: Finding
    """The finding, without a place."""


def placed(
    path: str,
    collection: str,
    part: str,
    code: str,
    message: str,
    hint: str | None = None,
    severity: Severity = Severity.WARNING,
) -> PlacedFinding:
    """Return a finding at a part of a record."""
    return PlacedFinding(path, collection, part, Finding(code, message, hint, severity))
