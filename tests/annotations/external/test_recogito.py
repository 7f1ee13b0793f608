"""Recogito: what its programs write is added on the words that it names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.errors import ReadError
from archive.model.annotations import Comment, Mention, Tag
from tests import samples
from tests.annotations.external.judged import (
    letters,
    page_text,
    quotes_in,
    received,
    said_of,
    words_of,
)
from tests.tools.cases import each_case

FOLDER = "ingest/annotations/recogito"
TEXT = "He flew from London Stansted to Troy; from London he went on."


def placed(path: Path, page: Path) -> tuple[list[dict[str, Any]], dict[str, list[Any]], Any]:
    """The annotations of a file, the statements that they became, and the findings."""
    result = archive.add(received(page), path.read_bytes(), "recogito", by="Ada", trust=True)
    again = archive.add(result.document, path.read_bytes(), "recogito", by="Ada", trust=True)
    assert again.document is result.document
    return json.loads(path.read_text("utf-8")), said_of(result.document, "recogito"), result


def test_each_annotation_of_recogito_js_stands_on_its_words(
    shared: Callable[[str], Path],
) -> None:
    page = shared(f"{FOLDER}/recogito-js.html")
    raw, said, result = placed(shared(f"{FOLDER}/recogito-js.w3c.json"), page)
    on_text = [one for one in raw if "motivation" not in one]
    assert len(said) == len(on_text) == 3
    for one in on_text:
        statements = said[one["id"]]
        assert len(statements) == len(one["body"])
        exact = one["target"]["selector"][0]["exact"]
        assert {words_of(statement) for statement in statements} == {letters(exact)}
        assert letters(page_text(page, "content")).count(letters(exact)) == 1
    values = {body["value"] for one in on_text for body in one["body"]}
    assert values == {
        statement.text if isinstance(statement, Comment) else statement.tag
        for statements in said.values()
        for statement in statements
    }
    assert [f.message for f in result.findings] == [
        "a link between two annotations (isRelatedTo): 1"
    ]


def test_those_of_the_text_annotator_stand_on_their_words_or_are_reported(
    shared: Callable[[str], Path],
) -> None:
    page = shared(f"{FOLDER}/text-annotator.html")
    raw, said, result = placed(shared(f"{FOLDER}/text-annotator.w3c.json"), page)
    reported = [f for f in result.findings if f.code == "remark-not-placed"]
    assert (len(raw), len(said), len(reported)) == (5, 4, 1)
    for one in raw:
        for statement in said.get(one["id"], ()):
            assert words_of(statement) == letters("".join(quotes_in(one)))
            assert isinstance(statement, Tag)
    # The page holds the same text three times: offsets say that the first is meant.
    first = [block.id for block in result.document.text_blocks()][:6]
    assert {one.anchors[0].block for several in said.values() for one in several} <= set(first)


def test_those_of_its_own_form_stand_on_their_words(shared: Callable[[str], Path]) -> None:
    page = shared(f"{FOLDER}/recogito-js.html")
    raw, said, result = placed(shared(f"{FOLDER}/text-annotator-internal.json"), page)
    assert len(said) == len(raw) == 14
    assert [f.message for f in result.findings] == ["`isGuest` of a maker: 14"]
    times = {revision.id: revision.at for revision in result.document.revisions}
    for one in raw:
        (statement,) = said[one["id"]]
        (exact,) = quotes_in(one)
        assert words_of(statement) == letters(exact)
        made, changed = times[statement.revision], times[statement.history[0].revision]
        assert (made, changed) == (one["target"]["created"], one["target"]["updated"])
    agents = {agent.name for agent in result.document.agents if agent.name != "Ada"}
    assert agents == {one["target"]["creator"]["id"] for one in raw}


def test_a_range_of_xpaths_without_words_is_reported(shared: Callable[[str], Path]) -> None:
    page = shared(f"{FOLDER}/tei-xpath-source.xml")
    raw, said, result = placed(shared(f"{FOLDER}/tei-xpath.json"), page)
    assert (len(raw), len(said)) == (1, 0)
    layer, reported = result.findings
    assert (reported.code, layer.message) == (
        "remark-not-placed",
        "`layer_id` of an annotation: 1",
    )
    assert "range" in reported.message
    assert "p[4]::383" in (reported.hint or "")


def test_a_place_of_recogito_2_is_a_mention_with_its_identifier(
    shared: Callable[[str], Path],
) -> None:
    data = shared(f"{FOLDER}/recogito2-text-annotation.json").read_bytes()
    document = archive.add(samples.text_only(TEXT), data, "recogito", by="Ada", trust=True).document
    comment, mention = document.annotations
    assert isinstance(comment, Comment)
    assert isinstance(mention, Mention)
    assert mention.anchors[0].exact == "London Stansted"
    (place,) = document.entities
    assert (place.type, place.names[0].text) == ("place", "London Stansted")
    assert (place.identifiers[0].scheme, place.identifiers[0].value) == ("Wikidata", "Q8709")
    assert (mention.refers_to, mention.basis) == (place.id, "external")
    assert document.agents[0].name == "rainer"


TABLE = """UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE,URI,VOCAB_LABEL,TAGS,COMMENTS,LAT
u1,part 1,London Stansted,char-offset:13,PLACE,https://www.wikidata.org/wiki/Q8709,,air|port,"a, b",51.8
u2,part 1,Troy,char-offset:32,PLACE,,,,,
u3,part 1,London,char-offset:43,PERSON,,,,,
u4,part 1,Ithaca,char-offset:2,EVENT,,,,,
"""


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_the_table_of_recogito_2_is_read(delimiter: str) -> None:
    data = TABLE.replace('"a, b"', "a b").replace(",", delimiter).encode()
    result = archive.add(samples.text_only(TEXT), data, "recogito", by="Ada", trust=True)
    said = said_of(result.document, "recogito")
    assert [type(one).__name__ for one in said["u1"]] == ["Mention", "Comment", "Tag", "Tag"]
    assert [one.tag for one in said["u1"] if isinstance(one, Tag)] == ["air", "port"]
    assert said["u2"][0].anchors[0].exact == "Troy"
    assert said["u3"][0].anchors[0].start == 43
    assert {f.code: f.location.line for f in result.findings} == {
        "remark-not-placed": 5,
        "not-kept": 2,
    }


def test_two_annotations_of_one_place_mention_one_entity() -> None:
    data = TABLE.replace("u3,part 1,London,char-offset:43,PERSON", "u3,part 1,Troy,,PLACE").encode()
    document = archive.add(samples.text_only(TEXT), data, "recogito", by="Ada", trust=True).document
    said = said_of(document, "recogito")
    assert said["u2"][0].refers_to == said["u3"][0].refers_to
    assert len(document.entities) == 2


@each_case(
    "data",
    [b"", b"a,b\n1,2\n", b"3", b'[{"a": 1}]', b'{"annotation_id": 3}', b"UUID,ANCHOR\n1,2\n"],
)
def test_what_is_no_file_of_recogito_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as problem:
        archive.add(samples.text_only(TEXT), data, "recogito", by="Ada", trust=True)
    assert [f.code for f in problem.value.findings] == ["remarks-not-read"]


def test_who_else_contributed_to_an_annotation_is_reported() -> None:
    body = {"type": "QUOTE", "value": "Troy"}
    raw = {"annotation_id": "x", "anchor": "char-offset:32", "bodies": [body]}
    data = json.dumps([{**raw, "contributors": ["ada", "ben", "carl"]}]).encode()
    result = archive.add(samples.text_only(TEXT), data, "recogito", by="Ada", trust=True)
    assert [f.message for f in result.findings] == ["a further contributor to an annotation: 2"]


def test_who_else_changed_an_annotation_is_reported() -> None:
    target = {
        "selector": [{"quote": "Troy", "start": 32, "end": 36}],
        "creator": {"id": "a", "name": "Ada"},
        "updatedBy": {"id": "b", "name": "Ben"},
    }
    data = json.dumps([{"id": "x", "bodies": [], "target": target}]).encode()
    result = archive.add(samples.text_only(TEXT), data, "recogito", by="Ada", trust=True)
    assert [f.message for f in result.findings] == ["a further person who changed an annotation: 1"]
    target["updatedBy"] = target["creator"]
    data = json.dumps([{"id": "x", "bodies": [], "target": target}]).encode()
    assert not archive.add(samples.text_only(TEXT), data, "recogito", by="Ada", trust=True).findings
