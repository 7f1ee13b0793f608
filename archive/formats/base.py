"""What every format returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from archive.findings import Finding
from archive.model.document import Document


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document that was read, and what was noticed on the way."""

    document: Document
    """The document."""
    findings: tuple[Finding, ...] = ()
    """Warnings and notes; errors are raised."""
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    """Files that belong into the record's folder, by their name there: captures."""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """A document that was written."""

    data: bytes
    """The bytes, ready for a file."""
    findings: tuple[Finding, ...] = ()
    """What the format could not carry."""
