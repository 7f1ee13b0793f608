"""The pages of a review are complete, no wider than the screen, and safe to be shown."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given

import archive
from archive import Document
from archive.model.statements import Statement
from archive.model.walk import mapped, unchecked_copy
from archive.view.page_parts import Parts
from archive.view.review_pages import waiting_page, waiting_parts, words_parts
from archive.view.terminal import render, width_of
from tests import records, samples
from tests.strategies import documents


def proposed(document: Document) -> Document:
    """The record before anybody had decided."""

    def undone(part: object) -> object:
        if isinstance(part, Statement):
            return unchecked_copy(part, status="proposed", history=())
        return part

    names = ("claims", "annotations", "assessments", "relations")
    return document.update(**{name: mapped(getattr(document, name), undone) for name in names})


def pages(document: Document) -> list[Parts]:
    ones = archive.waiting(document)
    return [
        waiting_parts(document, one, place=f"{n} of {len(ones)}") for n, one in enumerate(ones, 1)
    ]


RECORDS = [
    samples.assessed,
    records.every_kind,
    records.hostile,
    records.japanese,
    records.right_to_left,
    records.undecided,
    records.unseen,
]


@pytest.mark.slow
@pytest.mark.parametrize("width", [30, 40, 80])
@pytest.mark.parametrize("make", RECORDS, ids=lambda make: make.__name__)
def test_no_line_is_wider_than_the_screen_and_nothing_steers_it(
    make: Callable[[], Document], width: int
) -> None:
    document = proposed(make())
    shown = [render(page, width=width) for page in pages(document)]
    shown.append(waiting_page(document, archive.waiting(document), width=width))
    for line in "\n".join(shown).split("\n"):
        assert width_of(line) <= width
        assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", line)


@given(documents())
def test_a_page_is_made_of_whatever_waits(document: Document) -> None:
    document = proposed(document)
    ones = archive.waiting(document)
    for one, page in zip(ones, pages(document), strict=True):
        assert one.id in render(page, width=10_000)
    whole = waiting_page(document, ones, width=10_000)
    assert all(one.id in whole for one in ones)


def shown(document: Document, id: str) -> str:
    (one,) = (one for one in archive.waiting(document) if one.id == id)
    return render(waiting_parts(document, one, place="1 of 1"), width=72)


def test_words_stand_in_brackets_between_the_sentences_around_them() -> None:
    page = shown(records.undecided(), "c-cars")
    assert page.startswith("claim 1 of 1 c-cars\n\np-4\n")
    text = " ".join(page.split())
    assert "Nobody has counted the cars that cross it. [|About 8,000 cars and lorries" in text
    assert "[says|a study by the Nordic Institute found|says]. Nobody was hurt" in text


def test_a_relation_shows_the_words_of_both_claims() -> None:
    page = shown(records.undecided(), "rel-8")
    assert "when [|[to|the crane fell|to]" not in page
    assert "[|the crane fell" in page
    assert "[to|Nobody was hurt when" in page


def test_comments_on_each_other_in_a_circle_are_shown() -> None:
    comment = archive.model.Comment(id="com-a", text="One.", on="com-b")
    others = (comment.update(id="com-b", on="com-c"), comment.update(id="com-c", on="com-b"))
    document = samples.small().add(comment, *others)
    waiting = {one.id for one in archive.waiting(document)}
    assert waiting >= {"com-a", "com-b", "com-c"}
    assert all(render(page) for page in pages(document))


def test_what_hangs_on_it_is_reported() -> None:
    text = " ".join(shown(records.undecided(), "c-cars").split())
    assert "rejected with it: 3 statements (rel-2, rel-5, as-13)" in text
    assert "no other claim cites “a study by the Nordic Institute”" in text
    text = " ".join(shown(records.undecided(), "rel-8").split())
    assert "A crane fell at the bridge at Halden. is proposed: decide on it first" in text


def test_words_that_are_lost_are_reported_with_what_became_of_them() -> None:
    text = " ".join(shown(records.undecided(), "c-toll").split())
    assert "lost: “The old toll house was pulled down at night” was in p-3" in text


def test_who_made_it_and_how_sure_is_reported() -> None:
    text = " ".join(shown(records.undecided(), "c-fell").split())
    assert "by claimfinder, 2019-05-05T09:00:00Z (certainty 0.9: The words take it" in text


def test_of_several_stretches_each_has_its_number() -> None:
    document = records.undecided()
    page = render(words_parts(document, document.claim("c-twice").anchors, 1, ""), width=200)
    assert page.startswith("Words, stretch 2 of 2\n")
    assert "[1|twice the sum|1]" in page
    assert "[2|planned|2]" in page
