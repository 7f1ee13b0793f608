"""Claims in the English of news: sentences, with exactly what is proposed for each."""

from __future__ import annotations

from typing import Any

import archive
from archive.wording.voices import voice_of
from tests.proposals.articles import article, claims, cue, proposed, said
from tests.tools.cases import each_case

NEGATED = [
    ("not only the span but the piers are cracked", False),
    ("the cracks are not just in the span", False),
    ("the fire was not merely large", False),
    ("the span isn’t just old, it is cracked", False),
    ("the law is not just", True),
    ("the town cannot just wait", True),
    ("the town can’t just wait", True),
    ("the crack will not simply go away", True),
    ("the crack is not simply ugly but dangerous", False),
    ("the bridge is no longer safe", True),
    ("no fewer than ten people were hurt", False),
    ("no more than ten people were hurt", False),
    ("the work cost no less than the bridge", False),
    ("not fewer than 12 people were hurt", False),
    ("the new bridge is no better than the old one", True),
    ("the work will end no later than Friday", False),
    ("no later work was paid", True),
    ("not until May did the work begin", False),
    ("it was not until May that the work began", False),
    ("the bridge will not open until May", True),
    ("the plan is nothing but a dream", False),
    ("the plan is nothing short of a wonder", False),
    ("nothing was repaired", True),
    ("nobody but the mayor knew", True),
    ("the council cannot but agree", False),
    ("the council could not help but agree", False),
    ("the council cannot agree", True),
    ("there is no question of a new bridge", True),
    ("there is no doubt that the span is cracked", False),
    ("not all piers are cracked", True),
    ("not one but two piers are cracked", False),
    ("none other than the mayor came", False),
    ("none of the piers is cracked", True),
    ("the bridge fell not least because of the rain", False),
    ("no trains will run", True),
    ("not only did the span not hold", True),
    ("in May, the bridge will not open", True),
    ("the bridge, the oldest in town, will not open", True),
    ("no matter what happens, the bridge will not open", True),
    ("while it is not new, the bridge will fall", False),
    ("when the rain has ended, the bridge will not open", True),
    ("when it rains the bridge will not open, and the town will wait", True),
    ("the bridge, which was not repaired, will fall", False),
]  # fmt: skip


@each_case(("words", "is_negated"), NEGATED)
def test_what_only_looks_like_a_negation_is_none(words: str, is_negated: bool) -> None:
    (claim,) = claims(f"The engineer said that {words}.")
    assert (said(claim), claim.negated) == (words, is_negated)
    (claim,) = claims(f"According to the engineer, {words}.")
    assert (said(claim), claim.negated) == (words, is_negated)


def test_a_negation_with_a_large_letter_is_one() -> None:
    (claim,) = claims("“Nobody will cross the bridge,” said the mayor.")
    assert claim.negated
    (claim,) = claims("“Nobody,” he said, “will leave the city.”")
    assert claim.negated
    (claim,) = claims("No trains will run in May, said the mayor.")
    assert claim.negated
    (claim,) = claims("“No 10 Downing Street is open,” said the mayor.")
    assert not claim.negated


def test_of_several_sentences_the_first_is_negated_or_not() -> None:
    (claim,) = claims("“When I look at it I see rain,” said the mayor. “I do not like it.”")
    assert not claim.negated
    (claim,) = claims("“I do not like it at all,” said the mayor. “I see rain.”")
    assert claim.negated


ENDS = [
    ("Reuters reported that if nobody is paid the work will stop, and the mayor did not deny it.",
     "if nobody is paid the work will stop"),
    ("Reuters reported that the work will stop, and the mayor declined to comment.",
     "the work will stop"),
    ("Reuters reported that the work will stop, but the town hall did not immediately respond.",
     "the work will stop"),
    ("Reuters reported that the work will stop, and the mayor denied it.", "the work will stop"),
    ("The mayor said that the work will stop, but it is not clear when.", "the work will stop"),
    ("The mayor said the work will stop, but would not elaborate.", "the work will stop"),
    # more that is said
    ("The mayor said that the work will stop, and the bridge will not open.",
     "the work will stop, and the bridge will not open"),
    ("The mayor said that the court heard the claim, and the company did not deny the crime.",
     "the court heard the claim, and the company did not deny the crime"),
]  # fmt: skip


@each_case(("sentence", "words"), ENDS)
def test_what_others_say_to_it_is_no_part_of_what_is_reported(sentence: str, words: str) -> None:
    (claim,) = claims(sentence)
    assert (said(claim), claim.negated) == (words, False)


@each_case(
    ("words", "commitment"),
    [
        ("the span is cracked, and the council may close it", "asserted"),
        ("the span is cracked, while the piers are clearly old", "asserted"),
        ("the span is cracked, and may fall", "hedged"),
        ("the span is old, and it may fall", "hedged"),
        ("the span may be cracked, and the council will close it", "hedged"),
        ("the span is clearly cracked, but the council may not close it", "boosted"),
    ],
)
def test_a_hedge_of_another_clause_is_not_that_of_the_claim(words: str, commitment: str) -> None:
    (claim,) = claims(f"The engineer said that {words}.")
    assert (said(claim), claim.commitment, claim.negated) == (words, commitment, False)


CONDITIONS = [
    ("if nobody is paid the work will stop", "if nobody is paid", False),
    ("if the workers strike the town will stop", "if the workers strike", False),
    ("if it rains they will not come", "if it rains", True),
    ("unless the span is mended the bridge will not open", "unless the span is mended", True),
    ("if nobody is paid the work will stop, and the town will be dark", "if nobody is paid", False),
    ("if the dam breaks, the city will be lost", "if the dam breaks", False),
    ("if the mayor says the work will stop, the town will rise", "if the mayor says the work will stop",
     False),
    ("if the dam that the town built will break the city is lost",
     "if the dam that the town built will break the city is lost", False),
    ("the work will stop if the head of the council will not pay",
     "if the head of the council will not pay", False),
]  # fmt: skip


@each_case(("words", "condition", "is_negated"), CONDITIONS)
def test_a_condition_ends_where_its_result_begins(
    words: str, condition: str, is_negated: bool
) -> None:
    (claim,) = claims(f"The engineer said that {words}.")
    assert said(claim) == words
    assert [anchor.exact for anchor in claim.condition] == [condition]
    assert claim.negated == is_negated


CHAINS = [
    ("According to Reuters, citing the Interior Ministry, 12 people were arrested.",
     "12 people were arrested", ["According to Reuters", "citing the Interior Ministry"],
     "Interior Ministry"),
    ("Twelve people were arrested, according to Reuters, citing the Interior Ministry.",
     "Twelve people were arrested", ["according to Reuters", "citing the Interior Ministry"],
     "Interior Ministry"),
    ("Reuters, citing the Interior Ministry, reported that 12 people were arrested.",
     "12 people were arrested", ["Reuters", "reported that", "citing the Interior Ministry"],
     "Interior Ministry"),
    ("Reuters reported that 12 people were arrested, citing the Interior Ministry.",
     "12 people were arrested", ["Reuters reported that", "citing the Interior Ministry"],
     "Interior Ministry"),
    ("According to Reuters, quoting officials, 12 people were arrested.",
     "12 people were arrested", ["According to Reuters"], None),
    ("Reuters reported, citing the Interior Ministry, that 12 people were arrested.",
     "12 people were arrested", ["Reuters reported", "citing the Interior Ministry"],
     "Interior Ministry"),
    ("The ship, Reuters reported, citing the Interior Ministry, was lost at sea.",
     "The ship | was lost at sea", ["Reuters reported", "citing the Interior Ministry"],
     "Interior Ministry"),
    # who reported it is left out, and not taken for what is said
    ("The agency reported that, according to the crew, the wall was seen from orbit.",
     "the wall was seen from orbit", ["according to the crew"], None),
    ("The agency said that, according to the pilot, who had been there, the wall is long.",
     "the wall is long", ["according to the pilot"], None),
    # a reason, and nobody
    ("The company said that the plant will close, citing high costs.",
     "the plant will close", ["The company said that"], None),
    ("According to the company, citing high costs, the plant will close.",
     "the plant will close", ["According to the company"], None),
    ("According to the mayor, speaking on Monday, the plant will close.",
     "the plant will close", ["According to the mayor"], None),
    ("According to a study, published in Nature, the ice will melt.",
     "the ice will melt", ["According to a study"], None),
    ("According to the mayor, spending on schools, which fell, will rise.",
     "spending on schools, which fell, will rise", ["According to the mayor"], None),
]  # fmt: skip


@each_case(("sentence", "words", "cues", "inner"), CHAINS)
def test_whom_a_claimant_cites_is_the_inner_step(
    sentence: str, words: str, cues: list[str], inner: str | None
) -> None:
    document = proposed(article(sentence), "attributions").document
    (claim,) = document.claims
    assert said(claim) == words
    assert [anchor.exact for step in claim.attribution for anchor in step.cue] == cues
    assert len(claim.attribution) == (2 if inner else 1)
    if inner:
        assert voice_of(claim, document).label(document) == inner
        assert claim.attribution[1].manner == "reported"
        codes = {one.code for one in archive.validate(document)}
        assert not codes & {"claimant-not-in-cue", "attribution-without-cue"}


def test_a_relative_clause_is_no_report_that_somebody_passes_on() -> None:
    assert not claims("The dam that, according to the ministry, was new has broken.")


def test_who_is_cited_comes_into_the_record_once_and_is_known_from_then_on() -> None:
    text = "According to Reuters, citing the Interior Ministry, 12 people were arrested."
    document = proposed(article(text, "The Interior Ministry said that roads are shut.")).document
    (ministry,) = document.entities
    assert ministry.label == "Interior Ministry"
    assert [claim.attribution[-1].claimant for claim in document.claims] == [ministry.id] * 2


def test_a_restatement_keeps_commas_and_stops_of_whoever_speaks() -> None:
    text = "“We will appeal it,” said Anna Berg, a lawyer for the town. “They will pay.”"
    (claim,) = claims(text)
    assert claim.restatement == (
        "Anna Berg, a lawyer for the town, said: “We will appeal it. They will pay.”"
    )
    (claim,) = claims("“In May,” he said, “the mayor will resign.”")
    assert claim.restatement == "In May the mayor will resign."


@each_case(
    ("sentence", "restatement"),
    [
        ("Mayor Tomas Lind told: “They promised to pay for it.”",
         "Mayor Tomas Lind said: “They promised to pay for it.”"),
        ("Mayor Tomas Lind told the council: “They promised to pay for it.”",
         "Mayor Tomas Lind said: “They promised to pay for it.”"),
        ("“They promised to pay for it,” Mayor Tomas Lind tells the council.",
         "Mayor Tomas Lind says: “They promised to pay for it”."),
        ("“They promised to pay for it,” Mayor Tomas Lind assured reporters.",
         "Mayor Tomas Lind said: “They promised to pay for it”."),
        ("“They promised to pay for it,” Mayor Tomas Lind warned.",
         "Mayor Tomas Lind warned: “They promised to pay for it”."),
    ],
)  # fmt: skip
def test_a_verb_that_needs_a_listener_says_in_a_restatement(
    sentence: str, restatement: str
) -> None:
    (claim,) = claims(sentence)
    assert claim.restatement == restatement


FOUND: list[tuple[str, str, str, dict[str, Any]]] = [
    ("Anna Berg, who did not attend, said that the roof leaks.", "the roof leaks",
     "Anna Berg, who did not attend, said that", {}),
    ("It is reported by the BBC that the roof leaks.", "the roof leaks",
     "It is reported by the BBC that", {"commitment": "asserted"}),
    ("It was claimed by the mayor that the roof may leak.", "the roof may leak",
     "It was claimed by the mayor that", {"commitment": "hedged"}),
    ("It is reported that the roof leaks.", "the roof leaks", "It is reported that",
     {"commitment": "hedged"}),
    ("The roof leaks badly, said Ingrid Solberg, the chief engineer.", "The roof leaks badly",
     "said Ingrid Solberg, the chief engineer", {}),
    ("The roof leaks badly, said Ingrid Solberg, chief engineer of the town.",
     "The roof leaks badly", "said Ingrid Solberg, chief engineer of the town", {}),
    ("“The roof leaks badly today,” said Ingrid Solberg, the chief engineer.",
     "The roof leaks badly today,", "said Ingrid Solberg, the chief engineer", {}),
    ("The roof leaks badly, said Ingrid Solberg.", "The roof leaks badly",
     "said Ingrid Solberg", {}),
    ("Greenpeace claims the storm was worse.", "the storm was worse", "Greenpeace claims", {}),
    ("The company’s rivals claim the law is too weak.", "the law is too weak",
     "The company’s rivals claim", {}),
    ("According to the engineer, the bridge, the oldest in town, will close.",
     "the bridge, the oldest in town, will close", "According to the engineer", {}),
    ("According to Reuters, the mayor, a former judge, resigned on Monday.",
     "the mayor, a former judge, resigned on Monday", "According to Reuters", {}),
    ("According to Jane Doe, a judge, it has rained.", "it has rained",
     "According to Jane Doe, a judge", {}),
    ("Critics claim the law is too weak.", "the law is too weak", "Critics claim", {}),
]  # fmt: skip


@each_case(("sentence", "words", "cues", "fields"), FOUND)
def test_more_of_how_news_passes_a_word_on(
    sentence: str, words: str, cues: str, fields: dict[str, Any]
) -> None:
    (claim,) = claims(sentence)
    assert (said(claim), cue(claim)) == (words, cues)
    assert {name: getattr(claim, name) for name in fields} == fields


@each_case(
    ("sentence", "type", "name"),
    [
        ("It is reported by the BBC that the roof leaks.", "organisation", "BBC"),
        ("The roof leaks badly, said Ingrid Solberg, the chief engineer.", "person",
         "Ingrid Solberg"),
        ("“The roof leaks badly today,” said Ingrid Solberg, mayor of Bergen.", "person",
         "Ingrid Solberg"),
    ],
)  # fmt: skip
def test_who_says_so_there_is_claimant_and_source(sentence: str, type: str, name: str) -> None:
    document = proposed(article(sentence)).document
    (entity,) = document.entities
    assert (entity.type, entity.label) == (type, name)
    assert document.claims[0].attribution[0].claimant == entity.id
    assert [one.predicate for one in document.relations] == ["obtainsSupportFrom"]


@each_case(
    "sentence",
    [
        "None of the experts, who came late, said that the roof leaks.",
        "Anna Berg, who came late, did not say that the roof leaks.",
        "The police reports the man wrote were lost.",
        "The insurance claims the town had were paid.",
        "The roof leaks, and state claims were lost.",
    ],
)
def test_what_only_looks_like_that_is_no_claim(sentence: str) -> None:
    assert not claims(sentence)
