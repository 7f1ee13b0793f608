"""Statements about a text whose words have changed."""

from __future__ import annotations

from typing import Any

import pytest

import archive
from archive import Assessment, Relation, Revision, Source
from archive.errors import NotInDocument
from archive.model import Absence, Attribution, Change, Comment, Metadata, Tag, Title
from archive.view.rebase_page import outcomes_page
from tests.revision.rebase.article import (
    ADDED,
    ARTICLE,
    AT,
    CORRECTED,
    DELETED,
    EDITOR,
    PORT,
    TITLE,
    TRADE,
    TYPING_ERROR,
    article,
    checked,
    claim,
    counted,
    ids,
    kinds,
    on,
    only,
    placed,
    rebased,
    stood,
    without,
)
from tests.samples import from_text
from tests.tools.cases import each_case


def test_a_statement_whose_words_have_changed_is_proposed_again_and_says_why() -> None:
    document = article(*TYPING_ERROR).add(EDITOR)
    earlier = Change(status="accepted", revision="rev-1")
    document = document.add(
        claim(document, "fell by tenn per cent", status="accepted", history=(earlier,)),
        Revision(id="rev-1", at="2026-11-24T09:00:00Z", by="editor"),
    )
    made = rebased(document, *CORRECTED, by="editor", at=AT)
    new = placed("p-1", 23, "fell by ten per cent")
    reason = 'the text has changed: "fell by tenn per cent" is now "fell by ten per cent"'
    former = stood(document, "claim-1", "fell by ten per cent")
    assert (former.status, former.prefix) == ("accepted", "de with the islands ")
    fallen = Change(status="proposed", revision="rev-2", reason=reason, former=(former,))
    assert made.document.claims == (
        document.claims[0].update(status="proposed", anchors=(new,), history=(earlier, fallen)),
    )
    first, revision = made.document.revisions
    assert first == document.revisions[0]
    assert (revision.id, revision.at, revision.by) == ("rev-2", AT, "editor")
    assert revision.parts == ("claim-1",)
    assert counted(revision) == "1 altered"


def test_where_nobody_says_who_or_when_the_history_goes_on_and_no_revision_is_made() -> None:
    document = on(article(*TYPING_ERROR).add(EDITOR), "tenn")
    made = rebased(document, *CORRECTED)
    [change] = made.document.annotations[0].history
    assert change == Change(
        status="proposed",
        reason='the text has changed: "tenn" is now "ten"',
        former=(stood(document, "c-1", "ten"),),
    )
    assert made.document.revisions == ()


@each_case("told", [{"by": "editor"}, {"at": AT}, {"by": "editor", "at": AT}])
def test_who_did_it_or_when_is_said_once_in_a_revision(told: dict[str, str]) -> None:
    document = on(article(*TYPING_ERROR).add(EDITOR), "tenn", "by tenn")
    made = rebased(document, *CORRECTED, **told)
    [revision] = made.document.revisions
    summary = "Rebased onto article.txt: 2 altered"
    assert revision == Revision(
        id="rev-1",
        summary=summary,
        capture="capture-2",
        changes=made.changes,
        parts=("c-1", "c-2"),
        **told,
    )
    for annotation in made.document.annotations:
        assert [change.revision for change in annotation.history] == ["rev-1"]


@each_case(
    ("ids", "made"),
    [
        ((), "rev-1"),
        (("rev-1", "rev-2"), "rev-3"),
        (("rev-7", "rev-2"), "rev-8"),
        (("rev-09",), "rev-10"),
        (("first", "rev-a", "rev-1a", "rev-", "a-rev-3"), "rev-1"),
    ],
)
def test_the_id_of_a_revision_is_numbered_on_and_never_used_again(
    ids: tuple[str, ...], made: str
) -> None:
    revisions = tuple(Revision(id=id) for id in ids)
    document = article(*ARTICLE).update(revisions=revisions)
    assert rebased(document, *ARTICLE, at=AT).document.revisions[-1].id == made


def test_the_id_of_a_revision_is_none_that_a_block_has_or_gets() -> None:
    named = on(article(*ARTICLE), "Leith").add(Comment(id="rev-4", text="Well."))
    assert rebased(named, *ARTICLE, at=AT).document.revisions[0].id == "rev-5"
    new = article(*ARTICLE, ADDED)
    section = new.sections[0]
    blocks = (*section.blocks[:-1], section.blocks[-1].update(id="rev-6"))
    new = new.update(sections=(section.update(blocks=blocks),))
    made = checked(archive.rebase(named, onto=new, at=AT))
    assert ids(made.document)[-1] == "rev-6"
    assert made.document.revisions[0].id == "rev-7"


@each_case("status", ["accepted", "rejected", "proposed"])
def test_a_statement_whose_words_have_merely_moved_is_what_it_was(status: str) -> None:
    document = article(*TYPING_ERROR)
    document = document.add(claim(document, "in 2015", status=status))
    made = rebased(document, *CORRECTED, at=AT)
    moved = placed("p-1", 44, "in 2015")
    assert made.document.claims == (document.claims[0].update(anchors=(moved,)),)
    [revision] = made.document.revisions
    assert (revision.at, revision.by, revision.parts) == (AT, None, ())
    assert counted(revision) == "1 moved"


@each_case("status", ["accepted", "rejected", "proposed"])
def test_a_statement_whose_words_are_gone_is_proposed_again(status: str) -> None:
    document = article(*ARTICLE)
    document = document.add(claim(document, "Leith", status=status))
    made = rebased(document, *without(ARTICLE, PORT))
    [statement] = made.document.claims
    assert statement.status == "proposed"
    assert [change.reason for change in statement.history] == [
        f'the text has changed: "Leith": {DELETED}'
    ]


def test_every_stretch_of_a_statement_counts_and_its_history_goes_on_once() -> None:
    document = article(*TYPING_ERROR).add(Source(id="src-1", as_named="the ministry"))
    document = document.add(
        claim(
            document,
            "Leith",
            status="accepted",
            condition=(document.anchor("tenn"),),
            attribution=(Attribution(cue=(document.anchor("an economist"),)),),
        ),
        Relation(
            id="r-1",
            subject="claim-1",
            predicate="citesAsEvidence",
            object="src-1",
            status="accepted",
            rests_on=(document.anchor("The ministry"),),
        ),
        Assessment(
            id="a-1", claim="claim-1", verdict="doubt", reasoning="No figures.", status="rejected"
        ),
        Tag(id="t-1", tag="trade", anchors=(document.anchor("islands fell"),), status="accepted"),
    )
    made = rebased(document, TITLE, TRADE, PORT.replace("an economist", "the economist"))
    [statement] = made.document.claims
    assert kinds(made) == ["moved", "altered", "altered", "unchanged", "moved"]
    assert statement.status == "proposed"
    assert [change.reason for change in statement.history] == [
        'the text has changed: "tenn" is now "ten"; "an economist" is now "the economist"'
    ]
    kept = (*made.document.relations, *made.document.assessments, *made.document.annotations)
    assert [part.status for part in kept] == ["accepted", "rejected", "accepted"]
    assert [part.history for part in kept] == [()] * 3


def test_a_statement_about_a_statement_whose_words_have_changed_is_left_alone() -> None:
    document = article(*TYPING_ERROR)
    document = document.add(claim(document, "tenn", status="accepted"))
    document = document.add(Comment(id="c-1", text="Sure?", on="claim-1", status="accepted"))
    made = rebased(document, *CORRECTED)
    assert made.document.claims[0].status == "proposed"
    assert made.document.annotations == document.annotations


def test_words_that_metadata_rest_on_are_carried_too() -> None:
    document = article(*TYPING_ERROR)
    title = Title(text=TITLE, basis="inferred", rests_on=(document.anchor("tenn"),))
    document = document.update(metadata=Metadata(titles=(title,), authors=Absence.NOT_STATED))
    made = rebased(document, *CORRECTED, at=AT)
    outcome = only(made)
    assert (outcome.kind, outcome.holder) == ("altered", "")
    assert outcome.pointer == "/metadata/titles/0/rests_on/0"
    new = placed("p-1", 31, "ten")
    assert made.document.metadata == document.metadata.update(
        titles=(title.update(rests_on=(new,)),)
    )
    assert made.document.revisions[0].parts == ()


def test_older_revisions_stay_and_no_longer_name_what_is_gone() -> None:
    document = on(article(*ARTICLE), "Leith")
    older = Revision(
        id="rev-1", at="2026-11-24T09:00:00Z", summary="Made.", parts=("p-2", "c-1", "p-1")
    )
    made = rebased(document.update(revisions=(older,)), *without(ARTICLE, PORT), at=AT)
    first, second = made.document.revisions
    assert first == older.update(parts=("c-1", "p-1"))
    assert (second.at, second.by, second.parts) == (AT, None, ("c-1",))
    assert counted(second) == "1 orphaned"


def test_an_agent_that_the_record_does_not_have_can_do_nothing() -> None:
    document = on(article(*ARTICLE), "Leith")
    for by in ("editor", "c-1", "p-1"):
        with pytest.raises(NotInDocument) as caught:
            archive.rebase(document, onto=article(*CORRECTED).add(EDITOR), by=by)
        assert caught.value.id == by
        with pytest.raises(NotInDocument) as caught:
            archive.with_text(document, {"p-1": TRADE}, by=by)
        assert caught.value.id == by


PIECES = ("The minister is", "guilty of fraud")


@each_case(
    ("new", "has"),
    [
        ("The minister is not guilty of fraud.", "'not'"),
        ("The minister is guilty of fraud.", "no words"),
        ("Today.\n\nThe minister is (a small man) guilty of fraud.", "'(a small man)'"),
        ("The minister is\n\na tall man. No, not guilty of fraud.", "'a tall man. No, not'"),
    ],
)
@each_case("status", ["proposed", "accepted", "rejected"])
def test_other_words_between_pieces_reopen_a_statement(new: str, has: str, status: Any) -> None:
    document = from_text("The minister is (a tall man) guilty of fraud.", id="art", plain=True)
    pieces = tuple(document.anchor(words) for words in PIECES)
    document = document.add(
        archive.Claim(id="c", anchors=pieces, restatement="So.", kind="descriptive", status=status)
    )
    onto = from_text(new, id=document.id, plain=True)
    made = archive.rebase(document, onto=onto)
    reason = f"the text between its parts was '(a tall man)' and is now {has}"
    assert {outcome.reason for outcome in made.outcomes} == {reason}
    assert all(isinstance(one, archive.Anchor) for one in made.document.claim("c").anchors)
    [change] = made.document.claim("c").history
    assert (change.status, change.reason) == ("proposed", f"the text has changed: {reason}")
    assert made.document.claim("c").status == "proposed"
    assert [one.id for one in archive.waiting(made.document)] == ["c"]
    assert made.document.revisions[-1].parts == ("c",) if made.document.revisions else True
    assert reason in outcomes_page(made, width=200)


@each_case(
    "new",
    [
        "The  minister is (a\u00a0tall man)\nguilty of fraud.",
        "The minister is (a tall\n\nman) guilty of fraud.",
        "Yesterday it was said: The minister is (a tall man) guilty of fraud.",
        "The minister is (a tall man) guilty of fraud. He is not.",
    ],
)
def test_the_same_words_between_pieces_reopen_nothing(new: str) -> None:
    document = from_text("The minister is (a tall man) guilty of fraud.", id="art", plain=True)
    pieces = tuple(document.anchor(words) for words in PIECES)
    document = document.add(
        archive.Claim(id="c", anchors=pieces, restatement="So.", kind="descriptive"),
    )
    made = archive.rebase(document, onto=from_text(new, id=document.id, plain=True))
    assert not any(outcome.reason for outcome in made.outcomes)
    assert not made.document.claim("c").history


def test_words_that_a_statement_rests_on_are_grounds_each_by_itself() -> None:
    document = from_text("In the year of grace, 2015, it fell.", id="art", plain=True)
    grounds = tuple(document.anchor(words) for words in ("In the year", "2015"))
    time = {"date": "2015", "basis": "inferred", "rests_on": grounds}
    anchors = (document.anchor("it fell"),)
    document = document.add(
        archive.Claim(id="c", anchors=anchors, restatement="So.", kind="descriptive", time=time)
    )
    made = archive.with_text(document, {"p-1": "In the year of the rat, 2015, it fell."})
    assert not made.document.claim("c").history
