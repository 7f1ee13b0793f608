"""Marks, and the calls of notes, go with their words."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import archive
from archive import Document, Rebase
from archive.findings import Severity
from archive.model import Comment, Formatting, LineBreak, Link, Note, NoteCall, Paragraph, Section
from archive.revision.rebase.mark_placement import _nested
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
from tests.tools.cases import each_case


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


@each_case(
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


def split_at_the_sentence(*marks: Any) -> Rebase:
    """The article with these marks, where the sentences of a paragraph became two paragraphs."""
    first, second = TRADE.split(" The ")  # in 2015. | The ministry
    return rebased(
        marked(article(*ARTICLE), "p-1", *marks), TITLE, first, f"The {second}", *ARTICLE[2:]
    )


def shown(made: Rebase) -> list[list[tuple[str, str]]]:
    """The words of each mark and its kind, block by block."""
    blocks = made.document.text_blocks()
    return [[(b.text[m.start : m.end], m.type) for m in b.marks] for b in blocks if b.marks]


def test_a_mark_that_a_split_cuts_is_two() -> None:
    link = Link(start=44, end=65, target="https://example.org/")
    made = split_at_the_sentence(link, Formatting(type="bold", start=57, end=65))
    assert shown(made) == [[("in 2015.", "link")], [("The ministry", "link"), ("ministry", "bold")]]
    [one], [other, _] = (b.marks for b in made.document.text_blocks() if b.marks)
    assert {mark.target for mark in (one, other) if isinstance(mark, Link)} == {link.target}
    assert made.findings == ()


def test_a_mark_that_was_cut_is_whole_where_the_paragraphs_are_one_again() -> None:
    made = split_at_the_sentence(Formatting(type="bold", start=44, end=65))
    back = rebased(made.document, *ARTICLE)
    [words] = shown(back)
    assert words == [("in 2015.", "bold"), ("The ministry", "bold")]


def test_a_mark_into_which_a_sentence_was_put_is_two_and_has_not_its_words() -> None:
    mark = Formatting(type="bold", start=23, end=74)  # fell by ... did not
    added = TRADE.replace("2015. The", "2015. The harbour was frozen for months. The")
    made = rebased(marked(article(*ARTICLE), "p-1", mark), TITLE, added, *ARTICLE[2:])
    [words] = shown(made)
    assert words == [("fell by ten per cent in 2015.", "bold"), ("The ministry did not", "bold")]


def test_words_put_into_a_mark_belong_to_it_and_so_does_what_a_sentence_became() -> None:
    mark = Formatting(type="bold", start=23, end=74)  # fell by ... did not
    closing = f"{TRADE} Nobody asked it to. It was closed."
    document = marked(article(TITLE, closing, *ARTICLE[2:]), "p-1", mark.update(end=95))
    other = closing.replace("ten per cent", "ten and a quarter per cent")
    other = other.replace("The ministry did not say why.", "The ministry would never say anything.")
    [[(words, _)]] = shown(rebased(document, TITLE, other, *ARTICLE[2:]))
    assert words == other[23 : other.index(" it to. It")]
    unlike = closing.replace(
        "The ministry did not say why.", "Its cause is still unknown in all of these places."
    )
    [[(words, _)]] = shown(rebased(document, TITLE, unlike, *ARTICLE[2:]))
    assert words == unlike[23 : unlike.index(" it to. It")]
    both = closing.replace("ten per cent", "ten and a quarter per cent")
    both = both.replace("why. Nobody", "why. The harbour was frozen for months. Nobody")
    [words_now] = shown(rebased(document, TITLE, both, *ARTICLE[2:]))
    first = both[23 : both.index(" The harbour")]
    assert words_now == [(first, "bold"), ("Nobody asked", "bold")]


def called_on(end: int, *texts: str) -> Rebase:
    """The article with the call of a note on "in 2015. The ..." up to an offset, on these texts."""
    document = noted(TRADE, PORT, called=None, note=SEE)
    call = NoteCall(start=44, end=end, note="n-1")
    onto = samples.text_only(*texts, PORT, SEE)
    return checked(archive.rebase(marked(document, "p-1", call), onto=onto))


def test_the_call_of_a_note_that_is_cut_stands_on_the_part_that_has_most_of_its_words() -> None:
    first, second = TRADE.split(" The ")
    split = called_on(65, first, f"The {second}")
    assert shown(split) == [[("The ministry", "note-call")]]
    put_in = called_on(65, f"{first} The harbour was frozen for months. The {second}")
    assert shown(put_in) == [[("The ministry", "note-call")]]
    assert split.findings == ()
    assert [finding.code for finding in put_in.findings] == ["sentences-came"]


def test_the_call_of_a_note_of_which_no_part_has_most_of_the_words_is_reported() -> None:
    first, second = TRADE.split(" The ")
    made = called_on(60, first, f"The {second}")
    assert shown(made) == []
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("mark-lost", Severity.NOTE)
    assert finding.message == (
        'p-1 no longer has the mark note-call on "in 2015. The min", whose words are now apart'
    )


def test_of_marks_that_would_cross_both_parts_are_kept() -> None:
    """A sentence moves to the end of another, where a mark of the one reaches into the other."""
    marks = [Formatting(type="italic", start=0, end=8), Link(start=4, end=12)]
    findings: list[Any] = []
    nested = list(_nested("p-1", "One two three.", marks, findings))
    assert [(m.type, m.start, m.end) for m in nested] == [
        ("italic", 0, 8),
        ("link", 4, 8),
        ("link", 8, 12),
    ]
    assert findings == []
    [kept] = _nested(
        "p-1", "One two three.", [marks[0], NoteCall(start=4, end=12, note="n-1")], findings
    )
    assert (kept, [finding.code for finding in findings]) == (marks[0], ["mark-lost"])


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 12)).map(
            lambda pair: Formatting(type="bold", start=pair[0], end=pair[0] + pair[1])
        ),
        max_size=8,
    )
)
def test_nested_marks_cover_what_the_marks_covered_and_never_cross(marks: list[Any]) -> None:
    nested = list(_nested("p-1", "x" * 40, marks, []))
    text = "x" * 40
    paragraph = Paragraph(id="p-1", text=text, marks=tuple(nested))
    Document(id="a", sections=(Section(id="s-1", blocks=(paragraph,)),))  # or it would not be one
    for at in range(40):
        assert sum(m.start <= at < m.end for m in nested) == sum(
            m.start <= at < m.end for m in marks
        )


def test_marks_of_the_new_text_leave_none_of_the_old_ones_to_be_told() -> None:
    call = NoteCall(start=44, end=65, note="n-1")
    document = marked(noted(TRADE, PORT, called=None, note=SEE), "p-1", call)
    first, second = TRADE.split(" The ")
    onto = samples.text_only(first, f"The {second}", PORT, SEE)
    onto = marked(onto, onto.text_blocks()[2].id, Formatting(type="bold", start=0, end=9))
    assert checked(archive.rebase(document, onto=onto)).findings == ()


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


def test_the_call_of_a_note_that_is_gone_is_reported() -> None:
    document = noted(TRADE, PORT, called=52, note=SEE)
    made = checked(archive.rebase(document, onto=samples.text_only(TRADE, PORT)))
    assert made.document.block("p-1").marks == ()
    call, sentence = made.findings
    assert (call.code, call.severity) == ("note-call-lost", Severity.NOTE)
    assert call.message == "p-1 no longer refers to n-1, which is gone"
    assert sentence.code == "sentences-went"


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
