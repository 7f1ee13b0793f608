"""Hypothesis: what its search and its export give is added on the words that it names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.errors import ReadError
from archive.model.annotations import Comment, Tag
from archive.model.document import Document
from tests import samples
from tests.annotations.external.judged import (
    before,
    letters,
    page_text,
    received,
    rows,
    said_of,
    words_of,
)
from tests.tools.cases import each_case

PAGES = {
    "annotations/hypothesis/minimal": "annotations/hypothesis/minimal.html",
    "annotations/hypothesis/wikipedia-regression-testing": "html/wikipedia-regression-testing.html",
}


@pytest.mark.parametrize("name", PAGES)
def test_each_annotation_of_a_real_file_stands_on_its_words(
    name: str, shared: Callable[[str], Path]
) -> None:
    path = shared(f"ingest/{name}.json")
    page = shared(f"ingest/{PAGES[name]}")
    onto = received(page)
    result = archive.add(onto, path.read_bytes(), "hypothesis", by="Ada", trust=True)
    said = said_of(result.document, "hypothesis")
    text = letters(page_text(page))
    assert len(said) == len(rows(path))
    for row in rows(path):
        (statement,) = said[row["id"]]
        selectors = {one["type"]: one for one in row["target"][0]["selector"]}
        quote = selectors["TextQuoteSelector"]
        assert letters(quote["exact"]) == words_of(statement)
        assert letters(quote["exact"]) in text
        context = letters(quote["prefix"])[-6:]
        there = before(result.document, statement.anchors[0], 6)
        assert context.endswith(there[-4:]) or statement.anchors[0].start == 0
        if "text" in row:
            assert isinstance(statement, Comment)
            assert statement.text == row["text"]
    assert not [f for f in result.findings if f.code == "remark-not-placed"]


@pytest.mark.parametrize("name", PAGES)
def test_the_same_file_laid_again_changes_nothing(name: str, shared: Callable[[str], Path]) -> None:
    data = shared(f"ingest/{name}.json").read_bytes()
    once = archive.add(
        received(shared(f"ingest/{PAGES[name]}")), data, "hypothesis", by="Ada", trust=True
    ).document
    assert archive.add(once, data, "hypothesis").document is once


def row(exact: str | None = "10%", **fields: Any) -> dict[str, Any]:
    selector = [{"type": "TextQuoteSelector", "exact": exact}] if exact else []
    return {
        "id": "a1",
        "user": "acct:ada@hypothes.is",
        "created": "2024-05-01T09:00:00.000000+00:00",
        "updated": "2024-05-01T09:00:00.000000+00:00",
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "uri": "https://example.org/a",
        "target": [
            {"source": "https://example.org/a", **({"selector": selector} if exact else {})}
        ],
        **fields,
    }


def laid(*several: dict[str, Any], onto: Document | None = None) -> archive.ReadResult:
    data = json.dumps({"total": len(several), "rows": several}).encode()
    return archive.add(onto or samples.text_only(TEXT), data, "hypothesis", by="Ada", trust=True)


TEXT = "Fares rose by 10% in May. The mayor’s office said so; nobody else did."


def test_a_text_is_a_comment_and_each_tag_a_tag() -> None:
    document = laid(row(text="Is it?", tags=["fares", "to check"])).document
    comment, *tags = document.annotations
    assert isinstance(comment, Comment)
    assert comment.text == "Is it?"
    assert [tag.tag for tag in tags if isinstance(tag, Tag)] == ["fares", "to check"]
    assert {one.anchors[0].exact for one in document.annotations} == {"10%"}
    assert {one.status for one in document.annotations} == {"proposed"}


def test_marked_words_alone_are_highlighting() -> None:
    (tag,) = laid(row(text="", tags=[])).document.annotations
    assert isinstance(tag, Tag)
    assert tag.tag == "highlighting"


def test_its_maker_is_an_agent_and_its_time_a_revision() -> None:
    document = laid(row(text="so", user_info={"display_name": "Ada L."})).document
    agent, trusting = document.agents
    revision, trust = document.revisions
    assert (agent.name, agent.type) == ("Ada L.", "person")
    assert (trusting.name, trust.by) == ("Ada", trusting.id)
    assert agent.identifiers[0].value == "acct:ada@hypothes.is"
    assert (revision.by, revision.at) == (agent.id, "2024-05-01T09:00:00.000000+00:00")
    assert document.annotations[0].revision == revision.id


def test_when_it_was_changed_stands_in_its_history() -> None:
    document = laid(row(text="so", updated="2024-05-02T09:00:00+00:00")).document
    (change,) = document.annotations[0].history
    assert change.status == "modified"
    assert {r.id: r.at for r in document.revisions}[change.revision or ""] == (
        "2024-05-02T09:00:00+00:00"
    )


def test_an_answer_is_a_comment_on_what_it_answers() -> None:
    answer = row(None, id="a2", text="No.", references=["a1"])
    deeper = row(None, id="a3", text="Why?", references=["a1", "a2"])
    document = laid(deeper, answer, row(text="Is it?")).document
    by_text = {one.text: one for one in document.annotations if isinstance(one, Comment)}
    assert by_text["No."].on == by_text["Is it?"].id
    assert by_text["Why?"].on == by_text["No."].id


def test_an_answer_is_on_no_words_of_the_text() -> None:
    answer = row("10%", id="a2", text="No.", references=["a1"])
    second = laid(row(text="Is it?"), answer).document.annotations[1]
    assert isinstance(second, Comment)
    assert second.anchors == ()


def test_a_note_on_the_page_is_a_comment_on_the_record() -> None:
    (comment,) = laid(row(None, text="A good page.")).document.annotations
    assert isinstance(comment, Comment)
    assert (comment.anchors, comment.on) == ((), None)


def test_what_not_everybody_may_read_is_reported() -> None:
    private = row(text="x", permissions={"read": ["acct:ada@hypothes.is"]})
    found = [f for f in laid(private).findings if f.code == "remark-private"]
    assert len(found) == 1
    assert laid(private).document.annotations


def test_an_answer_to_what_is_not_there_is_reported() -> None:
    result = laid(row(None, text="No.", references=["gone"]))
    assert not result.document.annotations
    assert [f.message for f in result.findings] == [
        "a reply to an annotation that is not in the file, or was left out: 1"
    ]


def test_a_part_of_what_a_search_found_is_reported() -> None:
    data = json.dumps({"total": 7, "rows": [row(text="x")]}).encode()
    result = archive.add(samples.text_only(TEXT), data, "hypothesis", by="Ada", trust=True)
    assert [f.message for f in result.findings] == ["the file holds 1 annotation but states 7"]


@each_case("held", [{"annotations": [row()]}, [row()], row()])
def test_an_export_a_list_and_one_annotation_are_read(held: Any) -> None:
    result = archive.add(
        samples.text_only(TEXT), json.dumps(held).encode(), "hypothesis", by="Ada", trust=True
    )
    assert len(result.document.annotations) == 1


@each_case(
    "data",
    [
        b"[1]",
        b"{}",
        b"3",
        b"null",
        b'{"rows": 3}',
        b'[{"a": 1}]',
        b'[{"type": "Annotation", "target": {}, "body": "so"}]',
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as problem:
        archive.add(samples.text_only(TEXT), data, "hypothesis", by="Ada", trust=True)
    assert [f.code for f in problem.value.findings] == ["remarks-not-read"]
