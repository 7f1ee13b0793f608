"""The transcription was wrong: `with_text`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import archive
from archive import Document, Orphan, Rebase, Revision
from archive.errors import InvalidDocument, NotInDocument
from archive.findings import Severity
from archive.model import (
    BlockOrigin,
    CaptureOrigin,
    Change,
    Comment,
    Correction,
    ElementOrigin,
    Formatting,
    Metadata,
    TextOrigin,
    Title,
)
from tests import samples
from tests.revision.rebase.article import (
    ADDED,
    ARTICLE,
    AT,
    CORRECTED,
    COUNCIL,
    DOCKERS,
    EDITOR,
    PORT,
    TITLE,
    TRADE,
    TYPING_ERROR,
    article,
    checked,
    kinds,
    lost,
    marked,
    on,
    only,
    placed,
    rebased,
    received,
    stood,
)
from tests.tools.cases import each_case


def mended(document: Document, texts: Mapping[str, str], **options: Any) -> Rebase:
    return checked(archive.with_text(document, texts, **options))


def test_a_mended_text_moves_what_stands_behind_and_touches_no_other_block() -> None:
    document = on(article(*TYPING_ERROR).add(EDITOR), "in 2015", "tenn", "Leith")
    made = mended(document, {"p-1": TRADE}, by="editor", at=AT)
    assert kinds(made) == ["moved", "altered", "unchanged"]
    assert made.outcomes[0].new == placed("p-1", 44, "in 2015")
    assert made.outcomes[1].new == placed("p-1", 31, "ten")
    assert made.outcomes[2].new == made.outcomes[2].old
    assert [b.text for b in made.document.text_blocks()] == list(CORRECTED)
    assert made.document.captures == document.captures
    summary = "Corrected the transcription of p-1: 1 unchanged, 1 moved, 1 altered"
    assert made.document.revisions == (
        Revision(id="rev-1", at=AT, by="editor", summary=summary, parts=("c-2",)),
    )
    reason = 'the text has changed: "tenn" is now "ten"'
    assert made.document.annotations[1].history == (
        Change(
            status="proposed",
            revision="rev-1",
            reason=reason,
            former=(stood(document, "c-2", "ten"),),
        ),
    )
    assert (made.renamed, made.files) == ({}, {})


@each_case("texts", [{}, {"p-1": TRADE}, dict(zip(("p-1", "p-2"), (TRADE, PORT), strict=True))])
def test_the_texts_that_stand_there_already_change_nothing(texts: Mapping[str, str]) -> None:
    document = on(article(*ARTICLE), "Leith")
    made = mended(document, texts)
    assert made.document == document
    assert kinds(made) == ["unchanged"]


def test_a_shorter_text_keeps_its_origin() -> None:
    document = article(*TYPING_ERROR)
    origin = document.block("p-1").origin
    assert origin is not None
    made = mended(document, {"p-1": TRADE})
    assert made.document.block("p-1").origin == origin.update(end=origin.end - 1)
    assert made.findings == ()


def test_a_longer_text_keeps_its_origin_as_far_as_there_is_room() -> None:
    document = article(*ARTICLE)
    start = document.block("p-1").origin.start  # type: ignore[union-attr]
    room = document.block("p-2").origin.start - start  # type: ignore[union-attr]
    full = TRADE.ljust(room, ".")
    assert mended(document, {"p-1": full}).document.block("p-1").origin == BlockOrigin(
        capture="capture", start=start, end=start + room
    )
    made = mended(document, {"p-1": f"{full}."})
    assert made.document.block("p-1").origin is None
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("origin-lost", Severity.WARNING)
    assert finding.location.pointer == document.index.pointers["p-1"]
    assert finding.message.startswith("p-1 ")


@each_case(
    "origin",
    [
        ElementOrigin(capture="capture", path="/html[1]/body[1]/p[2]"),
        ElementOrigin(capture="capture", path="/html[1]/body[1]/*[1]", start=4, end=90),
        CaptureOrigin(capture="capture"),
    ],
)
def test_a_block_of_which_only_the_element_or_the_capture_is_known_needs_no_room(
    origin: ElementOrigin | CaptureOrigin,
) -> None:
    document = article(*ARTICLE)
    document = with_origin(document, "p-1", origin)
    made = mended(document, {"p-1": f"{TRADE} {ADDED * 9}", "title": TITLE + "s"})
    assert made.document.block("p-1").origin == origin
    assert made.findings == ()
    again = checked(archive.rebase(document, onto=with_origin(document, "p-2", origin)))
    assert again.document.block("p-2").origin == origin


def with_origin(document: Document, id: str, origin: Any) -> Document:
    """The document with another origin of one of its blocks."""
    [section] = document.sections
    blocks = tuple(b.update(origin=origin) if b.id == id else b for b in section.blocks)
    return document.update(sections=(section.update(blocks=blocks),))


def test_a_value_of_the_metadata_keeps_its_place_in_the_capture_that_it_was_found_in() -> None:
    document = article(*TYPING_ERROR)
    title = Title(text=TITLE, origin=TextOrigin(capture="capture", start=0, end=len(TITLE)))
    document = document.update(metadata=Metadata(titles=(title,)))
    made = rebased(document, *CORRECTED)
    assert made.document.metadata == document.metadata
    old, new = made.document.captures
    assert (old.id, old.derivation) == ("capture", "verbatim-1")
    assert new.derivation == "verbatim-1"
    bare = document.update(metadata=Metadata())
    assert rebased(bare, *CORRECTED).document.captures[0].derivation is None


def test_the_last_block_of_a_capture_has_room_to_its_end_and_beyond() -> None:
    document = article(*ARTICLE)
    made = mended(document, {"p-4": f"{COUNCIL} {ADDED}"})
    origin = made.document.block("p-4").origin
    assert origin is not None
    assert origin.end - origin.start == len(COUNCIL) + len(ADDED) + 1
    assert made.findings == ()


def test_a_block_that_was_not_received_needs_no_room() -> None:
    made = mended(samples.text_only(TRADE, PORT), {"p-1": f"{TRADE} {ADDED}"})
    assert made.document.block("p-1").origin is None
    assert made.findings == ()


def test_a_transcription_that_is_mended_agrees_with_its_capture(tmp_path: Path) -> None:
    kept = received(*CORRECTED)
    wrong = archive.with_text(kept.document, {"p-1": TYPING_ERROR[1]}).document
    archive.save(wrong, tmp_path / "article", files=kept.files)
    assert {f.code for f in archive.validate(tmp_path / "article").errors} >= {
        "block-differs-from-capture"
    }
    made = mended(archive.load(tmp_path / "article"), {"p-1": TRADE})
    archive.save(made.document, tmp_path / "article")
    report = archive.validate(tmp_path / "article")
    assert report.ok, report.errors
    assert made.document == kept.document


def corrected(to: str, **fields: Any) -> Document:
    """A record in which somebody has corrected "tenn"."""
    document = article(*TYPING_ERROR)
    made = Correction(
        id="k-1", anchors=(document.anchor("tenn"),), corrected=to, status="accepted", **fields
    )
    return document.add(made)


def on_the_corrected_text(document: Document) -> list[Rebase]:
    return [
        archive.with_text(document, {"p-1": TRADE}),
        archive.rebase(document, onto=article(*CORRECTED)),
    ]


def test_a_correction_that_the_text_has_made_has_lost_what_it_corrected() -> None:
    """On the right words it would correct nothing, which is an error in a record."""
    document = corrected("ten")
    [correction] = document.annotations
    for made in map(checked, on_the_corrected_text(document)):
        outcome = only(made)
        reason = outcome.new.reason  # type: ignore[union-attr]
        assert (outcome.kind, outcome.candidates) == ("orphaned", ())
        assert outcome.new == lost(document, correction.anchors[0], reason)
        assert outcome.reason == f'"tenn": {reason}'
        assert made.document.annotations == (
            correction.update(
                status="proposed",
                anchors=(outcome.new,),
                history=(
                    Change(
                        status="proposed",
                        reason=f"the text has changed: {outcome.reason}",
                        former=(stood(document, correction.id, None),),
                    ),
                ),
            ),
        )


def test_a_correction_to_something_else_stands_on_the_new_words() -> None:
    document = corrected("eleven")
    for made in map(checked, on_the_corrected_text(document)):
        assert only(made).kind == "altered"
        [after] = made.document.annotations
        assert after.status == "proposed"
        assert after.anchors == (placed("p-1", 31, "ten"),)


def test_a_correction_that_was_made_may_rest_on_other_words() -> None:
    rests_on = article(*TYPING_ERROR).anchor("The ministry")
    document = corrected("ten", rests_on=(rests_on,))
    for made in map(checked, on_the_corrected_text(document)):
        assert kinds(made) == ["orphaned", "moved"]


@pytest.mark.parametrize("first", [True, False])
def test_what_else_stands_on_words_that_were_corrected_stands_on_the_right_ones(
    first: bool,
) -> None:
    words = article(*TYPING_ERROR).anchor("tenn")
    document = corrected("ten", rests_on=(words,))
    added = Comment(id="c-1", text="Is it?", anchors=(words,))
    notes = (added, *document.annotations) if first else (*document.annotations, added)
    for made in map(checked, on_the_corrected_text(document.update(annotations=notes))):
        correction, comment = made.document.get("k-1"), made.document.get("c-1")
        assert isinstance(correction, Correction)
        assert isinstance(comment, Comment)
        assert [type(one) for one in correction.anchors] == [Orphan]
        assert correction.rests_on == comment.anchors == (placed("p-1", 31, "ten"),)


def test_an_orphan_comes_back_when_the_transcription_is_mended() -> None:
    document = on(article(*ARTICLE), "Leith")
    gone = mended(document, {"p-2": ADDED})
    assert only(gone).kind == "orphaned"
    back = mended(gone.document, {"p-2": PORT})
    assert (only(back).kind, only(back).new) == ("moved", only(gone).old)


def test_marks_move_with_the_words_of_a_mended_text() -> None:
    document = marked(
        article(*TYPING_ERROR),
        "p-1",
        Formatting(type="bold", start=31, end=35),  # tenn
        Formatting(type="italic", start=58, end=66),  # ministry
    )
    made = mended(document, {"p-1": TRADE})
    assert made.document.block("p-1").marks == (
        Formatting(type="bold", start=31, end=34),
        Formatting(type="italic", start=57, end=65),
    )


def test_words_that_a_mended_text_does_not_have_are_not_looked_for_in_other_blocks() -> None:
    document = on(article(*ARTICLE), "the town", "Nobody asked the dockers")
    made = mended(
        document, {"p-3": "Two hundred dockers are out of work.", "p-4": f"{COUNCIL} {DOCKERS}"}
    )
    assert kinds(made) == ["orphaned", "orphaned"]


@each_case("id", ["nothing", "c-1", "article-part", "capture", "article"])
def test_what_is_no_block_of_text_gets_no_other_text(id: str) -> None:
    document = on(article(*ARTICLE), "Leith")
    with pytest.raises(NotInDocument) as caught:
        archive.with_text(document, {"p-1": TRADE, id: "Text."})
    assert caught.value.id == id


def test_a_text_that_xml_cannot_carry_is_refused_and_nothing_has_changed() -> None:
    document = on(article(*ARTICLE), "Leith")
    before = document.model_dump_json()
    with pytest.raises(InvalidDocument) as caught:
        archive.with_text(document, {"p-1": "a\x01b", "p-2": PORT, "p-3": "\x7f\ufffe"})
    assert [(f.code, f.location.pointer) for f in caught.value.findings] == [
        ("characters-xml-cannot-carry", f"{document.index.pointers[id]}/text")
        for id in ("p-1", "p-3")
    ]
    assert document.model_dump_json() == before


def test_a_rebase_leaves_the_documents_that_it_was_given_as_they_were() -> None:
    document, onto = on(article(*ARTICLE), "Leith"), on(article(TITLE, DOCKERS), "town")
    before = document.model_dump_json(), onto.model_dump_json()
    archive.rebase(document, onto=onto, at=AT)
    archive.with_text(document, {"p-1": "Other."}, at=AT)
    assert (document.model_dump_json(), onto.model_dump_json()) == before
