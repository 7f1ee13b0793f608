"""Words that stand in several places: which is which, or nobody can tell."""

from __future__ import annotations

import re

import pytest

from archive import Outcome
from archive.model import Comment
from tests.revision.rebase.article import (
    ADDED,
    CLOSED,
    COUNCIL,
    DELETED,
    DOCKERS,
    PORT,
    TITLE,
    TRADE,
    UNCLEAR,
    article,
    kinds,
    lost,
    on,
    on_each,
    only,
    placed,
    rebased,
)
from tests.tools.cases import each_case


def test_a_copy_that_stays_among_its_neighbours_is_not_taken_for_the_one_that_was_deleted() -> None:
    document = on_each(article(TITLE, TRADE, CLOSED, PORT, CLOSED, COUNCIL), CLOSED)
    first = rebased(document, TITLE, TRADE, PORT, CLOSED, COUNCIL)
    assert kinds(first) == ["orphaned", "unchanged"]
    assert first.outcomes[0].reason == f'"{CLOSED}": {DELETED}'
    second = rebased(document, TITLE, TRADE, CLOSED, PORT, COUNCIL)
    assert kinds(second) == ["unchanged", "orphaned"]


def test_copies_that_all_stay_keep_their_anchors() -> None:
    document = on_each(article(TITLE, TRADE, CLOSED, PORT, CLOSED, COUNCIL), CLOSED)
    made = rebased(document, TITLE, ADDED, TRADE, CLOSED, PORT, CLOSED, COUNCIL)
    assert [outcome.new for outcome in made.outcomes] == [outcome.old for outcome in made.outcomes]


def test_where_a_copy_has_lost_its_neighbours_the_place_that_is_left_is_named() -> None:
    document = article(TITLE, TRADE, f"{PORT} {CLOSED} {DOCKERS}", f"{COUNCIL} {CLOSED}")
    document = document.add(
        Comment(id="c-1", text="Is it?", anchors=(document.anchor(CLOSED, near="p-2"),))
    )
    around = f"Nobody at all knew. {CLOSED} Miss Lovelace kept silent about it."
    made = rebased(document, TITLE, TRADE, around)
    why = only(made).new.reason  # type: ignore[union-attr]
    assert why.startswith(UNCLEAR)
    assert only(made) == Outcome(
        kind="orphaned",
        holder="c-1",
        pointer="/annotations/0/anchors/0",
        old=document.annotations[0].anchors[0],
        new=lost(document, document.annotations[0].anchors[0], why),
        reason=f'"{CLOSED}": {why}',
        candidates=(placed("p-2", 20, CLOSED),),
    )
    assert made.document.annotations[0].anchors == (only(made).new,)


def test_a_copy_that_is_alone_between_words_that_stand_once_is_known() -> None:
    document = article(TITLE, TRADE, f"{PORT} {CLOSED} {DOCKERS}", f"{COUNCIL} {CLOSED}")
    document = document.add(
        Comment(id="c-1", text="Is it?", anchors=(document.anchor(CLOSED, near="p-2"),))
    )
    around = f"Nobody at all knew. {CLOSED} Miss Lovelace kept silent about it."
    outcome = only(rebased(document, TITLE, TRADE, around, COUNCIL))
    assert (outcome.kind, outcome.new) == ("moved", placed("p-2", 20, CLOSED))


def test_candidates_come_in_the_order_of_the_text() -> None:
    document = article(TITLE, TRADE, f"{PORT} {CLOSED} {DOCKERS}", f"{COUNCIL} {CLOSED}")
    place = document.anchor(CLOSED, near="p-2")
    word = document.anchor_at("p-2", place.start + 12, place.start + 17)
    document = document.add(Comment(id="c-1", text="Is it?", anchors=(word,)))
    around = f"Leith is no town. Nobody in Leith knew. {CLOSED} Miss Lovelace left Leith for good."
    outcome = only(rebased(document, TITLE, TRADE, around))
    assert (word.exact, outcome.kind) == ("Leith", "ambiguous")
    starts = [found.start() for found in re.finditer("Leith", around)]
    assert [(c.block, c.start) for c in outcome.candidates] == [("p-2", n) for n in starts]
    assert len(starts) == 4


REPEATED = "It is closed to everybody."


@each_case(
    ("old", "new", "candidates"),
    [
        (
            (TITLE, TRADE, CLOSED, PORT, CLOSED, COUNCIL),
            (TITLE, TRADE, CLOSED, COUNCIL),
            [("p-2", 0)],
        ),
        (
            (TITLE, f"{REPEATED} {REPEATED} {TRADE}"),
            (TITLE, f"{REPEATED} {TRADE}"),
            [("p-1", 0)],
        ),
        (
            (TITLE, f"{REPEATED} {REPEATED} {REPEATED} {TRADE}"),
            (TITLE, f"{REPEATED} {REPEATED} {TRADE}"),
            [("p-1", 0), ("p-1", 27)],
        ),
    ],
    ids=["paragraphs", "sentences", "three"],
)
def test_where_one_of_equal_copies_is_deleted_nobody_knows_which(
    old: tuple[str, ...], new: tuple[str, ...], candidates: list[tuple[str, int]]
) -> None:
    words = CLOSED if CLOSED in old else REPEATED
    made = rebased(on_each(article(*old), words), *new)
    for outcome in made.outcomes:
        assert outcome.kind == ("ambiguous" if len(candidates) > 1 else "orphaned")
        assert [(c.block, c.start) for c in outcome.candidates] == candidates
        why = outcome.new.reason.partition("; the same words")[0]  # type: ignore[union-attr]
        assert outcome.reason == f'"{words}": {why}'


@pytest.mark.parametrize(
    "new",
    [(TITLE, TRADE, CLOSED, CLOSED, PORT), (TITLE, CLOSED, TRADE, PORT, CLOSED)],
    ids=["beside", "apart"],
)
def test_words_of_which_a_copy_has_come_are_ambiguous_if_nothing_tells(
    new: tuple[str, ...],
) -> None:
    made = rebased(on(article(TITLE, TRADE, CLOSED, PORT), CLOSED), *new)
    outcome = only(made)
    assert outcome.kind == "ambiguous"
    assert [candidate.exact for candidate in outcome.candidates] == [CLOSED, CLOSED]


def test_no_candidate_lies_within_another_word() -> None:
    document = article(TITLE, TRADE, f"{PORT} {CLOSED} {DOCKERS}", f"{COUNCIL} {CLOSED}")
    place = document.anchor(CLOSED, near="p-2")
    word = document.anchor_at("p-2", place.start + 4, place.start + 8)
    document = document.add(Comment(id="c-1", text="Is it?", anchors=(word,)))
    around = f"Nobody at all reported it. {CLOSED} Miss Lovelace has no passport, she says."
    outcome = only(rebased(document, TITLE, TRADE, around))
    assert (word.exact, outcome.kind) == ("port", "orphaned")
    assert [(c.block, c.start) for c in outcome.candidates] == [("p-2", 31)]
