"""No character of the running text is lost or duplicated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import archive
from tests.articles.jats.articles import articles
from tests.articles.jats.running import characters, kept, pieces, root_of, texts_of
from tests.tools.cases import each_case

REAL = "ingest/jats"


def files(shared: Callable[[str], Path]) -> list[Path]:
    return [path for path in sorted(shared(REAL).iterdir()) if path.suffix in (".xml", ".nxml")]


@pytest.mark.slow
def test_no_character_of_real_articles_is_lost(shared: Callable[[str], Path]) -> None:
    seen = 0
    for path in files(shared):
        texts = texts_of(root_of(path.read_bytes()))
        for number, text in enumerate(texts, 1):
            document = archive.receive(path, text=number).document
            assert kept(document) == characters(text), (path.name, number)
            seen += 1
    assert seen >= 22


@pytest.mark.slow
def test_words_of_real_articles_stand_in_the_order_of_the_file(
    shared: Callable[[str], Path],
) -> None:
    for path in files(shared):
        document = archive.receive(path).document
        blocks = ["".join(block.text.split()) for block in document.text_blocks()]
        text = "".join(blocks)
        for piece in pieces(texts_of(root_of(path.read_bytes()))[0]):
            assert piece in text or any(piece == marker for marker in markers(document)), (
                path.name,
                piece,
            )


def markers(document: archive.Document) -> list[str]:
    return [
        "".join(getattr(part, "marker", "").split())
        for _, part in document.index.named
        if getattr(part, "marker", "")
    ]


@pytest.mark.slow
@given(articles())
def test_no_character_of_drawn_articles_is_lost(data: bytes) -> None:
    result = archive.receive(data, format="jats")
    assert kept(result.document) == characters(texts_of(root_of(data))[0])
    assert archive.validate(result.document).ok


@each_case("name", ["p", "title", "fn", "list-item", "td", "caption"])
def test_words_in_an_element_that_nobody_knows_are_kept_and_reported(name: str) -> None:
    inner = f"<{name}>One <weird>two</weird> three.</{name}>"
    holders: dict[str, Any] = {
        "p": "{}",
        "title": "<sec>{}</sec>",
        "fn": "<p>A<fn><p>One <weird>two</weird> three.</p></fn></p>",
        "list-item": "<list>{}</list>",
        "td": "<table-wrap><table><tr>{}</tr></table></table-wrap>",
        "caption": "<fig>{}</fig>",
    }
    data = f"<article><front/><body>{holders[name].format(inner)}</body></article>".encode()
    result = archive.receive(data, format="jats")
    assert "One two three." in [block.text for block in result.document.text_blocks()]
    assert any("<weird>: 1, first at line 1" in finding.message for finding in result.findings)
