"""JSON of others: the value, and the place of each value and of what is wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.annotations.uima.untrusted_json import parse_json
from archive.errors import ReadError
from archive.findings import Location, pointer_step
from tests.tools.cases import each_case

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(VALUES, st.sampled_from((None, 1)))
def test_values_are_what_python_reads_and_each_begins_where_it_is_said(
    value: object, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    values = parse_json(text.encode())
    assert values.root == value
    lines = text.split("\n")
    inner = value.items() if isinstance(value, dict) else ()
    for key, one in inner:
        at = values.location(f"/{pointer_step(key)}", "a.json")
        assert (at.file, at.pointer) == ("a.json", f"/{pointer_step(key)}")
        assert at.line is not None
        assert at.column is not None
        rest = "\n".join(lines[at.line - 1 :])[at.column - 1 :]
        assert json.JSONDecoder().raw_decode(rest)[0] == one


@each_case(
    ("text", "code", "line", "column"),
    [
        ("", "not-json", 1, 1),
        ('{\n "a": [1,]}', "not-json", 2, 10),
        ('{"a": 1,\n "a": 2}', "duplicate-key", 2, 2),
        ('["a",\n"\\ud800"]', "lone-surrogate", 2, 2),
        ('{"a": NaN}', "not-json", 1, 7),
        ('{"a": 1', "not-json", 1, 8),
    ],
)
def test_what_is_wrong_is_reported_with_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    with pytest.raises(ReadError) as caught:
        parse_json(text.encode())
    [told] = caught.value.findings
    assert (told.code, told.location) == (code, Location(line=line, column=column))
