"""Captures and their agents, of the old text and the new."""

from __future__ import annotations

from pathlib import Path

import pytest

import archive
from archive import Agent, Capture, Document
from tests import samples
from tests.revision.rebase.article import (
    ADDED,
    AT,
    CORRECTED,
    EDITOR,
    PROGRAM,
    TYPING_ERROR,
    article,
    checked,
    on,
    rebased,
    received,
)


def test_both_captures_are_kept_and_every_block_names_the_new_one(tmp_path: Path) -> None:
    old, new = received(*TYPING_ERROR), received(*CORRECTED, ADDED)
    document = on(old.document, "tenn")
    made = checked(archive.rebase(document, onto=new.document))
    [first], [second] = old.document.captures, new.document.captures
    assert made.document.captures == (
        first.update(derivation=None),
        second.update(id="capture-2", file="received/article-2.txt"),
    )
    assert made.files == {"received/article-2.txt": "received/article.txt"}
    assert [block.origin for block in made.document.text_blocks()] == [
        block.origin.update(capture="capture-2")  # type: ignore[union-attr]
        for block in new.document.text_blocks()
    ]
    brought = {name: new.files[theirs] for name, theirs in made.files.items()}
    archive.save(made.document, tmp_path / "article", files={**old.files, **brought})
    report = archive.validate(tmp_path / "article")
    assert report.ok, report.errors
    assert {f.code for f in report} <= {f.code for f in archive.validate(made.document)}


def test_a_file_with_a_name_of_its_own_keeps_it() -> None:
    new = received(*CORRECTED, file="received/2026.txt")
    made = checked(archive.rebase(article(*TYPING_ERROR), onto=new.document))
    assert made.files == {"received/2026.txt": "received/2026.txt"}
    assert made.document.captures[1].file == "received/2026.txt"


@pytest.mark.parametrize(
    ("taken", "wanted", "given"),
    [
        ("received/article.txt", "received/article.txt", "received/article-2.txt"),
        ("received/Article.TXT", "received/article.txt", "received/article-2.txt"),
        ("received/article.txt", "received/Article.TXT", "received/Article-2.TXT"),
    ],
)
def test_a_file_name_that_is_taken_is_changed_even_if_only_its_case_differs(
    taken: str, wanted: str, given: str
) -> None:
    old, new = received(*TYPING_ERROR, file=taken), received(*CORRECTED, file=wanted)
    made = checked(archive.rebase(old.document, onto=new.document))
    assert made.files == {given: wanted}


def test_the_same_bytes_are_one_capture() -> None:
    first = received(*TYPING_ERROR, file="received/first.txt").document
    capture = first.captures[0].update(received_at="2026-11-24T09:00:00Z", received_by="editor")
    document = on(first.add(EDITOR).replace(capture), "tenn")
    there = rebased(document, *CORRECTED)
    back = rebased(there.document, *TYPING_ERROR)
    assert [(c.id, c.derivation) for c in back.document.captures] == [
        ("capture", "verbatim-1"),
        ("capture-2", None),
    ]
    assert back.document.captures[0] == capture
    assert back.files == {}
    assert {block.origin.capture for block in back.document.text_blocks() if block.origin} == {
        "capture"
    }
    assert [block.origin for block in back.document.text_blocks()] == [
        block.origin for block in document.text_blocks()
    ]


def test_bytes_of_which_no_block_comes_are_taken_along() -> None:
    page = Capture(
        id="page",
        file="received/page.html",
        media_type="text/html",
        size_bytes=12,
        sha256="0" * 64,
        address="https://example.org/trade",
        received_at=AT,
        received_by="program",
    )
    onto = article(*CORRECTED).add(EDITOR, PROGRAM, page)
    made = checked(archive.rebase(article(*TYPING_ERROR), onto=onto))
    assert [capture.id for capture in made.document.captures] == ["capture", "capture-2", "page"]
    assert made.document.captures[2] == page
    assert made.document.agents == (PROGRAM,)
    assert made.files["received/page.html"] == "received/page.html"


def captured_by(agent: Agent, *texts: str) -> Document:
    document = article(*texts).add(agent)
    return document.replace(document.captures[0].update(received_by=agent.id))


def test_the_agent_who_received_both_is_one() -> None:
    made = checked(
        archive.rebase(captured_by(EDITOR, *TYPING_ERROR), onto=captured_by(EDITOR, *CORRECTED))
    )
    assert made.document.agents == (EDITOR,)
    assert [capture.received_by for capture in made.document.captures] == ["editor", "editor"]


def test_another_agent_of_the_same_id_gets_another() -> None:
    other = EDITOR.update(name="Somebody Else")
    made = checked(
        archive.rebase(captured_by(EDITOR, *TYPING_ERROR), onto=captured_by(other, *CORRECTED))
    )
    assert made.document.agents == (EDITOR, other.update(id="editor-2"))
    assert [capture.received_by for capture in made.document.captures] == ["editor", "editor-2"]


def test_an_agent_whose_id_is_that_of_another_part_gets_another() -> None:
    document = on(article(*TYPING_ERROR), "Leith")
    made = checked(archive.rebase(document, onto=captured_by(EDITOR.update(id="c-1"), *CORRECTED)))
    assert made.document.agents == (EDITOR.update(id="c-1-2"),)
    assert made.document.captures[1].received_by == "c-1-2"


def test_another_agent_who_received_two_captures_comes_once() -> None:
    other = EDITOR.update(name="Somebody Else")
    onto = captured_by(other, *CORRECTED)
    page = onto.captures[0].update(
        id="page", file="received/page.html", sha256="0" * 64, derivation=None
    )
    made = checked(archive.rebase(captured_by(EDITOR, *TYPING_ERROR), onto=onto.add(page)))
    assert made.document.agents == (EDITOR, other.update(id="editor-2"))


def test_a_text_that_nobody_received_has_no_origins() -> None:
    made = checked(archive.rebase(article(*TYPING_ERROR), onto=samples.text_only(*CORRECTED)))
    assert [block.origin for block in made.document.text_blocks()] == [None, None, None]
    assert len(made.document.captures) == 1
