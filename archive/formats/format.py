"""The types of a format and of its results."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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
    """A document that was read, with the findings of the reader."""

    document: Document
    """The document."""
    findings: tuple[Finding, ...] = ()
    """Warnings and notes; errors are raised."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files that belong in the record's folder, by name: captures."""
    sha256: str | None = None
    """SHA-256 of the bytes of the record that was read, in hexadecimal digits, for `based_on` of
    `save`; `None` if the document was not read from a record."""


@dataclass(frozen=True, slots=True, repr=False)
class WriteResult(OneLineRepr):
    """A document that was written."""

    data: bytes
    """The bytes, ready for a file."""
    findings: tuple[Finding, ...] = ()
    """Content that the format could not hold."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files beside it, by name: the tables of a data package."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits, for `based_on` of the next `save`."""
        return digest_of(self.data).hexdigest()


WELL_FORMED, SCHEMA, INVARIANTS = STAGES
"""Layers of validation that a reader checks itself."""
RELAX_NG, SCHEMATRON = "RELAX NG", "Schematron"
"""Layers of validation between the form of a file and its reader."""

Reader = Callable[Concatenate[bytes, ...], ReadResult]
"""Takes the bytes, and options by keyword."""
Writer = Callable[Concatenate[Document, ...], WriteResult]
"""Takes the document, and options by keyword."""
Adder = Callable[..., ReadResult]
"""Takes the bytes, the document `onto` to which they are added, and options by keyword."""
ItemReader = Callable[[Mapping[str, Any]], tuple[dict[str, Any], list[str]]]
"""Takes an item; returns the fields of the work, and in words what a work cannot hold."""


def _never(data: bytes) -> bool:
    """For formats that cannot be detected from content: always false."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Everything that the rest of the library needs to know about a format.

    The module with this value is imported for any question about the format, so its own imports
    must be light: lxml, and the modules of a format that is a folder, are imported in the functions
    that need them.
    """

    name: str
    """Its name."""
    media_type: str
    """The media type of the bytes that are written (IANA)."""
    suffixes: tuple[str, ...] = ()
    """The suffixes of its file names, in lower case: `.json`, `.tei.xml`."""
    knows: Callable[[bytes], bool] = _never
    """Returns whether bytes are in this format, by their beginning."""
    resembles: Callable[[bytes], bool] = _never
    """Returns whether bytes that no format recognises are so similar to it that its reader gives
    the best error."""
    read: Reader | None = None
    """Returns the document in bytes."""
    write: Writer | None = None
    """Returns a document as bytes."""
    receive: Callable[..., Any] | None = None
    """Returns the article in a file that is not a record; `archive.articles.content` has the types
    of this function and the next."""
    unpack: Callable[..., Any] | None = None
    """Returns the file with the article in a web archive; this file is then received."""
    add: Adder | None = None
    """Returns a document with statements from bytes added: annotations of others, a sheet."""
    work_of_item: ItemReader | None = None
    """Returns the work that one item of a bibliography describes; items may be inside other
    files."""
    can_add: Callable[[bytes], bool] = _never
    """Returns whether bytes can be added, by their beginning (for a zip file, by all of them); used
    if no format is named."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Options of `add` that are files beside the file with the bytes: the suffix that replaces its
    own (`.txt`), or their names."""
    is_exact: bool = False
    """Whether a document that is written and read back is equal."""
    main: str = ""
    """The file name of its bytes in a folder with other files; empty if they are never written into
    a folder."""
    is_folder: bool = False
    """Whether it is always a folder: its bytes are useless without the files beside them."""
    layers: tuple[str, ...] = (WELL_FORMED, SCHEMA, INVARIANTS)
    """The layers of validation from its bytes to a document."""
    losses: frozenset[str] = frozenset((NOT_KEPT,))
    """The codes of its findings for losses."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """The meaning of the codes of this format alone: a headline, and a page below it."""


@cache
def options_of(function: Callable[..., Any]) -> Mapping[str, Parameter]:
    """Return the options of a reader or writer: its keyword-only parameters.

    They are declared once, in its signature and docstring.
    """
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
    """Return the finding for the schema version of a record: an error, a warning, or None.

    A later minor version only adds fields, so it is read as far as possible.
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


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause Python's cycle collector while many values without cycles are made.

    It would walk all of them again and again, so that work would no longer grow linearly.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
