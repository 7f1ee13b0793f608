"""Mentions of known names: whole names, last names, names within others, ambiguous ones."""

from __future__ import annotations

from typing import Any

import archive
from tests.proposals.articles import article, proposed
from tests.tools.cases import each_case

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
        if isinstance(one, archive.model.Mention)
    ]


@each_case(
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


def test_a_name_of_two_is_reported_once_and_not_guessed() -> None:
    found = proposed(article("Georgia won. Georgia lost.", entities=KNOWN), "names")
    assert not found.proposed
    (finding,) = found.findings
    assert finding.code == "name-ambiguous"
    assert "land or state" in finding.message


def test_a_name_of_two_that_somebody_has_decided_is_not_reported() -> None:
    document = article("Georgia won.", entities=KNOWN)
    mention = archive.model.Mention(id="m", anchors=(document.anchor("Georgia"),), refers_to="land")
    found = proposed(document.add(mention), "names")
    assert not found.findings


def test_a_last_name_of_two_is_reported() -> None:
    text = "Barack Obama and Michelle Obama came. Then Obama left."
    found = proposed(article(text, entities=KNOWN), "names")
    assert [one.anchors[0].exact for one in found.proposed] == ["Barack Obama", "Michelle Obama"]
    assert [finding.code for finding in found.findings] == ["name-ambiguous"]


def test_a_name_of_another_record_brings_its_entity_along() -> None:
    other = article("Nothing.", entities=KNOWN).update(id="other")
    found = proposed(article("In Seoul it rained, and in Seoul it snowed."), "names", known=[other])
    (seoul,) = found.document.entities
    assert (seoul.label, seoul.basis, seoul.reason) == (
        "Seoul", "external", "Copied from the record other.",
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


def brought(*paragraphs: str, **options: Any) -> dict[str, list[str]]:
    """Whom the text alone tells of: the words of the mentions of each, by the label."""
    found = proposed(article(*paragraphs, **options), "names")
    assert not found.findings
    given = {one["id"] for one in options.get("entities", ())}
    return {
        entity.label: [
            one.anchors[0].exact
            for one in found.proposed
            if isinstance(one, archive.model.Mention) and one.refers_to == entity.id
        ]
        for entity in found.document.entities
        if entity.id not in given
    }


def test_who_is_named_with_an_office_or_a_body_comes_along_though_nobody_knows_him() -> None:
    text = "In May, UN Secretary General Ban Ki-moon met the 15-member UN Security Council."
    found = proposed(article(text, "Ban left."), "names")
    ban, council = found.document.entities
    assert (ban.type, ban.label, ban.basis) == ("person", "Ban Ki-moon", "inferred")
    assert ban.reason == "rule person in the text: “Secretary General” is before the name."
    assert (council.type, council.label) == ("organisation", "UN Security Council")
    assert [one.exact for one in council.rests_on] == ["UN Security Council"]
    assert not found.document.sources


@each_case(
    ("text", "names"),
    [
        ("President Barack Obama’s Cuba trip began.", ["Barack Obama"]),
        ("Senate Minority Leader Harry Reid came.", ["Harry Reid"]),
        ("Attorney General Eric Holder came Friday.", ["Eric Holder"]),
        ("The spokesman John Doe Tuesday left.", ["John Doe"]),
        ("Mr. Kim left.", ["Mr. Kim"]),
        ("Obama’s Justice Department knew.", ["Justice Department"]),
        ("The Washington Post on Thursday knew.", ["Washington Post"]),
        ("The U.S. Senate, the Bureau of Labor Statistics.", ["U.S. Senate",
            "Bureau of Labor Statistics"]),
        ("President Bashar al-Assad, and [President Bashar] too.", []),
        ("President George H.W. Bush left.", []),
        ("Voter ID is a must. MAYOR LOSES ELECTION.", []),
        ("Mayor Who Endorsed Ted Cruz Is Not Here. Sir. We left.", []),
        ("The Department of Health and Human Services, the Ways and Means Committee.", []),
        ("The Pew Research Center, the Oval Office, the Obama White House.", []),
        ("The UK, Jane Doe, Goldman Sachs, the Council.", []),
        ("Although Parliament met, Republican-held Congress did not.", []),
        ("Sen. Kelly AyotteRep. left.", []),
    ],
)  # fmt: skip
def test_only_whose_kind_the_words_show_comes_along(text: str, names: list[str]) -> None:
    assert list(brought(text)) == names


def test_a_last_name_of_who_came_along_counts_where_no_other_has_it() -> None:
    one = "Former president Bill Clinton spoke. Then Clinton left, and Mr. Clinton slept."
    assert brought(one) == {"Bill Clinton": ["Bill Clinton", "Clinton", "Clinton"]}
    other = f"{one} Hillary Clinton lost."
    assert brought(other) == {"Bill Clinton": ["Bill Clinton"]}
    assert brought("Mr. Roe met Mrs. Roe. Roe left.") == {"Mr. Roe": ["Mr. Roe"]}
    doe = {"type": "person", "id": "doe", "names": [{"text": "John Doe"}]}
    assert brought("Mayor Jane Doe left. Doe cried.", entities=[doe]) == {"Jane Doe": ["Jane Doe"]}


def test_a_name_with_its_title_is_who_has_the_whole_name() -> None:
    assert brought("Mr. Doe left. Mayor John Doe cried.") == {"John Doe": ["Doe", "John Doe"]}
    titled = {"type": "person", "id": "doe", "names": [{"text": "Mr. Doe"}]}
    assert brought("Mr. Doe left. Mayor John Doe cried.", entities=[titled]) == {}


def test_nobody_comes_along_in_another_language_or_from_a_list_of_references() -> None:
    text = "President Barack Obama met the UN Security Council."
    assert brought(text, language="de") == {}
    document = article("It rained.")
    raw = document.model_dump(mode="json")
    blocks = [{"type": "paragraph", "id": "ref", "text": text}]
    raw["sections"].append({"id": "refs", "role": "references", "blocks": blocks})
    assert not proposed(archive.Document.model_validate(raw), "names").proposed


def test_who_makes_a_claim_and_is_named_elsewhere_is_one() -> None:
    text = "Dr Jane Smith said that it rains. Later Dr Jane Smith met the World Bank. Smith left."
    first = proposed(article(text))
    assert [one.label for one in first.document.entities] == ["Jane Smith", "World Bank"]
    assert not proposed(first.document).proposed
