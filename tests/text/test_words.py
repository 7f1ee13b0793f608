from __future__ import annotations

import pytest

from archive.findings import short
from archive.text.graphemes import splits_grapheme
from archive.text.sentences import sentence_around
from archive.text.words import Names, core, share_a_word, splits_word


@pytest.mark.parametrize(
    "cluster",
    ["e\u0301", "क्षि"[2:], "👩\u200d👧", "👍🏽", "❤\ufe0f", "🇪🇺", "\r\n", "한", "\u1112\u1161\u11ab", "\uac00\u11a8", "葛\U000e0100", "1\ufe0f\u20e3", "🏴\U000e0067\U000e007f"],
)  # fmt: skip
def test_one_character_is_not_split(cluster: str) -> None:
    text = f"a{cluster}b"
    for offset in range(2, len(cluster) + 1):
        assert splits_grapheme(text, offset), f"{offset} in {text!a}"
    assert not splits_grapheme(text, 0)
    assert not splits_grapheme(text, 1)
    assert not splits_grapheme(text, 1 + len(cluster))
    assert not splits_grapheme(text, len(text))


@pytest.mark.parametrize(
    "pair",
    [
        "ab",
        "\n\r",
        "\ra",
        "a\n",
        "한국",
        "\u11ab\u1112",
        "\uac01\u1161",
        "\n\u0301",
        "éé",
        "\u200dc",
    ],
)
def test_two_characters_are_parted(pair: str) -> None:
    assert not splits_grapheme(pair, 1)


def test_flags_are_counted_from_the_first() -> None:
    text = "🇪🇺🇺🇳"
    assert [splits_grapheme(text, n) for n in range(5)] == [False, True, False, True, False]


def test_only_scripts_with_capitals_part_words() -> None:
    assert splits_word("Prices", 3)
    assert not splits_word("Prices rose", 6)
    assert not splits_word("物価", 1)
    assert not splits_word("U.S.", 1)


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One. Two words. Three.", "Two", "Two words. "),
        ("One. Two. Three.", "One. Two", "One. Two. "),
        ("Mr. Park of the U.S. Senate left. He said so.", "Park", "Mr. Park of the U.S. Senate left. "),
        ("“One.” Then two.", "two", "Then two."),
        ("It cost 3. million, e.g. much.", "million", "It cost 3. million, e.g. much."),
        ("上がった。減った。", "減", "減った。"),
        ("One", "One", "One"),
    ],
)  # fmt: skip
def test_a_sentence_ends_at_its_full_stop(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    first, last = sentence_around(text, start, start + len(words))
    assert text[first:last] == sentence


def test_small_words_are_not_shared() -> None:
    assert share_a_word("the Council's", "Council on Foreign Relations")
    assert share_a_word("Pakistani officials", "Pakistan")
    assert share_a_word("Iranian officials", "Iran")
    assert not share_a_word("on the whole", "Council on the Sea")
    assert not share_a_word("an art", "article")


def test_names_are_found_where_words_begin_and_end() -> None:
    text = "The Council, Councils, ‘Council of Europe’ and Council"
    names = Names(["Council", "‘Council of Europe’", "Council of X", "!", "and Council of X"])
    assert [(start, text[start:end]) for start, end in names.find(text)] == [
        (4, "Council"),
        (24, "Council of Europe"),
        (47, "Council"),
    ]
    assert names.standing(["A Council", "of Europe"]) == {"Council"}
    assert names.standing(["Councils", text]) == {"Council", "Council of Europe"}


@pytest.mark.parametrize(("name", "kept"), [("‘a b’,", "a b"), ("a", "a"), ("!?", ""), ("", "")])
def test_the_core_of_a_name_begins_and_ends_with_a_word(name: str, kept: str) -> None:
    assert core(name) == kept


def test_a_flag_is_told_from_the_row_that_it_stands_in() -> None:
    text = "🇪🇺 🇺🇳🇪"
    assert [splits_grapheme(text, n) for n in range(7)] == [
        False, True, False, False, True, False, False,
    ]  # fmt: skip


def test_long_texts_are_shortened_in_their_middle() -> None:
    assert short("x" * 60) == f'"{"x" * 60}"'
    assert short("a" * 40 + "b" * 40) == f'"{"a" * 28} … {"b" * 28}"'
