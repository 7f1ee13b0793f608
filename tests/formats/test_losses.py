"""What is left out is reported once for each kind, in one form for all formats."""

from __future__ import annotations

from archive.findings import Location, Severity
from archive.formats.losses import Losses


def messages(losses: Losses[int]) -> list[str]:
    return [finding.message for finding in losses.findings()]


def test_a_kind_is_reported_once_with_its_count_and_first_line() -> None:
    losses = Losses[int]()
    losses.add("notes", 9)
    losses.add("links; their words are kept", 4, detail="@title")
    losses.add("links; their words are kept", 7, times=2, detail="@rel")
    assert messages(losses) == [
        "links: 3 (@rel 2, @title 1), first at line 4; their words are kept",
        "notes: 1, first at line 9",
    ]
    assert [finding.location.line for finding in losses.findings()] == [4, 9]


def test_words_and_a_path_are_shown_of_the_first() -> None:
    losses = Losses[str](lambda name: f"/html[1]/{name}[1]", hint="look", severity=Severity.NOTE)
    losses.add("drawings", "svg", example="\n A  \n map ")
    losses.add("drawings", "p", example="B")
    (finding,) = losses.findings()
    assert finding.message == 'drawings: 2, first "A map", first at /html[1]/svg[1]'
    assert (finding.hint, finding.severity) == ("look", Severity.NOTE)


def test_a_location_is_that_of_the_finding() -> None:
    losses = Losses[Location]()
    losses.add("a", Location(file="a.csv", line=3))
    losses.add("b", Location(pointer="/0"))
    assert [
        (one.message, str(one.location), one.location.pointer) for one in losses.findings()
    ] == [
        ("b: 1", "", "/0"),
        ("a: 1, first at line 3", "a.csv:3", None),
    ]


def test_what_has_no_count_is_counted_by_its_details() -> None:
    losses = Losses[int]()
    loss = losses.of("attributes", 2)
    loss.details.update(b=2, a=1, none=0)
    losses.put("nothing", Losses[int]().of("nothing"))
    assert messages(losses) == ["attributes: 3 (b 2, a 1), first at line 2"]


def test_names_without_end_are_reported_in_few_words() -> None:
    losses = Losses[int]()
    for n in range(600):
        losses.add(f"{n}{'x' * 1000}", n + 1, detail=f"d{n}")
        losses.add("same", 1, detail=f"d{n}")
    found = messages(losses)
    assert len(found) == 501
    assert all(len(message) < 500 for message in found)
    assert found[-1] == "101 more kinds: 101, first at line 500"
    (same,) = [one for one in found if one.startswith("same")]
    assert same.endswith("and 570 of 570 more kinds), first at line 1")
