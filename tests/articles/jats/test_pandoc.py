"""The words that pandoc reads in real articles are in their records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.model.blocks import Caption, Heading
from tests.articles.jats.running import root_of
from tests.conftest import import_or_skip

QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


def words(node: Any) -> Iterator[str]:
    """The words of pandoc's inlines; a note is a block of its own."""
    if isinstance(node, list):
        for inner in node:
            yield from words(inner)
    elif isinstance(node, dict):
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            yield content
        elif kind in ("Code", "Math"):
            yield content[1]
        elif kind == "Quoted":
            before, after = QUOTES[content[0]["t"]]
            yield from (before, *words(content[1]), after)
        elif kind in ("Cite", "Link", "Span"):
            yield from words(content[1])
        elif content is not None and kind not in ("Note", "Image"):
            yield from words(content)


def texts(blocks: list[Any]) -> Iterator[tuple[str, str]]:
    """Headings and paragraphs, also in lists and quotations, without white space."""
    for block in blocks:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in ("Para", "Plain", "Header"):
            found = words(content[2] if kind == "Header" else content)
            yield kind, "".join("".join(found).split())
        elif kind == "BlockQuote":
            yield from texts(content)
        elif kind == "Div":
            yield from texts(content[1])
        elif kind in ("BulletList", "OrderedList"):
            for item in content if kind == "BulletList" else content[1]:
                yield from texts(item)


@pytest.mark.slow
def test_headings_and_paragraphs_are_those_that_pandoc_reads(shared: Callable[[str], Path]) -> None:
    pypandoc = import_or_skip("pypandoc")
    seen = 0
    for path in sorted(shared("ingest/jats").iterdir()):
        root = root_of(path.read_bytes())
        if root.xpath("//sub-article"):
            continue  # pandoc reads all texts of a file as one
        document = archive.receive(path).document
        blocks = ["".join(block.text.split()) for block in document.text_blocks()]
        headings = [
            "".join(block.text.split())
            for block in document.text_blocks()
            if isinstance(block, Heading | Caption)
        ]
        text = "".join(blocks)
        numbers = {*root.xpath("//object-id/text()")}
        addresses = {
            link.get("{http://www.w3.org/1999/xlink}href") for link in root.iter("ext-link")
        }
        made = json.loads(pypandoc.convert_file(str(path), "json", format="jats"))
        for kind, found in texts(made["blocks"]):
            assert found in text or found in numbers | addresses, (path.name, found)
            if kind == "Header" and found:
                assert any(found in heading for heading in headings), (path.name, found)
            seen += 1
    assert seen > 200
