"""The reason of a statement whose words a new text took, and another one restored."""

from __future__ import annotations

import archive
from archive import Document
from archive.reviews.waiting import waiting
from archive.revision.restored_words import restored_reason
from tests.revision.rebase.article import (
    ADDED,
    ARTICLE,
    COUNCIL,
    DOCKERS,
    EDITOR,
    PORT,
    TITLE,
    TRADE,
    article,
    claim,
)
from tests.tools.cases import each_case

WORDS = "The ministry did not say why."
CUT = (TITLE, TRADE.removesuffix(f" {WORDS}"), PORT, DOCKERS, COUNCIL)
SAID = "the text again has the words on which it was {} until {}"


def accepted(*words: str, status: str = "accepted") -> Document:
    """A record with a claim on these words of its text."""
    document = article(*ARTICLE)
    anchors = tuple(document.anchor(exact) for exact in words)
    own = claim(document, words[0], anchors=anchors, status=status)
    return document.add(EDITOR, own)


def after(document: Document, *texts: tuple[str, ...]) -> Document:
    """The record on each of these texts, one after the other."""
    for text in texts:
        document = archive.rebase(document, onto=article(*text), by="editor").document
    return document


@each_case("status", ["accepted", "rejected", "proposed"])
def test_words_that_went_and_came_back_are_what_the_statement_stood_on(status: str) -> None:
    document = after(accepted(WORDS, status=status), CUT, (*CUT, ADDED), ARTICLE)
    [one] = document.claims
    assert one.status == "proposed"
    assert one.anchors[0].exact == WORDS
    said = SAID.format(status, document.revisions[0].id)
    assert restored_reason(one) == said
    assert [w.reason for w in waiting(document)] == [said]


def test_a_diff_tells_that_they_are_back_and_not_that_they_went() -> None:
    before = accepted(WORDS)
    document = after(before, CUT, ARTICLE)
    [change] = archive.diff(before, document).of("statement-proposed")
    said = SAID.format("accepted", document.revisions[0].id)
    assert change.message == f"claim-1 is proposed again, was accepted: {said}"


def test_words_that_are_away_or_were_never_away_are_not_back() -> None:
    before = accepted(WORDS, "the port of Leith will close")
    assert restored_reason(before.claims[0]) is None
    for texts in ((CUT,), (CUT, (TITLE, TRADE)), ((TITLE, TRADE), CUT)):
        assert restored_reason(after(before, *texts).claims[0]) is None


def test_of_what_was_decided_since_nothing_is_reported() -> None:
    document = after(accepted(WORDS), CUT)
    decision = archive.Decision("claim-1", "reject", reason="It is gone.")
    document = after(archive.review(document, decision, by="editor").document, ARTICLE)
    [one] = document.claims
    assert (one.status, restored_reason(one)) == ("rejected", None)


def test_of_long_words_that_return_the_reason_shows_where_they_differ() -> None:
    """Shortened in their middle both would look the same."""
    edited = PORT.replace("an economist", "a banker")
    document = after(accepted(PORT), (TITLE, TRADE, edited, DOCKERS, COUNCIL), ARTICLE)
    [one] = document.claims
    assert one.anchors[0].exact == PORT
    reason = one.history[-1].reason or ""
    assert "a banker" in reason.partition(" is now ")[0]
    assert "an economist" in reason.partition(" is now ")[2]
