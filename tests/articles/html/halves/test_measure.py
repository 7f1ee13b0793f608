"""The measure of silent halves knows what is kept, reported and neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.articles.html.halves.measure import compared, measured, paragraphs_of
from tests.articles.html.received import received
from tests.tools.cases import each_case

pytest.importorskip("trafilatura")

FIRST = "The harbour had been closed for eleven days when the first of the boats came back, and nobody on the quay could say who had sent for it, or why it had come without a crew. "
SECOND = "It lay there until the evening, and then the harbour master went down with a lamp and read what stood on its side, which was the name of a town that had been given up. "
PAGE = (
    f"<title>The boat</title><article><h1>The boat</h1><p>{FIRST * 2}</p><p>{SECOND * 2}</p></article>"
    f"<div class=comments><p>{'I have never seen such a boat in all the years. ' * 6}</p></div>"
)


def test_prose_is_kept_or_reported() -> None:
    result = measured(PAGE.encode())
    assert (result.kept, result.reported, result.silent) == (2, 1, [])


@each_case("what", ["no finding", "another count", "other words"])
def test_prose_that_no_finding_counts_and_quotes_is_silent(what: str) -> None:
    read = received(PAGE)
    [finding] = [one for one in read.findings if one.code == "prose-left-out"]
    message = finding.message.replace("66 words", "20 words").replace("I have", "She has")
    if what != "other words":
        message = message.replace("She has", "I have")
    findings = () if what == "no finding" else (replace(finding, message=message),)
    result = compared(paragraphs_of(PAGE.encode(), "utf-8"), replace(read, findings=findings))
    assert (result.kept, result.reported) == (2, 0)
    assert [text[:12] for text in result.silent] == ["I have never"]


@each_case(
    ("body", "count"),
    [
        (f"<div>{FIRST * 2}<p>{SECOND * 2}</p>{FIRST * 2}</div>", 3),
        (f"<td>{FIRST * 2}<br><br>{SECOND}", 1),
        (f"<p><a href=/a>{FIRST * 2}</a>", 0),
        (f"<p><a name=a>{FIRST * 2}</a>", 1),
        (f"<p hidden>{FIRST * 2}", 0),
        (f"<template><p>{FIRST * 2}</template>", 0),
        (f"<p>{'word ' * 80}", 0),
        (f"<p>{'船は戻った。' * 8}", 0),
        (f"<p>{'船は戻った。' * 20}", 1),
    ],
)
def test_prose_is_found_by_its_words(body: str, count: int) -> None:
    assert sum(one.is_prose for one in paragraphs_of(body.encode(), "utf-8")) == count
