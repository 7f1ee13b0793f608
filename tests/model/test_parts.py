"""A part that is wrong: what is raised, by whom, and what it tells."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from archive.errors import ArchiveError, InvalidDocument, InvalidPart
from archive.model.anchors import Anchor, Quote
from archive.model.base import Model, every_model
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.metadata import StatedDate
from archive.model.works import Evidence, Work
from tests.samples import small

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


@pytest.mark.parametrize(
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
    assert problems[0].startswith('  error[malformed-value]: /work: "" is no id')
    assert problems[1].startswith('  error[unknown-field]: /locater: there is no field "locater"')


def test_it_can_be_pickled_with_its_findings() -> None:
    with pytest.raises(InvalidPart) as caught:
        Quote(exact="")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.part, again.findings) == ("Quote", caught.value.findings)
    assert str(again) == str(caught.value)


@pytest.mark.parametrize("data", [b"{", '{"id": ', b"\xff"])
def test_what_is_no_json_is_said_to_be_none(data: str | bytes) -> None:
    with pytest.raises(InvalidPart) as part:
        Work.model_validate_json(data)
    assert [finding.code for finding in part.value.findings] == ["not-json"]
    with pytest.raises(InvalidDocument) as document:
        Document.model_validate_json(data)
    assert document.value.findings == part.value.findings


def test_a_document_is_told_of_as_a_document_however_it_is_made() -> None:
    for make in (
        lambda: Document(id="1"),
        lambda: Document.model_validate({"id": "1"}),
        lambda: Document.model_validate_json(b'{"id": "1"}'),
        lambda: small().update(id="1"),
    ):
        with pytest.raises(InvalidDocument) as caught:
            make()
        assert told(caught.value) == [("malformed-value", "/id")]


def test_what_is_no_object_is_told_plainly() -> None:
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


def test_a_wrong_part_within_a_part_is_told_with_its_place() -> None:
    anchor = Anchor.model_construct(block="p-1", start=-1, end=1, exact="")
    with pytest.raises(InvalidPart) as caught:
        Claim(id="c", anchors=(anchor,), restatement="a", kind="causal")
    assert told(caught.value) == [
        ("value-out-of-range", "/anchors/0/start"),
        ("wrong-length", "/anchors/0/exact"),
    ]


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("2016-03-20T09:30", "a time of day follows one whole day, to the second: 2016-03-20T09:30:00Z"),
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
