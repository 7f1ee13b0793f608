"""Parses untrusted XML to a tree of lxml: nothing is opened, fetched or expanded.

A DOCTYPE that only names a DTD is ignored, since old editors write one into every file; the DTD is
not opened. A DOCTYPE that declares anything is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from lxml import etree

from archive.derivations.xml_encoding import in_utf8
from archive.derivations.xml_parser import inert_parser
from archive.errors import ReadError
from archive.findings import NOT_KEPT, Finding, Location, Severity
from archive.text.decoding import decode

if TYPE_CHECKING:
    from typing import TypeAlias

    Element: TypeAlias = "etree._Element"

DEEPEST = 256
"""How deep elements may nest."""

_IS_TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")

_QUOTED = rb"(?:\"[^\"]*\"|'[^']*')"
_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s+[^\s>\[]+(?:\s+(?:SYSTEM|PUBLIC\s+" + _QUOTED + rb")\s+" + _QUOTED + rb")?\s*>"
)


class ParsedXml(NamedTuple):
    """A file that was parsed."""

    root: Element
    findings: tuple[Finding, ...]
    """Findings on an ignored DOCTYPE, and on comments and processing instructions, left out."""


def parse_xml(data: bytes) -> ParsedXml:
    """Return the tree of an XML file, without comments and processing instructions.

    Raises:
        ReadError: It is not well-formed XML 1.0, not in its encoding, nests too deeply, or has a
            DOCTYPE that declares something.
    """
    data = in_utf8(data)
    doctype = _read_prolog(data)
    if doctype is not None:
        data = _without(data, doctype)
    try:
        root = etree.fromstring(data, inert_parser())
    except etree.XMLSyntaxError as problem:
        raise ReadError([_syntax_finding(data, problem)]) from None
    _check_depth(root)
    read_over = () if doctype is None else (_read_over(data, doctype),)
    return ParsedXml(root, (*read_over, *_asides(data)))


_OF_SCHEMAS = (b"xml", b"xml-model", b"xml-stylesheet")
"""Instructions that name the type of the file, or its schemas and style sheets."""
_ASIDE = re.compile(
    rb"<(?:(?P<comment>!--).*?-->|\?(?P<target>[^\s?]+).*?\?>|(?P<cdata>!\[CDATA\[).*?\]\]>)",
    re.DOTALL,
)
"""None of them begins within another (XML 1.0, 2.4 to 2.7): a value has no `<`."""


def _asides(data: bytes) -> Iterator[Finding]:
    """The findings for comments and processing instructions in well-formed XML."""
    if b"<!--" not in data and data.count(b"<?") <= data.startswith(b"<?xml"):
        return
    ends: dict[str, list[int]] = {"comments": [], "processing instructions": []}
    for aside in _ASIDE.finditer(data):
        if aside.lastgroup == "comment":
            ends["comments"].append(aside.end())
        elif aside.lastgroup == "target" and aside["target"] not in _OF_SCHEMAS:
            ends["processing instructions"].append(aside.end())
    for name, places in ends.items():
        if places:
            line = data.count(b"\n", 0, places[0]) + 1
            message = f"{name}: {len(places)}, first at line {line}"
            location = Location(line=line)
            yield Finding(NOT_KEPT, message, severity=Severity.WARNING, location=location)


class _FirstTag(Exception):
    """The prolog is over."""


def _read_prolog(data: bytes) -> tuple[int, int] | None:
    """Return the span of a DOCTYPE that only names a DTD.

    Raises:
        ReadError: The DOCTYPE declares something, or the file is not XML up to its first tag.
    """
    spans: list[tuple[int, int]] = []

    def first_tag(*_: object) -> None:
        raise _FirstTag

    def doctype(_name: str, _system: object, _public: object, declares: int) -> None:
        start = data.rfind(b"<!DOCTYPE", 0, parser.CurrentByteIndex + len(b"<!DOCTYPE"))
        form = _DOCTYPE.match(data, max(start, 0))
        if declares or form is None:
            message = (
                "the file has a DOCTYPE that declares entities, which could expand without end"
            )
            hint = "write out the entities that it declares, and remove the DOCTYPE"
            location = Location(line=data.count(b"\n", 0, max(start, 0)) + 1)
            raise ReadError([Finding("doctype-refused", message, hint, location=location)])
        spans.append(form.span())

    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = first_tag
    try:
        parser.Parse(data, True)
    except _FirstTag:
        pass
    except expat.ExpatError as problem:
        decode(data)
        location = Location(line=problem.lineno, column=problem.offset + 1)
        message = expat.ErrorString(problem.code)
        raise ReadError([Finding("not-well-formed", message, location=location)]) from None
    return spans[0] if spans else None


def _without(data: bytes, span: tuple[int, int]) -> bytes:
    """The file with blanks in place of its DOCTYPE, so that lines keep their numbers."""
    start, end = span
    return data[:start] + re.sub(rb"[^\n]", b" ", data[start:end]) + data[end:]


def _read_over(data: bytes, span: tuple[int, int]) -> Finding:
    return Finding(
        "doctype-read-over",
        "the file has a DOCTYPE, which names a DTD: it was not opened",
        severity=Severity.NOTE,
        location=Location(line=data.count(b"\n", 0, span[0]) + 1),
    )


def _syntax_finding(data: bytes, problem: etree.XMLSyntaxError) -> Finding:
    """The finding on bytes that are not XML.

    Raises:
        ReadError: They are not UTF-8.
    """
    decode(data)
    line, column = problem.position
    message = problem.msg or "the file cannot be read"
    hint = None
    if "Entity" in message and "not defined" in message:
        hint = "write out the character that the entity stands for: what a DTD says is not read"
    location = Location(line=line or None, column=column or None)
    return Finding("not-well-formed", message, hint, location=location)


def _check_depth(root: Element) -> None:
    """Refuse elements that nest too deeply.

    Raises:
        ReadError: An element nests too deeply.
    """
    if _IS_TOO_DEEP(root):
        message = f"elements nest more than {DEEPEST} deep"
        raise ReadError([Finding("not-well-formed", message, location=Location(line=1))])
