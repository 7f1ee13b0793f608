"""Web Annotation of others: every form of the standard is read, or refused with a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.errors import ReadError
from archive.model.annotations import Comment, Correction, Tag
from archive.model.document import Document
from tests import samples
from tests.tools.cases import each_case

TEXT = "Fares rose by 10% in May. 😀 The mayor’s office said so; nobody else did."


def laid(*several: Any, onto: Document | None = None) -> archive.ReadResult:
    data = json.dumps(several[0] if len(several) == 1 else several).encode()
    return archive.add(
        onto or samples.text_only(TEXT), data, "web-annotation", by="Ada", trust=True
    )


def annotation(selector: Any, body: Any = "so", **fields: Any) -> dict[str, Any]:
    if body == "so":
        body = {"type": "TextualBody", "value": "so", "purpose": "commenting"}
    target = {"source": "https://example.org/a", "selector": selector}
    return {"type": "Annotation", "id": "urn:a", "body": body, "target": target, **fields}


def quote(exact: str, **fields: str) -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact, **fields}


def test_the_samples_of_the_w3c_are_read_or_refused_with_a_sentence(
    shared: Callable[[str], Path],
) -> None:
    read = refused = 0
    onto = samples.small()
    for path in sorted(shared("conformance/web-annotation/samples").rglob("*.json")):
        try:
            result = archive.add(onto, path.read_bytes(), "web-annotation", by="Ada", trust=True)
        except ReadError as problem:
            refused += 1
            (finding,) = problem.findings
            assert finding.code in ("not-json", "remarks-not-read")
            assert finding.message
            assert path.parent.name == "incorrect"
        else:
            read += 1
            assert result.document is not onto or result.findings
            again = archive.add(
                result.document, path.read_bytes(), "web-annotation", by="Ada", trust=True
            )
            assert again.document is result.document
    assert (read, refused) == (65, 19)


@each_case(
    ("name", "held"),
    [
        ("iiif-newspaper-page", 304),
        ("iiif-collection-p1", 4),
        ("iiif-collection-p2", 4),
        ("iiif-multilingual-body", 2),
    ],
)
def test_what_is_said_of_parts_of_images_is_counted_and_not_anchored(
    name: str, held: int, shared: Callable[[str], Path]
) -> None:
    data = shared(f"ingest/annotations/w3c/{name}.json").read_bytes()
    assert data.count(b'"Annotation"') == held
    onto = samples.small()
    result = archive.add(onto, data, "web-annotation", by="Ada", trust=True)
    assert result.document is onto
    reported = [f.message for f in result.findings if f.code == "remark-not-placed"]
    assert sum(int(message.split()[0]) for message in reported) == held


def test_pages_that_lie_elsewhere_are_reported(shared: Callable[[str], Path]) -> None:
    data = shared("ingest/annotations/w3c/iiif-collection.json").read_bytes()
    result = archive.add(samples.small(), data, "web-annotation", by="Ada", trust=True)
    assert [f.message for f in result.findings] == [
        "the file holds 0 annotations but states 8",
        "`label` of an object that holds annotations: 1",
        "a page of annotations in another file: 2",
    ]


@each_case(
    "selector",
    [
        quote("mayor's office"),
        [
            quote("office", prefix="mayor’s "),
            {"type": "TextPositionSelector", "start": 7, "end": 9},
        ],
        {"type": "FragmentSelector", "value": "p", "refinedBy": quote("The mayor’s   office")},
        {**quote("The mayor’s office said"), "refinedBy": quote("office")},
        {"type": "RangeSelector", "startSelector": {}, "endSelector": {}, **quote("office")},
    ],
)
def test_words_are_found_by_any_selector_that_says_them(selector: Any) -> None:
    result = laid(annotation(selector))
    (comment,) = result.document.annotations
    assert comment.anchors[0].exact.endswith("office")


@pytest.mark.parametrize(("unit", "start"), [("utf-16", 29), ("code points", 28)])
def test_offsets_are_understood_by_the_words_that_stand_there(unit: str, start: int) -> None:
    words = {"type": "TextPositionSelector", "start": start + 4, "end": start + 18}
    first = annotation([quote("mayor’s office"), words])
    bare = annotation({"type": "TextPositionSelector", "start": start + 19, "end": start + 23})
    document = laid(first, {**bare, "id": "urn:b"}).document
    assert [one.anchors[0].exact for one in document.annotations] == ["mayor’s office", "said"]


@each_case(("start", "end"), [(-1, 3), ("3", "9"), (True, 9), (1.5, 3), (0, 10**25), (None, None)])
def test_offsets_that_are_none_place_nothing_even_where_the_text_is_known(
    start: Any, end: Any
) -> None:
    position = {"type": "TextPositionSelector", "start": 33, "end": 47}
    known = annotation([quote("mayor’s office"), position])
    bad = annotation({**position, "start": start, "end": end})
    result = laid(known, {**bad, "id": "urn:b"})
    assert len(result.document.annotations) == 1
    assert "remark-not-placed" in [f.code for f in result.findings]


def test_words_within_words_are_those_within_them() -> None:
    onto = samples.text_only("The office said so. Nobody at the office heard it.")
    within = {**quote("Nobody at the office heard"), "refinedBy": quote("office")}
    (comment,) = laid(annotation(within), onto=onto).document.annotations
    assert comment.anchors[0].start == 34


@pytest.mark.parametrize(
    ("body", "kind", "value"),
    [
        ({"type": "TextualBody", "value": "so"}, Comment, "so"),
        ({"type": "TextualBody", "value": "so", "purpose": "tagging"}, Tag, "so"),
        ({"type": "TextualBody", "value": "so", "purpose": "oa:editing"}, Correction, "so"),
        ("https://example.org/x", Comment, "https://example.org/x"),
        ({"id": "https://example.org/x", "type": "Video"}, Comment, "https://example.org/x"),
        (
            {"type": "SpecificResource", "source": "https://example.org/x", "purpose": "tagging"},
            Tag,
            "https://example.org/x",
        ),
    ],
)
def test_what_becomes_of_each_body(body: Any, kind: type, value: str) -> None:
    (statement,) = laid(annotation(quote("office"), body)).document.annotations
    assert type(statement) is kind
    field = {Comment: "text", Tag: "tag", Correction: "corrected"}[kind]
    assert getattr(statement, field) == value


def test_a_tag_keeps_the_address_of_its_term() -> None:
    body = {"type": "SpecificResource", "source": "https://example.org/x", "purpose": "tagging"}
    (tag,) = laid(annotation(quote("office"), {**body, "value": "X"})).document.annotations
    assert isinstance(tag, Tag)
    assert (tag.tag, tag.uri) == ("X", "https://example.org/x")


def test_several_targets_are_several_anchors() -> None:
    one = annotation(quote("10%"))
    one["target"] = [one["target"], {**one["target"], "selector": quote("nobody else")}]
    (comment,) = laid(one).document.annotations
    assert [anchor.exact for anchor in comment.anchors] == ["10%", "nobody else"]


def test_if_one_of_several_targets_is_nowhere_the_annotation_is_reported() -> None:
    one = annotation(quote("10%"))
    one["target"] = [one["target"], {**one["target"], "selector": quote("somebody")}]
    result = laid(one)
    assert not result.document.annotations
    assert [f.code for f in result.findings] == ["remark-not-placed"]


def test_an_answer_is_a_comment_on_the_annotation() -> None:
    reply = {"type": "Annotation", "id": "urn:b", "motivation": "replying", "target": "urn:a"}
    document = laid({**reply, "bodyValue": "no"}, annotation(quote("10%"))).document
    first, second = document.annotations
    assert isinstance(second, Comment)
    assert second.on == first.id


def test_each_field_that_no_record_holds_is_reported() -> None:
    one = annotation(quote("10%"), rights="x", audience={"id": "y"})
    one["target"]["styleClass"] = "red"
    messages = [f.message for f in laid(one).findings]
    assert messages == [
        "`audience` of an annotation: 1",
        "`rights` of an annotation: 1",
        "`styleClass` of a target: 1",
    ]


def test_a_maker_is_a_person_an_organisation_or_a_program() -> None:
    makers = [
        {"id": "https://example.org/ada", "type": "Person", "name": "Ada"},
        {"type": "Organization", "name": "Example"},
        {"type": "Software", "name": "Tool"},
        "https://example.org/ben",
    ]
    several = [
        annotation(quote("10%"), id=f"urn:{n}", creator=maker) for n, maker in enumerate(makers)
    ]
    agents = laid(*several).document.agents
    assert [(agent.type, agent.name, agent.address) for agent in agents] == [
        ("person", "Ada", "https://example.org/ada"),
        ("organisation", "Example", None),
        ("software", "Tool", None),
        ("person", "https://example.org/ben", "https://example.org/ben"),
        ("person", "Ada", None),
    ]


def test_that_a_text_is_no_plain_text_is_reported() -> None:
    body = {"type": "TextualBody", "value": "<p>so</p>", "format": "text/html", "language": "en"}
    result = laid(annotation(quote("10%"), body))
    (comment,) = result.document.annotations
    assert isinstance(comment, Comment)
    assert comment.text == "<p>so</p>"
    assert [f.message for f in result.findings] == [
        "that a body is text/html: 1",
        "the language of a comment: 1",
    ]
