"""A page read again by somebody else's parser: what it holds, as a test asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from lxml import html

import archive
from archive.model.document import Document

_NUMBERS = ("c", "q", "f")
"""The attributes that name the claims to which words belong: as theirs, a cue, a condition."""
_ADDED = ("marker", "added")
"""The classes of what stands in the element of a block and is none of its words."""


class Page:
    """A page of a record, parsed."""

    def __init__(self, document: Document, **options: object) -> None:
        self.written = archive.write(document, "html", **options)
        self.source = self.written.data.decode()
        self.root = html.document_fromstring(self.source)
        self.by_id = {id: element for element in self.root.iter() if (id := element.get("id"))}

    @property
    def text(self) -> str:
        """All words of the page, without what styles it and what moves it."""
        return "".join(_words(self.root.find("body")))

    def ids(self) -> list[str]:
        """Every id, in order."""
        return [id for element in self.root.iter() if (id := element.get("id")) is not None]

    def targets(self) -> set[str]:
        """The ids to which its inner links lead; those that only filter lead nowhere."""
        links = {element.get("href", "") for element in self.root.iter("a")}
        return {
            link[1:] for link in links if link.startswith("#") and not link.startswith("#;")
        } - {""}

    def block(self, id: str) -> str:
        """The words of a block of the article, as they stand there."""
        return "".join(text for text, _ in _stretches(self.by_id[id], {}))

    def covered(self, document: Document) -> Mapping[tuple[str, int], set[tuple[str, int]]]:
        """The places that belong to each claim, by attribute and number: block and code point."""
        found: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
        for block in document.text_blocks():
            at = 0
            for text, said in _stretches(self.by_id[block.id], {}):
                for name, numbers in said.items():
                    for n in numbers:
                        found[name, n].update((block.id, k) for k in range(at, at + len(text)))
                at += len(text)
        return found


def _stretches(
    element: html.HtmlElement, said: Mapping[str, frozenset[int]]
) -> Iterator[tuple[str, Mapping[str, frozenset[int]]]]:
    """The words within an element, each stretch with the claims to which it belongs."""
    if element.text:
        yield element.text, said
    for child in element:
        own = {
            name: frozenset(map(int, child.get(f"data-{name}", "").split())) for name in _NUMBERS
        }
        inner = {name: said.get(name, frozenset()) | own[name] for name in _NUMBERS}
        is_added = bool(set(child.get("class", "").split()) & set(_ADDED))
        if not (is_added or child.get("id")):  # what has an id of its own is another block
            yield from _stretches(child, inner)
        if child.tail:
            yield child.tail, said


def _words(element: html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript"):
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _words(child)
        if child.tail:
            yield child.tail
