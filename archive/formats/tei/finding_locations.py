"""Locates findings in a TEI file: line, column, and the XPath of the element."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from archive.findings import Finding, pointer_step
from archive.formats.tei.lxml_tree import XML_ID, Element, parse_tree, xpath_of
from archive.formats.tei.parser import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archive.formats.tei.context import Raw


def locate_findings(findings: Iterable[Finding], record: Raw, data: bytes) -> list[Finding]:
    """Return the findings with the locations of the elements that they are about.

    Args:
        findings: Findings with JSON Pointers.
        record: The raw record into which the findings point. It needs only the ids of parts that
            were read one by one.
        data: The file in UTF-8, which is parsed again.
    """
    locations = TeiLocations(data, parse_tree(data), dict(ids_of(record)))
    return [locations.of_part(finding) for finding in findings]


def ids_of(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yield the JSON Pointer and the id of each part of a raw record that has an id."""
    if isinstance(value, dict):
        if isinstance(id := value.get("id"), str):
            yield pointer, id
        for key, inner in value.items():
            if key != "extensions":
                yield from ids_of(inner, f"{pointer}/{pointer_step(key)}")
    elif isinstance(value, list | tuple):
        for n, inner in enumerate(value):
            yield from ids_of(inner, f"{pointer}/{n}")


class TeiLocations:
    """Locations in a TEI file. Elements are counted only when a finding needs a location."""

    def __init__(self, data: bytes, root: Element, ids: Mapping[str, str] | None = None) -> None:
        """Store the file in UTF-8, its tree, and the ids of the parts of the record (`ids_of`)."""
        self._data, self._root, self._ids = data, root, ids or {}
        self._locations: dict[Element, tuple[int, int, str]] = {}

    def of_element(
        self, finding: Finding, element: Element | None = None, attribute: str | None = None
    ) -> Finding:
        """Add the location of an element to a finding; by default, of the element at its XPath."""
        if element is None:
            element = self._at(finding.location.pointer)
        if element is None:
            return finding
        line, column, xpath = self._location(element)
        pointer = xpath + (f"/@{_prefixed(attribute)}" if attribute else "")
        return finding.at(line=line, column=column, pointer=pointer)

    def _location(self, element: Element) -> tuple[int, int, str]:
        """Return line, column and XPath of an element."""
        if element not in self._locations:
            start = self._starts[self._numbers[element]]
            line = bisect_right(self._line_starts, start)
            column = start - self._line_starts[line - 1] + 1
            self._locations[element] = line, column, xpath_of(element)
        return self._locations[element]

    def of_part(self, finding: Finding) -> Finding:
        """Add to a finding the location of the element to which its JSON Pointer leads."""
        return self.of_element(finding, self._element(finding.location.pointer or ""))

    def _at(self, xpath: str | None) -> Element | None:
        elements = self._root.xpath(xpath, namespaces={"tei": NAMESPACE}) if xpath else None
        return elements[0] if isinstance(elements, list) and elements else None

    def _element(self, pointer: str) -> Element:
        """Return the element of the part at a pointer, or of the nearest part around it."""
        field, slash, rest = pointer.removeprefix("/").partition("/")
        for pattern, path in _WITHOUT_ID.get(field, ()):
            match = re.match(pattern, slash + rest)
            if match and (element := self._at(_xpath(path, match))) is not None:
                return self._note_of(element, pointer)
        while pointer:
            if (element := self._by_id.get(self._ids.get(pointer, ""))) is not None:
                return element
            pointer, _, step = pointer.rpartition("/")
            rights = self._by_id.get(f"rights.{self._ids.get(pointer)}")
            if step == "rights" and rights is not None:
                return rights
        return self._root

    def _note_of(self, element: Element, pointer: str) -> Element:
        """Return the basis note of a value if the pointer leads into the note, else the element."""
        if not _IN_A_NOTE.search(pointer):
            return element
        note = self._at(f'//tei:note[@type="basis"][@target="#{element.get(XML_ID)}"]')
        return element if note is None else note

    @cached_property
    def _numbers(self) -> Mapping[Element, int]:
        """The number of each element, in document order."""
        return {element: number for number, element in enumerate(self._root.iter())}

    @cached_property
    def _by_id(self) -> Mapping[str, Element]:
        elements = cast("list[Element]", self._root.xpath("//*[@xml:id]"))
        return {element.attrib[XML_ID]: element for element in elements}

    @cached_property
    def _text(self) -> str:
        return self._data.decode("utf-8", "replace").removeprefix("\ufeff")

    @cached_property
    def _starts(self) -> Sequence[int]:
        """The offset of each start tag in the text, in document order."""
        return [match.start() for match in _START.finditer(self._text) if match[0] == "<"]

    @cached_property
    def _line_starts(self) -> Sequence[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]


_START = re.compile(r"<(?![/!?])|<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
"""A start tag, or a construct that can contain text that looks like one."""

_IN_A_NOTE = re.compile("/(basis|certainty|reason|rests_on)(/|$)")
"""The fields of a metadata value that are written in its basis note."""

_FILE = "/tei:TEI/tei:teiHeader/tei:fileDesc"
_PROFILE = "/tei:TEI/tei:teiHeader/tei:profileDesc"
_ARTICLE = f'{_FILE}/tei:sourceDesc/tei:bibl[@type="article"]'
_WITHOUT_ID = {
    "rights": ((r"/(text|record)", '//tei:availability[@xml:id="rights.{}"]'),),
    "metadata": (
        (r"/titles/(\d+)", f'{_ARTICLE}/tei:title[@level="a"][{{}}]'),
        (r"/authors/(\d+)", f"{_ARTICLE}/tei:author[{{}}]"),
        (r"/contributors/(\d+)", f"{_ARTICLE}/tei:editor[{{}}]"),
        (r"/identifiers/(\d+)", f"{_ARTICLE}/tei:idno[not(@subtype)][{{}}]"),
        (r"/addresses/(\d+)", f'{_ARTICLE}/tei:idno[@subtype="address"][{{}}]'),
        (r"/publication/container", f'{_ARTICLE}/tei:title[@level="j"]'),
        (r"/publication/publisher", f"{_ARTICLE}/tei:publisher"),
        (r"/publication/(published|updated)", f'{_ARTICLE}/tei:date[@type="{{}}"]'),
        (r"/publication/extents/(\d+)", f"{_ARTICLE}/tei:biblScope[{{}}]"),
        (r"/publication/written", f"{_PROFILE}/tei:creation/tei:date"),
        (r"/languages/(\d+)", f"{_PROFILE}/tei:langUsage/tei:language[{{}}]"),
        (r"/abstract", f"{_PROFILE}/tei:abstract"),
        (r"/keywords/(\d+)", f"{_PROFILE}/tei:textClass/tei:keywords[{{}}]"),
        (r"/genre", f"{_PROFILE}/tei:textClass/tei:classCode"),
        ("", _ARTICLE),
    ),
    "revisions": ((r"/(\d+)", "/tei:TEI/tei:teiHeader/tei:revisionDesc/tei:change[last()-{}+1]"),),
    "extensions": (("", "/tei:TEI/tei:teiHeader/tei:xenoData"),),
    "base_iri": (("", f'{_FILE}/tei:publicationStmt/tei:idno[@type="URI"]'),),
}
"""The parts of a record that have no id, by the field of the record that contains them. Each has a
pattern for the rest of the pointer, and an XPath in TEI (docs/reference/tei.md)."""


def _xpath(path: str, match: re.Match[str]) -> str:
    """Return the path with the name or number from the pointer filled in (XPath counts from 1)."""
    step = match[1] if match.re.groups else ""
    return path.format(int(step) + 1 if step.isdigit() else step)


def _prefixed(attribute: str) -> str:
    return attribute.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")
