"""Findings that a person should see before a new text takes the place of the old one."""

from __future__ import annotations

import archive
from archive import Document, Rebase
from tests.revision.rebase.article import (
    ADDED,
    ARTICLE,
    CORRECTED,
    COUNCIL,
    DOCKERS,
    PORT,
    TITLE,
    TRADE,
    TYPING_ERROR,
    article,
    received,
)
from tests.tools.cases import each_case

WALL = "Subscribe now to read on."


def told(made: Rebase, *codes: str) -> list[str]:
    """The messages of findings with these codes."""
    return [finding.message for finding in made.findings if finding.code in codes]


def onto(document: Document, *texts: str) -> Rebase:
    return archive.rebase(document, onto=article(*texts))


PART = ("text-much-shorter", "text-breaks-off")


def test_a_stump_before_a_wall_is_reported() -> None:
    made = onto(article(*ARTICLE), TITLE, TRADE[:60] + "…", WALL)
    assert told(made, *PART) == [
        "the new text has 23 % of the old length: a paywall, an error or a part?"
    ]


def test_a_text_that_ends_within_a_sentence_is_reported() -> None:
    cut = COUNCIL.removesuffix(" lends the money.")
    [message] = told(onto(article(*ARTICLE), TITLE, TRADE, PORT, DOCKERS, cut), *PART)
    assert message.startswith("the new text breaks off in p-4, at ")
    assert message.endswith('if the bank": is it complete?')


@each_case(
    "texts",
    [
        ARTICLE,
        (TITLE, TRADE, PORT, DOCKERS),
        (TITLE, TRADE, PORT, DOCKERS, COUNCIL.partition(". ")[0] + "."),
        (*ARTICLE, ADDED),
        (*ARTICLE, "Published first in the evening, and without the last sentence of all"),
    ],
)
def test_a_text_that_was_shortened_by_its_author_is_not_reported_as_a_part(
    texts: tuple[str, ...],
) -> None:
    assert not told(onto(article(*ARTICLE), *texts), *PART)


def test_of_another_article_nothing_more_is_said_than_that() -> None:
    made = onto(article(*ARTICLE), "This page was not found.")
    assert [finding.code for finding in made.findings] == ["texts-unrelated"]


@each_case(
    ("texts", "come"),
    [
        (ARTICLE, None),
        ((TITLE, TRADE, f"This was wrong. {PORT}", DOCKERS, COUNCIL), 'in p-2: "This was wrong."'),
        ((TITLE, ADDED, TRADE, PORT, DOCKERS, COUNCIL), f'in p-1-2: "{ADDED}"'),
        ((TITLE, TRADE, DOCKERS, COUNCIL, PORT), None),
        ((TITLE, TRADE.replace("ten", "eleven"), PORT, DOCKERS, COUNCIL), None),
        ((*ARTICLE, PORT), None),
    ],
)
def test_a_sentence_that_was_put_in_is_reported_though_nothing_stands_on_it(
    texts: tuple[str, ...], come: str | None
) -> None:
    messages = told(onto(article(*ARTICLE), *texts), "sentences-came")
    one = "1 sentence is only in the new text"
    assert messages == ([f"{one}, {come}"] if come else [])


def test_of_several_sentences_that_were_put_in_the_first_is_named() -> None:
    made = onto(article(*ARTICLE), *ARTICLE, ADDED, "The ministry has apologised for all of it.")
    [message] = told(made, "sentences-came")
    assert message.startswith("2 sentences are only in the new text, first in ")
    assert message.endswith(f'"{ADDED}"')


def at(document: Document, *times: str | None) -> Document:
    """The document with its captures received at these times."""
    captures = zip(document.captures, times, strict=True)
    return document.update(captures=tuple(one.update(received_at=time) for one, time in captures))


@each_case(
    ("was", "now", "is_told"),
    [
        ("2026-03-01T09:00:00Z", "2026-02-01T09:00:00Z", True),
        ("2026-03-01T09:00:00Z", "2026-03-01T09:30:00+01:00", True),
        ("2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z", False),
        ("2026-03-01T09:00:00Z", "2026-04-01T09:00:00Z", False),
        (None, "2026-02-01T09:00:00Z", False),
        ("2026-03-01T09:00:00Z", None, False),
    ],
)
def test_a_text_that_was_received_before_the_one_it_replaces_is_reported(
    was: str | None, now: str | None, is_told: bool
) -> None:
    old, new = (received(*texts).document for texts in (TYPING_ERROR, CORRECTED))
    messages = told(archive.rebase(at(old, was), onto=at(new, now)), "received-earlier")
    older = f"received/article-2.txt was received {now}, received/article.txt {was}"
    assert messages == is_told * [f"an older text replaces a newer one: {older}"]


def test_the_same_bytes_from_an_earlier_time_take_the_place_of_nothing() -> None:
    old = received(*CORRECTED).document
    made = archive.rebase(at(old, "2026-03-01T09:00:00Z"), onto=at(old, "2026-02-01T09:00:00Z"))
    assert len(made.document.captures) == 2
    assert not made.findings


def test_paragraphs_that_are_one_now_are_reported() -> None:
    made = onto(article(*ARTICLE), TITLE, TRADE, f"{PORT} {DOCKERS}", COUNCIL)
    [message] = told(made, "blocks-joined")
    assert message in (
        "p-2 now contains the words of 1 other block: p-3",
        "p-3 now contains the words of 1 other block: p-2",
    )


def test_a_table_and_a_verse_that_a_plain_text_does_not_have_are_reported() -> None:
    document = archive.load("documents/claims-and-sources")
    text = "\n\n".join(block.text for block in document.text_blocks())
    assert not told(archive.rebase(document, onto=document), "blocks-joined")
    assert not told(onto(document, *text.split("\n\n")), "blocks-joined")
    one = " ".join(block.text for block in document.text_blocks())
    [message] = told(onto(document, one), "blocks-joined")
    assert " now contains the words of " in message
