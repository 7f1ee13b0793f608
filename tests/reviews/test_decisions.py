"""Decisions: their effect on a statement and on all that depends on it, and refusals."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive import Decision, Document, review
from archive.errors import NotDecided
from archive.model.statements import Statement
from archive.model.walk import mapped, unchecked_copy
from archive.reviews.mending import words_left_out_findings
from archive.reviews.stakes import stakes
from archive.validation.rules.statements import (
    accepted_rests_on_proposed,
    rejected_statement_used,
)
from tests.conftest import fewer
from tests.records.undecided import undecided
from tests.strategies import documents
from tests.tools.cases import each_case

BY, AT = "C. Reviewer", "2019-06-01T09:00:00Z"


def decided(*decisions: Decision, document: Document | None = None) -> Document:
    return review(document or undecided(), decisions, by=BY, at=AT).document


def refused(*decisions: Decision, document: Document | None = None) -> list[tuple[str, str]]:
    """The code and pointer of each thing that is wrong."""
    with pytest.raises(NotDecided) as raised:
        decided(*decisions, document=document)
    assert pickle.loads(pickle.dumps(raised.value)).findings == raised.value.findings
    return [(f.code, f.location.pointer or "") for f in raised.value.findings]


def review_in(document: Document) -> archive.Revision:
    """The revision of the review."""
    (revision,) = (one for one in document.revisions if one.summary == "Review")
    return revision


def history(document: Document, id: str) -> list[tuple[str, str | None]]:
    """What happened to a statement in the review."""
    statement = document.get(id)
    assert isinstance(statement, Statement)
    changes = [c for c in statement.history if c.revision == review_in(document).id]
    return [(change.status, change.reason) for change in changes]


# --- what becomes of it ---


def test_what_is_accepted_says_by_whom_and_when() -> None:
    document = decided(Decision("c-crane", "accept"))
    assert document.claim("c-crane").status == "accepted"
    assert history(document, "c-crane") == [("accepted", None)]
    revision = review_in(document)
    agent = document.agent(revision.by or "")
    assert (revision.at, revision.summary, agent.name, agent.type) == (AT, "Review", BY, "person")
    assert agent.role == "reviewer"


def test_decisions_of_one_person_at_one_time_are_one_revision() -> None:
    first = decided(Decision("c-crane", "accept"), Decision("c-safe", "accept", "Read again."))
    second = review(first, Decision("c-fell", "accept"), by=BY, at=AT).document
    assert len(second.revisions) == len(undecided().revisions) + 1
    assert len(second.agents) == len(undecided().agents) + 1
    later = review(second, Decision("m-17", "accept"), by=BY, at="2019-06-02T09:00:00Z").document
    assert len(later.revisions) == len(second.revisions) + 1
    assert len(later.agents) == len(second.agents)


@pytest.mark.parametrize("by", ["reader", "B. Reader"])
def test_somebody_whom_the_record_knows_is_known_by_name_or_id(by: str) -> None:
    document = review(undecided(), Decision("c-crane", "accept"), by=by, at=AT).document
    assert document.agents == undecided().agents
    assert document.revisions[-1].by == "reader"


def test_nobody_need_be_named() -> None:
    document = review(undecided(), Decision("c-crane", "accept")).document
    assert document.revisions == undecided().revisions
    assert document.claim("c-crane").history[-1] == archive.model.Change(status="accepted")


def test_a_rejected_claim_takes_along_what_is_said_of_it() -> None:
    document = decided(Decision("c-cars", "reject", "Not any more."))
    assert history(document, "c-cars") == [("rejected", "Not any more.")]
    along = [("rejected", "The claim c-cars was rejected: Not any more.")]
    for id in ("rel-2", "rel-5", "as-13"):
        assert history(document, id) == along
        part = document.get(id)
        assert isinstance(part, Statement)
        assert part.status == "rejected"
    assert document.claim("c-uncounted") == undecided().claim("c-uncounted")
    assert document.source("src-study") == undecided().source("src-study")


def test_what_is_decided_itself_is_not_taken_along() -> None:
    document = decided(
        Decision("c-fell", "reject", "It did not."), Decision("rel-8", "reject", "It does not.")
    )
    assert history(document, "rel-8") == [("rejected", "It does not.")]


def test_a_claim_carries_what_is_said_of_it_in_whatever_order_they_are_given() -> None:
    wanted = [Decision(id, "accept") for id in ("rel-8", "c-fell", "c-crane")]
    document = decided(*wanted)
    assert {document.get(w.id).status for w in wanted} == {"accepted"}  # type: ignore[attr-defined]


def test_a_doubt_that_is_accepted_stands_and_waits_no_more() -> None:
    document = decided(Decision("as-14", "accept"))
    assert history(document, "as-14") == [("proposed", "The doubt stands.")]
    assert document.index.by_id["as-14"].status == "proposed"  # type: ignore[attr-defined]
    assert "as-14" not in {one.id for one in archive.waiting(document)}
    assert archive.validate(document).ok


def test_a_verdict_is_accepted_once_its_claim_is() -> None:
    assert refused(Decision("as-13", "accept")) == [("rests-on-undecided", "/0/id")]
    document = decided(Decision("as-13", "accept"), Decision("c-cars", "accept"))
    assert history(document, "as-13") == [("accepted", None)]


def test_unverifiable_without_evidence_waits_and_is_accepted_as_a_verdict() -> None:
    searched = "The log was withdrawn, and no library has a copy."
    (verdict,) = (one for one in undecided().assessments if one.id == "as-13")
    verdict = verdict.update(evidence=(), reasoning=searched)
    document = undecided().replace(verdict)
    (waits,) = (one for one in archive.waiting(document) if one.id == verdict.id)
    assert (waits.kind, waits.why) == ("verdict", "proposed")
    document = review(
        document, [Decision("as-13", "accept"), Decision("c-cars", "accept")]
    ).document
    assert document.index.by_id["as-13"].status == "accepted"  # type: ignore[attr-defined]
    assert archive.validate(document, select=["accepted-without-evidence"]).ok


def test_what_is_left_for_later_is_the_same_record() -> None:
    document = undecided()
    assert review(document, Decision("c-crane", "later"), by=BY, at=AT).document is document
    assert review(document, [], by=BY, at=AT).document is document


# --- mended ---


def mended(id: str, fields: dict[str, Any], *, accept: bool = False) -> Any:
    verb = "accept" if accept else "mend"
    return decided(Decision(id, verb, mend=fields)).get(id)  # type: ignore[arg-type]


def test_what_is_mended_waits_on() -> None:
    claim = mended("c-cars", {"restatement": "About 8,000 vehicles cross the bridge each day."})
    assert claim.restatement == "About 8,000 vehicles cross the bridge each day."
    assert claim.status == "proposed"
    assert claim.history[-1].status == "modified"
    assert claim.history[-1].reason == "In review: restatement."


def test_a_review_words_a_claim_for_publication() -> None:
    claim = mended("c-cars", {"public_restatement": "Some 8,000 cars a day use the bridge."})
    assert claim.public_restatement == "Some 8,000 cars a day use the bridge."
    assert claim.history[-1].reason == "In review: public_restatement."


def test_words_between_mended_pieces_are_reported_and_the_decision_counts() -> None:
    before = undecided()
    pieces = {"words": ["Nobody was", "when the crane fell"], "condition": ["Nobody", "hurt"]}
    after = decided(Decision("c-crane", "accept", mend=pieces))
    assert after.claim("c-crane").status == "accepted"
    told = [(f.code, f.message) for f in words_left_out_findings(before, after)]
    assert told == [
        ("words-left-out", "c-crane: between its pieces the text has 'hurt'"),
        ("words-left-out", "c-crane: between its pieces the text has 'was'"),
    ]
    again = decided(Decision("c-cars", "accept"), document=after)
    assert not list(words_left_out_findings(after, again))


def test_words_that_never_stood_there_are_not_mended_in() -> None:
    orphan = {"type": "orphan", "block": "p-4", "start": 0, "end": 2, "exact": "No", "reason": "x"}
    words = ["Nobody was hurt", orphan]
    fields: dict[str, Any]
    for fields in (
        {"words": words},
        {"anchors": words},
        {"condition": [orphan]},
        {"attribution": [{"cue": [orphan]}]},
    ):
        [(code, pointer)] = refused(Decision("c-crane", "mend", mend=fields))
        assert code == "words-not-found"
        assert pointer.startswith("/0/mend/")
    [own] = [a for a in undecided().claim("c-toll").anchors if isinstance(a, archive.Orphan)]
    kept = mended("c-toll", {"anchors": [own.model_dump(), "Nobody was hurt"]})
    assert own in kept.anchors


def test_what_is_mended_and_accepted_says_both() -> None:
    claim = mended("c-cars", {"kind": "evaluative", "checkable": False}, accept=True)
    assert [c.status for c in claim.history[-2:]] == ["modified", "accepted"]
    assert claim.history[-2].reason == "In review: kind, checkable."
    same = mended("c-cars", {"kind": "descriptive"}, accept=True)
    made_in = same.history[-1].revision
    assert [c.status for c in same.history if c.revision == made_in] == ["accepted"]


def test_words_are_found_first_in_the_block_where_they_stood() -> None:
    claim = mended("c-crane", {"words": "the crane fell"})
    assert [a.exact for a in claim.anchors] == ["the crane fell"]
    two = mended("c-crane", {"words": ["Nobody was hurt", {"exact": "crane", "suffix": " fell"}]})
    assert [a.exact for a in two.anchors] == ["Nobody was hurt", "crane"]
    assert mended("c-crane", {"anchors": ["Nobody"]}).anchors[0].exact == "Nobody"
    lost = mended("c-toll", {"words": "Nobody was hurt"}, accept=True)
    assert lost.status == "accepted"


def test_other_stretches_are_found_too() -> None:
    claim = mended("c-crane", {"condition": "the crane fell"})
    assert [a.exact for a in claim.condition] == ["the crane fell"]
    step = {"claimant": "institute", "cue": "a study"}
    claim = mended("c-crane", {"attribution": [step]})
    assert claim.attribution[0].cue[0].exact == "a study"


@pytest.mark.parametrize("who", ["institute", "Nordic Institute"])
def test_a_claimant_is_named_by_id_or_name(who: str) -> None:
    (step,) = mended("c-crane", {"claimant": who}).attribution
    assert (step.claimant, step.manner, step.cue) == ("institute", "reported", ())
    (step,) = mended("c-cars", {"claimant": None}).attribution
    assert step.claimant is None
    assert step.cue, "the other parts of the step stay"


@pytest.mark.slow
@each_case(
    ("typed", "type", "name", "basis"),
    [
        ("organisation: Reuters", "organisation", "Reuters", "external"),
        ("organization:  The Herald", "organisation", "The Herald", "external"),
        ("person: the mayor", "person", "the mayor", "printed"),
        ("group: Lorries", "group", "Lorries", "printed"),
    ],
)
def test_a_claimant_who_is_new_is_made_as_in_a_sheet(
    typed: str, type: str, name: str, basis: str
) -> None:
    for fields in ({"claimant": typed}, {"attribution": [{"claimant": typed}]}):
        before, after = undecided(), decided(Decision("c-crane", "accept", mend=fields))
        (new,) = (one for one in after.entities if one not in before.entities)
        assert (new.type, new.label, new.revision) == (type, name, after.revisions[-1].id)
        assert [one.basis for one in new.names] == [basis]
        (step,) = after.claim("c-crane").attribution
        assert step.claimant == new.id


def test_whom_several_decisions_name_is_made_once() -> None:
    after = decided(
        Decision("c-crane", "mend", mend={"claimant": "organisation: Reuters"}),
        Decision("c-cars", "mend", mend={"claimant": "organization: Reuters"}),
        Decision("c-cost", "mend", mend={"claimant": "organisation: Nordic Institute"}),
    )
    (new,) = (one for one in after.entities if one not in undecided().entities)
    assert new.label == "Reuters"
    steps = [after.claim(id).attribution[-1].claimant for id in ("c-crane", "c-cars", "c-cost")]
    assert steps == [new.id, new.id, "institute"]


def test_nobody_is_made_where_a_decision_is_refused() -> None:
    assert refused(
        Decision("c-crane", "mend", mend={"claimant": "organisation: Reuters", "kind": "sort of"})
    ) == [("value-not-allowed", "/0/mend/kind")]


@pytest.mark.slow
@each_case(
    ("id", "fields", "found"),
    [
        ("c-crane", {"words": "Nobody was hart"}, ("words-not-found", "/0/mend/words/0")),
        ("c-toll", {"words": ["Nobody was", "bridge"]}, ("words-ambiguous", "/0/mend/words/1")),
        ("c-crane", {"condition": ["never"]}, ("words-not-found", "/0/mend/condition/0")),
        ("c-crane", {"words": []}, ("wrong-length", "/0/mend/anchors")),
        ("c-crane", {"words": 3}, ("wrong-type", "/0/mend/anchors/0")),
        ("c-crane", {"words": [{"exact": ""}]}, None),
        ("c-crane", {"claimant": "nobody"}, ("name-unknown", "/0/mend/claimant")),
        ("c-crane", {"claimant": "place: Rome"}, ("name-unknown", "/0/mend/claimant")),
        ("c-crane", {"claimant": "person: Li; Wang"}, ("cell-wrong", "/0/mend/claimant")),
        ("c-crane", {"claimant": 3}, None),
        ("c-crane", {"claimant": "halden"}, ("name-unknown", "/0/mend/claimant")),
        ("c-crane", {"kind": "sort of"}, ("value-not-allowed", "/0/mend/kind")),
        ("c-crane", {"restatement": ""}, None),
        ("c-crane", {"restatement": "a\u0000b"}, None),
        ("c-crane", {"status": "accepted"}, ("mend-not-possible", "/0/mend/status")),
        ("c-crane", {"id": "c-other"}, ("mend-not-possible", "/0/mend/id")),
        ("c-crane", {"words": "x", "anchors": []}, ("mend-not-possible", "/0/mend/words")),
        ("c-crane", {"about": ["nothing"]}, ("dangling-reference", "/0/mend/about/0")),
        ("m-17", {"claimant": "institute"}, ("mend-not-possible", "/0/mend/claimant")),
        ("m-17", {"refers_to": "nothing"}, ("dangling-reference", "/0/mend/refers_to")),
        ("rel-8", {"object": "nothing"}, ("dangling-reference", "/0/mend/object")),
        ("rel-8", {"object": "c-fell"}, ("relation-ends-disagree", "/0/mend/object")),
        ("as-14", {"verdict": "supported"}, ("verdict-without-evidence", "/0/mend/verdict")),
        ("c-crane", {"restatement": "Nobody was hurt when the crane at the bridge at Halden fell."},
         ("nothing-mended", "/0/mend")),
        ("c-crane", {}, ("nothing-mended", "/0/mend")),
    ],
)  # fmt: skip
def test_what_cannot_be_mended_is_reported_with_its_place(
    id: str, fields: dict[str, Any], found: tuple[str, str | None] | None
) -> None:
    (code, pointer), *more = refused(Decision(id, "mend", mend=fields))
    assert not more
    assert pointer.startswith("/0")
    if found is not None:
        assert code == found[0]
        assert found[1] in (None, pointer)


def test_a_slip_in_the_words_shows_what_stands_there() -> None:
    with pytest.raises(NotDecided) as raised:
        decided(Decision("c-crane", "mend", mend={"words": "Nobody was hart when"}))
    assert "did you mean p-4 at" in (raised.value.findings[0].hint or "")
    with pytest.raises(NotDecided) as raised:
        decided(Decision("c-crane", "mend", mend={"claimant": "Nordic Institut"}))
    assert raised.value.findings[0].hint == (
        'did you mean "Nordic Institute"? Write a new one as "person: Nordic Institut", '
        '"organisation: Nordic Institut" or "group: Nordic Institut"'
    )


# --- refused ---


@each_case(
    ("decision", "found"),
    [
        (Decision("nothing", "accept"), ("decision-on-nothing", "/0/id")),
        (Decision("editor", "accept"), ("decision-on-nothing", "/0/id")),
        (Decision("c-reopened", "accept"), ("decided-already", "/0/id")),
        (Decision("c-salt", "reject", "No."), ("decided-already", "/0/id")),
        (Decision("c-crane", "perhaps"), ("not-a-decision", "/0/decision")),  # type: ignore[arg-type]
        (Decision("c-crane", "reject"), ("reason-missing", "/0/reason")),
        (Decision("c-crane", "reject", " "), ("reason-missing", "/0/reason")),
        (Decision("c-crane", "reject", "No.", {"kind": "causal"}), ("not-a-decision", "/0/mend")),
        (Decision("c-toll", "accept"), ("words-lost", "/0/id")),
        (Decision("rel-8", "accept"), ("rests-on-undecided", "/0/id")),
        (Decision("rel-4", "accept"), ("rests-on-undecided", "/0/id")),
    ],
)
def test_a_decision_that_cannot_be_is_refused(decision: Decision, found: tuple[str, str]) -> None:
    assert refused(decision) == [found]


def test_all_problems_are_reported_at_once_and_nothing_is_decided() -> None:
    wanted = (
        Decision("c-crane", "accept"),
        Decision("c-crane", "reject", "No."),
        Decision("c-toll", "accept"),
        Decision("as-13", "accept"),
        Decision("as-14", "reject"),
    )
    assert sorted(refused(*wanted), key=lambda found: found[1]) == [
        ("decided-already", "/1/id"),
        ("words-lost", "/2/id"),
        ("rests-on-undecided", "/3/id"),
        ("reason-missing", "/4/reason"),
    ]


def test_what_is_accepted_though_its_claim_is_rejected_beside_it_is_refused() -> None:
    wanted = Decision("c-cars", "reject", "No."), Decision("as-13", "accept")
    assert refused(*wanted) == [("rests-on-undecided", "/1/id")]
    wanted = Decision("c-cars", "reject", "No."), Decision("as-13", "mend", mend={"reasoning": "x"})
    assert refused(*wanted) == [("decided-already", "/1/id")]


def test_each_code_has_a_page() -> None:
    from archive.reviews.codes import CODES

    assert all(archive.explain(code) for code in CODES)


# --- any record, any decisions ---


def without_identifiers(document: Document) -> Document:
    """A document whose statements are called nothing elsewhere."""

    def bare(part: Any) -> Any:
        return unchecked_copy(part, identifiers=()) if isinstance(part, Statement) else part

    names = ("claims", "annotations", "assessments", "relations")
    return document.update(**{name: mapped(getattr(document, name), bare) for name in names})


def problems(document: Document, wanted: list[Decision]) -> tuple[archive.Finding, ...]:
    try:
        review(document, wanted, by=BY, at=AT)
    except NotDecided as problem:
        return problem.findings
    return ()


VERBS = st.sampled_from(["accept", "reject", "later"])


def drawn(data: st.DataObject, document: Document) -> list[Decision]:
    """Decisions about what waits, those that can be carried out together."""
    ones = archive.waiting(document)
    wanted = [Decision(one.id, data.draw(VERBS), "Because.") for one in ones]
    while True:
        findings = problems(document, wanted)
        if not findings:
            return wanted
        assert {f.code for f in findings} <= {"rests-on-undecided", "words-lost", "decided-already"}
        bad = {int((f.location.pointer or "").split("/")[1]) for f in findings}
        wanted = [one for n, one in enumerate(wanted) if n not in bad]


@pytest.mark.slow
@fewer(1)
@given(documents(), st.data())
def test_any_decisions_make_a_record_that_every_exact_format_keeps(
    document: Document, data: st.DataObject
) -> None:
    document = without_identifiers(document)
    after = review(document, drawn(data, document), by=BY, at=AT).document
    for format in ("json", "tei"):
        written = archive.write(after, format)
        assert archive.read(written.data, format).document == after


@pytest.mark.slow
@given(documents(), st.data())
def test_the_order_in_which_decisions_are_given_does_not_matter(
    document: Document, data: st.DataObject
) -> None:
    wanted = drawn(data, document)
    other = data.draw(st.permutations(wanted))
    assert review(document, wanted, by=BY, at=AT) == review(document, other, by=BY, at=AT)


@pytest.mark.slow
@given(documents(), st.data())
def test_decisions_leave_nothing_that_a_rule_would_have_to_tell(
    document: Document, data: st.DataObject
) -> None:
    def told(of: Document) -> set[str]:
        rules = (accepted_rests_on_proposed, rejected_statement_used)
        return {f"{f.code} {f.location.pointer}" for rule in rules for f in rule(of)}

    after = review(document, drawn(data, document), by=BY, at=AT).document
    assert told(after) <= told(document)


@pytest.mark.slow
@given(documents(), st.data())
def test_only_what_is_decided_and_taken_along_changes(
    document: Document, data: st.DataObject
) -> None:
    wanted = drawn(data, document)
    after = review(document, wanted, by=BY, at=AT).document
    along = {
        id
        for one in wanted
        if one.decision == "reject"
        for id in stakes(document, one.id).taken_along
    }
    may = {one.id for one in wanted} | along
    for before in document.index.statements:
        if before.id not in may:
            assert after.get(before.id) == before
    assert after.sections == document.sections
    assert after.entities == document.entities
