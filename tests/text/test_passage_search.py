"""Quoted passages are found as whole words, and compared with what stands in their place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.passage_search import PassageChanged, PassageFound, comparable, passages_in
from tests.growth import MOST, Work, grows

_WORDS = "the a ferry is late again 12 1,500 Åland été 価格 fish"
WORDS = st.lists(st.sampled_from(_WORDS.split()), min_size=1)


@given(
    WORDS,
    WORDS,
    WORDS,
    st.sampled_from([" ", "\n", "\r\n  ", "\u00a0"]),
    st.sampled_from(["NFC", "NFD"]),
)
def test_a_passage_is_found_whatever_stands_around_it(
    before: list[str], words: list[str], after: list[str], blank: str, form: str
) -> None:
    text = unicodedata.normalize(form, blank.join([*before, *words, *after]))
    found = passages_in(text, [" ".join(words)])[" ".join(words)]
    assert isinstance(found, PassageFound)


@given(WORDS, WORDS)
def test_the_pieces_of_a_changed_passage_are_the_passage(words: list[str], text: list[str]) -> None:
    passage = " ".join(words)
    result = passages_in(" ".join(text), [passage])[passage]
    if isinstance(result, PassageChanged):
        old = "".join(piece for which, piece in result.pieces if which != "new")
        assert old == comparable(passage)
        assert result.near.replace(" ", "") in "".join(text)


def test_of_several_similar_places_the_one_with_the_rare_words_is_shown() -> None:
    sentences = [f"The council says that item{n} rose." for n in range(9)]
    passage = sentences[5]
    sentences[5] = passage.replace("The", "Our")
    result = passages_in(" ".join(sentences), [passage])[passage]
    assert isinstance(result, PassageChanged)
    assert result.pieces[:2] == (("old", "The "), ("new", "Our "))
    assert result.near == sentences[5]


@pytest.mark.slow
@pytest.mark.parametrize("changed", [False, True])
def test_the_time_grows_with_text_and_passages_and_not_with_their_product(changed: bool) -> None:
    def make(n: int) -> Work:
        words = [f"w{number % 3000}" for number in range(n * 30)]
        passages = [words[at : at + 30] for at in range(0, len(words), 30)]
        for passage in passages if changed else ():
            passage[15] = "changed"
        text = " ".join(words)
        return lambda: passages_in(text, [" ".join(passage) for passage in passages])

    assert grows(make, 60) < MOST
