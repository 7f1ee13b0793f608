"""Captures and their agents, of the old text and the new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
    expected = {f.code for f in archive.validate(made.document)} | {"capture-without-blocks"}
    assert {f.code for f in report} <= expected


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


THEN, LATER, LAST = "2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z", "2026-11-26T09:00:00Z"


def taken(*texts: str, **said: Any) -> Document:
    """These texts as they were received, with what is said of that."""
    document = received(*texts).document
    return document.replace(document.captures[0].update(**said))


def derived_from(document: Document) -> list[str]:
    """The captures that blocks come from, each once."""
    origins = [block.origin for block in document.text_blocks()]
    return list(dict.fromkeys(origin.capture for origin in origins if origin is not None))


def test_the_same_bytes_that_return_are_a_capture_with_a_time_of_its_own() -> None:
    first, second, third = (
        taken(*TYPING_ERROR, received_at=THEN),
        taken(*CORRECTED, received_at=LATER),
        taken(*TYPING_ERROR, received_at=LAST),
    )
    there = checked(archive.rebase(on(first, "tenn"), onto=second))
    back = checked(archive.rebase(there.document, onto=third))
    assert [(c.id, c.received_at, c.derivation) for c in back.document.captures] == [
        ("capture", THEN, None),
        ("capture-2", LATER, None),
        ("capture-3", LAST, "verbatim-1"),
    ]
    assert derived_from(back.document) == ["capture-3"]
    assert back.files == {"received/article-3.txt": "received/article.txt"}
    one, _, other = back.document.captures
    assert (one.sha256, one.size_bytes) == (other.sha256, other.size_bytes)
    again = checked(archive.rebase(back.document, onto=third))
    assert (again.document, again.files) == (back.document, {})


def test_a_record_goes_back_to_the_capture_that_it_came_from() -> None:
    """The same bytes, received at the same time, are no news."""
    first = taken(*TYPING_ERROR, received_at=THEN, address="https://example.org/")
    document = on(first, "tenn")
    there = rebased(document, *CORRECTED)
    back = checked(archive.rebase(there.document, onto=document))
    assert [(c.id, c.derivation) for c in back.document.captures] == [
        ("capture", "verbatim-1"),
        ("capture-2", None),
    ]
    assert back.document.captures[0] == document.captures[0]
    assert back.document.sections == document.sections
    assert back.files == {}


def test_bytes_that_return_at_no_known_time_are_a_capture_as_well() -> None:
    document = on(taken(*TYPING_ERROR, received_at=THEN), "tenn")
    back = rebased(rebased(document, *CORRECTED).document, *TYPING_ERROR)
    assert [(c.received_at, c.derivation) for c in back.document.captures] == [
        (THEN, None),
        (None, None),
        (None, "verbatim-1"),
    ]
    again = rebased(back.document, *TYPING_ERROR)
    assert (again.document, again.files) == (back.document, {})


@pytest.mark.parametrize(
    "said",
    [
        {"received_at": LATER},
        {"address": "https://example.org/other"},
        {"memento": {"address": "https://web.archive.org/web/2016/https://example.org/"}},
        {"media_type": "text/plain"},
    ],
    ids=lambda said: next(iter(said)),
)
def test_bytes_received_again_unchanged_are_a_capture_beside_that_of_the_text(
    said: dict[str, Any],
) -> None:
    known = {"received_at": THEN, "address": "https://example.org/"}
    document = on(taken(*TYPING_ERROR, **known), "tenn")
    onto = taken(*TYPING_ERROR, **{**known, **said})
    made = checked(archive.rebase(document, onto=onto))
    first, second = made.document.captures
    assert second.update(derivation=None) == onto.captures[0].update(
        id="capture-2", file="received/article-2.txt", derivation=None
    )
    if "media_type" in said:  # it may give another text
        assert derived_from(made.document) == ["capture-2"]
    else:
        assert derived_from(made.document) == ["capture"]
        assert (first, second.derivation) == (document.captures[0], None)
        assert made.document.sections == document.sections
    again = checked(archive.rebase(made.document, onto=onto))
    assert (again.document, again.files) == (made.document, {})


@pytest.mark.parametrize(
    "said", [{}, {"received_at": THEN}, {"address": "https://example.org/"}], ids=["", "at", "from"]
)
def test_what_says_nothing_more_than_the_capture_of_the_text_is_that_one(
    said: dict[str, Any],
) -> None:
    known = {"received_at": THEN, "address": "https://example.org/", "received_by": "editor"}
    first = received(*TYPING_ERROR, file="received/first.txt").document.add(EDITOR)
    document = on(first.replace(first.captures[0].update(**known)), "tenn")
    made = checked(archive.rebase(document, onto=taken(*TYPING_ERROR, **said)))
    assert (made.document, made.files) == (document, {})


def test_who_received_the_same_bytes_is_known_again_under_another_id() -> None:
    other = EDITOR.update(name="Somebody Else")
    onto = captured_by(other, *TYPING_ERROR)
    there = checked(archive.rebase(captured_by(EDITOR, *TYPING_ERROR), onto=onto))
    assert [c.received_by for c in there.document.captures] == ["editor", "editor-2"]
    again = checked(archive.rebase(there.document, onto=onto))
    assert again.document == there.document


def test_an_older_capture_of_the_other_record_is_not_received_again() -> None:
    """Of three captures of a record that was copied and went on, two are known."""
    first = on(taken(*TYPING_ERROR, received_at=THEN), "tenn")
    second = checked(archive.rebase(first, onto=taken(*CORRECTED, received_at=LATER))).document
    onto = checked(archive.rebase(second, onto=taken(*CORRECTED, ADDED, received_at=LAST))).document
    made = checked(archive.rebase(second, onto=onto))
    assert [capture.received_at for capture in made.document.captures] == [THEN, LATER, LAST]
    assert derived_from(made.document) == ["capture-3"]


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
