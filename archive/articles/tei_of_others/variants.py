"""Chooses which of several variants (`choice`, `app`) is text; reads examples of XML as code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from archive.articles.tei_of_others.vocabulary import READINGS

if TYPE_CHECKING:
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.derivations.untrusted_xml import Element


def chosen_of(tree: TeiTree, choice: Element) -> tuple[Element | None, Sequence[Element]]:
    """Return the child of a `choice` that is text, and the others.

    It is `sic`, `orig` or `abbr`, the form that the source has, or else the first child.
    """
    by_name = {tree.name(child): child for child in reversed(choice)}
    chosen = next((by_name[name] for name in READINGS.values() if name in by_name), None)
    if chosen is None and len(choice):
        chosen = choice[0]
    return chosen, [child for child in choice if child is not chosen]


def lemma_of(tree: TeiTree, app: Element) -> tuple[Element | None, Sequence[Element]]:
    """Return the child of an `app` that is text, its `lem` or first `rdg`, and the others."""
    names = {child: tree.name(child) for child in app}
    lemma = next((child for child, name in names.items() if name == "lem"), None)
    if lemma is None:
        lemma = next((child for child, name in names.items() if name in _READINGS), None)
    others = [child for child, name in names.items() if name in _VARIANTS and child is not lemma]
    return lemma, others


_READINGS = ("rdg", "rdgGrp")
_VARIANTS = (*_READINGS, "witDetail", "wit", "lem")


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
