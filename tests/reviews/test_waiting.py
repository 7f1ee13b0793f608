"""Waiting statements: their kinds, why they wait, their order, and their stakes."""

from __future__ import annotations

from typing import get_args

from hypothesis import given

import archive
from archive.model.annotations import Annotation
from archive.model.introspection import classes_in
from archive.model.statements import Change, Statement
from archive.reviews.stakes import Stakes, stakes
from archive.reviews.waiting import KINDS, WHYS, Why, kind_of_statement
from tests.records.undecided import undecided
from tests.samples import assessed, small
from tests.strategies import documents


def told(document: archive.Document) -> list[tuple[str, str, str]]:
    return [(one.id, one.kind, one.why) for one in archive.waiting(document)]


def test_what_is_proposed_again_comes_first_then_proposals_then_doubts() -> None:
    """Within each in the order of the text, a claim before what is said of it."""
    assert told(undecided()) == [
        ("c-safe", "claim", "reopened"),
        ("c-cost", "claim", "reopened"),
        ("c-toll", "claim", "reopened"),
        ("c-cars", "claim", "reopened"),
        ("m-17", "mention", "proposed"),
        ("rel-4", "relation", "proposed"),
        ("as-13", "verdict", "proposed"),
        ("c-crane", "claim", "proposed"),
        ("c-fell", "claim", "proposed"),
        ("rel-8", "relation", "proposed"),
        ("as-15", "doubt", "doubt"),
        ("as-14", "doubt", "doubt"),
    ]


def test_what_a_rebase_has_put_back_says_what_became_of_its_words() -> None:
    by_id = {one.id: one for one in archive.waiting(undecided())}
    assert by_id["c-cost"].reason.startswith('the text has changed: "The repair cost 14')
    assert not by_id["c-cost"].lost
    assert by_id["c-toll"].lost
    assert by_id["c-crane"].reason == ""


def test_what_waits_says_who_proposed_it_and_by_which_rule() -> None:
    document = undecided()
    claim = document.claim("c-fell").update(reason="rule reporting-verb: said, 0.8.")
    one = {w.id: w for w in archive.waiting(document.replace(claim))}
    assert (one["c-fell"].maker, one["c-fell"].rule) == ("machine", "reporting-verb")
    assert (one["c-crane"].maker, one["c-crane"].rule) == ("machine", None)
    assert not one["c-fell"].is_like(one["c-crane"])
    assert one["c-crane"].is_like(one["c-crane"])


def test_only_some_kinds_can_be_asked_for() -> None:
    found = archive.waiting(undecided(), kinds=("doubt", "mention"))
    assert [one.id for one in found] == ["m-17", "as-15", "as-14"]


def test_an_assessment_in_whose_place_another_stands_does_not_wait() -> None:
    document = assessed()
    (first,) = document.assessments
    proposed = first.update(status="proposed", history=())
    later = proposed.update(id="as-2", supersedes=first.id)
    document = document.update(assessments=(proposed, later))
    assert [one.id for one in archive.waiting(document) if one.kind == "verdict"] == ["as-2"]


def test_a_doubt_waits_until_somebody_has_looked_at_it() -> None:
    doubt = archive.Assessment(id="as-9", claim="claim-1", verdict="doubt", reasoning="Really?")
    document = small().add(doubt)
    assert ("as-9", "doubt", "doubt") in told(document)
    looked = doubt.update(history=(Change(status="proposed", reason="It stands."),))
    assert "as-9" not in [id for id, *_ in told(document.replace(looked))]


def test_a_statement_whose_words_are_lost_stands_where_they_stood() -> None:
    ids = [id for id, *_ in told(undecided())]
    assert ids.index("c-cost") < ids.index("c-toll") < ids.index("c-cars")


def test_each_kind_of_statement_has_a_word() -> None:
    of_annotations = {cls.model_fields["type"].default for cls in classes_in(Annotation)}
    assert set(KINDS) == of_annotations | {"claim", "relation", "verdict", "doubt"}
    assert tuple(WHYS) == get_args(Why)


@given(documents())
def test_all_that_is_proposed_waits_or_has_been_looked_at(document: archive.Document) -> None:
    waits = {one.id for one in archive.waiting(document)}
    for statement in document.index.statements:
        if statement.id in waits:
            assert statement.status == "proposed"
        elif statement.status == "proposed":
            superseded = statement.id in document.index.superseded
            assert superseded or kind_of_statement(statement) == "doubt"
    assert len(waits) == len(archive.waiting(document))


@given(documents())
def test_what_is_said_of_a_claim_comes_after_it(document: archive.Document) -> None:
    """Unless it is of another group."""
    ones = archive.waiting(document)
    place = {one.id: (list(WHYS).index(one.why), n) for n, one in enumerate(ones)}
    for one in ones:
        for id in stakes(document, one.id).taken_along:
            relation = document.get(id)
            is_subject = getattr(relation, "subject", one.id) == one.id
            if id in place and is_subject and place[id][0] == place[one.id][0]:
                assert place[one.id] < place[id]


def test_what_is_at_stake_is_what_hangs_on_a_claim() -> None:
    found = stakes(undecided(), "c-cars")
    assert found.relations == ("rel-2", "rel-5")
    assert found.assessments == ("as-13",)
    assert found.taken_along == ("rel-2", "rel-5", "as-13")
    assert found.sources == ("src-study",)
    assert stakes(undecided(), "com-3") == Stakes()


def test_what_is_about_claims_names_those_that_are_not_accepted() -> None:
    assert stakes(undecided(), "rel-8").undecided == ("c-fell", "c-crane")
    assert stakes(undecided(), "as-15").undecided == ()


def test_an_assessment_says_what_would_count_again() -> None:
    document = undecided()
    early, later = document.assessments[0], document.assessments[1]
    assert stakes(document, later.id).supersedes is None, "the early one was rejected"
    document = document.replace(early.update(status="proposed"))
    assert stakes(document, later.id).supersedes == early.id


@given(documents())
def test_stakes_are_found_for_every_statement(document: archive.Document) -> None:
    for statement in document.index.statements:
        found = stakes(document, statement.id)
        for id in (*found.taken_along, *found.comments):
            part = document.get(id)
            assert isinstance(part, Statement)
            assert part.status != "rejected"
