"""Sentences that were split, moved and edited, or stand among others that are nearly the same."""

from __future__ import annotations

from itertools import permutations

import pytest

from archive import Anchor, Document
from archive.model import Comment
from archive.revision.rebase import Outcome, Rebase, rebase
from tests.samples import from_text
from tests.tools.cases import each_case

SIGN = "The beacon on the pier shows the harbour master what to do when the fog comes in."
FERRY = "The ferry sails at nine from the northern quay, and it comes back at noon with the mail."
PRICES = "Children under ten pay nothing, while dogs pay as much as their owners do."
SHIPS = "Eleven ships were lost off the cape between the two wars, most of them in winter."


def text(*paragraphs: str) -> Document:
    return from_text("\n\n".join(paragraphs), id="pier")


def annotated(document: Document, *words: str) -> Document:
    return document.add(
        *(
            Comment(id=f"c-{n}", text="Is it?", anchors=(document.anchor(exact),))
            for n, exact in enumerate(words)
        )
    )


def only(made: Rebase) -> Outcome:
    [outcome] = made.outcomes
    return outcome


def exact(outcome: Outcome) -> str | None:
    return outcome.new.exact if isinstance(outcome.new, Anchor) else None


# --- split ---


@pytest.mark.parametrize(
    "new",
    [
        SIGN.replace(" what", ". It also shows what"),
        SIGN.replace(" what", " when to act. It also shows what"),
        SIGN.replace(
            "harbour master", "[harbour master](https://example.org/a?b=1. See there for all of it)"
        ),
        SIGN.replace("shows", "stands there. It shows").replace(" when", ". When") + " It is lit.",
    ],
    ids=["a full stop", "words and a full stop", "a link", "clauses"],
)
def test_a_sentence_that_was_split_stands_where_its_parts_stand(new: str) -> None:
    old = annotated(text(f"{FERRY} {SIGN} {PRICES}"), SIGN)
    outcome = only(rebase(old, onto=text(f"{FERRY} {new} {PRICES}")))
    assert (outcome.kind, exact(outcome)) == ("altered", new)


def test_a_sentence_that_stood_elsewhere_parts_the_one_into_which_it_came() -> None:
    old = annotated(text(f"{SIGN} {PRICES}", SHIPS), SIGN)
    torn = SIGN.replace(" what", f". {SHIPS} It also shows what")
    outcome = only(rebase(old, onto=text(f"{torn} {PRICES}")))
    assert (outcome.kind, exact(outcome)) == ("orphaned", None) or SHIPS not in str(exact(outcome))


# --- moved and edited ---

EDITED = "The old ferry sails at ten from the northern quay; it comes back at noon with the mail."


def test_a_sentence_that_was_moved_and_edited_is_known_by_most_of_its_words() -> None:
    old = annotated(text(f"{FERRY} {SIGN}", SHIPS, PRICES), FERRY)
    outcome = only(rebase(old, onto=text(SIGN, SHIPS, f"{PRICES} {EDITED}")))
    assert (outcome.kind, exact(outcome)) == ("altered", EDITED)


def test_of_two_sentences_that_are_like_one_neither_is_taken_for_it() -> None:
    old = annotated(text(f"{FERRY} {SIGN}", SHIPS, PRICES), FERRY)
    other = EDITED.replace("ten", "eleven").replace("old", "new")
    outcome = only(rebase(old, onto=text(SIGN, f"{SHIPS} {other}", f"{PRICES} {EDITED}")))
    assert exact(outcome) is None


def test_what_another_sentence_has_become_is_not_taken_for_one_that_went() -> None:
    other = FERRY.replace("ferry", "mail boat").replace("nine", "ten")
    old = annotated(text(f"{FERRY} {SIGN}", SHIPS, f"{PRICES} {other}"), FERRY)
    new = other.replace("northern", "southern")
    outcome = only(rebase(old, onto=text(SIGN, SHIPS, f"{PRICES} {new}")))
    assert exact(outcome) is None


# --- nearly the same ---

ROWS = (
    "The council of Elm paid 40 crowns for the road in 1995.",
    "The council of Ash paid 60 crowns for the bridge in 1990.",
    "The council of Ash paid 60 crowns for the well in 1991.",
    "The council of Ash paid 60 crowns for the bridge in 1994.",
)


@each_case("order", list(permutations(range(4))), ids=str)
def test_paragraphs_that_are_nearly_the_same_keep_their_words_in_any_order(
    order: tuple[int, ...],
) -> None:
    old = text(*ROWS)
    blocks = [(block.id, block.text) for block in old.text_blocks()]
    words = [(id, row.index(word), word) for id, row in blocks for word in (row, *row.split())]
    comments = (
        Comment(
            id=f"c-{n}",
            text="Is it?",
            anchors=(Anchor(block=id, start=at, end=at + len(word), exact=word),),
        )
        for n, (id, at, word) in enumerate(words)
    )
    made = rebase(old.add(*comments), onto=text(*(ROWS[n] for n in order)))
    for outcome in made.outcomes:
        if isinstance(outcome.new, Anchor):
            now = made.document.block(outcome.new.block).text
            assert now == old.block(outcome.old.block).text
