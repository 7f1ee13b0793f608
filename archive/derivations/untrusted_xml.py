"""Parses untrusted XML to an lxml tree; nothing is opened, fetched or expanded.

A DOCTYPE that only names a DTD is ignored, because old editors write one into every file; the DTD
is not opened. A DOCTYPE with declarations is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias
from xml.parsers import expat

from lxml import etree

from archive.derivations.xml_encoding import in_utf8
from archive.derivations.xml_parser import inert_parser
from archive.errors import ReadError
from archive.findings import NOT_KEPT, Finding, Location, Severity
from archive.text.decoding import decode

Element: TypeAlias = "etree._Element"

DEEPEST = 256
"""How deep elements may nest."""

_IS_TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")

_QUOTED = rb"(?:\"[^\"]*\"|'[^']*')"
_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s+[^\s>\[]+(?:\s+(?:SYSTEM|PUBLIC\s+" + _QUOTED + rb")\s+" + _QUOTED + rb")?\s*>"
)


class ParsedXml(NamedTuple):
    """A parsed XML file."""

    root: Element
    findings: tuple[Finding, ...]
    """Findings about what was ignored: a DOCTYPE, comments and processing instructions."""


def parse_xml(data: bytes) -> ParsedXml:
    """Return the tree of an XML file, without comments and processing instructions.

    Raises:
        ReadError: The file is not well-formed XML 1.0, not in its encoding, nests too deeply, or
            has a DOCTYPE that declares something.
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
"""Processing instructions for the type of the file, its schemas and style sheets."""
_ASIDE = re.compile(
    rb"<(?:(?P<comment>!--).*?-->|\?(?P<target>[^\s?]+).*?\?>|(?P<cdata>!\[CDATA\[).*?\]\]>)",
    re.DOTALL,
)
"""Matches comments, processing instructions and CDATA; none can begin within another."""


def _asides(data: bytes) -> Iterator[Finding]:
    """Yield the findings for comments and processing instructions in well-formed XML."""
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
    """Raised when the prolog ends."""


def _read_prolog(data: bytes) -> tuple[int, int] | None:
    """Return the span of a DOCTYPE that only names a DTD; `None` if there is none.

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
            hint = "replace the entities by their text, and remove the DOCTYPE"
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
    """Return the file with spaces in place of its DOCTYPE, so that line numbers do not change."""
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
    """Return the finding for bytes that are not XML.

    Raises:
        ReadError: The bytes are not UTF-8.
    """
    decode(data)
    line, column = problem.position
    message = problem.msg or "the file cannot be read"
    hint = None
    if "Entity" in message and "not defined" in message:
        hint = "replace the entity by the character itself: DTDs are not read"
    location = Location(line=line or None, column=column or None)
    return Finding("not-well-formed", message, hint, location=location)


def _check_depth(root: Element) -> None:
    """Raise an error if elements nest too deeply.

    Raises:
        ReadError: An element nests too deeply.
    """
    if _IS_TOO_DEEP(root):
        message = f"elements are nested more than {DEEPEST} deep"
        raise ReadError([Finding("not-well-formed", message, location=Location(line=1))])
