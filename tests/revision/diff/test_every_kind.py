"""A difference is reported in whichever field of the model it is, and to the last sign."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

import archive
from archive.model.blocks import Block
from archive.model.document import SCHEMA_VERSION, Document
from archive.model.introspection import classes_in, classes_within, collection_fields, part_fields
from archive.revision.diff.interpretation import _KINDS
from archive.revision.diff.messages import _LABELS
from archive.revision.diff.patch import compare, same
from tests import samples
from tests.tools.cases import each_case

CAPTION = {"text": "As printed"}
HOLDERS: dict[str, dict[str, Any]] = {
    "blocks": {"type": "quotation", "id": "x", "blocks": [{"type": "paragraph", "text": "Trade"}]},
    "credit": {
        "type": "quotation",
        "id": "x",
        "blocks": [{"type": "paragraph", "text": "Trade"}],
        "credit": CAPTION,
    },
    "lines": {"type": "verse", "id": "x", "lines": [{"text": "Trade"}]},
    "items": {"type": "list", "id": "x", "items": [{"text": "Trade"}]},
    "lists": {
        "type": "list",
        "id": "x",
        "items": [{"text": "Trade", "lists": [{"type": "list", "items": [{"text": "Trade"}]}]}],
    },
    "rows": {"type": "table", "id": "x", "rows": [{"cells": [{"text": "Trade"}]}]},
    "cells": {"type": "table", "id": "x", "rows": [{"cells": [{"text": "Trade"}]}]},
    "caption": {"type": "figure", "id": "x", "caption": CAPTION},
}
"""By fields that hold blocks, a block in which it does."""
HOLDERS |= {
    field: samples.made(kind, count(1)).model_dump(mode="json", exclude_defaults=True)
    for kind in classes_in(Block)
    for field in dict.fromkeys(name for cls in classes_within(kind) for name in part_fields(cls))
    if field not in HOLDERS
}
"""The others are made along the model: those of a kind that it has more."""


def with_ids(value: Any, prefix: str = "b") -> Any:
    """A raw block with an id for each part that needs one."""
    if isinstance(value, list):
        return [with_ids(item, f"{prefix}-{n}") for n, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    filled = {key: with_ids(inner, f"{prefix}-{key}") for key, inner in value.items()}
    return {"id": prefix, **filled} if {"text", "items"} & filled.keys() else filled


def document(*blocks: dict[str, Any], **fields: Any) -> Document:
    record = {
        "schema_version": SCHEMA_VERSION,
        "id": "r",
        "sections": [
            {"id": "s", "blocks": [{"type": "paragraph", "id": "p", "text": "A."}, *blocks]}
        ],
        **fields,
    }
    return Document.model_validate(record)


def test_there_is_a_block_for_each_field_that_holds_blocks() -> None:
    held = {name for cls in classes_within(archive.model.Section) for name in part_fields(cls)}
    assert held == {*HOLDERS, "sections"}


def test_what_tells_a_value_in_one_word_is_a_field_of_some_class() -> None:
    fields = {name for cls in classes_within(Document) for name in cls.model_fields}
    assert set(_LABELS) <= fields


@each_case("field", HOLDERS)
def test_what_comes_within_a_block_is_reported_as_part_of_that_block(field: str) -> None:
    """Whichever field holds it: one difference, and not one for each block within."""
    block = with_ids(HOLDERS[field])
    found = archive.diff(document(), document(block))
    assert [(d.kind, d.new_pointer) for d in found.changes] == [
        ("block-added", "/sections/0/blocks/1")
    ]
    assert ("As printed" in found.changes[0].new) == (field in ("credit", "caption"))
    back = archive.diff(document(block), document())
    assert [d.kind for d in back.changes] == ["block-removed"]


@pytest.mark.parametrize("field", ["credit", "caption"])
def test_a_line_that_is_printed_with_a_block_is_reported_when_it_comes_and_goes(field: str) -> None:
    whole = with_ids(HOLDERS[field])
    bare = {key: value for key, value in whole.items() if key != field}
    (came,) = archive.diff(document(bare), document(whole)).changes
    assert (came.kind, came.new, came.new_pointer) == (
        "block-added",
        "As printed",
        f"/sections/0/blocks/1/{field}",
    )
    (went,) = archive.diff(document(whole), document(bare)).changes
    assert (went.kind, went.old) == ("block-removed", "As printed")


@pytest.mark.parametrize("field", ["credit", "caption"])
def test_a_line_that_is_printed_with_another_block_now_has_moved(field: str) -> None:
    whole = with_ids(HOLDERS[field])
    bare = {key: value for key, value in whole.items() if key != field}
    other = {**with_ids(HOLDERS[field], "c"), "id": "y"}
    without = {key: value for key, value in other.items() if key != field}
    moved = archive.diff(document(whole, without), document(bare, {**without, field: whole[field]}))
    assert [(d.kind, d.message) for d in moved.changes] == [
        ("block-moved", f"{whole[field]['id']} moved from x to y")
    ]


def test_every_collection_has_words_for_what_comes_and_goes_in_it() -> None:
    """Sections are told of block by block."""
    assert set(_KINDS) == set(collection_fields(Document)) - {"sections"}


@each_case(("old", "new"), [(0.0, -0.0), (-0.0, 0.0), (0, 0.0), (0, False), (1, True), (1, 1.0)])
def test_two_values_that_python_takes_for_one_are_two_in_a_diff(old: Any, new: Any) -> None:
    assert not same(old, new)
    assert [o.op for o in compare({"a": old}, {"a": new})] == ["replace"]
    assert [o.op for o in compare([old, "x"], [new, "x"])] == ["replace"]
    assert compare({"a": old}, {"a": old}) == []
    key = "https://example.org/"
    before, after = (document(extensions={key: value}) for value in (old, new))
    found = archive.diff(before, after)
    assert [(d.kind, d.old, d.new) for d in found.changes] == [
        ("extension-changed", str(old).lower(), str(new).lower())
    ]
    assert archive.write(found.apply(before), "json").data == archive.write(after, "json").data
