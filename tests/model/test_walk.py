"""The one rebuild of a record: what changes is made anew, and nothing else is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.base import Model
from archive.model.blocks import Item, List, TextBlock
from archive.model.document import Document
from archive.model.walk import mapped, unchecked_copy, walk
from tests.conftest import fewer
from tests.strategies import documents


def parts(root: Model) -> list[tuple[str, Model]]:
    """Every part with its pointer, found in the plain values that pydantic shows of it."""

    def within(pointer: str, value: Any) -> list[tuple[str, Model]]:
        if isinstance(value, tuple):
            return [p for n, item in enumerate(value) for p in within(f"{pointer}/{n}", item)]
        if not isinstance(value, Model):
            return []
        inner = [p for name, held in value for p in within(f"{pointer}/{name}", held)]
        return [(pointer, value), *inner]

    return within("", root)


def renamed(data: Any) -> Any:
    """Plain values with every id another one."""
    if isinstance(data, tuple):
        return tuple(map(renamed, data))
    if not isinstance(data, dict):
        return data
    made = {name: renamed(value) for name, value in data.items()}
    return made | {"id": f"{data['id']}-x"} if "id" in data else made


@given(documents())
def test_where_nothing_is_changed_the_document_is_the_same_object(document: Document) -> None:
    assert mapped(document, lambda part: part) is document
    assert mapped(document.sections, lambda part: part) is document.sections


@given(documents())
def test_every_part_is_given_once_and_after_all_that_it_holds(document: Document) -> None:
    given_parts: list[int] = []

    def seen(part: Model) -> Model:
        given_parts.append(id(part))
        return part

    mapped(document, seen)
    found = parts(document)
    assert [pointer for pointer, _ in walk(document)] == [pointer for pointer, _ in found]
    assert sorted(given_parts) == sorted(id(part) for _, part in found)
    place = {number: at for at, number in enumerate(given_parts)}
    at = {pointer: place[id(part)] for pointer, part in found}
    assert all(at[pointer] < at[_holder(pointer, at)] for pointer in at if pointer)


def _holder(pointer: str, known: Collection[str]) -> str:
    """The pointer of the part that holds another."""
    while (pointer := pointer.rpartition("/")[0]) not in known:
        pass
    return pointer


@given(documents(), st.randoms(use_true_random=False))
def test_one_part_is_changed_and_only_what_holds_it_is_made_anew(
    document: Document, random: Any
) -> None:
    found = parts(document)
    where, target = random.choice(found)
    other = target.model_copy()
    assert other == target
    assert other is not target
    made = dict(parts(mapped(document, lambda part: other if part is target else part)))
    assert [*made] == [pointer for pointer, _ in found]
    for pointer, part in found:
        if pointer == where:
            assert made[pointer] is other
        elif where.startswith(f"{pointer}/"):
            assert made[pointer] is not part
        else:
            assert made[pointer] is part
        assert made[pointer] == part


@given(documents())
def test_what_is_changed_everywhere_is_changed_in_the_plain_values(document: Document) -> None:
    def with_other_id(part: Any) -> Any:
        return unchecked_copy(part, id=f"{part.id}-x") if "id" in part.__dict__ else part

    assert mapped(document, with_other_id).model_dump() == renamed(document.model_dump())


@pytest.mark.slow
@given(documents(), st.randoms(use_true_random=False))
def test_what_is_left_out_of_a_tuple_is_gone_and_all_else_is_there_in_order(
    document: Document, random: Any
) -> None:
    found = [part for _, part in parts(document)]
    leaves = {id(part) for part in found if not any(_held(value) for _, value in part)}
    rows = [value for part in found for _, value in part if isinstance(value, tuple)]
    in_rows = {id(part) for row in rows for part in _held(row)} & leaves
    gone = {number for number in sorted(in_rows) if random.random() < 0.2}
    made = mapped(document, lambda part: None if id(part) in gone else part)
    left = [id(part) for _, part in parts(made) if id(part) in leaves]
    assert left == [id(p) for p in found if id(p) in leaves - gone]


def _held(value: Any) -> list[Model]:
    """The parts that a field holds."""
    return [
        part
        for part in (value if isinstance(value, tuple) else (value,))
        if isinstance(part, Model)
    ]


@fewer(3)
@given(documents())
def test_nobody_looks_into_closed_parts(document: Document) -> None:
    seen: list[Model] = []

    def note(part: Model) -> Model:
        seen.append(part)
        return part

    assert mapped(document, note, closed=TextBlock) is document
    inside = {
        id(inner)
        for _, part in parts(document)
        if isinstance(part, TextBlock)
        for pointer, inner in parts(part)
        if pointer
    }
    assert {id(part) for part in seen} == {id(p) for _, p in parts(document)} - inside


def test_what_a_field_holds_may_be_left_out() -> None:
    item = Item(id="i-1", text="one", lists=(List(id="l-2", items=(Item(id="i-2", text="two"),)),))
    whole = List(id="l-1", items=(item,))
    made = mapped(whole, lambda part: None if part.id == "i-2" else part)
    assert made.items[0].lists[0].items == ()
    row: tuple[List, ...] = (whole,)
    assert mapped(row, lambda part: None) == ()


def test_a_copy_with_other_fields_has_nothing_that_was_worked_out_from_those_before() -> None:
    document = Document(id="one")
    assert "one" in document.index.by_id
    copied = unchecked_copy(document, id="two")
    assert (copied.id, document.id) == ("two", "one")
    assert "two" in copied.index.by_id


@pytest.mark.parametrize("fields", [{}, {"text": "two"}])
def test_the_part_that_was_copied_is_as_it_was(fields: dict[str, str]) -> None:
    item = Item(id="i-1", text="one")
    assert unchecked_copy(item, **fields) == item.update(**fields)
    assert item == Item(id="i-1", text="one")
