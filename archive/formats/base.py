"""What every format returns."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python's cycle collector rest while many values are made that hold no cycles.

    It would walk all of them again and again, so that work no longer grew linearly with the record.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
