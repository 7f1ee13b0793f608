"""A claimant is reported if the words name somebody else, or nobody."""

from __future__ import annotations

import json
from typing import Any

import archive
from tests.samples import from_text
from tests.tools.cases import each_case

TEXT = (
    "Bread\n\nThe minister, Ann Li, said that bread is cheap. She said that it will be cheaper.\n\n"
    "Bakers say that bread is dear. Rye is rare."
)
RECORD = from_text(TEXT, id="bread")


def reported(**cells: str) -> list[str]:
    claim: dict[str, Any] = {"restatement": "It is so.", "kind": "descriptive", **cells}
    result = archive.add(RECORD, json.dumps([claim]).encode(), "sheet")
    again = archive.add(result.document, json.dumps([claim]).encode(), "sheet")
    assert again.document == result.document
    assert not again.findings  # what the record has already is reported once
    return [one.message for one in result.findings if one.code == "claimant-not-named"]


NAMED = [
    {"words": "bread is cheap", "cue": "Ann Li, said that", "claimant": "person: Ann Li"},
    {"words": "bread is cheap", "cue": "The minister", "claimant": "person: the minister"},
    {"words": "bread is dear", "cue": "Bakers say", "claimant": "group: Bakers of the town"},
    {"words": "bread is dear", "claimant": "group: bakers"},
]


@each_case("cells", NAMED, ids=str)
def test_a_claimant_whom_the_words_name_is_not_reported(cells: dict[str, str]) -> None:
    assert reported(**cells) == []


NOT_NAMED = [
    (
        {"words": "it will be cheaper", "cue": "She said", "claimant": "person: Ann Li"},
        "claim 1, claimant: the cue 'She said' does not name \"Ann Li\"",
    ),
    (
        {"words": "bread is dear", "cue": "Bakers say", "claimant": "person: Ann Li"},
        "claim 1, claimant: the cue 'Bakers say' does not name \"Ann Li\"",
    ),
    (
        {"words": "Rye is rare", "claimant": "group: bakers"},
        'claim 1, claimant: there is no cue, and the sentence does not name "bakers"',
    ),
    (
        {"words": "Rye is rare", "claimant": "organisation: NASA"},
        'claim 1, claimant: there is no cue, and the sentence does not name "NASA"',
    ),
]


@each_case(("cells", "expected"), NOT_NAMED, ids=str)
def test_a_claimant_whom_the_words_do_not_name_is_reported(
    cells: dict[str, str], expected: str
) -> None:
    assert reported(**cells) == [expected]


def test_a_claimant_of_the_record_is_reported_as_well() -> None:
    person = {"type": "person", "id": "ann", "names": [{"type": "main", "text": "Ann Li"}]}
    record = archive.Document.model_validate(
        {**RECORD.model_dump(mode="json", exclude_none=True), "entities": [person]}
    )
    claim = {"words": "Rye is rare", "restatement": "R.", "kind": "descriptive", "claimant": "ann"}
    result = archive.add(record, json.dumps([claim]).encode(), "sheet")
    assert [one.code for one in result.findings] == ["claimant-not-named"]


def test_of_somebody_without_a_name_nothing_is_reported() -> None:
    person = {"type": "group", "id": "rumour", "description": "Those who told the rumour."}
    record = archive.Document.model_validate(
        {**RECORD.model_dump(mode="json", exclude_none=True), "entities": [person]}
    )
    claim = {"words": "Rye is rare", "restatement": "R.", "kind": "descriptive"}
    claim["claimant"] = "rumour"
    assert not archive.add(record, json.dumps([claim]).encode(), "sheet").findings


def test_a_cue_in_another_block_than_the_claim_is_reported() -> None:
    claim = {"words": "bread is dear", "restatement": "It is so.", "kind": "descriptive"}
    claim |= {"claimant": "person: Ann Li", "cue": "Ann Li, said"}
    result = archive.add(RECORD, json.dumps([claim]).encode(), "sheet")
    reported = [one for one in result.findings if one.code != "part-made"]
    assert [one.code for one in reported] == ["words-elsewhere"]
    assert reported[0].message == "claim 1, cue: the cue is in p-1, but the claim is in p-2"
    again = archive.add(result.document, json.dumps([claim]).encode(), "sheet")
    assert not again.findings


def test_a_condition_in_another_block_than_the_claim_is_reported() -> None:
    claim = {"words": "bread is dear", "restatement": "It is so.", "kind": "descriptive"}
    claim["condition"] = "bread is cheap"
    result = archive.add(RECORD, json.dumps([claim]).encode(), "sheet")
    (reported,) = result.findings
    assert reported.code == "words-elsewhere"
    assert reported.message == (
        "claim 1, condition: the condition is in p-1, but the claim is in p-2"
    )
    again = archive.add(result.document, json.dumps([claim]).encode(), "sheet")
    assert not again.findings
