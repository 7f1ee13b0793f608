"""Claimants: the type of entity that the words show, and the new entities and sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.proposals.entity_types import typed_name_in, typed_names_in
from archive.proposals.measured_precision import precision
from archive.reviews.left_over import left_over
from archive.rights import Withheld
from archive.text.speakers import NOBODY
from archive.view.html.page.claim_entries import ClaimEntries
from archive.view.html.page.claim_filters import facets
from archive.wording.claims import who_says
from archive.wording.voices import voice_of
from tests.proposals.articles import article, claims, proposed
from tests.tools.cases import each_case

PEOPLE = [
    ("Dr Jane Smith", "Jane Smith"),
    ("Mr. Kim", "Mr. Kim"),
    ("the mayor, Ola Nordmann,", "Ola Nordmann"),
    ("spokesman John Doe", "John Doe"),
    ("Jane Doe, a judge,", "Jane Doe"),
    ("Carlos Guerrero, 55,", "Carlos Guerrero"),
    ("Tad Devine, Sanders' senior media adviser,", "Tad Devine"),
    ("UN Secretary General Ban Ki-moon", "Ban Ki-moon"),
    ("Missouri Secretary of State Jason Kander", "Jason Kander"),
    ("European Central Bank president Mario Draghi", "Mario Draghi"),
    ("former Sen. Scott Brown", "Scott Brown"),
    ("RNC spokesman Sean Spicer on Thursday evening", "Sean Spicer"),
]
ORGANISATIONS = [
    ("the Council on Foreign Relations", "Council on Foreign Relations"),
    ("the Ministry of Defence", "Ministry of Defence"),
    ("the World Bank", "World Bank"),
    ("UN Security Council", "UN Security Council"),
    ("the 15-member UN Security Council", "UN Security Council"),
    (
        "the Centers for Disease Control and Prevention",
        "Centers for Disease Control and Prevention",
    ),
    ("the Brookings Institution, a think tank,", "Brookings Institution"),
    ("the U.N.", "U.N."),
    ("the White House", "White House"),
]
NEITHER = [
    "Jane Doe", "Goldman Sachs", "the Council", "North Korea", "General Electric", "he", "experts",
    "Judge Business School", "Charlotte Church", "State Department officials", "UNESCO",
    "the State Department and the Treasury", "a friend of President Obama", "the mayor",
    "a spokesman for the Ministry of Trade", "the Bank of England's governor", "Trump supporters",
    "an analysis by the Pew Research Center", "a Washington Post-ABC News survey",
    "Gov. Mike Pence on Thursday blamed the media", "Maine Sen. Susan Collins and Reuters",
    "Here in Columbia, Sanders stepped up his emphasis", "The ad, titled Unifier,", "Levine, who paid",
]  # fmt: skip


@each_case(("words", "name"), PEOPLE)
def test_a_title_or_an_office_shows_a_person(words: str, name: str) -> None:
    kind = typed_name_in(words)
    assert kind is not None
    assert (kind.type, words[kind.start : kind.end]) == ("person", name)


@each_case(("words", "name"), ORGANISATIONS)
def test_a_word_for_a_body_in_a_name_shows_an_organisation(words: str, name: str) -> None:
    kind = typed_name_in(words)
    assert kind is not None
    assert (kind.type, words[kind.start : kind.end]) == ("organisation", name)


@each_case("words", NEITHER)
def test_where_no_word_tells_no_kind_is_shown(words: str) -> None:
    assert not typed_names_in(words)


@given(st.text(max_size=80))
def test_what_is_named_stands_in_the_words(words: str) -> None:
    for kind in typed_names_in(words):
        assert words[kind.start : kind.end].strip()


CFR = "According to the Council on Foreign Relations, China sells arms."


def test_a_new_claimant_comes_with_a_source_on_which_the_claim_leans() -> None:
    document = proposed(article(CFR), "attributions").document
    (claim,), (entity,), (source,) = document.claims, document.entities, document.sources
    (relation,) = document.relations
    assert (entity.type, entity.label) == ("organisation", "Council on Foreign Relations")
    assert entity.certainty == round(precision("named organisation") or 0, 2)
    assert (source.as_named, source.agent) == ("Council on Foreign Relations", entity.id)
    assert [stretch.exact for stretch in source.named_at] == ["Council on Foreign Relations"]
    assert claim.attribution[0].claimant == entity.id
    assert (relation.subject, relation.predicate, relation.object) == (
        claim.id, "citesAsAuthority", source.id,
    )  # fmt: skip
    assert (relation.status, relation.certainty) == ("proposed", None)
    assert document.claims_citing(source) == [claim]
    revisions = {part.revision for part in (claim, entity, source, relation)}
    assert revisions == {document.revisions[0].id}


@each_case(
    ("sentence", "predicate"),
    [
        ("According to Dr Jane Smith, it rains.", "citesAsAuthority"),
        ("Dr Jane Smith said that it rains.", "obtainsSupportFrom"),
        ("“It will rain all day,” said Dr Jane Smith.", "obtainsSupportFrom"),
        ("Dr Jane Smith believes that it rains.", None),
        ("Experts say that it rains.", None),
    ],
)
def test_what_a_claim_does_with_its_source_follows_from_the_cue(
    sentence: str, predicate: str | None
) -> None:
    document = proposed(article(sentence), "attributions", "quotations").document
    assert len(document.claims) == 1
    assert document.claims[0].attribution[0].claimant
    assert [one.predicate for one in document.relations] == ([predicate] if predicate else [])
    assert len(document.sources) == len(document.relations)


def test_two_claims_of_one_claimant_share_entity_and_source() -> None:
    text = ("“It will rain all day,” said mayor Jane Doe.", "Doe said that it rained.", CFR)
    document = proposed(article(*text, CFR.replace("arms", "coal"))).document
    assert sorted(entity.label for entity in document.entities) == [
        "Council on Foreign Relations", "Jane Doe",
    ]  # fmt: skip
    assert len(document.sources) == 2
    by_claimant = [claim.attribution[0].claimant for claim in document.claims]
    assert sorted(map(by_claimant.count, set(by_claimant))) == [2, 2]
    assert len(document.relations) == 4


def test_a_last_name_is_that_of_the_whole_one() -> None:
    text = "Mr. Doe said that it rained. Mayor John Doe said that it snowed."
    document = proposed(article(text)).document
    (john,) = document.entities
    assert john.label == "John Doe"
    assert {claim.attribution[0].claimant for claim in document.claims} == {john.id}
    assert [source.as_named for source in document.sources] == ["Mayor John Doe"]


def test_of_two_who_say_so_the_first_is_the_claimant() -> None:
    text = "President Doe and Prime Minister Roe said that it rained. Roe said that it snowed."
    document = proposed(article(text)).document
    assert [source.as_named for source in document.sources] == [
        "President Doe", "Prime Minister Roe",
    ]  # fmt: skip


def test_a_title_elsewhere_tells_the_kind() -> None:
    document = proposed(
        article("Jane Doe said that it rained.", "It is for Ms. Doe to say.")
    ).document
    assert [(e.type, e.label) for e in document.entities] == [("person", "Jane Doe")]


KNOWN: list[dict[str, Any]] = [
    {"type": "organisation", "id": "cfr", "names": [{"text": "Council on Foreign Relations"}]}
]
SOURCE: list[dict[str, Any]] = [{"id": "source-cfr", "as_named": "the Council", "agent": "cfr"}]


def test_whom_the_record_has_is_taken_with_his_source() -> None:
    document = proposed(article(CFR, entities=KNOWN, sources=SOURCE), "attributions").document
    assert [entity.id for entity in document.entities] == ["cfr"]
    assert [source.id for source in document.sources] == ["source-cfr"]
    assert document.relations[0].object == "source-cfr"


def test_an_article_that_is_read_on_makes_nobody_twice() -> None:
    once = proposed(article(CFR)).document
    more = once.update(
        sections=(
            once.sections[0].update(
                blocks=(
                    *once.sections[0].blocks,
                    archive.model.Paragraph(id="p-2", text=CFR.replace("arms", "coal")),
                )
            ),
        )
    )
    twice = proposed(more).document
    assert len(twice.claims) == 2
    assert (len(twice.entities), len(twice.sources), len(twice.relations)) == (1, 1, 2)


@each_case("name", ["Jane Doe", "Goldman Sachs", "the Council", "UNESCO", "he"])
def test_where_no_kind_is_shown_nothing_is_made_and_the_words_stand(name: str) -> None:
    document = proposed(
        article(f"According to {name}, it rains.", f"It snows, said {name}.")
    ).document
    assert not document.entities
    assert not document.sources
    for claim in document.claims:
        assert voice_of(claim, document) == ("unidentified", None, name)


@each_case(
    "sentence",
    [
        "A State Department official said that it rained.",
        "State Department officials said that it rained.",
        "The State Department’s lawyer said that it rained.",
        "His aides sued the State Department in May, saying that it rained.",
    ],
)
def test_a_name_within_other_words_is_not_who_speaks(sentence: str) -> None:
    known = [{"type": "organisation", "id": "state", "names": [{"text": "State Department"}]}]
    for claim in claims(sentence, entities=known):
        assert claim.attribution[0].claimant != "state"


def test_whose_suggestion_it_is_is_read() -> None:
    document = proposed(article("Mr. Doe’s suggestion that it rained was wrong.")).document
    assert document.entities[0].label == "Mr. Doe"
    (claim,) = document.claims
    assert [a.exact for a in claim.attribution[0].cue] == ["Mr. Doe’s suggestion that"]


def test_the_last_claim_that_is_rejected_leaves_claimant_and_source_over() -> None:
    both = proposed(article(CFR, CFR.replace("arms", "coal")), "attributions").document
    first, second = (claim.id for claim in both.claims)
    one = archive.review(both, archive.Decision(first, "reject", "No."), by="Ada").document
    assert left_over(both, one) == ()
    none = archive.review(one, archive.Decision(second, "reject", "No."), by="Ada").document
    assert left_over(one, none) == (both.entities[0].id, both.sources[0].id)
    assert left_over(both, none) == (both.entities[0].id, both.sources[0].id)


# --- sentences of real articles ---

WORKED_ON = [
    ("according to the Bureau of Labor Statistics", "organisation"),
    ("according to the Florida Department of State", "organisation"),
    ("according to the Associated Press", "organisation"),
    ("according to campaign manager Jeff Weaver", "person"),
    ("according to former Sen. Scott Brown, R-Mass.", "person"),
    ("according to audio provided to The Times", None),
    ("according to the Real Clear Politics average", None),
]
"""Of PolNeAR's working articles the first "according to" with a name, one an article."""


HELD_OUT = [
    ("according to the Secret Service", "organisation"),
    ("according to the Equal Employment Opportunity Commission", "organisation"),
    ("according to Fox News’s Ed Henry", None),
    ("according to the documents released by WikiLeaks", None),
    ("according to Republican and Democratic strategists with access to confidential data", None),
    ("according to audio obtained by the Texas Tribune", None),
    ("according to Federal Election Commission records", None),
    ("according to hacked emails posted by WikiLeaks", None),
]
"""The same of those that were held out: what was found in them when they were first looked at."""


def agree(document: archive.Document) -> None:
    """Page, show and tables say the same of each claim, and none that is named is nobody."""
    entries = ClaimEntries(document, Withheld())
    rows = {row.id: row for row in archive.tables(document).claims}
    page = archive.write(document, "html").data.decode()
    for entry in entries.all:
        claim, row = entry.claim, rows[entry.claim.id]
        assert entry.voice == (row.voice, row.voice_entity, row.voice_words or "")
        is_nobody = entries.name(entry.voice).startswith(NOBODY)
        assert is_nobody == (row.voice == "nobody")
        assert (NOBODY in who_says(claim, document)) == is_nobody
    who = next(facet for facet in facets(entries) if facet.name == "who")
    nobody = [row.voice for row in rows.values()].count("nobody")
    assert sum(row.number for row in who.rows if row.value == "nobody") == nobody
    assert ('value="nobody"' in page) == bool(nobody)
    assert ("Nobody named" in page) == bool(nobody)


@each_case(("cue", "type"), [*WORKED_ON, *HELD_OUT])
def test_a_cue_of_a_real_article_is_nowhere_nobody(cue: str, type: str | None) -> None:
    document = proposed(
        article(f"Prices rose by a tenth last year, {cue}."), "attributions"
    ).document
    (claim,) = document.claims
    voice = voice_of(claim, document)
    assert voice.kind == ("named" if type else "unidentified")
    assert [entity.type for entity in document.entities] == ([type] if type else [])
    assert [one.predicate for one in document.relations] == (["citesAsAuthority"] if type else [])
    agree(document)


def test_the_council_of_the_real_article_is_claimant_and_source(
    shared: Callable[[str], Path],
) -> None:
    received = archive.receive(shared("articles/frenemies.txt")).document
    document = archive.propose(received).document
    council = next(e for e in document.entities if e.label == "Council of Foreign Relations")
    (source,) = (s for s in document.sources if s.agent == council.id)
    (claim,) = document.claims_citing(source)
    assert claim.anchors[0].exact.startswith("China accounts for more than 70%")
    assert document.claims_of(council) == [claim]
    obama = next(e for e in document.entities if e.label == "President Obama")
    assert len(document.claims_of(obama)) == 1
    agree(document)
