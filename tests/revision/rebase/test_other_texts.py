"""Texts that are no text of the article, and records that lack one."""

from __future__ import annotations

import archive
from archive import Document
from archive.findings import Severity
from archive.model import CaptureChange, Metadata, Title
from tests.revision.rebase.article import (
    ARTICLE,
    COOKING,
    CORRECTED,
    DELETED,
    PORT,
    TITLE,
    TYPING_ERROR,
    article,
    checked,
    ids,
    kinds,
    lost,
    on,
    only,
    rebased,
)


def test_an_unrelated_article_takes_no_anchor_and_is_an_error() -> None:
    document = on(article(*ARTICLE), "Leith", "ten per cent", "The council meets on Friday.")
    made = checked(archive.rebase(document, onto=article(*COOKING, id="cooking")))
    assert kinds(made) == ["orphaned"] * 3
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("texts-unrelated", Severity.ERROR)
    assert finding.message == "cooking has hardly a sentence in common with article"
    assert [block.text for block in made.document.text_blocks()] == list(COOKING)
    assert not set(ids(made.document)) & set(ids(document))


def test_an_unrelated_article_takes_no_anchor_even_where_it_has_the_same_words() -> None:
    recipe = f"{COOKING[1]} {COOKING[2]} "
    other = article(COOKING[0], f"{recipe * 4}The council meets on Friday. {recipe}")
    made = checked(
        archive.rebase(on(article(*ARTICLE), "The council meets on Friday."), onto=other)
    )
    assert [finding.code for finding in made.findings] == ["texts-unrelated"]
    assert only(made).kind == "orphaned"


def test_a_text_cut_down_to_one_paragraph_is_the_same_article() -> None:
    made = rebased(on(article(*ARTICLE), "Leith"), PORT)
    assert [finding.code for finding in made.findings] == ["text-much-shorter", "sentences-went"]
    assert only(made).kind == "unchanged"


def test_a_record_on_no_text_at_all_loses_everything() -> None:
    document = on(article(*ARTICLE), "Leith")
    made = checked(archive.rebase(document, onto=Document(id="article")))
    assert only(made).new == lost(document, document.annotations[0].anchors[0], DELETED)
    assert made.document.text_blocks() == ()
    assert made.document.sections == ()


def test_no_text_at_all_has_nothing_in_common_with_an_article() -> None:
    made = archive.rebase(article(*ARTICLE), onto=Document(id="article"))
    assert [finding.code for finding in made.findings] == ["texts-unrelated"]


def test_a_record_without_text_can_be_given_one() -> None:
    made = checked(archive.rebase(Document(id="article"), onto=article(*ARTICLE)))
    assert made.document.sections == article(*ARTICLE).sections
    assert (made.findings, made.renamed) == ((), {})


def test_statements_of_the_new_record_are_left_behind_and_it_is_reported() -> None:
    onto = on(article(*CORRECTED), "Leith")
    made = checked(archive.rebase(on(article(*TYPING_ERROR), "tenn"), onto=onto))
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("statements-left-behind", Severity.NOTE)
    assert [comment.id for comment in made.document.annotations] == ["c-1"]
    assert only(made).kind == "altered"


def test_of_the_new_record_the_title_is_taken_and_not_its_own_language() -> None:
    document = article(*TYPING_ERROR)
    titled = Metadata(titles=(Title(text="Another title"),))
    made = checked(
        archive.rebase(document, onto=article(*CORRECTED).update(metadata=titled, language="fr"))
    )
    assert made.document.metadata == titled
    assert made.document.language is None
    assert made.changes[0] == CaptureChange(what="title", was=TITLE, became="Another title")
    [revision] = made.document.revisions
    assert revision.changes == made.changes


def test_a_title_that_somebody_gave_stays_and_it_is_reported() -> None:
    mine = Metadata(titles=(Title(text="Trade, at a glance", basis="external"),))
    document = article(*TYPING_ERROR).update(metadata=mine)
    titled = Metadata(titles=(Title(text="Another title"),))
    made = checked(archive.rebase(document, onto=article(*CORRECTED).update(metadata=titled)))
    assert made.document.metadata == mine
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("value-kept", Severity.WARNING)
    assert "Another title" in finding.message
    assert "Trade, at a glance" in finding.message
    assert made.document.revisions == ()
