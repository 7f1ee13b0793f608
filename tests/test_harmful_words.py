"""Words that mean harm are words in every format: they come back, and are no elements or scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given
from lxml import etree

import archive
from archive.model.document import Document
from archive.model.statements import Status
from tests.conftest import fewer
from tests.records.hostile import hostile_documents

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.mark.slow
@fewer(2)
@given(hostile_documents())
@pytest.mark.parametrize("format", ["json", "tei"])
def test_an_exact_format_returns_them_as_they_were(format: str, document: Document) -> None:
    assert archive.read(archive.write(document, format).data).document == document


@pytest.mark.slow
@fewer(2)
@given(hostile_documents())
@pytest.mark.parametrize("format", ["tei", "tei-inline"])
def test_tei_has_no_element_or_instruction_of_theirs(format: str, document: Document) -> None:
    root = etree.fromstring(archive.write(document, format).data)
    for node in root.iter():
        assert not isinstance(node, etree._ProcessingInstruction | etree._Entity)
        if isinstance(node.tag, str):
            assert node.tag.startswith(TEI)
            assert node.tag.removeprefix(TEI) not in {"script", "img", "svg", "iframe", "style"}
            assert not any(name.startswith("on") for name in node.attrib)


@pytest.mark.slow
@fewer(2)
@given(hostile_documents())
def test_json_for_a_page_cannot_end_its_script(document: Document) -> None:
    data = archive.write(document, "schema-org").data
    assert b"<" not in data
    assert json.loads(data)["@graph"]
    assert not re.search(rb'"(?:url|license|contentUrl|@id)": "(?:javascript|data):', data, re.I)


@pytest.mark.slow
@fewer(2)
@given(hostile_documents())
def test_words_in_web_annotations_are_plain_text(document: Document) -> None:
    page = json.loads(archive.write(document, "web-annotation").data)
    for body in _texts(page):
        assert body.get("format") == "text/plain" or body["value"] in get_args(Status)


def _texts(value: Any) -> Iterator[dict[str, Any]]:
    """Every body that is text."""
    if isinstance(value, dict):
        if value.get("type") == "TextualBody":
            yield value
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
