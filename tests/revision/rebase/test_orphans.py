"""Orphans: they come back where it is certain, and only there."""

from __future__ import annotations

from archive import Outcome
from archive.model import Comment
from tests.revision.rebase.article import (
    ARTICLE,
    AT,
    CLOSED,
    COUNCIL,
    DELETED,
    DOCKERS,
    PORT,
    TITLE,
    TRADE,
    article,
    claim,
    ids,
    lost,
    on,
    only,
    placed,
    rebased,
    without,
)


def test_an_orphan_comes_back_when_a_later_text_has_its_words_again() -> None:
    document = article(*ARTICLE)
    document = document.add(claim(document, "Leith", status="accepted"))
    gone = rebased(document, *without(ARTICLE, PORT))
    again = rebased(gone.document, TITLE, TRADE, DOCKERS, PORT, COUNCIL)
    back = only(again)
    assert back == Outcome(
        kind="moved",
        holder="claim-1",
        pointer="/claims/0/anchors/0",
        old=only(gone).new,
        new=placed(ids(again.document)[3], 53, "Leith"),
    )
    [before], [after] = gone.document.claims, again.document.claims
    assert after == before.update(anchors=(back.new,))
    assert after.status == "proposed"


def test_an_orphan_stays_one_while_its_words_are_gone() -> None:
    gone = rebased(on(article(*ARTICLE), "Leith"), *without(ARTICLE, PORT))
    again = rebased(gone.document, *without(ARTICLE, PORT, DOCKERS), at=AT)
    orphan = only(gone).new
    assert only(again) == Outcome(
        "orphaned", "c-1", "/annotations/0/anchors/0", orphan, orphan, DELETED
    )
    assert again.document.annotations == gone.document.annotations
    assert again.document.revisions[-1].parts == ()


def test_an_orphan_does_not_settle_on_its_words_in_another_context() -> None:
    gone = rebased(on(article(*ARTICLE), "Leith"), *without(ARTICLE, PORT))
    again = rebased(gone.document, *without(ARTICLE, PORT), CLOSED)
    assert only(again).kind == "orphaned"


def test_an_orphan_does_not_choose_between_two_places() -> None:
    gone = rebased(on(article(*ARTICLE), "Leith"), *without(ARTICLE, PORT))
    again = rebased(gone.document, TITLE, PORT, TRADE, PORT, DOCKERS)
    assert only(again).kind == "orphaned"
    assert only(again).new == only(gone).new


def test_an_orphan_stays_one_on_the_text_on_which_somebody_made_it_one() -> None:
    document = article(*ARTICLE)
    orphan = lost(document, document.anchor("Leith"), "It is another Leith.")
    document = document.add(Comment(id="c-1", text="Is it?", anchors=(orphan,)))
    made = rebased(document, *ARTICLE)
    assert only(made).kind == "orphaned"
    assert made.document == document
