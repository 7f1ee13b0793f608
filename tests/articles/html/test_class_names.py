"""The name of a class takes no heading, quotation or running prose out of the article."""

from __future__ import annotations

import pytest

from tests.articles.html.received import block_lines, not_once, received
from tests.articles.html.test_html import LONG, MORE, page
from tests.tools.cases import each_case

pytest.importorskip("trafilatura")

NAMES = (
    *("quote", "post", "share-quote", "toc-backref", "toc-entry", "comment", "promo", "bio"),
    *("related", "ad", "sidebar", "tags", "popup", "newsletter", "menu", "post-navigation"),
)
OTHER = (
    "Nobody in the town had been told of it, and those who had seen the boat were silent, as they "
    "had been when the first one came back. The lamp on the quay burned through the night."
)
QUOTED = "The lamp was out, and nobody came."


def within(body: str) -> list[str]:
    """The blocks between two paragraphs of an article."""
    result = received(page(f"<p>{MORE} Then it was dark.{body}<p>{LONG} He went home."))
    assert not_once(result) == []
    lines = [line.strip() for line in block_lines(result.document)]
    first = lines.index(f"p: {MORE} Then it was dark.")
    return lines[first + 1 : lines.index(f"p: {LONG} He went home.")]


@pytest.mark.slow
@each_case("name", NAMES)
@each_case(
    ("markup", "line"),
    [
        ("<h2 class={}>The lamp</h2>", "h: The lamp"),
        ("<h2 id={}>The lamp</h2>", "h: The lamp"),
        ("<h2><span class={}>The lamp</span></h2>", "h: The lamp"),
        ("<h2>1. <i class={}>The lamp</i></h2>", "h: 1. The lamp {italic The lamp}"),
        ("<div class={}><h2>The lamp</h2></div><p>" + OTHER, f"h: The lamp|p: {OTHER}"),
        ("<blockquote class={}>" + QUOTED + "</blockquote>", f"> {QUOTED}"),
        ("<div class={}><blockquote>" + OTHER + "</blockquote></div>", f"> {OTHER}"),
        ("<p class={}>" + OTHER, f"p: {OTHER}"),
        ("<div class={}><p>" + OTHER + "</div>", f"p: {OTHER}"),
        ("<section id={}>" + OTHER + "</section>", f"p: {OTHER}"),
        ("<p><span class={}>" + OTHER + "</span>", f"p: {OTHER}"),
        ("<p><span class={}>The man</span> went home.", "p: The man went home."),
        ("<p>He went to the <span class={}>quay</span>", "p: He went to the quay"),
    ],
)
def test_a_name_alone_takes_nothing_from_the_article(name: str, markup: str, line: str) -> None:
    assert "|".join(within(markup.format(name))) == line


def test_a_heading_of_sphinx_is_a_heading() -> None:
    heading = (
        '<h2><a class="toc-backref" href="#id1" role="doc-backlink">Abstract</a>'
        '<a class="headerlink" href="#abstract">¶</a></h2>'
    )
    assert within(heading) == ["h: Abstract {link Abstract #id1}", "[navigation: ¶]"]


@each_case(
    ("body", "blocks"),
    [
        (
            f"<div class=newsletter><p>{OTHER}<form><input></form></div>",
            [f"[subscribe-form: {OTHER}]"],
        ),
        (
            f"<div class=newsletter><p>Sign up. {OTHER}</div>",
            [f"[subscribe-form: Sign up. {OTHER}]"],
        ),
        (f"<div class=bio><img src=a.jpg><p>{OTHER}</div>", [f"[about-the-author: {OTHER}]"]),
        (
            f"<div class=related><h3>Related stories</h3><p>{OTHER}</div>",
            [f"[related: Related stories\n{OTHER}]"],
        ),
        (
            f"<div class=comments><div class=comment>{OTHER}</div><div class=comment>B</div></div>",
            [f"[comment-form: {OTHER}\nB]"],
        ),
        (f"<div class=promo><a href=/b>{OTHER}</a></div>", [f"[advertisement: {OTHER}]"]),
        ("<h2>The lamp <a class=share href=/x>Share</a></h2>", ["h: The lamp", "[share-bar: Share]"]),
        ("<p>It was dark. <a class=read-more href=/x>More</a>", ["p: It was dark.", "[related: More]"]),
    ],
)  # fmt: skip
def test_a_name_with_what_furniture_has_is_furniture(body: str, blocks: list[str]) -> None:
    assert [line.partition(" {")[0] for line in within(body)] == blocks
