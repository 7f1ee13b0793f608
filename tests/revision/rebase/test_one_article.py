"""A text and the same with some blocks more or fewer are one article, whatever they repeat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from tests.revision.rebase.article import ARTICLE, COOKING, article, checked, ids
from tests.tools.cases import each_case

BLOCKS = (
    "So.",
    "a",
    "So it goes.",
    "Yes, he said. No, she said.",
    "漢代的史官記下真實。",
    ARTICLE[1],
)


def codes(old: tuple[str, ...], new: tuple[str, ...]) -> list[str]:
    made = checked(archive.rebase(article(*old), onto=article(*new)))
    return [finding.code for finding in made.findings]


@pytest.mark.slow
@given(
    st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=3),
    st.integers(1, 30),
    st.integers(0, 10),
    st.booleans(),
)
def test_a_text_with_some_blocks_more_or_fewer_is_the_same_article(
    blocks: list[str], times: int, more: int, fewer: bool
) -> None:
    small, large = tuple(blocks * times), (*blocks * times, *blocks[:1] * more)
    assert codes(*((large, small) if fewer else (small, large))) == []


@each_case("block", BLOCKS[2:])
def test_one_block_of_a_sentence_over_and_over_may_have_it_more_or_less_often(block: str) -> None:
    for times, others in ((20, 25), (20, 18), (5, 40)):
        assert codes((" ".join([block] * times),), (" ".join([block] * others),)) == []


def test_blocks_that_are_repeated_keep_their_ids() -> None:
    old = article(*[BLOCKS[2]] * 5)
    new = checked(archive.rebase(old, onto=article(*[BLOCKS[2]] * 7))).document
    assert ids(new)[:5] == ids(old)


def test_two_articles_that_repeat_a_line_are_two() -> None:
    line = "Read more"
    assert codes((*ARTICLE, line), (*COOKING, line)) == ["texts-unrelated"]
