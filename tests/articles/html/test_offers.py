"""Links and teasers to other pages are furniture; what only looks like them stays."""

from __future__ import annotations

import pytest

from archive.articles.html.related_articles import is_related_heading
from archive.model.blocks import Cell, InlineImage
from tests.articles.html.received import block_lines, not_once, received
from tests.articles.html.test_html import LONG, MORE
from tests.tools.cases import each_case

pytest.importorskip("selectolax")
pytest.importorskip("trafilatura")

TEASER = "<a href=/{n}><h3>The {n} story of the week</h3></a><p>Somebody said a word about it.</p>"
TEASERS = "".join(f"<div>{TEASER.format(n=n)}</div>" for n in ("first", "second", "third"))


def article(body: str) -> list[str]:
    """The article of a page, a line a block; every word of the page stands in the record once."""
    title = "The boat that came back"
    result = received(
        f"<!doctype html><html lang=en><head><title>{title} | The Quay Post</title></head>"
        f"<body><div class=page>{body}</div></body></html>"
    )
    assert not_once(result) == []
    lines = [line.strip() for line in block_lines(result.document)]
    return [line for line in lines if not line.startswith("[")]


ARTICLE = f"<h1>The boat that came back</h1><div class=text><p>{LONG}</p><p>{MORE}</p></div>"
AS_READ = ["h: The boat that came back", f"p: {LONG}", f"p: {MORE}"]


@each_case(
    "line", ["You might also like", "More from the Quay Post", "Mehr zum Thema:", "Lire aussi"]
)
def test_nothing_is_of_the_article_below_an_offer_of_other_pages(line: str) -> None:
    assert article(f"{ARTICLE}<div><h2>{line}</h2>{TEASERS}</div>") == AS_READ


def test_an_article_goes_on_behind_an_offer_in_it() -> None:
    offer = "<p>Related stories</p><ul><li><a href=/1>One of them</a></li><li><a>Two</a></li></ul>"
    found = article(f"<h1>The boat that came back</h1><div><p>{LONG}</p>{offer}<p>{MORE}</p></div>")
    assert (found[0], found[1], found[-1]) == (AS_READ[0], AS_READ[1], AS_READ[2])


@each_case("line", ["See also", "References", "More than this was said of it there"])
def test_a_heading_of_an_article_offers_nothing(line: str) -> None:
    assert not is_related_heading(line)


def test_a_heading_with_the_name_of_the_site_is_not_the_title() -> None:
    found = article(f"<div><h1>The Quay Post</h1></div>{ARTICLE.replace('h1', 'h2')}")
    assert found == AS_READ


def test_an_image_in_a_cell_stands_before_its_words() -> None:
    table = "<table><caption>Boats</caption><tr><td><img src=b.png><div>A boat</div></table>"
    result = received(f"<h1>Boats of the quay</h1><p>{LONG}</p>{table}<p>{MORE}</p>")
    [cell] = [one for one in result.document.text_blocks() if isinstance(one, Cell)]
    assert (cell.text, cell.marks) == ("A boat", (InlineImage(start=0, end=0, target="b.png"),))


def test_a_heading_by_its_looks_is_larger_than_the_text_round_it() -> None:
    style = "font-size:14px;font-weight:bold"
    found = article(
        f"<h1>The boat that came back</h1><div style='font-size:12px'><p>{LONG}</p>"
        f"<div style='{style}'>The lamp</div><p>{MORE}</p></div>"
    )
    assert found == [AS_READ[0], AS_READ[1], "h: The lamp", AS_READ[2]]


def test_links_of_a_field_of_tags_are_keywords() -> None:
    tags = "<ul class=field-tags><li><a href=/tags/boats>Boats</a><li><a href=/a>Other</a></ul>"
    [keyword] = received(f"<article>{ARTICLE}{tags}</article>").document.metadata.keywords
    assert keyword.term == "Boats"


def test_a_paragraph_that_stands_twice_is_of_the_article_once() -> None:
    listened = f"<div class=listen><p>{LONG}</p><p>{MORE}</p></div>"
    assert article(f"{ARTICLE}{listened}") == AS_READ


def test_a_question_that_is_asked_again_stays() -> None:
    question = "What is it that you remember of the day on which the boat came back without a crew?"
    asked = [f"<div><p>{question}</p><p>{answer}</p></div>" for answer in (LONG, MORE)]
    found = article(f"<h1>The boat that came back</h1>{''.join(asked)}")
    assert found[1:] == [f"p: {question}", f"p: {LONG}", f"p: {question}", f"p: {MORE}"]
