"""Names that are known: where else they stand, whole, alone, within others, and whose they are."""

from __future__ import annotations

from typing import Any

import pytest

import archive
from tests.proposals.articles import article, proposed

KNOWN: list[dict[str, Any]] = [
    {"type": "person", "id": "park", "names": [{"text": "Geun-hye Park"}]},
    {"type": "person", "id": "may", "names": [{"text": "Theresa May"}]},
    {"type": "person", "id": "barack", "names": [{"text": "Barack Obama"}]},
    {"type": "person", "id": "michelle", "names": [{"text": "Michelle Obama"}]},
    {"type": "organisation", "id": "cfr", "names": [
        {"text": "Council on Foreign Relations"}, {"text": "CFR", "type": "abbreviation"}]},
    {"type": "place", "id": "korea", "names": [{"text": "Korea"}]},
    {"type": "place", "id": "north-korea", "names": [{"text": "North Korea"}]},
    {"type": "organisation", "id": "state", "names": [{"text": "Georgia"}]},
    {"type": "place", "id": "land", "names": [{"text": "Georgia"}]},
    {"type": "event", "id": "attacks", "names": [{"text": "attacks in Seoul"}]},
    {"type": "place", "id": "seoul", "names": [{"text": "Seoul"}]},
    {"type": "organisation", "id": "us", "names": [{"text": "U.S."}]},
    {"type": "place", "id": "tokyo", "names": [{"text": "東京", "language": "ja"}]},
]  # fmt: skip


def mentions(text: str, **options: Any) -> list[tuple[str, str]]:
    """The names that are proposed as mentions, with whom they name."""
    document = article(text, entities=KNOWN)
    return [
        (one.anchors[0].exact, one.refers_to)
        for one in proposed(document, "names", **options).proposed
        if isinstance(one, archive.Mention)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came to North Korea.", [("North Korea", "north-korea")]),
        ("He came to Korea.", [("Korea", "korea")]),
        ("North Korea’s army and the CFR.", [("North Korea", "north-korea"), ("CFR", "cfr")]),
        ("Geun-hye Park left. Then Park came back.", [("Geun-hye Park", "park"), ("Park", "park")]),
        ("Park came back.", []),
        ("Mr. Park came back.", [("Park", "park")]),
        ("Geun-hye Park left Hyde Park.", [("Geun-hye Park", "park")]),
        ("Geun-hye Park left Park Avenue.", [("Geun-hye Park", "park")]),
        ("In May it rained.", []),
        ("The attacks in Seoul.", [("attacks in Seoul", "attacks"), ("Seoul", "seoul")]),
        ("He is Korean, and korea is small.", []),
        ("The U.S. hosted it, U.S-born or not.", [("U.S.", "us"), ("U.S", "us")]),
        ("A South Korea-Lee accord.", []),
        ("彼は東京に行った。", [("東京", "tokyo")]),
    ],
)
def test_a_name_is_a_mention_of_whom_the_record_knows_by_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert mentions(text) == expected


def test_a_name_of_two_is_told_once_and_not_guessed() -> None:
    found = proposed(article("Georgia won. Georgia lost.", entities=KNOWN), "names")
    assert not found.proposed
    (finding,) = found.findings
    assert finding.code == "name-ambiguous"
    assert "land or state" in finding.message


def test_a_name_of_two_that_somebody_has_decided_is_not_told() -> None:
    document = article("Georgia won.", entities=KNOWN)
    mention = archive.Mention(id="m", anchors=(document.anchor("Georgia"),), refers_to="land")
    found = proposed(document.add(mention), "names")
    assert not found.findings


def test_a_last_name_of_two_is_told() -> None:
    text = "Barack Obama and Michelle Obama came. Then Obama left."
    found = proposed(article(text, entities=KNOWN), "names")
    assert [one.anchors[0].exact for one in found.proposed] == ["Barack Obama", "Michelle Obama"]
    assert [finding.code for finding in found.findings] == ["name-ambiguous"]


def test_a_name_of_another_record_brings_its_entity_along() -> None:
    other = article("Nothing.", entities=KNOWN).update(id="other")
    found = proposed(article("In Seoul it rained, and in Seoul it snowed."), "names", known=[other])
    (seoul,) = found.document.entities
    assert (seoul.label, seoul.basis, seoul.reason) == (
        "Seoul", "external", "Taken over from the record other.",
    )  # fmt: skip
    assert [one.refers_to for one in found.document.annotations] == [seoul.id, seoul.id]  # type: ignore[union-attr]


def test_what_both_records_know_is_one() -> None:
    other = article("Nothing.", entities=KNOWN).update(id="other")
    assert mentions("He came to Seoul.", known=[other]) == [("Seoul", "seoul")]


def test_an_identifier_tells_that_two_entities_are_one() -> None:
    wikidata = [{"scheme": "Wikidata", "value": "Q8684"}]
    ours = {"type": "place", "id": "seoul", "names": [{"text": "Seoul"}], "identifiers": wikidata}
    theirs = {**ours, "id": "x", "names": [{"text": "Hanyang"}]}
    other = article("Nothing.", entities=[theirs]).update(id="other")
    found = proposed(article("Old Hanyang.", entities=[ours]), "names", known=[other])
    assert [one.refers_to for one in found.document.annotations] == ["seoul"]  # type: ignore[union-attr]


def test_titles_of_works_are_names_if_they_have_several_words() -> None:
    works = [
        {"id": "w-a", "type": "book", "title": "The Uses of Argument"},
        {"id": "w-b", "type": "book", "title": "Ships"},
    ]
    found = proposed(article("I read The Uses of Argument. Ships sank.", works=works), "names")
    assert [one.anchors[0].exact for one in found.proposed] == ["The Uses of Argument"]


def test_a_description_in_another_record_is_no_name_here() -> None:
    group = {"type": "group", "id": "g", "names": [{"text": "its leaders"}, {"text": "The Nine"}]}
    text = "The council said that its leaders were right. The Nine agreed."
    other = article("Nothing.", entities=[group]).update(id="other")
    found = proposed(article(text), "names", known=[other]).proposed
    assert [one.anchors[0].exact for one in found] == ["The Nine"]
    found = proposed(article(text, entities=[group]), "names").proposed
    assert [one.anchors[0].exact for one in found] == ["its leaders", "The Nine"]


def test_a_name_of_two_stays_undecided_when_one_of_them_came_along() -> None:
    korea = [
        {"type": "organisation", "id": "o", "names": [{"text": "Georgia"}, {"text": "Republic"}]},
        {"type": "place", "id": "p", "names": [{"text": "Georgia"}]},
    ]
    other = article("Nothing.", entities=korea).update(id="other")
    first = proposed(article("The Republic fell. Georgia fell."), "names", known=[other])
    assert [one.anchors[0].exact for one in first.proposed] == ["Republic"]
    assert [one.code for one in first.findings] == ["name-ambiguous"]
    assert not proposed(first.document, "names").proposed
    again = proposed(first.document, "names", known=[other])
    assert not again.proposed
    assert [one.code for one in again.findings] == ["name-ambiguous"]
