"""TEI as it is read: a safe parser, and elements that are used up while they are read.

Whoever reads an element takes from it what the record holds. What is left at the end is what the
record cannot hold, and is told (`Reading.end`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from xml.parsers import expat

from archive.errors import ReadError
from archive.findings import Finding, Location
from archive.formats.decoding import decode

NAMESPACE = "http://www.tei-c.org/ns/1.0"
DEEPEST = 256
"""How deep elements may nest."""
MOST_ATTRIBUTES = 1000
"""How many attributes one element may have."""
_LAYOUT = 3
"""As deep as this (`TEI/standOff/list`) no text stands, and white space is layout."""

_TEI = f"{NAMESPACE} "
_XML = "http://www.w3.org/XML/1998/namespace "
XML_ID = f"{_XML}id"
XML_LANG = f"{_XML}lang"
XML_SPACE = f"{_XML}space"

BLANKS = " \t\r\n"
"""What is white space to XML."""
_RUN_OF_BLANKS = re.compile(r"[ \t\r\n]+")
_ENCODING = re.compile(
    rb"<\?xml[^>]{0,200}?\bencoding\s{0,20}=\s{0,20}[\"']([A-Za-z0-9._-]{1,40})[\"']"
)


class Element:
    """An element of TEI: its name, what it holds, and where it begins.

    Names of other namespaces have their namespace before them, parted by a blank.
    """

    __slots__ = (
        "attributes",
        "children",
        "column",
        "has_words",
        "id",
        "line",
        "name",
        "tail",
        "text",
    )

    def __init__(self, name: str, attributes: dict[str, str], line: int, column: int) -> None:
        self.name = name
        self.attributes = attributes
        """Those that have not been taken yet."""
        self.id = attributes.get(XML_ID)
        self.children: list[Element] = []
        self.text = ""
        """What stands before the first child."""
        self.tail = ""
        """What stands after the element in its parent."""
        self.has_words = False
        """Whether text that is not blank stands directly in it."""
        self.line, self.column = line, column

    def take(self, attribute: str) -> str | None:
        """Return the value of an attribute, which counts as read from now on."""
        return self.attributes.pop(attribute, None)

    def take_id(self) -> str | None:
        """Return the `xml:id`, which counts as read from now on."""
        return self.attributes.pop(XML_ID, None)

    def take_reference(self, attribute: str = "target") -> str | None:
        """Return the id that a pointer in an attribute names, without its `#`."""
        value = self.attributes.pop(attribute, None)
        return None if value is None else value.removeprefix("#")

    def child(self, name: str) -> Element | None:
        """Return the first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def all_text(self) -> str:
        """Return the text in it, code point for code point, its children's included."""
        if not self.children:
            return self.text
        pieces = [self.text]
        for child in self.children:
            pieces += (child.all_text(), child.tail)
        return "".join(pieces)


def one_line(text: str) -> str:
    """A text as one line: trimmed, XML white space as single blanks."""
    return _RUN_OF_BLANKS.sub(" ", text).strip(" ")


OnUnit = Callable[[Element, Sequence[Element], int], None]
"""What is done with a unit: the element, those around it from the root on, its number."""
OnAside = Callable[[str, str, int, int, Sequence[Element]], None]
"""What is done with a comment or processing instruction: which of the two, text, line, column."""


class _Parser:
    """Builds elements from what expat reports; hands on units as soon as they are whole."""

    def __init__(self, lists: frozenset[str], on_unit: OnUnit, on_aside: OnAside) -> None:
        self._lists, self._on_unit, self._on_aside = lists, on_unit, on_aside
        self._open: list[Element] = []
        self._pieces: list[str] = []
        self._names: dict[str, str] = {}
        self._numbers: dict[int, int] = {}
        self.root: Element | None = None
        # Expat opens nothing that a DOCTYPE names; that there is one is refused as soon as it begins.
        parser = self._expat = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype

    def parse(self, data: bytes) -> Element:
        try:
            self._expat.Parse(data, True)
        except expat.ExpatError as problem:
            raise ReadError([_syntax_finding(data, problem)]) from None
        except (LookupError, UnicodeError, ValueError) as problem:  # from the codec of an encoding
            raise ReadError([_unreadable_encoding(data, str(problem))]) from None
        assert self.root is not None
        return self.root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._pieces:
            self._flush()
        short = self._names.get(name)
        if short is None:
            short = self._names[name] = name.removeprefix(_TEI)
        parser = self._expat
        element = Element(
            short, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        )
        if self._open:
            self._open[-1].children.append(element)
            if len(self._open) >= DEEPEST:
                self._refuse("not-well-formed", f"elements nest more than {DEEPEST} deep")
        else:
            self.root = element
            if name != f"{_TEI}TEI":
                self._not_tei(name, element)
        if len(attributes) > MOST_ATTRIBUTES:
            self._refuse(
                "not-well-formed",
                f"an element has {len(attributes)} attributes, more than {MOST_ATTRIBUTES}",
            )
        self._open.append(element)

    def _end(self, _: str) -> None:
        if self._pieces:
            self._flush()
        element = self._open.pop()
        if len(self._open) == 3 and self._open[-1].name in self._lists:
            parent = self._open[-1]
            if self._open[1].name == "standOff":
                parent.children.pop()
                number = self._numbers[id(parent)] = self._numbers.get(id(parent), 0) + 1
                self._on_unit(element, self._open, number)

    def _flush(self) -> None:
        """Put the text since the last tag to where it stands."""
        pieces = self._pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        parent = self._open[-1]
        if text.strip(BLANKS):
            parent.has_words = True
        elif len(self._open) <= _LAYOUT:
            return
        if parent.children:
            parent.children[-1].tail += text
        else:
            parent.text += text

    def _comment(self, text: str) -> None:
        self._aside("comment", text)

    def _instruction(self, target: str, text: str) -> None:
        self._aside("processing instruction", f"{target} {text}".rstrip())

    def _aside(self, what: str, text: str) -> None:
        parser = self._expat
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        self._on_aside(what, text, line, column, self._open)

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if version != "1.0":
            self._refuse(
                "not-well-formed",
                f"the file is XML {version}, in which other characters end a line; TEI is XML 1.0",
                'write version="1.0"',
            )

    def _doctype(self, *_: object) -> None:
        self._refuse(
            "doctype-refused",
            "the file has a DOCTYPE, which could read other files or expand without end",
            "remove the DOCTYPE and write out its entities",
        )

    def _not_tei(self, name: str, element: Element) -> None:
        namespace, _, local = name.rpartition(" ")
        found = f'"{local}" in ' + (f"the namespace {namespace}" if namespace else "no namespace")
        message = f'the root is {found}, not "TEI" in the namespace {NAMESPACE}'
        place = Location(line=element.line, column=element.column, pointer="/*")
        raise ReadError([Finding("not-tei", message, location=place)])

    def _refuse(self, code: str, message: str, hint: str | None = None) -> None:
        parser = self._expat
        place = Location(line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1)
        raise ReadError([Finding(code, message, hint, location=place)])


def parse(data: bytes, lists: frozenset[str], on_unit: OnUnit, on_aside: OnAside) -> Element:
    """Return the root of a TEI file, without its units, which are handed on one by one.

    Nothing is fetched, expanded, or nested without limit.

    Args:
        data: The file, in UTF-8, UTF-16, or an encoding of one byte a character that it names.
        lists: The names of the lists in a `standOff` whose children are units.
        on_unit: Called with each unit when it is whole, in the order of the file.
        on_aside: Called with each comment and processing instruction.

    Raises:
        ReadError: It is not well-formed XML 1.0, has a DOCTYPE, or is not TEI.
    """
    return _Parser(lists, on_unit, on_aside).parse(data)


def _syntax_finding(data: bytes, problem: expat.ExpatError) -> Finding:
    """What is wrong with bytes that are no XML.

    Raises:
        ReadError: They are not UTF-8, and do not say that they are anything else.
    """
    declared = _ENCODING.match(data)
    encoding = declared[1].decode().upper() if declared else "UTF-8"
    if encoding == "UTF-8" and not data.startswith((b"\xfe\xff", b"\xff\xfe", b"\0<", b"<\0")):
        decode(data)
    message = expat.ErrorString(problem.code) if problem.code else str(problem)
    if problem.code in _OF_ENCODING:
        return _unreadable_encoding(data, encoding)
    place = Location(line=problem.lineno, column=problem.offset + 1)
    return Finding("not-well-formed", message, location=place)


_OF_ENCODING = {
    expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
    expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
}


def _unreadable_encoding(data: bytes, problem: str) -> Finding:
    return Finding(
        "not-well-formed",
        f"the encoding of the file cannot be read: {problem}",
        "save it as UTF-8",
        location=Location(line=1, column=1),
    )
