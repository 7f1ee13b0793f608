"""Offsets in other units: exact both ways, and refused where no code point begins."""

from __future__ import annotations

import itertools
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import NoSuchOffset, ReadError, UnknownUnit
from archive.text.offsets import Offsets, offsets
from tests.strategies import texts
from tests.text.units import UNITS, counted
from tests.tools.cases import each_case

PIECES = (
    *("a", "abc ", "\n", "é", "e\u0301", "ß", "…", "“so”", "الحقيقة", "مَدْرَسَة", "हिन्दी", "क्षि", "眞實", "𠮷野家"),
    *("葛\U000e0100", "👩‍👩‍👧", "🏳️‍🌈", "🇪🇺", "👍🏽", "1️⃣", "\U0010ffff", "\ufeff", "\x00", "\uffff", "\ud7ff\ue000"),
    *("." * 31, "é" * 63, "眞" * 64, "😀" * 65),
)  # fmt: skip
"""Of every width in UTF-8, and long enough that their ends fall on every place of a table."""


def long_texts() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def any_text() -> st.SearchStrategy[str]:
    return st.one_of(texts(), long_texts(), st.text(st.characters(exclude_categories=["Cs"])))


@given(any_text(), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_every_offset_is_what_python_writes_before_it(text: str, of: Any, to: Any) -> None:
    found = offsets(text)
    assert found.length(of) == counted(text, of)
    ends = {len(text), *range(0, len(text) + 1, max(1, len(text) // 200))}
    for n in ends:
        there = found.convert(counted(text[:n], of), of=of, to=to)
        assert there == counted(text[:n], to)
        assert type(there) is int


@given(any_text(), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_an_offset_that_no_code_point_begins_at_is_refused_with_its_edges(
    text: str, of: Any, to: Any
) -> None:
    text = text[:300]
    found = offsets(text)
    edges = list(itertools.accumulate((counted(c, of) for c in text), initial=0))
    for before, after in itertools.pairwise(edges):
        for offset in range(before + 1, after):
            with pytest.raises(NoSuchOffset, match=f"from {before} to {after}") as caught:
                found.convert(offset, of=of, to=to)
            assert (caught.value.offset, caught.value.unit) == (offset, of)
            assert (caught.value.before, caught.value.after) == (before, after)


@given(any_text(), st.integers(1), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_an_offset_outside_of_the_text_is_refused_with_the_nearest_end(
    text: str, beyond: int, of: Any, to: Any
) -> None:
    length = counted(text, of)
    for offset, edges in ((-beyond, (None, 0)), (length + beyond, (length, None))):
        with pytest.raises(NoSuchOffset, match=f"outside of the text, .* 0 to {length}$") as caught:
            offsets(text).convert(offset, of=of, to=to)
        assert (caught.value.before, caught.value.after) == edges


@given(any_text(), st.data(), st.sampled_from(UNITS))
def test_a_span_holds_the_same_words_in_every_unit(text: str, data: st.DataObject, to: Any) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = offsets(text)
    first, last = found.convert_span(start, end, to=to)
    if to == "utf-8":
        assert text.encode()[first:last].decode() == text[start:end]
    elif to == "utf-16":
        assert text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == text[start:end]
    assert found.convert_span(first, last, of=to) == (start, end)


@each_case(
    ("text", "code_points", "utf_16", "utf_8"),
    [
        ("", 0, 0, 0),
        ("word", 4, 4, 4),
        ("naïve", 5, 5, 6),
        ("e\u0301", 2, 2, 3),
        ("الحقيقة", 7, 7, 14),
        ("हिन्दी", 6, 6, 18),
        ("한국어", 3, 3, 9),
        ("眞實", 2, 2, 6),
        ("𠮷野家", 3, 4, 10),
        ("👍🏽", 2, 4, 8),
        ("🇪🇺", 2, 4, 8),
        ("1️⃣", 3, 3, 7),
        ("👩‍👩‍👧", 5, 8, 18),
        ("🏳️‍🌈", 4, 6, 14),
    ],
)
def test_lengths_are_those_that_javascript_and_files_have(
    text: str, code_points: int, utf_16: int, utf_8: int
) -> None:
    found = offsets(text)
    assert [found.length(unit) for unit in UNITS] == [code_points, utf_16, utf_8]


@each_case("lead", [0, 1, 62, 63, 64, 65, 127, 128])
def test_the_edges_of_a_code_point_are_named_wherever_it_stands(lead: int) -> None:
    found = offsets("." * lead + "😀é")
    for unit, inside, edges in (
        ("utf-16", [1], (0, 2)),
        ("utf-8", [1, 2, 3], (0, 4)),
        ("utf-8", [5], (4, 6)),
    ):
        for offset in inside:
            with pytest.raises(NoSuchOffset) as caught:
                found.convert(lead + offset, of=unit)  # type: ignore[arg-type]
            assert (caught.value.before, caught.value.after) == tuple(lead + n for n in edges)


def test_code_points_are_counted_unless_something_else_is_asked_for() -> None:
    found = offsets("😀 é")
    assert found.length() == found.convert(3) == found.convert(4, of="utf-16") == 3
    assert found.convert_span(1, 3) == (1, 3)


def test_a_place_between_the_parts_of_one_sign_is_a_place() -> None:
    assert offsets("🇪🇺").convert(1, to="utf-16") == 2
    assert offsets("e\u0301").convert(1, of="utf-8") == 1


def test_a_text_in_which_a_unit_counts_the_same_has_no_table() -> None:
    def tables(text: str) -> list[bool]:
        found = offsets(text)
        return [found._table(unit) is not None for unit in ("code-points", "utf-16", "utf-8")]

    assert tables("only ASCII") == [False, False, False]
    assert tables("眞實") == [False, False, True]
    assert tables("𠮷") == [False, True, True]


def test_half_of_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(ReadError, match="code point 2 is half of a surrogate pair") as caught:
        offsets("ab\ud83d")
    assert [finding.code for finding in caught.value.findings] == ["lone-surrogate"]


def test_an_unknown_unit_is_refused_with_those_there_are() -> None:
    for ask in (
        lambda unit: offsets("a").convert(0, of=unit),
        lambda unit: offsets("a").convert(0, to=unit),
        lambda unit: offsets("a").length(unit),
    ):
        with pytest.raises(
            UnknownUnit, match="no unit 'bytes'; there are code-points, utf-16"
        ) as e:
            ask("bytes")
        assert (e.value.name, e.value.known) == ("bytes", UNITS)


def test_offsets_are_a_value() -> None:
    found = offsets("né")
    found.convert(1, to="utf-8")
    again = pickle.loads(pickle.dumps(found))
    assert again == found == Offsets("né")
    assert again.convert(2, to="utf-8") == 3
    assert hash(again) == hash(found)
