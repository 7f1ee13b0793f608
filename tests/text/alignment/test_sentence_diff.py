"""Two texts against each other, sentence by sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.alignment.sentence_diff import SentenceDiff
from archive.text.normalized import normalized
from tests.tools.cases import each_case

WORDS = st.sampled_from(
    ["the", "ferry", "is", "late", "40,000", "it’s", "it's", "ramp-up", "a", "a", "港口", "Park"]
)
SIGNS = st.sampled_from([" ", " ", " ", ", ", ". ", ".", "  ", "\u00a0", "。", "? “", "” ", "\n"])
TEXTS = st.lists(st.tuples(WORDS, SIGNS), max_size=24).map(lambda all: "".join(map("".join, all)))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and one that has some of its words."""
    one = draw(TEXTS)
    if draw(st.booleans()):
        return one, draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(one)), min_size=2, max_size=2)))
    return one, one[: cuts[0]] + draw(TEXTS) + one[cuts[1] :]


def marked(old: str, new: str) -> list[str]:
    """The pieces of each part, with the signs that `wdiff` uses."""
    two = SentenceDiff(old, new)
    signs = {"both": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    return [
        "".join(signs[which].format(words) for which, words in two.pieces(number))
        for number in range(len(two.cuts))
    ]


@given(pairs())
def test_the_words_of_both_and_of_the_new_text_are_what_stands_there_now(
    pair: tuple[str, str],
) -> None:
    two = SentenceDiff(*pair)
    reached = 0
    for number in range(len(two.cuts)):
        start, end = two.new_ends(number)
        assert reached <= start <= end
        words = "".join(words for which, words in two.pieces(number) if which != "old")
        assert words == two.new[start:end]
        reached = end
    assert reached <= len(two.new)


@given(pairs())
def test_the_words_of_both_and_of_the_old_text_are_all_of_it_but_for_form(
    pair: tuple[str, str],
) -> None:
    two = SentenceDiff(*pair)
    kept = "".join(
        words
        for number in range(len(two.cuts))
        for which, words in two.pieces(number)
        if which != "new"
    )
    assert normalized(kept).split() == normalized(two.old).split()


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert "".join(marked(text, text)) == text


@given(pairs())
def test_a_stretch_belongs_to_parts_that_it_touches(pair: tuple[str, str]) -> None:
    two = SentenceDiff(*pair)
    for start in range(len(two.old)):
        numbers = two.numbers(start, start + 1)
        assert len(numbers) == 1
        first, last = two.ends(numbers[0])
        assert first <= start < last


@given(pairs())
def test_what_took_the_place_of_all_is_all_but_what_stands_beside_it(
    pair: tuple[str, str],
) -> None:
    two = SentenceDiff(*pair)
    start, end = two.replacement(0, len(two.old))
    if two.old and two.new:
        assert start == 0 or two.edits[0] == (0, 0, 0, start)
        assert end == len(two.new) or two.edits[-1][2] == end


@each_case(
    ("old", "new", "parts"),
    [
        ("It was 40 then.", "It was 90 then.", ["It was [-40-]{+90+} then."]),
        ("It was 40,000.", "It was 40,500.", ["It was [-40,000-]{+40,500+}."]),
        ("We ramp-up it.", "We ramp up it.", ["We [-ramp-up-]{+ramp up+} it."]),
        ("The ferry, late.", "The ferry late.", ["The [-ferry,-]{+ferry+} late."]),
        ("Off it’s coast.", "Off its coast.", ["Off [-it’s-]{+its+} coast."]),
        ("It has has gone.", "It has gone.", ["It has [-has -]gone."]),
        ("“So” it – is.", '"So"  it - is.', ['"So"  it - is.']),
        (
            "It fell. Nobody saw it. So be it.",
            "It fell. Nobody knew it. So be it.",
            ["It fell. ", "Nobody [-saw-]{+knew+} it. ", "So be it."],
        ),
        ("It fell. It rose.", "It fell. It stood. It rose.", ["It fell. ", "It rose."]),
        ("It fell. It stood. It rose.", "It fell. It rose.", ["It fell. ", "[-It stood. -]", "It rose."]),
        ("It fell. The port is open.", "It fell. So, The port is open.", ["It fell. ", "{+So, +}The port is open."]),
        ("It fell.", "In May, it fell.", ["[-It-]{+In May, it+} fell."]),
        (
            "It shows the master what to do.",
            "It shows the master. It also shows what to do.",
            ["It shows the master{+. It also shows+} what to do."],
        ),
        ("港口将关闭。很晚。", "港口不关闭。很晚。", ["港口[-将-]{+不+}关闭。", "很晚。"]),
        ("It fell. It rose.", "", ["[-It fell. It rose.-]"]),
        ("", "It fell.", [""]),
    ],
)  # fmt: skip
def test_a_change_is_shown_within_its_sentence(old: str, new: str, parts: list[str]) -> None:
    assert marked(old, new) == parts


COST = "According to the council, the bridge will cost 40 million crowns, and it will open in May."
MORE = COST.replace("40", "90")


@each_case(
    "new",
    [
        f"They met. {MORE} Nobody came. Previously: {COST}",
        f"They met. {MORE} Previously: {COST} Nobody came.",
        f"They met. Previously: {COST} {MORE} Nobody came.",
        f"They met. {MORE} “{COST}” Nobody came.",
        f"Previously: {COST} They met. {MORE} Nobody came.",
    ],
)
def test_a_sentence_that_was_edited_is_shown_so_and_not_as_one_that_was_put_beside_its_copy(
    new: str,
) -> None:
    old = f"They met. {COST} Nobody came."
    two = SentenceDiff(old, new)
    (number,) = two.numbers(old.index("the bridge"), old.index("40") + 2)
    assert marked(old, new)[number].strip() == COST.replace("40", "[-40-]{+90+}")
    kept = [words for number in range(len(two.cuts)) for which, words in two.pieces(number)
            if which != "new"]  # fmt: skip
    assert "".join(kept) == old


@pytest.mark.slow
@each_case("sentence", ["It fell by 4%. ", "港口将关闭。", "a "])
def test_a_long_text_takes_no_time_out_of_proportion(sentence: str) -> None:
    old = sentence * 3_000
    two = SentenceDiff(old, old.replace("4", "5", 1_500).replace("将", "不", 1_500))
    assert sum(len(words) for n in range(len(two.cuts)) for _, words in two.pieces(n)) > 1_000
