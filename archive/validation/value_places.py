"""Returns the strings of a capture that may contain a metadata value."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from lxml import etree

from archive.derivations import derivation_of
from archive.derivations.derivation import Derived
from archive.derivations.html_text_1 import Element, Page
from archive.derivations.package import Package
from archive.derivations.untrusted_xml import parse_xml
from archive.derivations.xml_walk import XmlText
from archive.errors import ArchiveError, MissingExtra
from archive.files.interface import Files
from archive.model.captures import Capture, CaptureOrigin, ElementOrigin, Origin
from archive.text.decoding import charset_of, decode_leniently
from archive.validation.rederivation import possible_derivation
from archive.validation.value_forms import Strings, joined

T = TypeVar("T")

_HEADS = ("front", "front-stub", "teiHeader")
_PARTS_WITH_PROPERTIES = {
    "docx-text-1": ("docProps/core.xml", "docProps/custom.xml"),
    "odt-text-1": ("meta.xml",),
}
"""The parts of office packages with the metadata of the file."""
_KEY = re.compile(r"\s*(?:-\s+)?(?:[\"']?[\w-]+[\"']?\s*[:=](?:\s+|(?=[\"'\[])|$))?")
"""The key before a value in a line of front matter."""
_MOST_INNER = 20
"""The maximum number of elements within an element whose attributes are searched."""


class CapturePlaces:
    """The places in one capture where values are searched for."""

    def __init__(self, capture: Capture, files: Files) -> None:
        self.capture, self._files = capture, files
        self.derived: Derived | None = None
        """The text of the capture; `None` if it cannot be derived."""
        self.missing: MissingExtra | None = None
        """The error if a library that derives the text is missing."""
        self._made: dict[str, Strings] = {}
        self._everything: list[Strings] = []
        derivation = derivation_of(capture) or possible_derivation(capture, files)
        if derivation is None:
            return
        try:
            self.derived = files.derived(capture, derivation)
        except MissingExtra as missing:
            self.missing = missing
        except ArchiveError:
            return

    @property
    def kind(self) -> str:
        """The name of the derivation of the capture's text."""
        return "" if self.derived is None else self.derived.derivation.name

    # --- one place ---

    def at(self, origin: Origin, basis: str) -> Iterator[Strings]:
        """Yield the strings at an origin, those that are fast to compute first."""
        derived = self.derived
        if derived is None:
            return
        if isinstance(origin, CaptureOrigin):
            yield from self._of_file(basis)
        elif derived.derivation.supports(origin) and derived.has(origin):
            yield Strings([derived.words(origin)], bases=self._bases)
            if isinstance(origin, ElementOrigin) and origin.start is None:
                yield self._once(origin.path, lambda: self._of_element(origin.path))

    def _once(self, name: str, make: Callable[[], Iterable[str]]) -> Strings:
        """Return the strings of a place; compute them once, since many values may be there."""
        if name not in self._made:
            self._made[name] = Strings([*make()], bases=self._bases)
        return self._made[name]

    def beside(self, origin: Origin) -> Strings:
        """Return the text of the parent of an element in an XML file."""
        if not isinstance(origin, ElementOrigin) or not isinstance(self.derived, XmlText):
            return Strings([])
        node = self._node(origin.path.rpartition("/")[0])
        return Strings([] if node is None else [" ".join(node.itertext())], is_long=True)

    def _of_file(self, basis: str) -> Iterator[Strings]:
        """Yield the strings of a whole file, or of its metadata only."""
        if self.kind == "markdown-text-1" and basis == "embedded":
            yield self._once(basis, self._front_matter)
        elif self.kind not in _PARTS_WITH_PROPERTIES:
            yield from self.everything()
        elif basis == "embedded":
            yield self._once(basis, self._properties)
        else:
            yield self._once(basis, lambda: "".join(self._text()).split("\n"))

    def _front_matter(self) -> Iterator[str]:
        front: re.Match[str] | None = getattr(self.derived, "front_matter", None)
        yield from map(_without_key, "" if front is None else front[0].split("\n"))

    def _properties(self) -> list[str]:
        package = Package(self._files.read(self.capture.file) or b"", "package")
        roots = [package.xml_if_there(name) for name in _PARTS_WITH_PROPERTIES[self.kind]]
        return [text for root in roots if root is not None for text in root.itertext()]

    @cached_property
    def _bases(self) -> list[str]:
        """The base addresses for relative addresses in the file."""
        elements = self.derived.elements if isinstance(self.derived, Page) else ()
        own = (element.get("href") for element in elements if element.name == "base")
        address = self.capture.address or ""
        return [one for one in (address, joined(address, next(own, ""))) if one]

    def _of_element(self, path: str) -> Iterator[str]:
        """Yield the strings of an element that are not in the derived text."""
        if isinstance(self.derived, Page):
            element = self.derived.element(path)
            yield from () if element is None else _of_html(element)
        elif isinstance(self.derived, XmlText) and (node := self._node(path)) is not None:
            for inner in _few(node.iter()):
                yield from inner.attrib.values()
            yield " ".join(node.itertext())
            yield "".join(node.itertext())

    def _node(self, path: str) -> Any:
        """Return the element at a path in an XML file."""
        element = self.derived.element(path) if isinstance(self.derived, XmlText) else None
        return None if element is None else self._nodes[element.rank]

    @cached_property
    def _nodes(self) -> Sequence[Any]:
        """All elements of an XML file, in document order."""
        return [*parse_xml(self._files.read(self.capture.file) or b"").root.iter()]

    # --- anywhere ---

    def everything(self) -> Iterator[Strings]:
        """Yield all strings of the file: its head, its text, and its source."""
        for number, make in enumerate((self._head, self._text, self._source)):
            if number == len(self._everything):
                strings = list(filter(None, make()))
                self._everything.append(Strings(strings, bases=self._bases, is_long=True))
            yield self._everything[number]

    def _head(self) -> Iterator[str]:
        """Yield the text of the element with the metadata of an XML file."""
        root = self._nodes[0] if isinstance(self.derived, XmlText) else ()
        head = next((child for child in root if str(child.tag).rpartition("}")[2] in _HEADS), None)
        if head is not None:
            yield " ".join(head.itertext())
            yield "".join(head.itertext())
            yield " ".join(value for one in head.iter() for value in one.attrib.values())

    def _text(self) -> Iterator[str]:
        yield "" if self.derived is None else self.derived.text

    def _source(self) -> Iterator[str]:
        source = self._markup()
        yield re.sub(r"<[^<>]*>", " ", source) if "<" in source else ""
        decoded = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), source)
        yield decoded.replace("\\/", "/")

    def _markup(self) -> str:
        """Return the source of a file with markup, or the properties of a package."""
        if self.kind in _PARTS_WITH_PROPERTIES:
            return "\n".join(self._properties())
        if isinstance(self.derived, Page):
            return self.derived.tree.html or ""
        if isinstance(self.derived, XmlText):
            return etree.tostring(self._nodes[0], encoding=str)
        data = self._files.read(self.capture.file) or b""
        return decode_leniently(data, charset_of(self.capture.media_type) or "utf-8")


def _few(elements: Iterator[T]) -> list[T]:
    """Return an element with its descendants, or, if these are many, only the element."""
    found = [*islice(elements, _MOST_INNER + 1)]
    return found if len(found) <= _MOST_INNER else found[:1]


def _of_html(element: Element) -> Iterator[str]:
    """Yield the strings of an HTML element: attributes, and the content of a script."""
    for one in _few(element.within()):
        yield from filter(None, one.attributes.values())
    if element.name == "script":
        yield from _strings_of_script(element.node.text())
    elif element.is_left_out:
        yield element.node.text()


_JSON = re.compile(r"[\[{]\s*[\"{\[]")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"|(?<=[:\[,])\s*-?\d[\d.]*', re.DOTALL)


def _strings_of_script(text: str) -> Iterator[str]:
    """Yield the strings and numbers of JSON, or the lines of another script without keys."""
    if _JSON.search(text) is None:
        yield from map(_without_key, text.split("\n"))
    for found in _STRING.findall(text):
        with suppress(ValueError):
            yield str(json.loads(found, strict=False))


def _without_key(line: str) -> str:
    """Return the value in a line of YAML or TOML."""
    return _KEY.sub("", line, count=1).strip(" []")
