"""Reads examples of XML (`egXML`, `eg`) as code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element


def code_in(element: Element) -> str:
    """The XML or program text in an example as the file has it, but for namespaces.

    Program text alone is left as it is; beside elements, special characters are escaped as in XML.
    """
    if not len(element):
        return _trimmed(element.text or "")
    pieces = [_escaped(element.text)]
    for child in element:
        pieces += _serialized(child)
    return _trimmed("".join(pieces))


def _trimmed(code: str) -> str:
    """Code without empty lines round it."""
    return re.sub(r"\A(?:[ \t]*[\r\n])+|[ \t\r\n]+\Z", "", code)


def _serialized(element: Element) -> Iterator[str]:
    """An element and what follows it."""
    name = _qualified(element, str(element.tag))
    attributes = [
        f' {_qualified(element, str(key))}="{_escaped(str(value), QUOTE)}"'
        for key, value in element.items()
    ]
    is_empty = element.text is None and not len(element)
    yield f"<{name}{''.join(attributes)}{'/' if is_empty else ''}>"
    if not is_empty:
        yield _escaped(element.text)
        for child in element:
            yield from _serialized(child)
        yield f"</{name}>"
    yield _escaped(element.tail)


QUOTE = {'"': "&quot;"}


def _qualified(element: Element, name: str) -> str:
    """A name with the prefix that its namespace has there."""
    namespace, _, local = name.removeprefix("{").rpartition("}")
    if namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{local}"
    prefixes = (prefix for prefix, one in element.nsmap.items() if one == namespace and prefix)
    is_default = element.nsmap.get(None) == namespace or not namespace
    prefix = None if is_default and name == element.tag else next(prefixes, None)
    return f"{prefix}:{local}" if prefix else local


def _escaped(text: str | None, more: Mapping[str, str] | None = None) -> str:
    return escape(text, dict(more or {})) if text else ""
