"""Reads examples of XML (`egXML`, `eg`) as code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from lxml import etree

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

_XML = "http://www.w3.org/XML/1998/namespace"


def code_in(element: Element) -> str:
    """Return the XML or program text of an example as in the file, except for namespaces.

    Program text alone is unchanged. If there are elements too, it is escaped as in XML.
    """
    if not len(element):
        return _trimmed(element.text or "")
    pieces = [_escaped(element.text)]
    namespaces = _Namespaces(element)
    for child in element:
        pieces += _serialized(child, namespaces)
    return _trimmed("".join(pieces))


def _trimmed(code: str) -> str:
    """Return code without the empty lines around it."""
    return re.sub(r"\A(?:[ \t]*[\r\n])+|[ \t\r\n]+\Z", "", code)


def _serialized(element: Element, namespaces: _Namespaces) -> Iterator[str]:
    """Yield the markup of an element and the text after it."""
    namespaces.enter(element)
    name = namespaces.qualified(str(element.tag), is_attribute=False)
    attributes = [
        f' {namespaces.qualified(str(key), is_attribute=True)}="{_escaped(str(value), QUOTE)}"'
        for key, value in element.items()
    ]
    is_empty = element.text is None and not len(element)
    yield f"<{name}{''.join(attributes)}{'/' if is_empty else ''}>"
    if not is_empty:
        yield _escaped(element.text)
        for child in element:
            yield from _serialized(child, namespaces)
        yield f"</{name}>"
    namespaces.leave(element)
    yield _escaped(element.tail)


QUOTE = {'"': "&quot;"}


class _Namespaces:
    """The namespaces that are declared at the current element of an example.

    If a namespace has several prefixes, the nearest declaration counts, and the first in that.
    """

    def __init__(self, example: Element) -> None:
        self._uris: dict[str, list[str]] = {}
        """The namespaces of each prefix, the nearest last; the key of the default is empty."""
        self._prefixes: dict[str, list[str]] = {}
        """The prefixes of each namespace, the nearest last."""
        self._declared: dict[Element, list[tuple[str, str]]] = {}
        self._declare((prefix or "", uri or "") for prefix, uri in example.nsmap.items())
        for element, declared in _declarations(example):
            if element is not example:
                self._declared[element] = declared

    def enter(self, element: Element) -> None:
        """Apply the declarations of an element."""
        self._declare(self._declared.get(element, ()))

    def leave(self, element: Element) -> None:
        """Undo the declarations of an element."""
        for prefix, uri in self._declared.get(element, ()):
            self._uris[prefix].pop()
            self._prefixes[uri].pop()

    def _declare(self, declared: Iterable[tuple[str, str]]) -> None:
        for prefix, uri in reversed([*declared]):
            self._uris.setdefault(prefix, []).append(uri)
            self._prefixes.setdefault(uri, []).append(prefix)

    def qualified(self, name: str, *, is_attribute: bool) -> str:
        """Return a name with the prefix of its namespace at the current element."""
        namespace, _, local = name.removeprefix("{").rpartition("}")
        if namespace == _XML:
            return f"xml:{local}"
        is_default = not namespace or (self._uris.get("") or [""])[-1] == namespace
        if is_default and not is_attribute:
            return local
        prefixes = reversed(self._prefixes.get(namespace, ()))
        known = (one for one in prefixes if one and self._uris[one][-1] == namespace)
        prefix = next(known, None)
        return f"{prefix}:{local}" if prefix else local


def _declarations(example: Element) -> Iterator[tuple[Element, list[tuple[str, str]]]]:
    """Return the elements in an example that declare namespaces, with prefixes and namespaces."""
    declared: list[tuple[str, str]] = []
    walk: Any = etree.iterwalk(example, events=("start-ns", "start"))
    for event, what in walk:
        if event == "start-ns":
            declared.append(what)
        elif declared:
            yield what, declared
            declared = []


def _escaped(text: str | None, more: Mapping[str, str] | None = None) -> str:
    return escape(text, dict(more or {})) if text else ""
