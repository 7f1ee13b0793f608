"""The texts of blocks as one: every place in it is a place of a block."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.text.alignment.tokens import FoldedText
from archive.text.characters import BLOCK_END
from archive.text.joined_blocks import JoinedBlocks


@given(st.lists(st.text("ab é", max_size=5), max_size=5))
def test_every_offset_is_a_place_of_one_block(texts: list[str]) -> None:
    joined = JoinedBlocks((f"p-{n}", text) for n, text in enumerate(texts))
    assert joined.text == "".join(text + BLOCK_END for text in texts)
    assert list(joined.start_of) == joined.ids == list(joined.blocks)
    for number, text in enumerate(texts):
        start, end = joined.starts[number], joined.end_of(number)
        assert joined.text[start:end] == text + BLOCK_END
        assert joined.text_of(number) == text
        for offset in range(start, end):
            assert joined.number_at(offset) == number
            assert joined.place_at(offset) == (f"p-{number}", offset - start)


@given(st.lists(st.text("ab ", max_size=6), max_size=5), st.text("ab ", max_size=3))
def test_words_are_found_wherever_they_stand_in_a_block(texts: list[str], words: str) -> None:
    joined = JoinedBlocks((f"p-{n}", text) for n, text in enumerate(texts))
    assert list(joined.places(words)) == [
        (f"p-{number}", at)
        for number, text in enumerate(texts)
        for at in range(len(text))
        if words and text.startswith(words, at)
    ]


def test_no_words_reach_from_one_block_into_another() -> None:
    joined = JoinedBlocks({"p-1": "It is", "p-2": "late"})
    assert joined.places("is\0late") == []
    assert joined.after("p-1") == "p-2"
    assert joined.after("p-2") is None
    assert FoldedText(joined.text).opens_sentence(joined.start_of["p-2"])
