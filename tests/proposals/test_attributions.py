"""Claims that are attributed: their content, claimant and cue; and sentences that only look so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.proposals.articles import article, claims, cue, proposed, said
from tests.tools.cases import each_case

REPORTED = [
    ("According to the Council, China sells arms.", "China sells arms", "According to the Council"),
    ("The ship sank at noon, according to the ministry.", "The ship sank at noon",
     "according to the ministry"),
    ("The minister said that the ship sank.", "the ship sank", "The minister said that"),
    ("Many experts believe that the treaty is waning.", "the treaty is waning",
     "Many experts believe that"),
    ("Jane Doe, a judge, has warned that prices will rise.", "prices will rise",
     "Jane Doe, a judge, has warned that"),
    ("On Monday Obama told reporters that talks had failed.", "talks had failed",
     "Obama told reporters that"),
    ("Critics say the law is too weak.", "the law is too weak", "Critics say"),
    ("The ship, officials said, was lost.", "The ship | was lost", "officials said"),
    ("The ship was lost, said the ministry.", "The ship was lost", "said the ministry"),
    ("It is widely believed that the ship was lost.", "the ship was lost",
     "It is widely believed that"),
    ("The ship is believed to have been lost.", "The ship | have been lost", "is believed to"),
    ("The ship was reportedly lost.", "The ship was | lost", "reportedly"),
    ("There are rumors that the harvest will fail.", "the harvest will fail", "rumors that"),
    ("He left, saying that the talks were over.", "the talks were over", "He | saying"),
    ("Ayotte said in a statement on Friday that she would vote.", "she would vote",
     "Ayotte said in a statement on Friday that"),
    ("The senator argued Tuesday that aid must stop.", "aid must stop",
     "The senator argued Tuesday that"),
]  # fmt: skip


@each_case(("sentence", "words", "cues"), REPORTED)
def test_what_is_reported_is_found_with_its_cue(sentence: str, words: str, cues: str) -> None:
    (claim,) = claims(sentence)
    assert (said(claim), cue(claim)) == (words, cues)
    assert claim.attribution[0].manner == "reported"


QUOTED = [
    ("“We will not leave the city,” said the mayor.", "We will not leave the city,",
     "said the mayor"),
    ("“We will not leave the city,” she told reporters.", "We will not leave the city,",
     "she told"),
    ("The mayor said: “We will not leave the city.”", "We will not leave the city.",
     "The mayor said"),
    ("“We will stay,” he said, “and the city will live.”",
     "We will stay, | and the city will live.", "he said"),
    ('"We will not leave the city," Mr. Park said.', "We will not leave the city,", "Mr. Park said"),
    ("‘We don’t want to leave the city,’ said Rep. Lee.", "We don’t want to leave the city,",
     "said Rep. Lee"),
    ("''We will not leave the city,'' Ms. Conway added.", "We will not leave the city,",
     "Ms. Conway added"),
]  # fmt: skip


@each_case(("sentence", "words", "cues"), QUOTED)
def test_what_is_quoted_is_found_with_who_says_it(sentence: str, words: str, cues: str) -> None:
    (claim,) = claims(sentence)
    assert (said(claim), cue(claim)) == (words, cues)
    assert claim.attribution[0].manner == "quoted"


@pytest.mark.parametrize(
    "after", ["He met his “friends” there.", "He read “of the end of it all” there."]
)
def test_words_in_the_next_sentence_are_no_part_of_a_quotation(after: str) -> None:
    (claim,) = claims(f"“We will not leave the city,” said Park. {after}")
    assert said(claim) == "We will not leave the city,"


@each_case(
    "sentence",
    [
        "The said Street is closed.",
        "The so-called experts left.",
        "Nobody said that the ship sank.",
        "He did not say that the ship sank.",
        "He never said that the ship sank.",
        "The report state is shown by a lamp.",
        "She told the story of a ship.",
        "He said so.",
        "They said nothing.",
        "The states claim of the land failed.",
        "He asked whether the ship sank.",
        "It was the only ship that sank.",
        "She felt the cold of the sea.",
        "The accord was reached, he hoped.",
        "If he says that the ship sank, we leave.",
        "We found that the ship sank.",
        "I think the ship sank.",
        "Our results suggest that the ship sank.",
        "It rained, suggesting that the ship sank.",
        "Let us suppose that the ship sank.",
        "No data show that the ship sank.",
        "Lipids were extracted according to the protocol.",
        "Some of, say, one hundred ships sank.",
        "There were ten missing answers that did not fit.",
    ],
)
def test_what_only_looks_like_it_is_no_claim(sentence: str) -> None:
    assert not claims(sentence)


@each_case(
    ("sentence", "expected"),
    [
        ("Experts say the law should be changed.", {"kind": "normative"}),
        ("Experts say the law will be changed.", {"kind": "predictive"}),
        ("Experts say the fire was caused by lightning.", {"kind": "causal"}),
        ("Experts say the fire was large.", {"kind": "descriptive"}),
        ("Experts say the fire may be large.", {"commitment": "hedged"}),
        ("Experts suspect that the fire was large.", {"commitment": "hedged"}),
        ("Experts say the fire was clearly large.", {"commitment": "boosted"}),
        ("Experts insist that the fire was large.", {"commitment": "boosted"}),
        ("Experts say the fire was large.", {"commitment": "asserted", "negated": False}),
        ("Experts say the fire was not large.", {"negated": True}),
        ("The mayor denied that the fire was large.", {"negated": True}),
    ],
)
def test_words_tell_kind_commitment_and_negation(sentence: str, expected: dict[str, Any]) -> None:
    (claim,) = claims(sentence)
    assert {name: getattr(claim, name) for name in expected} == expected


def test_an_if_is_the_condition() -> None:
    (claim,) = claims("Experts say that if the dam breaks, the city will be lost.")
    assert [anchor.exact for anchor in claim.condition] == ["if the dam breaks"]


@each_case(
    ("sentence", "is_negated", "condition"),
    [
        ("If it is not repaired this year, the work will cost twice as much, says the mayor.",
         False, "If it is not repaired this year"),
        ("The mayor said that the work will not be done if it rains.", True, "if it rains"),
        ("The mayor said that if it is not repaired, the bridge will not hold.", True,
         "if it is not repaired"),
        ("The mayor said that unless it is repaired, the bridge will not hold.", True,
         "unless it is repaired"),
        ("The mayor said that the bridge will hold unless it is not repaired.", False,
         "unless it is not repaired"),
        ("Whether or not it rains, the work will go on, the mayor said.", False, None),
        ("The mayor said that the work will go on whether or not it rains.", False, None),
        ("The mayor said the work would take months, if not years.", False, None),
        ("The mayor said the work would take months if not years.", False, None),
        ("If not repaired this year, the bridge will fall, said the mayor.", False,
         "If not repaired this year"),
        ("The mayor said that the bridge, if it is not repaired, will fall.", False,
         "if it is not repaired"),
        ("The mayor said that nobody will come, even if the bridge is repaired.", True,
         "even if the bridge is repaired"),
        ("The mayor said that only if it is not repaired will the bridge fall.", False,
         "only if it is not repaired"),
        ("“If we do not act, prices will rise,” said the mayor.", False, "If we do not act"),
        ("“We will not act if it is cheap,” said the mayor.", True, "if it is cheap,"),
        ("The mayor said that as long as it does not rain, the work may go on.", False,
         "as long as it does not rain"),
        ("The mayor denied that if it does not rain, the work would stop.", True,
         "if it does not rain"),
    ],
)  # fmt: skip
def test_the_negation_of_a_condition_is_not_that_of_the_claim(
    sentence: str, is_negated: bool, condition: str | None
) -> None:
    (claim,) = claims(sentence)
    assert claim.negated == is_negated
    assert [anchor.exact for anchor in claim.condition] == ([condition] if condition else [])


def test_a_hedge_in_the_condition_does_not_hedge_the_claim() -> None:
    (claim,) = claims("The mayor said that if it may rain, the bridge is closed.")
    assert (claim.commitment, claim.kind) == ("asserted", "descriptive")


def test_words_that_can_be_understood_alone_are_the_restatement() -> None:
    (claim,) = claims("Many experts believe that the treaty is waning.")
    assert claim.restatement == "The treaty is waning."
    assert "alone" not in (claim.reason or "")


@each_case(
    ("sentence", "restatement", "pointing"),
    [
        ("Obama said that they were committed.", "Obama said that they were committed.", "“they”"),
        ("“We will not leave it,” said the mayor.", "The mayor said: “We will not leave it”.",
         "“We”, “it”"),
        ("The mayor denied that the fire was large.", "The mayor denied that the fire was large.",
         ""),
    ],
)  # fmt: skip
def test_words_that_cannot_get_their_claimant_and_say_so(
    sentence: str, restatement: str, pointing: str
) -> None:
    (claim,) = claims(sentence)
    assert claim.restatement == restatement
    assert pointing in (claim.reason or "")


def test_without_a_word_that_tells_the_kind_the_rule_is_less_sure() -> None:
    plain, told = claims("Experts say the fire was large.\n", "Experts say the fire will spread.")
    assert isinstance(plain.certainty, float)
    assert isinstance(told.certainty, float)
    assert plain.certainty < told.certainty
    assert "no word shows the kind" in (plain.reason or "")


OBAMA = {"type": "person", "id": "obama", "names": [{"text": "Barack Obama"}]}
MINISTRY = {"type": "organisation", "id": "ministry", "names": [{"text": "Ministry of Trade"}]}


@each_case(
    ("sentence", "claimant"),
    [
        ("Barack Obama said that prices rose.", "obama"),
        ("President Barack Obama said that prices rose.", "obama"),
        ("The Ministry of Trade said that prices rose.", "ministry"),
        ("A spokesman for the Ministry of Trade said that prices rose.", None),
        ("A friend of Barack Obama said that prices rose.", None),
        ("Jane Doe said that prices rose.", None),
        ("He said that prices rose.", None),
    ],
)
def test_a_claimant_is_whom_the_record_knows(sentence: str, claimant: str | None) -> None:
    (claim,) = claims(sentence, entities=[OBAMA, MINISTRY])
    assert claim.attribution[0].claimant == claimant


def test_people_without_a_name_become_a_group_once() -> None:
    document = article("Critics say the law is weak.", "Critics say the court is slow.")
    found = proposed(document, "attributions")
    (group,) = found.document.entities
    assert (group.type, group.label, group.revision) == (
        "group", "critics", found.document.revisions[0].id,
    )  # fmt: skip
    assert {c.attribution[0].claimant for c in found.document.claims} == {group.id}


def test_who_is_nobody_in_the_record_is_reported_once() -> None:
    found = proposed(article("Jane Doe said that it rained.", "Jane Doe said that it snowed."))
    (finding,) = found.findings
    assert (finding.code, finding.location.pointer) == (
        "claimant-not-known", "/sections/0/blocks/0",
    )  # fmt: skip
    assert "“Jane Doe” makes 2 claims, first in p-1" in finding.message


def test_claims_are_looked_for_in_english_alone() -> None:
    german = "Der Minister sagte, das Schiff sei gesunken. Experts say the law is weak."
    assert not claims(german, language="de")
    assert claims("Experts say the law is weak.", language="en-GB")
    assert claims("Experts say that it is the law of the land and that it is weak.", language=None)


def test_a_sentence_without_end_is_none() -> None:
    assert not claims("Experts say the " + "very " * 1000 + "old law is weak.")


@each_case(
    "text",
    [
        "Did he say that the ship sank?",
        "Why has the mayor said that the ship sank?",
        "She told me the truth.",
        "She told reporters the truth.",
    ],
)
def test_a_question_and_a_mere_thing_are_said_by_nobody(text: str) -> None:
    assert not claims(text)


def test_what_a_preposition_opens_ends_at_its_comma() -> None:
    (claim,) = claims("With rumors that a famine has begun, China will be the lifeline of Korea.")
    assert (said(claim), claim.kind, claim.commitment) == (
        "a famine has begun", "descriptive", "hedged",
    )  # fmt: skip
    (claim,) = claims("There are rumors that in winter, when it snows, roads are closed.")
    assert said(claim) == "in winter, when it snows, roads are closed"


def test_a_relative_clause_is_said_and_not_what_stands_before_it() -> None:
    (claim,) = claims("They sent boats away which, according to AFP, the minister has criticised.")
    assert said(claim) == "which | the minister has criticised"
    assert claim.restatement == "Which, according to AFP, the minister has criticised."
    assert "“which” refers to something outside it" in str(claim.reason)


@each_case(
    ("text", "condition"),
    [
        ("The report states that few if any makers use salt.", []),
        ("The report states that few, if any, makers use salt.", []),
        ("The report states that if any of them dies, all die.", ["if any of them dies"]),
    ],
)
def test_few_if_any_is_no_condition(text: str, condition: list[str]) -> None:
    (claim,) = claims(text)
    assert [anchor.exact for anchor in claim.condition] == condition


TWO: list[dict[str, Any]] = [
    {"type": "person", "id": "obama", "names": [{"text": "Barack Obama"}]},
    {"type": "person", "id": "xi", "names": [{"text": "Xi Jinping"}]},
]


def test_the_second_of_two_who_say_so_is_reported() -> None:
    (claim,) = claims("Barack Obama and Xi Jinping said that talks had failed.", entities=TWO)
    assert claim.attribution[0].claimant == "obama"
    assert "also attributed to Xi Jinping" in str(claim.reason)
    (claim,) = claims("Barack Obama, a friend of Xi Jinping, said that talks failed.", entities=TWO)
    assert "too" not in str(claim.reason)


@each_case(
    ("text", "name"),
    [
        ("Goldman Sachs said that talks had failed.", "Goldman Sachs"),
        ("Jane Doe, of Oslo, said that talks had failed.", "Jane Doe"),
        ("Estimates suggest that half of the ships sank.", None),
        ("The mayor said that talks had failed.", None),
    ],
)
def test_whoever_is_named_and_not_known_is_reported(text: str, name: str | None) -> None:
    found = proposed(article(text), "attributions").findings
    told = [one.message.split("”")[0].lstrip("“") for one in found]
    assert told == ([name] if name else [])
