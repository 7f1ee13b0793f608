"""TEI as it is read: a safe parser, and elements that are used up while they are read.

Whoever reads an element takes from it what the record holds. What is left at the end is what the
record cannot hold, and is told (`Reading.end`).
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from xml.parsers import expat

from archive.errors import ReadError
from archive.findings import Finding, Location
from archive.formats.decoding import decode

NAMESPACE = "http://www.tei-c.org/ns/1.0"
DEEPEST = 256
"""How deep elements may nest."""

_TEI = f"{NAMESPACE} "
_XML = "http://www.w3.org/XML/1998/namespace "
XML_ID = f"{_XML}id"
XML_LANG = f"{_XML}lang"
XML_SPACE = f"{_XML}space"

BLANKS = " \t\r\n"
"""What is white space to XML."""
_RUN_OF_BLANKS = re.compile(r"[ \t\r\n]+")


class Element:
    """An element of TEI: its name, what it holds, and where it begins.

    Names of other namespaces have their namespace before them, parted by a blank.
    """

    __slots__ = ("attributes", "children", "has_words", "id", "name", "offset", "tail", "text")

    def __init__(self, name: str, attributes: dict[str, str], offset: int) -> None:
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
        self.offset = offset
        """Where its start tag begins, in bytes of the file in UTF-8; `Lines` tells the line."""

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


def is_line(text: str) -> bool:
    """Whether white space within a text is single blanks, and there is none at its ends."""
    return (
        "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
        and "\n" not in text
        and "\t" not in text
        and "\r" not in text
    )


def one_line(text: str) -> str:
    """A text as one line: trimmed, XML white space as single blanks."""
    if is_line(text):
        return text
    return _RUN_OF_BLANKS.sub(" ", text).strip(" ")


OnUnit = Callable[[Element, Sequence[Element], int], None]
"""What is done with a unit: the element, those around it (what holds the root, the root, and so
on; a list that changes), its number."""
OnAside = Callable[[str, str, int, Sequence[Element], bool], None]
"""What is done with a comment or processing instruction: which of the two, its text, its offset,
the elements around it, whether one of those is a unit."""


def parse(
    data: bytes,
    lists: frozenset[str] = frozenset(),
    on_unit: OnUnit | None = None,
    on_aside: OnAside | None = None,
) -> Element:
    """Return the root of a TEI file, without its units, which are handed on one by one.

    Nothing is fetched, expanded, or nested without limit.

    Args:
        data: The file in UTF-8, whatever it says of itself (`in_utf8`).
        lists: The names of the lists in a `standOff` whose children are units.
        on_unit: Called with each unit when it is whole, in the order of the file.
        on_aside: Called with each comment and processing instruction.

    Raises:
        ReadError: It is not well-formed XML 1.0, has a DOCTYPE, or is not TEI.
    """
    parser = _safe_parser()
    parser.buffer_text = True
    top = Element("", {}, 0)
    around = [top]
    pieces: list[str] = []
    names: dict[str, str] = {}
    numbers: dict[int, int] = {}
    is_text = False  # in the article's text every line end counts, elsewhere it is layout

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal top, is_text
        if pieces:
            if pieces == _LINE_END and not is_text:
                pieces.clear()
            else:
                end_of_text()
        short = names.get(name)
        if short is None:
            short = names[name] = name.removeprefix(_TEI)
        element = Element(short, attributes, parser.CurrentByteIndex)
        depth = len(around)
        if depth == _IN_THE_ROOT:
            is_text = short == "text"
        elif depth > DEEPEST:
            raise _refusal(parser, f"elements nest more than {DEEPEST} deep")
        top.children.append(element)
        around.append(element)
        top = element

    def end(_: str) -> None:
        nonlocal top
        if pieces:
            if pieces == _LINE_END and top.children and not is_text:
                pieces.clear()
            else:
                end_of_text()
        element = around.pop()
        top = around[-1]
        if len(around) == _IN_A_LIST and is_list(around[2], top):
            top.children.pop()
            number = numbers[id(top)] = numbers.get(id(top), 0) + 1
            on_unit(element, around, number)  # type: ignore[misc]

    def end_of_text() -> None:
        """Put the text since the last tag to where it stands."""
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if text.strip(BLANKS):
            top.has_words = True
        elif len(around) <= _IN_A_LIST:
            return
        if top.children:
            top.children[-1].tail = text
        else:
            top.text = text

    def comment(text: str) -> None:
        aside("comment", text)

    def instruction(target: str, text: str) -> None:
        aside("processing instruction", f"{target} {text}".rstrip())

    def aside(what: str, text: str) -> None:
        if on_aside is not None:
            in_unit = len(around) > _IN_A_LIST and is_list(around[2], around[3])
            on_aside(what, text, parser.CurrentByteIndex, around, in_unit)

    def is_list(stand_off: Element, listing: Element) -> bool:
        return listing.name in lists and stand_off.name == "standOff"

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = pieces.append
    parser.CommentHandler = comment
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise ReadError([_syntax_finding(data, problem)]) from None
    root = around[0].children[0]
    if root.name != "TEI":
        raise ReadError([not_tei(root.name)])
    return root


class _FirstTag(Exception):
    """The prolog is over."""


def check_prolog(data: bytes) -> None:
    """Refuse what must not get to another parser: a DOCTYPE, another version of XML.

    Args:
        data: The file in UTF-8, whatever it says of itself (`in_utf8`).

    Raises:
        ReadError: The file is refused, or is no XML as far as its first tag.
    """

    def first_tag(*_: object) -> None:
        raise _FirstTag

    parser = _safe_parser()
    parser.StartElementHandler = first_tag
    try:
        parser.Parse(data, True)
    except _FirstTag:
        pass
    except expat.ExpatError as problem:
        raise ReadError([_syntax_finding(data, problem)]) from None


def _safe_parser() -> expat.XMLParserType:
    """A parser that refuses a DOCTYPE as soon as it begins; expat opens nothing that it names."""
    parser = expat.ParserCreate("utf-8", " ")

    def declaration(version: str, encoding: str | None, standalone: int) -> None:
        if version != "1.0":
            raise _refusal(
                parser,
                f"the file is XML {version}, in which other characters end a line; TEI is XML 1.0",
                'write version="1.0"',
            )

    def doctype(*_: object) -> None:
        raise _refusal(
            parser,
            "the file has a DOCTYPE, which could read other files or expand without end",
            "remove the DOCTYPE and write out its entities",
            "doctype-refused",
        )

    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = doctype
    return parser


_LINE_END = ["\n"]
_IN_THE_ROOT = 2
"""How many elements stand around a child of the root: what holds the root, and `TEI`."""
_IN_A_LIST = 4
"""How many elements stand around a unit: what holds the root, `TEI`, `standOff`, its list. No text
stands before that depth, and white space is layout."""


def _refusal(
    parser: expat.XMLParserType,
    message: str,
    hint: str | None = None,
    code: str = "not-well-formed",
) -> ReadError:
    place = Location(line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1)
    return ReadError([Finding(code, message, hint, location=place)])


def not_tei(name: str) -> Finding:
    """Return what is said of a root that is not `TEI`."""
    namespace, _, local = name.rpartition(" ")
    found = f'"{local}" in ' + (f"the namespace {namespace}" if namespace else "no namespace")
    message = f'the root is {found}, not "TEI" in the namespace {NAMESPACE}'
    return Finding("not-tei", message, location=Location(pointer="/*"))


def _syntax_finding(data: bytes, problem: expat.ExpatError) -> Finding:
    """What is wrong with bytes that are no XML.

    Raises:
        ReadError: They are not UTF-8.
    """
    decode(data)
    message = expat.ErrorString(problem.code)
    place = Location(line=problem.lineno, column=problem.offset + 1)
    return Finding("not-well-formed", message, location=place)


# --- encodings ---

_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?\bencoding[ \t\r\n]{0,20}=[ \t\r\n]{0,20}[\"']([A-Za-z0-9._-]{1,40})[\"']"
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How the first bytes of a file tell its encoding (XML 1.0, appendix F)."""
_OF_TEXTS = re.compile(
    r"ascii|iso8859[-_]\d+|latin\d*|cp\d+|koi8[-_][rut]|mac[-_].*|shift_jis.*|euc_.*|gb.*|big5.*|"
    r"iso2022.*|hz|johab|tis_620|ptcp154|kz1048"
)
"""The codecs of Python that are encodings of texts: there are others, which only look so."""


def in_utf8(data: bytes) -> bytes:
    """Return an XML file in UTF-8, in whatever encoding its first bytes or itself say it is.

    Raises:
        ReadError: The encoding is not known, or the bytes are not in it.
    """
    name = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if name is None:
        declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
        name = declared[1].decode().lower() if declared else "utf-8"
        if name in ("utf-8", "utf8", "us-ascii"):
            return data
        if name.startswith(("utf-16", "utf16", "utf-32", "utf32", "ucs", "iso-10646")):
            raise ReadError(
                [_encoding(f"the file says that it is {name.upper()}, which it is not")]
            )
    try:
        codec = codecs.lookup(name).name
        if not (name.startswith("utf-") or _OF_TEXTS.fullmatch(codec)):
            raise LookupError(name)
        text = data.decode(name)
    except LookupError:
        raise ReadError([_encoding(f"the encoding {name} is not known here")]) from None
    except UnicodeError as problem:
        raise ReadError([_encoding(f"the file is not {name.upper()}: {problem}")]) from None
    return text.removeprefix("\ufeff").encode("utf-8", "replace")


def _encoding(message: str) -> Finding:
    place = Location(line=1, column=1)
    return Finding("not-well-formed", message, "save the file as UTF-8", location=place)


class Lines:
    """Where in a file in UTF-8 an offset lies; the file is searched through when something asks."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset in bytes; both from 1, the column in code points."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        before = self._data[start:offset].removeprefix(codecs.BOM_UTF8)
        return line, len(before.decode("utf-8", "replace")) + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(b"\n", self._data))]
