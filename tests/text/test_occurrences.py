"""Many needles found in one pass are those that are found one by one."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import occurrences as module
from archive.text.occurrences import Automaton, NeedleSearch, occurrences
from tests.growth import MOST, Work, grows


@given(
    st.lists(st.text("ab", min_size=1, max_size=6), unique=True, max_size=8),
    st.text("abc", max_size=60),
    st.integers(1, 5),
)
def test_the_automaton_finds_what_is_found_one_by_one(
    needles: list[str], text: str, most: int
) -> None:
    alone = [list(islice(module._alone(needle, text), most)) for needle in needles]
    assert Automaton(needles).places(text, most) == alone
    assert NeedleSearch(needles).places(text, most) == alone


@given(
    st.lists(st.text("ab", min_size=1, max_size=6), unique=True, max_size=8),
    st.text("abc", max_size=60),
)
def test_the_longest_needle_is_reported_at_each_end(needles: list[str], text: str) -> None:
    ends = {
        end: max(len(needle) for needle in needles if text[:end].endswith(needle))
        for end in range(1, len(text) + 1)
        if text[:end].endswith(tuple(needles))
    }
    expected = [(end - length, end) for end, length in ends.items()]
    assert list(Automaton(needles).longest_ends(text)) == expected


def test_few_and_many_needles_are_found_alike() -> None:
    text = "one two one " * 20
    many = [f"{n} nowhere" for n in range(100)]
    few = occurrences(["one", "two one", "nowhere", ""], text, 3)
    assert few == {"one": [0, 8, 12], "two one": [4, 16, 28], "nowhere": [], "": []}
    found = occurrences([*few, *many], text, 3)
    assert {needle: found[needle] for needle in few} == few


def test_each_needle_is_found_only_as_often_as_asked() -> None:
    needles = ["a" * n for n in range(1, 100)]
    assert NeedleSearch(needles).places("a" * 1000, 2) == [[0, 1]] * len(needles)


def test_only_needles_of_which_many_end_together_are_searched_in_python() -> None:
    most = module._MOST_ENDING_TOGETHER
    nested = ["b" + "a" * n for n in range(1, 100)] + ["a" * n for n in range(1, most + 1)]
    assert NeedleSearch(nested[:-1]).lists_matches
    assert not NeedleSearch(nested).lists_matches


def test_a_long_text_is_searched_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LEAST_SEARCHED", 7)
    text = "abc ab abcd bcd " * 10
    for needle in ("a", "bc", "abcd b", text[:30], text[3:90]):
        [places] = NeedleSearch([needle]).places(text, 1000)
        assert places == list(module._alone(needle, text))


def test_half_a_surrogate_pair_is_found_as_other_signs_are() -> None:
    many = [f"{n} nowhere" for n in range(100)]
    assert occurrences([*many, "one"], "\ud800 one", 1)["one"] == [2]
    assert occurrences([*many, "\ud800 one"], "a \ud800 one", 1)["\ud800 one"] == [2]


@pytest.mark.slow
def test_time_is_linear_whatever_the_needles() -> None:
    def nested(n: int) -> Work:
        return lambda: NeedleSearch(["a" * m for m in range(1, n)]).places("a" * n * n, 2)

    def apart(n: int) -> Work:
        return lambda: NeedleSearch(["a" * n + chr(m) for m in range(98, 98 + n)]).places(
            "a" * n * n, 2
        )

    def periodic(n: int) -> Work:
        return lambda: NeedleSearch(["a " * n + "b"]).places("a " * n, 2)

    assert grows(periodic, 2000) < MOST
    assert grows(nested, 40) < MOST * 8  # both needles and text grow with the square
    assert grows(apart, 40) < MOST * 8


@pytest.mark.slow
@pytest.mark.parametrize("signs", ["abcdefghijklmnop", "ab"])
def test_many_long_needles_stand_where_each_of_them_does(signs: str) -> None:
    random = Random(signs)
    text = "".join(random.choices(signs, k=300))
    text = text + text[100:200] + text
    needles = [text[at : at + 20 + at % 40] for at in range(len(text))]
    needles += [f"{needle}x" for needle in needles[:50]]
    for most in (1, 2, 32):
        found = occurrences(needles, text, most)
        for needle in needles:
            places = [at for at in range(len(text)) if text.startswith(needle, at)]
            assert found[needle] == places[:most]
