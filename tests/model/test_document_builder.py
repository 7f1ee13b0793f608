"""A part that is wrong: what is raised, by whom, and what it tells."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from archive.errors import ArchiveError, InvalidDocument, InvalidPart, NotInDocument
from archive.model.anchors import Anchor, Quote
from archive.model.base import Model, every_model
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.introspection import collection_fields
from archive.model.metadata import StatedDate
from archive.model.works import Evidence, Work
from tests.conftest import MANY
from tests.samples import small
from tests.strategies import documents
from tests.tools.cases import each_case

WRONG = {
    "id": "c 1",
    "anchors": [{"type": "anchor", "block": "p-1", "start": -1, "end": 3, "exact": "a"}],
    "restatement": "a",
    "kind": "guess",
    "claimant": "ida",
}
PROBLEMS = [
    ("malformed-value", "/id"),
    ("value-out-of-range", "/anchors/0/start"),
    ("value-not-allowed", "/kind"),
    ("unknown-field", "/claimant"),
]


def told(problem: InvalidPart | InvalidDocument) -> list[tuple[str, str | None]]:
    return sorted((finding.code, finding.location.pointer) for finding in problem.findings)


@each_case(
    "make",
    [
        lambda: Claim(**WRONG),  # type: ignore[arg-type]
        lambda: Claim.model_validate(WRONG),
        lambda: Claim.model_validate_json(TypeAdapter(dict).dump_json(WRONG)),
        lambda: small().claims[0].update(**WRONG),
        lambda: small().claims[0].model_copy(update=WRONG),
    ],
    ids=["constructor", "model_validate", "model_validate_json", "update", "model_copy"],
)
def test_a_part_that_is_wrong_tells_every_problem_however_it_is_made(
    make: Callable[[], Claim],
) -> None:
    with pytest.raises(InvalidPart, match=r"^not a valid Claim: 4 problems\n") as caught:
        make()
    assert told(caught.value) == sorted(PROBLEMS)
    assert caught.value.part == "Claim"


def test_it_is_an_error_of_ours_and_a_wrong_value_to_everybody() -> None:
    with pytest.raises(ArchiveError):
        StatedDate(date="2001-02-29")
    with pytest.raises(ValueError, match="February 2001 has 28 days"):
        StatedDate(date="2001-02-29")


def test_the_message_names_the_class_the_place_and_the_value() -> None:
    with pytest.raises(InvalidPart) as caught:
        Evidence(work="", locater="3")  # type: ignore[call-arg]
    first, *problems = str(caught.value).splitlines()
    assert first == "not a valid Evidence: 2 problems"
    assert problems[0].startswith('  error[malformed-value]: /work: "" is not an id')
    assert problems[1].startswith('  error[unknown-field]: /locater: there is no field "locater"')


def test_it_can_be_pickled_with_its_findings() -> None:
    with pytest.raises(InvalidPart) as caught:
        Quote(exact="")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.part, again.findings) == ("Quote", caught.value.findings)
    assert str(again) == str(caught.value)


@each_case("data", [b"{", '{"id": ', b"\xff"])
def test_what_is_no_json_is_reported_as_no_json(data: str | bytes) -> None:
    with pytest.raises(InvalidPart) as part:
        Work.model_validate_json(data)
    assert [finding.code for finding in part.value.findings] == ["not-json"]
    with pytest.raises(InvalidDocument) as document:
        Document.model_validate_json(data)
    assert document.value.findings == part.value.findings


def test_a_document_is_named_as_a_document_however_it_is_made() -> None:
    for make in (
        lambda: Document(id="1"),
        lambda: Document.model_validate({"id": "1"}),
        lambda: Document.model_validate_json(b'{"id": "1"}'),
        lambda: small().update(id="1"),
    ):
        with pytest.raises(InvalidDocument) as caught:
            make()
        assert told(caught.value) == [("malformed-value", "/id")]


def test_what_is_no_object_is_reported_plainly() -> None:
    for cls, error in ((Work, InvalidPart), (Document, InvalidDocument)):
        with pytest.raises(error, match="3 is not an object"):
            cls.model_validate(3)


class Theirs(BaseModel):
    """A model of somebody who uses ours."""

    quote: Quote
    count: int


def test_within_models_of_others_pydantic_collects_our_problems_with_theirs() -> None:
    with pytest.raises(ValidationError) as caught:
        Theirs.model_validate({"quote": {"exact": ""}, "count": "many"})
    assert [problem["loc"] for problem in caught.value.errors()] == [("quote", "exact"), ("count",)]
    with pytest.raises(ValidationError):
        TypeAdapter(Quote).validate_python({"exact": ""})


def test_values_within_values_are_made_without_our_constructor() -> None:
    """Else all that is wrong with one of them would be one problem, and reading would take longer."""
    small()  # builds them
    for cls in every_model():
        if cls is not Model:
            cls.model_rebuild()
            assert not cls.__pydantic_custom_init__, cls


def test_a_wrong_part_within_a_part_is_reported_with_its_place() -> None:
    anchor = Anchor.model_construct(block="p-1", start=-1, end=1, exact="")
    with pytest.raises(InvalidPart) as caught:
        Claim(id="c", anchors=(anchor,), restatement="a", kind="causal")
    assert told(caught.value) == [
        ("value-out-of-range", "/anchors/0/start"),
        ("wrong-length", "/anchors/0/exact"),
    ]


@each_case(
    ("date", "reason"),
    [
        ("2016-03-20T09:30", "write a time of day after a whole date, to the second: 2016-03-20T09:30:00Z"),
        ("March 2016", "write a year (2016), a month (2016-03), a day (2016-03-20) or a season (2016-21); X for"),
        ("2016-60", "60 is neither a month (01 to 12) nor a part of the year (21 to 41)"),
    ],
)  # fmt: skip
def test_a_reason_is_given_whole(date: str, reason: str) -> None:
    with pytest.raises(InvalidPart) as caught:
        StatedDate(date=date)
    assert reason in caught.value.findings[0].message


def test_a_long_value_is_shortened_wherever_it_stands() -> None:
    with pytest.raises(InvalidPart) as caught:
        StatedDate(date="x" * 10_000)
    assert len(caught.value.findings[0].message) < 400
    with pytest.raises(InvalidPart) as caught:
        StatedDate(date=f"Y1E{'9' * 4000}")
    assert len(caught.value.findings[0].message) < 400


# --- junk anywhere ---

JUNK = (
    *(None, True, -1, 0, 7.5, float("inf"), 10**400, "", "no such thing!", "2016", "x" * 400),
    *([], [[]], ["x"], [None], [{}], [3, "x"], {}, {"type": "?"}, {"type": "anchor"}),
    *({"exact": "zymurgy"}, {"id": "x"}, {"text": ["x"]}, [{"type": "person", "names": ["x"]}]),
    {"type": {"type": []}},
)
"""What JSON can hold that belongs nowhere, or only in a few places."""
OF_PYTHON = (
    *((), ("x",), ((),), b"x", {1: 2}, {"x"}, date(2016, 3, 20), object()),
    *(Anchor(block="p-1", start=0, end=1, exact="a"), Quote(exact="a"), [Quote(exact="a")]),
    (Work.model_construct(id="w"),),
)
"""What only a program can give."""


def members(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object and array of a raw value with each of its keys or positions."""
    if isinstance(value, dict | list):
        for key in [*value] if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from members(value[key])


def refused(make: Callable[[], object]) -> None:
    """Make something of junk: it is made, or refused by an error of ours, which can be shown."""
    try:
        make()
        return
    except (InvalidPart, InvalidDocument) as refusal:
        wrong = refusal
    assert wrong.findings
    assert len(str(wrong)) < 400 * (1 + len(wrong.findings))
    places = [(finding.code, finding.location.pointer) for finding in wrong.findings]
    assert len(set(places)) == len(places), wrong


@pytest.mark.slow
@each_case("cls", sorted(every_model(), key=str), ids=lambda cls: cls.__name__)
def test_whatever_stands_in_a_field_is_refused_by_an_error_of_ours(cls: type[Model]) -> None:
    step = 1 if MANY else 4  # few: every fourth, for each field another fourth
    for number, field in enumerate((*cls.model_fields, "zymurgy", "claimant", "license", "date")):
        for junk in (*JUNK, *OF_PYTHON)[number % step :: step]:
            refused(lambda field=field, junk=junk: cls(**{field: junk}))
            refused(lambda field=field, junk=junk: cls.model_validate({field: junk}))
        for junk in JUNK[number % step :: step]:
            data = json.dumps({field: junk})
            refused(lambda data=data: cls.model_validate_json(data))
    for junk in (*JUNK, *OF_PYTHON):
        refused(lambda junk=junk: cls.model_validate(junk))


@given(documents(), st.randoms(use_true_random=False))
def test_whatever_stands_deep_in_a_part_is_refused_by_an_error_of_ours(
    document: Document, random: Random
) -> None:
    raw = document.model_dump(mode="json")
    names = [name for name in collection_fields(Document) if raw[name]]
    if not names:
        return
    name = random.choice(names)
    number = random.randrange(len(raw[name]))
    part, cls = raw[name][number], type(getattr(document, name)[number])
    for _ in range(random.randint(1, 3)):
        holder, key = random.choice(list(members(part)))
        holder[key] = deepcopy(random.choice(JUNK))
    refused(lambda: cls.model_validate(part))
    refused(lambda: cls.model_validate_json(json.dumps(part)))
    refused(lambda: document.update(**{name: (*getattr(document, name), part)}))


@each_case("junk", [*JUNK, *OF_PYTHON], ids=lambda junk: type(junk).__name__)
def test_what_is_no_part_of_a_document_is_refused_with_what_is(junk: object) -> None:
    document = small()
    for change in (document.add, document.replace):
        if isinstance(junk, Model) and junk in document.claims:
            continue
        with pytest.raises(TypeError, match="part"):
            change(junk)  # type: ignore[arg-type]
    for ask in (document.remove, document.get, document.claim, document.claims_of):
        with pytest.raises(NotInDocument):
            ask(junk)  # type: ignore[operator]


@each_case(
    ("part", "said"),
    [
        (small().text_blocks()[1], "a Paragraph belongs inside another part"),
        (
            small().metadata,
            r"a Metadata is the field 'metadata': use document.update\(metadata=...\)",
        ),
        (small().claims, r"add\(\*parts\)"),
        ("c-1", "'c-1' is not a part of a document, such as a Claim or a Source"),
        (None, "None is not a part of a document"),
    ],
)
def test_what_stands_elsewhere_is_reported_with_its_place(part: object, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        small().add(part)  # type: ignore[arg-type]


@each_case(
    ("fields", "said"),
    [
        ({"anchors": ["abc"]}, '/anchors/0: "abc" is not an object (write document.anchor("abc"))'),
        ({"anchors": Quote(exact="a")}, "/anchors: a Quote is not an array (put it into brackets: [...])"),
        ({"claimant": "ida"}, '/claimant: there is no field "claimant" here (the claimant goes in "attribution": add {"claimant": "ida"})'),
        ({"id": None}, "/id: null is not a string"),
        ({"time": {"date": date(2016, 3, 20)}}, '/time/date: 2016-03-20 is not a string (write it as a string: "2016-03-20")'),
    ],
)  # fmt: skip
def test_a_part_made_in_python_has_a_hint_where_things_go(
    fields: dict[str, object], said: str
) -> None:
    with pytest.raises(InvalidPart) as caught:
        small().claims[0].update(**fields)
    assert [str(finding).partition("]: ")[2] for finding in caught.value.findings] == [said]


def test_an_id_left_out_in_python_is_not_the_name_of_a_folder() -> None:
    with pytest.raises(InvalidPart, match="in Python you choose the id"):
        Claim(anchors=small().claims[0].anchors, restatement="a", kind="causal")  # type: ignore[call-arg]
