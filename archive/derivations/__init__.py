"""Derivations: how to get the text of a capture's bytes, and the words that an origin refers to.

Each derivation is the constant `DERIVATION` of a module with the same name (`verbatim_1` for
`verbatim-1`). The model has a closed list of the names, because records contain them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, get_args

from archive.model.captures import Derivation as Name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive.derivations.derivation import Derivation
    from archive.derivations.file_kinds import FileKind
    from archive.model.captures import Capture

NAMES: tuple[Name, ...] = get_args(Name)
"""The names of all derivations, the oldest first."""


@cache
def derivation_named(name: Name) -> Derivation:
    """Return the derivation with this name. Its dependencies are imported only now."""
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    derivation: Derivation = module.DERIVATION
    return derivation


def derivation_of(capture: Capture) -> Derivation | None:
    """Return the derivation that the blocks of a capture use; `None` if no block uses one."""
    return None if capture.derivation is None else derivation_named(capture.derivation)


_BY_MEDIA_TYPE: Mapping[str, Name] = {
    "application/tei+xml": "tei-text-1",
    "application/vnd.ms-word.document.macroenabled.12": "docx-text-1",
    "application/vnd.oasis.opendocument.text": "odt-text-1",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx-text-1",
    "application/xhtml+xml": "html-text-1",
    "application/xml": "jats-text-1",
    "multipart/related": "html-text-1",
    "text/html": "html-text-1",
    "text/markdown": "markdown-text-1",
    "text/plain": "verbatim-2",
}


def derivation_for(media_type: str) -> Derivation | None:
    """Return the derivation for files of a media type; `None` if there is no such derivation.

    >>> derivation_for("text/html;charset=utf-8").name, derivation_for("application/pdf")
    ('html-text-1', None)
    """
    name = _BY_MEDIA_TYPE.get(media_type.partition(";")[0].strip().lower())
    return None if name is None else derivation_named(name)


_BY_FORMAT: Mapping[str, Name] = {
    "docx": "docx-text-1",
    "html": "html-text-1",
    "jats": "jats-text-1",
    "markdown": "markdown-text-1",
    "odt": "odt-text-1",
    "tei-of-others": "tei-text-1",
}


def format_of(derivation: str) -> str | None:
    """Return the name of the file format that a derivation reads; `None` for plain text."""
    return next((format for format, name in _BY_FORMAT.items() if name == derivation), None)


PLAIN: tuple[Name, ...] = ("verbatim-1", "verbatim-2")
"""Derivations that read a whole file as text, whatever its markup."""


def derivation_as_plain(data: bytes, media_type: str) -> Name | None:
    """Return the name of the derivation for a file whose media type is that of plain text.

    The result is `None` for another media type, or if the bytes are not in its encoding.
    """
    from archive.errors import ReadError, UnknownEncoding

    derivation = derivation_for(media_type)
    if derivation is None or derivation.name not in PLAIN:
        return None
    try:
        derivation.derive(data, media_type)
    except UnknownEncoding:
        pass  # such a file was never received; the derivation reports the error
    except ReadError:
        return None
    return derivation.name


def derivation_by_kind(kind: FileKind | None) -> Name | None:
    """Return the name of the derivation for a kind of file; without a kind, the last of `PLAIN`."""
    return PLAIN[-1] if kind is None else _BY_FORMAT.get(kind.format)
