"""The page that a record makes on a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.blocks import (
    Paragraph,
    Section,
)
from archive.model.document import Document
from archive.model.metadata import (
    Metadata,
    Title,
)
from archive.model.works import Source
from archive.view.show import claim_page, claims_table, page
from archive.view.terminal import width_of
from tests import samples
from tests.strategies import documents
from tests.tools.cases import each_case
from tests.view.articles import recaptured, rich


@each_case("width", [50, 80, 120])
def test_a_page_is_as_agreed(width: int, golden: Callable[[str, str], None]) -> None:
    golden(f"show/rich-{width}.txt", page(rich(), width=width))


def test_a_page_says_how_the_article_has_changed(golden: Callable[[str, str], None]) -> None:
    shown = page(recaptured())
    start, end = shown.index("How the page has changed"), shown.index("\nText\n")
    golden("show/recaptured-80.txt", shown[start:end])


def test_a_styled_page_is_as_agreed(golden: Callable[[str, str], None]) -> None:
    golden("show/assessed-styled.txt", page(samples.assessed(), styled=True))


def test_a_record_with_nothing_says_so() -> None:
    shown = page(samples.minimal())
    assert "the record has no received file" in shown
    assert "Claims" not in shown
    assert claims_table(samples.minimal()) == "minimal records no claims\n"


def test_styles_change_nothing_but_the_styles() -> None:
    document = rich()
    bare = re.sub("\x1b\\[[0-9;]*m", "", page(document, styled=True))
    assert bare == page(document)


@each_case("width", [40, 60, 100])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    for shown in (page(rich(), width=width), claims_table(rich(), width=width)):
        for line in shown.splitlines():
            columns = sum(2 if east_asian_width(character) in "WF" else 1 for character in line)
            assert columns <= width, line


def test_a_record_cannot_steer_the_terminal() -> None:
    evil = "a\x9b31mred\u202etxet\x7f\x85 b"
    document = Document(
        id="evil",
        metadata=Metadata(titles=(Title(text=evil),), remark=evil),
        sections=(Section(id="s-1", blocks=(Paragraph(id="p-1", text=evil, marks=()),)),),
        sources=(Source(id="src-1", as_named=evil),),
    )
    shown = page(document)
    assert not any(character in shown for character in "\x9b\u202e\x7f\x85\x1b")
    assert "<U+009B>31mred<U+202E>txet<U+007F><U+0085>" in shown.replace("\n", "")


def test_what_is_proposed_is_never_shown_as_accepted() -> None:
    shown = page(rich(), width=200)
    assert "[2?|it may recover|2?]" in shown
    assert "disputes “officials”: nobody has found out who or what that is (rejected)" in shown


def test_rejected_claims_are_not_marked_in_the_text() -> None:
    text, claims = page(rich(), width=200).split("\nClaims\n")
    assert "It was  not." in text
    assert "[4!] It was not." in claims


@pytest.mark.slow
@given(document=documents(), width=st.integers(40, 120))
def test_every_record_can_be_shown(document: Document, width: int) -> None:
    pages = [page(document, width=width), claims_table(document, width=width)]
    pages += [claim_page(document, claim.id, width=width) for claim in document.claims]
    for shown in pages:
        assert shown.endswith("\n")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
        assert [line for line in shown.split("\n") if width_of(line) > width] == []
