"""Running prose that is not in the article of a page is always reported with its first words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.articles.html.prose_left_out import CODE
from tests.articles.html.halves.measure import measured
from tests.articles.html.received import received
from tests.articles.html.test_html import LONG, MORE, page
from tests.tools.cases import each_case

pytest.importorskip("trafilatura")

OTHER = (
    "I have never seen such a boat in all the years that I have lived beside the harbour, and I do "
    "not believe a word of it. My brother, who was a pilot, does not either, as he told me."
)


def messages(markup: str) -> list[str]:
    return [one.message for one in received(markup).findings if one.code == CODE]


@each_case(
    ("body", "way", "words"),
    [
        (f"<div class=comments><p>{OTHER}</div>", "furniture (comment-form)", 40),
        (f"<aside><p>{OTHER}<p>{OTHER}</aside>", "furniture (aside)", 80),
        (f"<div style='display: none'>{OTHER}</div>", "furniture (hidden)", 40),
        (f"<noscript><p>{OTHER}</noscript>", "furniture (script-fallback)", 40),
        (f"<template><p>{OTHER}</template>", "not shown by browsers (<template>)", 40),
        (
            f"<svg><foreignObject><p>{OTHER}</p></foreignObject></svg>",
            "not shown by browsers (<svg>)",
            40,
        ),
    ],
)
def test_prose_left_out_is_reported_with_its_first_words(body: str, way: str, words: int) -> None:
    [message] = messages(page("").replace("<footer>", f"{body}<footer>"))
    assert message.startswith(f"{words} words of running text in ")
    assert f"are {way}, not part of the article" in message
    assert '"I have never seen such a boat in all the …"' in message


def test_stretches_are_reported_one_by_one_and_then_counted() -> None:
    boxes = "".join(f"<nav>{n} {OTHER}</nav><footer>{n} {OTHER}</footer>" for n in range(15))
    found = messages(page("").replace("<footer>All", f"{boxes}<footer>All"))
    assert len(found) == 21
    assert found[-1] == "10 more stretches of running text, 410 words, are not in the article"


def test_a_list_of_links_is_no_prose_and_a_paragraph_in_one_link_is() -> None:
    """The link may be a teaser; or one that was not closed, and then it holds the article."""
    links = OTHER.replace(" ", "</a> <a href=/b>")
    assert messages(page(f"<div class=related><a href=/b>{links}</a></div>")) == []
    assert len(messages(page(f"<div class=related><a href=/b>{OTHER}</a></div>"))) == 1


BOXES = st.sampled_from(
    [
        *("<div class=related>", "<aside>", "<nav>", "<div class='comment'>", "<div hidden>"),
        *("<footer>", "<section>", "<div class=post>", "<blockquote>", "<li>", "<table><tr><td>"),
        *("<div class=promo>", "<p>", "<dialog>", "<article>", "<div id=sidebar>", "<h2>A</h2>"),
        *("<form>", "</div>", "</section>", "</aside>", "<a href=/x>Read more</a>"),
    ]
)
WORDS = st.sampled_from([LONG, MORE, OTHER, "Three words only.", f"{LONG}<br><br>{OTHER}"])


@settings(deadline=None)
@given(st.lists(st.tuples(BOXES, WORDS), max_size=8), st.booleans())
def test_no_prose_of_a_page_is_left_out_in_silence(
    parts: list[tuple[str, str]], whole: bool
) -> None:
    body = "".join(f"{box}<p>{n} {words}</p>" for n, (box, words) in enumerate(parts))
    result = measured((page(body) if whole else f"<body>{body}").encode())
    assert result.silent == []
