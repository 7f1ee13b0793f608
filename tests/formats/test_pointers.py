"""The pointers in our TEI lead any program to the exact words, by the rules of TEI P5 alone.

The resolver knows xml:id, `string-range()`, `range()` and `string-index()` (TEI P5, 17.2.4) and the
string value of an element, which XPath counts in code points. It uses nothing of `archive`: reader
and writer cannot share a mistake with it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

from archive.formats import tei
from archive.formats.tei import inline_annotations
from archive.model.document import Document
from tests.strategies import documents, large_document

TEI = {"t": "http://www.tei-c.org/ns/1.0"}


# --- a resolver ---


class Resolver:
    """Resolves the pointers of one TEI file."""

    def __init__(self, data: bytes) -> None:
        self.tree = etree.fromstring(data)
        self._slice = etree.XPath("substring($text, $start + 1, $length)")
        self._texts: dict[str, str] = {}
        for element in self.tree.xpath("//*[@xml:id]"):
            id = element.get("{http://www.w3.org/XML/1998/namespace}id")
            assert id not in self._texts
            self._texts[id] = element.xpath("string()")

    def stretches(self, pointer: str) -> list[tuple[str, int, int]]:
        """Block, start and length of each stretch that a pointer names."""
        assert pointer.startswith("#")
        assert pointer.endswith(")")
        scheme, _, arguments = pointer[1:-1].partition("(")
        if scheme == "string-range":
            block, start, length = arguments.split(",")
            return [(block, int(start), int(length))]
        assert scheme == "range"
        points = [point.removeprefix("string-index(") for point in arguments.split("),")]
        points = [point.removesuffix(")") for point in points]
        assert len(points) % 2 == 0
        found = []
        for first, last in zip(points[::2], points[1::2], strict=True):
            (block, start), (same, end) = first.split(","), last.split(",")
            assert same == block
            found.append((block, int(start), int(end) - int(start)))
        return found

    def words_at(self, stretch: tuple[str, int, int]) -> str:
        """The words at a place."""
        block, start, length = stretch
        text = self._texts[block]
        assert start >= 0
        assert start + length <= len(text)
        return self._cut(text, start, length)

    def _cut(self, text: str, start: int, length: int) -> str:
        if "\0" in text:  # libxml2 could not hold it; XML cannot either
            raise ValueError(text)
        cut = str(self._slice(self.tree, text=text, start=start, length=length))
        assert cut == text[start : start + length]  # two ways of counting code points agree
        return cut

    def written(self) -> Iterator[tuple[tuple[str, int, int], str]]:
        """Each anchor of the file: where it points, and the words written beside the pointer."""
        for annotation in self.tree.iterfind(".//t:annotation", TEI):
            target = annotation.get("target", "")
            notes = annotation.iterfind("t:note[@type='exact']", TEI)
            stretches = self.stretches(target) if "(" in target else []
            yield from zip(stretches, map(_words_in, notes), strict=True)
        for quote in self.tree.iterfind(".//t:quote[@type='anchor']", TEI):
            [stretch] = self.stretches(quote.get("source", ""))
            yield stretch, _words_in(quote)


def _words_in(element: Any) -> str:
    """The text of an element; white space is kept where `xml:space` says so, else one line."""
    text = str(element.xpath("string()"))
    if element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve":
        return text
    return re.sub("[ \t\r\n]+", " ", text).strip(" ")


# --- what the record says, from its JSON and by no index of ours ---


def anchors_of(value: Any) -> Iterator[tuple[tuple[str, int, int], str]]:
    if isinstance(value, dict):
        if value.get("type") == "anchor":
            yield (
                (value["block"], value["start"], value["end"] - value["start"]),
                value["exact"],
            )
        else:
            for inner in value.values():
                yield from anchors_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from anchors_of(inner)


def assert_pointers_lead_to_their_words(document: Document, data: bytes) -> int:
    resolver = Resolver(data)
    written = list(resolver.written())
    record = json.loads(document.model_dump_json(exclude={"extensions"}))
    assert Counter(written) == Counter(anchors_of(record))
    for stretch, words in written:
        assert resolver.words_at(stretch) == words
    return len(written)


# --- tests ---


@pytest.mark.slow
def test_every_anchor_of_a_kept_record_is_found_where_its_pointer_says(record: Document):
    found = assert_pointers_lead_to_their_words(record, tei.write(record).data)
    assert found or record.id == "minimal"


@given(documents())
def test_every_anchor_of_any_record_is_found_where_its_pointer_says(document: Document):
    assert_pointers_lead_to_their_words(document, tei.write(document).data)


@given(documents())
def test_elements_laid_over_the_text_move_no_pointer(document: Document):
    """The exact form's pointers find the same words in a text that has elements laid over it."""
    laid_over = Resolver(inline_annotations.write(document).data)
    exact = Resolver(tei.write(document).data)
    for stretch, words in (*exact.written(), *laid_over.written()):
        assert laid_over.words_at(stretch) == words


@pytest.mark.slow
def test_every_anchor_of_a_large_record_is_found_where_its_pointer_says():
    document = large_document(3)
    assert assert_pointers_lead_to_their_words(document, tei.write(document).data) > 1000


def test_a_pointer_that_is_off_by_one_leads_elsewhere(record: Document):
    data = tei.write(record).data
    resolver = Resolver(data)
    differ = [
        words
        for (block, start, length), words in resolver.written()
        if start and resolver.words_at((block, start - 1, length)) == words
    ]
    assert differ == []
