"""The cases of the tuned numbers that no other test fixes."""

from __future__ import annotations

import archive
from archive.proposals.speech.quotation_marks import quotations_in
from tests.proposals.articles import article, claims, cue, dates, proposed, said
from tests.proposals.test_citations import cited
from tests.proposals.test_mentions import mentions
from tests.tools.cases import each_case


@each_case(("length", "is_one"), [(2900, True), (3100, False)])
def test_a_table_is_no_sentence(length: int, is_one: bool) -> None:
    sentence = "The minister said that the ship sank at noon".ljust(length, "n")
    assert bool(claims(sentence)) is is_one


@each_case(("length", "is_whole"), [(1400, True), (1600, False)])
def test_speech_ends_with_its_quotation_if_it_is_not_too_long(length: int, is_whole: bool) -> None:
    quoted = "the ship sank; it was ol".ljust(length, "d")
    (claim,) = claims(f"The minister said that the crew saw “{quoted}” and wept.")
    assert said(claim).endswith("d”") is is_whole


@each_case(("count", "is_one"), [(10, True), (16, False)])
def test_a_verb_that_ends_a_sentence_has_a_few_words_after_it(count: int, is_one: bool) -> None:
    tail = "in a letter" + " from sea" * (count // 2)
    assert bool(claims(f"The ship was lost at sea, said the mayor, {tail}.")) is is_one


@each_case(("length", "is_whole"), [(60, True), (100, False)])
def test_an_owner_is_near_the_noun(length: int, is_whole: bool) -> None:
    name = f"{'Anna'.ljust(length, 'a')} Park"
    (claim,) = claims(f"{name}’s suggestion that the ship sank was wrong.")
    assert cue(claim).startswith("Anna") is is_whole


@each_case(("length", "is_one"), [(10, True), (16, False)])
def test_a_subject_is_near_its_verb(length: int, is_one: bool) -> None:
    words = f"{'o' * length} " * 18
    assert bool(claims(f"The {words}mayor said that the ship sank.")) is is_one


@each_case(("count", "is_one"), [(17, True), (24, False)])
def test_a_subject_has_a_few_words(count: int, is_one: bool) -> None:
    assert bool(claims(f"The {'old ' * count}mayor said that the ship sank.")) is is_one


@each_case(
    ("text", "is_whole"),
    [("«a “b ‹c «d» c› b” a»", True), ("«a “b ‹c „d «e» d“ c› b” a»", False)],
)
def test_a_few_quotations_are_nested(text: str, is_whole: bool) -> None:
    (quotation,) = quotations_in(article(text).text_blocks())
    assert quotation.words.endswith(" a") is is_whole


@each_case(("length", "is_later"), [(300, True), (500, False)])
def test_a_more_likely_closing_mark_is_near(length: int, is_later: bool) -> None:
    text = f"He said ‘the boys’ room is {'cold'.ljust(length, 'd')}.’"
    (quotation,) = quotations_in(article(text).text_blocks())
    assert quotation.words.endswith("d.") is is_later


@each_case(("length", "is_one"), [(130, True), (200, False)])
def test_a_cue_is_near_its_quotation(length: int, is_one: bool) -> None:
    name = "Jane".ljust(length, "e")
    assert bool(claims(f"“We will not leave the city,” {name} said.")) is is_one


@each_case(("count", "is_one"), [(10, True), (17, False)])
def test_a_few_words_are_between_a_quotation_and_its_verb(count: int, is_one: bool) -> None:
    words = f"the {'old ' * count}mayor"
    assert bool(claims(f"“We will not leave the city,” {words} said.")) is is_one


def test_a_reason_lists_a_few_words_that_refer_to_something_outside() -> None:
    (claim,) = claims("The mayor said that he and she saw them and their ship there yesterday.")
    assert claim.reason is not None
    assert claim.reason.partition("alone: ")[2].count("“") == 4


@each_case(("title", "is_one"), [("Chancellor", True), (f"Mr{' ' * 12}", False)])
def test_a_title_is_just_before_a_last_name(title: str, is_one: bool) -> None:
    assert bool(mentions(f"{title} Park came back.")) is is_one


@each_case(("length", "is_one"), [(25, False), (40, True)])
def test_another_first_name_is_just_before_a_last_name(length: int, is_one: bool) -> None:
    found = mentions(f"Geun-hye Park left, as did {'Anna'.ljust(length, 'a')} Park.")
    assert (("Park", "park") in found) is is_one


@each_case(("length", "is_one"), [(45, False), (75, True)])
def test_the_name_of_an_organisation_begins_not_far_before(length: int, is_one: bool) -> None:
    text = f"He met {'Ways'.ljust(length, 's')} and Means Committee."
    found = proposed(article(text), "names").proposed
    assert any(isinstance(one, archive.model.Mention) for one in found) is is_one


@each_case(("address", "is_one"), [("http://ab.org", True), ("http://a.b", False)])
def test_an_address_is_not_too_short(address: str, is_one: bool) -> None:
    assert bool(cited(f"See {address} now.")) is is_one


@each_case(("day", "date"), [("May 15", "2016-05-15"), ("June 10", "2015-06-10")])
def test_a_day_without_a_year_may_be_soon(day: str, date: str) -> None:
    assert dates(f"It rained on {day}.") == {day: date}
