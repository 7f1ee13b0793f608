"""A block quotation longer than the rest of the article stays one; an indented article is none."""

from __future__ import annotations

import pytest

from archive.articles.html.trafilatura_adapter import Trafilatura
from tests.articles.html.received import block_lines, not_once, received
from tests.articles.html.test_containers_alike import page, paragraphs
from tests.tools.cases import each_case

pytest.importorskip("trafilatura")

LONG = f"<blockquote>{paragraphs('Q', 9)}</blockquote>"


def kinds(body: str) -> str:
    """The first sign of each block between the title and the foot."""
    result = received(page(body))
    assert not_once(result) == []
    return "".join(line.strip()[0] for line in block_lines(result.document)[2:-1])


@each_case(
    ("body", "blocks"),
    [
        (f"<article>{paragraphs('A', 1)}{LONG}{paragraphs('B', 1)}</article>", "p>>>>>>>>>p"),
        (f"<div class=post><p>She wrote to him:</p>{LONG}</div>", "p>>>>>>>>>"),
        (f"<div class=post>{LONG}<p>That was all.</p></div>", ">>>>>>>>>p"),
        (f"<div class=post>{paragraphs('A', 2)}</div>{LONG}", "pp>>>>>>>>>"),
        (LONG, "ppppppppp"),
        (f"<div class=post>{LONG}</div>", "ppppppppp"),
        (f"<blockquote><h2>Part</h2>{LONG}</blockquote>{paragraphs('A', 1)}", "h>>>>>>>>>p"),
    ],
)
def test_a_long_quotation_beside_words_of_the_article_is_a_quotation(
    body: str, blocks: str
) -> None:
    assert kinds(body) == blocks


def test_a_long_quotation_stays_one_where_trafilatura_finds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Trafilatura, "_article", lambda _: "")
    assert kinds(f"<div>{paragraphs('A', 1)}{LONG}{paragraphs('B', 1)}</div>") == "p>>>>>>>>>p"
    assert kinds(f"<div>{LONG}</div>") == "ppppppppp"
