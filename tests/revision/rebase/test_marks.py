"""Marks, and the calls of notes, go with their words."""

from __future__ import annotations

from typing import Any

import pytest

import archive
from archive import (
    Comment,
    Document,
    Formatting,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Paragraph,
    Section,
    Severity,
)
from tests import samples
from tests.revision.rebase.article import (
    ARTICLE,
    CORRECTED,
    COUNCIL,
    DOCKERS,
    PORT,
    TITLE,
    TRADE,
    TYPING_ERROR,
    article,
    checked,
    marked,
    rebased,
)


def test_marks_are_carried_to_a_text_that_has_none() -> None:
    document = marked(
        article(*TYPING_ERROR),
        "p-1",
        Formatting(type="italic", start=11, end=22),  # the islands
        Link(start=31, end=44, target="https://example.org/"),  # tenn per cent
        Formatting(type="bold", start=31, end=35),  # tenn
        LineBreak(start=53, end=53),
        Formatting(type="bold", start=58, end=66),  # ministry
    )
    made = rebased(document, *CORRECTED)
    assert made.document.block("p-1").marks == (
        Formatting(type="italic", start=11, end=22),
        Link(start=31, end=43, target="https://example.org/"),
        Formatting(type="bold", start=31, end=34),
        LineBreak(start=52, end=52),
        Formatting(type="bold", start=57, end=65),
    )


def test_marks_of_the_new_text_take_the_place_of_the_old_ones() -> None:
    old = marked(article(*TYPING_ERROR), "p-1", Formatting(type="italic", start=11, end=22))
    mark = Formatting(type="bold", start=0, end=5)
    made = checked(archive.rebase(old, onto=marked(article(*CORRECTED), "p-1", mark)))
    assert made.document.block("p-1").marks == (mark,)


def test_a_mark_on_words_that_are_gone_is_gone() -> None:
    old = marked(
        article(*ARTICLE),
        "p-1",
        Formatting(type="italic", start=11, end=22),
        Formatting(type="bold", start=57, end=65),  # ministry
    )
    made = rebased(old, TITLE, TRADE.split(" The ")[0], *ARTICLE[2:])
    assert made.document.block("p-1").marks == (Formatting(type="italic", start=11, end=22),)


@pytest.mark.parametrize(
    "new",
    [
        (TITLE, *TRADE.split(" The "), *ARTICLE[2:]),
        (TITLE, f"{TRADE} {PORT}", DOCKERS, COUNCIL),
        (TITLE, TRADE.split(" The ")[0], f"{PORT} The {TRADE.split(' The ')[1]}", *ARTICLE[3:]),
    ],
    ids=["split", "joined", "sentence moved"],
)
def test_a_mark_goes_with_its_words_to_another_block(new: tuple[str, ...]) -> None:
    mark = Formatting(type="bold", start=57, end=65)
    made = rebased(marked(article(*ARTICLE), "p-1", mark), *new)
    [block] = [block for block in made.document.text_blocks() if "ministry" in block.text]
    start = block.text.index("ministry")
    assert block.marks == (mark.update(start=start, end=start + len("ministry")),)


def test_the_marks_of_two_paragraphs_stand_in_the_one_that_joins_them() -> None:
    first, second = Formatting(type="bold", start=57, end=65), Link(start=53, end=58)
    document = marked(marked(article(*ARTICLE), "p-1", first), "p-2", second)
    made = rebased(document, TITLE, f"{TRADE} {PORT}", DOCKERS, COUNCIL)
    shift = len(TRADE) + 1
    joined = made.document.text_blocks()[1]
    assert joined.marks == (first, second.update(start=53 + shift, end=58 + shift))


def test_a_mark_across_a_split_is_cut_off_or_lost_but_never_wrong() -> None:
    document = marked(article(*ARTICLE), "p-1", Formatting(type="bold", start=44, end=65))
    first, second = TRADE.split(" The ")  # in 2015. | The ministry
    made = rebased(document, TITLE, first, f"The {second}", *ARTICLE[2:])
    one, other = made.document.text_blocks()[1:3]
    assert {one.text[mark.start : mark.end] for mark in one.marks} <= {"in 2015."}
    assert {other.text[mark.start : mark.end] for mark in other.marks} <= {"The ministry"}


def noted(*texts: str, called: int | None, note: str | None) -> Document:
    """A record of paragraphs, of which the first calls a note at this offset."""
    marks = (NoteCall(start=called, end=called, note="n-1"),) if called is not None else ()
    first, *others = texts
    blocks: list[Any] = [Paragraph(id="p-1", text=first, marks=marks)]
    blocks += [Paragraph(id=f"p-{n}", text=text) for n, text in enumerate(others, 2)]
    sections = [Section(id="s-1", blocks=tuple(blocks))]
    if note is not None:
        text = Paragraph(id="n-2", text=note)
        sections.append(
            Section(id="s-2", role="notes", blocks=(Note(id="n-1", marker="1 ", blocks=(text,)),))
        )
    return Document(id="article", sections=tuple(sections))


SEE = "See the figures of the harbour office for the year."


def test_the_call_of_a_note_is_carried_and_the_note_stays_a_note() -> None:
    document = noted(TRADE, PORT, called=52, note=SEE)
    onto = samples.text_only(TRADE.replace("ten", "almost ten"), PORT, SEE)
    made = checked(archive.rebase(document, onto=onto))
    assert made.document.block("p-1").marks == (NoteCall(start=59, end=59, note="n-1"),)
    assert made.document.sections[1].blocks == (
        Note(id="n-1", blocks=(Paragraph(id="n-2", text=SEE),)),
    )
    assert made.findings == ()


def test_the_call_of_a_note_goes_with_its_sentence() -> None:
    first, second = TRADE.split(" The ")
    document = noted(TRADE, PORT, called=len(TRADE), note=SEE)
    onto = samples.text_only(first, f"The {second}", PORT, SEE)
    made = checked(archive.rebase(document, onto=onto))
    at = len(f"The {second}")
    blocks = made.document.text_blocks()
    assert [block.marks for block in blocks[:2]] == [(), (NoteCall(start=at, end=at, note="n-1"),)]
    assert made.findings == ()


def test_the_call_of_a_note_that_is_gone_is_told() -> None:
    document = noted(TRADE, PORT, called=52, note=SEE)
    made = checked(archive.rebase(document, onto=samples.text_only(TRADE, PORT)))
    assert made.document.block("p-1").marks == ()
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("note-call-lost", Severity.NOTE)
    assert finding.message == "p-1 no longer calls n-1, which is gone"


def test_a_call_of_the_new_text_calls_the_note_under_its_id_in_the_result() -> None:
    document = noted(TRADE, PORT, called=None, note=None).add(
        Comment(id="n-1", text="Mine."), Comment(id="n-2", text="Mine.")
    )
    made = checked(archive.rebase(document, onto=noted(TRADE, PORT, called=52, note=SEE)))
    assert made.document.block("p-1").marks == (NoteCall(start=52, end=52, note="n-1-2"),)
    assert made.document.sections[-1].blocks[-1] == Note(
        id="n-1-2", marker="1 ", blocks=(Paragraph(id="n-2-2", text=SEE),)
    )
    assert (made.renamed["n-1"], made.renamed["n-2"]) == ("n-1-2", "n-2-2")
