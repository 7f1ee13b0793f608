"""Parses TEI safely into a tree of elements.

The reader then removes from each element the content that it has read. Content that remains becomes
a finding (`ReadContext.end`).
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from archive.errors import ReadError
from archive.findings import Finding, Location
from archive.formats.tei.schema_references import MODELS_OF_A_RECORD, is_model
from archive.text.decoding import decode

Element = ElementTree.Element
"""An element of the standard library: `tag`, `attrib`, `text`, `tail`, and its children."""

NAMESPACE = "http://www.tei-c.org/ns/1.0"
DEEPEST = 256
"""The maximum depth of nested elements."""

_TEI = f"{NAMESPACE} "
_XML = "http://www.w3.org/XML/1998/namespace "
XML_ID = "xml:id"
XML_LANG = "xml:lang"
XML_SPACE = "xml:space"

BLANKS = " \t\r\n"
"""The white space characters of XML."""
_RUN_OF_BLANKS = re.compile(r"[ \t\r\n]+")


def take(element: Element, attribute: str) -> str | None:
    """Return the value of an attribute and remove it, which marks it as read."""
    return element.attrib.pop(attribute, None)


def take_id(element: Element) -> str | None:
    """Return the `xml:id` and remove it, which marks it as read."""
    return element.attrib.pop(XML_ID, None)


def take_reference(element: Element, attribute: str = "target") -> str | None:
    """Return the id to which an attribute points, without `#`; mark the attribute as read."""
    value = element.attrib.pop(attribute, None)
    return None if value is None else value.removeprefix("#")


def all_text(element: Element) -> str:
    """Return the text in an element and its children, code point for code point."""
    text = element.text or ""
    if not len(element):
        return text
    pieces = [text]
    for child in element:
        pieces += (all_text(child), child.tail or "")
    return "".join(pieces)


def own_text(element: Element) -> str:
    """Return the text directly in an element, with spaces between its pieces."""
    return " ".join([element.text or "", *(child.tail or "" for child in element)])


def has_words(element: Element) -> bool:
    """Whether there is nonblank text directly in an element."""
    text = element.text
    if text and text != "\n" and text.strip(BLANKS):
        return True
    for child in element:
        tail = child.tail
        if tail and tail != "\n" and tail.strip(BLANKS):
            return True
    return False


def is_line(text: str) -> bool:
    """Whether the only white space in a text is single spaces between other characters."""
    return (
        "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
        and "\n" not in text
        and "\t" not in text
        and "\r" not in text
    )


def normalize_space(text: str) -> str:
    """Return a text as one line: trimmed, with each run of XML white space as one space."""
    return text if is_line(text) else _RUN_OF_BLANKS.sub(" ", text).strip(" ")


OnUnit = Callable[[Element, Sequence[Element], int], None]
"""A function to which each unit is passed: the element, its ancestors (root, `standOff`, list), and
its number among the units of the same name."""


class Aside(NamedTuple):
    """A comment or processing instruction."""

    around: Element | None
    """The element around it, if any."""
    what: str
    """`comment` or `processing instruction`."""
    text: str
    """The content."""
    offset: int
    """The offset of the start, in bytes."""


class ElementLocations:
    """The start of each element in the file, and the comments and processing instructions."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[int, tuple[int, str | None]] = {}
        self._last = (0, 1)
        """The offset of the previous call of `at`, and its column."""
        self.asides: dict[int, list[Aside]] = {}
        """Comments and processing instructions, by the identity of the element around them."""

    def enter(self, element: Element, offset: int) -> None:
        """Store the offset of an element, in bytes.

        Any offset that is stored for the same identity is that of a freed element, and is replaced.
        """
        self._known[id(element)] = offset, element.get(XML_ID)

    def id_of(self, element: Element) -> str | None:
        """Return the `xml:id` of an element, even if it has been marked as read."""
        return self._known[id(element)][1]

    def offset_of(self, element: Element) -> int:
        """Return the offset of the start tag of an element, in bytes."""
        return self._known[id(element)][0]

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset in bytes; both from 1, columns in code points."""
        line = bisect_right(self._starts, offset)
        start, column = self._starts[line - 1], 1
        if start <= self._last[0] <= offset:  # faster if the file is one long line
            start, column = self._last
        before = self._data[start:offset].removeprefix(codecs.BOM_UTF8)
        column += len(before.decode("utf-8", "replace"))
        self._last = offset, column
        return line, column

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(b"\n", self._data))]


def parse(
    data: bytes,
    lists: frozenset[str] = frozenset(),
    on_unit: OnUnit | None = None,
    locations: ElementLocations | None = None,
) -> Element:
    """Parse a TEI file; pass its units on one by one, and return the root without them.

    Nothing is fetched or expanded, and nesting is limited. TEI names are returned without
    namespace, `xml:id` and similar names with their prefix, other names as "namespace name",
    elements in no namespace as " name".

    Args:
        data: The file in UTF-8, whatever encoding it declares (`in_utf8`).
        lists: The names of the lists in a `standOff` whose children are passed on as units.
        on_unit: Called with each complete unit, in the order of the file.
        locations: Stores the locations of elements and comments. Parsing without it is faster, but
            the file must be plain (`is_plain`).

    Raises:
        ReadError: The file is not well-formed XML 1.0, has a DOCTYPE, or is not TEI.
    """
    builder = ElementTree.TreeBuilder()
    top = builder.start("", {})
    parser = _safe_parser(data, None if locations is None else " ")
    parser.buffer_text = True
    _set_handlers(parser, builder, locations)
    units = None if on_unit is None else _Units(top, lists, on_unit)
    try:
        for start in range(0, len(data), _CHUNK):
            parser.Parse(data[start : start + _CHUNK], False)
            if units is not None:
                units.hand_on()
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise ReadError([_syntax_finding(data, problem)]) from None
    if units is not None:
        units.hand_on(is_end=True)
    root = top[0]
    declared = root.attrib.pop("xmlns", None)  # an attribute, if namespaces are not processed
    if root.tag != "TEI" or (locations is None and declared != NAMESPACE):
        finding = not_tei(root.tag)
        if locations is not None:
            line, column = locations.at(locations.offset_of(root))
            finding = finding.at(line=line, column=column)
        raise ReadError([finding])
    return root


_CHUNK = 1 << 16
"""How many bytes are read before complete units are passed on."""


def is_plain(data: bytes) -> bool:
    """Whether a file can be parsed without processing namespaces, comments and instructions.

    Such a file declares only TEI's namespace, as the default, has no comments, and has only the
    processing instructions of every file that archive writes.
    """
    models = sum(data.count(f"<?{model}?>".encode()) for model in MODELS_OF_A_RECORD)
    return (
        data.count(b"xmlns") == 1
        and f'<TEI xmlns="{NAMESPACE}"'.encode() in data
        and b"<!--" not in data
        and data.startswith(b"<?xml ")
        and data.count(b"<?") == 1 + models
    )


def _set_handlers(
    parser: expat.XMLParserType,
    builder: ElementTree.TreeBuilder,
    locations: ElementLocations | None,
) -> None:
    """Connect a parser to a tree builder, and to `locations` if given."""
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    if locations is None:
        parser.StartElementHandler = builder.start
        return
    names: dict[str, str] = {}
    around: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name not in names:
            names[name] = name.removeprefix(_TEI) if " " in name else f" {name}"
        if len(around) >= DEEPEST:
            raise _refusal(parser, f"elements are nested more than {DEEPEST} deep")
        element = builder.start(names[name], {_prefixed(n): v for n, v in attributes.items()})
        around.append(element)
        locations.enter(element, parser.CurrentByteIndex)

    def end(name: str) -> None:
        around.pop()
        builder.end(names[name])

    def aside(what: str, text: str) -> None:
        if not is_model(text):
            element = around[-1] if around else None
            comment = Aside(element, what, text, parser.CurrentByteIndex)
            locations.asides.setdefault(id(element), []).append(comment)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CommentHandler = lambda text: aside("comment", text)
    parser.ProcessingInstructionHandler = lambda target, text: aside(
        "processing instruction", f"{target} {text}".rstrip()
    )


def _prefixed(attribute: str) -> str:
    """Return the name of an attribute, with `xml:` if it is in XML's namespace."""
    return f"xml:{attribute.removeprefix(_XML)}" if attribute.startswith(_XML) else attribute


class _Units:
    """Removes units from their lists while a file is parsed, and passes them on."""

    def __init__(self, top: Element, lists: frozenset[str], on_unit: OnUnit) -> None:
        self._top, self._lists, self._on_unit = top, lists, on_unit
        self._stand_off = self._list = 0
        """How many children were handled, of the root and of the current child of the root."""
        self._numbers: dict[str, int] = {}
        """How many units of each name the current list had so far."""

    def hand_on(self, *, is_end: bool = False) -> None:
        """Pass on the units that are complete."""
        if not len(self._top):
            return
        root = self._top[0]
        while self._stand_off < len(root):
            part = root[self._stand_off]
            is_last = not is_end and self._stand_off == len(root) - 1
            self._hand_on_lists(root, part, is_last)
            if is_last:
                return
            self._stand_off, self._list = self._stand_off + 1, 0

    def _hand_on_lists(self, root: Element, part: Element, is_open: bool) -> None:
        while self._list < len(part):
            listing = part[self._list]
            is_last = is_open and self._list == len(part) - 1
            if part.tag == "standOff" and listing.tag in self._lists:
                self._hand_on_units((root, part, listing), is_last)
            if is_last:
                return
            self._list += 1
            self._numbers.clear()

    def _hand_on_units(self, around: tuple[Element, Element, Element], is_open: bool) -> None:
        """Pass on the units of a list.

        If the list is open, keep the last unit, which may be incomplete.
        """
        listing = around[-1]
        units = listing[:-1] if is_open else listing[:]
        for unit in units:
            number = self._numbers[unit.tag] = self._numbers.get(unit.tag, 0) + 1
            self._on_unit(unit, around, number)
            if unit.tail is not None and unit.tail.strip(BLANKS):
                listing.text = (listing.text or "") + unit.tail  # reported with the list
        del listing[: len(units)]


class _FirstTag(Exception):
    """Raised at the first tag, to stop the parser."""


def check_prolog(data: bytes) -> None:
    """Refuse constructs that must not reach another parser: a DOCTYPE, another version of XML.

    Args:
        data: The file in UTF-8, whatever encoding it declares (`in_utf8`).

    Raises:
        ReadError: The file is refused, or is not well-formed up to the first tag.
    """

    def first_tag(*_: object) -> None:
        raise _FirstTag

    parser = _safe_parser(data, None)
    parser.StartElementHandler = first_tag
    try:
        parser.Parse(data, True)
    except _FirstTag:
        pass
    except expat.ExpatError as problem:
        raise ReadError([_syntax_finding(data, problem)]) from None


def _safe_parser(data: bytes, separator: str | None) -> expat.XMLParserType:
    """Return a parser that refuses a DOCTYPE where it begins, before anything in it is read.

    If a separator is given, the parser puts the namespace and the separator before names.
    """
    parser = expat.ParserCreate("utf-8", separator)

    def declaration(version: str, encoding: str | None, standalone: int) -> None:
        if version != "1.0":
            raise _refusal(
                parser,
                f"the file is XML {version}, but TEI must be XML 1.0",
                'write version="1.0"',
            )

    def doctype(*_: object) -> None:
        message = "the file has a DOCTYPE, which could read other files or expand without end"
        hint = "remove the DOCTYPE, and replace its entities by their characters"
        start = data.rfind(b"<!DOCTYPE", 0, parser.CurrentByteIndex + len(b"<!DOCTYPE"))
        line, column = ElementLocations(data).at(max(start, 0))
        location = Location(line=line, column=column)
        raise ReadError([Finding("doctype-refused", message, hint, location=location)])

    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = doctype
    return parser


def _refusal(parser: expat.XMLParserType, message: str, hint: str | None = None) -> ReadError:
    location = Location(line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1)
    return ReadError([Finding("not-well-formed", message, hint, location=location)])


def not_tei(name: str) -> Finding:
    """Return the finding for a root that is not `TEI`."""
    namespace, _, local = name.rpartition(" ")
    root_in_words = f'"{local}" in ' + (
        f"the namespace {namespace}" if namespace else "no namespace"
    )
    message = f'the root is {root_in_words}, not "TEI" in the namespace {NAMESPACE}'
    return Finding("not-tei", message, location=Location(pointer="/*"))


def _syntax_finding(data: bytes, problem: expat.ExpatError) -> Finding:
    """Return the finding on bytes that are not XML.

    Raises:
        ReadError: The bytes are not UTF-8.
    """
    decode(data)
    message = expat.ErrorString(problem.code)
    if message == expat.errors.XML_ERROR_NO_ELEMENTS:
        message = "the file ends before its elements are closed"
    location = Location(line=problem.lineno, column=problem.offset + 1)
    return Finding("not-well-formed", message, location=location)
