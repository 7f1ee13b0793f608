"""What every format returns."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from archive.errors import WriteError
from archive.findings import Finding, error, warning
from archive.model.document import SCHEMA_VERSION, Document
from archive.one_line import OneLine

_MAJOR, _MINOR = map(int, SCHEMA_VERSION.split("."))


@dataclass(frozen=True, slots=True, repr=False)
class ReadResult(OneLine):
    """A document that was read, and what was noticed on the way."""

    document: Document
    """The document."""
    findings: tuple[Finding, ...] = ()
    """Warnings and notes; errors are raised."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files that belong into the record's folder, by their name there: captures."""


@dataclass(frozen=True, slots=True, repr=False)
class WriteResult(OneLine):
    """A document that was written."""

    data: bytes
    """The bytes, ready for a file."""
    findings: tuple[Finding, ...] = ()
    """What the format could not carry."""


LOSSES = frozenset(("not-kept", "copy-differs"))
"""The codes of what a document does not hold of a file, or a file of a document."""


def losses(findings: Iterable[Finding]) -> list[Finding]:
    """Return those of the findings that tell of something lost."""
    return [finding for finding in findings if finding.code in LOSSES]


def version_finding(version: object) -> Finding | None:
    """What a reader says of a record's schema version: an error, a warning, or nothing.

    A later minor version adds fields only, so it is read as far as it is understood.
    """
    form = (
        re.fullmatch(r"([0-9]{1,9})\.([0-9]{1,9})", version) if isinstance(version, str) else None
    )
    if form is None:
        return None  # the model says what is wrong with it
    if int(form[1]) != _MAJOR:
        message = f"the record follows schema {version}; this version of archive reads {_MAJOR}.x"
        return error("unsupported-schema-version", "/schema_version", message)
    if int(form[2]) > _MINOR:
        message = f"the record follows schema {version}, newer than {SCHEMA_VERSION}"
        hint = "update archive before you write it"
        return warning("newer-schema-version", "/schema_version", message, hint)
    return None


def refuse_newer(document: Document) -> None:
    """Refuse to write a record in a form that would lose what a later schema may have added.

    Raises:
        WriteError: The record follows a newer schema than this library knows.
    """
    if version_finding(document.schema_version):
        raise WriteError(
            f"{document.id} follows schema {document.schema_version}, newer than {SCHEMA_VERSION}, "
            "which is all that this version of archive can write; update archive"
        )


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
