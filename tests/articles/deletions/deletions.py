"""Deletions: copies of a file in which one attribute or one element is missing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from random import Random
from typing import Any, NamedTuple

from lxml import etree, html

OPERATIONS = ("attribute", "unwrap", "remove")
"""An attribute is deleted; an element is, but not its content; an element without others in it is."""


class Place(NamedTuple):
    """What is deleted: an attribute or an element of one part of a file."""

    part: str
    """The file within a zip file; empty elsewhere."""
    operation: str
    """One of `OPERATIONS`."""
    parent: str
    name: str
    """The local name of the element, with its namespace if that is another than the root's."""
    attribute: str
    """The attribute, as lxml names it; empty for an element."""
    value: str
    """The value of the attribute, or the first words of the element."""
    number: int
    """Which element it is, in document order, from 0."""
    line: int
    language: str = ""
    """The language of what is around the element, as `xml:lang` or `lang` says."""
    words: str = ""
    """The first words of the element."""

    @property
    def kind(self) -> tuple[str, ...]:
        """All that makes one deletion like another: neither value nor place."""
        return (self.part, self.operation, self.parent, self.name, self.attribute)

    def __str__(self) -> str:
        what = f"@{self.attribute}={self.value!r} on " if self.attribute else f"{self.operation} "
        words = "" if self.attribute else f" ({self.value!r})"
        part = f"{self.part}, " if self.part else ""
        return f"{what}<{self.name}> in <{self.parent}>{words}, {part}line {self.line}"


class Document:
    """A file whose parts can be deleted one by one."""

    def __init__(self, data: bytes, parts: Sequence[str] = (), *, is_html: bool = False) -> None:
        """Parse a file.

        Args:
            data: The file: XML, HTML, or a zip file with XML in it.
            parts: The files in it that are looked at, if it is a zip file.
            is_html: Whether it is HTML.
        """
        self._is_html, self._data = is_html, data
        self._packed: dict[str, bytes] = {}
        if parts:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                self._packed = {one.filename: archive.read(one) for one in archive.infolist()}
        self._parts: dict[str, bytes] = (
            {name: self._packed[name] for name in parts if name in self._packed}
            if parts
            else {"": data}
        )

    @property
    def whole(self) -> bytes:
        """The file with nothing deleted, serialised as those in which something is."""
        first = next(iter(self._parts))
        return self._written(first, self._parsed(first))

    def places(self) -> Iterator[Place]:
        """Yield all that can be deleted, in document order."""
        for part in self._parts:
            root = self._parsed(part)
            for number, element in enumerate(_elements(root)):
                if element is not root:
                    yield from _places(part, number, element, root)

    def without(self, place: Place) -> bytes:
        """The file without what stands at a place."""
        root = self._parsed(place.part)
        element = next(one for n, one in enumerate(_elements(root)) if n == place.number)
        if place.operation == "attribute":
            del element.attrib[place.attribute]
        else:
            _delete(element, with_content=place.operation == "remove")
        return self._written(place.part, root)

    def _parsed(self, part: str) -> Any:
        data = self._parts[part]
        if self._is_html:
            return html.document_fromstring(data)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            collect_ids=False,  # an id that stands twice is no error
            huge_tree=True,
        )
        # Without ids libxml2 opens the file that a DOCTYPE names.
        return etree.fromstring(re.sub(rb"<!DOCTYPE[^\[>]*>", b"", data, count=1), parser)

    def _written(self, part: str, root: Any) -> bytes:
        tree = root.getroottree()
        if self._is_html:
            encoding = tree.docinfo.encoding
            page: bytes = etree.tostring(tree, method="html", encoding=encoding, with_tail=False)
            return page
        encoding = tree.docinfo.encoding or "UTF-8"
        data: bytes = etree.tostring(tree, encoding=encoding, xml_declaration=True)
        if not part:
            return data
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, content in self._packed.items():
                archive.writestr(zipfile.ZipInfo(name), data if name == part else content)
        return buffer.getvalue()


def sampled(places: Sequence[Place], each: int, random: Random) -> list[Place]:
    """Return some of each kind of deletion: the first and others, of different values first."""
    by_kind: dict[tuple[str, ...], list[Place]] = {}
    for place in places:
        by_kind.setdefault(place.kind, []).append(place)
    chosen: list[Place] = []
    for alike in by_kind.values():
        first, *others = alike
        random.shuffle(others)
        others.sort(key=_seen_before([first]))
        chosen += [first, *others[: each - 1]]
    return chosen


def _seen_before(seen: Sequence[Place]) -> Callable[[Place], bool]:
    """A key that sorts values that were seen before to the end."""
    values = {place.value for place in seen}

    def key(place: Place) -> bool:
        is_seen = place.value in values
        values.add(place.value)
        return is_seen

    return key


def _elements(root: Any) -> Iterator[Any]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _places(part: str, number: int, element: Any, root: Any) -> Iterator[Place]:
    parent, name = _name(element.getparent(), root), _name(element, root)
    line = element.sourceline or 0
    language = _language(element.getparent())
    words = " ".join("".join(element.itertext()).split())[:60]

    def place(operation: str, attribute: str, value: str) -> Place:
        return Place(part, operation, parent, name, attribute, value, number, line, language, words)

    for attribute, value in element.items():
        yield place("attribute", str(attribute), str(value)[:80])
    if len(element) or words:
        yield place("unwrap", "", words)
    if not len(element):
        yield place("remove", "", words)


def _language(element: Any) -> str:
    """The language that an element says, or the nearest around it that says one.

    In TEI a text around which nothing says one is in the first that the header lists.
    """
    root = element
    while element is not None:
        for name in ("{http://www.w3.org/XML/1998/namespace}lang", "lang"):
            if element.get(name):
                return str(element.get(name))
        root, element = element, element.getparent()
    listed = root.find("{*}teiHeader/{*}profileDesc/{*}langUsage/{*}language[@ident]")
    return "" if listed is None else str(listed.get("ident"))


def _name(element: Any, root: Any) -> str:
    if isinstance(element, html.HtmlElement):
        return str(element.tag)  # which may hold a colon: <fb:like>
    qualified = etree.QName(element)
    if qualified.namespace in (None, etree.QName(root).namespace):
        return qualified.localname
    return str(qualified)


def _delete(element: Any, *, with_content: bool) -> None:
    """Delete an element, and with it its content or not; the text after it stays."""
    parent = element.getparent()
    index = parent.index(element)
    kept = [] if with_content else [*element]
    texts = ["" if with_content else element.text or "", *(one.tail or "" for one in kept)]
    tail = element.tail or ""
    parent.remove(element)
    texts[-1] += tail
    _add_text(parent, index, texts[0])
    for one, text in zip(kept, texts[1:], strict=True):
        parent.insert(index, one)
        one.tail = text or None
        index += 1


def _add_text(parent: Any, index: int, text: str) -> None:
    """Add a text before the child at an index."""
    if index:
        before = parent[index - 1]
        before.tail = (before.tail or "") + text or None
    else:
        parent.text = (parent.text or "") + text or None
