"""Containers alike that hold running prose are one article; replies and teasers are furniture."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import archive
from archive.model.blocks import Furniture
from tests.articles.html.received import not_once, received
from tests.tools.cases import each_case

pytest.importorskip("trafilatura")

_SOME_WORDS = (
    "harbour boat quay evening town lamp crew master night water keel name side closed eleven "
    "given stood long sail wind rope bread letter window street"
)
_WORDS = _SOME_WORDS.split()
ADVERTISEMENT = "<div class=ad><a href=/x>Buy now</a></div>"
MORE = (
    "<div class=more><h4>Read more</h4><ul><li><a href=/1>One other article of ours</a>"
    "<li><a href=/2>Another article of ours</a></ul></div>"
)


def paragraphs(mark: str, count: int) -> str:
    """Paragraphs of four sentences, each with a mark of its own at its beginning."""
    draw = Random(mark)
    texts = []
    for number in range(count):
        sentences = (" ".join(draw.choices(_WORDS, k=15)).capitalize() for _ in range(4))
        texts.append(f"<p>{mark}{number}: {'. '.join(sentences)}.</p>")
    return "".join(texts)


def page(body: str) -> str:
    title = "The boat that came back"
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>"
        f"Home</a></nav><h1>{title}</h1>{body}<footer>All rights reserved</footer></body></html>"
    )


def marks(result: archive.ReadResult) -> list[str]:
    """The marks of the paragraphs in the article."""
    assert not_once(result) == []
    texts = [b.text for b in result.document.text_blocks() if not isinstance(b, Furniture)]
    return [text.partition(":")[0] for text in texts if ": " in text[:6]]


def named(mark: str, count: int) -> list[str]:
    return [f"{mark}{number}" for number in range(count)]


CONTAINERS = (
    *("<div class=post-body>", "<div class=entry-content>", "<div itemprop=articleBody>", "<div>"),
    *("<article>", "<article class=post>", "<section>", "<section class='chunk odd'>", "<main>"),
    *("<div class=row><div class=text>", "<table><tr><td>", "<div class='part part-1'>"),
)


def closed(container: str) -> str:
    names = [part.split(" ")[0].strip("<>") for part in container.split("<")[1:]]
    return "".join(f"</{name.rstrip('>')}>" for name in reversed(names))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(CONTAINERS),
    st.lists(st.sampled_from([1, 2, 6, 12]), min_size=2, max_size=4),
    st.sampled_from([ADVERTISEMENT, MORE, ""]),
    st.booleans(),
)
def test_all_containers_alike_are_of_the_article(
    container: str, counts: list[int], between: str, is_within: bool
) -> None:
    letters = "ABCD"[: len(counts)]
    parts = [
        f"{container}{paragraphs(letter, count)}{closed(container)}"
        for letter, count in zip(letters, counts, strict=True)
    ]
    body = between.join(parts)
    found = marks(received(page(f"<div class=wrap>{body}</div>" if is_within else body)))
    assert found == [
        mark for letter, count in zip(letters, counts, strict=True) for mark in named(letter, count)
    ]


def posts(*authors: str, heading: str = "") -> str:
    """Posts of two paragraphs by these authors, the first of ten."""
    return "".join(
        f"<div class=post id=p{n}>{heading.format(n)}<div class=author>{author}</div>"
        f"<div class=content>{paragraphs('ABCDEFGH'[n], 2 if n else 10)}</div></div>"
        for n, author in enumerate(authors)
    )


def test_the_posts_of_a_thread_are_of_the_article_if_they_are_of_its_author() -> None:
    found = marks(received(page(posts("Jane", "Jane", "Bob", "Jane", "Tim"))))
    assert found == [*named("A", 10), *named("B", 2), *named("D", 2)]


def test_posts_that_link_to_pages_of_their_own_are_teasers() -> None:
    heading = "<h2><a href=/{0}>The story number {0}</a></h2>"
    found = marks(received(page(posts("Jane", "Jane", "Jane", heading=heading))))
    assert found == named("A", 10)


@each_case(
    "other",
    [
        "<div class=post-body><h3><a href=/b>Another boat</a></h3>{}</div>",
        "<div class=post-body>{}<p><a href=/b>Read it all here</a></div>",
        "<div class=post-body><h3>Related stories</h3>{}</div>",
        "<div class=post-body hidden>{}</div>",
        "<div class='post-body comments'>{}</div>",
        "<div class=feedback>{}</div>",
        "<aside>{}</aside>",
    ],
)
def test_a_container_that_is_not_alike_stays_furniture(other: str) -> None:
    body = f"<div class=post-body>{paragraphs('A', 10)}</div>{other.format(paragraphs('B', 2))}"
    result = received(page(body))
    assert marks(result) == named("A", 10)
    assert "prose-left-out" in [finding.code for finding in result.findings]
