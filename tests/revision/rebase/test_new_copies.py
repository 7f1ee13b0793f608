"""A sentence is edited in place, and its old words are new elsewhere in the text."""

from __future__ import annotations

import pytest

from archive import Document
from archive.findings import Severity
from archive.model import Comment
from archive.revision.rebase import Outcome, Rebase, rebase
from tests.samples import from_text
from tests.tools.cases import each_case

BEFORE = "The old bridge was closed in March after an inspection."
OLD = "According to the council, the bridge will cost 40 million crowns, and it will open in May."
NEW = OLD.replace("40", "90")
AFTER = "Work on the southern pier begins as soon as the ice has gone."
NOTICE = "Previously published: "


def text(*paragraphs: str) -> Document:
    return from_text("\n\n".join(("The bridge", *paragraphs)), id="bridge")


def annotated(document: Document, *words: str) -> Document:
    comments = (
        Comment(id=f"c-{n}", text="Is it?", anchors=(document.anchor(exact),))
        for n, exact in enumerate(words)
    )
    return document.add(*comments)


def rebased(*paragraphs: str, old: tuple[str, ...] = (f"{BEFORE} {OLD} {AFTER}",)) -> Rebase:
    document = annotated(text(*old), OLD, "the bridge will cost 40 million crowns")
    return rebase(document, onto=text(*paragraphs))


def exact(outcome: Outcome) -> str:
    return "" if outcome.new.type == "orphan" else outcome.new.exact


@each_case(
    "paragraphs",
    [
        (f"{BEFORE} {NEW} {AFTER} {NOTICE}{OLD}",),
        (f"{BEFORE} {NEW} {NOTICE}{OLD} {AFTER}",),
        (f"{BEFORE} {NOTICE}{OLD} {NEW} {AFTER}",),
        (f"{BEFORE} {NEW} “{OLD}” {AFTER}",),
        (f"{BEFORE} {NEW} {AFTER}", f"{NOTICE}{OLD}"),
        (f"{BEFORE} {NEW} {AFTER}", OLD),
        (f"{NOTICE}{OLD}", f"{BEFORE} {NEW} {AFTER}"),
        (OLD, f"{BEFORE} {NEW} {AFTER}"),
        (f"“{OLD}”", f"{BEFORE} {NEW} {AFTER}"),
        (f"Corrected.\n{OLD}", f"{BEFORE} {NEW} {AFTER}", "No more was said."),
    ],
    ids=[
        "notice at the end", "notice behind it", "notice before it", "quoted behind it",
        "notice in a paragraph", "bare in a paragraph", "notice first", "bare first",
        "quoted first", "below a line",
    ],
)  # fmt: skip
def test_what_is_edited_in_place_stays_in_place(paragraphs: tuple[str, ...]) -> None:
    made = rebased(*paragraphs)
    assert [outcome.kind for outcome in made.outcomes] == ["altered", "altered"]
    assert [exact(outcome) for outcome in made.outcomes] == [
        NEW,
        "the bridge will cost 90 million crowns",
    ]
    assert NEW in made.document.block("p-1").text
    [finding] = (one for one in made.findings if one.code != "sentences-came")
    assert (finding.code, finding.severity) == ("copy-came", Severity.NOTE)
    assert "was added as a copy" in finding.message


@each_case(
    ("old", "new"),
    [
        ((f"{BEFORE} {OLD} {AFTER}",), (f"{BEFORE} {NEW} {OLD} {AFTER}",)),
        ((f"{BEFORE} {OLD} {AFTER}",), (f"{BEFORE} {OLD} {NEW} {AFTER}",)),
        ((BEFORE, OLD, AFTER), (BEFORE, OLD, NEW, AFTER)),
        ((BEFORE, OLD, AFTER), (BEFORE, NEW, OLD, AFTER)),
    ],
    ids=["behind it", "before it", "a paragraph before", "a paragraph behind"],
)
def test_where_nothing_tells_which_has_come_both_are_named(
    old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    made = rebased(*new, old=old)
    outcome = made.outcomes[0]
    assert outcome.kind == "ambiguous"
    assert {candidate.exact for candidate in outcome.candidates} == {OLD, NEW}
    assert [(f.code, "one of the two was added" in f.message) for f in made.findings] == [
        ("copy-came", True)
    ]


@each_case(
    "paragraphs",
    [
        (f"{BEFORE} {OLD} {AFTER}", f"It was said elsewhere: {NEW}"),
        (f"{BEFORE} {OLD} {AFTER}", NEW),
        (NEW, f"{BEFORE} {OLD} {AFTER}"),
    ],
)
def test_what_stands_where_it_stood_stays_there_whatever_is_like_it(
    paragraphs: tuple[str, ...],
) -> None:
    made = rebased(*paragraphs)
    assert [exact(outcome) for outcome in made.outcomes] == [OLD, OLD[26:64]]
    assert {outcome.kind for outcome in made.outcomes} <= {"unchanged", "moved"}


def test_a_sentence_of_few_words_is_not_taken_for_its_copy() -> None:
    old = text("It rained. They agreed on nothing. Then it snowed.", AFTER)
    new = text(
        "It rained. They agreed on everything. Then it snowed.", AFTER, "They agreed on nothing."
    )
    [outcome] = rebase(annotated(old, "They agreed on nothing."), onto=new).outcomes
    assert (outcome.kind, exact(outcome)) == ("altered", "They agreed on everything.")


def test_several_sentences_that_were_edited_keep_their_places_beside_their_copies() -> None:
    before, after = BEFORE.replace("March", "April"), AFTER.replace("southern", "northern")
    made = rebased(f"{before} {NEW} {after}", f"{NOTICE}{BEFORE} {OLD} {AFTER}")
    assert [exact(outcome) for outcome in made.outcomes] == [
        NEW,
        "the bridge will cost 90 million crowns",
    ]


def test_of_words_that_stood_twice_before_no_copy_has_come() -> None:
    old = text(f"{BEFORE} {OLD} {AFTER}", f"{NOTICE}{OLD}")
    start = old.block("p-1").text.index(OLD)
    anchor = old.anchor_at("p-1", start, start + len(OLD))
    old = old.add(Comment(id="c-1", text="Is it?", anchors=(anchor,)))
    new = text(f"{BEFORE} {NEW} {AFTER}", f"{NOTICE}{OLD}")
    [outcome] = rebase(old, onto=new).outcomes
    assert (outcome.kind, exact(outcome)) == ("altered", NEW)


@pytest.mark.parametrize(
    "words",
    ["#### Requests from Government Agencies", "* what sort of roles you might recruit for"],
    ids=["a heading", "an item"],
)
def test_the_signs_that_lead_a_line_are_none_of_its_words(words: str) -> None:
    edited = words.replace("Government", "Local").replace("recruit", "hire")
    bare = words.lstrip("#* ")
    old = text(BEFORE, words, AFTER)
    old = old.add(Comment(id="c-1", text="Is it?", anchors=(old.anchor(bare),)))
    for paragraphs in (
        (BEFORE, edited, f"{NOTICE}{bare}", AFTER),
        (BEFORE, f"{NOTICE}{bare}", edited, AFTER),
        (f"{NOTICE}{bare}", BEFORE, edited, AFTER),
        (BEFORE, edited, AFTER, f"“{bare}”"),
    ):
        [outcome] = rebase(old, onto=text(*paragraphs)).outcomes
        assert (outcome.kind, exact(outcome)) == ("altered", edited.lstrip("#* "))
