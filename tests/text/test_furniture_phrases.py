"""What reads like a part of the page: the same for whoever makes a record and whoever checks it."""

from __future__ import annotations

import pytest

import archive
from archive.model.blocks import Furniture, Paragraph
from archive.text.furniture_phrases import (
    is_furniture_at_the_end,
    reads_like_furniture,
    role_of_furniture,
    says_only_furniture,
)
from tests.tools.cases import each_case

LINES = (
    "Read more", "READ MORE »", "- Read more", "Advertisement", "Related stories:", "Share this article with a friend",
    "Follow us on the web for more.", "Leave a comment", "Learn how your comment data is processed.",
    "Subscribe to our letter.", "We use cookies.", "Accept all cookies", "Print this page", "Skip to main content",
)  # fmt: skip
PARAGRAPH = "The ferry sails at noon, and nobody on the island knows why it is late again today."


@pytest.mark.slow
@each_case("line", LINES)
@each_case(
    "around",
    [
        "{title}\n\n{paragraph}\n\n{line}\n",
        "{title}\n\n{line}\n\nBy Jane Doe\n\n{paragraph}\n\n{paragraph} {paragraph} {paragraph}\n",
        "{title}\n\n{paragraph}\n\n{line}\n\n{line}\n\n- a\n- b\n\n{paragraph} {paragraph} {paragraph}\n",
        "{title}\n\n{paragraph}\n\n- a\n{line}\n- b\n\n{paragraph} {paragraph} {paragraph}\n",
    ],
    ids=["at the end", "below the title", "in the middle", "in a list"],
)
def test_what_is_read_as_a_paragraph_is_not_said_to_be_furniture(line: str, around: str) -> None:
    received = around.format(title="A title", line=line, paragraph=PARAGRAPH).encode()
    document = archive.read(received, "text", id="t").document
    paragraphs = {
        document.index.pointers[block.id]
        for block in document.text_blocks()
        if isinstance(block, Paragraph)
    }
    assert paragraphs
    findings = [f for f in archive.validate(document) if f.code == "furniture-in-article"]
    assert not paragraphs & {f.location.pointer for f in findings}


@each_case("line", ["Read more", "Advertisement", "- Read more »"])
def test_read_more_is_furniture_wherever_it_stands(line: str) -> None:
    received = (
        f"{line}\n\nA title\n\n{line}\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH * 3}\n\n{line}\n"
    )
    document = archive.read(received.encode(), "text", id="t").document
    assert [(type(b).__name__.lower(), b.text) for b in document.text_blocks()] == [
        ("furniture", line),
        ("heading", "A title"),
        ("furniture", line),
        ("paragraph", PARAGRAPH),
        ("furniture", line),
        ("paragraph", PARAGRAPH * 3),
        ("furniture", line),
    ]
    ids = [b.id for b in document.text_blocks() if isinstance(b, Furniture)]
    assert ids == [f"furniture-{n}" for n in range(1, 5)]
    assert not [f for f in archive.validate(document) if f.code == "furniture-in-article"]


def test_how_surely_a_line_is_furniture() -> None:
    for line in (*LINES, *(line.upper() for line in LINES)):
        assert reads_like_furniture(line.removeprefix("- "))
    assert says_only_furniture("read more …")
    assert is_furniture_at_the_end("You can subscribe here")
    for line in ("You can subscribe here", "Read more books", PARAGRAPH, "x" * 201):
        assert not reads_like_furniture(line)
        assert not says_only_furniture(line)
    assert not reads_like_furniture("Share this" + " x" * 100)


def test_an_article_of_short_paragraphs_goes_on_behind_an_advertisement() -> None:
    received = f"A title\n\n{PARAGRAPH}\n\nAdvertisement\n\n{PARAGRAPH}\n\nIt sank.\n"
    document = archive.read(received.encode(), "text", id="t").document
    types = [type(block).__name__ for block in document.text_blocks()]
    assert types == ["Heading", "Paragraph", "Furniture", "Paragraph", "Paragraph"]


def test_furniture_is_numbered_in_reading_order() -> None:
    received = f"A title\n\nAdvertisement\n\n{PARAGRAPH * 3}\n\nShare this\n\nName\n"
    document = archive.read(received.encode(), "text", id="t").document
    found = [(b.id, b.text) for b in document.text_blocks() if isinstance(b, Furniture)]
    assert found == [
        ("furniture-1", "Advertisement"),
        ("furniture-2", "Share this"),
        ("furniture-3", "Name"),
    ]


def test_furniture_between_items_is_no_item() -> None:
    received = f"A title\n\n- Ferries\n- Read more\n- Ports\n\n{PARAGRAPH}\n"
    document = archive.read(received.encode(), "text", id="t").document
    found = [(type(block).__name__, block.text) for block in document.text_blocks()]
    assert found[1:4] == [("Item", "Ferries"), ("Furniture", "- Read more"), ("Item", "Ports")]


def test_what_it_does_on_the_page() -> None:
    assert role_of_furniture("Leave a reply") == "comment-form"
    assert role_of_furniture("Learn how your comment data is used") == "privacy-notice"
    assert role_of_furniture("Follow us") == "share-bar"
    assert role_of_furniture("Read more") is None
