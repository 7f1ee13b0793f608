"""Derivations: the text of a capture's bytes, and the words that an origin stands for.

Each is a module of its own, called like the derivation (`verbatim_1` for `verbatim-1`), that holds
it as `DERIVATION`. Their names are a closed word of the model, since records hold them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, get_args

from archive.model.captures import Derivation as Name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive.derivations.derivation import Derivation
    from archive.model.captures import Capture

NAMES: tuple[Name, ...] = get_args(Name)
"""The names of all derivations, the oldest first."""


@cache
def derivation_named(name: Name) -> Derivation:
    """Return the derivation of this name; what it needs is imported only then."""
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    derivation: Derivation = module.DERIVATION
    return derivation


def derivation_of(capture: Capture) -> Derivation | None:
    """Return how blocks are derived from a capture; `None` where none is."""
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
    """Return how text is derived from files of a media type; `None` where nothing can.

    >>> derivation_for("text/html;charset=utf-8").name, derivation_for("application/pdf")
    ('html-text-1', None)
    """
    name = _BY_MEDIA_TYPE.get(media_type.partition(";")[0].strip().lower())
    return None if name is None else derivation_named(name)


_ZIP = b"PK\3\4"
_SEEN = 4096
"""How many bytes at the beginning of a file tell what it is."""


def derivation_by_content(data: bytes) -> Derivation | None:
    """Return how text is derived from bytes of which the beginning shows what they are.

    So a web page, a Word document, an OpenDocument text and XML of TEI or JATS are known, whatever
    somebody says that they are; `None` for all else.
    """
    head = data[:_SEEN]
    if head.startswith(_ZIP):
        if b"word/document.xml" in data:
            return derivation_named("docx-text-1")
        return derivation_named("odt-text-1") if b"opendocument.text" in head else None
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return derivation_named("html-text-1")
    if start.startswith(b"<"):
        if b"http://www.tei-c.org/ns/1.0" in head:
            return derivation_named("tei-text-1")
        if b"<article" in start:
            return derivation_named("jats-text-1")
    return None
