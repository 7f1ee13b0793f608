"""Random trees that nobody would write: no character of their running text is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.articles.tei_of_others.vocabulary import KEPT_AS_BLOCKS, MARKS, NAMING
from archive.derivations.tei_vocabulary import BLOCKS, LEAVES, WITHIN_LINES
from archive.io import read, receive, write
from tests.articles.tei_of_others.running_text import PARSER, differences, found

# What stands in these is text that stands apart, or code, which has tests of its own.
_OTHERWISE = {
    "egXML",
    "eg",
    "text",
    "TEI",
    "group",
    "front",
    "back",
    "body",
    "figDesc",
    "floatingText",
}
NAMES = sorted(
    (
        BLOCKS
        | KEPT_AS_BLOCKS
        | LEAVES
        | WITHIN_LINES
        | frozenset(MARKS)
        | NAMING
        | {"made", "up", "lem", "rdg", "rt", "witDetail", "caesura"}
    )
    - _OTHERWISE
)
ATTRIBUTES: dict[str, list[str]] = {
    "place": ["foot", "margin", "left"],
    "n": ["1", "x y"],
    "type": ["person", "references", "main", "ordered", "hyphenated", "two words"],
    "rend": ["italic", "bold sup", "odd"],
    "target": ["#a", "#b", "https://example.org/", "#a #b", ""],
    "ref": ["#a", "#c", "x:y", ""],
    "who": ["#a"],
    "when": ["2016", "never", "--04"],
    "break": ["no", "yes"],
    "join": ["left", "right", "both"],
    "{http://www.w3.org/XML/1998/namespace}id": ["a", "b", "c.d", "é"],
    "{http://www.w3.org/XML/1998/namespace}lang": ["de", "not a tag"],
    "{http://www.w3.org/XML/1998/namespace}space": ["preserve", "default"],
    "cols": ["2", "0", "many"],
    "url": ["a.png", ""],
    "cert": ["high", "sure"],
}
TEXTS = st.text("ab \n\u00a0-é𝒳", max_size=4)


@st.composite
def trees(draw: st.DrawFn, names: Sequence[str] = NAMES) -> bytes:
    """A file with a tree in its body of elements that stand anywhere."""
    namespace = "http://www.tei-c.org/ns/1.0"
    body = etree.Element(f"{{{namespace}}}body", nsmap={None: namespace})
    holders = [body]
    for _ in range(draw(st.integers(1, 25))):
        holder = draw(st.sampled_from(holders))
        element = etree.SubElement(holder, f"{{{namespace}}}{draw(st.sampled_from(names))}")
        for name in draw(st.lists(st.sampled_from(sorted(ATTRIBUTES)), max_size=3)):
            element.set(name, draw(st.sampled_from(ATTRIBUTES[name])))
        element.text = draw(TEXTS)
        element.tail = draw(TEXTS)
        holders.append(element)
    body.text = f"{draw(TEXTS)}z"
    root = etree.Element(f"{{{namespace}}}TEI", nsmap={None: namespace})
    etree.SubElement(root, f"{{{namespace}}}teiHeader")
    etree.SubElement(root, f"{{{namespace}}}text").append(body)
    return etree.tostring(root, encoding="utf-8")


@pytest.mark.slow
@given(trees())
def test_no_character_of_a_drawn_text_is_lost(data: bytes) -> None:
    document = receive(data, "tei-of-others", id="article-1").document
    root: Any = etree.fromstring(data, PARSER)
    (text,) = found(root, "*[local-name()='text']")
    assert differences(document, root, text) == []


@given(trees())
def test_a_record_of_a_drawn_text_can_be_written_and_read(data: bytes) -> None:
    document = receive(data, "tei-of-others", id="article-1").document
    for format in ("json", "tei"):
        assert read(write(document, format).data, format).document == document
