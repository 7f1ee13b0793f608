"""JSON of others: as Python reads it, unless it nests too deep."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.json_depth import DEEPEST, read_json, refuse_deep_json
from tests.growth import MOST, grows
from tests.tools.cases import each_case

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('a"\\[]{}é'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('a"\\[]'), inner),
    max_leaves=12,
)


def depth_of(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    return 1 + max(map(depth_of, value), default=0) if isinstance(value, list) else 0


@given(value=VALUES, ascii=st.booleans(), deepest=st.integers(0, 4))
def test_a_value_is_read_as_python_reads_it_unless_it_nests_deeper(
    value: Any, ascii: bool, deepest: int
) -> None:
    text = json.dumps(value, ensure_ascii=ascii)
    if depth_of(value) <= deepest:
        assert read_json(text, deepest=deepest) == value
    else:
        with pytest.raises(ValueError, match=f"are nested more than {deepest} deep"):
            read_json(text, deepest=deepest)


@each_case("text", ["[" * 100_000, '{"a":' * 100_000, "[" * (DEEPEST + 1)])
def test_a_small_stack_is_enough(text: str) -> None:
    """A process with a Java machine in it has a megabyte for its main thread."""
    said: list[str] = []

    def read() -> None:
        try:
            read_json(text)
        except ValueError as problem:
            said.append(str(problem))

    threading.stack_size(512 << 10)
    try:
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(0)
    assert said == [f"values are nested more than {DEEPEST} deep"]


def test_a_string_may_hold_any_number_of_brackets() -> None:
    assert read_json(json.dumps(["[" * 10_000])) == ["[" * 10_000]


@each_case("piece", ["[]", '"', '\\"', '"\\"', '{"a":[]}', "\\"])
def test_time_grows_with_the_text(piece: str) -> None:
    def make(n: int) -> Any:
        text = piece * n
        return lambda: refuse_deep_json(text)

    assert grows(make, 1000) <= MOST
