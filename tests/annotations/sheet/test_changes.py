"""A row about a statement of the record changes nothing, or makes a change that is reported."""

from __future__ import annotations

import csv
import dataclasses
import io
from typing import Any

import pytest

import archive
from archive.model.document import Document
from tests import samples
from tests.tools.cases import each_case

ONTO = samples.text_only(
    "According to the Council, trade fell in 2015. If nobody acts, it will fall again.",
    "The minister said that trade fell. Experts said so, too; the Council denied it.",
)
ROW = {
    "words": "trade fell in 2015",
    "restatement": "Trade fell in 2015.",
    "kind": "descriptive",
}
WHO = {"by": "Ada", "at": "2026-11-25T09:30:00Z"}
LATER = {"by": "Ben", "at": "2026-11-26T09:30:00Z"}


def sheet(*rows: dict[str, str]) -> bytes:
    header = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def lay(*rows: dict[str, str], onto: Document = ONTO, **options: Any) -> archive.ReadResult:
    return archive.add(onto, sheet(*rows), "sheet", **{"trust": True, **WHO, **options})


def codes(result: archive.ReadResult) -> list[str]:
    return [finding.code for finding in result.findings]


FULL = {
    **ROW,
    "claimant": "organisation: the Council",
    "cue": "According to the Council",
    "manner": "reported",
    "about": "group: traders",
    "time": "2015",
    "source": "the Council",
    "relation": "citesAsAuthority",
    "verdict": "doubt",
    "reasoning": "The minister says otherwise.",
}


def test_a_row_makes_a_claim_and_all_that_is_said_about_it() -> None:
    laid = lay(FULL).document
    [claim], [relation], [doubt], [source] = (
        laid.claims, laid.relations, laid.assessments, laid.sources,
    )  # fmt: skip
    traders, council = laid.entities
    assert claim.status == relation.status == doubt.status == "proposed"
    assert claim.attribution[0].claimant == council.id
    assert claim.attribution[0].cue[0].exact == "According to the Council"
    assert claim.about == (traders.id,)
    assert claim.time is not None
    assert claim.time.date == "2015"
    assert (relation.subject, relation.object) == (claim.id, source.id)
    assert doubt.claim == claim.id
    [revision] = laid.revisions
    assert claim.revision == relation.revision == doubt.revision == revision.id
    assert (laid.agents[0].name, revision.at) == ("Ada", WHO["at"])


def test_a_name_that_the_article_prints_has_that_for_a_basis_and_another_is_from_outside() -> None:
    traders, council = lay(FULL).document.entities
    assert [name.basis for name in council.names] == ["printed"]
    assert [name.basis for name in traders.names] == ["external"]
    assert council.basis is None


def test_what_is_made_is_reported() -> None:
    assert sorted(codes(lay(FULL))) == ["part-made", "part-made", "part-made"]


def test_the_same_sheet_twice_changes_nothing_whoever_lays_it() -> None:
    once = lay(FULL).document
    assert lay(FULL, onto=once, **LATER).document is once


def test_a_row_that_says_less_changes_nothing() -> None:
    once = lay(FULL).document
    assert lay(ROW, onto=once, **LATER).document is once


def test_a_changed_row_changes_its_claim_and_says_so() -> None:
    once = lay(FULL).document
    twice = lay({**FULL, "kind": "causal"}, onto=once, **LATER)
    [claim] = twice.document.claims
    assert claim.kind == "causal"
    assert [(change.status, change.revision) for change in claim.history] == [
        ("modified", twice.document.revisions[1].id)
    ]
    assert twice.document.agents[1].name == "Ben"
    (reported,) = twice.findings
    assert str(reported) == (
        f"2: warning[statement-changed]: row 2: {claim.id} is changed: kind; Ada proposed it, "
        "and nobody has reviewed it"
    )


def test_a_claim_is_recognised_by_its_words_when_its_restatement_changed() -> None:
    once = lay(FULL).document
    twice = lay({**ROW, "restatement": "Trade fell in the year 2015."}, onto=once).document
    assert [c.restatement for c in twice.claims] == ["Trade fell in the year 2015."]
    assert twice.claims[0].id == once.claims[0].id


def test_two_rows_on_the_same_words_are_two_claims_and_that_is_reported() -> None:
    laid = lay(ROW, {**ROW, "restatement": "There was trade in 2015."})
    assert len(laid.document.claims) == 2
    assert codes(laid) == ["words-twice"]
    again = lay(ROW, {**ROW, "restatement": "There was trade in 2015."}, onto=laid.document)
    assert again.document is laid.document


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_a_decided_claim_is_left_alone_by_a_row_that_has_only_its_words(status: Any) -> None:
    once = lay({**ROW, "status": status}).document
    twice = lay({**ROW, "kind": "causal"}, onto=once)
    assert twice.document is once
    assert codes(twice)[0] == "row-contradicts"


def test_a_decided_claim_is_changed_by_a_row_with_its_id_and_stays_decided() -> None:
    once = lay({**ROW, "status": "accepted"}).document
    [claim] = once.claims
    twice = lay({**ROW, "id": claim.id, "kind": "causal"}, onto=once)
    assert twice.document.claims[0].kind == "causal"
    assert twice.document.claims[0].status == "accepted"
    assert [(f.code, f.severity) for f in twice.findings] == [("statement-changed", "warning")]


def test_a_row_decides_about_a_proposal_and_never_overturns_a_decision() -> None:
    once = lay(ROW).document
    twice = lay({**ROW, "status": "accepted"}, onto=once, **LATER).document
    [claim] = twice.claims
    assert claim.status == "accepted"
    assert [change.status for change in claim.history] == ["accepted"]
    for other in ("proposed", "rejected"):
        thrice = lay({**ROW, "status": other}, onto=twice)
        assert thrice.document is twice
        assert codes(thrice) == ["row-contradicts"]


def test_what_was_rejected_is_not_proposed_again_in_silence() -> None:
    once = lay({**ROW, "status": "rejected"}).document
    twice = lay(ROW, onto=once)
    assert twice.document is once
    assert codes(twice) == ["row-contradicts"]


def test_a_sheet_that_was_exported_and_edited_changes_what_was_edited() -> None:
    once = lay(FULL).document
    text = archive.write(once, "sheet").data.decode("utf-8-sig")
    edited = text.replace("The minister says otherwise.", "The minister speaks of 2014.")
    twice = archive.add(once, edited.encode(), "sheet", **LATER).document
    assert twice.claims == once.claims
    assert twice.assessments[0].reasoning == "The minister speaks of 2014."
    by = twice.index.by_id[twice.assessments[0].history[0].revision or ""]
    assert getattr(by, "at", None) == LATER["at"]


def test_a_row_says_who_and_when_itself() -> None:
    laid = lay({**ROW, "by": "Cleo", "at": "2020-01-01T00:00:00Z"}).document
    assert [agent.name for agent in laid.agents] == ["Cleo", "Ada"]
    assert laid.revisions[0].at == "2020-01-01T00:00:00Z"
    assert laid.claims[0].revision == laid.revisions[0].id


def test_further_rows_add_steps_sources_and_evidence_to_a_claim() -> None:
    laid = lay(
        {**ROW, "claimant": "person: the minister", "cue": "The minister said"},
        {**ROW, "claimant": "group: Experts", "cue": "Experts said"},
        {**ROW, "source": "The minister", "relation": "citesAsEvidence"},
        {**ROW, "source": "Experts", "relation": "disputes"},
        {
            **ROW,
            "verdict": "mixed",
            "reasoning": "Some.",
            "evidence": "report: One",
            "locator": "3",
        },
        {**ROW, "evidence": "report: Two", "quoted": "It fell."},
    ).document
    [claim], [verdict] = laid.claims, laid.assessments
    assert len(claim.attribution) == 2
    assert [relation.predicate for relation in laid.relations] == ["citesAsEvidence", "disputes"]
    assert [one.quoted for one in verdict.evidence] == [None, "It fell."]
    assert verdict.evidence[0].locator is not None
    assert verdict.evidence[0].locator.value == "3"


def test_a_claim_is_related_to_another_by_its_restatement_whichever_stands_first() -> None:
    other = {"words": "it will fall again", "restatement": "Trade will fall.", "kind": "predictive"}
    row = {**ROW, "relation": "supports", "to": "trade  will fall."}
    for rows in ((row, other), (other, row)):
        laid = lay(*rows).document
        named = {claim.restatement: claim.id for claim in laid.claims}
        [relation] = laid.relations
        assert (relation.subject, relation.object) == (
            named["Trade fell in 2015."], named["Trade will fall."],
        )  # fmt: skip


def test_a_doubled_row_is_reported_and_adds_nothing() -> None:
    laid = lay(ROW, ROW)
    assert laid.document == lay(ROW).document
    assert [str(f) for f in laid.findings] == [
        "3: warning[row-doubled]: row 3: it repeats row 2 (remove it)"
    ]


def test_rows_that_contradict_each_other_are_an_error() -> None:
    with pytest.raises(
        archive.errors.ReadError, match="row 2 has a different value for the same claim"
    ):
        lay(ROW, {**ROW, "kind": "causal"})


def test_a_doubt_without_evidence_stays_proposed() -> None:
    laid = lay(FULL, by="Ada", status="accepted").document
    assert laid.claims[0].status == "accepted"
    assert laid.assessments[0].status == "proposed"


def test_unverifiable_needs_no_evidence_and_is_accepted_with_its_claim() -> None:
    searched = "No register of trade was kept before 2016; the customs have none either."
    laid = lay(
        {**FULL, "verdict": "unverifiable", "reasoning": searched}, by="Ada", status="accepted"
    )
    (verdict,) = laid.document.assessments
    assert (verdict.verdict, verdict.status, verdict.evidence) == ("unverifiable", "accepted", ())
    assert "accepted-without-evidence" not in {f.code for f in archive.validate(laid.document)}


def test_a_bad_row_takes_the_rows_of_its_claim_along_and_what_leads_to_it() -> None:
    other = {"words": "it will fall again", "restatement": "Trade will fall.", "kind": "predictive"}
    alone = {"words": "Experts said so", "restatement": "Experts said so.", "kind": "descriptive"}
    rows = (
        {**ROW, "about": "person: Zoe"},
        {**ROW, "claimant": "nobody at all"},
        {**other, "relation": "supports", "to": ROW["restatement"]},
        alone,
    )
    laid = lay(*rows, good_rows=True)
    assert [claim.restatement for claim in laid.document.claims] == ["Experts said so."]
    assert not laid.document.entities
    assert {finding.severity for finding in laid.findings} == {"warning"}


def test_sentences_that_nobody_has_filled_are_passed_over_and_counted() -> None:
    data = archive.write(ONTO, "sheet", sentences=True).data
    laid = archive.add(ONTO, data, "sheet")
    assert laid.document is ONTO
    assert [f.code for f in laid.findings] == ["row-unfilled"]
    assert data.decode("utf-8-sig").count("\n") == 5


def test_a_sentence_in_which_a_claim_stands_is_not_written_again() -> None:
    once = lay(ROW).document
    data = archive.write(once, "sheet", sentences=True, empty=True).data.decode()
    assert data.count("trade fell in 2015") == 0
    assert data.count("it will fall again") == 1


def test_a_sheet_of_ids_and_one_column_changes_that_column() -> None:
    once = lay(FULL).document
    [claim] = once.claims
    twice = lay({"id": claim.id, "restatement": "Trade fell, in 2015."}, onto=once).document
    assert twice.claims[0].restatement == "Trade fell, in 2015."
    assert twice.claims[0].anchors == claim.anchors


def test_an_emptied_yes_or_no_is_reported_as_any_emptied_cell_is() -> None:
    given = lay({**ROW, "checkable": "yes"}).document
    result = lay({**ROW, "id": given.claims[0].id, "checkable": ""}, onto=given)
    assert result.document.claims[0].checkable is True
    assert "cell-emptied" in codes(result)


def test_a_sheet_gives_and_changes_the_wording_for_publication_and_keeps_it() -> None:
    worded = {**ROW, "public_restatement": "There was less trade in 2015."}
    given = lay(worded).document
    assert given.claims[0].public_restatement == "There was less trade in 2015."
    written = archive.write(given, "sheet")
    assert archive.add(given, written.data, "sheet").document == given
    changed = lay({**worded, "public_restatement": "2015 saw less trade."}, onto=given).document
    assert changed.claims[0].public_restatement == "2015 saw less trade."
    emptied = {**ROW, "id": given.claims[0].id, "public_restatement": ""}
    result = lay(emptied, onto=given)
    assert result.document.claims[0].public_restatement == "There was less trade in 2015."
    assert "cell-emptied" in codes(result)


def test_a_work_that_the_article_does_not_print_is_from_outside() -> None:
    row = {**ROW, "verdict": "mixed", "reasoning": "Some."}
    laid = lay({**row, "evidence": "report: The minister"}, {**row, "evidence": "report: Trade"})
    assert [(work.title, work.basis) for work in laid.document.works] == [
        ("The minister", "printed"),
        ("Trade", "external"),
    ]


def test_what_a_row_of_a_part_says_otherwise_is_reported_and_changes_nothing() -> None:
    once = lay(FULL).document
    council = once.entities[1]
    row = {"type": "organisation", "id": council.id, "name": "The Guild"}
    twice = lay(row, onto=once)
    assert twice.document is once
    assert codes(twice) == ["part-differs"]
    with pytest.raises(archive.errors.ReadError, match="is not a person in the record"):
        lay({**row, "type": "person"}, onto=once)


def test_an_agent_whose_name_two_have_is_named_by_id() -> None:
    agents = (archive.Agent(id="a-1", name="Ada"), archive.Agent(id="a-2", name="Ada", role="x"))
    onto = ONTO.update(agents=agents)
    with pytest.raises(archive.errors.ReadError, match="is the name of 2 agents"):
        lay({**ROW, "by": "Ada"}, onto=onto, by="Eve")
    with pytest.raises(
        archive.errors.SpeaksForOthers, match="agents of type person; name one by id: a-1"
    ):
        lay(ROW, onto=onto, by="Ada")
    with pytest.raises(archive.errors.ReadError, match=r"the invisible character U\+200B"):
        lay({**ROW, "by": "Ada\u200b"}, onto=onto, by="Eve")
    laid = lay({**ROW, "by": "a-2", "at": WHO["at"]}, onto=onto, by="Eve").document
    assert laid.revisions[0].by == "a-2"


def test_a_bad_further_row_keeps_its_claim_out() -> None:
    claim = {**ROW, "id": "c-1"}
    laid = lay(claim, {"claim": "c-1", "manner": "whispered"}, good_rows=True)
    assert laid.document is ONTO


def test_claims_that_lead_to_a_bad_one_over_others_are_left_out() -> None:
    rows = (
        {**ROW, "relation": "supports", "to": "Trade will fall."},
        {
            "words": "it will fall again",
            "restatement": "Trade will fall.",
            "kind": "predictive",
            "relation": "supports",
            "to": "Experts said so.",
        },
        {
            "words": "Experts said so",
            "restatement": "Experts said so.",
            "kind": "descriptive",
            "about": "Nobody at all",
        },
    )
    assert lay(*rows, good_rows=True).document is ONTO


def test_another_time_does_not_keep_what_the_old_one_rested_on() -> None:
    row = {**ROW, "id": "c-1", "time": "2015", "basis": "printed", "rests": "in 2015"}
    once = lay(row).document
    assert once.claims[0].time is not None
    assert once.claims[0].time.rests_on
    same = lay({"id": "c-1", "time": "2015", "basis": "inferred"}, onto=once).document
    assert same.claims[0].time is not None
    assert (same.claims[0].time.basis, len(same.claims[0].time.rests_on)) == ("inferred", 1)
    other = lay({"id": "c-1", "time": "2014"}, onto=once).document
    assert other.claims[0].time is not None
    assert (other.claims[0].time.basis, other.claims[0].time.rests_on) == (None, ())


def test_a_third_claim_of_the_same_words_changes_neither_of_the_two() -> None:
    once = lay(ROW, {**ROW, "restatement": "There was trade."}).document
    twice = lay({**ROW, "restatement": "Something fell."}, onto=once).document
    assert twice.claims[:2] == once.claims
    assert len(twice.claims) == 3


def test_a_step_that_further_rows_repeat_is_one_step() -> None:
    row = {**ROW, "claimant": "group: Experts", "cue": "Experts said"}
    other = {"verdict": "doubt", "reasoning": "Why?"}
    assert len(lay(row, {**row, **other}).document.claims[0].attribution) == 1


def test_two_sources_of_one_name_are_distinguished_by_who_is_behind_them() -> None:
    sources = [
        {"type": "source", "name": "Experts", "agent": "person: Ada", "id": "src-a"},
        {"type": "source", "name": "Experts", "agent": "person: Ben", "id": "src-b"},
    ]
    row = {**ROW, "source": "Experts", "relation": "disputes"}
    laid = lay(*sources, {**row, "agent": "Ben"}).document
    assert laid.relations[0].object == "src-b"
    with pytest.raises(archive.errors.ReadError, match="is the name of 2 sources"):
        lay(*sources, row)


def test_sentences_of_what_the_page_adds_are_not_written() -> None:
    share = {"type": "furniture", "id": "share", "role": "navigation", "text": "Share this page."}
    text = {"type": "paragraph", "id": "p-1", "text": "It will fall."}
    record = archive.Document.model_validate(
        {"id": "a", "sections": [{"id": "s-1", "blocks": [share, text]}]}
    )
    data = archive.write(record, "sheet", sentences=True).data.decode()
    assert "It will fall." in data
    assert "Share" not in data


REGISTER = {"verdict": "mixed", "reasoning": "Some.", "evidence": "Register of Trade 2015"}


def test_a_work_whose_type_is_given_later_is_the_same_work() -> None:
    once = lay({**ROW, **REGISTER}).document
    typed = {**ROW, **REGISTER, "evidence": "report: Register of Trade 2015"}
    twice = lay(typed, onto=once)
    assert twice.document is once
    (reported,) = twice.findings
    assert str(reported) == (
        f"2:6: warning[part-differs]: row 2, evidence: {once.works[0].id} is a document in "
        "the record, not a report, and is not changed (change it in the record)"
    )
    thing = {"type": "report", "name": "Register of Trade 2015"}
    assert lay(thing, onto=once).document is once
    book = lay({**typed, "evidence": "book: Register of Trade 2015"}).document
    both = lay(typed, onto=book).document
    assert [work.type for work in both.works] == ["book", "report"]


def test_a_work_whose_type_another_row_of_the_sheet_gives_has_that_type() -> None:
    more = {**ROW, "evidence": "report: Register of Trade 2015", "locator": "3"}
    for rows in (({**ROW, **REGISTER}, more), ({**ROW, **REGISTER, **more}, {**ROW, **REGISTER})):
        laid = lay(*rows)
        (work,) = laid.document.works
        assert work.type == "report"
        assert {one.work for one in laid.document.assessments[0].evidence} == {work.id}
        assert 'report "Register of Trade 2015" is new' in laid.findings[0].message


COUNCIL = {"claimant": "organisation: the Council", "source": "the Council", "relation": "disputes"}


@each_case("claimant", ["organisation: the Council", "group: council", "group: A Council"])
def test_a_source_of_the_name_of_the_claimant_has_that_agent(claimant: str) -> None:
    laid = lay({**ROW, **COUNCIL, "claimant": claimant})
    (source,), (entity,) = laid.document.sources, laid.document.entities
    assert (source.as_named, source.agent) == ("the Council", entity.id)
    hints = [finding.hint for finding in laid.findings if "source" in finding.message]
    assert hints == ["its agent is the claimant, who has the same name"]
    assert "source-names-nothing" not in {one.code for one in archive.validate(laid.document)}
    assert (
        lay({**ROW, **COUNCIL, "claimant": claimant}, onto=laid.document).document is laid.document
    )


@each_case(
    "cells",
    [
        {"claimant": "organisation: Council of Traders"},
        {"claimant": "person: the minister"},
        {"claimant": "", "about": "organisation: the Council"},
        {"agent": "group: Experts"},
        {"work": "report: The Council"},
    ],
    ids=str,
)
def test_a_source_gets_no_agent_of_another_name_or_where_one_is_given(
    cells: dict[str, str],
) -> None:
    laid = lay({**ROW, **COUNCIL, **cells}).document
    (source,) = laid.sources
    experts = next((one.id for one in laid.entities if one.label == "Experts"), None)
    assert source.agent == experts
    assert (source.work is None) is ("work" not in cells)


@pytest.mark.parametrize("given", [{"agent": "group: Experts"}, {"work": "report: The Council"}])
def test_what_another_row_says_of_a_source_counts_whichever_stands_first(
    given: dict[str, str],
) -> None:
    row, more = {**ROW, **COUNCIL}, {**ROW, **COUNCIL, "claimant": "", **given}
    for rows in ((row, more), (more, row)):
        laid = lay(*rows)
        (source,) = laid.document.sources
        council = next(one.id for one in laid.document.entities if one.label == "the Council")
        assert source.agent != council
        assert (source.agent or source.work) is not None
        assert "source-differs" not in codes(laid)


def test_a_source_of_the_record_and_one_with_a_row_of_its_own_stay_as_they_are() -> None:
    once = lay({**ROW, **COUNCIL, "claimant": "person: the minister"}).document
    twice = lay({**ROW, **COUNCIL}, onto=once)
    assert twice.document.sources == once.sources
    thing = {"type": "source", "name": "the Council", "words": "the Council denied it"}
    assert lay(thing, {**ROW, **COUNCIL}).document.sources[0].agent is None


MENDED = archive.Decision("", "mend", mend={"restatement": "In 2015 trade fell."})
LOOKED = archive.Decision("", "accept")


def decided(onto: Document, id: str, decision: archive.Decision, **who: str) -> Document:
    return archive.review(onto, dataclasses.replace(decision, id=id), **who).document


@pytest.mark.parametrize("who", [LATER, {}], ids=["stated", "not stated"])
def test_a_proposal_that_somebody_has_mended_is_left_alone_by_a_row_without_its_id(
    who: dict[str, str],
) -> None:
    once = lay(ROW).document
    [claim] = once.claims
    mended = decided(once, claim.id, MENDED, **who)
    for status in ("", "accepted"):
        again = lay({**ROW, "status": status}, onto=mended)
        assert again.document is mended
        [reported] = again.findings
        by = " by Ben" if who else ""
        assert str(reported) == (
            f"2: warning[row-contradicts]: row 2: {claim.id} was changed{by} in the record, and is "
            f"not changed: the row has another restatement (to change it, put its id in the row)"
        )
    by_id = lay({**ROW, "id": claim.id}, onto=mended)
    assert by_id.document.claims[0].restatement == ROW["restatement"]
    assert [(f.code, f.severity) for f in by_id.findings] == [("statement-changed", "warning")]
    same = lay({**ROW, "restatement": "In 2015 trade fell.", "status": "accepted"}, onto=mended)
    assert same.document.claims[0].status == "accepted"


def test_a_doubt_that_somebody_has_let_stand_is_left_alone() -> None:
    doubt = {"verdict": "doubt", "reasoning": "The minister says otherwise."}
    once = lay({**ROW, **doubt}).document
    stands = decided(once, once.assessments[0].id, LOOKED, **LATER)
    again = lay({**ROW, **doubt, "reasoning": "No."}, onto=stands)
    assert again.document is stands
    assert "was reviewed by Ben" in again.findings[0].message


def test_what_a_sheet_has_changed_a_sheet_changes_again() -> None:
    for who in (WHO, {"by": "Ada", "at": None}):
        once = lay(of_kind("causal"), onto=lay(ROW, **who).document, **who).document
        twice = lay(of_kind("predictive"), onto=once, **who).document
        assert [change.status for change in twice.claims[0].history] == ["modified", "modified"]


def of_kind(kind: str) -> dict[str, str]:
    return {**ROW, "kind": kind}
