"""Numbers of things are put into words as English has them."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.english import counted
from tests.tools.cases import each_case

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


@cache
def things() -> list[str]:
    """All that is counted in messages, as the code has it."""
    calls = (
        call
        for path in sorted((ROOT / "archive").rglob("*.py"))
        if "counted(" in (code := path.read_text("utf-8"))
        for call in ast.walk(ast.parse(code))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "counted"
    )
    named = {one.value for call in calls for one in call.args[1:2] if isinstance(one, ast.Constant)}
    return sorted(named)


SINGULAR = {
    "affixes": "affix",
    "entities": "entity",
    "stretches": "stretch",
    "code points": "code point",
}


def test_what_is_counted_is_named_in_the_plural() -> None:
    assert {"bytes", "code points", "columns", "entities"} <= {*things()}
    assert all(re.search(r"s($| of | that | \()", one) for one in things())


@given(st.deferred(lambda: st.sampled_from(things())), st.integers(0, 10**6))
def test_one_thing_is_no_plural_and_any_other_number_is(name: str, number: int) -> None:
    assert counted(number, name) == (f"{number:,} {name}" if number != 1 else counted(1, name))
    one = counted(1, name).removeprefix("1 ")
    assert one != name
    assert one == SINGULAR.get(name, re.sub(r"s($| of | that | \()", r"\1", name, count=1))


@each_case("folder", ["docs", "tests/golden", "tests/validation/cases"])
def test_no_message_that_is_agreed_on_counts_one_thing_in_the_plural(folder: str) -> None:
    nouns = "|".join(map(re.escape, {*things(), "kinds", "characters", "lines", "cells"}))
    wrong = re.compile(rf"(?<![\w.,:/#-])1 (?:{nouns})\b")
    pages = [
        path for path in (ROOT / folder).rglob("*.*") if path.suffix in (".md", ".txt", ".json")
    ]
    assert pages
    found = {path.name: wrong.findall(path.read_text("utf-8", "replace")) for path in pages}
    assert {name: matches for name, matches in found.items() if matches} == {}
