"""Rows of blocks that are elsewhere in the received file: reported once, and exact."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive import Diff, Document, diff
from archive.errors import DiffDoesNotApply
from archive.revision import Operation
from archive.revision.diff import patch
from archive.view.diff_page import changes_page
from tests.revision.diff.records import canonical
from tests.tools.cases import each_case


def text_of(*paragraphs: str) -> Document:
    return archive.receive("\n\n".join(paragraphs).encode(), file="a.txt", id="a").document


def page_of(*paragraphs: str) -> Document:
    items = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = f"<title>T</title><article><h1>A title of it</h1>{items}<p>The end of it.</p></article>"
    return archive.receive(page.encode(), file="a.html", id="a").document


def paragraphs(number: int, seed: int = 1) -> list[str]:
    random = Random(seed)
    return [
        " ".join("".join(random.choices("abcdefghij", k=6)) for _ in range(12)) + "."
        for _ in range(number)
    ]


def received_again(old: Document, new: Document) -> Document:
    return archive.rebase(old, onto=new).document


@pytest.mark.slow
@pytest.mark.parametrize("made", [text_of, page_of])
@pytest.mark.parametrize("number", [20, 200])
def test_what_is_said_of_a_capture_with_one_change_does_not_grow_with_the_text(
    made: type[Document], number: int
) -> None:
    texts = paragraphs(number)
    changed = [*texts[:9], texts[9].replace(" ", " xyz ", 1), *texts[10:]]
    old = made(*texts)
    new = received_again(old, made(*changed))
    found = diff(old, new)
    assert len(found.operations) <= 8
    assert len(found.to_json()) < 6_000
    assert found.apply(old) == new
    back = diff(new, old)
    assert len(back.to_json()) < 6_000
    assert canonical(back.apply(new)) == canonical(old)


def test_a_row_is_from_one_capture_to_another_and_so_many_code_points_further_on() -> None:
    texts = paragraphs(5)
    old = text_of(*texts)
    new = received_again(old, text_of(texts[0], f"xyz {texts[1]}", *texts[2:]))
    shifts = [o.as_object() for o in diff(old, new).operations if o.op == "shift"]
    ids = [block.id for block in old.text_blocks()]
    assert shifts == [
        {
            "op": "shift",
            "path": "/sections",
            "first": ids[2],
            "last": ids[4],
            "count": 3,
            "old": {"type": "text", "capture": "capture"},
            "new": {"type": "text", "capture": "capture-2"},
            "by": 4,
        }
    ]


def test_a_row_of_elements_has_another_number_in_one_step_of_its_paths() -> None:
    texts = paragraphs(6)
    old = page_of(*texts)
    new = received_again(old, page_of(*texts[:2], "A paragraph that is new here.", *texts[2:]))
    found = diff(old, new)
    shifts = [o for o in found.operations if o.op == "shift"]
    assert [(o.count, o.by, o.step) for o in shifts] == [(3, 0, None), (5, 1, 4)]
    assert Diff.from_json(found.to_json()).apply(old) == new


def test_the_blocks_of_a_row_are_all_counted() -> None:
    texts = paragraphs(9)
    old = text_of(*texts)
    new = received_again(old, text_of("A line that is new.", *texts))
    page = " ".join(changes_page(diff(old, new)).split())
    assert "Not listed: 9 blocks have another place in the received file." in page
    everything = changes_page(diff(old, new), everything=True)
    ids = [block.id for block in old.text_blocks()]
    told = f"{ids[0]} to {ids[-1]}: 9 blocks are in capture-2 and not in capture"
    assert told in " ".join(everything.split())


def test_a_block_of_a_row_of_which_more_is_another_is_counted_once() -> None:
    """What follows the last block in the capture is no more the end of it."""
    texts = paragraphs(4)
    old = text_of(*texts)
    found = diff(old, received_again(old, text_of("A line that is new.", *texts, "The end.")))
    assert "Not listed: 4 blocks have another place" in changes_page(found)
    assert [len(change.operations) for change in found.of("origin-changed")] == [2]


EXPECTED = "8 blocks of capture are missing, from"


@each_case(
    ("fields", "message"),
    [
        ({"count": 8}, EXPECTED),
        ({"last": "p-99"}, EXPECTED[2:]),
        ({"last": None}, EXPECTED[2:]),
        ({"old": {"type": "text", "capture": "other"}}, "blocks of other are missing"),
        ({"first": "none"}, EXPECTED[2:]),
        ({"step": 1}, "has no step 1"),
    ],
)
def test_a_row_that_is_not_there_is_reported_and_nothing_is_made(
    fields: dict[str, object], message: str
) -> None:
    texts = paragraphs(9)
    old = text_of(*texts)
    found = diff(old, received_again(old, text_of("A line that is new.", *texts)))
    operations = [
        Operation(**{**{n: getattr(o, n) for n in Operation.__slots__}, **fields})
        if o.op == "shift"
        else o
        for o in found.operations
    ]
    damaged = Diff(found.old, found.new, found.changes, tuple(operations))
    with pytest.raises(DiffDoesNotApply) as caught:
        damaged.apply(old)
    assert {finding.code for finding in caught.value.findings} == {"diff-does-not-fit"}
    assert message in str(caught.value)


ORIGINS = st.lists(
    st.tuples(
        st.sampled_from(["text", "element", "capture", ""]),
        st.sampled_from(["one", "two"]),
        st.integers(0, 6),
        st.booleans(),
    ),
    max_size=12,
)


def placed(origins: list[tuple[str, str, int, bool]], order: int) -> dict[str, Any]:
    """The tree of a record of paragraphs with these origins, in some order and structure."""

    def origin(type: str, capture: str, at: int, more: bool) -> dict[str, Any]:
        found: dict[str, Any] = {"type": type, "capture": capture}
        if type == "text":
            return found | {"start": at, "end": at + 2} | ({"separator": "x"} if more else {})
        if type == "element":
            path = f"/a[{1 + more}]/p[{at + 1}]"
            return found | {"path": path} | ({"start": 0, "end": at + 2} if more else {})
        return found

    blocks = [
        {"id": f"p-{n}", "text": "no"} | ({"origin": origin(*one)} if one[0] else {})
        for n, one in enumerate(origins)
    ]
    if order:
        Random(order).shuffle(blocks)
    if order % 3 == 1:
        blocks = [{"id": "q", "blocks": blocks[:2]}, *blocks[2:]]
    if order == 4 and len(blocks) > 2:
        blocks = [*blocks[1:], {"id": "f", "caption": blocks[0]}]
    if order % 3 == 2:
        blocks = [{"id": "t", "rows": [{"cells": [block]} for block in blocks]}]
    return {"id": "x", "sections": [{"id": "s", "blocks": blocks}]}


@given(ORIGINS, ORIGINS, st.integers(0, 5), st.integers(0, 5))
def test_any_origins_become_any_others_to_the_last_sign(
    old: list[tuple[str, str, int, bool]],
    new: list[tuple[str, str, int, bool]],
    order: int,
    new_order: int,
) -> None:
    before, after = placed(old, order), placed(new, new_order)
    shifted = deepcopy(before)
    operations = [*patch.shift(shifted, after), *patch.compare(shifted, after)]
    assert patch.apply(before, operations) == []
    assert patch.same(before, after)


@given(ORIGINS, st.integers(1, 5), st.sampled_from(["one", "two", None]))
def test_texts_that_have_moved_alike_are_one_row_of_their_capture(
    origins: list[tuple[str, str, int, bool]], by: int, capture: str | None
) -> None:
    moved = [(type, capture or own, at + by, more) for type, own, at, more in origins]
    before, after = placed(origins, 0), placed(moved, 0)
    rows = [row for row in patch.shift(before, after) if row.old["type"] == "text"]
    numbers = Counter(own for type, own, _, _ in origins if type == "text")
    assert {row.old["capture"]: row.count for row in rows} == {
        own: number for own, number in numbers.items() if number > 1
    }
    assert {row.by for row in rows} <= {by}
