"""Edges of anchors move by whole words, in every script, and never leave an empty stretch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reviews.anchor_edges import end_moved, next_boundary, sign_moved, start_moved
from archive.text.words import splits_word
from tests.strategies import texts
from tests.tools.cases import each_case

TEXT = "He said: “It’s 10% more.” Nobody knows."


@each_case(
    ("words", "later", "earlier"),
    [
        ("It’s 10", "It’s 10% more", "It’s"),
        ("Nobody", "Nobody knows", "Nobody"),
        ("more.” Nobody", "more.” Nobody knows", "more"),
        ("knows", "knows", "knows"),
    ],
)
def test_the_end_moves_by_a_word(words: str, later: str, earlier: str) -> None:
    start = TEXT.index(words)
    end = start + len(words)
    assert TEXT[start : end_moved(TEXT, start, end, 1)] == later
    assert TEXT[start : end_moved(TEXT, start, end, -1)] == earlier


@each_case(
    ("words", "earlier", "later"),
    [
        ("10% more", "s 10% more", "more"),
        ("said", "He said", "said"),
        ("Nobody", "more.” Nobody", "Nobody"),
        ("He", "He", "He"),
    ],
)
def test_the_beginning_moves_by_a_word(words: str, earlier: str, later: str) -> None:
    start = TEXT.index(words)
    end = start + len(words)
    assert TEXT[start_moved(TEXT, start, end, -1) : end] == earlier
    assert TEXT[start_moved(TEXT, start, end, 1) : end] == later


def test_a_sign_can_be_taken_along() -> None:
    end = TEXT.index("knows") + 5
    assert sign_moved(TEXT, 0, end, 1) == len(TEXT)


def test_scripts_that_part_no_words_move_by_characters() -> None:
    assert end_moved("東京は大きい。", 0, 2, 1) == 3
    assert start_moved("東京は大きい。", 2, 5, -1) == 1


@given(texts(), st.data())
def test_no_move_makes_an_empty_stretch_or_leaves_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    end = data.draw(st.integers(start + 1, max(len(text), start + 1)))
    end = min(end, len(text))
    if start >= end:
        return
    by = data.draw(st.sampled_from([1, -1]))
    for at in (start, end):
        found = next_boundary(text, at, by)
        assert 0 <= found <= len(text)
        assert found in (0, len(text)) or not splits_word(text, found)
    assert 0 <= start_moved(text, start, end, by) < end
    assert start < end_moved(text, start, end, by) <= len(text)
    assert start < sign_moved(text, start, end, by) <= len(text)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["word " * 20_000, "!" * 100_000, " " * 100_000])
def test_a_long_text_is_gone_over_once(text: str) -> None:
    assert end_moved(text, 0, 1, 1) <= len(text)
    assert start_moved(text, 0, len(text), 1) < len(text)
