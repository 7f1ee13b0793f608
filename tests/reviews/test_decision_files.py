"""Waiting statements as JSON, and decisions read from files of people and programs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

import archive
from archive import Decision, Document
from archive.errors import ReadError
from archive.reviews.decision_files import read_decisions, waiting_objects, with_locations
from tests.records.undecided import undecided
from tests.strategies import documents
from tests.tools.cases import each_case


def decisions(text: str) -> list[Decision]:
    return [one.decision for one in read_decisions(text.encode(), "d.json")]


def problems(data: bytes) -> list[str]:
    with pytest.raises(ReadError) as raised:
        read_decisions(data, "d.json")
    assert {f.code for f in raised.value.findings} == {"not-a-decision"}
    return [f"{f.location}{f.location.pointer or ''} {f.message}" for f in raised.value.findings]


def test_the_list_shows_what_is_needed_to_decide() -> None:
    document = undecided()
    (crane,) = (
        o for o in waiting_objects(document, archive.waiting(document)) if o["id"] == "c-crane"
    )
    assert crane == {
        "id": "c-crane",
        "decision": "",
        "kind": "claim",
        "why": "proposed",
        "words": ["Nobody was hurt when the crane fell"],
        "says": {
            "certainty": 0.55,
            "restatement": "Nobody was hurt when the crane at the bridge at Halden fell.",
            "kind": "descriptive",
            "negated": True,
        },
        "stakes": {"relations": ("rel-8",)},
    }


@given(documents())
def test_what_was_listed_is_read_as_decisions_once_they_are_filled_in(document: Document) -> None:
    ones = archive.waiting(document)
    printed = json.dumps(waiting_objects(document, ones))
    assert decisions(printed) == [], "nobody has decided"
    filled = [{**one, "decision": "later"} for one in waiting_objects(document, ones)]
    read = decisions(json.dumps(filled))
    assert [one.id for one in read] == [one.id for one in ones]
    assert archive.review(document, read).document is document


@each_case(
    "text",
    [
        '[{"id": "a", "decision": "accept"}, {"id": "b", "decision": "reject", "reason": "No."}]',
        '{"id": "a", "decision": "accept"}\n\n{"id": "b", "decision": "reject", "reason": "No."}\n',
        """\ufeff{"id": "a", "decision": "accept"}\r
        {"id": "b", "decision": "reject", "reason": "No.", "mend": null}""",
    ],
)
def test_decisions_are_an_array_or_lines(text: str) -> None:
    assert decisions(text) == [Decision("a", "accept"), Decision("b", "reject", "No.")]


def test_one_decision_may_stand_alone() -> None:
    text = '{\n "id": "a",\n "decision": "mend", "mend": {"words": "so"}\n}'
    assert decisions(text) == [Decision("a", "mend", mend={"words": "so"})]
    assert decisions("") == decisions("\n \n") == decisions("[]") == []


def test_every_item_that_is_none_is_reported_with_its_place() -> None:
    lines = (
        '{"id": "a", "decision": "accept"}',
        '"a"',
        '{"decision": "accept"}',
        '{"id": "a", "decison": "accept"}',
        '{"id": "a", "decision": 3}',
        '{"id": "a", "decision": "mend", "mend": []}',
        "{",
    )
    assert problems("\n".join(lines).encode()) == [
        'd.json:2 this is not an object: "a"',
        'd.json:3 the decision has no "id"',
        "d.json:4 a decision has no field 'decison'; its fields are id, decision, reason, mend",
        'd.json:5 "decision" is not a string',
        'd.json:6 "mend" is not an object',
        "d.json:7 this is not JSON: EOF while parsing an object at line 1 column 1",
    ]
    assert problems(b"[3]") == ["d.json/0 this is not an object: 3"]


@each_case(
    "data",
    [
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"id":' * 100_000,
        b'[{"id": "a"}',
        b'{"id": NaN}',
        b"id,decision\na,accept",
        b"\x00",
    ],
)
def test_what_is_none_at_all_is_one_clear_error(data: bytes) -> None:
    assert problems(data)


def test_what_is_wrong_with_a_decision_stands_at_its_line() -> None:
    read = read_decisions(
        b'{"id": "c-crane", "decision": "accept"}\n\n{"id": "nobody", "decision": "accept"}', "f"
    )
    with pytest.raises(archive.errors.NotDecided) as raised:
        archive.review(undecided(), [one.decision for one in read])
    (found,) = with_locations(read, raised.value.findings)
    assert (found.location.line, found.location.pointer) == (3, "/id")
    read = read_decisions(b'[{"id": "c-crane", "decision": "later"}, {"id": "x", "decision": "y"}]')
    with pytest.raises(archive.errors.NotDecided) as raised:
        archive.review(undecided(), [one.decision for one in read])
    (found,) = with_locations(read, raised.value.findings)
    assert found.location.pointer == "/1/decision"


@each_case(
    ("text", "at"),
    [
        ('[{"id": "a", "decision": "reject",\n"decision": "accept"}]', "d.json"),
        ('{"id": "a",\n "decision": "reject",\n "decision": "accept"}', "d.json"),
        ('{"id": "b", "decision": "later"}\n{"id": "a", "id": "b"}', "d.json:2"),
        ('[{"id": "a", "decision": "mend", "mend": {"words": "a", "words": "b"}}]', "d.json"),
    ],
)
def test_a_key_that_stands_twice_is_refused_with_its_place(text: str, at: str) -> None:
    [found] = problems(text.encode())
    assert found.startswith(f"{at} this is not JSON: ")
    assert "uplicate key" in found
    assert " at line " in found
