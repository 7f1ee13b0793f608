"""The changes of the text that a rebase leaves to a person, each with the affected parts."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

import archive
from archive import Document, Orphan, Rebase
from archive.model import Mention
from archive.reviews.text_changes import (
    TextChange,
    is_restored,
    is_still_lost,
    text_changes,
)
from archive.text.normalized import normalized
from tests.revision.rebase.article import (
    ADDED,
    ARTICLE,
    CLOSED,
    COUNCIL,
    DOCKERS,
    PORT,
    TITLE,
    TRADE,
    article,
    claim,
    on,
    rebased,
)
from tests.tools.cases import each_case
from tests.tools.edited.cases import case_of, outline_of

SEEDS = range(24)


@cache
def rebases(seed: int) -> tuple[Rebase, Rebase]:
    """A rebase of a record on a text that a script has edited, and that back onto the first."""
    case = case_of(*outline_of(seed))
    there = archive.rebase(case.old, onto=case.onto)
    return there, archive.rebase(there.document, onto=case.old)


EVERY = [(seed, way) for seed in SEEDS for way in (0, 1)]


def words(change: TextChange, *which: str) -> str:
    return "".join(words for piece, words in change.pieces if piece in which)


# --- of any rebase ---


@pytest.mark.slow
@each_case(("seed", "way"), EVERY)
def test_each_part_whose_words_changed_is_reported_once_with_all_of_them(
    seed: int, way: int
) -> None:
    result = rebases(seed)[way]
    told = Counter(
        outcome.pointer
        for change in text_changes(result)
        for one in change.affected
        if not one.is_reported
        for outcome in one.outcomes
    )
    wanted = [o.pointer for o in result.outcomes if o.reopens or is_restored(o)]
    assert told == Counter(wanted)
    rest = [o for o in result.outcomes if not (o.reopens or is_restored(o))]
    assert all(o.kind in ("unchanged", "moved", "restyled") or is_still_lost(o) for o in rest)


@each_case(("seed", "way"), EVERY)
def test_changes_show_what_stood_there_and_what_stands_there(seed: int, way: int) -> None:
    result = rebases(seed)[way]
    for change in text_changes(result):
        if change.new is not None:
            assert words(change, "both", "new") in result.document.block(change.new).text
        if change.old is not None:
            was = normalized(result.before.block(change.old).text).split()
            assert " ".join(normalized(words(change, "both", "old")).split()) in " ".join(was)


@each_case(("seed", "way"), EVERY)
def test_changes_stand_in_the_order_of_the_new_text(seed: int, way: int) -> None:
    result = rebases(seed)[way]
    numbers = {id: n for n, id in enumerate(result.document.index.blocks)}
    order = [numbers[c.new] for c in text_changes(result) if c.new is not None]
    assert order == sorted(order)


@each_case(("seed", "way"), EVERY)
def test_words_of_an_anchor_that_changed_are_among_those_that_are_shown(
    seed: int, way: int
) -> None:
    for change in text_changes(rebases(seed)[way]):
        shown = "".join(normalized(words(change, "both", "old")).split())
        for one in change.affected:
            own = [o for o in one.outcomes if o.reopens and o.old.block == change.old]
            if own and change.new not in (None, change.old):
                continue  # where its words went to another block only some of them are
            pieces = ["".join(normalized(o.old.exact).split()) for o in own]
            assert not own or any(p in shown or shown in p or _laps(p, shown) for p in pieces)


def _laps(words: str, shown: str) -> bool:
    """Whether words begin or end within those that are shown."""
    return any(words[-n:] == shown[:n] or words[:n] == shown[-n:] for n in range(1, len(words)))


# --- of some ---


def changes(document: Document, *texts: str) -> list[TextChange]:
    return list(text_changes(rebased(document, *texts)))


def test_nothing_is_left_where_nothing_fell() -> None:
    document = on(article(*ARTICLE), "ten per cent", "Leith")
    assert changes(document, *ARTICLE) == []
    assert changes(document, ADDED, *ARTICLE) == []


def test_what_stands_on_one_change_stands_under_it_claims_first() -> None:
    document = on(article(*ARTICLE), "by ten per cent", "fell by ten")
    document = document.add(claim(document, "Trade with the islands fell by ten per cent in 2015"))
    (change,) = changes(document, TITLE, TRADE.replace("ten", "nine"), PORT, DOCKERS, COUNCIL)
    assert change.pieces == (
        ("both", "Trade with the islands fell by "),
        ("old", "ten"),
        ("new", "nine"),
        ("both", " per cent in 2015. "),
    )
    assert [one.id for one in change.affected] == ["claim-1", "c-1", "c-2"]
    assert not any(one.elsewhere for one in change.affected)


def test_what_stands_on_two_changes_is_reported_under_the_first_and_named_under_the_other() -> None:
    document = article(*ARTICLE)
    anchors = (document.anchor("the port of Leith"), document.anchor("by ten per cent"))
    document = document.add(claim(document, "ten per cent", anchors=anchors))
    first, second = changes(
        document,
        TITLE,
        TRADE.replace("ten", "nine"),
        PORT.replace("port of Leith", "harbour of Leith"),
        DOCKERS,
        COUNCIL,
    )
    assert (first.new, second.new) == ("p-1", "p-2")
    assert [(o.is_reported, len(o.outcomes)) for c in (first, second) for o in c.affected] == [
        (False, 2),
        (True, 2),
    ]


def test_changes_of_paragraphs_that_were_moved_stand_where_these_stand_now() -> None:
    document = on(article(*ARTICLE), "ten per cent", "before the winter", "buy the port")
    found = changes(
        document,
        TITLE,
        COUNCIL.replace("buy the port", "sell the port"),
        TRADE.replace("ten", "nine"),
        DOCKERS,
        PORT.replace("the winter", "the autumn"),
    )
    assert [change.new for change in found] == ["p-4", "p-1", "p-2"]


def test_a_block_that_is_gone_stands_where_it_would_stand() -> None:
    document = on(article(*ARTICLE), "ten per cent", "Two hundred of them", "buy the port")
    found = changes(
        document, TITLE, TRADE.replace("ten", "nine"), PORT, COUNCIL.replace("buy", "sell")
    )
    assert [(c.old, c.new) for c in found] == [("p-1", "p-1"), ("p-3", None), ("p-4", "p-4")]
    assert found[1].pieces == (("old", DOCKERS),)


def test_of_a_block_that_is_gone_it_is_known_what_stands_there_now() -> None:
    document = on(article(*ARTICLE), "Two hundred of them", "ten per cent")
    first, second = changes(document, TITLE, ADDED, PORT, CLOSED, COUNCIL)
    texts = {
        block.id: block.text
        for block in rebased(document, TITLE, ADDED, PORT, CLOSED, COUNCIL).document.text_blocks()
    }
    assert (first.new, second.new) == (None, None)
    assert [[texts[id] for id in change.instead] for change in (first, second)] == [
        [ADDED],
        [CLOSED],
    ]


def test_words_that_are_back_are_new_in_their_sentence() -> None:
    document = on(article(*ARTICLE), "the port of Leith will close")
    gone = rebased(document, TITLE, TRADE, DOCKERS, COUNCIL)
    assert isinstance(gone.document.annotations[0].anchors[0], Orphan)
    (change,) = changes(gone.document, *ARTICLE)
    assert (change.old, change.new) == (None, "p-2")
    assert words(change, "new") == "the port of Leith will close"
    assert words(change, "both", "new") == PORT
    assert is_restored(change.affected[0].outcomes[0])


@each_case(
    ("now", "kept"),
    [
        (
            "According to Ada Lovelace, the port of Leith will close for ever and a day.",
            ["the port of Leith will close for ever and"],
        ),
        ("According to Ada Lovelace, the port of Leith will close, nobody knows when.", []),
        ("According to Ada Lovelace, the port of Leith may close before the winter.", []),
    ],
)
def test_an_anchor_that_keeps_a_part_of_its_words_says_which(now: str, kept: list[str]) -> None:
    document = on(article(*ARTICLE), "the port of Leith will close before the winter")
    made = rebased(document, TITLE, TRADE, now, DOCKERS, COUNCIL)
    (change,) = text_changes(made)
    (one,) = change.affected
    assert one.outcomes[0].kind == "altered"
    assert [anchor.exact for anchor in one.elsewhere] == kept


NINE = TRADE.replace("ten", "nine")
LATER = PORT.replace("winter", "summer")


@each_case(
    ("texts", "copies"),
    [
        ((TITLE, TRADE, LATER, DOCKERS, f"{COUNCIL} Previously published: {PORT}"), ("p-4",)),
        ((TITLE, TRADE, LATER, DOCKERS, COUNCIL, PORT), ("p-5",)),
        ((TITLE, TRADE, LATER, f"“{PORT}”", DOCKERS, COUNCIL), ("p-3-2",)),
        ((TITLE, TRADE, LATER, DOCKERS, COUNCIL), ()),
    ],
)
def test_of_a_change_it_is_known_where_the_old_wording_has_come(
    texts: tuple[str, ...], copies: tuple[str, ...]
) -> None:
    (change,) = changes(on(article(*ARTICLE), "before the winter"), *texts)
    assert (change.new, words(change, "old"), change.copies) == ("p-2", "winter", copies)


def test_where_nobody_knows_which_of_two_sentences_has_come_neither_is_said_to() -> None:
    document = on(article(*ARTICLE), "before the winter")
    (change,) = changes(document, TITLE, TRADE, f"{PORT} {LATER}", DOCKERS, COUNCIL)
    assert (change.affected[0].outcomes[0].kind, change.copies) == ("ambiguous", ())


def test_words_that_were_lost_fall_again_where_others_return_on_which_they_stood() -> None:
    document = on(article(*ARTICLE), "fell by ten per cent")
    for texts in ((TITLE, NINE, PORT), (TITLE, PORT)):
        document = rebased(document, *texts, DOCKERS, COUNCIL).document
    (outcome,) = rebased(document, *ARTICLE).outcomes
    assert is_restored(outcome)
    assert outcome.reopens
    assert outcome.new.exact == "fell by ten per cent"


def test_words_that_metadata_rest_on_have_no_id_and_their_pointer() -> None:
    document = on(article(*ARTICLE), "ten per cent")
    title = archive.model.Title(
        text=TITLE, basis="printed", rests_on=(document.anchor_at("title", 0, 22),)
    )
    document = document.update(metadata=document.metadata.update(titles=(title,)))
    first, _ = changes(
        document, f"Less {TITLE.lower()}", TRADE.replace("ten", "nine"), PORT, DOCKERS, COUNCIL
    )
    assert [(one.id, one.pointer) for one in first.affected] == [
        ("", "/metadata/titles/0/rests_on/0")
    ]


@pytest.mark.slow
def test_a_mention_in_every_sentence_of_a_long_text_takes_no_time_out_of_proportion() -> None:
    text = " ".join(f"In {n} the ferry to Leith was late by {n} hours." for n in range(1000, 3000))
    document = article(TITLE, text).add(archive.model.Place(id="leith"))
    places = [n for n in range(len(text)) if text.startswith("ferry to Leith", n)]
    document = document.add(
        *(
            Mention(
                id=f"m-{n}", anchors=(document.anchor_at("p-1", at, at + 14),), refers_to="leith"
            )
            for n, at in enumerate(places)
        )
    )
    result = archive.with_text(
        document, {"p-1": text.replace("ferry to Leith", "ferry to Kirkwall")}
    )
    assert len(text_changes(result)) == 2000
