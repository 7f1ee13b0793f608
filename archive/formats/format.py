"""What a format is, and what every format returns."""

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
    """A document that was read, and what was noticed on the way."""

    document: Document
    """The document."""
    findings: tuple[Finding, ...] = ()
    """Warnings and notes; errors are raised."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files that belong into the record's folder, by their name there: captures."""
    sha256: str | None = None
    """SHA-256 of the bytes of the record that was read, in hexadecimal digits, as `save` takes it
    for `based_on`; `None` where the document was not read from those of a record."""


@dataclass(frozen=True, slots=True, repr=False)
class WriteResult(OneLineRepr):
    """A document that was written."""

    data: bytes
    """The bytes, ready for a file."""
    findings: tuple[Finding, ...] = ()
    """What the format could not carry."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files that lie beside it, by their names there: the tables of a data package."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits, as the next `save` takes it."""
        return digest_of(self.data).hexdigest()


WELL_FORMED, SCHEMA, INVARIANTS = STAGES
"""Layers of validation that a reader goes through by itself."""
RELAX_NG, SCHEMATRON = "RELAX NG", "Schematron"
"""Layers of validation that stand between a file's form and its reader."""

Reader = Callable[Concatenate[bytes, ...], ReadResult]
"""Takes the bytes, and options by keyword."""
Writer = Callable[Concatenate[Document, ...], WriteResult]
"""Takes the document, and options by keyword."""
Adder = Callable[..., ReadResult]
"""Takes the bytes, the document `onto` which they are added, and options by keyword."""
ItemReader = Callable[[Mapping[str, Any]], tuple[dict[str, Any], list[str]]]
"""Takes an item, and returns the fields of the work, and in words what a work has no place for."""


def _never(data: bytes) -> bool:
    """Whether bytes are of a format that their content does not tell."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """All that the rest of the house asks about a format.

    The module that holds the value is imported to ask, so what it imports itself is light: lxml,
    and the modules of a format that is a folder, are imported by the functions that need them.
    """

    name: str
    """By which it is asked for."""
    media_type: str
    """Of the bytes that are written (IANA)."""
    suffixes: tuple[str, ...] = ()
    """How the names of its files end, in lower case: `.json`, `.tei.xml`."""
    knows: Callable[[bytes], bool] = _never
    """Whether bytes are of this format, told by their beginning."""
    resembles: Callable[[bytes], bool] = _never
    """Whether bytes that no format knows are so much like it that its reader says best what is
    wrong with them."""
    read: Reader | None = None
    """Returns the document that bytes hold."""
    write: Writer | None = None
    """Returns a document as bytes."""
    receive: Callable[..., Any] | None = None
    """Returns the article in a file that is no record; `archive.articles.content` has its type, and
    the next one's."""
    unpack: Callable[..., Any] | None = None
    """Returns the file with the article that lies in a web archive, which is received then."""
    add: Adder | None = None
    """Returns a document with what bytes say about it: statements of somebody else, a sheet."""
    work_of_item: ItemReader | None = None
    """Returns the work that one item of a bibliography describes, which another file may hold."""
    can_add: Callable[[bytes], bool] = _never
    """Whether bytes are such, told by their beginning (of a zip file, by all of them); asked where
    nobody names the format."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Options of `add` that are files which lie beside the one with the bytes: how their names end,
    where its own ends otherwise (`.txt`), or what they are called."""
    is_exact: bool = False
    """Whether a document that was written and read back is equal."""
    main: str = ""
    """The name that its bytes have in a folder, among the files that lie beside them; empty if they
    are never written into one."""
    is_folder: bool = False
    """Whether it always is a folder: its bytes are nothing without the files beside them."""
    layers: tuple[str, ...] = (WELL_FORMED, SCHEMA, INVARIANTS)
    """The layers of validation that lead from its bytes to a document."""
    losses: frozenset[str] = frozenset((NOT_KEPT,))
    """The codes by which it tells that something was lost."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """What each code means that this format alone gives: a line, and a page below it."""


@cache
def options_of(function: Callable[..., Any]) -> Mapping[str, Parameter]:
    """Return the options of a reader or writer: what it takes by keyword only.

    They are told once, in its signature and docstring.
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
    except NameError:  # a type that a package of somebody else imports for type checkers alone
        hints = {}
    return {name: hints.get(name) for name in options_of(function)}


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
