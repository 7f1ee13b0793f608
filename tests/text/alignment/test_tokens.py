"""Sentences in the texts of several blocks, as an alignment asks for them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.text.alignment.tokens import FoldedText, Tokens
from archive.text.characters import BLOCK_END
from archive.text.sentences import sentence_starts

PARTS = st.lists(st.sampled_from(["It ", "is", ". ", "late", "! ", "“", "” ", BLOCK_END, " ", "Mr. ", "上。", "3"]), max_size=14)  # fmt: skip


def has_letters(words: str) -> bool:
    return any(map(str.isalnum, words))


@given(PARTS.map("".join))
def test_a_sentence_opens_where_only_signs_part_it_from_its_beginning(text: str) -> None:
    folded, starts = FoldedText(text), [*sentence_starts(text), len(text)]
    for at in range(len(text) + 1):
        beside = [text[min(at, start) : max(at, start)] for start in starts]
        assert folded.opens_sentence(at) is not all(map(has_letters, beside))


@given(PARTS.map("".join), st.data())
def test_the_sentences_beside_an_offset(text: str, data: st.DataObject) -> None:
    folded, starts = FoldedText(text), sentence_starts(text)
    at = data.draw(st.integers(0, len(text)))
    low, high = data.draw(st.integers(0, at)), data.draw(st.integers(at, len(text)))
    told = [start for start in starts if start < at and has_letters(text[start:at])]
    assert folded.sentence_before(at, low) == max([low, *told])
    following = [start for start in starts if start > at]
    assert folded.sentence_end(at, high) == min([high, *following])


@given(PARTS.map("".join), st.data())
def test_the_sentences_of_a_stretch_are_those_of_the_text_that_have_something_in_it(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    folded, found = FoldedText(text), []
    for first, last in pairwise([*sentence_starts(text), len(text)]):
        first, last = folded.trimmed(first, last)
        if max(first, start) < min(last, end):
            found.append((first, last))
    assert folded.sentences(start, end) == found


@given(st.text(st.sampled_from(f"abé. ,'-カ一\u0301\n{BLOCK_END}")), st.data())
def test_a_stretch_has_the_tokens_that_it_would_have_as_a_text(
    text: str, data: st.DataObject
) -> None:
    whole = FoldedText(text)
    for _ in range(3):  # the tokens of a block are kept
        end = data.draw(st.integers(0, len(text)))
        start = data.draw(st.integers(0, end))
        part = Tokens(whole, start, end)
        alone = Tokens(FoldedText(text[start:end]), 0, end - start)
        assert part.keys == alone.keys
        assert [at - start for at in part.starts] == alone.starts
        assert [at - start for at in part.ends] == alone.ends


def test_of_a_long_block_sentence_by_sentence_is_asked_for_without_reading_it_again() -> None:
    text = "It is late. " * 50_000
    folded = FoldedText(text)
    assert sum(len(folded.sentences(at, at + 1)) for at in range(0, len(text), 48)) == 12_500
