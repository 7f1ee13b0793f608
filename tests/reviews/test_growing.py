"""The time of a review grows like the record, and like the decisions about it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

import archive
from archive import Claim, Decision, Document, Relation
from archive.errors import NotDecided
from archive.reviews.decision_files import waiting_objects
from archive.view.review_pages import waiting_page
from tests.growth import MOST, Work, grows
from tests.samples import text_only


def record(n: int) -> Document:
    """So many paragraphs, a claim about each, and a relation from it to the one before."""
    document = text_only(*(f"The ferry {k} was late again." for k in range(n)))
    claims = tuple(
        Claim(
            id=f"c-{k}",
            anchors=(document.anchor_at(f"p-{k + 1}", 0, 9),),
            restatement=f"The ferry {k} was late.",
            kind="descriptive",
        )
        for k in range(n)
    )
    relations = tuple(
        Relation(id=f"rel-{k}", subject=f"c-{k}", predicate="repeats", object=f"c-{k - 1}")
        for k in range(1, n)
    )
    return document.update(claims=claims, relations=relations)


def looking(n: int) -> Work:
    document = record(n)

    def work() -> None:
        ones = archive.waiting(document)
        waiting_objects(document, ones)
        waiting_page(document, ones)

    return work


def deciding(make: Callable[[int], Decision]) -> Callable[[int], Work]:
    def made(n: int) -> Work:
        document, decisions = record(n), [make(k) for k in range(n)]

        def work() -> None:
            with suppress(NotDecided):
                archive.review(document, decisions, by="Ada")

        return work

    return made


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [
        looking,
        deciding(lambda k: Decision(f"c-{k}", "accept")),
        deciding(lambda k: Decision(f"c-{k}", "reject", "No.")),
        deciding(lambda k: Decision(f"c-{k}-none", "accept")),
        deciding(lambda k: Decision(f"c-{k}", "mend", mend={"words": f"ferry {k} was"})),
        deciding(lambda k: Decision(f"c-{k}", "mend", mend={"words": f"no ship {k}"})),
    ],
    ids=["looking", "accepting", "rejecting", "unknown ids", "words", "words that are not there"],
)
def test_work_grows_like_the_record(make: Callable[[int], Work]) -> None:
    assert grows(make, 100) < MOST
