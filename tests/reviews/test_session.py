"""A session: one decision after the other, and all of them undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive import Decision, Document
from archive.errors import NotDecided
from archive.reviews.session import Session
from tests.records.undecided import undecided
from tests.reviews.test_decisions import AT, BY
from tests.strategies import documents


def session(document: Document | None = None) -> Session:
    return Session(document or undecided(), by=BY, at=AT)


def at(session: Session) -> str | None:
    return session.current.id if session.current else None


def test_a_decision_leads_to_the_next_that_waits() -> None:
    one = session()
    assert (at(one), one.position, one.left) == ("c-safe", 1, 12)
    one.decide(Decision("c-safe", "accept"))
    assert (at(one), one.position, one.left, one.decided) == ("c-cost", 1, 11, 1)
    one.decide(Decision("c-cost", "mend", mend={"checkable": False}))
    assert (at(one), one.left) == ("c-cost", 11), "what is mended waits on"


def test_what_is_left_for_later_comes_no_more_by_itself() -> None:
    one = session()
    for waits in one.waiting:
        one.decide(Decision(waits.id, "later"))
    assert (at(one), one.left, one.later, one.decided) == (None, 0, 12, 0)
    assert one.document is not None
    one.go(1)
    assert at(one) == "c-safe"
    one.go(-1)
    assert at(one) == "as-14"
    assert one.undo()
    assert (at(one), one.later) == ("as-14", 11)


def test_going_on_decides_nothing_and_goes_round_about() -> None:
    one = session()
    one.go(-1)
    assert at(one) == "as-14"
    one.go(1)
    assert at(one) == "c-safe"
    assert not one.undo()


def test_the_last_that_waits_leads_to_what_was_stepped_over() -> None:
    one = session()
    one.go(-1)
    one.decide(Decision("as-14", "accept"))
    assert at(one) == "c-safe"


def test_what_is_refused_changes_nothing() -> None:
    one = session()
    before = one.document
    with pytest.raises(NotDecided):
        one.decide(Decision("c-toll", "accept"))
    assert (one.document, at(one), one.decided) == (before, "c-safe", 0)
    assert not one.undo()


def test_all_alike_are_accepted_by_one_step() -> None:
    one = session()
    before = one.document
    assert [w.id for w in one.alike] == ["c-safe", "c-cost", "c-toll", "c-cars"]
    assert one.accept_alike() == 1, "the words of one are lost"
    assert at(one) == "c-toll"
    assert one.document.claim("c-cars").status == "accepted"
    with pytest.raises(NotDecided):
        one.accept_alike()
    assert one.undo()
    assert one.document is before


def test_only_some_kinds_are_gone_through() -> None:
    one = Session(undecided(), by=BY, at=AT, kinds=("doubt",))
    assert [w.id for w in one.waiting] == ["as-15", "as-14"]
    one.decide(Decision("as-15", "accept"))
    assert at(one) == "as-14"


def test_another_version_is_gone_on_with() -> None:
    one = session()
    one.decide(Decision("c-safe", "accept"))
    other = archive.review(undecided(), Decision("c-cost", "accept"), by="Else", at=AT).document
    one.begin_again(other)
    assert at(one) == "c-toll", "what came next is decided"
    assert one.decided == 1
    assert not one.undo()
    assert one.document is other
    assert "c-safe" in {w.id for w in one.waiting}


@pytest.mark.slow
@given(documents(), st.data())
def test_undo_gives_back_the_very_record(document: Document, data: st.DataObject) -> None:
    one = session(document)
    versions = [(one.document, at(one))]
    for _ in range(6):
        current = one.current
        if current is None:
            break
        verb = data.draw(st.sampled_from(["accept", "reject", "later"]))
        try:
            one.decide(Decision(current.id, verb, "Because."))
        except NotDecided:
            one.decide(Decision(current.id, "later"))
        versions.append((one.document, at(one)))
    for before, current_before in reversed(versions[:-1]):
        assert one.undo()
        assert one.document is before
        assert at(one) == current_before
    assert not one.undo()
    assert one.document is document


@given(documents())
def test_all_can_be_gone_through(document: Document) -> None:
    """Rejected one after the other, nothing waits in the end, and every version is valid."""
    one = session(document)
    for _ in range(len(document.index.statements) + 1):
        if one.current is None:
            break
        one.decide(Decision(one.current.id, "reject", "Because."))
    assert one.waiting == ()
    assert archive.read(archive.write(one.document, "json").data).document == one.document
