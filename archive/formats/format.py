"""The types of a format and of its results."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256 as digest_of
from inspect import Parameter, signature
from typing import Any, Concatenate, get_type_hints

from archive.errors import WriteError
from archive.findings import NOT_KEPT, STAGES, Finding, error, warning
from archive.model.document import SCHEMA_VERSION, Document
from archive.reprs import OneLineRepr

_MAJOR, _MINOR = map(int, SCHEMA_VERSION.split("."))


@dataclass(frozen=True, slots=True, repr=False)
class ReadResult(OneLineRepr):
    """The result of reading: a document and findings."""

    document: Document
    """The document."""
    findings: tuple[Finding, ...] = ()
    """Warnings and notes; errors are raised as exceptions."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Captures: files that belong in the record's folder, by name."""
    sha256: str | None = None
    """SHA-256 of the record that was read, in hexadecimal digits. Pass it to `save` as `based_on`.
    `None` if the document was not read from a record."""


@dataclass(frozen=True, slots=True, repr=False)
class WriteResult(OneLineRepr):
    """The result of writing: bytes and findings."""

    data: bytes
    """The bytes of the file."""
    findings: tuple[Finding, ...] = ()
    """Findings on content that the format cannot hold."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Other files that belong to the file, by name: the tables of a data package."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits; pass it to the next `save` as `based_on`."""
        return digest_of(self.data).hexdigest()


WELL_FORMED, SCHEMA, INVARIANTS = STAGES
"""The layers of validation that a reader does itself."""
RELAX_NG, SCHEMATRON = "RELAX NG", "Schematron"
"""The layers of validation after the check for well-formedness and before the reader."""

Reader = Callable[Concatenate[bytes, ...], ReadResult]
"""Reads a document. Its arguments are the bytes, and options by keyword."""
Writer = Callable[Concatenate[Document, ...], WriteResult]
"""Writes a document. Its arguments are the document, and options by keyword."""
Adder = Callable[..., ReadResult]
"""Adds the content of bytes to the document `onto`. Other arguments are options by keyword."""
ItemReader = Callable[[Mapping[str, Any]], tuple[dict[str, Any], list[str]]]
"""Returns the fields of the work that an item describes, and descriptions of what is lost."""


def _never(data: bytes) -> bool:
    """Return false: the default for formats that cannot be detected from content."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name, its functions, and everything else that the library needs to know.

    The module that defines a format is imported for any question about the format. To keep this
    fast, lxml and large modules are imported only in the functions that need them.
    """

    name: str
    """The name of the format."""
    media_type: str
    """The media type (IANA) of files in this format."""
    suffixes: tuple[str, ...] = ()
    """The suffixes of file names in this format, in lower case: `.json`, `.tei.xml`."""
    knows: Callable[[bytes], bool] = _never
    """Returns whether bytes are in this format. Only their beginning is examined."""
    resembles: Callable[[bytes], bool] = _never
    """Returns whether unrecognised bytes resemble the format. Its reader then gives the best error
    message."""
    read: Reader | None = None
    """Reads a document from bytes."""
    write: Writer | None = None
    """Writes a document to bytes."""
    receive: Callable[..., Any] | None = None
    """Returns the article in a file that is not a record. For the type of this function, and of
    `unpack`, see `archive.articles.content`."""
    unpack: Callable[..., Any] | None = None
    """Returns the file with the article from a web archive; this file is then received."""
    add: Adder | None = None
    """Adds statements from bytes to a document: annotations of other programs, a sheet."""
    work_of_item: ItemReader | None = None
    """Returns the work that one item of a bibliography describes. Files in other formats may
    contain such items."""
    can_add: Callable[[bytes], bool] = _never
    """Returns whether bytes can be added. Used if the caller names no format. Only the beginning of
    the bytes is examined, unless they are a zip file."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Options of `add` that are other files in the same folder. Each has a file name, or a suffix
    that replaces the suffix of the main file (`.txt`)."""
    is_exact: bool = False
    """Whether a document that is written in the format and read back is equal to the original."""
    main: str = ""
    """The file name in a folder with other files; empty if the format is never in such a folder."""
    is_folder: bool = False
    """Whether the format always is a folder with several files."""
    layers: tuple[str, ...] = (WELL_FORMED, SCHEMA, INVARIANTS)
    """The layers of validation that a file in this format passes."""
    losses: frozenset[str] = frozenset((NOT_KEPT,))
    """The codes of findings that report a loss in this format."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """The manual pages of the codes that only this format has. The first line is the headline."""


@cache
def options_of(function: Callable[..., Any]) -> Mapping[str, Parameter]:
    """Return the options of a reader or writer, which are its keyword-only parameters."""
    parameters = signature(function).parameters
    return {
        name: parameter
        for name, parameter in parameters.items()
        if parameter.kind is Parameter.KEYWORD_ONLY and name != "onto"
    }


@cache
def hints_of(function: Callable[..., Any]) -> Mapping[str, Any]:
    """Return the types of the options of a reader or writer."""
    try:
        hints = get_type_hints(function)
    except NameError:  # a type that another package imports for type checkers only
        hints = {}
    return {name: hints.get(name) for name in options_of(function)}


def version_finding(version: object) -> Finding | None:
    """Return an error or a warning if this library does not fully support a schema version.

    A later minor version only adds fields, and is read as far as possible.
    """
    form = (
        re.fullmatch(r"([0-9]{1,9})\.([0-9]{1,9})", version) if isinstance(version, str) else None
    )
    if form is None:
        return None  # the model reports what is wrong with it
    if int(form[1]) != _MAJOR:
        message = f"the record follows schema {version}; this version of archive reads {_MAJOR}.x"
        return error("unsupported-schema-version", "/schema_version", message)
    if int(form[2]) > _MINOR:
        message = f"the record follows schema {version}, newer than {SCHEMA_VERSION}"
        hint = "update archive before you write it"
        return warning("newer-schema-version", "/schema_version", message, hint)
    return None


def refuse_newer(document: Document) -> None:
    """Refuse to write a record in a format that would lose fields of a later schema.

    Raises:
        WriteError: The record follows a newer schema than this library knows.
    """
    if version_finding(document.schema_version):
        raise WriteError(
            f"{document.id} follows schema {document.schema_version}, newer than {SCHEMA_VERSION}, "
            "which is all that this version of archive can write; update archive"
        )
